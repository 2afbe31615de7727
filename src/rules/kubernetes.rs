//! Kubernetes: service account tokens, client keys in kubeconfig files, Secret manifests, bootstrap tokens.

use super::rule::*;
use crate::proof::{jwt, pem};

const KUBERNETES: Rule =
    Rule { provider: "Kubernetes", logs: "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/", severity: Severity::Critical, ..Rule::BASE };

const SECRETS: &str = "https://kubernetes.io/docs/concepts/configuration/secret/";

/// A manifest with values: the finding stands at the first one that could be a secret.
const MANIFEST: Rule = Rule {
    keywords: &["kind: Secret"],
    reach: 4200,
    before: Edge::Open,
    after: Edge::Base64,
    // base64 of hexadecimal is no more random than that
    entropy: Some(Alphabet::Hex),
    rank: -3,
    class: Class::Generic,
    severity: Severity::High,
    exposes: "whatever its values open: base64 is no encryption",
    roll: SECRETS,
    advice: "Roll every value in it, and let a sealed secret or an external store bring the next ones",
    reference: SECRETS,
    ..KUBERNETES
};

/// Kubernetes' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "kubernetes-bootstrap-token",
        title: "Kubernetes bootstrap token",
        keywords: &["kubeadm", "bootstrap-token", "bootstraptoken", "bootstrap_token", "tlsbootstraptoken"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-z]{6}\.[0-9a-z]{16})",
        before: Edge::Dotted,
        after: Edge::Dotted,
        near: Some(Near { words: &["kubeadm", "bootstrap-token", "bootstraptoken", "bootstrap_token"], above: 5 }),
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        severity: Severity::High,
        exposes: "joins a machine of anybody's to the cluster as a node",
        roll: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
        advice: "Delete it with kubeadm token delete; look for nodes that you do not know",
        reference: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
        hits: &[
            "kubeadm join 10.0.0.4:6443 --token <<{lc36:6}.{lc36:16}>> --discovery-token-unsafe-skip-ca-verification",
            "bootstrapTokens:\n  - token: \"<<{lc36:6}.{lc36:16}>>\"",
        ],
        misses: &[
            ("kubeadm join 10.0.0.4:6443 --token abcdef.0123456789abcdef", "the documentation's token"),
            ("token: {lc36:6}.{lc36:16}", "nothing of Kubernetes near"),
            ("kubeadm join --token {lc36:6}.{lc36:12}", "too short"),
        ],
        ..KUBERNETES
    },
    Rule {
        id: "kubernetes-client-key",
        title: "Kubernetes client key in a kubeconfig",
        keywords: &["client-key-data"],
        pattern: r#"client-key-data["']?:\s{0,3}["']?(?P<secret>LS0tLS1CRUdJTi[0-9A-Za-z+/]{150,}={0,2})"#,
        reach: 6200,
        after: Edge::Base64,
        proof: Some(pem::PEM_BASE64),
        rank: 1,
        exposes: "everything its user may do in the cluster, and cannot be taken back before the certificate ends",
        roll: "https://kubernetes.io/docs/tasks/administer-cluster/certificates/",
        advice: "Take away the user's role bindings now: a client certificate cannot be revoked",
        reference: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        hits: &[
            "users:\n- name: admin\n  user:\n    client-key-data: <<LS0tLS1CRUdJTi{seal}>>",
            "\"client-key-data\": \"<<LS0tLS1CRUdJTi{seal}>>\"",
        ],
        misses: &[
            ("client-certificate-data: LS0tLS1CRUdJTi{A62:1200}", "the certificate is public"),
            ("client-key-data: DATA+OMITTED", "cut out by kubectl"),
            ("client-key-data: REDACTED", "cut out"),
        ],
        ..KUBERNETES
    },
    Rule {
        id: "kubernetes-secret-manifest",
        title: "Kubernetes Secret with its values",
        pattern: r#"kind: Secret\s{0,3}\n(?:[ \t]{0,8}[^\s-][^\n]{0,200}\n){0,12}?[ \t]{0,4}(?:data|stringData):[ \t]{0,3}\n(?:[ \t]{1,8}[^\s][^\n]{0,200}\n){0,6}?[ \t]{1,8}[0-9A-Za-z._-]{1,80}:[ \t]{1,4}["']?(?P<secret>[0-9A-Za-z+/]{16,3000}={0,2})["']?[ \t\r]{0,3}\n"#,
        hits: &[
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: prod\ntype: Opaque\ndata:\n  username: YWRt\n  password: <<{A64:31}=>>\n",
            "kind: Secret\nmetadata:\n  name: api\nstringData:\n  token: \"<<{A62:32}>>\"\n",
        ],
        misses: &[
            ("kind: SealedSecret\nmetadata:\n  name: db\nspec:\n  data:\n    password: {A64:32}\n", "encrypted"),
            ("kind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{{{ .Values.password | b64enc }}}}\n", "a template"),
            ("kind: ConfigMap\nmetadata:\n  name: db\ndata:\n  blob: {A64:32}\n", "no secret by its kind"),
        ],
        ..MANIFEST
    },
    Rule {
        id: "kubernetes-secret-manifest-dumped",
        title: "Kubernetes Secret with its values (dumped)",
        // kubectl get -o yaml sorts the members: the values come before the kind
        pattern: r#"data:[ \t]{0,3}\n(?:[ \t]{1,8}[^\s][^\n]{0,200}\n){0,6}?[ \t]{1,8}[0-9A-Za-z._-]{1,80}:[ \t]{1,4}["']?(?P<secret>[0-9A-Za-z+/]{16,3000}={0,2})["']?[ \t\r]{0,3}\n(?:[ \t]{1,8}[^\s][^\n]{0,200}\n){0,12}?[ \t]{0,4}kind: Secret\s"#,
        hits: &[
            "apiVersion: v1\ndata:\n  password: <<{A64:31}=>>\nkind: Secret\nmetadata:\n  name: db\n",
            "- apiVersion: v1\n  data:\n    token: <<{A64:62}==>>\n    user: YWRt\n  kind: Secret\n",
        ],
        misses: &[
            ("data:\n  password: {A64:31}=\nkind: ConfigMap\n", "another kind"),
            ("data:\n  user: YWRt\nkind: Secret\n", "too short to be random"),
        ],
        ..MANIFEST
    },
    Rule {
        id: "kubernetes-service-account-token",
        title: "Kubernetes service account token",
        // system:serviceaccount: in base64, by its place modulo three
        keywords: &["c3lzdGVtOnNlcnZpY2VhY2NvdW50O", "N5c3RlbTpzZXJ2aWNlYWNjb3VudD", "zeXN0ZW06c2VydmljZWFjY291bnQ6"],
        pattern: r"(?P<secret>eyJhbGciOiJSUzI1NiIs[0-9A-Za-z_-]{10,200}\.eyJ[0-9A-Za-z_-]{10,1800}?(?:c3lzdGVtOnNlcnZpY2VhY2NvdW50O|N5c3RlbTpzZXJ2aWNlYWNjb3VudD|zeXN0ZW06c2VydmljZWFjY291bnQ6)[0-9A-Za-z_-]{4,400}\.[0-9A-Za-z_-]{342,700})",
        reach: 2800,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        proof: Some(jwt::JWT),
        rank: 2,
        exposes: "what the service account may do in the cluster; without an end if it comes from a Secret",
        roll: "https://kubernetes.io/docs/concepts/security/service-accounts/",
        advice: "Delete the token's Secret, or delete and recreate the service account if the token was projected",
        reference: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
        hits: &[
            "users:\n- name: ci\n  user:\n    token: <<eyJhbGciOiJSUzI1NiIsImtpZCI6IlFtRjYifQ.eyJ{A62:400}c3lzdGVtOnNlcnZpY2VhY2NvdW50O{A62:40}.{seal}>>",
            "KUBE_TOKEN=<<eyJhbGciOiJSUzI1NiIsImtpZCI6IlFtRjYifQ.eyJ{A62:800}N5c3RlbTpzZXJ2aWNlYWNjb3VudD{A62:32}.{seal}>>",
            "Authorization: Bearer <<eyJhbGciOiJSUzI1NiIsImtpZCI6IlFtRjYifQ.eyJ{A62:300}zeXN0ZW06c2VydmljZWFjY291bnQ6{A62:30}.{seal}>>",
        ],
        misses: &[
            ("eyJhbGciOiJSUzI1NiIsImtpZCI6{A62:60}.eyJ{A62:400}.{A64u:342}", "no service account in the claims"),
            ("eyJ{A62:400}c3lzdGVtOnNlcnZpY2VhY2NvdW50O{A62:40}", "the claims alone"),
        ],
        ..KUBERNETES
    },
];

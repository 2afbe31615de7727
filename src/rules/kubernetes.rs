//! Kubernetes: service account tokens, client keys in kubeconfig files, Secret manifests, bootstrap tokens.

use super::manifest;
use super::rule::*;
use crate::proof::{jwt, pem};

const KUBERNETES: Rule =
    Rule { provider: "Kubernetes", logs: "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/", severity: Severity::Critical, ..Rule::BASE };

const SECRETS: &str = "https://kubernetes.io/docs/concepts/configuration/secret/";

/// A value in a manifest.
const MANIFEST: Rule = Rule {
    reach: 16_384,
    before: Edge::Open,
    after: Edge::Open,
    rank: -3,
    class: Class::Generic,
    severity: Severity::High,
    exposes: "whatever it opens: base64 is no encryption",
    roll: SECRETS,
    advice: "Roll every value in the manifest, and let a sealed secret or an external store bring the next ones",
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
        title: "value in a Kubernetes Secret",
        keywords: &["kind: Secret", "kind: \"Secret\"", "kind: 'Secret'"],
        pattern: r#"(?m)^[ \t]{1,40}["']?[0-9A-Za-z._-]{1,253}["']?:[ \t]{1,4}(?:!!binary )?["']?(?P<secret>[^\s"'|>{\[&*#!][^\s"']{1,2000}(?: [^\s"'#]{1,200}){0,8})"#,
        judge: Some(manifest::yaml),
        hits: &[
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: prod\ntype: Opaque\ndata:\n  username: YWRt\n  password: <<{text64:9}>>\n",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: api\nstringData:\n  token: \"<<{A62:32}>>\"\n",
            "kind: ConfigMap\n---\nkind: 'Secret'\nstringData:\n    pin: <<{A62:8}>>\n---\nkind: Service\n",
            "apiVersion: v1\ndata:\n  password: <<{text64:12}>>\nkind: Secret\nmetadata:\n  name: db\n",
            "kind: List\nitems:\n- apiVersion: v1\n  data:\n    token: <<{text64:40}>>\n    user: YWRt\n  kind: Secret\n- kind: Service\n",
        ],
        misses: &[
            ("kind: SealedSecret\nmetadata:\n  name: db\nspec:\n  encryptedData:\n    password: {A64:32}\n", "encrypted"),
            ("kind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{{{ .Values.password | b64enc }}}}\n", "a template"),
            ("kind: Secret\nstringData:\n  password: ${{DB_PASSWORD}}\n", "a reference"),
            ("kind: Secret\nstringData:\n  password: changeme\n", "a placeholder"),
            ("kind: Secret\nmetadata:\n  name: a-name-of-24-characters0\ndata:\n  username: {text64:12}\n", "names"),
            ("kind: ConfigMap\nmetadata:\n  name: db\ndata:\n  blob: {A64:32}\n---\nkind: Secret\n", "no secret by its kind"),
            ("kind: Secret\ndata:\n  password: ENC[AES256_GCM,data:{A64:20},iv:{A64:20},tag:{A64:20},type:str]\nsops:\n  version: 3.8.1\n", "encrypted"),
        ],
        ..MANIFEST
    },
    Rule {
        id: "kubernetes-secret-manifest-json",
        title: "value in a Kubernetes Secret (JSON)",
        keywords: &["\"kind\":\"Secret\"", "\"kind\": \"Secret\""],
        pattern: r#""[0-9A-Za-z._-]{1,253}"\s{0,4}:\s{0,4}"(?P<secret>[^"\\\n]{2,2000})"#,
        judge: Some(manifest::json),
        hits: &[
            "{{\"apiVersion\":\"v1\",\"data\":{{\"password\":\"<<{text64:15}>>\"}},\"kind\":\"Secret\",\"metadata\":{{\"name\":\"db\"}}}}",
            "{{\n  \"kind\": \"Secret\",\n  \"metadata\": {{\"name\": \"db\"}},\n  \"stringData\": {{\n    \"user\": \"shop\",\n    \"token\": \"<<{A62:24}>>\"\n  }}\n}}",
        ],
        misses: &[
            ("{{\"kind\":\"ConfigMap\",\"data\":{{\"password\":\"{text64:15}\"}}}}\n{{\"kind\":\"Secret\"}}", "another object"),
            ("{{\"kind\":\"Secret\",\"metadata\":{{\"name\":\"{lc26:20}\"}},\"type\":\"Opaque\"}}", "no values"),
            ("{{\"kind\":\"Secret\",\"data\":{{\"password\":\"cGFzc3dvcmQ=\"}}}}", "the word password"),
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

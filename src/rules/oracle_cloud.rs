//! Oracle Cloud: API signing keys with their configuration, auth tokens.

use super::rule::*;
use crate::proof::mixed::MIXED;
use crate::proof::pem::PEM_KEY;

const ORACLE: Rule = Rule { provider: "Oracle Cloud", logs: "https://cloud.oracle.com/logging/audit", ..Rule::BASE };

/// Oracle Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "oracle-cloud-api-signing-key",
        title: "Oracle Cloud API signing key",
        keywords: &["ocid1.user.oc"],
        pattern: r#"(?P<secret>-----BEGIN (?:RSA |ENCRYPTED )?PRIVATE KEY-----[0-9A-Za-z+/=\s\\"',:-]{300,4500}?-----END (?:RSA |ENCRYPTED )?PRIVATE KEY-----)"#,
        reach: 5000,
        proof: Some(PEM_KEY),
        rank: 1,
        severity: Severity::Critical,
        exposes: "signs requests as the user: whatever its groups may do in the tenancy",
        roll: "https://cloud.oracle.com/identity/domains/my-profile/api-keys",
        advice: "Delete the API key with this fingerprint from the user's profile",
        reference: "https://docs.oracle.com/iaas/Content/API/Concepts/apisigningkey.htm",
        hits: &[
            "user=ocid1.user.oc1..{lc36:60}\nfingerprint={hex:2}:{hex:2}\n<<-----BEGIN PRIVATE KEY-----\n{seal}>>",
            "user_ocid = \"ocid1.user.oc1..{lc36:60}\"\nprivate_key: |\n<<-----BEGIN RSA PRIVATE KEY-----\n{seal}>>",
        ],
        misses: &[("user=ocid1.user.oc1..{lc36:60}\nkey_file=~/.oci/key.pem", "only the path of a key"), ("ocid1.user.oc1..{lc36:60} -----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "a sample")],
        ..ORACLE
    },
    Rule {
        id: "oracle-cloud-auth-token",
        title: "Oracle Cloud auth token",
        keywords: &["oci_auth", "oci-auth", "ociauth", "ocir.io", "ocir_", "oraclecloud", "oci_registry"],
        case: Case::Any,
        pattern: r#"(?i:token|password|passwd)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z!#%&()*+,./:;<=>?@\[\]^_{|}~-]{20})(?:[\s"'`\\]|$)"#,
        before: Edge::Open,
        after: Edge::Open,
        near: Some(Near { words: &["oci_", "oci-", "ociauth", "ocir", "oraclecloud"], above: 3 }),
        entropy: Some(Alphabet::A62),
        proof: Some(MIXED),
        rank: -1,
        exposes: "logs in to the registry, object storage and other services that cannot sign requests",
        roll: "https://cloud.oracle.com/identity/domains/my-profile/auth-tokens",
        advice: "Delete the auth token in the user's profile and generate another",
        reference: "https://docs.oracle.com/iaas/Content/Registry/Tasks/registrygettingauthtoken.htm",
        hits: &["OCI_AUTH_TOKEN='<<{A62:9};{A62:5}>{A62:4}>>'", "registry: fra.ocir.io\npassword: \"<<{A62:20}>>\""],
        misses: &[("auth_token = {A62:20}", "nothing says Oracle"), ("OCI_AUTH_TOKEN={A62:14}", "too short"), ("OCI_AUTH_TOKEN=${{VAULT_OCI_TOKEN_1}}", "a reference")],
        ..ORACLE
    },
];

//! HashiCorp Vault: tokens, unseal keys, AppRole secret ids.

use super::rule::*;
use crate::proof::mixed::MIXED;
use crate::proof::vault::VAULT as TOKEN;

const REVOKE: &str = "https://developer.hashicorp.com/vault/docs/commands/token/revoke";
const TOKENS: &str = "https://developer.hashicorp.com/vault/docs/concepts/tokens";
const AUDIT: &str = "https://developer.hashicorp.com/vault/docs/audit";

const VAULT: Rule = Rule { provider: "HashiCorp Vault", roll: REVOKE, logs: AUDIT, reference: TOKENS, entropy: Some(Alphabet::A64), severity: Severity::Critical, ..Rule::BASE };

/// Vault's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "hashicorp-vault-approle-role-id",
        provider: "HashiCorp Vault",
        title: "HashiCorp Vault AppRole role id",
        keywords: &["role_id", "roleid", "role-id"],
        case: Case::Any,
        pattern: named!(r"role[_-]?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        near: Some(Near { words: &["vault", "approle", "secret_id", "secretid"], above: 3 }),
        severity: Severity::Info,
        exposes: "names an AppRole; it opens nothing without a secret id",
        advice: "Leave it",
        reference: "https://developer.hashicorp.com/vault/docs/auth/approle",
        hits: &["VAULT_ROLE_ID=<<{uuid}>>", "auto_auth: approle\nrole_id: \"<<{uuid}>>\""],
        misses: &[("role_id={uuid}", "nothing says Vault"), ("VAULT_ROLE_ID=deployer", "a name")],
        ..Rule::BASE
    },
    Rule {
        id: "hashicorp-vault-approle-secret-id",
        title: "Vault AppRole secret id",
        keywords: &["secret_id", "secretid", "secret-id"],
        case: Case::Any,
        pattern: r#"(?i:secret[_-]?id)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"#,
        near: Some(Near { words: &["vault", "approle", "role_id", "roleid", "role-id"], above: 4 }),
        before: Edge::Url,
        after: Edge::Url,
        // a UUID's dashes keep it below the floor of hex; that of digits still drops nil and typed ones
        entropy: Some(Alphabet::Digits),
        rank: -1,
        pair: Some(Pair { with: &["hashicorp-vault-approle-role-id"], lines: 4, severity: Severity::High }),
        exposes: "logs in as the AppRole, together with its role id",
        advice: "Destroy this secret id with its accessor and issue a wrapped one",
        roll: "https://developer.hashicorp.com/vault/docs/auth/approle",
        reference: "https://developer.hashicorp.com/vault/docs/auth/approle",
        hits: &["VAULT_SECRET_ID=<<{uuid}>>", "role_id = \"{uuid}\"\nsecret_id = \"<<{uuid}>>\""],
        misses: &[("VAULT_ROLE_ID={uuid}", "the half that is no secret"), ("secret_id = {uuid}", "nothing says Vault or AppRole")],
        ..VAULT
    },
    Rule {
        id: "hashicorp-vault-batch-token",
        title: "Vault batch token",
        // the random part comes after a head that is mostly zeros
        keywords: &["hvb.", "hvb.AAAAAQ"],
        pattern: r"(?P<secret>hvb\.[0-9A-Za-z_-]{138,300})",
        reach: 320,
        after: Edge::Url,
        severity: Severity::High,
        exposes: "reads what its policies allow until it expires",
        advice: "Revoke its parent token, since a batch token cannot be revoked by itself",
        hits: &["VAULT_TOKEN=<<hvb.{A64u:160}>>", "X-Vault-Token: <<hvb.AAAAAQ{A64u:140}>>"],
        misses: &[("hvb.{A64u:80}", "too short"), ("hvb.example.com", "a host")],
        ..VAULT
    },
    Rule {
        id: "hashicorp-vault-legacy-token",
        title: "Vault token (before 1.10)",
        keywords: &["vault"],
        case: Case::Any,
        pattern: r"(?P<secret>[sbr]\.[0-9A-Za-z]{24})",
        before: Edge::Dotted,
        after: Edge::Dotted,
        near: Some(Near { words: &["vault"], above: 2 }),
        proof: Some(MIXED),
        rank: -1,
        exposes: "reads and writes the secrets that its policies allow",
        advice: "Revoke the token with vault token revoke, children included",
        hits: &["VAULT_TOKEN=<<s.{A62:24}>>", "# vault\ntoken: \"<<s.{A62:24}>>\""],
        misses: &[("token = s.{A62:24}", "nothing says Vault"), ("vault token: s.renewSelfTokenPeriodicly", "a method"), ("VAULT_TOKEN=s.{A62:23}", "one character short")],
        ..VAULT
    },
    Rule {
        id: "hashicorp-vault-recovery-token",
        title: "Vault recovery token",
        keywords: &["hvr."],
        pattern: r"(?P<secret>hvr\.[0-9A-Za-z_-]{24,120})",
        after: Edge::Url,
        exposes: "reads and writes the raw storage while Vault is in recovery mode",
        advice: "Leave recovery mode and rekey the recovery keys",
        reference: "https://developer.hashicorp.com/vault/docs/concepts/recovery-mode",
        hits: &["VAULT_TOKEN=<<hvr.{A62:24}>>", "X-Vault-Token: <<hvr.{A64u:95}>>"],
        misses: &[("hvr.{A62:10}", "too short"), ("hvr.xxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..VAULT
    },
    Rule {
        id: "hashicorp-vault-service-token",
        title: "Vault service token",
        keywords: &["hvs."],
        pattern: r"(?P<secret>hvs\.(?:CAES[0-9A-Za-z_-]{82,146}|[0-9A-Za-z]{24}))",
        proof: Some(TOKEN),
        after: Edge::Url,
        exposes: "reads and writes the secrets that its policies allow; a root token, all of them",
        advice: "Revoke the token with vault token revoke, and rotate the secrets that it could read",
        hits: &["VAULT_TOKEN=<<hvs.{A62:24}>>", "{{\"client_token\": \"<<hvs.CAES{seal}>>\"}}", "X-Vault-Token: <<hvs.CAES{A64u:91}>>"],
        misses: &[("hvs.{A62:23}", "one character short"), ("hvs.CAES{A64u:40}", "cut off"), ("hvs.your-vault-token", "a placeholder")],
        ..VAULT
    },
    Rule {
        id: "hashicorp-vault-unseal-key",
        title: "Vault unseal or recovery key share",
        keywords: &["unseal", "keys_base64", "recovery key"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{66}|[0-9A-Za-z+/]{44})",
        after: Edge::Base64,
        near: Some(Near { words: &["unseal", "keys_base64", "recovery key"], above: 5 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "is one share of the key that opens the whole Vault",
        roll: "https://developer.hashicorp.com/vault/docs/commands/operator/rekey",
        advice: "Rekey Vault, so that the old shares stop working",
        reference: "https://developer.hashicorp.com/vault/docs/concepts/seal",
        hits: &["Unseal Key 1: <<{A64:44}>>", "{{\"unseal_keys_b64\": [\"<<{A64:44}>>\"]}}", "VAULT_UNSEAL_KEY=<<{hex:66}>>"],
        misses: &[("Unseal Key 1: {A64:43}=", "32 bytes, not 33"), ("key: {A64:44}", "nothing says unseal")],
        ..VAULT
    },
];

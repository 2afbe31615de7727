//! Sentry: auth tokens of organisations and users. (The key in a DSN is public.)

use super::rule::*;
use crate::proof::decode::SENTRY_ORG;

const ACCOUNT: &str = "https://sentry.io/settings/account/api/auth-tokens/";
const FORMATS: &str = "https://docs.sentry.io/security-legal-pii/security/token-formats/";

const SENTRY: Rule = Rule { provider: "Sentry", roll: ACCOUNT, reference: FORMATS, ..Rule::BASE };

/// Sentry's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sentry-legacy-auth-token",
        title: "Sentry auth token (old form)",
        keywords: &["sentry"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{64})"#,
        near: Some(Near { words: &["sentry"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "reads issues and uploads releases within the token's scopes",
        advice: "Remove the token in the account settings and make an organisation token for CI",
        hits: &["SENTRY_AUTH_TOKEN=<<{hex:64}>>", "[auth]\n# sentry-cli\ntoken=<<{hex:64}>>"],
        misses: &[
            ("SENTRY_AUTH_TOKEN={hex:63}", "one character short"),
            ("sentry-sdk==1.0 --hash=sha256:{hex:64}", "a digest"),
            ("SENTRY_DSN=https://{hex:32}@o1.ingest.sentry.io/2", "the public key of a DSN"),
        ],
        ..SENTRY
    },
    Rule {
        id: "sentry-organization-auth-token",
        title: "Sentry organisation auth token",
        keywords: &["sntrys_eyJ"],
        pattern: r"(?P<secret>sntrys_eyJ[0-9A-Za-z+/]{60,500}={0,2}_[0-9A-Za-z+/]{43})",
        reach: 600,
        proof: Some(SENTRY_ORG),
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        exposes: "uploads releases, source maps and debug files to the organisation",
        roll: "https://sentry.io/orgredirect/settings/:orgslug/auth-tokens/",
        advice: "Revoke the token in the organisation's settings",
        hits: &["SENTRY_AUTH_TOKEN=<<sntrys_{seal}>>", "auth.token=<<sntrys_eyJ{A64:158}_{A64:43}>>"],
        misses: &[("sntrys_eyJ{A64:140}=", "without its secret part"), ("sntrys_{A64:140}_{A64:43}", "no JSON in the middle")],
        ..SENTRY
    },
    Rule {
        id: "sentry-user-auth-token",
        title: "Sentry user auth token",
        keywords: &["sntryu_"],
        pattern: r"(?P<secret>sntryu_[0-9a-f]{64})",
        entropy: Some(Alphabet::Hex),
        exposes: "reads and changes projects, issues and members as its user, within its scopes",
        advice: "Remove the token in the account settings",
        hits: &["SENTRY_AUTH_TOKEN=<<sntryu_{hex:64}>>", "Authorization: Bearer <<sntryu_{hex:64}>>"],
        misses: &[("sntryu_{hex:63}", "one character short"), ("sntryu_{hex:66}", "too long")],
        ..SENTRY
    },
];

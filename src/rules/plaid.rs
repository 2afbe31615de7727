//! Plaid: access tokens to bank data, and the API secret with its client id.

use super::rule::*;

const KEYS: &str = "https://dashboard.plaid.com/developers/keys";
const LOGS: &str = "https://dashboard.plaid.com/activity/logs";
const TOKENS: &str = "https://plaid.com/docs/api/tokens/";

const PLAID: Rule = Rule { provider: "Plaid", roll: KEYS, logs: LOGS, reference: TOKENS, entropy: Some(Alphabet::Hex), ..Rule::BASE };

/// Plaid's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "plaid-api-secret",
        title: "Plaid API secret",
        keywords: &["plaid_", "plaidsecret", "plaid-", "plaid."],
        case: Case::Any,
        pattern: r#"(?i:plaid[_.-]?(?:(?:sandbox|production|prod|development|dev|client|api)[_.-]?){0,2}secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{30})"#,
        rank: -1,
        pair: Some(Pair { with: &["plaid-client-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "with the client id and an access token: balances and transactions of every linked bank account",
        advice: "Rotate the secret in the Dashboard; the old one works until you delete it there",
        reference: "https://plaid.com/docs/account/security/",
        hits: &[
            "PLAID_SECRET=<<{hex:30}>>",
            "PLAID_CLIENT_ID={hex:24}\nPLAID_SECRET_KEY=\nPLAID_SANDBOX_SECRET=<<{hex:30}>>",
            "plaid.secret: '<<{hex:30}>>'",
        ],
        misses: &[("PLAID_SECRET={hex:32}", "too long: no secret of theirs"), ("PLAID_CLIENT_ID={hex:24}", "the id"), ("SECRET={hex:30}", "nothing says whose it is")],
        ..PLAID
    },
    Rule {
        id: "plaid-client-id",
        title: "Plaid client id",
        keywords: &["plaid_", "plaidclient", "plaid-", "plaid."],
        case: Case::Any,
        pattern: r#"(?i:plaid[_.-]?client[_.-]?id)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{24})"#,
        rank: -1,
        severity: Severity::Info,
        exposes: "nothing by itself: it names the account",
        advice: "Leave it; the secret beside it is what matters",
        hits: &["PLAID_CLIENT_ID=<<{hex:24}>>", "plaidClientId: \"<<{hex:24}>>\""],
        misses: &[("PLAID_CLIENT_ID={hex:30}", "the secret's length"), ("CLIENT_ID={hex:24}", "nothing says whose it is")],
        ..PLAID
    },
    Rule {
        id: "plaid-live-access-token",
        title: "Plaid production access token",
        keywords: &["access-production-"],
        pattern: r"(?P<secret>access-production-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})",
        after: Edge::Url,
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "one person's bank accounts: balances, transactions, identity (with the API secret)",
        advice: "Call /item/access_token/invalidate, which answers with a new token, and store that one",
        hits: &["access_token = '<<access-production-{uuid}>>'", "{{\"access_token\":\"<<access-production-{uuid}>>\",\"item_id\":\"x\"}}"],
        misses: &[("access-production-{hex:32}", "no uuid"), ("access-production-00000000-0000-0000-0000-000000000000", "a placeholder")],
        ..PLAID
    },
    Rule {
        id: "plaid-sandbox-access-token",
        title: "Plaid sandbox or development access token",
        keywords: &["access-sandbox-", "access-development-"],
        pattern: r"(?P<secret>access-(?:sandbox|development)-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})",
        after: Edge::Url,
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "invented bank accounts (in the development environment, once, a few real ones)",
        advice: "Replace it and read it from the environment",
        hits: &["PLAID_ACCESS_TOKEN=<<access-sandbox-{uuid}>>", "token: <<access-development-{uuid}>>"],
        misses: &[("access-sandbox-{hex:8}-{hex:4}", "cut short"), ("public-sandbox-{uuid}", "a public token, good for half an hour")],
        ..PLAID
    },
];

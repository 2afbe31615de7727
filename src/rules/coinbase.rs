//! Coinbase: developer platform keys and old API secrets.

use super::rule::*;

const PORTAL: &str = "https://portal.cdp.coinbase.com/projects/api-keys";

const COINBASE: Rule = Rule { provider: "Coinbase", roll: PORTAL, reference: "https://docs.cdp.coinbase.com/", ..Rule::BASE };

/// Coinbase's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "coinbase-cdp-ec-private-key",
        title: "Coinbase developer platform private key (ECDSA)",
        keywords: &["/apiKeys/"],
        pattern: r"organizations/[0-9a-f]{8}-[0-9a-f-]{27}/apiKeys/[0-9a-f]{8}-[0-9a-f-]{27}(?s:.{1,80}?)(?P<secret>-----BEGIN EC PRIVATE KEY-----(?:\\n|[0-9A-Za-z+/=\s]){100,400}-----END EC PRIVATE KEY-----)",
        reach: 700,
        rank: 2,
        pair: Some(Pair { with: &["coinbase-cdp-key-name"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "trades and moves funds, as far as the key's permissions go",
        advice: "Delete the API key in the portal and give the new one an IP allowlist",
        hits: &["{{\"name\": \"organizations/{uuid}/apiKeys/{uuid}\", \"privateKey\": \"<<-----BEGIN EC PRIVATE KEY-----\\nMHc{A64:61}\\n{A64:64}\\n{A64:32}==\\n-----END EC PRIVATE KEY----->>\\n\"}}", "key_name = \"organizations/{uuid}/apiKeys/{uuid}\"\nkey_secret = \"\"\"<<-----BEGIN EC PRIVATE KEY-----\nMHc{A64:61}\n{A64:64}\n{A64:32}==\n-----END EC PRIVATE KEY----->>\"\"\""],
        misses: &[("organizations/{uuid}/apiKeys/{uuid}", "the name alone"), ("-----BEGIN EC PRIVATE KEY-----\nMHc{A64:61}\n{A64:64}\n{A64:32}==\n-----END EC PRIVATE KEY-----", "a key without Coinbase's name")],
        ..COINBASE
    },
    Rule {
        id: "coinbase-cdp-ed25519-secret",
        title: "Coinbase developer platform secret (Ed25519)",
        keywords: &["coinbase", "cdp_api", "cdp_key", "cdp_secret", "cdp-"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{86}==)",
        before: Edge::Base64,
        after: Edge::Base64,
        near: Some(Near { words: &["coinbase", "cdp_api", "cdp_key", "cdp_secret", "cdp-"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        pair: Some(Pair { with: &["coinbase-cdp-key-id"], lines: 4, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "trades and moves funds, as far as the key's permissions go",
        advice: "Delete the API key in the portal and give the new one an IP allowlist",
        hits: &["CDP_API_KEY_SECRET=<<{A64:86}==>>", "# coinbase\napi_key_id: {uuid}\napi_key_secret: \"<<{A64:86}==>>\""],
        misses: &[("CDP_API_KEY_SECRET={A64:80}==", "another width"), ("\"integrity\": \"sha512-{A64:86}==\" // coinbase-sdk", "a digest of a package"), ("secret: {A64:86}==", "nothing names the vendor")],
        ..COINBASE
    },
    Rule {
        id: "coinbase-cdp-key-id",
        provider: "Coinbase",
        title: "Coinbase CDP key id",
        keywords: &["coinbase", "cdp_api", "cdp_key", "cdp-"],
        case: Case::Any,
        pattern: named!(r"key[_-]?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        near: Some(Near { words: &["coinbase", "cdp_api", "cdp_key", "cdp-"], above: 2 }),
        severity: Severity::Info,
        exposes: "names a key; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys",
        hits: &["CDP_API_KEY_ID=<<{uuid}>>", "# coinbase\napi_key_id: \"<<{uuid}>>\""],
        misses: &[("api_key_id={uuid}", "nothing says Coinbase"), ("CDP_API_KEY_ID={hex:32}", "no UUID")],
        ..Rule::BASE
    },
    Rule {
        id: "coinbase-cdp-key-name",
        title: "Coinbase developer platform key name",
        keywords: &["/apiKeys/"],
        pattern: r"(?P<secret>organizations/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/apiKeys/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
        severity: Severity::Info,
        exposes: "nothing alone: it names the key whose private half stands beside it",
        advice: "Look for the private key beside it",
        hits: &["CDP_API_KEY_NAME=<<organizations/{uuid}/apiKeys/{uuid}>>", "\"name\": \"<<organizations/{uuid}/apiKeys/{uuid}>>\""],
        misses: &[("organizations/{uuid}/apiKeys/", "no key"), ("organizations/1234/apiKeys/{uuid}", "no organisation id")],
        ..COINBASE
    },
    Rule {
        id: "coinbase-legacy-api-secret",
        title: "Coinbase API secret, old form",
        keywords: &["coinbase"],
        case: Case::Any,
        pattern: r#"(?i:coinbase(?s:.{0,80}?)secret)["']?\s{0,3}(?:[=:]{1,2}>?|,)\s{0,3}["']?(?P<secret>[0-9A-Za-z]{32})"#,
        entropy: Some(Alphabet::A62),
        rank: -1,
        exposes: "the account's balances and, with the right scope, its funds",
        advice: "Delete the key; move to developer platform keys",
        roll: "https://www.coinbase.com/settings/api",
        hits: &["COINBASE_API_SECRET=<<{A62:32}>>", "coinbase:\n  key: abc\n  secret: \"<<{A62:32}>>\""],
        misses: &[("COINBASE_API_SECRET={A62:20}", "too short"), ("API_SECRET={A62:32}", "nothing names the vendor")],
        ..COINBASE
    },
];

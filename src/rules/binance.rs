//! Binance: API keys.

use super::rule::*;

const BINANCE: Rule = Rule {
    provider: "Binance",
    keywords: &["binance"],
    case: Case::Any,
    entropy: Some(Alphabet::A62),
    rank: -1,
    roll: "https://www.binance.com/en/my/settings/api-management",
    reference: "https://developers.binance.com/docs/binance-spot-api-docs",
    ..Rule::BASE
};

/// Binance's rules: key and secret have one shape, the name tells.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "binance-api-key",
        title: "Binance API key",
        pattern: r#"(?i:binance(?s:.{0,80}?)key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{64})"#,
        severity: Severity::Low,
        exposes: "names the key; without its secret it only opens market data",
        advice: "Look for the secret beside it, and delete both",
        hits: &["BINANCE_API_KEY=<<{A62:64}>>", "binance:\n  key: <<{A62:64}>>"],
        misses: &[("BINANCE_API_KEY={A62:60}", "another width"), ("API_KEY={A62:64}", "nothing names the vendor")],
        ..BINANCE
    },
    Rule {
        id: "binance-api-secret",
        title: "Binance API secret",
        pattern: r#"(?i:binance(?s:.{0,160}?)secret(?:_?key)?)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{64})"#,
        rank: 0,
        pair: Some(Pair { with: &["binance-api-key"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "trades, and withdraws if the key may",
        advice: "Delete the API key at once, then check withdrawals and the IP limits",
        hits: &["BINANCE_API_SECRET=<<{A62:64}>>", "BINANCE_API_KEY={A62:64}\nBINANCE_SECRET_KEY=<<{A62:64}>>", "binance = ccxt.binance({{\n  'secret': '<<{A62:64}>>',\n}})"],
        misses: &[("BINANCE_API_SECRET={A62:60}", "another width"), ("BINANCE_SECRET={hex:64}0", "one character long")],
        ..BINANCE
    },
];

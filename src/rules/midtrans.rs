//! Midtrans: server keys. (Client keys are public.)

use super::rule::*;

const MIDTRANS: Rule = Rule {
    provider: "Midtrans",
    before: Edge::Url,
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    roll: "https://dashboard.midtrans.com/settings/config_info",
    reference: "https://docs.midtrans.com/docs/midtrans-account",
    ..Rule::BASE
};

/// Midtrans' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "midtrans-sandbox-server-key",
        title: "Midtrans sandbox server key",
        keywords: &["SB-Mid-server-"],
        pattern: r"(?P<secret>SB-Mid-server-[0-9A-Za-z_-]{16,30})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes and changes sandbox transactions",
        advice: "Regenerate the sandbox server key when convenient",
        hits: &["MIDTRANS_SERVER_KEY=<<SB-Mid-server-{A62:24}>>", "serverKey: '<<SB-Mid-server-{A62:24}>>'"],
        misses: &[("SB-Mid-client-{A62:16}", "the public half"), ("SB-Mid-server-{A62:8}", "too short")],
        ..MIDTRANS
    },
    Rule {
        id: "midtrans-server-key",
        title: "Midtrans server key",
        keywords: &["Mid-server-"],
        pattern: r"(?P<secret>Mid-server-[0-9A-Za-z_-]{16,30})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "charges, refunds and cancels payments of the merchant",
        advice: "Regenerate the server key in the access settings and redeploy at once, because the old one stops",
        hits: &["MIDTRANS_SERVER_KEY=<<Mid-server-{A62:24}>>", "\\Midtrans\\Config::$serverKey = '<<Mid-server-{A62:24}>>';"],
        misses: &[("Mid-client-{A62:16}", "the public half"), ("SB-Mid-server-{A62:24}", "the sandbox's"), ("Mid-server-your-server-key", "a placeholder")],
        ..MIDTRANS
    },
];

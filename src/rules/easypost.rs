//! EasyPost: API keys.

use super::rule::*;

const KEYS: &str = "https://app.easypost.com/account/settings?tab=api-keys";

const EASYPOST: Rule = Rule {
    provider: "EasyPost",
    roll: KEYS,
    reference: "https://docs.easypost.com/docs/authentication",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// EasyPost's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "easypost-live-api-key",
        title: "EasyPost production API key",
        keywords: &["EZAK"],
        pattern: r"(?P<secret>EZAK[0-9A-Za-z]{54})",
        mode: Mode::Live,
        exposes: "buys postage on the account's balance and reads addresses of its customers",
        advice: "Make a new production key and disable this one",
        hits: &["EASYPOST_API_KEY=<<EZAK{A62:54}>>", "curl -u \"<<EZAK{A62:54}>>:\" https://api.easypost.com/v2/shipments"],
        misses: &[("EZAK{A62:53}", "one character short"), ("EZAK{A62:60}", "too long")],
        ..EASYPOST
    },
    Rule {
        id: "easypost-test-api-key",
        title: "EasyPost test API key",
        keywords: &["EZTK"],
        pattern: r"(?P<secret>EZTK[0-9A-Za-z]{54})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes labels that no carrier takes",
        advice: "Replace it and read it from the environment",
        hits: &["EasyPost::Client.new(api_key: '<<EZTK{A62:54}>>')", "EASYPOST_TEST_KEY=<<EZTK{A62:54}>>"],
        misses: &[("EZTK{A62:52}", "too short"), ("EZTKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..EASYPOST
    },
];

//! MessageBird (Bird): access keys.

use super::rule::*;

const MESSAGEBIRD: Rule = Rule {
    provider: "MessageBird",
    keywords: &["messagebird"],
    case: Case::Any,
    near: Some(Near { words: &["messagebird"], above: 2 }),
    entropy: Some(Alphabet::A62),
    roll: "https://dashboard.messagebird.com/developers/access",
    reference: "https://developers.messagebird.com/api/",
    ..Rule::BASE
};

/// MessageBird's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "messagebird-access-key",
        title: "MessageBird access key",
        pattern: r"(?P<secret>(?:live_)?[0-9A-Za-z]{25})",
        rank: -1,
        exposes: "sends messages and calls at the account's cost and reads them",
        advice: "Delete the access key and add another",
        hits: &["MESSAGEBIRD_ACCESS_KEY=<<{A62:25}>>", "client = messagebird.Client('<<live_{A62:25}>>')"],
        misses: &[("ACCESS_KEY={A62:25}", "nothing names the vendor"), ("MESSAGEBIRD_ACCESS_KEY={A62:24}", "one character short"), ("MESSAGEBIRD_KEY=test_{A62:25}", "a test key, its own rule")],
        ..MESSAGEBIRD
    },
    Rule {
        id: "messagebird-test-access-key",
        title: "MessageBird test access key",
        pattern: r"(?P<secret>test_[0-9A-Za-z]{25})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "pretends to send messages",
        advice: "Delete the test key and add another",
        hits: &["MESSAGEBIRD_TEST_KEY=<<test_{A62:25}>>", "messagebird('<<test_{A62:25}>>')"],
        misses: &[("KEY=test_{A62:25}", "nothing names the vendor"), ("MESSAGEBIRD_TEST_KEY=test_{A62:20}", "too short")],
        ..MESSAGEBIRD
    },
];

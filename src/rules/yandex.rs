//! Yandex: OAuth tokens of people.

use super::rule::*;

/// Yandex' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "yandex-oauth-token",
        provider: "Yandex",
        title: "Yandex OAuth token",
        // a number of the user comes first, so the head is mostly zeros; the longer keywords keep it out of the test for placeholders
        keywords: &["y0_A", "y0__", "y0_AgAAAA", "y0_AgAAAAA", "y0_AgAAAAAA"],
        pattern: r"(?P<secret>y0_[0-9A-Za-z_-]{50,80})",
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        exposes: "uses the granted services (disk, mail, direct, cloud) as the person, for up to a year",
        roll: "https://passport.yandex.com/profile/access",
        advice: "Revoke the application's access in the account's settings",
        reference: "https://yandex.ru/dev/id/doc/en/concepts/ya-oauth-intro",
        hits: &["YANDEX_TOKEN=<<y0_AgAAAAB{A64u:50}>>", "Authorization: OAuth <<y0__x{A64u:52}>>"],
        misses: &[("y0_A{A64u:20}", "too short"), ("ray0_A{A64u:52}", "the end of a word")],
        ..Rule::BASE
    },
];

//! Xendit: secret API keys.

use super::rule::*;

const XENDIT: Rule = Rule {
    provider: "Xendit",
    roll: "https://dashboard.xendit.co/settings/developers",
    reference: "https://docs.xendit.co/",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Xendit's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "xendit-live-secret-key",
        title: "Xendit live secret key",
        keywords: &["xnd_production_"],
        pattern: r"(?P<secret>xnd_production_[0-9A-Za-z]{40,70})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes payments and, with write permission on money-out, sends disbursements",
        advice: "Delete the key and generate one with fewer permissions, bound to your addresses",
        hits: &["XENDIT_SECRET_KEY=<<xnd_production_{A62:54}>>", "new Xendit({{ secretKey: '<<xnd_production_{A62:60}>>' }})"],
        misses: &[("xnd_public_production_{A62:54}", "the public half"), ("xnd_production_{A62:20}", "too short")],
        ..XENDIT
    },
    Rule {
        id: "xendit-test-secret-key",
        title: "Xendit development secret key",
        keywords: &["xnd_development_"],
        pattern: r"(?P<secret>xnd_development_[0-9A-Za-z]{40,70})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "makes payments in test mode",
        advice: "Delete it and read the next one from the environment",
        hits: &["XENDIT_KEY: <<xnd_development_{A62:54}>>", "Xendit::setApiKey('<<xnd_development_{A62:54}>>');"],
        misses: &[("xnd_public_development_{A62:54}", "the public half"), ("xnd_development_{A62:30}", "too short")],
        ..XENDIT
    },
];

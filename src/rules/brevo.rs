//! Brevo (Sendinblue): API and SMTP keys.

use super::rule::*;

const BREVO: Rule = Rule {
    provider: "Brevo",
    logs: "https://app-smtp.brevo.com/log",
    reference: "https://developers.brevo.com/docs/getting-started",
    entropy: Some(Alphabet::Hex),
    after: Edge::Url,
    ..Rule::BASE
};

/// Brevo's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "brevo-api-key",
        title: "Brevo API key",
        keywords: &["xkeysib-"],
        pattern: r"(?P<secret>xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16})",
        exposes: "sends mail in the domain's name and reads every contact",
        roll: "https://app.brevo.com/settings/keys/api",
        advice: "Delete the key and look at the sending log",
        hits: &["xkeysib-{hex:64}-{A62:16}", "BREVO_API_KEY=<<xkeysib-{hex:64}-{A62:16}>>"],
        misses: &[("xkeysib-{hex:64}", "the second half is missing"), ("xkeysib-xxxxxxxx", "a placeholder")],
        ..BREVO
    },
    Rule {
        id: "brevo-smtp-key",
        title: "Brevo SMTP key",
        keywords: &["xsmtpsib-"],
        pattern: r"(?P<secret>xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16})",
        exposes: "sends mail in the domain's name",
        roll: "https://app.brevo.com/settings/keys/smtp",
        advice: "Delete the SMTP key and look at the sending log",
        hits: &["xsmtpsib-{hex:64}-{A62:16}", "SMTP_PASSWORD=<<xsmtpsib-{hex:64}-{A62:16}>>"],
        misses: &[("xsmtpsib-{hex:64}-{A62:15}", "one character short"), ("xsmtpsib-", "the prefix alone")],
        ..BREVO
    },
];

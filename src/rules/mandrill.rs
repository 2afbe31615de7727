//! Mandrill (Mailchimp Transactional): API keys.

use super::rule::*;
use crate::proof::mixed::MIXED;

const MANDRILL: Rule = Rule {
    provider: "Mandrill",
    case: Case::Any,
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    exposes: "sends mail as the account's domains and reads what was sent",
    roll: "https://mandrillapp.com/settings",
    logs: "https://mandrillapp.com/activity",
    reference: "https://mailchimp.com/developer/transactional/guides/quick-start/",
    ..Rule::BASE
};

/// Mandrill's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mandrill-api-key",
        title: "Mandrill API key",
        keywords: &["mandrill", "mailchimp"],
        pattern: r"(?P<secret>md-[0-9A-Za-z_-]{22})",
        near: Some(Near { words: &["mandrill", "mailchimp"], above: 3 }),
        advice: "Delete the key in the settings and create one that only sends",
        hits: &["MANDRILL_API_KEY=<<md-{A64u:22}>>", "import mailchimp_transactional as m\nc = m.Client('<<md-{A62:22}>>')"],
        misses: &[("key=md-{A64u:22}", "nothing says Mandrill"), ("MANDRILL_API_KEY=md-{A64u:20}", "too short")],
        ..MANDRILL
    },
    Rule {
        id: "mandrill-legacy-api-key",
        title: "Mandrill API key (old form)",
        keywords: &["mandrill"],
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{22})"#,
        near: Some(Near { words: &["mandrill"], above: 2 }),
        proof: Some(MIXED),
        rank: -1,
        advice: "Delete the old key in the settings and create one that only sends",
        hits: &["MANDRILL_APIKEY=<<{A62:10}-7{A62:10}>>", "$mandrill = new Mandrill($key = '<<{A62:10}_7{A62:10}>>');"],
        misses: &[("api_key={A62:22}", "nothing says Mandrill"), ("MANDRILL_PASSWORD=smtp-mandrillapp-com-22", "a name")],
        ..MANDRILL
    },
];

//! Mailchimp: Marketing API keys.

use super::rule::*;

/// Mailchimp's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mailchimp-api-key",
        provider: "Mailchimp",
        title: "Mailchimp Marketing API key",
        // the data centres, us1 to us22 or so
        keywords: &["-us1", "-us2", "-us3", "-us4", "-us5", "-us6", "-us7", "-us8", "-us9"],
        pattern: r"(?P<secret>[0-9a-f]{32}-us[1-9][0-9]{0,1})",
        before: Edge::Url,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        exposes: "reads and mails every audience of the account",
        advice: "Revoke the key, make another, and look at the campaigns that were sent",
        roll: "https://admin.mailchimp.com/account/api/",
        reference: "https://mailchimp.com/developer/marketing/docs/fundamentals/",
        hits: &["MAILCHIMP_API_KEY=<<{hex:32}-us14>>", "mailchimp.setConfig({{ apiKey: '<<{hex:32}-us6>>', server: 'us6' }})"],
        misses: &[("{hex:32}-user1", "no data centre"), ("{hex:31}-us14", "one character short"), ("{hex:40}-us14", "a longer digest")],
        ..Rule::BASE
    },
];

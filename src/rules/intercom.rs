//! Intercom: access tokens.

use super::rule::*;
use crate::proof::base64_text;

/// Intercom's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "intercom-access-token",
        provider: "Intercom",
        title: "Intercom access token",
        // base64 of tok:
        keywords: &["dG9rO"],
        pattern: r"(?P<secret>dG9rO[0-9A-Za-z+/]{54}=)",
        before: Edge::Base64,
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(base64_text::INTERCOM),
        exposes: "reads conversations and customers of the workspace and answers in its name",
        advice: "Regenerate the token in the Developer Hub",
        roll: "https://app.intercom.com/a/apps/_/developer-hub",
        reference: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
        hits: &["INTERCOM_ACCESS_TOKEN=<<dG9rO{seal}>>", "Authorization: Bearer <<dG9rO{seal}>>"],
        misses: &[("dG9rO{A64:40}=", "too short"), ("dG9rO{A64:55}", "no padding"), ("AAdG9rO{A64:54}=", "a piece of base64")],
        ..Rule::BASE
    },
];

//! Typeform: personal access tokens.

use super::rule::*;

/// Typeform's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "typeform-personal-access-token",
        provider: "Typeform",
        title: "Typeform personal access token",
        keywords: &["tfp_"],
        pattern: r"(?P<secret>tfp_[0-9A-Za-z_]{40,59})",
        after: Edge::Url,
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        exposes: "reads answers and changes forms, as its scopes say",
        roll: "https://admin.typeform.com/user/tokens",
        advice: "Delete the token; answers are personal data, so find out how long it lay open",
        reference: "https://www.typeform.com/developers/get-started/personal-access-token/",
        hits: &["TYPEFORM_TOKEN=<<tfp_{A62:44}>>", "Authorization: Bearer <<tfp_{A62:44}_{A62:14}>>"],
        misses: &[("tfp_{A62:30}", "too short"), ("tfp_distribution_of_the_posterior_over_all_weights", "an identifier")],
        ..Rule::BASE
    },
];

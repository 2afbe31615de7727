//! Polar: access tokens of organizations, persons and apps.

use super::rule::*;

/// Polar's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "polar-access-token",
        provider: "Polar",
        title: "Polar access token",
        keywords: &["polar_oat_", "polar_pat_", "polar_at_"],
        pattern: r"(?P<secret>polar_(?:oat|pat|at)_[0-9A-Za-z_-]{20,100})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "reads orders and customers and changes products and refunds, as its scopes say",
        roll: "https://polar.sh/dashboard",
        advice: "Revoke the token in the organization's settings and create one with fewer scopes",
        reference: "https://polar.sh/docs",
        hits: &["POLAR_ACCESS_TOKEN=<<polar_oat_{A62:43}>>", "new Polar({{ accessToken: '<<polar_pat_{A62:40}>>' }})"],
        misses: &[("polar_at_least_one_of_the_coordinates", "an identifier"), ("polar_oat_{A62:12}", "too short")],
        ..Rule::BASE
    },
];

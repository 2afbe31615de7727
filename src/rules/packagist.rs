//! Private Packagist: tokens.

use super::rule::*;

/// Packagist's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "packagist-token",
        provider: "Packagist",
        title: "Private Packagist token",
        keywords: &["packagist_ort_", "packagist_out_", "packagist_urt_", "packagist_uut_"],
        pattern: r"(?P<secret>packagist_[ou][ru]t_[0-9a-f]{68})",
        entropy: Some(Alphabet::Hex),
        exposes: "downloads the organisation's private packages; an update token also changes them",
        roll: "https://packagist.com/",
        advice: "Revoke the authentication token in the organisation's settings",
        reference: "https://packagist.com/docs/authentication",
        hits: &["packagist_ort_{hex:68}", "\"password\": \"<<packagist_uut_{hex:68}>>\""],
        misses: &[("packagist_ort_{hex:67}", "one character short"), ("packagist_out_of_date_packages", "a name")],
        ..Rule::BASE
    },
];

//! Cloudinary: the environment URL with key and secret.

use super::rule::*;

/// Cloudinary's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cloudinary-api-environment-url",
        provider: "Cloudinary",
        title: "Cloudinary API secret in its environment URL",
        keywords: &["cloudinary://"],
        pattern: r"cloudinary://[0-9]{15}:(?P<secret>[0-9A-Za-z_-]{27})@[0-9a-z]",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        exposes: "uploads, changes and deletes the media of the product environment",
        roll: "https://console.cloudinary.com/settings/api-keys",
        advice: "Generate a second API key, switch to it, then disable this one",
        reference: "https://cloudinary.com/documentation/how_to_integrate_cloudinary",
        hits: &["CLOUDINARY_URL=cloudinary://{dig:15}:<<{A64u:27}>>@acme", "url: \"cloudinary://{dig:15}:<<{A64u:27}>>@demo2\""],
        misses: &[("cloudinary://API_KEY:API_SECRET@CLOUD_NAME", "the documentation's form"), ("cloudinary://{dig:15}:{A64u:20}@acme", "too short")],
        ..Rule::BASE
    },
];

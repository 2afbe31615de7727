//! `PubNub`: secret keys.

use super::rule::*;
use crate::proof::base64_text;

/// The rules of `PubNub`.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pubnub-secret-key",
        provider: "PubNub",
        title: "PubNub secret key",
        keywords: &["sec-c-"],
        // base64 of a uuid's text
        pattern: r"(?P<secret>sec-c-[0-9A-Za-z+/]{48})",
        before: Edge::Url,
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(base64_text::PUBNUB),
        exposes: "grants itself any right: reads and writes every channel of the keyset",
        roll: "https://admin.pubnub.com/",
        advice: "Rotate the secret key in the portal; tokens that were signed with the old one end with it",
        reference: "https://www.pubnub.com/docs/",
        hits: &["PUBNUB_SECRET_KEY=<<sec-c-{seal}>>", "secretKey: \"<<sec-c-{seal}>>\""],
        misses: &[("pub-c-{uuid}", "the publish key, made for clients"), ("sub-c-{uuid}", "the subscribe key, made for clients"), ("sec-c-{A62:30}", "too short")],
        ..Rule::BASE
    },
];

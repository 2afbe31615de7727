//! Snapchat: OAuth client secrets.

use super::judge;
use super::rule::*;

/// Snapchat's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "snapchat-client-secret",
        provider: "Snapchat",
        title: "Snapchat OAuth client secret",
        keywords: &["snapchat", "snap_client", "snap_secret", "snap_app", "snapkit"],
        case: Case::Any,
        pattern: named!(r"snap(?:chat|kit)?_?-?[a-z_.-]{0,16}secret", r"[A-Za-z0-9_-]{20,40}"),
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        judge: Some(judge::holds_a_digit),
        rank: -1,
        severity: Severity::Medium,
        exposes: "gets tokens in the app's name",
        roll: "https://business.snapchat.com/",
        advice: "Regenerate the secret in the app's settings",
        reference: "https://developers.snap.com/api/marketing-api/Ads-API/authentication",
        hits: &["SNAPCHAT_CLIENT_SECRET=<<{A62:20}>>", "snap_client_secret: \"<<{A62:36}>>\""],
        misses: &[("client_secret = {A62:20}", "no name of the vendor"), ("SNAPCHAT_CLIENT_SECRET={A62:12}", "too short"), ("SNAPCHAT_CLIENT_SECRET=your_snapchat_client_secret", "a placeholder")],
        ..Rule::BASE
    },
];

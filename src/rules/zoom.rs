//! Zoom: OAuth client secrets.

use super::rule::*;

/// Zoom's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "zoom-account-id",
        provider: "Zoom",
        title: "Zoom account id",
        keywords: &["zoom"],
        case: Case::Any,
        pattern: named!(r"zoom[a-z_.-]{0,16}account[_-]?id", "[0-9A-Za-z_-]{22}"),
        after: Edge::Url,
        severity: Severity::Info,
        exposes: "names the account; it opens nothing",
        advice: "Leave it",
        reference: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
        hits: &["ZOOM_ACCOUNT_ID=<<{A62:22}>>", "\"zoomAccountId\": \"<<{A62:22}>>\""],
        misses: &[("ZOOM_ACCOUNT_ID={A62:12}", "too short"), ("ACCOUNT_ID={A62:22}", "nothing says Zoom")],
        ..Rule::BASE
    },
    Rule {
        id: "zoom-client-id",
        provider: "Zoom",
        title: "Zoom client id",
        keywords: &["zoom"],
        case: Case::Any,
        pattern: named!(r"zoom[a-z_.-]{0,16}client[_-]?id", "[0-9A-Za-z_-]{22}"),
        after: Edge::Url,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
        hits: &["ZOOM_CLIENT_ID=<<{A62:22}>>", "\"zoomClientId\": \"<<{A62:22}>>\""],
        misses: &[("ZOOM_CLIENT_ID={A62:12}", "too short"), ("CLIENT_ID={A62:22}", "nothing says Zoom")],
        ..Rule::BASE
    },
    Rule {
        id: "zoom-client-secret",
        provider: "Zoom",
        title: "Zoom OAuth client secret",
        keywords: &["zoom"],
        case: Case::Any,
        pattern: named!(r"zoom[a-z_.-]{0,24}secret(?:_?key)?", "[A-Za-z0-9]{32}"),
        entropy: Some(Alphabet::A62),
        pair: Some(Pair { with: &["zoom-client-id", "zoom-account-id"], lines: 4, severity: Severity::High }),
        exposes: "gets tokens of the app: reads meetings, recordings and people of the account",
        roll: "https://marketplace.zoom.us/user/build",
        advice: "Regenerate the client secret in the app's credentials page",
        reference: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
        hits: &["ZOOM_CLIENT_SECRET=<<{A62:32}>>", "\"zoomClientSecret\": \"<<{A62:32}>>\""],
        misses: &[("ZOOM_CLIENT_ID={A64u:22}", "the client id is public"), ("ZOOM_CLIENT_SECRET={A62:31}", "one character short"), ("ZOOM_CLIENT_SECRET=your_zoom_client_secret_goes_here", "a placeholder")],
        ..Rule::BASE
    },
];

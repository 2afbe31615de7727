//! Dropbox: access tokens and app secrets.

use super::rule::*;

const DROPBOX: Rule = Rule {
    provider: "Dropbox",
    roll: "https://www.dropbox.com/developers/apps",
    reference: "https://developers.dropbox.com/oauth-guide",
    ..Rule::BASE
};

/// Dropbox's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "dropbox-app-key",
        provider: "Dropbox",
        title: "Dropbox app key",
        keywords: &["dropbox"],
        case: Case::Any,
        pattern: named!(r"dropbox[a-z_-]{0,12}(?:app|client)[_-]?(?:key|id)", "[0-9a-z]{15}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://www.dropbox.com/developers/reference/getting-started",
        hits: &["DROPBOX_APP_KEY=<<{lc36:15}>>", "\"dropboxAppKey\": \"<<{lc36:15}>>\""],
        misses: &[("DROPBOX_APP_KEY={lc36:10}", "too short"), ("APP_KEY={lc36:15}", "nothing says Dropbox")],
        ..Rule::BASE
    },
    Rule {
        id: "dropbox-app-secret",
        title: "Dropbox app secret",
        keywords: &["dropbox"],
        case: Case::Any,
        pattern: named!(r"dropbox[a-z_-]{0,16}secret", "[0-9a-z]{15}"),
        entropy: Some(Alphabet::Lc36),
        pair: Some(Pair { with: &["dropbox-app-key"], lines: 4, severity: Severity::High }),
        exposes: "turns refresh tokens of the app into access to its users' files",
        advice: "Reset the app secret in the app console",
        hits: &["DROPBOX_APP_SECRET=<<{lc36:15}>>", "\"dropboxAppSecret\": \"<<{lc36:15}>>\""],
        misses: &[("DROPBOX_APP_KEY={lc36:15}", "the app key is public"), ("DROPBOX_APP_SECRET={lc36:14}", "one character short")],
        ..DROPBOX
    },
    Rule {
        id: "dropbox-long-lived-token",
        title: "Dropbox long-lived access token",
        keywords: &["dropbox"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_-]{43})",
        after: Edge::Url,
        near: Some(Near { words: &["dropbox"], above: 3 }),
        exposes: "reads and writes the account's files (or the app's folder), without an end",
        advice: "Disconnect the app or revoke the token in the app console",
        hits: &["DROPBOX_TOKEN=<<{A62:11}AAAAAAAAAA{A64u:42}{A62:1}>>", "dropbox:\n  access_token: \"<<{A62:11}AAAAAAAAAA{A64u:42}{A62:1}>>\""],
        misses: &[("dropbox = {A62:64}", "no run of ten in it"), ("token={A62:11}AAAAAAAAAA{A62:43}", "no vendor near")],
        ..DROPBOX
    },
    Rule {
        id: "dropbox-short-lived-token",
        title: "Dropbox short-lived access token",
        keywords: &["sl.u.", "sl.A", "sl.B", "sl.C", "sl.D", "sl.E"],
        pattern: r"(?P<secret>sl\.(?:u\.)?[A-Z][A-Za-z0-9_-]{129,})",
        reach: 2_304,
        before: Edge::Dotted,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "reads and writes the account's files for about four hours",
        roll: "https://www.dropbox.com/account/connected_apps",
        advice: "Disconnect the app; where a refresh token lay beside it, reset the app secret",
        hits: &["sl.B{A64u:134}{A62:1}", "DROPBOX_ACCESS_TOKEN=<<sl.u.A{A64u:1100}{A62:1}>>"],
        misses: &[("ssl.B{A62:134}", "an ordinary name"), ("sl.B{A62:60}", "too short")],
        ..DROPBOX
    },
];

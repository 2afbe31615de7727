//! Spotify: client secrets.

use super::rule::*;

/// Spotify's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "spotify-client-id",
        provider: "Spotify",
        title: "Spotify client id",
        keywords: &["spotify", "spotipy"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9a-f]{32}"),
        near: Some(Near { words: &["spotify", "spotipy"], above: 3 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developer.spotify.com/documentation/web-api/concepts/apps",
        hits: &["SPOTIFY_CLIENT_ID=<<{hex:32}>>", "spotipy:\n  client_id: <<{hex:32}>>"],
        misses: &[("SPOTIFY_CLIENT_ID={hex:30}", "too short"), ("client_id={hex:32}", "nothing says Spotify")],
        ..Rule::BASE
    },
    Rule {
        id: "spotify-client-secret",
        provider: "Spotify",
        title: "Spotify client secret",
        keywords: &["spotify", "spotipy"],
        case: Case::Any,
        // the client id has the same shape: the name must say secret
        pattern: r#"(?i:secret)[0-9A-Za-z_-]{0,8}[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        near: Some(Near { words: &["spotify", "spotipy"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        pair: Some(Pair { with: &["spotify-client-id"], lines: 4, severity: Severity::Medium }),
        severity: Severity::Medium,
        exposes: "poses as the application towards Spotify's sign-in",
        roll: "https://developer.spotify.com/dashboard",
        advice: "Rotate the client secret in the app's settings",
        reference: "https://developer.spotify.com/documentation/web-api/concepts/apps",
        hits: &["SPOTIFY_CLIENT_SECRET=<<{hex:32}>>", "spotify:\n  client_id: {hex:32}\n  client_secret: \"<<{hex:32}>>\""],
        misses: &[("SPOTIFY_CLIENT_ID={hex:32}", "the public half"), ("client_secret={hex:32}", "nothing says Spotify")],
        ..Rule::BASE
    },
];

//! Drone CI: user tokens.

use super::rule::*;

/// Drone's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "drone-user-token",
        provider: "Drone CI",
        title: "Drone CI user token",
        keywords: &["drone_", "drone-", "dronetoken", "dronesecret"],
        case: Case::Any,
        pattern: named!(r"drone[a-z_-]{0,16}(?:token|secret)", "[A-Za-z0-9]{32}"),
        entropy: Some(Alphabet::Hex),
        exposes: "starts builds, and reads and sets the repositories' secrets, as its owner",
        roll: "https://docs.drone.io/cli/configure/",
        advice: "Rotate the user's token, then the secrets of the repositories it could reach",
        reference: "https://docs.drone.io/cli/configure/",
        hits: &["export DRONE_TOKEN=<<{A62:32}>>", "drone_token: '<<{A62:32}>>'"],
        misses: &[("DRONE_TOKEN={A62:31}", "one character short"), ("DRONE_COMMIT_SHA={hex:32}", "a commit"), ("token: {A62:32}", "no name of the vendor")],
        ..Rule::BASE
    },
];

//! Docker Swarm: join tokens and unlock keys.

use super::rule::*;

const SWARM: Rule = Rule { provider: "Docker Swarm", ..Rule::BASE };

/// Docker Swarm's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "docker-swarm-join-token",
        title: "Docker Swarm join token",
        keywords: &["SWMTKN-1-"],
        pattern: r"(?P<secret>SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25})",
        after: Edge::Url,
        entropy: Some(Alphabet::Lc36),
        exposes: "joins a machine to the swarm, as manager if it is the managers' token",
        roll: "https://docs.docker.com/reference/cli/docker/swarm/join-token/",
        advice: "Rotate it with docker swarm join-token --rotate; nodes that have joined stay",
        reference: "https://docs.docker.com/reference/cli/docker/swarm/join-token/",
        hits: &["docker swarm join --token <<SWMTKN-1-{lc36:50}-{lc36:25}>> 192.168.99.100:2377", "swarm_token: '<<SWMTKN-1-{lc36:50}-{lc36:25}>>'"],
        misses: &[("SWMTKN-1-{lc36:49}-{lc36:25}", "one character short"), ("SWMTKN-1-{lc36:50}", "the second part is missing")],
        ..SWARM
    },
    Rule {
        id: "docker-swarm-unlock-key",
        title: "Docker Swarm unlock key",
        keywords: &["SWMKEY-1-"],
        pattern: r"(?P<secret>SWMKEY-1-[0-9A-Za-z+/]{43})",
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        exposes: "decrypts a manager's raft log, and with it every secret of the swarm, to who holds its disk",
        roll: "https://docs.docker.com/engine/swarm/swarm_manager_locking/",
        advice: "Rotate it with docker swarm unlock-key --rotate and keep the old one until all managers have it",
        reference: "https://docs.docker.com/engine/swarm/swarm_manager_locking/",
        hits: &["    <<SWMKEY-1-{A64:42}{A62:1}>>", "SWARM_UNLOCK_KEY=<<SWMKEY-1-{A64:42}{A62:1}>>"],
        misses: &[("SWMKEY-1-{A64:41}", "too short"), ("SWMKEY-1-{A62:50}", "too long")],
        ..SWARM
    },
];

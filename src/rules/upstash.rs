//! Upstash: Redis REST tokens and QStash tokens.

use super::rule::*;
use crate::proof::decode;

const UPSTASH: Rule = Rule { provider: "Upstash", entropy: Some(Alphabet::A64), ..Rule::BASE };

/// Upstash's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "upstash-qstash-token",
        title: "Upstash QStash token",
        // {"UserID" in base64
        keywords: &["eyJVc2VySUQi"],
        pattern: r"(?P<secret>eyJVc2VySUQi[0-9A-Za-z+/]{40,300}={0,2})",
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(decode::QSTASH),
        exposes: "publishes and schedules messages that call your endpoints as QStash",
        roll: "https://console.upstash.com/qstash",
        advice: "Roll the token in the QStash console, and the signing keys if they lay beside it",
        reference: "https://upstash.com/docs/qstash",
        hits: &["QSTASH_TOKEN=<<eyJVc2VySUQi{seal}>>", "Authorization: Bearer <<eyJVc2VySUQi{seal}>>"],
        misses: &[("eyJVc2VySUQi{A62:20}", "too short to hold a password"), ("eyJVc2VyTmFtZSI6{A62:100}", "other JSON")],
        ..UPSTASH
    },
    Rule {
        id: "upstash-redis-rest-token",
        title: "Upstash REST token",
        keywords: &["upstash_", "kv_rest_api_", "upstashredis"],
        case: Case::Any,
        pattern: r#"(?i:upstash_?(?:redis|vector|search|kafka)?_?rest_?(?:read_?only_?)?token|kv_rest_api_(?:read_only_)?token)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z_-]{40,120}={0,2})"#,
        after: Edge::Base64,
        rank: -1,
        exposes: "reads and, unless it is the read-only one, writes the whole database over HTTP",
        roll: "https://console.upstash.com/",
        advice: "Reset the database's credentials, which also changes its Redis password",
        reference: "https://upstash.com/docs/redis/features/restapi",
        hits: &["UPSTASH_REDIS_REST_TOKEN=\"<<AX{A62:54}>>\"", "KV_REST_API_TOKEN: <<A{A62:53}==>>"],
        misses: &[("UPSTASH_REDIS_REST_TOKEN=your_upstash_redis_rest_token_goes_right_here_now", "a placeholder"), ("REST_TOKEN={A62:56}", "nothing of Upstash")],
        ..UPSTASH
    },
];

//! MongoDB Atlas: service account secrets, programmatic API keys.

use super::rule::*;

const ATLAS: Rule = Rule {
    provider: "MongoDB Atlas",
    logs: "https://www.mongodb.com/docs/atlas/tutorial/activity-feed/",
    severity: Severity::Critical,
    ..Rule::BASE
};

/// MongoDB Atlas' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mongodb-atlas-api-private-key",
        title: "MongoDB Atlas programmatic API private key",
        keywords: &["atlas"],
        case: Case::Any,
        pattern: named!(r"atlas[a-z_.-]{0,16}private[_-]?key", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        after: Edge::Url,
        pair: Some(Pair { with: &["mongodb-atlas-api-public-key"], lines: 4, severity: Severity::Critical }),
        exposes: "administers the organisation or project: clusters, users and network access",
        roll: "https://www.mongodb.com/docs/atlas/configure-api-access/",
        advice: "Delete the API key and read the activity feed",
        reference: "https://www.mongodb.com/docs/atlas/configure-api-access/",
        hits: &["MONGODB_ATLAS_PRIVATE_KEY=<<{uuid}>>", "atlas_private_key = \"<<{uuid}>>\""],
        misses: &[("MONGODB_ATLAS_PUBLIC_KEY={lc26:8}", "the public half"), ("project_id = \"{uuid}\"", "an identifier"), ("ATLAS_PRIVATE_KEY=${{PRIVATE_KEY}}", "a reference")],
        ..ATLAS
    },
    Rule {
        id: "mongodb-atlas-api-public-key",
        provider: "MongoDB Atlas",
        title: "MongoDB Atlas API public key",
        keywords: &["atlas"],
        case: Case::Any,
        pattern: named!(r"atlas[a-z_.-]{0,16}public[_-]?key", "[a-z]{8}"),
        severity: Severity::Info,
        exposes: "names an API key; it opens nothing without its private key",
        advice: "Leave it",
        reference: "https://www.mongodb.com/docs/atlas/configure-api-access/",
        hits: &["MONGODB_ATLAS_PUBLIC_KEY=<<{lc26:8}>>", "atlas_public_key = \"<<{lc26:8}>>\""],
        misses: &[("public_key={lc26:8}", "nothing says Atlas"), ("ATLAS_PUBLIC_KEY={lc26:5}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "mongodb-atlas-service-account-id",
        provider: "MongoDB Atlas",
        title: "MongoDB Atlas service account id",
        keywords: &["mdb_sa_id_"],
        pattern: r"(?P<secret>mdb_sa_id_[0-9a-f]{24})",
        severity: Severity::Info,
        exposes: "names a service account; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
        hits: &["MONGODB_ATLAS_CLIENT_ID=<<mdb_sa_id_{hex:24}>>", "client_id: '<<mdb_sa_id_{hex:24}>>'"],
        misses: &[("mdb_sa_id_{hex:10}", "too short"), ("xmdb_sa_id_{hex:24}", "a piece of something longer")],
        ..Rule::BASE
    },
    Rule {
        id: "mongodb-atlas-service-account-secret",
        title: "MongoDB Atlas service account secret",
        keywords: &["mdb_sa_sk_"],
        pattern: r"(?P<secret>mdb_sa_sk_[A-Za-z0-9_-]{40})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["mongodb-atlas-service-account-id"], lines: 4, severity: Severity::Critical }),
        exposes: "administers the organisation or project with the service account's roles",
        roll: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
        advice: "Rotate the service account's secret and read the activity feed",
        reference: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
        hits: &["mdb_sa_sk_{A64u:39}{A62:1}", "MONGODB_ATLAS_CLIENT_SECRET=<<mdb_sa_sk_{A64u:39}{A62:1}>>"],
        misses: &[("mdb_sa_id_{hex:24}", "the id is public"), ("mdb_sa_sk_{A62:39}", "one character short")],
        ..ATLAS
    },
];

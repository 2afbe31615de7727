//! PlanetScale: service tokens, database passwords, OAuth tokens.

use super::rule::*;

const PLANETSCALE: Rule = Rule {
    provider: "PlanetScale",
    roll: "https://app.planetscale.com/",
    logs: "https://planetscale.com/docs/security/audit-log",
    entropy: Some(Alphabet::A64),
    after: Edge::Url,
    ..Rule::BASE
};

/// PlanetScale's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "planetscale-database-password",
        title: "PlanetScale database password",
        keywords: &["pscale_pw_"],
        pattern: r"(?P<secret>pscale_pw_[A-Za-z0-9_-]{32,64})",
        severity: Severity::Critical,
        exposes: "reads and writes one database branch",
        advice: "Delete the branch's password and connect with a new one",
        reference: "https://planetscale.com/docs/concepts/connection-strings",
        hits: &["pscale_pw_{A64u:42}{A62:1}", "DATABASE_URL='mysql://u7:<<pscale_pw_{A64u:42}{A62:1}>>@aws.connect.psdb.cloud/shop'"],
        misses: &[("pscale_pw_{A62:20}", "too short"), ("pscale_pw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..PLANETSCALE
    },
    Rule {
        id: "planetscale-oauth-token",
        title: "PlanetScale OAuth token",
        keywords: &["pscale_oauth_"],
        pattern: r"(?P<secret>pscale_oauth_[A-Za-z0-9_-]{32,64})",
        exposes: "uses the API as the person who allowed the application",
        advice: "Revoke the OAuth application's access",
        reference: "https://planetscale.com/docs/concepts/planetscale-api-oauth-applications",
        hits: &["pscale_oauth_{A64u:42}{A62:1}", "Authorization: Bearer <<pscale_oauth_{A64u:31}{A62:1}>>"],
        misses: &[("pscale_oauth_{A62:12}", "too short"), ("pscale_oauth_token_for_local_development_only_xxxxx", "a placeholder")],
        ..PLANETSCALE
    },
    Rule {
        id: "planetscale-service-token",
        title: "PlanetScale service token",
        keywords: &["pscale_tkn_"],
        pattern: r"(?P<secret>pscale_tkn_[A-Za-z0-9_-]{32,64})",
        severity: Severity::Critical,
        exposes: "manages databases and branches of the organisation, within its permissions",
        advice: "Delete the service token in the organisation's settings",
        reference: "https://planetscale.com/docs/concepts/service-tokens",
        hits: &["pscale_tkn_{A64u:42}{A62:1}", "PLANETSCALE_SERVICE_TOKEN=<<pscale_tkn_{A64u:42}{A62:1}>>"],
        misses: &[("pscale_tkn_{A62:31}", "one character short"), ("pscale_tkn_", "the prefix alone")],
        ..PLANETSCALE
    },
];

//! Cloudflare: API tokens and keys, Origin CA keys, tunnel tokens.

use super::judge;
use super::rule::*;
use crate::proof::{crc, decode};

const TOKENS: &str = "https://dash.cloudflare.com/profile/api-tokens";
const FORMATS: &str = "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/";

const CLOUDFLARE: Rule = Rule {
    provider: "Cloudflare",
    roll: TOKENS,
    logs: "https://dash.cloudflare.com/?to=/:account/audit-log",
    reference: FORMATS,
    entropy: Some(Alphabet::A62),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Cloudflare's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cloudflare-account-api-token",
        title: "Cloudflare account API token",
        keywords: &["cfat_"],
        pattern: r"(?P<secret>cfat_[A-Za-z0-9]{40}[0-9a-f]{8})",
        proof: Some(crc::CLOUDFLARE),
        exposes: "changes zones, Workers and settings of the account, within its permissions",
        roll: "https://dash.cloudflare.com/?to=/:account/api-tokens",
        advice: "Roll the token in the account's API tokens and read the audit log since it leaked",
        hits: &["cfat_{A62:40}{seal}", "CLOUDFLARE_API_TOKEN=<<cfat_{A62:40}{seal}>>"],
        misses: &[("cfat_{A62:40}", "without its checksum"), ("xcfat_{A62:40}{hex:8}", "a piece of a longer word")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-api-token-legacy",
        title: "Cloudflare API token (40 characters)",
        keywords: &["cloudflare", "cf_api_token", "cf_token", "CF-API", "cfapi"],
        case: Case::Any,
        pattern: r"(?P<secret>[A-Za-z0-9_-]{40})",
        before: Edge::Url,
        after: Edge::Url,
        near: Some(Near { words: &["cloudflare", "cf_api_token", "cf_token", "cfapi"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -2,
        judge: Some(judge::mixed),
        exposes: "changes zones, Workers and settings, within its permissions",
        advice: "Roll the token, then look at the audit log for changed DNS records and Workers",
        hits: &["CLOUDFLARE_API_TOKEN=<<{A62:40}>>", "# cloudflare\nheaders = {{\"Authorization\": \"Bearer <<{A62:20}_{A62:19}>>\"}}"],
        misses: &[("CLOUDFLARE_ZONE_HASH={A62:40}", "a digest by its name"), ("CLOUDFLARE_COMMIT={hex:40}", "a commit"), ("token = {A62:40}", "no vendor near"), ("cloudflare_token: cloudflare_access_identity_provider_name", "an identifier")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-global-api-key",
        title: "Cloudflare global API key",
        keywords: &["cfk_"],
        pattern: r"(?P<secret>cfk_[A-Za-z0-9]{40}[0-9a-f]{8})",
        proof: Some(crc::CLOUDFLARE),
        exposes: "does all that its owner can do, in every account and zone",
        advice: "Change the global API key and put scoped tokens in its place",
        hits: &["cfk_{A62:40}{seal}", "X-Auth-Key: <<cfk_{A62:40}{seal}>>"],
        misses: &[("cfk_{A62:30}", "too short"), ("cfk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-global-api-key-legacy",
        title: "Cloudflare global API key (37 characters)",
        keywords: &["cloudflare", "x-auth-key", "cf_api_key"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{37})",
        near: Some(Near { words: &["cloudflare", "x-auth-key", "cf_api_key"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "does all that its owner can do, in every account and zone",
        advice: "Change the global API key and put scoped tokens in its place",
        reference: "https://developers.cloudflare.com/fundamentals/api/get-started/keys/",
        hits: &["CLOUDFLARE_API_KEY=<<{hex:37}>>", "-H 'X-Auth-Key: <<{hex:37}>>'"],
        misses: &[("CLOUDFLARE_API_KEY={hex:40}", "another width"), ("api_key = {hex:37}", "no vendor near")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-origin-ca-key",
        title: "Cloudflare Origin CA key",
        keywords: &["v1.0-"],
        pattern: r"(?P<secret>v1\.0-[0-9a-f]{24}-[0-9a-f]{146})",
        entropy: Some(Alphabet::Hex),
        severity: Severity::High,
        exposes: "issues and revokes origin certificates for the owner's zones",
        advice: "Change the Origin CA key and look for certificates that nobody ordered",
        reference: "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
        hits: &["v1.0-{hex:24}-{hex:146}", "X-Auth-User-Service-Key: <<v1.0-{hex:24}-{hex:146}>>"],
        misses: &[("v1.0-{hex:24}-{hex:100}", "too short"), ("release v1.0-{hex:7}", "a version")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-tunnel-token",
        title: "Cloudflare tunnel token",
        keywords: &["eyJhIjoi"],
        pattern: r"(?P<secret>eyJhIjoi[A-Za-z0-9+/_-]{140,300}={0,2})",
        proof: Some(decode::CLOUDFLARE_TUNNEL),
        after: Edge::Base64,
        entropy: None,
        severity: Severity::High,
        exposes: "runs a connector of the tunnel and receives its traffic",
        roll: "https://one.dash.cloudflare.com/",
        advice: "Rotate the tunnel's token and drop connectors that you do not know",
        reference: "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/",
        hits: &["cloudflared service install <<eyJhIjoi{seal}>>", "TUNNEL_TOKEN=<<eyJhIjoi{seal}>>"],
        misses: &[("token: eyJhIjoi{A62:172}", "does not decode to the tunnel's members"), ("eyJhIjoi{A62:60}", "too short"), ("eyJhIjoxfQ", "other JSON")],
        ..CLOUDFLARE
    },
    Rule {
        id: "cloudflare-user-api-token",
        title: "Cloudflare user API token",
        keywords: &["cfut_"],
        pattern: r"(?P<secret>cfut_[A-Za-z0-9]{40}[0-9a-f]{8})",
        proof: Some(crc::CLOUDFLARE),
        exposes: "changes zones, Workers and settings, within its permissions",
        advice: "Roll the token in its owner's profile and read the audit log since it leaked",
        hits: &["cfut_{A62:40}{seal}", "api_token = \"<<cfut_{A62:40}{seal}>>\""],
        misses: &[("cfut_{A62:40}{hex:7}", "one character short"), ("cfut_EXAMPLExxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..CLOUDFLARE
    },
];

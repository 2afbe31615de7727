//! DigitalOcean: API tokens, OAuth tokens, Spaces keys.

use super::rule::*;

const APPS: &str = "https://cloud.digitalocean.com/account/api/access";
const SPACES: &str = "https://cloud.digitalocean.com/spaces/access_keys";

const DIGITALOCEAN: Rule = Rule {
    provider: "DigitalOcean",
    roll: APPS,
    logs: "https://cloud.digitalocean.com/account/security",
    reference: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// DigitalOcean's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "digitalocean-oauth-refresh-token",
        title: "DigitalOcean OAuth refresh token",
        keywords: &["dor_v1_"],
        pattern: r"(?P<secret>dor_v1_[0-9a-f]{64})",
        exposes: "mints access tokens for the person who authorised the application",
        advice: "Revoke the authorised application and authorise it again",
        hits: &["\"refresh_token\": \"<<dor_v1_{hex:64}>>\"", "DO_REFRESH=<<dor_v1_{hex:64}>>"],
        misses: &[("dor_v1_{hex:63}", "one character short"), ("dor_v2_{hex:64}", "another version")],
        ..DIGITALOCEAN
    },
    Rule {
        id: "digitalocean-oauth-token",
        title: "DigitalOcean OAuth access token",
        keywords: &["doo_v1_"],
        pattern: r"(?P<secret>doo_v1_[0-9a-f]{64})",
        exposes: "manages what the application was authorised for",
        advice: "Revoke the authorised application",
        hits: &["Authorization: Bearer <<doo_v1_{hex:64}>>", "access_token=<<doo_v1_{hex:64}>>"],
        misses: &[("doo_v1_{hex:60}", "too short"), ("doo_v1_{hex:66}", "too long")],
        ..DIGITALOCEAN
    },
    Rule {
        id: "digitalocean-personal-access-token",
        title: "DigitalOcean personal access token",
        keywords: &["dop_v1_"],
        pattern: r"(?P<secret>dop_v1_[0-9a-f]{64})",
        severity: Severity::Critical,
        exposes: "creates, reads and destroys servers, databases and volumes of the team",
        advice: "Delete the token on the API page and look for servers you did not make",
        roll: "https://cloud.digitalocean.com/account/api/tokens",
        hits: &["DIGITALOCEAN_TOKEN=<<dop_v1_{hex:64}>>", "do_token = \"<<dop_v1_{hex:64}>>\"", "doctl auth init -t <<dop_v1_{hex:64}>>"],
        misses: &[("dop_v1_{hex:63}", "one character short"), ("dop_v1_{UC36:64}", "no hex"), ("dop_v1_0000000000000000000000000000000000000000000000000000000000000000", "a placeholder")],
        ..DIGITALOCEAN
    },
    Rule {
        id: "digitalocean-spaces-access-key-id",
        title: "DigitalOcean Spaces access key id",
        keywords: &["DO00", "DO801"],
        pattern: r"(?P<secret>DO(?:00[A-Z0-9]{16}|801[A-Z0-9]{15}))",
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Info,
        exposes: "nothing alone: it names the key whose secret stands beside it",
        advice: "Look for the secret beside it",
        roll: SPACES,
        reference: "https://docs.digitalocean.com/products/spaces/how-to/manage-access/",
        hits: &["SPACES_KEY=<<DO00{UC36:16}>>", "access_key: \"<<DO801{UC36:15}>>\""],
        misses: &[("DO00{UC36:15}", "one character short"), ("TODO00{UC36:16}", "a piece of something longer")],
        ..DIGITALOCEAN
    },
    Rule {
        id: "digitalocean-spaces-secret-key",
        title: "DigitalOcean Spaces secret key",
        keywords: &["DO00", "DO801", "digitalocean", "spaces_secret"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z+/]{43})",
        before: Edge::Base64,
        after: Edge::Base64,
        near: Some(Near { words: &["do00", "do801", "digitalocean", "spaces_secret"], above: 2 }),
        entropy: Some(Alphabet::A64),
        rank: -1,
        pair: Some(Pair { with: &["digitalocean-spaces-access-key-id"], lines: 5, severity: Severity::High }),
        exposes: "reads, writes and deletes the files of the team's Spaces",
        advice: "Delete the Spaces access key",
        roll: SPACES,
        reference: "https://docs.digitalocean.com/products/spaces/how-to/manage-access/",
        hits: &["SPACES_KEY=DO00{UC36:16}\nSPACES_SECRET=<<{A64:43}>>", "digitalocean:\n  secret_key: <<{A64:43}>>"],
        misses: &[("SPACES_SECRET={A64:40}", "another width"), ("secret_key: {A64:43}", "nothing names the vendor"), ("# digitalocean\nsha256 = \"{A64:43}\"", "a digest")],
        ..DIGITALOCEAN
    },
];

//! Square: access tokens and OAuth application secrets.

use super::rule::*;

const SQUARE: Rule = Rule {
    provider: "Square",
    roll: "https://developer.squareup.com/apps",
    reference: "https://developer.squareup.com/docs/build-basics/access-tokens",
    before: Edge::Url,
    after: Edge::Url,
    entropy: Some(Alphabet::A64),
    ..Rule::BASE
};

/// Square's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "square-access-token",
        title: "Square access token",
        keywords: &["EAAA"],
        pattern: r"(?P<secret>EAAA[0-9A-Za-z_-]{60})",
        before: Edge::Base64,
        severity: Severity::Critical,
        exposes: "takes payments, refunds and reads customers of the seller",
        advice: "Replace the token on the Credentials page; for an OAuth one call RevokeToken",
        hits: &["SQUARE_ACCESS_TOKEN=<<EAAA{A64u:60}>>", "Authorization: Bearer <<EAAAl{A64u:59}>>"],
        misses: &[("EAAA{A62:120}", "Meta's token: longer"), ("EAAA{A64u:59}", "one character short"), ("data:font/woff;base64,AA+EAAA{A62:60}", "a piece of base64")],
        ..SQUARE
    },
    Rule {
        id: "square-application-id",
        title: "Square application id",
        keywords: &["sq0idp-", "sandbox-sq0idb-"],
        pattern: r"(?P<secret>(?:sq0idp|sandbox-sq0idb)-[0-9A-Za-z_-]{22})",
        severity: Severity::Info,
        exposes: "nothing: it names the application",
        advice: "Leave it, it is an identifier",
        hits: &["SQUARE_APPLICATION_ID=<<sq0idp-{A64u:22}>>", "const appId = '<<sandbox-sq0idb-{A64u:22}>>';"],
        misses: &[("sq0idp-{A64u:20}", "too short"), ("sq0idx-{A64u:22}", "another kind")],
        ..SQUARE
    },
    Rule {
        id: "square-legacy-access-token",
        title: "Square access token, old form",
        keywords: &["sq0atp-"],
        pattern: r"(?P<secret>sq0atp-[0-9A-Za-z_-]{22})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "takes payments, refunds and reads customers of the seller",
        advice: "Replace the token in the Developer Dashboard",
        hits: &["SQUARE_TOKEN=<<sq0atp-{A64u:22}>>", "\"accessToken\": \"<<sq0atp-{A64u:22}>>\""],
        misses: &[("sq0atp-{A64u:21}", "one character short"), ("sandbox-sq0atp-{A64u:22}", "the sandbox form, its own rule")],
        ..SQUARE
    },
    Rule {
        id: "square-legacy-sandbox-token",
        title: "Square sandbox access token, old form",
        keywords: &["sandbox-sq0at"],
        pattern: r"(?P<secret>sandbox-sq0at[bp]-[0-9A-Za-z_-]{22})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "plays with a sandbox seller's data",
        advice: "Replace the sandbox token in the Developer Dashboard",
        hits: &["SQUARE_TOKEN=<<sandbox-sq0atb-{A64u:22}>>", "accessToken: '<<sandbox-sq0atp-{A64u:22}>>'"],
        misses: &[("sandbox-sq0atb-{A64u:21}", "one character short"), ("sandbox-sq0atx-{A64u:22}", "another kind")],
        ..SQUARE
    },
    Rule {
        id: "square-oauth-secret",
        title: "Square OAuth application secret",
        keywords: &["sq0csp-"],
        pattern: r"(?P<secret>sq0csp-[0-9A-Za-z_-]{43})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "obtains and revokes tokens of every seller who connected to the application",
        advice: "Replace the application secret on the OAuth page",
        hits: &["SQUARE_APPLICATION_SECRET=<<sq0csp-{A64u:43}>>", "client_secret: \"<<sq0csp-{A64u:43}>>\""],
        misses: &[("sq0csp-{A64u:42}", "one character short"), ("sq0csp-{A64u:44}", "one character long")],
        ..SQUARE
    },
    Rule {
        id: "square-sandbox-oauth-secret",
        title: "Square sandbox OAuth application secret",
        keywords: &["sq0csb-"],
        pattern: r"(?P<secret>sandbox-sq0csb-[0-9A-Za-z_-]{43})",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "obtains tokens of sandbox sellers",
        advice: "Replace the sandbox secret on the OAuth page",
        hits: &["SQUARE_SECRET=<<sandbox-sq0csb-{A64u:43}>>", "client_secret: \"<<sandbox-sq0csb-{A64u:43}>>\""],
        misses: &[("sandbox-sq0csb-{A64u:40}", "too short"), ("sandbox-sq0csb-{A64u:50}", "too long")],
        ..SQUARE
    },
];

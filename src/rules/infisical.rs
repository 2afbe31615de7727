//! Infisical: service tokens, client secrets of machine identities.

use super::rule::*;

const INFISICAL: Rule = Rule {
    provider: "Infisical",
    keywords: &["infisical"],
    case: Case::Any,
    near: Some(Near { words: &["infisical"], above: 3 }),
    entropy: Some(Alphabet::Hex),
    exposes: "reads the secrets of the projects that it was let into",
    ..Rule::BASE
};

/// Infisical's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "infisical-client-id",
        provider: "Infisical",
        title: "Infisical machine identity client id",
        keywords: &["infisical"],
        case: Case::Any,
        pattern: named!(r"client[_-]?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        near: Some(Near { words: &["infisical"], above: 3 }),
        severity: Severity::Info,
        exposes: "names a machine identity; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://infisical.com/docs/documentation/platform/identities/universal-auth",
        hits: &["INFISICAL_CLIENT_ID=<<{uuid}>>", "# infisical\nclient_id: \"<<{uuid}>>\""],
        misses: &[("client_id={uuid}", "nothing says Infisical"), ("INFISICAL_CLIENT_ID={hex:32}", "no UUID")],
        ..Rule::BASE
    },
    Rule {
        id: "infisical-client-secret",
        title: "Infisical universal auth client secret",
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9a-f]{64})"#,
        rank: -1,
        roll: "https://infisical.com/docs/documentation/platform/identities/universal-auth",
        advice: "Revoke this client secret of the machine identity, then rotate what it could read",
        reference: "https://infisical.com/docs/documentation/platform/identities/universal-auth",
        pair: Some(Pair { with: &["infisical-client-id"], lines: 4, severity: Severity::High }),
        hits: &["INFISICAL_CLIENT_SECRET=<<{hex:64}>>", "# infisical\nclient_id: {uuid}\nclient_secret: '<<{hex:64}>>'"],
        misses: &[("client_secret={hex:64}", "nothing says Infisical"), ("INFISICAL_IMAGE=infisical/infisical@sha256:{hex:64}", "a digest")],
        ..INFISICAL
    },
    Rule {
        id: "infisical-service-token",
        title: "Infisical service token",
        pattern: r"(?P<secret>st\.(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9a-f]{32,64}\.[0-9a-f]{32,64})",
        before: Edge::Dotted,
        after: Edge::Dotted,
        roll: "https://infisical.com/docs/documentation/platform/token",
        advice: "Revoke the service token and give the workload a machine identity",
        reference: "https://infisical.com/docs/documentation/platform/token",
        hits: &["INFISICAL_TOKEN=<<st.{hex:24}.{hex:32}.{hex:32}>>", "infisical run --token=<<st.{uuid}.{hex:32}.{hex:32}>>"],
        misses: &[("INFISICAL_TOKEN=st.{hex:24}.{hex:32}", "without its key part"), ("st.{hex:24}.{hex:32}.{hex:32}", "nothing says Infisical")],
        ..INFISICAL
    },
];

//! Agora: app certificates.

use super::rule::*;

/// Agora's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "agora-app-certificate",
        provider: "Agora",
        title: "Agora app certificate",
        keywords: &["agora"],
        case: Case::Any,
        pattern: named!(r"agora[a-z_.-]{0,20}cert(?:ificate)?", r"[0-9a-f]{32}"),
        entropy: Some(Alphabet::Hex),
        exposes: "signs tokens that let anybody into the app's channels",
        roll: "https://console.agora.io/",
        advice: "Enable the secondary certificate, deploy it, then disable the one that leaked",
        reference: "https://docs.agora.io/en/video-calling/token-authentication/deploy-token-server",
        hits: &["AGORA_APP_CERTIFICATE=<<{hex:32}>>", "agoraAppCertificate: '<<{hex:32}>>'"],
        misses: &[("AGORA_APP_ID={hex:32}", "the app id is public"), ("certificate = {hex:32}", "no name of the vendor")],
        ..Rule::BASE
    },
];

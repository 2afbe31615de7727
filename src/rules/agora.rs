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
        pair: Some(Pair { with: &["agora-app-id"], lines: 4, severity: Severity::High }),
        exposes: "signs tokens that let anybody into the app's channels",
        roll: "https://console.agora.io/",
        advice: "Enable the secondary certificate, deploy it, then disable the one that leaked",
        reference: "https://docs.agora.io/en/video-calling/token-authentication/deploy-token-server",
        hits: &["AGORA_APP_CERTIFICATE=<<{hex:32}>>", "agoraAppCertificate: '<<{hex:32}>>'"],
        misses: &[("AGORA_APP_ID={hex:32}", "the app id is public"), ("certificate = {hex:32}", "no name of the vendor")],
        ..Rule::BASE
    },
    Rule {
        id: "agora-app-id",
        provider: "Agora",
        title: "Agora app id",
        keywords: &["agora"],
        case: Case::Any,
        pattern: named!(r"agora[a-z_.-]{0,16}app[_-]?id", "[0-9a-f]{32}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.agora.io/en/video-calling/get-started/manage-agora-account",
        hits: &["AGORA_APP_ID=<<{hex:32}>>", "agoraAppId: '<<{hex:32}>>'"],
        misses: &[("app_id={hex:32}", "nothing says Agora"), ("AGORA_APP_ID={hex:16}", "too short")],
        ..Rule::BASE
    },
];

//! WireGuard: private keys of interfaces.

use super::rule::*;
use crate::proof::wireguard;

/// WireGuard's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wireguard-private-key",
        provider: "WireGuard",
        title: "WireGuard private key",
        keywords: &["private_key", "privatekey", "private-key", "private key"],
        case: Case::Any,
        // 32 bytes, clamped as wg genkey writes them: the low three bits of the first byte are 0, the high two of the last are 01
        pattern: r#"(?i:private[_ -]?key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[ACEGIKMOQSUWYacegikmoqsuwy02468+][A-P][0-9A-Za-z+/]{39}[E-HU-Xk-n0-3][AEIMQUYcgkosw048]=)"#,
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        proof: Some(wireguard::WIREGUARD),
        rank: -1,
        exposes: "joins the private network as this peer and reads what is sent to it",
        roll: "https://www.wireguard.com/quickstart/",
        advice: "Generate a new pair with wg genkey and change the public key at every peer",
        reference: "https://www.wireguard.com/protocol/",
        hits: &["[Interface]\nPrivateKey = <<yA{A64:39}EU=>>\nAddress = 10.0.0.2/32", "wireguard_private_key: \"<<cP{A64:39}n8=>>\""],
        misses: &[("PublicKey = yA{A64:39}EU=", "the public half"), ("PrivateKey = yZ{A64:39}EU=", "not clamped"), ("PresharedKey = yA{A64:39}EU=", "another field")],
        ..Rule::BASE
    },
];

//! Ethereum: raw private keys and keystore files.

use super::rule::*;
use crate::proof::secp256k1;

const ETHEREUM: Rule = Rule {
    provider: "Ethereum",
    roll: "https://ethereum.org/en/security/",
    entropy: Some(Alphabet::Hex),
    ..Rule::BASE
};

/// Ethereum's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ethereum-keystore",
        title: "Ethereum keystore file",
        keywords: &["\"ciphertext\""],
        pattern: r#""(?i:crypto)"\s{0,3}:\s{0,3}\{(?s:[^{}]{0,200}(?:\{[^{}]{0,200}\})?[^{}]{0,200}?)"ciphertext"\s{0,3}:\s{0,3}"(?P<secret>[0-9a-fA-F]{64})""#,
        reach: 600,
        severity: Severity::High,
        exposes: "the funds of the account, once its password is guessed or found beside it",
        advice: "Move the funds if the password is weak or stands in the repository",
        reference: "https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/",
        hits: &["{{\"address\":\"{hex:40}\",\"crypto\":{{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"<<{hex:64}>>\",\"cipherparams\":{{\"iv\":\"{hex:32}\"}},\"kdf\":\"scrypt\"}},\"version\":3}}", "{{\"Crypto\": {{\n  \"cipher\": \"aes-128-ctr\",\n  \"cipherparams\": {{\"iv\": \"{hex:32}\"}},\n  \"ciphertext\": \"<<{hex:64}>>\"\n}}}}"],
        misses: &[("{{\"ciphertext\": \"{hex:64}\"}}", "some other ciphertext"), ("{{\"crypto\": {{\"ciphertext\": \"{hex:32}\"}}}}", "no key of 32 bytes")],
        ..ETHEREUM
    },
    Rule {
        id: "ethereum-private-key",
        title: "Ethereum private key",
        keywords: &["private_key", "privatekey", "private-key", "priv_key", "privkey", "deployer", "wallet_key", "signer_key", "hardhat", "accounts: [", "owner_key", "mnemonic"],
        case: Case::Any,
        pattern: r#"(?i:priv(?:ate)?[_-]?key(?:[_-]?[0-9a-z]{1,12})?|(?:deployer|wallet|signer|owner|relayer|operator)[_-]?(?:pk|key)|accounts)["']?(?:\s{0,3}[=:]{1,2}\s{0,3}|\s{1,3}|\()[\["'`(\s]{0,4}(?P<secret>(?:0x)?[0-9a-fA-F]{64})"#,
        rank: -1,
        proof: Some(secp256k1::SECP256K1),
        judge: Some(is_the_key),
        severity: Severity::Critical,
        exposes: "every asset and contract of the account, on every chain",
        advice: "Move assets and contract ownership to a new key: this one cannot be revoked",
        reference: "https://ethereum.org/en/developers/docs/accounts/",
        hits: &["PRIVATE_KEY=<<0x{hex:64}>>", "DEPLOYER_PRIVATE_KEY=<<{hex:64}>>", "sepolia: {{ url, accounts: [\"<<0x{hex:64}>>\"] }}", "cast send --private-key <<0x{hex:64}>>"],
        misses: &[("PUBLIC_KEY=0x{hex:64}", "a public key"), ("txHash: \"0x{hex:64}\"", "a transaction"), ("PRIVATE_KEY=0x{hex:40}", "an address"), ("PRIVATE_KEY=0x0000000000000000000000000000000000000000000000000000000000000001", "a placeholder"), ("privateKey: \"ffffffffffffffffffffffffffffffffbaaedce6af48a03bbfd25e8cd0364141\"", "the order of the curve: no key"), ("\"priv_key_tweak\": \"{hex:64}\"", "what is added to a key"), ("private_key_hash: {hex:64}", "a digest of a key")],
        ..ETHEREUM
    },
];

/// The name may go on (`PRIVATE_KEY_MAINNET`), but not to something that is made of keys.
fn is_the_key(seen: &Sighting<'_>) -> Verdict {
    let name = seen.text[seen.matched.start..seen.secret.start].to_ascii_lowercase();
    let made = [&b"tweak"[..], b"sum", b"hash", b"digest"].iter().any(|word| memchr::memmem::find(&name, word).is_some());
    if made { Verdict::Silent } else { Verdict::Believed }
}

//! Bitcoin's private keys: base58check, that is base58 with the first four bytes of a double SHA-256 at the end.
//!
//! Source: <https://en.bitcoin.it/wiki/Base58Check_encoding>, BIP 32, BIP 38 and SLIP 132 for the versions.

use sha2::{Digest, Sha256};

use super::secp256k1::in_range;
use super::{Check, Proof, State, noise, radix};

/// A private key in wallet import format, or one that BIP 38 encrypts (`6P…`).
pub const WIF: Check = Check { name: "bitcoin-wif", run: wif, strict: true, seal: Some(seal_wif) };

/// A BIP 32 extended private key: `xprv`, `tprv` and the like.
pub const XPRV: Check = Check { name: "bitcoin-xprv", run: xprv, strict: true, seal: Some(seal_xprv) };

/// Solana's keypairs as wallets export them: 64 bytes without a sum. Of the texts of 88 characters one in eleven is that small.
pub const KEYPAIR: Check = Check { name: "solana-base58", run: keypair, strict: true, seal: Some(seal_keypair) };

/// Bitcoin's alphabet: no `0`, `O`, `I`, `l`.
pub(super) const ALPHABET: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Versions of extended private keys, and what they are for.
const VERSIONS: &[(u32, &str)] = &[
    (0x0488_ADE4, "mainnet"),
    (0x049D_7878, "mainnet, nested segwit"),
    (0x04B2_430C, "mainnet, segwit"),
    (0x0435_8394, "testnet"),
    (0x044A_4E28, "testnet, nested segwit"),
    (0x045F_18BC, "testnet, segwit"),
];

fn sum(payload: &[u8]) -> [u8; 4] {
    let digest = Sha256::digest(Sha256::digest(payload));
    [digest[0], digest[1], digest[2], digest[3]]
}

/// The payload of base58check; none of those here begins with a zero byte.
fn decode(text: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut bytes = radix::number(text, ALPHABET, length + 4)?;
    let given = bytes.split_off(length);
    (bytes[0] != 0 && sum(&bytes)[..] == given).then_some(bytes)
}

fn encode(payload: &[u8]) -> String {
    let digits = radix::digits(&[payload, &sum(payload)].concat(), ALPHABET, 0);
    String::from_utf8_lossy(&digits).into_owned()
}

fn wif(text: &[u8]) -> Proof {
    // 51 characters are 33 bytes, 52 (which say that the public key is written short) are 34, 58 are BIP 38's 39
    let length = match text.len() {
        51 => 33,
        52 => 34,
        58 => 39,
        _ => return Proof::refuted(),
    };
    let Some(payload) = decode(text, length) else { return Proof::refuted() };
    match payload.as_slice() {
        [0x01, 0x42 | 0x43, ..] if length == 39 => Proof::checksum(true).with("encrypted with a passphrase").state(State::Encrypted),
        [network @ (0x80 | 0xEF), key @ ..] => {
            let key = if length == 34 { key.strip_suffix(&[1]).unwrap_or_default() } else { key };
            if in_range(key) { Proof::checksum(true).with(if *network == 0x80 { "mainnet" } else { "testnet" }) } else { Proof::refuted() }
        }
        _ => Proof::refuted(),
    }
}

/// A whole key, of the kind that its first character says.
fn seal_wif(text: &[u8]) -> Vec<u8> {
    let mut key = noise::bytes(text, 32);
    key[0] &= 0x7F;
    let whole = match text.first() {
        Some(b'5') => encode(&[&[0x80][..], &key].concat()),
        Some(b'9') => encode(&[&[0xEF][..], &key].concat()),
        Some(b'c') => encode(&[&[0xEF][..], &key, &[1]].concat()),
        Some(b'6') => encode(&[&[0x01, 0x42, 0xC0][..], &key, &key[..4]].concat()),
        // `K` or `L`, as the key's size has it
        Some(b'L') => encode(&[&[0x80, 0x80 | key[0]][..], &key[1..], &[1]].concat()),
        _ => encode(&[&[0x80][..], &key, &[1]].concat()),
    };
    radix::rest_of(text, &whole)
}

fn xprv(text: &[u8]) -> Proof {
    let Some(payload) = (text.len() == 111).then(|| decode(text, 78)).flatten() else { return Proof::refuted() };
    let version = payload.first_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    match VERSIONS.iter().find(|(known, _)| *known == version) {
        Some((_, network)) if payload[45] == 0 && in_range(&payload[46..]) => Proof::checksum(true).with(*network),
        _ => Proof::refuted(),
    }
}

fn seal_xprv(text: &[u8]) -> Vec<u8> {
    let version = match text.first() {
        Some(b'y') => VERSIONS[1].0,
        Some(b'z') => VERSIONS[2].0,
        Some(b't') => VERSIONS[3].0,
        Some(b'u') => VERSIONS[4].0,
        Some(b'v') => VERSIONS[5].0,
        _ => VERSIONS[0].0,
    };
    let mut payload = version.to_be_bytes().to_vec();
    payload.extend(noise::bytes(text, 74));
    payload[45] = 0;
    payload[46] &= 0x7F;
    radix::rest_of(text, &encode(&payload))
}

fn keypair(text: &[u8]) -> Proof {
    let fits = matches!(text.len(), 87 | 88) && radix::number(text, ALPHABET, 64).is_some();
    if fits { Proof::plausible() } else { Proof::refuted() }
}

fn seal_keypair(text: &[u8]) -> Vec<u8> {
    let mut bytes = noise::bytes(text, 64);
    bytes[0] |= 0x80;
    radix::digits(&bytes, ALPHABET, 88)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::secp256k1::ORDER;
    use crate::proof::vectors::one_character_changes;

    #[test]
    fn keypairs_are_64_bytes() {
        let key = seal_keypair(b"");
        assert_eq!((key.len(), keypair(&key).outcome), (88, Outcome::Plausible));
        let ones = [b'1'; 88];
        for (text, outcome) in [
            (&ones[..], Outcome::Plausible),
            (&[b'z'; 88], Outcome::Refuted),
            (&[b'z'; 87], Outcome::Plausible),
            (&[b'0'; 87], Outcome::Refuted),
            (&ones[..86], Outcome::Refuted),
        ] {
            assert_eq!(keypair(text).outcome, outcome, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn keys_of_every_kind_are_made_and_told() {
        for (check, text, fact) in [
            (WIF, "5", "mainnet"),
            (WIF, "", "mainnet"),
            (WIF, "K", "mainnet"),
            (WIF, "L", "mainnet"),
            (WIF, "9", "testnet"),
            (WIF, "c", "testnet"),
            (WIF, "6P", "encrypted with a passphrase"),
            (XPRV, "xprv", "mainnet"),
            (XPRV, "yprv", "mainnet, nested segwit"),
            (XPRV, "zprv", "mainnet, segwit"),
            (XPRV, "tprv", "testnet"),
            (XPRV, "uprv", "testnet, nested segwit"),
            (XPRV, "vprv", "testnet, segwit"),
        ] {
            let key = [text.as_bytes(), &(check.seal.unwrap())(text.as_bytes())].concat();
            let proof = (check.run)(&key);
            assert_eq!((proof.outcome, proof.facts.last().map(String::as_str)), (Outcome::Proven, Some(fact)), "{text}");
            for changed in one_character_changes(&key, 0..key.len()).step_by(5) {
                assert_eq!((check.run)(&changed).outcome, Outcome::Refuted, "{text}");
            }
        }
    }

    #[test]
    fn keys_out_of_range_are_refuted() {
        for (key, there) in [([0; 32], false), (ORDER, false), ([0xFF; 32], false), ([1; 32], true)] {
            let text = encode(&[&[0x80][..], &key].concat());
            assert_eq!(wif(text.as_bytes()).outcome == Outcome::Proven, there);
        }
    }

    #[test]
    fn other_lengths_and_letters_are_refuted() {
        for text in ["", "5", &"1".repeat(51), &"0".repeat(52), &"z".repeat(58), &"x".repeat(111)] {
            assert_eq!(wif(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
            assert_eq!(xprv(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
        }
    }
}

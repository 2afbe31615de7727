//! OpenSSH private keys.
//!
//! Source: <https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key>. Where the key is not encrypted, two equal random words stand
//! before it; where it is, the structure alone has to use up the whole blob.

use super::armor::{self, Armor};
use super::wire::{self, Wire};
use super::{Check, Proof, State, der, noise, pem};

/// A whole `-----BEGIN OPENSSH PRIVATE KEY-----` block.
pub const OPENSSH: Check = Check { name: "openssh-key", run: pem::inspect, strict: true, seal: Some(seal) };

const MAGIC: &[u8] = b"openssh-key-v1\0";
/// A file holds one key; more than this is none.
const KEYS: u32 = 16;
/// What authenticated ciphers append (bytes).
const TAG: usize = 16;

/// The types of keys that OpenSSH writes, and what people call them.
const TYPES: &[(&str, &str)] = &[
    ("ssh-ed25519", "Ed25519"),
    ("ssh-rsa", "RSA"),
    ("ssh-dss", "DSA"),
    ("ecdsa-sha2-nistp256", "ECDSA P-256"),
    ("ecdsa-sha2-nistp384", "ECDSA P-384"),
    ("ecdsa-sha2-nistp521", "ECDSA P-521"),
    ("sk-ssh-ed25519@openssh.com", "Ed25519 handle of a security key"),
    ("sk-ecdsa-sha2-nistp256@openssh.com", "ECDSA handle of a security key"),
];

/// What the body of an armoured block says.
pub(super) fn body(armor: &Armor) -> Proof {
    match armor.bytes() {
        Some(blob) => structure(&blob).unwrap_or_else(|| if armor.closed { Proof::refuted() } else { Proof::plausible() }),
        None if armor.looks_wrapped() => Proof::plausible(),
        None => Proof::refuted(),
    }
}

/// `None` where the blob is none, or is cut short.
fn structure(blob: &[u8]) -> Option<Proof> {
    let mut wire = Wire(blob.strip_prefix(MAGIC)?);
    let cipher = wire.string()?;
    let kdf = wire.string()?;
    wire.string()?;
    let count = wire.number().filter(|count| (1..=KEYS).contains(count))?;
    let public = wire.string()?;
    for _ in 1..count {
        wire.string()?;
    }
    let private = wire.string()?;
    let fact = describe(public);
    if cipher != b"none" {
        let known = kdf == b"bcrypt" && private.len().is_multiple_of(8) && (wire.0.is_empty() || wire.0.len() == TAG);
        return known.then(|| Proof::proven(fact).with("encrypted with a passphrase").state(State::Encrypted));
    }
    if !wire.0.is_empty() {
        return None;
    }
    let mut inner = Wire(private);
    let words = (inner.number()?, inner.number()?);
    let kind = inner.string()?;
    (words.0 == words.1 && Wire(public).string() == Some(kind)).then(|| Proof::proven(fact))
}

/// What kind of key a public part belongs to.
pub(super) fn describe(public: &[u8]) -> String {
    let mut wire = Wire(public);
    let kind = wire.string().unwrap_or_default();
    let Some((_, name)) = TYPES.iter().find(|(known, _)| known.as_bytes() == kind) else {
        return "SSH key".to_owned();
    };
    // an RSA key is its exponent, then its modulus
    match (*name, wire.string(), wire.string()) {
        ("RSA", Some(_), Some(modulus)) => format!("RSA {} bits", der::bits(modulus)),
        _ => (*name).to_owned(),
    }
}

/// The rest of a block that begins with `text`: an Ed25519 key of random bytes.
pub(super) fn seal(text: &[u8]) -> Vec<u8> {
    let random = noise::bytes(text, 100);
    let mut public = Vec::new();
    wire::put(&mut public, b"ssh-ed25519");
    wire::put(&mut public, &random[..32]);
    let mut private = random[32..36].repeat(2);
    private.extend_from_slice(&public);
    wire::put(&mut private, &random[..64]);
    wire::put(&mut private, b"sample");
    let padding = private.len().next_multiple_of(8) - private.len();
    private.extend((1..=padding).map(|byte| byte.to_le_bytes()[0]));
    let mut blob = MAGIC.to_vec();
    for part in [&b"none"[..], b"none", b""] {
        wire::put(&mut blob, part);
    }
    blob.extend_from_slice(&1_u32.to_be_bytes());
    wire::put(&mut blob, &public);
    wire::put(&mut blob, &private);
    armor::finish(text, &blob, 70, b"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    fn blob(cipher: &[u8], words: [u8; 8], public: &[u8], tail: &[u8]) -> Vec<u8> {
        let mut private = words.to_vec();
        wire::put(&mut private, b"ssh-rsa");
        private.extend([0; 5]);
        let mut blob = MAGIC.to_vec();
        wire::put(&mut blob, cipher);
        wire::put(&mut blob, if cipher == b"none" { b"none" } else { b"bcrypt" });
        wire::put(&mut blob, &[7; 24]);
        blob.extend(1_u32.to_be_bytes());
        wire::put(&mut blob, public);
        wire::put(&mut blob, &private);
        blob.extend_from_slice(tail);
        blob
    }

    fn rsa() -> Vec<u8> {
        let mut public = Vec::new();
        for part in [&b"ssh-rsa"[..], &[1, 0, 1], &[&[0][..], &[0xC1; 384]].concat()] {
            wire::put(&mut public, part);
        }
        public
    }

    #[test]
    fn plain_keys_have_equal_words() {
        assert_eq!(structure(&blob(b"none", [9; 8], &rsa(), b"")), Some(Proof::proven("RSA 3072 bits")));
        assert_eq!(structure(&blob(b"none", [1, 2, 3, 4, 1, 2, 3, 5], &rsa(), b"")), None);
        assert_eq!(structure(&blob(b"none", [9; 8], &rsa(), b"x")), None);
    }

    #[test]
    fn encrypted_keys_are_told() {
        let proof = structure(&blob(b"aes256-ctr", [1, 2, 3, 4, 5, 6, 7, 8], &rsa(), b"")).unwrap();
        assert_eq!((proof.outcome, proof.state), (Outcome::Proven, State::Encrypted));
        assert!(structure(&blob(b"aes256-gcm@openssh.com", [0; 8], &rsa(), &[1; TAG])).is_some());
        assert!(structure(&blob(b"aes256-ctr", [0; 8], &rsa(), &[1; 3])).is_none());
    }

    #[test]
    fn a_sealed_block_is_proven_in_any_dress_and_not_when_cut() {
        for text in
            ["-----BEGIN OPENSSH PRIVATE KEY-----\n", "-----BEGIN OPENSSH PRIVATE KEY-----\n    ", r"-----BEGIN OPENSSH PRIVATE KEY-----\n"]
        {
            let block = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!((OPENSSH.run)(&block), Proof::proven("Ed25519"), "{text}");
            let body = &block[..block.len() - 120];
            assert_eq!((OPENSSH.run)(body), Proof::plausible());
            let cut = [body, &b"\n-----END OPENSSH PRIVATE KEY-----"[..]].concat();
            assert_eq!((OPENSSH.run)(&cut), Proof::refuted());
        }
    }

    #[test]
    fn every_cut_of_a_blob_is_nothing() {
        let whole = blob(b"none", [9; 8], &rsa(), b"");
        for length in 0..whole.len() {
            assert_eq!(structure(&whole[..length]), None, "{length}");
        }
    }
}

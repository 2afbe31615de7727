//! `PuTTY`'s private key files (PPK), versions 2 and 3.
//!
//! Source: <https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html>. Where a passphrase guards the key, the MAC hangs on it, and
//! only the structure is looked at.

use data_encoding::{BASE64, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::wire::{self, Wire};
use super::{Check, Proof, State, noise, openssh};

/// A whole file, from `PuTTY-User-Key-File-` to its MAC.
pub const PUTTY: Check = Check { name: "putty-mac", run: putty, strict: true, seal: Some(seal) };

/// No key is larger (bytes); what is, is not looked at.
const LIMIT: usize = 64 << 10;
const HEAD: &str = "PuTTY-User-Key-File-";

/// A file taken apart.
#[derive(Default)]
struct File {
    version: u8,
    algorithm: Vec<u8>,
    encryption: Vec<u8>,
    comment: Vec<u8>,
    public: Vec<u8>,
    private: Vec<u8>,
    mac: Vec<u8>,
}

impl File {
    fn read(text: &[u8]) -> Option<Self> {
        let mut file = Self::default();
        let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        while let Some(line) = lines.next() {
            let Some(colon) = memchr::memchr(b':', line) else { continue };
            let (name, value) = (std::str::from_utf8(&line[..colon]).ok()?, &line[colon + 1..]);
            let value = value.strip_prefix(b" ").unwrap_or(value);
            let mut blob = || {
                let count: usize = std::str::from_utf8(value).ok()?.parse().ok()?;
                BASE64.decode(&lines.by_ref().take(count).collect::<Vec<_>>().concat()).ok()
            };
            match name {
                "Encryption" => file.encryption = value.to_vec(),
                "Comment" => file.comment = value.to_vec(),
                "Public-Lines" => file.public = blob()?,
                "Private-Lines" => file.private = blob()?,
                "Private-MAC" => file.mac = value.to_vec(),
                _ => {
                    if let Some(version) = name.strip_prefix(HEAD) {
                        file.version = version.parse().ok()?;
                        file.algorithm = value.to_vec();
                    }
                }
            }
        }
        Some(file)
    }

    /// The MAC of a key that is not encrypted, in lower hex.
    fn sum(&self) -> Option<String> {
        let mut data = Vec::new();
        for part in [&self.algorithm, &self.encryption, &self.comment, &self.public, &self.private] {
            wire::put(&mut data, part);
        }
        if self.version == 2 {
            let key = Sha1::digest(b"putty-private-key-file-mac-key");
            let mac = Hmac::<Sha1>::new_from_slice(&key).ok()?.chain_update(&data);
            return Some(HEXLOWER.encode(&mac.finalize().into_bytes()));
        }
        let mac = Hmac::<Sha256>::new_from_slice(&[]).ok()?.chain_update(&data);
        Some(HEXLOWER.encode(&mac.finalize().into_bytes()))
    }
}

fn putty(text: &[u8]) -> Proof {
    if text.len() > LIMIT {
        return Proof::plausible();
    }
    let Some(file) = File::read(text) else { return Proof::refuted() };
    if file.version == 1 {
        return Proof::plausible();
    }
    if !matches!(file.version, 2 | 3) || file.private.is_empty() || Wire(&file.public).string() != Some(&file.algorithm) {
        return Proof::refuted();
    }
    let fact = openssh::describe(&file.public);
    if file.encryption != b"none" {
        let whole = file.private.len().is_multiple_of(16);
        return if whole { Proof::proven(fact).with("encrypted with a passphrase").state(State::Encrypted) } else { Proof::refuted() };
    }
    if file.sum().is_some_and(|sum| sum.as_bytes() == file.mac) { Proof::proven(fact) } else { Proof::refuted() }
}

/// The rest of a file after its first line: an Ed25519 key of random bytes.
fn seal(text: &[u8]) -> Vec<u8> {
    let start = memchr::memmem::find(text, HEAD.as_bytes()).unwrap_or(0);
    let mut file = File::read(&text[start..]).unwrap_or_default();
    let random = noise::bytes(text, 64);
    for part in [&file.algorithm[..], &random[..32]] {
        wire::put(&mut file.public, part);
    }
    wire::put(&mut file.private, &random[32..]);
    file.encryption = b"none".to_vec();
    file.comment = b"sample".to_vec();
    let mac = file.sum().unwrap_or_default();
    let lines = |blob: &[u8]| {
        let encoded = BASE64.encode(blob);
        let lines: Vec<_> = encoded.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
        format!("{}\n{}", lines.len(), lines.join("\n"))
    };
    let (public, private) = (lines(&file.public), lines(&file.private));
    format!("Encryption: none\nComment: sample\nPublic-Lines: {public}\nPrivate-Lines: {private}\nPrivate-MAC: {mac}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::one_character_changes;

    fn file(version: u8) -> Vec<u8> {
        let text = format!("{HEAD}{version}: ssh-ed25519\n").into_bytes();
        [&text[..], &seal(&text)].concat()
    }

    #[test]
    fn both_versions_hold_and_any_change_is_refuted() {
        for version in [2, 3] {
            let whole = file(version);
            assert_eq!(putty(&whole), Proof::proven("Ed25519"));
            let windows = String::from_utf8(whole.clone()).unwrap().replace('\n', "\r\n");
            assert_eq!(putty(windows.as_bytes()), Proof::proven("Ed25519"));
            let private = memchr::memmem::find(&whole, b"Private-Lines: 1\n").unwrap() + 17;
            for changed in one_character_changes(&whole, private..private + 48) {
                assert_eq!(putty(&changed).outcome, Outcome::Refuted);
            }
            let comment = memchr::memmem::find(&whole, b"sample").unwrap();
            for changed in one_character_changes(&whole, comment..comment + 6) {
                assert_eq!(putty(&changed).outcome, Outcome::Refuted);
            }
        }
    }

    #[test]
    fn an_encrypted_key_is_told_by_its_structure() {
        let whole = String::from_utf8(file(3)).unwrap();
        let block = BASE64.encode(&[7; 48]);
        let (before, after) = whole.split_once("Private-Lines: 1\n").unwrap();
        let after = after.split_once('\n').unwrap().1;
        let text = format!("{before}Private-Lines: 1\n{block}\n{after}").replace("Encryption: none", "Encryption: aes256-cbc");
        let proof = putty(text.as_bytes());
        assert_eq!((proof.outcome, proof.state), (Outcome::Proven, State::Encrypted));
    }

    #[test]
    fn what_is_cut_is_refuted() {
        let whole = file(2);
        for length in 0..whole.len() {
            assert_eq!(putty(&whole[..length]).outcome, Outcome::Refuted, "{length}");
        }
    }
}

//! Bytes that look random and are always the same: what seals fill structures with. Nothing secret is ever made of them.

use sha2::{Digest, Sha256};

/// `length` bytes that depend on nothing but `seed`: SHA-256 of the seed and a counter.
pub(super) fn bytes(seed: &[u8], length: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(length + 32);
    let mut count = 0_u32;
    while out.len() < length {
        out.extend_from_slice(&Sha256::new().chain_update(seed).chain_update(count.to_be_bytes()).finalize());
        count += 1;
    }
    out.truncate(length);
    out
}

/// The like as characters of `alphabet`.
pub(super) fn characters(seed: &[u8], alphabet: &[u8], length: usize) -> Vec<u8> {
    bytes(seed, length).into_iter().map(|byte| alphabet[usize::from(byte) % alphabet.len()]).collect()
}

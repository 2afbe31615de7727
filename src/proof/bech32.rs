//! age identities: bech32 (BIP 173) of a 32-byte key.
//!
//! Source: <https://github.com/C2SP/C2SP/blob/main/age.md> and <https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki>.

use super::{Check, Proof, noise, radix};

/// `AGE-SECRET-KEY-1…`
pub const AGE: Check = Check { name: "age-bech32", run: age, strict: true, seal: Some(seal) };

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS: [u32; 5] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];
/// Characters of the sum.
const SUM: usize = 6;
/// Characters that 32 bytes take; the last has four bits that are zero.
const PAYLOAD: usize = 52;

/// The remainder that BIP 173 defines, over the human part and the data (values 0 to 31).
fn remainder(human: &[u8], data: impl Iterator<Item = u8>) -> u32 {
    let high = human.iter().map(|byte| byte.to_ascii_lowercase() >> 5);
    let low = human.iter().map(|byte| byte.to_ascii_lowercase() & 31);
    high.chain([0]).chain(low).chain(data).fold(1, |sum: u32, value| {
        let top = sum >> 25;
        let next = (sum & 0x01FF_FFFF) << 5 ^ u32::from(value);
        GENERATORS.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1).fold(next, |sum, (_, generator)| sum ^ generator)
    })
}

fn value(byte: u8) -> Option<u8> {
    ALPHABET.iter().position(|known| *known == byte.to_ascii_lowercase()).and_then(|at| u8::try_from(at).ok())
}

/// The human part and the data: the last `1` parts them.
fn split(text: &[u8]) -> Option<(&[u8], &[u8])> {
    memchr::memrchr(b'1', text).map(|at| (&text[..at], &text[at + 1..]))
}

fn age(text: &[u8]) -> Proof {
    let mixed = text.iter().any(u8::is_ascii_lowercase) && text.iter().any(u8::is_ascii_uppercase);
    let Some((human, data)) = split(text).filter(|_| !mixed && text.len() <= 128) else { return Proof::refuted() };
    let Some(values) = data.iter().map(|byte| value(*byte)).collect::<Option<Vec<u8>>>() else { return Proof::refuted() };
    let length = values.len().checked_sub(SUM).and_then(|length| radix::unpack(&values[..length], 5, Some)).map(|bytes| bytes.len());
    Proof::checksum(length == Some(32) && human.len() >= 4 && remainder(human, values.into_iter()) == 1)
}

/// What is missing of 32 bytes, and the sum.
fn seal(text: &[u8]) -> Vec<u8> {
    let (human, data) = split(text).unwrap_or((text, b""));
    let upper = !human.iter().any(u8::is_ascii_lowercase);
    let mut values: Vec<u8> = data.iter().filter_map(|byte| value(*byte)).collect();
    let given = values.len();
    values.extend(noise::bytes(text, PAYLOAD.saturating_sub(given)).into_iter().map(|byte| byte & 31));
    if let Some(last) = values.last_mut().filter(|_| given < PAYLOAD) {
        *last &= 16;
    }
    let sum = remainder(human, values.iter().copied().chain([0; SUM])) ^ 1;
    values.extend((0..SUM).map(|place| (sum >> (5 * (SUM - 1 - place)) & 31) as u8));
    values[given..]
        .iter()
        .map(|value| ALPHABET[usize::from(*value)])
        .map(|byte| if upper { byte.to_ascii_uppercase() } else { byte })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::{join, one_character_changes};

    const VECTOR: &[&str] = &["AGE-SECRET-KEY-1", "GESKKE25V4EHGNMWD3U5VCTTV4", "2X2UM5FAHXC72XV94K24R9WD6Q", "RHHYKX"];

    #[test]
    fn the_vector_holds_in_either_case() {
        let token = join(VECTOR);
        assert_eq!(age(&token).outcome, Outcome::Proven);
        assert_eq!(age(&token.to_ascii_lowercase()).outcome, Outcome::Proven);
        assert_eq!(seal(&join(&VECTOR[..3])), VECTOR[3].as_bytes());
    }

    #[test]
    fn a_changed_character_is_refuted() {
        let token = join(VECTOR);
        for changed in one_character_changes(&token, 0..token.len()) {
            assert_eq!(age(&changed).outcome, Outcome::Refuted, "{}", String::from_utf8_lossy(&changed[10..]));
        }
        for length in 0..token.len() {
            assert_eq!(age(&token[..length]).outcome, Outcome::Refuted);
        }
    }

    #[test]
    fn a_seal_makes_a_whole_identity() {
        let text = b"AGE-SECRET-KEY-1";
        let token = [&text[..], &seal(text)].concat();
        assert_eq!((token.len(), age(&token).outcome), (74, Outcome::Proven));
    }
}

//! `OpenPGP` private key blocks (RFC 9580): the packets have to fill the body, and the sum at the end, where there is one, has to fit.

use super::armor::{self, Armor};
use super::{Check, Proof, State, date, noise};

/// A whole `-----BEGIN PGP PRIVATE KEY BLOCK-----` block. RFC 9580 makes the sum optional.
pub const PGP_CRC24: Check = Check { name: "pgp-crc24", run: pgp, strict: true, seal: Some(seal) };

/// A key with photos may be large, but not this large (bytes).
const LIMIT: usize = 1 << 20;
/// The tag of a private key's packet.
const SECRET_KEY: u8 = 5;

/// CRC-24 of RFC 9580, section 6.1.
fn crc24(data: &[u8]) -> u32 {
    data.iter().fold(0x00B7_04CE, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 16, |sum: u32, _| {
            let next = sum << 1;
            if next & 0x0100_0000 == 0 { next } else { next ^ 0x0186_4CFB }
        })
    })
}

fn sum(data: &[u8]) -> Vec<u8> {
    data_encoding::BASE64.encode(&crc24(data).to_be_bytes()[1..]).into_bytes()
}

fn pgp(block: &[u8]) -> Proof {
    if block.len() > LIMIT {
        return Proof::plausible();
    }
    let Some(armor) = Armor::read(block) else { return Proof::refuted() };
    let Some(body) = armor.bytes() else {
        return if armor.looks_wrapped() { Proof::plausible() } else { Proof::refuted() };
    };
    let Some((tag, first, rest)) = packet(&body) else {
        return if armor.closed { Proof::refuted() } else { Proof::plausible() };
    };
    if tag != SECRET_KEY || armor.sum.as_ref().is_some_and(|known| *known != sum(&body)) {
        return Proof::refuted();
    }
    if !fills(rest) && armor.sum.is_none() {
        return if armor.closed { Proof::refuted() } else { Proof::plausible() };
    }
    let mut proof = Proof::plausible();
    proof.outcome = super::Outcome::Proven;
    proof.facts.extend(created(first));
    match is_encrypted(first) {
        Some(true) => proof.with("encrypted with a passphrase").state(State::Encrypted),
        Some(false) => proof.with("no passphrase"),
        None => proof,
    }
}

/// The first packet's tag and content, and what follows it.
fn packet(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (header, rest) = bytes.split_first()?;
    if header & 0x80 == 0 {
        return None;
    }
    let (tag, length, rest) = if header & 0x40 == 0 {
        let width = [1, 2, 4].get(usize::from(header & 3))?;
        let (length, rest) = rest.split_at_checked(*width)?;
        (header >> 2 & 15, big_endian(length), rest)
    } else {
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..=191 => (usize::from(*first), rest),
            192..=223 => {
                let (second, rest) = rest.split_first()?;
                (((usize::from(*first) - 192) << 8) + usize::from(*second) + 192, rest)
            }
            255 => {
                let (length, rest) = rest.split_at_checked(4)?;
                (big_endian(length), rest)
            }
            // keys have no partial lengths
            _ => return None,
        };
        (header & 63, length, rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// Do packets fill `rest` to its end?
fn fills(mut rest: &[u8]) -> bool {
    while !rest.is_empty() {
        let Some((_, _, after)) = packet(rest) else { return false };
        rest = after;
    }
    true
}

/// The day that a version 4 or 6 key was made.
fn created(key: &[u8]) -> Option<String> {
    let [4 | 6, time @ ..] = key else { return None };
    let seconds = u32::from_be_bytes(*time.first_chunk::<4>()?);
    // before PGP there was none
    date::day_of_making(i64::from(seconds), 660_000_000).map(|day| format!("created {day}"))
}

/// Does a passphrase guard the key? `None` where its algorithm is not known.
fn is_encrypted(key: &[u8]) -> Option<bool> {
    let [4, _, _, _, _, algorithm, rest @ ..] = key else { return None };
    // what stands before the octet that says so: multiprecision integers, or a curve and a point
    let rest = match algorithm {
        1..=3 => skip_numbers(rest, 2)?,
        16 => skip_numbers(rest, 3)?,
        17 => skip_numbers(rest, 4)?,
        18 => skip_string(skip_numbers(skip_string(rest)?, 1)?)?,
        19 | 22 => skip_numbers(skip_string(rest)?, 1)?,
        25 | 27 => rest.get(32..)?,
        26 => rest.get(56..)?,
        28 => rest.get(57..)?,
        _ => return None,
    };
    rest.first().map(|usage| *usage != 0)
}

fn skip_numbers(mut rest: &[u8], count: usize) -> Option<&[u8]> {
    for _ in 0..count {
        let bits = usize::from(u16::from_be_bytes(*rest.first_chunk::<2>()?));
        rest = rest.get(2 + bits.div_ceil(8)..)?;
    }
    Some(rest)
}

fn skip_string(rest: &[u8]) -> Option<&[u8]> {
    rest.get(1 + usize::from(*rest.first()?)..)
}

/// The rest of a block: an `EdDSA` key of random bytes, and a user id.
fn seal(text: &[u8]) -> Vec<u8> {
    let random = noise::bytes(text, 66);
    // version, 2023-11-14, EdDSA, the curve Ed25519, a point of 263 bits
    let mut key = vec![4, 0x65, 0x53, 0xF1, 0x00, 22, 9, 0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01, 0x01, 0x07, 0x40];
    key.extend_from_slice(&random[..32]);
    // not encrypted; 255 bits and their plain sum
    key.extend([0, 0, 0xFF, random[32] & 0x7F | 0x40]);
    key.extend_from_slice(&random[33..66]);
    let mut body = vec![0x94, key.len().to_le_bytes()[0]];
    body.extend(key);
    body.extend([0xB4, 6]);
    body.extend_from_slice(b"sample");
    armor::finish(text, &body, 64, &[b"=", &sum(&body)[..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    const TEXT: &str = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n";

    fn block() -> String {
        TEXT.to_owned() + std::str::from_utf8(&seal(TEXT.as_bytes())).unwrap()
    }

    #[test]
    fn the_check_value_of_the_crc() {
        // <https://reveng.sourceforge.io/crc-catalogue/17plus.htm>: CRC-24/OPENPGP
        assert_eq!(crc24(b"123456789"), 0x0021_CF02);
    }

    #[test]
    fn blocks_with_and_without_a_sum() {
        let whole = block();
        let proof = pgp(whole.as_bytes());
        assert_eq!((proof.outcome, proof.facts), (Outcome::Proven, vec!["created 2023-11-14".to_owned(), "no passphrase".to_owned()]));
        let without: String = whole.lines().filter(|line| !line.starts_with('=')).collect::<Vec<_>>().join("\n");
        assert_eq!(pgp(without.as_bytes()).outcome, Outcome::Proven);
        assert_eq!(pgp(whole.replace('\n', "\r\n    ").as_bytes()).outcome, Outcome::Proven);
        assert_eq!(pgp(whole.replace('\n', "\\n").as_bytes()).outcome, Outcome::Proven);
    }

    #[test]
    fn a_changed_body_is_refuted() {
        let whole = block().into_bytes();
        for place in TEXT.len()..whole.len() - 40 {
            if whole[place].is_ascii_alphanumeric() {
                let mut changed = whole.clone();
                changed[place] = if changed[place] == b'Q' { b'R' } else { b'Q' };
                assert_ne!(pgp(&changed).outcome, Outcome::Proven, "{place}");
            }
        }
        let cut = format!("{TEXT}lFgE\n-----END PGP PRIVATE KEY BLOCK-----");
        assert_eq!(pgp(cut.as_bytes()).outcome, Outcome::Refuted);
    }

    #[test]
    fn packets_of_both_formats() {
        let long = [&[0xC5, 0xC0, 0x00][..], &[1; 192]].concat();
        for (bytes, expected) in [
            (&[0x94, 2, 7, 7][..], Some((5, 2, 0))),
            (&[0x95, 0, 1, 7, 9], Some((5, 1, 1))),
            (&[0xC5, 1, 7], Some((5, 1, 0))),
            (&long, Some((5, 192, 0))),
            (&[0xC5, 255, 0, 0, 0, 1, 7], Some((5, 1, 0))),
            (&[0xC5, 230, 7], None),
            (&[0x97, 7], None),
            (&[0x15, 0], None),
            (&[0x94, 3, 0], None),
        ] {
            assert_eq!(packet(bytes).map(|(tag, content, rest)| (tag, content.len(), rest.len())), expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn passphrases_are_seen_behind_every_algorithm() {
        let number = [0, 8, 0xFF];
        let string = [2, 1, 1];
        for (algorithm, public) in [
            (1, number.repeat(2)),
            (16, number.repeat(3)),
            (17, number.repeat(4)),
            (18, [&string[..], &number, &string].concat()),
            (19, [&string[..], &number].concat()),
            (25, vec![7; 32]),
        ] {
            for (usage, expected) in [(0, false), (254, true)] {
                let key = [&[4, 0, 0, 0, 0, algorithm][..], &public, &[usage]].concat();
                assert_eq!(is_encrypted(&key), Some(expected), "{algorithm}");
            }
        }
        assert_eq!(is_encrypted(&[4, 0, 0, 0, 0, 99, 0]), None);
        assert_eq!(is_encrypted(&[4, 0, 0, 0, 0, 1, 0xFF, 0xFF]), None);
    }
}

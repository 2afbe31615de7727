//! NATS seeds: base32 of two prefix bytes, 32 bytes and a CRC-16.
//!
//! Source: <https://docs.nats.io/reference/reference-protocols/nkeys> and <https://github.com/nats-io/nkeys>.

use super::{Check, Proof, noise, radix};

/// `S`, the letter of the kind, and 56 characters more.
pub const NKEY: Check = Check { name: "nats-nkey", run: nkey, strict: true, seal: Some(seal) };

/// `S`, as the upper five bits of the first byte.
const SEED: u8 = 18 << 3;

/// The kinds: their letter as five bits, shifted as the format has it.
const KINDS: &[(u8, &str)] = &[
    (14 << 3, "operator seed"),
    (0, "account seed"),
    (20 << 3, "user seed"),
    (13 << 3, "server seed"),
    (2 << 3, "cluster seed"),
    (23 << 3, "curve seed"),
];

/// CRC-16/XMODEM: polynomial 0x1021, start 0.
pub(super) fn crc16(data: &[u8]) -> u16 {
    data.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte) << 8, |sum: u16, _| if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x1021 })
    })
}

fn nkey(text: &[u8]) -> Proof {
    if text.len() != 58 || text.iter().any(u8::is_ascii_lowercase) {
        return Proof::refuted();
    }
    let Some(bytes) = radix::base32(text).filter(|bytes| bytes.len() == 36) else { return Proof::refuted() };
    let (data, sum) = bytes.split_at(34);
    if data[0] & 0xF8 != SEED || crc16(data).to_le_bytes() != sum {
        return Proof::refuted();
    }
    let kind = (data[0] & 7) << 5 | data[1] >> 3;
    KINDS.iter().find(|(known, _)| *known == kind).map_or_else(Proof::refuted, |(_, name)| Proof::checksum(true).with(*name))
}

/// The rest of a seed of the kind that the second letter says; a user's where there is none.
fn seal(text: &[u8]) -> Vec<u8> {
    let kind = match text.get(1) {
        Some(b'O') => KINDS[0].0,
        Some(b'A') => KINDS[1].0,
        Some(b'N') => KINDS[3].0,
        Some(b'C') => KINDS[4].0,
        Some(b'X') => KINDS[5].0,
        _ => KINDS[2].0,
    };
    let mut data = vec![SEED | kind >> 5, kind << 3 & 0xF8];
    data.extend(noise::bytes(text, 32));
    data.extend(crc16(&data).to_le_bytes());
    radix::rest_of(text, &data_encoding::BASE32_NOPAD.encode(&data))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::one_character_changes;

    #[test]
    fn the_check_value_of_the_crc() {
        // <https://reveng.sourceforge.io/crc-catalogue/16.htm>: CRC-16/XMODEM
        assert_eq!(crc16(b"123456789"), 0x31C3);
    }

    #[test]
    fn seeds_of_every_kind() {
        for (text, fact) in [
            ("SO", "operator seed"),
            ("SA", "account seed"),
            ("SU", "user seed"),
            ("SN", "server seed"),
            ("SC", "cluster seed"),
            ("SX", "curve seed"),
            ("", "user seed"),
        ] {
            let seed = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!(nkey(&seed), Proof::checksum(true).with(fact), "{text}");
            // the last character has two bits that mean nothing
            for changed in one_character_changes(&seed, 0..57) {
                assert_eq!(nkey(&changed).outcome, Outcome::Refuted);
            }
        }
        assert_eq!(nkey(b"SU").outcome, Outcome::Refuted);
    }
}

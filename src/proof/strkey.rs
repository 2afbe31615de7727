//! Stellar's secret seeds: base32 of a version byte, 32 bytes and a CRC-16.
//!
//! Source: <https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md>.

use super::nkey::crc16;
use super::{Check, Proof, noise, radix};

/// `S` and 55 characters more.
pub const STRKEY: Check = Check { name: "stellar-strkey", run: strkey, strict: true, seal: Some(seal) };

/// The version byte of secret seeds: `S`, as its upper five bits.
const SEED: u8 = 18 << 3;

fn strkey(text: &[u8]) -> Proof {
    let bytes = if text.iter().any(u8::is_ascii_lowercase) { None } else { radix::base32(text) };
    let Some((data, sum)) = bytes.as_ref().filter(|bytes| bytes.len() == 35).map(|bytes| bytes.split_at(33)) else {
        return Proof::refuted();
    };
    Proof::checksum(data[0] == SEED && crc16(data).to_le_bytes() == sum)
}

/// The rest of a seed; what `text` holds already may be its first two characters.
fn seal(text: &[u8]) -> Vec<u8> {
    let second = text.get(1).map_or(0, |byte| byte.wrapping_sub(b'A') & 3);
    let mut data = vec![SEED];
    data.extend(noise::bytes(text, 32));
    // the second character ends the version byte and begins the seed
    data[1] = second << 6 | data[1] & 0x3F;
    data.extend(crc16(&data).to_le_bytes());
    radix::rest_of(text, &data_encoding::BASE32_NOPAD.encode(&data))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::one_character_changes;

    #[test]
    fn seeds_hold_and_changed_ones_do_not() {
        for text in ["", "S", "SA", "SB", "SC", "SD"] {
            let seed = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!((seed.len(), strkey(&seed).outcome), (56, Outcome::Proven), "{text}");
            for changed in one_character_changes(&seed, 2..56) {
                assert_eq!(strkey(&changed).outcome, Outcome::Refuted);
            }
        }
    }

    /// The seed and the public key of the standard's first test, of which only the seed is secret.
    #[test]
    fn the_example_of_the_standard_holds() {
        let seed = ["SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUS", "SBLLZ5GNW7JXHDIYKXZWHOKR"].concat();
        assert_eq!(strkey(seed.as_bytes()).outcome, Outcome::Proven);
        let public = ["GBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUS", "SBLLZ5GNW7JXHDIYKXZWHOKR"].concat();
        assert_eq!(strkey(public.as_bytes()).outcome, Outcome::Refuted);
        assert_eq!(strkey(b"SA").outcome, Outcome::Refuted);
    }
}

//! Private keys of secp256k1, the curve of Bitcoin and Ethereum: numbers from 1 to the order less 1.
//!
//! Source: <https://www.secg.org/sec2-v2.pdf>, section 2.4.1.

use super::{Check, Proof, noise};

/// 64 hexadecimal digits, `0x` before them or not. Nearly every number of 32 bytes is in the range, so a fit proves nothing; what lies outside
/// is a mask, a hash's bound or the order itself.
pub const SECP256K1: Check = Check { name: "secp256k1-range", run: hex, strict: true, seal: Some(seal) };

/// The order of secp256k1: a key is less than it, and not zero.
pub(super) const ORDER: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xBA, 0xAE, 0xDC, 0xE6, 0xAF, 0x48,
    0xA0, 0x3B, 0xBF, 0xD2, 0x5E, 0x8C, 0xD0, 0x36, 0x41, 0x41,
];

/// A key from 1 to the order less 1.
pub(super) fn in_range(key: &[u8]) -> bool {
    key.len() == 32 && key.iter().any(|byte| *byte != 0) && key < &ORDER[..]
}

fn hex(text: &[u8]) -> Proof {
    let digits = text.strip_prefix(b"0x").or_else(|| text.strip_prefix(b"0X")).unwrap_or(text);
    let key = data_encoding::HEXLOWER_PERMISSIVE.decode(digits).unwrap_or_default();
    if in_range(&key) { Proof::plausible() } else { Proof::refuted() }
}

fn seal(text: &[u8]) -> Vec<u8> {
    let mut key = noise::bytes(text, 32);
    key[0] &= 0x7F;
    data_encoding::HEXLOWER.encode(&key).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn the_range_ends_at_the_order() {
        let of = |key: [u8; 32]| hex(data_encoding::HEXLOWER.encode(&key).as_bytes()).outcome;
        let mut last = ORDER;
        last[31] -= 1;
        let mut one = [0; 32];
        one[31] = 1;
        for (key, outcome) in [
            ([0; 32], Outcome::Refuted),
            (one, Outcome::Plausible),
            (last, Outcome::Plausible),
            (ORDER, Outcome::Refuted),
            ([0xFF; 32], Outcome::Refuted),
        ] {
            assert_eq!(of(key), outcome, "{key:?}");
        }
        assert_eq!(hex(&[b"0x", &seal(b"")[..]].concat()).outcome, Outcome::Plausible);
        for other in ["", "0x", "0x12", "zz"] {
            assert_eq!(hex(other.as_bytes()).outcome, Outcome::Refuted, "{other}");
        }
    }
}

//! Object ids, of either hash.

use std::fmt;
use std::hash::{Hash, Hasher};

/// The id of an object: 20 bytes (SHA-1) or 32 (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oid {
    bytes: [u8; 32],
    length: u8,
}

impl Oid {
    /// Git's word for "no object", in 20 bytes.
    pub(super) const ZERO: Self = Self { bytes: [0; 32], length: 20 };

    /// The id of these 20 or 32 bytes.
    pub fn from_bytes(raw: &[u8]) -> Option<Self> {
        let length = match raw.len() {
            20 => 20,
            32 => 32,
            _ => return None,
        };
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(raw);
        Some(Self { bytes, length })
    }

    /// Reads 40 or 64 hexadecimal digits.
    pub fn parse(hex: &[u8]) -> Option<Self> {
        if !matches!(hex.len(), 40 | 64) {
            return None;
        }
        let mut raw = [0; 32];
        let raw = &mut raw[..hex.len() / 2];
        data_encoding::HEXLOWER_PERMISSIVE.decode_mut(hex, raw).ok()?;
        Self::from_bytes(raw)
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Is it all zeroes: git's word for "no object"?
    pub fn is_zero(&self) -> bool {
        self.bytes == [0; 32]
    }

    /// The first ten digits, for people.
    pub fn short(&self) -> String {
        let mut hex = self.to_string();
        hex.truncate(10);
        hex
    }
}

impl Hash for Oid {
    /// An id is a hash already: nobody finds many that begin with the same eight bytes.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from_ne_bytes(self.bytes.first_chunk().copied().unwrap_or_default()));
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&data_encoding::HEXLOWER.encode(self.as_bytes()))
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_hashes_and_nothing_else() {
        for hex in ["0".repeat(40), "a1".repeat(20), "f0".repeat(32)] {
            let id = Oid::parse(hex.as_bytes()).unwrap();
            assert_eq!(id.to_string(), hex);
            assert_eq!(id.is_zero(), hex.bytes().all(|b| b == b'0'));
        }
        for bad in ["", "abc", &"0".repeat(39), &"g".repeat(40), &"0".repeat(41), &"0".repeat(62), &"0".repeat(66)] {
            assert_eq!(Oid::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}

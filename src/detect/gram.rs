//! Four bytes that follow one another, and the threes in them: letters in lower case, and hashed.

/// Bytes of a gram.
pub(super) const GRAM: usize = 4;
/// Sets bit 5 of a byte: ASCII letters become lower case; the few other characters that meet only let more through.
pub(super) const FOLD: u8 = 0x20;
/// The same for eight bytes.
pub(super) const FOLD_EIGHT: u64 = u64::from_le_bytes([FOLD; 8]);

/// Spreads bytes over the first bits of the product. Of twelve thousand odd numbers it is among those with which the fewest threes of
/// common text (of three known projects and this one) meet a bit of the gate that some word has set: 7.6 in a hundred. With most
/// numbers they are 9.
const SPREAD: u32 = 0x8081_8B05;

/// Four bytes in lower case, the first one in the lowest bits.
pub(super) const fn folded(bytes: [u8; GRAM]) -> u32 {
    u32::from_le_bytes(bytes) | u32::from_le_bytes([FOLD; GRAM])
}

/// The first bits of a hash of them, so many.
pub(super) const fn hash(gram: u32, bits: u32) -> usize {
    (gram.wrapping_mul(SPREAD) >> (32 - bits)) as usize
}

/// The same of the first three of them.
pub(super) const fn hash_of_three(gram: u32, bits: u32) -> usize {
    // what the fourth is multiplied with has no place in the product
    (gram.wrapping_mul(SPREAD << 8) >> (32 - bits)) as usize
}

//! The bytes of a secret, kept from every output.
//!
//! [`Secret`] has no `Display`, and its `Debug` says only a length: whoever wants to print one has to ask for
//! [`Secret::masked`]. The bytes are wiped from memory when the value is dropped.

use std::fmt;

use zeroize::Zeroizing;

/// How many characters after the known prefix may be shown.
const SHOWN: usize = 2;
/// A mask is never longer than this, so that it does not tell a long secret's length.
const MASK: usize = 32;
/// What stands for a hidden character.
pub const BULLET: char = '•';

/// The bytes of one secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes a copy of `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes themselves: for comparing, hashing and proving, never for printing.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// What may be printed: the first `prefix` characters (a literal that every secret of the kind begins with), at most two
    /// more where at least sixteen stay hidden, then bullets.
    pub fn masked(&self, prefix: usize) -> String {
        let shown = match self.0.len().checked_sub(prefix) {
            Some(rest) if rest >= SHOWN + 16 => prefix + SHOWN,
            Some(rest) if rest >= 8 => prefix,
            _ => 0,
        };
        let mut out: String =
            self.0[..shown].iter().take_while(|byte| byte.is_ascii_graphic() || **byte == b' ').map(|byte| char::from(*byte)).collect();
        let hidden = (self.0.len() - shown).clamp(4, MASK);
        out.extend(std::iter::repeat_n(BULLET, hidden));
        out
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Secret({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mask_keeps_the_prefix_and_little_more() {
        let body = "a1".repeat(12);
        let cases = [
            (format!("sk_live_{body}"), 8, format!("sk_live_a1{}", "•".repeat(22))),
            (body.clone(), 0, format!("a1{}", "•".repeat(22))),
            ("hunter22".into(), 0, "•".repeat(8)),
            ("hunter2".into(), 0, "•".repeat(7)),
            ("ab".into(), 2, "•".repeat(4)),
            ("x".repeat(4000), 0, format!("xx{}", "•".repeat(32))),
        ];
        for (secret, prefix, want) in cases {
            assert_eq!(Secret::new(secret.as_bytes()).masked(prefix), want);
        }
    }

    #[test]
    fn debug_tells_the_length_only() {
        assert_eq!(format!("{:?}", Secret::new(b"hunter2")), "Secret(7 bytes)");
    }

    proptest::proptest! {
        #[test]
        fn a_mask_never_shows_more_than_the_prefix_and_two(bytes: Vec<u8>, prefix in 0usize..40) {
            let masked = Secret::new(&bytes).masked(prefix);
            let shown = masked.chars().filter(|c| *c != BULLET).count();
            proptest::prop_assert!(shown <= prefix + SHOWN);
            proptest::prop_assert!(bytes.is_empty() || shown < bytes.len());
            proptest::prop_assert!(!masked.chars().any(char::is_control));
        }
    }
}

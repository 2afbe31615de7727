//! The name of a finding that survives moves, renames, squashes and rebases: a keyed hash of rule and secret.
//!
//! Without the key, which is one of the repository's own, a fingerprint is no oracle: nobody can try guesses against it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Bytes of a fingerprint: 80 bits, too many to collide by chance, few enough to type.
const LENGTH: usize = 10;

/// A repository's key.
#[derive(Clone)]
pub struct Key(Zeroizing<Vec<u8>>);

impl Key {
    /// The key for these bytes.
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes, for keeping it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Says that there is a key, not which.
impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key")
    }
}

/// Keyed hash of a rule's id and a secret; twenty hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; LENGTH]);

impl Fingerprint {
    /// The fingerprint of `secret` under the rule `id`. Of a secret of several lines (a key in its armour) the blanks do not count: they
    /// change with its indent.
    pub fn new(key: &Key, id: &str, secret: &[u8]) -> Self {
        let mut out = [0; LENGTH];
        // HMAC takes keys of any length, so this cannot fail; should it ever, the fingerprint matches nothing
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key.0) {
            mac.update(id.as_bytes());
            mac.update(&[0]);
            if memchr::memchr(b'\n', secret).is_some() {
                secret.split(u8::is_ascii_whitespace).for_each(|piece| mac.update(piece));
            } else {
                mac.update(secret);
            }
            out.copy_from_slice(&mac.finalize().into_bytes()[..LENGTH]);
        }
        Self(out)
    }

    /// Reads twenty hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depends_on_key_rule_and_secret_only() {
        let key = Key::new(b"one");
        let print = Fingerprint::new(&key, "rule", b"secret");
        assert_eq!(print, Fingerprint::new(&key, "rule", b"secret"));
        assert_ne!(print, Fingerprint::new(&Key::new(b"two"), "rule", b"secret"));
        assert_ne!(print, Fingerprint::new(&key, "rul", b"esecret"));
        assert_ne!(print, Fingerprint::new(&key, "rule", b"secre"));
    }

    #[test]
    fn the_indent_of_lines_does_not_count_and_blanks_within_a_line_do() {
        let key = Key::new(b"one");
        let print = |secret: &[u8]| Fingerprint::new(&key, "rule", secret);
        assert_eq!(print(b"-----BEGIN\nabc\ndef\n"), print(b"-----BEGIN\r\n\t  abc\r\n  def\r\n"));
        assert_ne!(print(b"-----BEGIN\nabc\ndef\n"), print(b"-----BEGIN\nabc\ndeg\n"));
        assert_ne!(print(b"a b"), print(b"ab"));
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let print = Fingerprint::new(&Key::new(b"k"), "r", b"s");
        assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        for bad in ["", "abc", "zz", &"0".repeat(22), &"0".repeat(18)] {
            assert_eq!(Fingerprint::parse(bad), None, "{bad}");
        }
    }
}

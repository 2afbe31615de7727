//! Does a value mix the classes that a random one of its length mixes? It tells keys from identifiers and paths, which entropy cannot.

use super::{Check, Proof};

/// At least one lower-case letter, one upper-case letter, and one digit that is not merely the number at the end of a name.
///
/// Measured chances that a random value of letters and digits has no digit: 1.5 % of 24 characters, 0.36 % of 32, 0.09 % of 40. So it is
/// for shapes without a prefix, from 24 characters on, where a name or a path of the same length would be taken for a key.
pub const MIXED: Check = Check { name: "mixed-classes", run: mixed, strict: true, seal: None };

fn mixed(value: &[u8]) -> Proof {
    let name = value.len() - value.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let holds = |class: fn(&u8) -> bool| value[..name].iter().any(class);
    if holds(u8::is_ascii_lowercase) && holds(u8::is_ascii_uppercase) && holds(u8::is_ascii_digit) {
        Proof::plausible()
    } else {
        Proof::refuted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn identifiers_paths_and_digests_are_refuted() {
        for value in ["credentialsProviderChainFactory", "getApiKeyFromSettings0", "/usr/share/lib/x86", "0b7d2f", "ALL_CAPS_9", ""] {
            assert_eq!(mixed(value.as_bytes()).outcome, Outcome::Refuted, "{value}");
        }
        assert_eq!(mixed(b"aZ9q").outcome, Outcome::Plausible);
    }
}

//! Is a password believable, or does it only stand where one goes? For passwords in URLs and configuration files.

use super::{Check, Proof};

/// Refutes the words that documentation and default installations use, and values of one repeated character.
pub const PASSWORD: Check = Check { name: "believable-password", run: believable, strict: true, seal: None };

/// Whole values, lower case.
const STAND_INS: &[&str] = &[
    "admin",
    "bar",
    "changeit",
    "changeme",
    "demo",
    "dummy",
    "example",
    "fake",
    "foo",
    "guest",
    "hidden",
    "hunter2",
    "letmein",
    "masked",
    "none",
    "null",
    "pass",
    "passwd",
    "password",
    "placeholder",
    "postgres",
    "pw",
    "pwd",
    "rabbitmq",
    "redacted",
    "replaceme",
    "root",
    "sample",
    "secret",
    "test",
    "todo",
    "token",
    "user",
];

/// Parts that no password holds by accident, lower case.
const MARKS: &[&str] = &["your", "example", "placeholder", "password", "changeme", "change_me", "change-me", "redacted", "xxxx", "..."];

fn believable(value: &[u8]) -> Proof {
    let lower = value.to_ascii_lowercase();
    let stands_in = STAND_INS.iter().any(|word| word.as_bytes() == lower.strip_suffix(b"123").unwrap_or(&lower));
    let marked = MARKS.iter().any(|mark| memchr::memmem::find(&lower, mark.as_bytes()).is_some());
    let one_character = value.windows(2).all(|pair| pair[0] == pair[1]);
    let variable = value.starts_with(b"$") || value.starts_with(b"%") || value.starts_with(b"{") || value.starts_with(b"<");
    if stands_in || marked || one_character || variable { Proof::refuted() } else { Proof::plausible() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn stand_ins_are_refuted_and_passwords_are_not() {
        for value in ["guest", "Password", "secret123", "your-password", "****", "${PASSWORD}", "%s", "<pass>", ""] {
            assert_eq!(believable(value.as_bytes()).outcome, Outcome::Refuted, "{value}");
        }
        for value in ["s3nd-b4ck", "Tr0ub4dor&3", "rootbeer"] {
            assert_eq!(believable(value.as_bytes()).outcome, Outcome::Plausible, "{value}");
        }
    }
}

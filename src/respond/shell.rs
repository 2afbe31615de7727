//! Words for a POSIX shell, from names that may hold anything.

use std::fmt::Write;

use crate::text;

/// `bytes` as one word that a POSIX shell hands on unchanged and that is safe to print: as it stands where it is plain, in single quotes
/// where it is printable, else spelt by `printf`. None where no word does (a NUL byte, or a line feed at the end).
pub(super) fn word(bytes: &[u8]) -> Option<String> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./@%+=:,".contains(byte);
    match std::str::from_utf8(bytes) {
        Ok(name) if !bytes.is_empty() && bytes[0] != b'-' && bytes.iter().all(plain) => Some(name.to_owned()),
        Ok(name) if text::printable(bytes) == name => Some(format!("'{}'", name.replace('\'', r"'\''"))),
        // command substitution drops line feeds at the end, and no argument holds a NUL
        _ if bytes.contains(&0) || bytes.ends_with(b"\n") => None,
        _ => {
            let mut out = String::from("\"$(printf '");
            for byte in bytes {
                match byte {
                    b'%' => out.push_str("%%"),
                    byte if byte.is_ascii_alphanumeric() || b"_-./ ".contains(byte) => out.push(char::from(*byte)),
                    byte => {
                        let _ = write!(out, "\\{byte:03o}");
                    }
                }
            }
            out.push_str("')\"");
            Some(out)
        }
    }
}

/// `path` (from the top of the work tree) as a shell word that git takes for exactly this file, from any folder of the work tree where
/// `below_top` says that the person may stand in one.
pub(super) fn pathspec(path: &[u8], below_top: bool) -> Option<String> {
    let pattern = path.iter().any(|byte| b"*?[\\".contains(byte)) || path.starts_with(b":");
    let magic: &[u8] = match (pattern, below_top) {
        (true, true) => b":(top,literal)",
        (true, false) => b":(literal)",
        (false, true) => b":/",
        (false, false) => b"",
    };
    word(&[magic, path].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&[u8]] = &[
        b"config/payments.py",
        b"with space.txt",
        b"it's",
        b"-n",
        b"$(touch x)`id`;&|",
        b"a\"b\\c",
        b"new\nline",
        b"100%\n%s",
        b"\xff\xfe\x1b[31m",
        "\u{202e}txt".as_bytes(),
        "caf\u{e9}".as_bytes(),
        b"",
    ];

    #[test]
    fn a_shell_hands_on_what_was_meant() {
        for name in NAMES {
            let word = word(name).unwrap();
            assert_eq!(text::printable(word.as_bytes()), word, "drives the terminal");
            let output = std::process::Command::new("sh").arg("-c").arg(format!("printf %s {word}")).output().unwrap();
            // a leading `-` is quoted for the eye only; commands put `--` before it
            assert_eq!(output.stdout, *name, "{word}");
        }
    }

    #[test]
    fn some_names_have_no_word() {
        assert_eq!(word(b"a\0b"), None);
        assert_eq!(word(b"\x01\n"), None);
    }

    #[test]
    fn paths_are_literal_and_from_the_top() {
        for (path, below, want) in [
            ("a/b.py", false, "a/b.py"),
            ("a/b.py", true, ":/a/b.py"),
            ("a[1].py", false, "':(literal)a[1].py'"),
            ("*.py", true, "':(top,literal)*.py'"),
            (":x", false, "':(literal):x'"),
        ] {
            assert_eq!(pathspec(path.as_bytes(), below).as_deref(), Some(want));
        }
    }
}

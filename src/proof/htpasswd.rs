//! Password hashes, as `htpasswd`, `shadow` and frameworks store them: not the secret, but what somebody can guess it with.

use super::{Check, Proof, noise};

/// A hash in one of the usual notations; a user name and a colon may stand before it. It is never more than plausible.
/// Source: crypt(5), <https://httpd.apache.org/docs/2.4/misc/password_encryptions.html>, and the PHC string format.
pub const PASSWORD_HASH: Check = Check { name: "password-hash", run: password_hash, strict: false, seal: Some(seal) };

/// `./0-9A-Za-z`, which crypt(3) writes with.
const CRYPT: &[u8] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// No notation is longer (bytes).
const LIMIT: usize = 1024;

fn password_hash(text: &[u8]) -> Proof {
    // Werkzeug's notation has the colons inside; elsewhere a colon ends the name
    let start =
        if text.starts_with(b"scrypt:") || text.starts_with(b"pbkdf2") { 0 } else { memchr::memchr2(b'$', b'{', text).unwrap_or(0) };
    let hash = &text[start..];
    (hash.len() <= LIMIT).then(|| describe(hash)).flatten().map_or_else(Proof::refuted, |fact| Proof::plausible().with(fact))
}

fn describe(hash: &[u8]) -> Option<String> {
    for (label, name, length) in
        [(&b"{SHA}"[..], "SHA-1", 20), (b"{SSHA}", "salted SHA-1", 24), (b"{SHA256}", "SHA-256", 32), (b"{SSHA512}", "salted SHA-512", 64)]
    {
        if let Some(body) = hash.strip_prefix(label) {
            let bytes = super::radix::base64(body)?;
            return (bytes.len() == length || label.starts_with(b"{SS") && bytes.len() > length).then(|| format!("{name} password hash"));
        }
    }
    let parts: Vec<&[u8]> = hash.splitn(7, |byte| *byte == b'$').collect();
    let crypt = |text: &[u8], length: usize| text.len() == length && text.iter().all(|byte| CRYPT.contains(byte));
    let number = |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| text.parse::<u32>().ok());
    match parts.as_slice() {
        [b"", b"2a" | b"2b" | b"2x" | b"2y", cost, body] if crypt(body, 53) => {
            let cost = number(cost).filter(|cost| (4..=31).contains(cost))?;
            Some(format!("bcrypt password hash, cost {cost}"))
        }
        [b"", b"apr1", _, body] if crypt(body, 22) => Some("Apache MD5 password hash".to_owned()),
        [b"", b"1", _, body] if crypt(body, 22) => Some("MD5 password hash".to_owned()),
        [b"", b"5", .., body] if parts.len() >= 4 && crypt(body, 43) => Some("SHA-256 password hash".to_owned()),
        [b"", b"6", .., body] if parts.len() >= 4 && crypt(body, 86) => Some("SHA-512 password hash".to_owned()),
        [b"", b"y" | b"gy", _, _, body] if crypt(body, 43) => Some("yescrypt password hash".to_owned()),
        [b"", kind @ (b"argon2i" | b"argon2d" | b"argon2id"), .., body] if parts.len() >= 5 && body.len() >= 20 => {
            Some(format!("{} password hash", String::from_utf8_lossy(kind)))
        }
        [b"pbkdf2_sha256" | b"pbkdf2_sha1", rounds, _, body] if body.len() >= 20 => {
            Some(format!("PBKDF2 password hash, {} rounds", number(rounds)?))
        }
        [method, _, body] if body.len() >= 32 && (method.starts_with(b"scrypt:") || method.starts_with(b"pbkdf2:")) => {
            Some(if method.starts_with(b"s") { "scrypt password hash" } else { "PBKDF2 password hash" }.to_owned())
        }
        _ => None,
    }
}

/// The rest of a hash whose notation the text begins; a bcrypt where it begins none.
fn seal(text: &[u8]) -> Vec<u8> {
    let random = noise::characters(text, CRYPT, 110);
    let (salt, rest) = random.split_at(8);
    let dollars = memchr::memchr_iter(b'$', text).count();
    let from = memchr::memchr(b'$', text).map_or(&b""[..], |at| &text[at..]);
    match (from, dollars) {
        ([b'$', b'a', b'p', ..] | [b'$', b'1', ..], _) => [salt, b"$", &rest[..22]].concat(),
        ([b'$', b'5', ..], _) => [salt, b"$", &rest[..43]].concat(),
        ([b'$', b'6', ..], _) => [salt, b"$", &rest[..86]].concat(),
        // `$2y$` and a cost
        ([b'$', b'2', ..], 3) => rest[..53].to_vec(),
        ([b'$', b'2', ..], _) => [b"10$", &rest[..53]].concat(),
        _ => [b"$2y$10$", &rest[..53]].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn notations_are_told() {
        for (text, fact) in [
            ("", "bcrypt password hash, cost 10"),
            ("admin:", "bcrypt password hash, cost 10"),
            ("$2b$12$", "bcrypt password hash, cost 12"),
            ("$2b$", "bcrypt password hash, cost 10"),
            ("admin:$apr1$", "Apache MD5 password hash"),
            ("$1$", "MD5 password hash"),
            ("root:$5$", "SHA-256 password hash"),
            ("root:$6$", "SHA-512 password hash"),
            ("root:$6$rounds=5000$", "SHA-512 password hash"),
        ] {
            let hash = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!(password_hash(&hash), Proof::plausible().with(fact), "{text}");
            assert_eq!(password_hash(&hash[..hash.len() - 1]).outcome, Outcome::Refuted, "{text}");
        }
        let body = "a".repeat(43);
        for (hash, fact) in [
            (format!("$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ${body}"), "argon2id password hash"),
            (format!("root:$y$j9T$saltsaltsalt${body}"), "yescrypt password hash"),
            (format!("pbkdf2_sha256$600000$salt${body}="), "PBKDF2 password hash, 600000 rounds"),
            (format!("scrypt:32768:8:1$salt${body}"), "scrypt password hash"),
            (format!("user:{{SHA}}{}=", "A".repeat(27)), "SHA-1 password hash"),
        ] {
            assert_eq!(password_hash(hash.as_bytes()), Proof::plausible().with(fact), "{hash}");
        }
    }

    #[test]
    fn other_texts_are_refuted() {
        for text in ["", "$", "$$$$$$$$$$$", "$2y$99$short", "{SHA}", "{SHA}AAAA", "admin:password", "{name}", "$HOME/x"] {
            assert_eq!(password_hash(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
        }
    }
}

//! Values that say what ought to stand in their place.

/// `my_secret`, `some-password`, `test-vault-password`, `mysuperlongsecret1`: words that say what ought to stand there.
pub(super) fn names_itself(value: &str) -> bool {
    let heads = ["my_", "my-", "some_", "some-", "the_", "the-", "a_", "a-"];
    let plain = value.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    plain && heads.iter().any(|head| value.starts_with(head)) || is_made_of_words(value)
}

/// What a secret is called (lower case).
const KINDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pass",
    "pwd",
    "pw",
    "secret",
    "secrets",
    "token",
    "key",
    "credential",
    "credentials",
    "value",
    "auth",
];

/// What is said of it (lower case).
#[rustfmt::skip]
const DESCRIPTIONS: &[&str] = &[
    "a", "the", "my", "our", "some", "any", "this", "that", "is", "of", "for", "not", "very", "super", "long", "short", "deep", "strong", "random", "real", "new", "old", "other",
    "first", "second", "test", "testing", "demo", "default", "secure", "private", "shared", "master", "plain", "user", "admin", "root", "app", "api", "db", "database", "client",
    "server", "service", "vault", "jwt", "signing", "encryption", "session", "cookie", "access", "refresh", "data", "redis", "postgres", "mysql", "mongo", "dev", "local", "top",
];

/// Is the value nothing but such words, joined or not, with digits behind them and one of them a kind of secret?
fn is_made_of_words(value: &str) -> bool {
    let words = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters: Vec<u8> = words.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' ' | b'.')).collect();
    if letters.len() > 60 {
        return false;
    }
    // how far words reach: not at all, with descriptions only, with a kind among them
    let mut reached = vec![(false, false); letters.len() + 1];
    reached[0].0 = true;
    for at in 0..letters.len() {
        let (described, named) = reached[at];
        if !(described || named) {
            continue;
        }
        for (list, is_kind) in [(KINDS, true), (DESCRIPTIONS, false)] {
            for word in list.iter().filter(|word| letters[at..].starts_with(word.as_bytes())) {
                let to = &mut reached[at + word.len()];
                to.0 |= described && !is_kind;
                to.1 |= named || described && is_kind;
            }
        }
    }
    reached[letters.len()].1
}

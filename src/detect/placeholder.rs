//! Values that only stand for a secret: `xxxx`, `EXAMPLE`, `1234567890`, `your-key-here`.

use crate::rules::judge;

/// Words that people write into samples (lower case), and that hardly any random body holds by accident.
const WORDS: &[&[u8]] = &[
    // EXAMPLE, and what becomes of it when a test changes its last letter
    b"exampl",
    b"sample",
    b"dummy",
    b"placeholder",
    b"redacted",
    b"changeme",
    b"change-me",
    b"change_me",
    b"replace",
    b"insert",
    b"_here",
    b"-here",
    b"your_",
    b"your-",
    b"yourkey",
    b"yourtoken",
    b"xxxxx",
    b"....",
    b"faketoken",
    b"fakekey",
    b"faketest",
    b"fake_",
    b"fake-",
    b"notreal",
    b"not-real",
    b"not_real",
    b"deadbeef",
    b"cafebabe",
    b"baadf00d",
    b"feedface",
    b"foobar",
    b"qwerty",
    b"asdfgh",
    b"testtest",
    b"secretkey",
    b"mysecret",
    b"lorem",
];

/// A word of so many letters is none by accident, however it is spelled.
const CERTAIN: usize = 7;

/// Is this (the random part of) a value that stands for a secret rather than being one?
///
/// For random parts of 16 characters and more; a short password may well hold a word.
pub(super) fn is_placeholder(body: &[u8]) -> bool {
    if body.is_empty() {
        return true;
    }
    let lower = body.to_ascii_lowercase();
    let stands_at = |word: &[u8], at: usize| lower[at..].starts_with(word) && is_written(&body[at..at + word.len()]);
    // by the first letter: a body is short, and a searcher takes its time to be made
    WORDS.iter().any(|word| memchr::memchr_iter(word[0], &lower).any(|at| stands_at(word, at)))
        || equal_run(body) >= if lower.iter().all(u8::is_ascii_hexdigit) { 6 } else { 5 }
        || holds_run(&lower, b'a', b'z', 7)
        || holds_run(&lower, b'0', b'9', 8)
        || repeats(&lower)
}

/// Does it read like a name in code (`getAliyunAccessKeySecret`) rather than like random letters and digits?
///
/// Names change class (lower, upper, digit, other) at word borders only. Of random letters and digits of 24 characters one in a thousand
/// changes at fewer than 29 of 100 characters (measured), and one in seventy holds no digit. Of 16 to 19 letters
/// only one long word counts.
pub(super) fn reads_like_a_name(body: &[u8]) -> bool {
    let changes = judge::changes(body);
    let digits = body.iter().any(u8::is_ascii_digit);
    match body.len() {
        0..16 => false,
        16..20 => !digits && changes <= 2,
        length => changes * 100 < length * if digits { 20 } else { 36 },
    }
}

/// Is a word spelled as people do (`dummy`, `DUMMY`, `Dummy`)? Of eighty thousand random tokens one held a short word in mixed case.
fn is_written(word: &[u8]) -> bool {
    word.len() >= CERTAIN || word.windows(2).all(|two| !(two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase()))
}

/// The longest run of one character.
fn equal_run(body: &[u8]) -> usize {
    body.chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or(0)
}

/// So many characters in their order, as people type them (`abcdefg`; behind `9` comes `0`): a random value of 40 characters holds seven
/// such letters with a chance below one in a billion.
fn holds_run(body: &[u8], first: u8, last: u8, width: usize) -> bool {
    let follows = |a: &u8, b: &u8| (first..=last).contains(a) && (*b == a + 1 || *a == b'9' && *b == b'0') && (first..=last).contains(b);
    body.chunk_by(follows).any(|run| run.len() >= width)
}

/// A short block, over and over: `abcabcabcabc`.
fn repeats(body: &[u8]) -> bool {
    (1..=body.len() / 3).any(|block| body[block..].iter().zip(body).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_told_from_values() {
        for body in [
            "AKIAIOSFODNN7EXAMPLE",
            "AKIAIOSFODNN7EXAMPLF",
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "0000000000000000000000aa",
            "1234567890abcdef12345678",
            "abcdefghijklmnopqrstuvwx",
            "your_api_key_here",
            "password_here",
            "a1b2a1b2a1b2a1b2a1b2",
            "FakeTestOnlyFakeTestOnly",
            "",
        ] {
            assert!(is_placeholder(body.as_bytes()), "{body}");
        }
    }

    #[test]
    fn names_in_code_are_told_from_values() {
        for body in ["getAliyunAccessKeySecretValue", "yourclientsecret", "aliyun_access_key_secret_value", "ourbucketforuploads2ofthesite"]
        {
            assert!(reads_like_a_name(body.as_bytes()), "{body}");
        }
        let mut random = fastrand::Rng::with_seed(5);
        let named = (0..20_000).filter(|_| {
            let body: Vec<u8> = (0..24).map(|_| random.alphanumeric() as u8).collect();
            reads_like_a_name(&body)
        });
        assert!(named.count() < 40);
    }

    #[test]
    fn random_values_are_not() {
        let mut random = fastrand::Rng::with_seed(11);
        for _ in 0..20_000 {
            let body: Vec<u8> = (0..32).map(|_| random.alphanumeric() as u8).collect();
            assert!(!is_placeholder(&body), "{body:?}");
            let hex: Vec<u8> = (0..40).map(|_| b"0123456789abcdef"[random.usize(..16)]).collect();
            assert!(!is_placeholder(&hex) || equal_run(&hex) >= 6, "{hex:?}");
        }
    }
}

//! What a value looks like: made by a generator, chosen by a person, or no secret at all.

use super::letters;
use crate::detect::{entropy, known, placeholder};
use crate::rules::{Alphabet, Assigned, judge};

/// A value that may be a secret.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Random characters: so many bits each (Shannon).
    Random(f64),
    /// A UUID: an id as often as a key.
    Uuid,
    /// A password such as generators make: characters of three kinds, no words.
    Made(f64),
    /// A password such as people choose: a word with digits and signs.
    Chosen,
    /// A word with digits: the password of a local database.
    Simple,
}

/// Judges `value`, which is given to a name of that kind; `None` where it is no secret. `name` is the whole name.
pub(super) fn shape(value: &[u8], kind: Assigned, name: &[u8]) -> Option<Shape> {
    let least = if kind == Assigned::Password { 8 } else { 16 };
    if value.len() < least || value.len() > super::reader::LONGEST || !value.iter().all(|byte| (b'!'..=b'~').contains(byte)) {
        return None;
    }
    // what it looks like is told first: most values look like nothing
    let shape = looks_like(value, kind, name)?;
    let is_none = judge::stands_for_a_secret(value)
        || is_something_else(value)
        || known::is_sample(value)
        || repeats_the_name(value, name)
        || is_typed_in_order(value)
        || is_mashed(value);
    (!is_none).then_some(shape)
}

/// What `value` looks like, whatever else speaks against it.
fn looks_like(value: &[u8], kind: Assigned, name: &[u8]) -> Option<Shape> {
    // what is only coded is what it says: the word "password" in a manifest is no more random for that
    let least = if value.ends_with(b"=") { 6 } else { RARE };
    if let Some(plain) = text_in_base64(value, least).filter(|_| value.len().is_multiple_of(4)) {
        return shape(&plain, kind, name);
    }
    let body = body(value);
    if let Some(bits) = random_bits(body).filter(|_| !says_password(value)) {
        return Some(Shape::Random(bits));
    }
    if is_uuid(value) {
        return (kind != Assigned::Password).then_some(Shape::Uuid);
    }
    if kind == Assigned::Password && !says_password(value) { password(value) } else { None }
}

/// The value without a prefix of words (`prod_key_`) and without padding.
fn body(value: &[u8]) -> &[u8] {
    let value = judge::unpadded(value);
    let mut from = 0;
    for (at, byte) in value.iter().enumerate().take(24) {
        if matches!(byte, b'_' | b'-' | b'.' | b':') {
            let piece = &value[from..at];
            if piece.len() <= 12 && piece.iter().all(u8::is_ascii_lowercase) {
                from = at + 1;
            } else {
                break;
            }
        }
    }
    &value[from..]
}

/// The smallest alphabet that holds the body; none where signs stand in it that no alphabet has.
fn alphabet(body: &[u8]) -> Option<Alphabet> {
    let all = |test: fn(&u8) -> bool| body.iter().all(test);
    let any = |test: fn(&u8) -> bool| body.iter().any(test);
    let (lower, upper) = (any(u8::is_ascii_lowercase), any(u8::is_ascii_uppercase));
    if all(u8::is_ascii_digit) {
        Some(Alphabet::Digits)
    } else if all(u8::is_ascii_hexdigit) && !(lower && upper) {
        Some(Alphabet::Hex)
    } else if all(u8::is_ascii_alphanumeric) {
        Some(if lower && upper { Alphabet::A62 } else { Alphabet::Lc36 })
    } else if all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')) {
        Some(Alphabet::A64)
    } else {
        None
    }
}

/// Bits a character where the body is made of random letters and digits, 16 and more.
fn random_bits(body: &[u8]) -> Option<f64> {
    if body.len() < 16 {
        return None;
    }
    // a token of several parts, a key with a sum behind it: every long part has to be random
    if body.iter().any(|byte| matches!(byte, b'.' | b':' | b'~' | b'$' | b'!' | b'@' | b'#' | b'%' | b'^' | b'&' | b'*' | b'?')) {
        let parts =
            body.split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'/' | b'-' | b'_')).filter(|part| part.len() >= 4);
        let (mut long, mut least) = (0, f64::INFINITY);
        for part in parts {
            if part.len() < 16 {
                if letters::letters_in_words(part, 4) * 2 > part.len() {
                    return None;
                }
                continue;
            }
            long += part.len();
            least = least.min(random_bits(part)?);
        }
        return (long * 3 >= body.len() * 2).then_some(least);
    }
    let alphabet = alphabet(body)?;
    let bits = entropy::shannon(body);
    if alphabet == Alphabet::Digits || bits < entropy::floor(alphabet, body.len()) || placeholder::is_placeholder(body) {
        return None;
    }
    let digits = body.iter().filter(|byte| byte.is_ascii_digit()).count();
    if alphabet == Alphabet::Hex {
        // a number of sixteen digits and a letter is a number; text in hexadecimal digits is text
        let letters = body.len() - digits;
        return (letters * 6 >= body.len() && digits * 4 >= body.len() && !is_text_in_hex(body)).then_some(bits);
    }
    if matches!(alphabet, Alphabet::A62 | Alphabet::A64) && placeholder::reads_like_a_name(body) {
        return None;
    }
    // base64 of text is as random as the text
    if let Some(plain) = text_in_base64(body, RARE) {
        return random_bits(&plain);
    }
    if letters::letters_in_words(body, 5) * 4 > body.len() {
        return None;
    }
    // the fewer letters there are, and the fewer digits, the surer the letters have to be
    let needed = match (digits, body.len()) {
        (0, 0..20) => 6.0,
        (0, _) => 5.4,
        (1, 0..20) => 5.0,
        _ => 4.5,
    };
    // separators cut words, not random text: `my-db-2-eu-west`
    let cuts = body.iter().filter(|byte| matches!(byte, b'-' | b'_' | b'/')).count();
    let needed = if cuts * 5 > body.len() { needed + 1.0 } else { needed };
    (letters::surprise(body)? >= needed).then_some(bits)
}

/// So many random bytes are text once in a hundred thousand times.
const RARE: usize = 12;

/// The text that `value` is base64 of, where it is at least `least` bytes long.
fn text_in_base64(value: &[u8], least: usize) -> Option<Vec<u8>> {
    let bytes = data_encoding::BASE64_NOPAD.decode(judge::unpadded(value)).ok()?;
    let plain = bytes.len() >= least && bytes.iter().all(|byte| (b' '..=b'~').contains(byte) || byte.is_ascii_whitespace());
    plain.then(|| bytes.trim_ascii().to_vec())
}

fn is_text_in_hex(body: &[u8]) -> bool {
    let decode = data_encoding::HEXLOWER_PERMISSIVE.decode(body);
    decode.is_ok_and(|bytes| bytes.iter().all(|byte| (b' '..=b'~').contains(byte)))
}

fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
        && entropy::shannon(value) > 2.6
}

/// A password by its looks; `None` for words, names and numbers.
fn password(value: &[u8]) -> Option<Shape> {
    let mut counts = [0; 4];
    for byte in value {
        counts[judge::kind(*byte)] += 1;
    }
    let letters = counts[0] + counts[1];
    if letters == 0 || placeholder::is_placeholder(value) {
        return None;
    }
    let kinds = counts.iter().filter(|count| **count > 0).count();
    let changes = judge::changes(value);
    let words = letters::letters_in_words(value, 4);
    let signs = value.iter().any(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'.' | b':' | b'/' | b','));
    if kinds >= 3 && (counts[2] > 0 || signs) && value.len() >= 10 && changes * 10 >= value.len() * 4 && words * 3 <= value.len() {
        return Some(Shape::Made(entropy::shannon(value)));
    }
    if letters == value.len() {
        // one random value of letters and digits in eight has no digit
        let odd =
            kinds == 2 && value.len() >= 12 && changes * 10 >= value.len() * 4 && letters::surprise(value).is_some_and(|bits| bits >= 5.4);
        return odd.then(|| Shape::Made(entropy::shannon(value)));
    }
    // words joined by signs, without a digit, are a name; so are names with a version
    if counts[2] == 0 && value.iter().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_' | b'.' | b':' | b'/' | b',')) {
        return None;
    }
    if counts[1] == 0
        && value.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.'))
        && counts[2] <= 2
    {
        return None;
    }
    match (counts[2] > 0, signs) {
        (false, _) => None,
        (true, true) => Some(Shape::Chosen),
        (true, false) => Some(Shape::Simple),
    }
}

/// `Sup3rS3cr3tP@ssw0rd`: a word for what ought to stand there, however it is spelled.
fn says_password(value: &[u8]) -> bool {
    let plain: Vec<u8> = value
        .iter()
        .map(|byte| match byte.to_ascii_lowercase() {
            b'0' => b'o',
            b'3' => b'e',
            b'4' | b'@' => b'a',
            b'5' | b'$' => b's',
            b'1' | b'!' => b'i',
            b'7' => b't',
            other => other,
        })
        .collect();
    let words: [&[u8]; 9] = [b"password", b"passwd", b"passw", b"secret", b"sekret", b"sekrit", b"letmein", b"changeme", b"qwert"];
    words.iter().any(|word| memchr::memmem::find(&plain, word).is_some())
}

/// `abc123def456ghi789`: letters and digits in the order of the alphabet, one way or the other.
fn is_typed_in_order(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let ordered = |keep: fn(&u8) -> bool, least: usize| {
        let kept: Vec<u8> = lower.iter().copied().filter(keep).collect();
        let ups = kept.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        let downs = kept.windows(2).filter(|pair| pair[0] == pair[1] + 1).count();
        kept.len() >= least && ups.max(downs) * 10 >= (kept.len() - 1) * 7
    };
    ordered(u8::is_ascii_alphabetic, 6) || ordered(u8::is_ascii_digit, 8)
}

/// `sdf0o9823sjdfsdf`: typed without looking. Of ten random letters eight stand in the middle row of a keyboard once in two hundred times.
fn is_mashed(value: &[u8]) -> bool {
    let letters = value.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    let middle = value.iter().filter(|byte| b"asdfghjkl".contains(byte)).count();
    letters >= 10
        && middle * 10 >= letters * 8
        && value.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && !value.iter().all(u8::is_ascii_hexdigit)
}

/// The value is the name again, or a word of it with little else: `db_password = "db-password-1"`.
fn repeats_the_name(value: &[u8], name: &[u8]) -> bool {
    let letters =
        |bytes: &[u8]| -> Vec<u8> { bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).map(u8::to_ascii_lowercase).collect() };
    let (own, named) = (letters(value), letters(name));
    own.len() < 4 && value.len() < 16 && !value.iter().any(u8::is_ascii_digit) || !own.is_empty() && (named.ends_with(&own) || own == named)
}

/// Values with a shape of their own that is no secret's: paths, addresses, dates, code, digests, public keys, sealed values.
fn is_something_else(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let starts: [&[u8]; 34] = [
        b"/",
        b"./",
        b"../",
        b"~/",
        b"\\\\",
        b"@/",
        b"sha1-",
        b"sha256-",
        b"sha384-",
        b"sha512-",
        b"sha256:",
        b"sha512:",
        b"sha1:",
        b"md5:",
        b"h1:",
        b"zh:",
        b"data:",
        b"ssh-",
        b"ecdsa-",
        b"age1",
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$apr1$",
        b"$argon2",
        b"$5$",
        b"$6$",
        b"$y$",
        b"$pbkdf2",
        b"pbkdf2",
        b"{ss",
        b"{sha",
        b"scrypt",
        b"-----begin",
    ];
    if starts.iter().any(|start| lower.starts_with(start))
        || [&b"AQICAH"[..], b"AgA", b"vault:", b"CfDJ8"].iter().any(|start| value.starts_with(start))
    {
        return true;
    }
    // a password's hash in the form of crypt(3), something cut short
    let crypt = value[0] == b'$' && value.iter().skip(1).take(12).any(|byte| *byte == b'$') && value.len() >= 20;
    if crypt || value.ends_with(b"...") {
        return true;
    }
    let holds = |piece: &[u8]| memchr::memmem::find(value, piece).is_some();
    let marks: [&[u8]; 16] =
        [b"://", b"::", b"->", b"()", b"](", b".*", b"\\d", b"\\w", b"\\s", b"[a-z", b"[A-Z", b"[0-9", b"(?", b"=>", b"&&", b"\\x"];
    if marks.iter().any(|mark| holds(mark)) {
        return true;
    }
    // a call, a subscript, a tag, a list
    let count = |byte: u8| memchr::memchr_iter(byte, value).count();
    if count(b'(') > 0 && count(b')') > 0 && !value.iter().any(u8::is_ascii_digit)
        || count(b'<') > 0 && count(b'>') > 0
        || count(b',') + count(b';') > 1
        || count(b'[') > 0 && count(b']') > 0
    {
        return true;
    }
    // an address of mail, a name of a file, a dotted name, a path of words
    let dotted = |separator: u8| {
        let parts: Vec<&[u8]> = value.split(|byte| *byte == separator).collect();
        parts.len() > 1
            && parts
                .iter()
                .all(|part| part.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$')) && !part.is_empty())
            && letters::letters_in_words(value, 3) * 2 >= value.iter().filter(|byte| byte.is_ascii_alphabetic()).count()
    };
    let host = |text: &[u8]| text.contains(&b'.') && text.iter().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'.' | b'-'));
    value.iter().position(|byte| *byte == b'@').is_some_and(|at| host(&value[at + 1..]))
        || dotted(b'.')
        || dotted(b'/')
        || dotted(b':')
        || is_date(value)
}

/// Digits and what separates them in dates, times and versions.
fn is_date(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'.' | b'T' | b'Z' | b'+' | b'/' | b'_' | b',' | b'x'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sample;

    fn made(template: &str, seed: u64) -> Vec<u8> {
        sample::render(template, None, seed).unwrap().text
    }

    #[test]
    fn random_values_are_seen() {
        for template in [
            "{hex:32}",
            "{hex:40}",
            "{hex:64}",
            "{A62:20}",
            "{A62:32}",
            "{A62:40}",
            "{A64:43}=",
            "{A64:86}==",
            "{A64u:43}",
            "{lc36:24}",
            "{lc36:40}",
            "prod_{A62:24}",
            "{A62:24}.{A62:32}",
        ] {
            let missed =
                (0..200).filter(|seed| !matches!(shape(&made(template, *seed), Assigned::Key, b"api_key"), Some(Shape::Random(_)))).count();
            assert!(missed <= 14, "{template}: {missed} of 200");
        }
        assert_eq!(shape(&made("{uuid}", 3), Assigned::Key, b"api_key"), Some(Shape::Uuid));
    }

    #[test]
    fn passwords_are_seen() {
        for template in ["{A62:12}", "{char:14}", "{A62:16}", "{char:20}"] {
            let missed = (0..200).filter(|seed| shape(&made(template, *seed), Assigned::Password, b"password").is_none()).count();
            assert!(missed <= 20, "{template}: {missed} of 200");
        }
        for chosen in [["Sommer", "2024!"].concat(), ["k1tt3n", "#Lover"].concat()] {
            assert!(shape(chosen.as_bytes(), Assigned::Password, b"password").is_some());
        }
    }

    #[test]
    fn what_is_no_secret_is_silent() {
        for value in [
            "getUserAuthenticationToken",
            "com.example.service.auth.TokenProvider",
            "config/secrets/database.yml",
            "user@mail.acme.net",
            "2024-01-31T10:00:00",
            "correct-horse-battery",
            "sha256-abcdefabcdefabcdef",
            "Passwort",
            "your-api-key-here-1234",
            "xxxxxxxxxxxxxxxxxxxxxxxx",
            "${DB_PASSWORD}",
            "process.env.DB_PASSWORD",
            "password-reset-2",
            "foo::bar::baz1",
            "[a-zA-Z0-9]{32,64}",
            "Sup3rS3cr3tP@ssW0rd",
            "abc123def456ghi789jkl012",
            "sdf0o9823sjdfsdf",
            "2kjshdfp92i34asdasd",
            "ponmlkjihgfedcbaponmlkjihgfedcba",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x",
            "db-password-1",
            "1234567890123456",
            "abcdefghijklmnopqrstuvwxyz",
            "kubernetes.io/tls",
            "en-US,en;q=0.9",
        ] {
            for kind in [Assigned::Password, Assigned::Key] {
                assert_eq!(shape(value.as_bytes(), kind, b"db_password"), None, "{value}");
            }
        }
    }
}

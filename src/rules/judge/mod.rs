//! Is a password believable where it stands? For patterns that know the place of a password but not its shape.
//!
//! Facts: the usual samples of manuals and frameworks.

mod host;
mod reference;
mod words;

pub use reference::is_reference;

use super::rule::{Sighting, Verdict};
use host::{belongs_to_nobody, host_of, is_local};
use words::names_itself;

/// Values that manuals, templates and forms write where a secret belongs (lower case, whole value).
#[rustfmt::skip]
const SAMPLES: &[&str] = &[
    "x-oauth-basic", "password", "passwd", "pass", "pwd", "passphrase", "pw", "secret", "secrets", "token", "key", "apikey", "api_key", "value",
    "string", "none", "null", "nil", "undefined", "empty", "blank", "unset", "disabled", "true", "false", "hidden", "masked", "removed",
    "test", "testing", "tester", "demo", "foo", "bar", "baz", "qux", "hello", "any", "anything", "dbpassword", "db_password", "db_pass",
    "dbpass", "db-password", "mypassword", "my_password", "my-password", "mypass", "mysecret", "my-secret", "mytoken", "somepassword",
    "some_password", "some-password", "thepassword", "userpassword", "user_password", "userpass", "secretpassword", "supersecret",
    "super_secret", "super-secret", "topsecret", "verysecret", "s3cr3t", "s3cret", "secr3t", "passw0rd", "p@ssw0rd", "p@ssword",
    "pass123", "password1", "password12", "password123", "pa55word", "pa$$word", "pa$$w0rd", "p4ssw0rd", "test123", "test1234",
    "hunter2", "pppp", "credentials", "credential", "auth", "login", "secretpass", "secretpw", "secretpwd", "world",
];

/// Passwords that stand in manuals but are also in use (lower case, whole value).
#[rustfmt::skip]
const WEAK: &[&str] = &[
    "root", "toor", "admin", "administrator", "guest", "default", "user", "username", "postgres", "postgresql", "mysql", "mariadb",
    "mongo", "mongodb", "redis", "rabbit", "rabbitmq", "minioadmin", "elastic", "sa", "system", "oracle", "tiger", "scott", "vagrant",
    "raspberry", "ubuntu", "docker", "dev", "development", "local", "localhost", "staging", "changeit", "letmein", "welcome", "qwerty",
    "iloveyou", "abc123", "abcd1234", "123", "1234", "12345", "123456", "12345678", "123456789", "1234567890", "000000", "111111",
    "admin123", "root123", "temp", "tmp", "tomcat",
];

/// Pieces that say: not real (lower case).
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "example", "sample", "dummy", "fake", "placeholder", "redacted", "changeme", "change-me", "change_me", "changethis", "replace",
    "insert", "your", "xxxx", "....", "\u{2026}", "****", "notreal", "not-real", "not_real", "password_here", "_here", "-here", "lorem",
    "foobar",
];

/// User names that only manuals use.
const SAMPLE_USERS: &[&str] =
    &["user", "username", "login", "foo", "myuser", "my_user", "dbuser", "db_user", "usr", "name", "me", "u", "user1", "scott"];

/// A URL's password: `scheme://user:secret@host/…`.
pub fn url(seen: &Sighting<'_>) -> Verdict {
    let before = &seen.text[seen.matched.start..seen.secret.start];
    let user = before.strip_suffix(b":").unwrap_or(before).rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let after = seen.text[seen.secret.end..].strip_prefix(b"@").unwrap_or_default();
    judge(&seen.text[seen.secret.clone()], user, Some(host_of(after)))
}

/// A password in a connection string of `name=value` pairs, which the match covers.
pub fn pairs(seen: &Sighting<'_>) -> Verdict {
    let whole = &seen.text[seen.matched.clone()];
    let value = |names: &[&str]| {
        whole.split(|byte| matches!(byte, b';' | b'&' | b'?' | b' ')).find_map(|pair| {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            let name = String::from_utf8_lossy(&pair[..at]).trim().to_ascii_lowercase();
            let name = name.rsplit(['"', '\'', '`', '>', '(']).next().unwrap_or_default();
            names.contains(&name).then(|| pair[at + 1..].trim_ascii())
        })
    };
    let user = value(&["user id", "uid", "user", "username", "userid", "id", "login"]).unwrap_or_default();
    let host = value(&["server", "data source", "source", "host", "address", "addr", "hostname", "hostaddr"]).or_else(|| {
        let at = memchr::memmem::find(whole, b"//")?;
        Some(&whole[at + 2..])
    });
    judge(&seen.text[seen.secret.clone()], user, host.map(|host| host_of(host.strip_prefix(b"tcp:").unwrap_or(host))))
}

/// A password with nothing known around it.
pub fn password(seen: &Sighting<'_>) -> Verdict {
    judge(&seen.text[seen.secret.clone()], b"", None)
}

/// A password of a user whose name is known, by itself.
pub fn of_user(value: &[u8], user: &[u8]) -> Verdict {
    judge(value, user, None)
}

/// A password of a netrc file: `machine HOST login USER password SECRET`, in any order that has the machine first.
pub fn netrc(seen: &Sighting<'_>) -> Verdict {
    let from = seen.secret.start.saturating_sub(600);
    let mut words = seen.text[from..seen.secret.start].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let (mut user, mut host) = (&b""[..], None);
    while let Some(word) = words.next() {
        match word {
            _ if word.ends_with(b"machine") => (user, host) = (b"", words.next()),
            b"default" => (user, host) = (b"", None),
            b"login" => user = words.next().unwrap_or_default(),
            _ => {}
        }
    }
    judge(&seen.text[seen.secret.clone()], user, host)
}

/// Base64 of `user:password`, as Basic authentication and configuration files of package managers have it.
pub fn basic(seen: &Sighting<'_>) -> Verdict {
    let Some(plain) = decoded(seen) else { return Verdict::Silent };
    let Some(colon) = plain.iter().position(|byte| *byte == b':') else { return Verdict::Silent };
    judge(&plain[colon + 1..], &plain[..colon], None)
}

/// Base64 of a password.
pub fn base64(seen: &Sighting<'_>) -> Verdict {
    decoded(seen).map_or(Verdict::Silent, |plain| judge(&plain, b"", None))
}

/// A value with a digit: words and names have none, random values seldom lack one.
pub fn holds_a_digit(seen: &Sighting<'_>) -> Verdict {
    if seen.text[seen.secret.clone()].iter().any(u8::is_ascii_digit) { Verdict::Believed } else { Verdict::Silent }
}

/// A value with letters of both cases and a digit: neither an identifier nor a digest.
pub fn mixed(seen: &Sighting<'_>) -> Verdict {
    let value = &seen.text[seen.secret.clone()];
    let holds = |test: fn(&u8) -> bool| value.iter().any(test);
    if holds(u8::is_ascii_uppercase) && holds(u8::is_ascii_lowercase) && holds(u8::is_ascii_digit) {
        Verdict::Believed
    } else {
        Verdict::Silent
    }
}

/// A password with nothing known around it, on a command line: letters of both cases and a digit, so that no option passes for one.
pub fn on_command_line(seen: &Sighting<'_>) -> Verdict {
    match password(seen) {
        Verdict::Believed => mixed(seen),
        other => other,
    }
}

/// Base64 without the signs that fill up its last group.
pub fn unpadded(value: &[u8]) -> &[u8] {
    &value[..value.len() - value.iter().rev().take_while(|byte| **byte == b'=').count()]
}

/// Lower case, upper case, digit, or something else: 0 to 3.
pub fn kind(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    }
}

/// How often one character is followed by one of another kind.
pub fn changes(value: &[u8]) -> usize {
    value.windows(2).filter(|pair| kind(pair[0]) != kind(pair[1])).count()
}

/// The printable text that the secret is the base64 of.
fn decoded(seen: &Sighting<'_>) -> Option<Vec<u8>> {
    let value = &seen.text[seen.secret.clone()];
    let plain = data_encoding::BASE64_NOPAD.decode(unpadded(value)).ok()?;
    plain.iter().all(|byte| (b' '..=b'~').contains(byte)).then_some(plain)
}

/// The verdict on a password, its user (empty where unknown) and its host (`None` where the place names none).
fn judge(value: &[u8], user: &[u8], host: Option<&[u8]>) -> Verdict {
    let lower = String::from_utf8_lossy(value).to_ascii_lowercase();
    let user = String::from_utf8_lossy(user).to_ascii_lowercase();
    let host = host.map(|host| String::from_utf8_lossy(host).to_ascii_lowercase());
    if let Some(default) = default_of(&lower) {
        // what a template falls back to is real only now and then
        return match judge(default.as_bytes(), user.as_bytes(), host.as_deref().map(str::as_bytes)) {
            Verdict::Believed => Verdict::Weak,
            other => other,
        };
    }
    // pass+word, pass.word
    let letters: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    if value.len() < 3
        || is_reference(value)
        || SAMPLES.contains(&lower.as_str())
        || SAMPLES.contains(&letters.as_str())
        || MARKS.iter().any(|mark| lower.contains(mark))
    {
        return Verdict::Silent;
    }
    if lower.bytes().all(|byte| Some(byte) == lower.bytes().next()) || SAMPLE_USERS.contains(&user.as_str()) && value.len() < 12 {
        return Verdict::Silent;
    }
    if names_itself(&lower) {
        return Verdict::Silent;
    }
    if host.as_deref().is_some_and(belongs_to_nobody) {
        return Verdict::Silent;
    }
    let known = WEAK.contains(&lower.as_str()) || lower == user;
    // whose host it is stands elsewhere
    let host = host.filter(|host| !host.starts_with(['$', '{', '%']));
    match (host.as_deref().is_some_and(is_local), known) {
        (true, _) if !known && looks_made(value) => Verdict::Weak,
        (true, _) => Verdict::Silent,
        (false, true) if host.is_none() => Verdict::Silent,
        (false, true) => Verdict::Weak,
        (false, false) => Verdict::Believed,
    }
}

/// `default` of `${NAME:-default}`.
fn default_of(value: &str) -> Option<&str> {
    let inner = value.strip_prefix("${")?.strip_suffix('}')?;
    let (name, default) = inner.split_once(":-")?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then_some(default)
}

/// Does the value only stand for a secret, wherever it is: a sample, a placeholder, a reference?
pub fn stands_for_a_secret(value: &[u8]) -> bool {
    judge(value, b"", None) == Verdict::Silent
}

/// Made by a generator rather than typed: long, with letters and digits that alternate.
fn looks_made(value: &[u8]) -> bool {
    value.len() >= 12
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_alphabetic)
        && changes(value) * 10 >= value.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made at run time, so that no password stands here.
    fn made(seed: u64) -> String {
        let mut random = fastrand::Rng::with_seed(seed);
        std::iter::repeat_with(|| random.alphanumeric()).take(20).collect()
    }

    /// The verdict on a value that a text ends with.
    fn behind(head: &str, value: &str, judge: fn(&Sighting<'_>) -> Verdict) -> Verdict {
        let text = format!("{head}{value}");
        judge(&Sighting { text: text.as_bytes(), matched: 0..text.len(), secret: head.len()..text.len() })
    }

    #[test]
    fn passwords_in_urls() {
        let real = made(5);
        for (user, value, host, verdict) in [
            ("app", real.as_str(), "db.prod.acme.io", Verdict::Believed),
            ("app", real.as_str(), "10.2.0.7", Verdict::Believed),
            ("app", real.as_str(), "${DB_HOST}", Verdict::Believed),
            ("app", real.as_str(), "localhost", Verdict::Weak),
            ("app", real.as_str(), "db", Verdict::Weak),
            ("app", "s3kr1t", "db", Verdict::Silent),
            ("app", real.as_str(), "db.example.com", Verdict::Silent),
            ("app", real.as_str(), "192.0.2.10", Verdict::Silent),
            ("postgres", "postgres", "localhost", Verdict::Silent),
            ("postgres", "postgres", "db.acme.io", Verdict::Weak),
            ("postgres", "postgres", "${DB_HOST}", Verdict::Silent),
            ("postgres", "postgres", "%s", Verdict::Silent),
            ("admin", "letmein", "db.acme.io", Verdict::Weak),
            ("user", "password", "db.acme.io", Verdict::Silent),
            ("my_id", "my_secret", "db.acme.io", Verdict::Silent),
            ("app", "test-vault-password", "db.acme.io", Verdict::Silent),
            ("app", "mySuperLongSecret12", "db.acme.io", Verdict::Silent),
            ("app", "mykettle-password", "db.acme.io", Verdict::Believed),
            ("app", "superadmin", "db.acme.io", Verdict::Believed),
            ("app", "my_secret4_db", "db.acme.io", Verdict::Believed),
            ("user", "pass", "host", Verdict::Silent),
            ("app", "${DB_PASSWORD}", "db.acme.io", Verdict::Silent),
            ("app", "$DB_PASSWORD", "db.acme.io", Verdict::Silent),
            ("app", "{password}", "db.acme.io", Verdict::Silent),
            ("app", "{{ db_password }}", "db.acme.io", Verdict::Silent),
            ("app", "%s", "db.acme.io", Verdict::Silent),
            ("app", "%DB_PASSWORD%", "db.acme.io", Verdict::Silent),
            ("app", "DB_PASSWORD", "db.acme.io", Verdict::Silent),
            ("app", "your-password", "db.acme.io", Verdict::Silent),
            ("app", "pass+word", "db.acme.io", Verdict::Silent),
            ("app", "response.accessToken", "db.acme.io", Verdict::Silent),
            ("app", "correct.horse.battery", "db.acme.io", Verdict::Believed),
            ("scott", "tiger", "192.168.0.199", Verdict::Silent),
            ("app", "********", "db.acme.io", Verdict::Silent),
            ("app", "${PW:-postgres}", "db", Verdict::Silent),
            ("app", "${PW:-k3Xz9qLm2Vt7}", "db.acme.io", Verdict::Weak),
        ] {
            let text = format!("postgres://{user}:{value}@{host}:5432/data");
            let start = "postgres://".len() + user.len() + 1;
            let seen = Sighting { text: text.as_bytes(), matched: 0..text.len(), secret: start..start + value.len() };
            assert_eq!(url(&seen), verdict, "{user} at {host}, a value of {} bytes", value.len());
        }
    }

    #[test]
    fn passwords_in_pairs() {
        let real = made(9);
        for (head, verdict) in [
            ("Server=tcp:sql.acme.io,1433;User Id=app;Password=", Verdict::Believed),
            ("Data Source=.;User Id=app;Password=", Verdict::Weak),
            ("Server=localhost;Uid=app;Pwd=", Verdict::Weak),
            ("Server=myserver;Uid=app;Pwd=", Verdict::Silent),
        ] {
            assert_eq!(behind(head, &real, pairs), verdict, "{head}");
        }
    }

    #[test]
    fn a_password_alone() {
        for (value, verdict) in [("changeme", Verdict::Silent), ("admin", Verdict::Silent), ("T4rn!shed-kettle", Verdict::Believed)] {
            assert_eq!(behind("", value, password), verdict);
        }
    }

    #[test]
    fn a_netrc_entry_is_judged_by_its_machine() {
        let real = made(11);
        for (head, verdict) in [
            ("machine git.acme.io login ci password ", Verdict::Believed),
            ("machine git.example.com login ci password ", Verdict::Silent),
            ("machine git.example.com login a password x\nmachine git.acme.io password ", Verdict::Believed),
            ("machine git.example.com login a password x\ndefault login ci password ", Verdict::Believed),
        ] {
            assert_eq!(behind(head, &real, netrc), verdict, "{head}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_value_breaks_it(text: Vec<u8>, a in 0usize..64, b in 0usize..64) {
            let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
            let seen = Sighting { text: &text, matched: 0..text.len(), secret: a..b };
            let _ = (url(&seen), pairs(&seen), password(&seen), basic(&seen), base64(&seen), netrc(&seen));
        }
    }
}

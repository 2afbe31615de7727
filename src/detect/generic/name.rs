//! What does a name say of the value that it is given? The last word decides: a `password_field` is a field.

use std::ops::Range;

use crate::rules::Assigned;

/// A longer run of name characters is no name (bytes on either side).
const LONGEST: usize = 64;

/// A name of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What it names.
    pub(super) kind: Assigned,
    /// How surely: 2 for `db_password` and `client_secret`, 1 for `password`, 0 for `token`.
    pub(super) strength: i32,
    /// Made for browsers: `NEXT_PUBLIC_…`.
    pub(super) ships: bool,
}

/// Pieces of names (lower case), three bytes long at least: a name without any of them is no name of a secret.
#[rustfmt::skip]
pub(in crate::detect) const PIECES: &[&str] = &[
    "pass", "pwd", "secret", "token", "key", "bearer", "credential",
    // other languages
    "kennwort", "mdp", "contrase", "clave", "senha", "parola", "haslo", "hasło", "heslo", "wachtwoord", "lösenord", "losenord", "salasana", "пароль",
    "密码", "密碼", "口令", "パスワード", "비밀번호",
];

/// Words that end a name without changing what it means.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "value", "val", "default", "prod", "production", "live", "staging", "stage", "dev", "test", "base64", "b64", "string", "str", "text", "plain",
    "plaintext", "env", "data", "raw", "hex", "primary", "secondary", "current", "old", "new", "base", "here", "v1", "v2", "var",
];
/// Words at the end that say: a password.
#[rustfmt::skip]
const PASSWORDS: &[&str] = &[
    "password", "passwd", "passwort", "passphrase", "passcode", "pwd", "pass", "passw", "kennwort", "mdp", "contrasena", "contraseña", "clave",
    "senha", "parola", "haslo", "hasło", "heslo", "wachtwoord", "lösenord", "losenord", "salasana", "пароль", "密码", "密碼", "口令",
    "パスワード", "비밀번호",
];
/// Words before `key` that make it a secret.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "api", "access", "secret", "private", "auth", "authorization", "encryption", "encrypt", "master", "signing", "sign", "signature", "storage", "account", "shared",
    "session", "app", "application", "service", "subscription", "deploy", "webhook", "hmac", "aes", "jwt", "cookie", "crypto", "admin", "consumer",
    "developer", "security", "server", "host", "function", "merchant", "write", "ingest", "root", "license",
];
/// Words before `token` that make it something else: of a language model, of a parser, of a page of a list, of a form.
#[rustfmt::skip]
const OTHER_TOKENS: &[&str] = &[
    "pad", "eos", "bos", "unk", "cls", "sep", "mask", "special", "start", "end", "stop", "next", "page", "prev", "previous", "continuation", "cancel",
    "cancellation", "csrf", "xsrf", "sync", "design", "color", "syntax", "parse", "parser", "verification", "pagination", "last", "first", "cursor", "idempotency",
    "request", "antiforgery", "image", "close", "open", "client", "separator", "word", "cancelation", "lexer", "current", "string",
];
/// Words that, wherever they stand in a name, say that no secret follows.
#[rustfmt::skip]
const SILENCERS: &[&str] = &[
    "public", "publishable", "pub", "hash", "hashed", "digest", "encrypted", "ciphertext", "fingerprint", "checksum", "label", "placeholder", "hint", "field",
    "input", "error", "invalid", "message", "msg", "title", "prompt", "help", "description", "regex", "pattern", "policy", "reset", "min", "max",
    "length", "size", "count", "type", "file", "path", "url", "uri", "expiry", "expires", "ttl", "timeout", "forgot", "forgotten", "show", "hide",
    "toggle", "is", "has", "no", "without", "require", "required", "requires", "enable", "enabled", "disable", "disabled", "allow", "confirm", "wrong", "bad", "incorrect",
    "mismatch", "missing", "unknown", "example", "sample", "fake", "dummy", "mock", "masked", "redacted", "csrf", "xsrf", "recaptcha", "captcha", "sitekey", "site",
    "i18n", "translation", "aria", "placeholders", "generate", "validate", "validator", "verify", "check", "param", "header", "cache", "keyword", "arn", "index", "column",
    "integrity", "etag", "lookup", "selector", "class", "button", "change", "changed", "update", "updated", "manager",
];
/// Names of variables that bundlers put into what browsers load.
const BROWSERS: &[&str] =
    &["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "VUE_APP_", "NUXT_PUBLIC_", "GATSBY_", "EXPO_PUBLIC_", "PUBLIC_", "STORYBOOK_", "NG_APP_"];

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$') || byte >= 0x80
}

/// Where a name begins that `at` stands in or behind.
pub fn start(text: &[u8], at: usize) -> usize {
    at - text[..at].iter().rev().take(2 * LONGEST).take_while(|byte| is_part(**byte)).count()
}

/// Where a name ends that `at` stands in or before.
pub fn end(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take(2 * LONGEST).take_while(|byte| is_part(**byte)).count()
}

/// Where the name around `at` stands; `None` where there is no end to it near.
pub(super) fn around(text: &[u8], at: usize) -> Option<Range<usize>> {
    let left = text[..at].iter().rev().take(LONGEST + 1).take_while(|byte| is_part(**byte)).count();
    let right = text[at..].iter().take(LONGEST + 1).take_while(|byte| is_part(**byte)).count();
    if left > LONGEST || right > LONGEST {
        return None;
    }
    let mut name = at - left..at + right;
    // an arrow or a full stop is no part of it
    while name.end > at && matches!(text[name.end - 1], b'-' | b'.') {
        name.end -= 1;
    }
    // `API key: …` in notes
    let alone = |word: &&[u8]| text[name.clone()].eq_ignore_ascii_case(word);
    if left == 0 && at > 0 && text[at - 1] == b' ' && [b"key".as_slice(), b"token", b"secret", b"password"].iter().any(alone) {
        let before = text[..at - 1].iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = text[at - 1 - before..at - 1].to_ascii_lowercase();
        if std::str::from_utf8(&word).is_ok_and(|word| KEYS.contains(&word) || ["client", "bot", "bearer"].contains(&word)) {
            name.start = at - 1 - before;
        }
    }
    Some(name)
}

/// The name of a browser's variable, where it is one.
pub(in crate::detect) fn ships(name: &[u8]) -> bool {
    BROWSERS.iter().any(|head| name.starts_with(head.as_bytes()))
}

/// Judges a name.
pub(super) fn judge(name: &[u8]) -> Option<Name> {
    let ships = ships(name);
    let text = String::from_utf8_lossy(name);
    // what a variable is for decides, not whom it ships to
    let text = BROWSERS.iter().find_map(|head| text.strip_prefix(head)).unwrap_or(&text);
    let spaced = spaced(text);
    let mut words: Vec<&str> = spaced.split_ascii_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| TAILS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())) {
        words.pop();
    }
    // only the last member of `self.password_field.secret` names the value, but all its words speak: that is asked last, since most names
    // mean nothing
    meaning(&words, ships).filter(|_| !words.iter().any(|word| SILENCERS.contains(word)))
}

/// What the words of a name say, the last of them first.
fn meaning(words: &[&str], ships: bool) -> Option<Name> {
    let (last, before) = words.split_last()?;
    let prior = before.last().copied();
    let found = |kind, strength| Some(Name { kind, strength, ships });
    if PASSWORDS.contains(last)
        || (*last == "phrase" && prior == Some("pass"))
        || (*last == "word" && prior == Some("pass"))
        || *last == "passe"
    {
        let verb = prior.is_some_and(|word| ["by", "to", "or", "and", "did", "will", "all", "test", "tests"].contains(&word));
        let bare =
            before.is_empty() || before.iter().all(|word| ["self", "this", "config", "user", "my", "set", "with", "the"].contains(word));
        return match (*last, verb) {
            ("pass", true) => None,
            ("pass", _) if before.is_empty() => found(Assigned::Password, 0),
            _ => found(Assigned::Password, if bare { 1 } else { 2 }),
        };
    }
    match *last {
        "secret" | "secrets" => match prior {
            None | Some("self" | "this" | "the" | "my" | "config" | "set" | "with") => found(Assigned::Secret, 1),
            Some(_) => found(Assigned::Secret, 2),
        },
        "token" | "authtoken" => match prior {
            Some(word) if OTHER_TOKENS.contains(&word) => None,
            None | Some("self" | "this" | "the" | "my" | "config" | "set" | "with") if *last == "token" => found(Assigned::Token, 0),
            _ => found(Assigned::Token, 2),
        },
        "bearer" => found(Assigned::Token, 1),
        "credential" | "credentials" => found(Assigned::Secret, 0),
        "key" | "keys" => prior.filter(|word| KEYS.contains(word)).and_then(|word| {
            let weak = ["app", "application", "account", "session", "service", "server", "host", "write", "root", "license", "function"]
                .contains(&word);
            found(Assigned::Key, if weak { 1 } else { 2 })
        }),
        _ => glued(last).and_then(|(kind, strength)| found(kind, strength)),
    }
}

/// Words written as one: `dbpassword`, `apikey`, `clientsecret`.
fn glued(word: &str) -> Option<(Assigned, i32)> {
    let ends = |tails: &[&str]| tails.iter().any(|tail| word.ends_with(tail));
    if ["dbpass", "userpass", "smtppass", "mailpass", "ftppass", "rootpass", "adminpass", "mysqlpass", "mypass", "motdepasse"]
        .contains(&word)
        || ends(&["password", "passwd", "passwort", "passphrase", "kennwort", "userpwd", "dbpwd", "mypwd"])
    {
        return Some((Assigned::Password, 2));
    }
    if ends(&[
        "apikey",
        "secretkey",
        "accesskey",
        "privatekey",
        "authkey",
        "encryptionkey",
        "masterkey",
        "signingkey",
        "storagekey",
        "accountkey",
        "sharedkey",
    ]) {
        return Some((Assigned::Key, 2));
    }
    if ends(&["clientsecret", "apisecret", "appsecret", "sharedsecret", "consumersecret", "jwtsecret"]) {
        return Some((Assigned::Secret, 2));
    }
    if ends(&["accesstoken", "apitoken", "bottoken", "refreshtoken", "bearertoken", "usertoken", "authtoken"]) {
        return Some((Assigned::Token, 2));
    }
    None
}

/// The words of a name in lower case, with a space between them: `DB_Password`, `dbPassword` and `db-password` are two.
fn spaced(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 8);
    let (mut fresh, mut before) = (true, None);
    for (at, c) in name.char_indices() {
        let last = before.replace(c);
        if !c.is_alphanumeric() {
            fresh = true;
            continue;
        }
        let rest = &name[at + c.len_utf8()..];
        let hump = c.is_uppercase()
            && last.is_some_and(|last: char| last.is_lowercase() || last.is_uppercase() && rest.starts_with(char::is_lowercase));
        let number = c.is_ascii_digit() && last.is_some_and(char::is_alphabetic) && rest.bytes().all(|byte| byte.is_ascii_digit());
        if fresh || hump || number {
            words.push(' ');
        }
        fresh = false;
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_their_neighbours() {
        use Assigned::{Key, Password, Secret, Token};
        for (name, kind, strength) in [
            ("password", Password, 1),
            ("DB_PASSWORD", Password, 2),
            ("dbPassword1", Password, 2),
            ("spring.datasource.password", Password, 2),
            ("smtp-pass", Password, 2),
            ("mot_de_passe", Password, 2),
            ("contraseña", Password, 1),
            ("пароль", Password, 1),
            ("client_secret", Secret, 2),
            ("secret", Secret, 1),
            ("SECRET_KEY_BASE", Key, 2),
            ("apiKey", Key, 2),
            ("APIKey", Key, 2),
            ("x-api-key", Key, 2),
            ("apikey", Key, 2),
            ("token", Token, 0),
            ("GITLAB_TOKEN", Token, 2),
            ("NEXT_PUBLIC_SERVICE_SECRET", Secret, 2),
        ] {
            let found = judge(name.as_bytes()).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.kind, found.strength), (kind, strength), "{name}");
        }
        for name in [
            "public_key",
            "publishableKey",
            "siteKey",
            "key",
            "keyboard",
            "monkey",
            "primary_key",
            "cache_key",
            "sort_key",
            "token_type",
            "tokenizer",
            "max_tokens",
            "pad_token",
            "next_token",
            "csrf_token",
            "secret_name",
            "secretKeyRef",
            "secretsmanager",
            "password_field",
            "passwordLabel",
            "password_hash",
            "show_password",
            "forgot_password",
            "bypass",
            "compass",
            "passenger",
            "api_key_id",
            "access_key_id",
            "token_url",
            "PASSWORD_RESET_TIMEOUT",
            "key_id",
        ] {
            assert_eq!(judge(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn a_name_ends_where_its_characters_end() {
        let name = |text: &str| {
            let at = text.to_ascii_lowercase().find("key").unwrap();
            around(text.as_bytes(), at).map(|range| text[range].to_owned())
        };
        assert_eq!(name("const apiKey = 1").as_deref(), Some("apiKey"));
        assert_eq!(name("obj->api_key->x").as_deref(), Some("api_key"));
        assert_eq!(name("The API key: x").as_deref(), Some("API key"));
        assert_eq!(name(&format!("{}key", "a".repeat(100))), None);
    }
}

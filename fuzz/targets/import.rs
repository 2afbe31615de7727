//! Configurations of other tools: what comes of them is one of ours, or they are refused.
#![no_main]

use std::path::Path;

use leakgate::config;
use leakgate::import::{Draft, Format, Terms, read_into};

const FILES: [(Format, &str); 6] = [
    (Format::Gitleaks, ".gitleaks.toml"),
    (Format::GitleaksIgnore, ".gitleaksignore"),
    (Format::DetectSecrets, ".secrets.baseline"),
    (Format::GitSecrets, "git-secrets"),
    (Format::GitAllowed, ".gitallowed"),
    (Format::SecretsIgnore, ".secretsignore"),
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, data)) = data.split_first() else { return };
    let (format, name) = FILES[usize::from(*first) % FILES.len()];
    let mut draft = Draft::default();
    if let Err(trouble) = read_into(&mut draft, Path::new(name), data, format) {
        return assert!(!trouble.to_string().chars().any(|c| c.is_control() && c != '\n'), "{trouble}");
    }
    let text = draft.write("made of another one", &[], &Terms { expires: jiff::civil::date(2027, 1, 31), owner: Some("ann"), key: None });
    if let Err(trouble) = config::parse(Path::new("imported.toml"), text.as_bytes()) {
        panic!("{trouble}\n{text}");
    }
    assert!(draft.notes.iter().all(|note| !note.to_string().chars().any(char::is_control)));
});

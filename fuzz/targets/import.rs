//! Configurations of other tools: what comes of them is one of ours, or they are refused.
#![no_main]

use std::path::Path;

use leakgate::{config, import};

const NAMES: [&str; 5] = [".gitleaks.toml", ".gitleaksignore", ".secrets.baseline", ".gitconfig", ".secretsignore"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, data)) = data.split_first() else { return };
    let path = Path::new(NAMES[usize::from(*first) % NAMES.len()]);
    match import::read(path, data) {
        Ok(Some((text, _))) => {
            if let Err(trouble) = config::parse(Path::new("imported.toml"), text.as_bytes()) {
                panic!("{trouble}\n{text}");
            }
        }
        Ok(None) => {}
        Err(trouble) => assert!(!trouble.to_string().chars().any(|c| c.is_control() && c != '\n'), "{trouble}"),
    }
});

//! The key of a repository's fingerprints.
//!
//! It is in the configuration once somebody has allowed something; until then a random one lies in the repository's own folder, where it
//! is made when the first fingerprint is needed.

use std::io::Write;
use std::path::Path;

use crate::fingerprint::Key;

/// Reads the key in `folder` (the folder that all worktrees share), or makes one. Where none can be kept, all such repositories share one:
/// fingerprints still work there, they are only easier to guess against.
pub fn local(folder: &Path) -> Key {
    let path = folder.join("leakgate").join("key");
    Key::new(kept(&path).or_else(|| make(&path)).as_deref().unwrap_or("leakgate").as_bytes())
}

fn kept(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let text = text.trim();
    (text.len() == 32).then(|| text.to_owned())
}

fn make(path: &Path) -> Option<String> {
    let mut random = fastrand::Rng::new();
    let text: String = std::iter::repeat_with(|| random.digit(16)).take(32).collect();
    let folder = path.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
    writeln!(file, "{text}").ok()?;
    // two hooks at once: the first one's key stands
    match file.persist_noclobber(path) {
        Ok(_) => Some(text),
        Err(_) => kept(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;

    #[test]
    fn a_key_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let print = |folder: &Path| Fingerprint::new(&local(folder), "r", b"s");
        let first = print(folder.path());
        assert_eq!(first, print(folder.path()));
        assert_ne!(first, print(tempfile::tempdir().unwrap().path()));
    }
}

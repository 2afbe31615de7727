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
    kept(&path).or_else(|| make(&path)).unwrap_or_else(shared)
}

/// The key where there is no repository, or none can be kept in it.
pub fn shared() -> Key {
    Key::new(b"leakgate")
}

fn kept(path: &Path) -> Option<Key> {
    let bytes = data_encoding::HEXLOWER.decode(std::fs::read_to_string(path).ok()?.trim().as_bytes()).ok()?;
    (bytes.len() == 16).then(|| Key::new(&bytes))
}

fn make(path: &Path) -> Option<Key> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    let folder = path.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
    writeln!(file, "{}", data_encoding::HEXLOWER.encode(&bytes)).ok()?;
    // two hooks at once: the first one's key stands
    match file.persist_noclobber(path) {
        Ok(_) => Some(Key::new(&bytes)),
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

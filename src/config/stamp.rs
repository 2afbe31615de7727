//! Which configuration was checked already: its samples are run once, not at every commit.
//!
//! The stamp lies in the repository's own folder, like the key of its fingerprints: whoever can write there can take the hooks out as well.

use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Own;

/// The stamp of the files that these rules stand in, by this version of leakgate.
fn stamp(own: &[Own]) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update([0]);
    let mut files: Vec<&[u8]> = own.iter().map(Own::file).collect();
    files.dedup();
    for file in files {
        hash.update((file.len() as u64).to_le_bytes());
        hash.update(file);
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// Were exactly these rules checked before? `folder` is the one that all worktrees share.
pub fn is_kept(folder: &Path, own: &[Own]) -> bool {
    std::fs::read_to_string(path(folder)).is_ok_and(|kept| kept.trim() == stamp(own))
}

/// Remembers that these rules were checked and are well. Where that cannot be kept, they are checked again next time.
pub fn keep(folder: &Path, own: &[Own]) {
    let write = || -> std::io::Result<()> {
        let path = path(folder);
        let folder = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(file, "{}", stamp(own))?;
        file.persist(path)?;
        Ok(())
    };
    let _ = write();
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join("leakgate").join("checked")
}

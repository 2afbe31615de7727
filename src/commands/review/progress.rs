//! Where a review stopped: the fingerprints that were skipped, in the repository's own folder. No secret is in it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::config::Whole;
use crate::fingerprint::Fingerprint;
use crate::text::printable;
use crate::trouble::Trouble;

/// A file larger than this (bytes) was not written here.
const LARGEST: u64 = 16 << 20;
const HEAD: &str = "# what leakgate review was told to skip; without this file it asks about all again\n";

/// What was skipped in a review that has not come to its end.
pub(super) struct Progress {
    path: PathBuf,
    skipped: BTreeSet<Fingerprint>,
}

impl Progress {
    /// Reads what the last review left below `folder`, or begins anew where `again`.
    pub(super) fn open(folder: &Path, again: bool) -> Result<Self, Trouble> {
        let path = folder.join("leakgate").join("review");
        if again {
            return Ok(Self { path, skipped: BTreeSet::new() });
        }
        let bytes = Whole::read(&path, LARGEST)?.bytes.unwrap_or_default();
        let skipped = parse(&path, &bytes)?;
        Ok(Self { path, skipped })
    }

    /// Was it skipped?
    pub(super) fn is_skipped(&self, fingerprint: Fingerprint) -> bool {
        self.skipped.contains(&fingerprint)
    }

    /// Remembers one more.
    pub(super) fn skip(&mut self, fingerprint: Fingerprint) -> Result<(), Trouble> {
        self.skipped.insert(fingerprint);
        self.write()
    }

    /// Forgets these: all of them have been asked about. What a review of something else has skipped stays.
    pub(super) fn end(&mut self, asked: impl Iterator<Item = Fingerprint>) -> Result<(), Trouble> {
        for fingerprint in asked {
            self.skipped.remove(&fingerprint);
        }
        if !self.skipped.is_empty() {
            return self.write();
        }
        match std::fs::remove_file(&self.path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                Err(Trouble::File { doing: "remove", path: self.path.clone(), cause })
            }
            _ => Ok(()),
        }
    }

    fn write(&self) -> Result<(), Trouble> {
        let failed = |cause| Trouble::File { doing: "write", path: self.path.clone(), cause };
        std::fs::create_dir_all(self.path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
        let mut text = HEAD.to_owned();
        for fingerprint in &self.skipped {
            let _ = writeln!(text, "{fingerprint}");
        }
        Whole::read(&self.path, LARGEST)?.replace(text.as_bytes())
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<BTreeSet<Fingerprint>, Trouble> {
    let text = String::from_utf8_lossy(bytes);
    let mut skipped = BTreeSet::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        skipped.insert(Fingerprint::parse(line).ok_or_else(|| Trouble::Config {
            path: path.to_owned(),
            line: number + 1,
            column: 1,
            cause: "this is no fingerprint".to_owned(),
            cure: format!("begin anew: leakgate review --again, or remove {}", printable(path.as_os_str().as_encoded_bytes())),
        })?);
    }
    Ok(skipped)
}

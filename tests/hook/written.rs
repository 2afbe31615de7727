//! What a command wrote: the files of a world before and after it.
//!
//! A secret stands in working copies and in git's own objects, as the test put it there. It must stand in nothing that leakgate writes, wherever
//! that is, and in nothing else that comes into being while its hooks run.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A larger file (bytes) is none of ours.
const LARGEST: u64 = 64 << 20;

/// What tells a file from what it was: which it is, how long, and when it was changed last (seconds and nanoseconds).
type State = (u64, u64, i64, i64);

/// The files of a world at one moment.
pub(crate) struct Files(HashMap<PathBuf, State>);

impl Files {
    /// All that are below `folder`.
    pub(crate) fn below(folder: &Path) -> Self {
        let mut files = HashMap::new();
        look(folder, &mut files);
        Self(files)
    }

    /// Those below `folder` that are new or changed since, as far as `program` ought to answer for them, with what is in them.
    pub(crate) fn written_since(&self, folder: &Path, program: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let now = Self::below(folder);
        let changed = now.0.into_iter().filter(|(path, state)| self.0.get(path) != Some(state)).map(|(path, _)| path);
        let ours = changed.filter(|path| program == "leakgate" || is_no_work_of_git(folder, path));
        ours.filter_map(|path| fs::read(&path).ok().map(|content| (path, content))).collect()
    }
}

fn look(folder: &Path, files: &mut HashMap<PathBuf, State>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        let path = entry.path();
        if meta.is_dir() {
            // git's objects are packed and named by their hashes: they hold what was committed, and thousands of them are not looked at
            let is_store = path.ends_with(".git/objects") || (path.ends_with("objects") && folder.join("HEAD").exists());
            if !is_store {
                look(&path, files);
            }
        } else if meta.is_file() && meta.len() <= LARGEST {
            files.insert(path, (meta.ino(), meta.len(), meta.mtime(), meta.mtime_nsec()));
        }
    }
}

/// Is this in a folder of leakgate's own, or outside of every repository? What git keeps (its own record of the run, messages, indexes) and
/// what it checks out are the committer's own words; the pre-commit framework keeps clones and set-aside changes in a cache of its own.
fn is_no_work_of_git(world: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.ancestors().any(|folder| folder.ends_with(".cache/pre-commit")) || (name.starts_with("trace-") && path.parent() == Some(world))
    {
        return false;
    }
    let folders = || path.ancestors().skip(1).take_while(|folder| folder.starts_with(world));
    let is_repository = |folder: &Path| folder.join(".git").exists() || (folder.join("HEAD").exists() && folder.join("refs").exists());
    folders().any(|folder| folder.ends_with("leakgate")) || !folders().any(is_repository)
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

#[test]
fn what_is_written_is_seen() {
    let world = tempfile::tempdir().unwrap();
    let at = |name: &str| world.path().join(name);
    for folder in ["work/.git/leakgate", "work/.git/objects/ab", "a.git/refs", "a.git/leakgate", "a.git/objects", "home/.config/leakgate"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    fs::write(at("a.git/HEAD"), "ref: refs/heads/main\n").unwrap();
    fs::write(at("report.json"), "old").unwrap();
    let before = Files::below(world.path());
    let git = ["work/a.txt", "work/.git/COMMIT_EDITMSG", "a.git/packed-refs", "trace-1"];
    let ours = ["report.json", "work/.git/leakgate/key", "a.git/leakgate/audit.jsonl", "home/.config/leakgate/config.toml", "audit.log"];
    let objects = ["work/.git/objects/ab/cd", "a.git/objects/x"];
    for name in git.iter().chain(&ours).chain(&objects) {
        fs::write(at(name), "new").unwrap();
    }
    let seen = |program: &str| {
        let mut paths: Vec<String> = before
            .written_since(world.path(), program)
            .into_iter()
            .map(|(path, content)| {
                assert_eq!(content, b"new");
                path.strip_prefix(world.path()).unwrap().display().to_string()
            })
            .collect();
        paths.sort();
        paths
    };
    assert_eq!(seen("git"), sorted(ours.to_vec()));
    assert_eq!(seen("leakgate"), sorted([&git[..], &ours].concat()));
}

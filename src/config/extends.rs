//! `extends`: files that one builds upon, by path or out of a ref of a repository on this machine. No network.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::fields::{At, Mistake, Shared};
use super::layer::{self, Layer};
use crate::git::{Kind, Oid, Repository};
use crate::text::printable;
use crate::trouble::Trouble;

/// A file may extend one that extends one, and so on, so deep.
const DEEPEST: usize = 8;
/// So many files make up one layer at most.
const MOST: usize = 32;
/// What the address of a file in a ref begins with.
const GIT: &str = "git+";

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it says.
    pub layer: Layer,
}

/// What the paths in a file are relative to.
#[derive(Clone)]
pub enum Base<'r> {
    /// A folder of the file system.
    Folder(PathBuf),
    /// A folder of a commit's tree.
    Tree {
        /// Where the tree is.
        repository: &'r Repository,
        /// The commit's tree.
        tree: Oid,
        /// What it is called in messages: `HEAD`.
        name: String,
        /// The folder in the tree, without a slash at its end; empty at the top.
        folder: String,
        /// What a path that leads out of the tree is relative to; none where none may.
        outside: Option<PathBuf>,
    },
}

impl Base<'_> {
    /// The folder in which the file at `path` lies.
    pub(super) fn beside(path: &Path) -> Self {
        Self::Folder(path.parent().unwrap_or(Path::new("")).to_owned())
    }
}

/// The file at `path` and what it extends, the lowest first; none where there is no such file. Of a ref of the `repository` is read only
/// where there is one.
pub(super) fn file(path: &Path, base: &Base<'_>, repository: Option<&Repository>) -> Result<Vec<Loaded>, Trouble> {
    match plain(path) {
        Ok(bytes) => bytes_of(path, &bytes, base, repository),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(Trouble::File { doing: "read", path: path.to_owned(), cause }),
    }
}

/// The same for a file that has been read.
pub(super) fn bytes_of(path: &Path, bytes: &[u8], base: &Base<'_>, repository: Option<&Repository>) -> Result<Vec<Loaded>, Trouble> {
    let mut walk = Walk { repository, way: Vec::new(), out: Vec::new() };
    walk.add(&layer::source(path, bytes), base)?;
    Ok(walk.out)
}

struct Walk<'r> {
    repository: Option<&'r Repository>,
    /// The files that lead to the present one.
    way: Vec<PathBuf>,
    out: Vec<Loaded>,
}

impl<'r> Walk<'r> {
    fn add(&mut self, source: &Shared, base: &Base<'r>) -> Result<(), Trouble> {
        self.way.push(source.path.clone());
        let list = layer::extended(source)?;
        let own = self.out.len();
        for reference in &list {
            let wrong = |what: String, cure: &str| source.trouble(Mistake { at: reference.at, what, cure: cure.to_owned() });
            let (below, there) = self.find(reference, base).map_err(|(what, cure)| wrong(what, cure))?;
            if self.way.contains(&below.path) {
                return Err(wrong(format!("{} leads back to itself", shown(&reference.value)), "take one of the two out"));
            }
            if self.way.len() >= DEEPEST || self.out.len() >= MOST {
                return Err(wrong(format!("files extend files more than {DEEPEST} deep, or are more than {MOST}"), "join some of them"));
            }
            self.add(&below, &there)?;
        }
        let known: Vec<_> = self.out[own..].iter().flat_map(|loaded| loaded.layer.rules.iter().map(|own| own.rule)).collect();
        let layer: Layer = layer::read(source, &known)?;
        self.way.pop();
        // what two files extend counts once, where the first one put it
        if !self.out.iter().any(|other| other.layer.source.path == source.path) {
            self.out.push(Loaded { layer });
        }
        Ok(())
    }

    /// The file that is meant, and what it is relative to; or what is wrong and the cure.
    fn find(&self, reference: &At<String>, base: &Base<'r>) -> Result<(Shared, Base<'r>), (String, &'static str)> {
        let text = reference.value.as_str();
        if let Some(address) = text.strip_prefix(GIT) {
            return self.in_ref(text, address, base);
        }
        match base {
            Base::Folder(folder) => on_disk(&folder.join(text)),
            Base::Tree { repository, tree, name, folder, outside } => match within(folder, text) {
                Some(inside) => {
                    let path = Path::new(name).join(&inside);
                    let failed = |cause: String| {
                        (format!("cannot read {} in {name}: {cause}", shown(&inside)), "commit that file, or take it out of extends")
                    };
                    let entry = repository.entry_at(*tree, inside.as_bytes()).map_err(|error| failed(error.to_string()))?;
                    let entry = entry.ok_or_else(|| failed("it is not there".to_owned()))?;
                    let bytes = repository.read_as(entry.id, Kind::Blob).map_err(|error| failed(error.to_string()))?;
                    let folder = Path::new(&inside).parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
                    Ok((
                        layer::source(&path, &bytes),
                        Base::Tree { repository, tree: *tree, name: name.clone(), folder, outside: outside.clone() },
                    ))
                }
                None => match outside {
                    Some(top) => on_disk(&top.join(folder).join(text)),
                    None => Err((format!("{} lies outside of what is pushed", shown(text)), "extend files of the same tree only")),
                },
            },
        }
    }

    /// `REF:FILE` of this repository, or `PATH#REF:FILE` of another one on this machine.
    fn in_ref(&self, text: &str, address: &str, base: &Base<'r>) -> Result<(Shared, Base<'r>), (String, &'static str)> {
        const CURE: &str = "write git+REF:FILE, or git+PATH#REF:FILE for a repository elsewhere on this machine; fetch the ref first";
        if matches!(base, Base::Tree { outside: None, .. }) {
            return Err((format!("{} lies outside of what is pushed", shown(text)), "extend files of the same tree only"));
        }
        let (place, rest) = address.rsplit_once('#').map_or((None, address), |(place, rest)| (Some(place), rest));
        let Some((name, file)) = rest.split_once(':').filter(|(name, file)| !name.is_empty() && !file.is_empty()) else {
            return Err((format!("{} names no ref and file", shown(text)), CURE));
        };
        let failed = |cause: String| (format!("cannot read {}: {cause}", shown(text)), CURE);
        let top = match (place, base) {
            (Some(place), Base::Folder(folder)) => Some(folder.join(place)),
            (Some(place), Base::Tree { outside, .. }) => Some(outside.clone().unwrap_or_default().join(place)),
            (None, _) => None,
        };
        if top.is_none() && self.repository.is_none() {
            return Err(failed("there is no repository here".to_owned()));
        }
        let bytes = crate::git::file_in_ref(top.as_deref(), name, file).map_err(|error| failed(error.to_string()))?;
        // what it extends in turn is told by whole addresses: it stands in no folder
        Ok((layer::source(Path::new(text), &bytes), Base::Folder(PathBuf::new())))
    }
}

fn on_disk<'r>(path: &Path) -> Result<(Shared, Base<'r>), (String, &'static str)> {
    let shown = printable(path.as_os_str().as_encoded_bytes());
    let bytes = plain(path)
        .map_err(|error| (format!("cannot read {shown}: {error}"), "check the path (it is relative to this file) and its permissions"))?;
    Ok((layer::source(path, &bytes), Base::beside(path)))
}

/// The path from the top of the tree, where it stays within.
fn within(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

fn shown(text: &str) -> String {
    printable(text.as_bytes())
}

/// Reads a plain file of bounded size: a link in a repository that was cloned may lead to a device that never ends.
pub(super) fn plain(path: &Path) -> std::io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no plain file"));
    }
    let mut bytes = Vec::new();
    // one byte more is enough to be refused for it
    std::fs::File::open(path)?.take(layer::LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_within_the_tree_or_is_none_of_it() {
        for (folder, path, want) in [
            ("", "a.toml", Some("a.toml")),
            ("ci", "./a.toml", Some("ci/a.toml")),
            ("ci/x", "../../a.toml", Some("a.toml")),
            ("ci", "../../a.toml", None),
            ("", "/etc/a.toml", None),
        ] {
            assert_eq!(within(folder, path).as_deref(), want, "{folder} {path}");
        }
    }

    #[test]
    fn files_build_upon_files() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let load = || layer::load(&folder.path().join("top.toml"));
        write("top.toml", "extends = [\"base.toml\", \"./more.toml\"]\ncomments = true\n");
        write("base.toml", "comments = false\nguide = \"a\"\nunread = \"block\"\n");
        write("more.toml", "extends = \"base.toml\"\nguide = \"b\"\n");
        let config = load().unwrap();
        assert_eq!(
            (config.comments == crate::config::Comments::default(), config.guide.as_deref(), config.unread),
            (true, Some("b"), crate::finding::Verdict::Block)
        );
        write("more.toml", "extends = \"top.toml\"\n");
        let error = load().unwrap_err().to_string();
        assert!(error.contains("more.toml:1:11: ") && error.contains("leads back to itself"), "{error}");
        write("more.toml", "extends = \"none.toml\"\n");
        assert!(load().unwrap_err().to_string().contains("more.toml:1:11: cannot read "));
        write("more.toml", "extends = \"git+main\"\n");
        assert!(load().unwrap_err().to_string().contains("names no ref and file"));
        write("more.toml", "comments = 1\n");
        assert!(load().unwrap_err().to_string().contains("more.toml:1:12: comments is an integer"));
    }
}

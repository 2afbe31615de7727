//! A file of the repository is replaced whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::text::printable;
use crate::trouble::Trouble;

/// A file as it was read, to be replaced later.
#[derive(Debug)]
pub struct Whole {
    /// Where it is, for messages.
    pub path: PathBuf,
    /// What stood in it; none where there is no such file.
    pub bytes: Option<Vec<u8>>,
}

impl Whole {
    /// Reads the file at `path`. One that is larger than `largest` (bytes) is not taken into memory, and one that is no plain file is
    /// refused.
    pub fn read(path: &Path, largest: u64) -> Result<Self, Trouble> {
        let failed = |cause| Trouble::File { doing: "read", path: path.to_owned(), cause };
        let size = match std::fs::metadata(path) {
            Ok(about) if about.is_file() => about.len(),
            Ok(_) => return Err(failed(std::io::Error::other("it is no plain file"))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self { path: path.to_owned(), bytes: None }),
            Err(cause) => return Err(failed(cause)),
        };
        if size > largest {
            return Err(Trouble::Config {
                path: path.to_owned(),
                line: 0,
                column: 0,
                cause: format!("it is larger than {} KiB", largest >> 10),
                cure: "take out what is not needed".to_owned(),
            });
        }
        Ok(Self { path: path.to_owned(), bytes: Some(std::fs::read(path).map_err(failed)?) })
    }

    /// Puts `bytes` into its place by way of a temporary file beside it; its permissions stay. Where somebody else has changed it since it
    /// was read, nothing is written.
    pub fn replace(&self, bytes: &[u8]) -> Result<(), Trouble> {
        let failed = |cause| Trouble::File { doing: "write", path: self.path.clone(), cause };
        // a link stays one: what it points at is replaced
        let target = match std::fs::canonicalize(&self.path) {
            Ok(target) => target,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && self.bytes.is_none() => self.path.clone(),
            Err(cause) => return Err(failed(cause)),
        };
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = builder().tempfile_in(folder).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        if let Some(before) = &self.bytes {
            let about = std::fs::metadata(&target).map_err(failed)?;
            // what its owner has made read-only is not to be changed
            if about.permissions().readonly() {
                return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
            }
            file.as_file().set_permissions(about.permissions()).map_err(failed)?;
            if std::fs::read(&target).map_err(failed)? != *before {
                return Err(self.changed());
            }
            file.persist(&target).map_err(|error| failed(error.error))?;
        } else {
            file.persist_noclobber(&target).map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => self.changed(),
                _ => failed(error.error),
            })?;
        }
        Ok(())
    }

    fn changed(&self) -> Trouble {
        Trouble::Usage {
            what: format!(
                "{} was changed by somebody else in this very moment; nothing was written",
                printable(self.path.as_os_str().as_encoded_bytes())
            ),
            next: "run the command again".to_owned(),
        }
    }
}

/// A new file is readable as the umask has it: others who work here read it, too.
fn builder() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "permissions are set on Unix only")]
    let mut builder = tempfile::Builder::new();
    builder.prefix(".leakgate-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        let new = Whole::read(&path, 100).unwrap();
        assert_eq!(new.bytes, None);
        new.replace(b"one").unwrap();
        assert!(new.replace(b"two").unwrap_err().to_string().contains("changed by somebody else"));
        let known = Whole::read(&path, 100).unwrap();
        std::fs::write(&path, "theirs").unwrap();
        assert!(known.replace(b"two").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
        assert!(Whole::read(&path, 5).unwrap_err().to_string().contains("larger than"));
        assert!(Whole::read(folder.path(), 5).unwrap_err().to_string().contains("no plain file"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("f"), folder.path().join("link"));
        std::fs::write(&path, "one").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("f", &link).unwrap();
        Whole::read(&link, 100).unwrap().replace(b"two").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o440)).unwrap();
        assert!(Whole::read(&path, 100).unwrap().replace(b"three").is_err(), "read-only");
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }
}

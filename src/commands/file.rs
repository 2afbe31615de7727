//! A file that leakgate writes is there whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// Writes a report to the file at `path`, in its place: what was there stays until all of the new one is.
///
/// A device or pipe is written to as it is; a link is followed.
pub(super) fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Trouble> {
    let failed = |cause| Trouble::File { doing: "write", path: path.to_owned(), cause };
    let there = std::fs::metadata(path);
    if there.as_ref().is_ok_and(|there| !there.is_file()) {
        // it cannot be replaced: /dev/stdout has to stay what it is
        let mut file = File::options().write(true).open(path).map_err(failed)?;
        return plainly(&mut file, write).map_err(failed);
    }
    let path = if there.is_ok() { path.canonicalize().map_err(failed)? } else { path.to_owned() };
    let _held = signals::hold();
    let mut file = new_file().tempfile_in(folder(&path)).map_err(failed)?;
    plainly(file.as_file_mut(), write).map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

fn plainly(file: &mut File, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut plain = BufWriter::new(anstream::StripStream::new(file));
    write(&mut plain).and_then(|()| plain.flush())
}

fn folder(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// A file that others may read as the umask has it: no secret stands in a report, and a build server keeps it as another user. Its name is
/// none that a report could have: who is killed leaves it behind.
pub(super) fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".leakgate-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Signals that ask a process to end have to wait while a file is half written: what has been begun is taken away or put in place first.
mod signals {
    #[cfg(not(unix))]
    pub(super) fn hold() {}

    /// Whoever holds it is not interrupted. Only this thread is left by the time a report is written.
    #[cfg(unix)]
    pub(super) struct Held(libc::sigset_t);

    #[cfg(unix)]
    #[expect(unsafe_code, reason = "system calls, and a set of signals that one of them makes")]
    pub(super) fn hold() -> Option<Held> {
        // SAFETY: both sets live until the calls return; a set of zeroes is one, and is emptied before it is read.
        unsafe {
            let (mut ending, mut before) = (std::mem::zeroed::<libc::sigset_t>(), std::mem::zeroed::<libc::sigset_t>());
            libc::sigemptyset(&raw mut ending);
            for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT] {
                libc::sigaddset(&raw mut ending, signal);
            }
            (libc::pthread_sigmask(libc::SIG_BLOCK, &raw const ending, &raw mut before) == 0).then_some(Held(before))
        }
    }

    #[cfg(unix)]
    impl Drop for Held {
        #[expect(unsafe_code, reason = "a system call")]
        fn drop(&mut self) {
            // SAFETY: the set is one that the call before has written.
            unsafe {
                libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.0, std::ptr::null_mut());
            }
        }
    }
}

//! The second reader: git's own plumbing, for whatever libgit2 cannot open (SHA-256, reftable, split and sparse indexes, partial clones).

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::{Change, Entry, GitError, Kind, Layout, Object, Oid, Reader};

/// git, started anew for a question or kept running for objects.
pub(super) struct Plumbing {
    objects: RefCell<Option<Batch>>,
    headers: RefCell<Option<Batch>>,
}

/// A git command that sees the repository as it is: no replaced objects, no grafts, no locks taken; and that says what it is asked and nothing
/// else: a trace may go to standard output, into the middle of an answer.
pub(super) fn git() -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"GIT_TRACE") {
            command.env_remove(name);
        }
    }
    command.env("GIT_NO_REPLACE_OBJECTS", "1").env("GIT_GRAFT_FILE", "/dev/null").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    // not even by its configuration
    command.env_remove("GIT_REPLACE_REF_BASE").env("GIT_TRACE2", "0").env("GIT_TRACE2_EVENT", "0").env("GIT_TRACE2_PERF", "0");
    command
}

/// Can git be started at all? It has been tried and failed already where this is asked.
pub(super) fn is_there() -> bool {
    git().arg("version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn failed(arguments: &[&str], cause: impl Into<String>) -> GitError {
    GitError::Command { command: arguments.join(" "), cause: cause.into() }
}

/// Runs git with `arguments`, `input` on its standard input; its standard output.
pub(super) fn run(arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
    let (ok, output, complaint) = answer(arguments, input)?;
    if ok { Ok(output) } else { Err(failed(arguments, complaint)) }
}

/// The same where a failure is an answer too: success, output, complaint.
fn answer(arguments: &[&str], input: &[u8]) -> Result<(bool, Vec<u8>, String), GitError> {
    let mut child = git()
        .args(arguments)
        // a listing need not come line by line
        .env("GIT_FLUSH", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|cause| GitError::NoGit { command: arguments.join(" "), cause })?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // fed from a thread of its own: git may answer before it has read everything, and both pipes would fill
        if let Some(mut stdin) = stdin {
            scope.spawn(move || {
                // a command that stops reading early says why on standard error
                let _ = stdin.write_all(input);
            });
        }
        child.wait_with_output()
    })
    .map_err(|error| failed(arguments, error.to_string()))?;
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let complaint =
        if complaint.is_empty() { output.status.to_string() } else { crate::text::cut(&crate::text::printable(complaint.as_bytes()), 600) };
    Ok((output.status.success(), output.stdout, complaint))
}

impl Plumbing {
    pub(super) fn new() -> Self {
        Self { objects: RefCell::new(None), headers: RefCell::new(None) }
    }

    /// Where things lie, as git sees them.
    pub(super) fn layout() -> Result<Layout, GitError> {
        let line = |arguments: &[&str]| {
            let out = run(arguments, b"")?;
            match out.strip_suffix(b"\n").unwrap_or(&out) {
                b"" => Err(failed(arguments, "it printed no path")),
                line => Ok(path(line)),
            }
        };
        let facts = run(&["rev-parse", "--is-inside-work-tree", "--show-object-format"], b"")?;
        let mut facts = facts.split(|byte| *byte == b'\n');
        let inside = facts.next() == Some(b"true");
        let width = if facts.next() == Some(b"sha256") { 32 } else { 20 };
        // a question of its own for each path, since a path may hold a line feed
        let git_dir = line(&["rev-parse", "--absolute-git-dir"])?;
        let common_dir = line(&["rev-parse", "--path-format=absolute", "--git-common-dir"])?;
        let work_tree = if inside { Some(line(&["rev-parse", "--show-toplevel"])?) } else { None };
        Ok(Layout { git_dir, common_dir, work_tree, width })
    }

    /// What the index has against the tree-ish `base`, as git itself compares them.
    pub(super) fn staged(base: &str) -> Result<Vec<Change>, GitError> {
        let arguments = [
            "diff-index",
            "--cached",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--no-relative",
            "--ignore-submodules=all",
            // only the intention to add is no content yet
            "--ita-invisible-in-index",
            base,
            "--",
        ];
        let raw = run(&arguments, b"")?;
        parse_raw(&raw).ok_or_else(|| failed(&arguments, "its output is not understood"))
    }
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Reads `:mode mode id id status NUL path NUL …`: what stands in the index now.
fn parse_raw(raw: &[u8]) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    let mut fields = raw.split(|byte| *byte == 0);
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let path = fields.next()?.to_vec();
        let mut words = head.strip_prefix(b":")?.split(|byte| *byte == b' ');
        let mut mode = || u32::from_str_radix(std::str::from_utf8(words.next()?).ok()?, 8).ok();
        let (old_mode, new_mode) = (mode()?, mode()?);
        let (old, new) = (Oid::parse(words.next()?)?, Oid::parse(words.next()?)?);
        let status = words.next()?;
        let new = Entry { mode: new_mode, id: new };
        // deleted, unmerged, a submodule: nothing of it is committed from here
        if status != b"D" && status != b"U" && !new.is_gitlink() && !new.id.is_zero() {
            let old = (!old.is_zero()).then_some(Entry { mode: old_mode, id: old });
            changes.push(Change { path, new, old: vec![old] });
        }
    }
    Some(changes)
}

/// `git cat-file --batch` or `--batch-check`, kept running.
struct Batch {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Batch {
    fn start(mode: &str) -> io::Result<Self> {
        let mut command = git();
        command.args(["cat-file", mode]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| io::Error::other(format!("git cannot be started: {error}")))?;
        let (stdin, stdout) = child.stdin.take().zip(child.stdout.take()).ok_or_else(|| io::Error::other("no pipes"))?;
        Ok(Self { child, stdin, stdout: BufReader::with_capacity(1 << 16, stdout) })
    }

    /// Asks for `id`: its kind and size.
    fn ask(&mut self, id: Oid) -> io::Result<(Kind, u64)> {
        writeln!(self.stdin, "{id}")?;
        self.stdin.flush()?;
        let mut line = Vec::new();
        self.stdout.read_until(b'\n', &mut line)?;
        let mut words = line.trim_ascii_end().split(|byte| *byte == b' ').skip(1);
        let (kind, size) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let size = std::str::from_utf8(size).ok().and_then(|digits| digits.parse().ok());
        match (Kind::parse(kind), size) {
            (Some(kind), Some(size)) => Ok((kind, size)),
            _ => Err(io::Error::other(match crate::text::printable(kind) {
                word if word.is_empty() => "git ended without an answer".to_owned(),
                word => format!("git says: {word}"),
            })),
        }
    }

    fn content(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let size = usize::try_from(size).map_err(io::Error::other)?;
        let mut data = vec![0; size + 1];
        self.stdout.read_exact(&mut data)?;
        // where the line feed that ends an answer does not stand at its place, the object is larger than it says
        match data.pop() {
            Some(b'\n') => Ok(data),
            _ => Err(io::Error::other("it is longer than it says")),
        }
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // it would end by itself when its standard input closes; nothing is lost by not waiting for it to notice
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks a batch that is started when it is first needed, and thrown away when it fails.
fn with<T>(slot: &RefCell<Option<Batch>>, mode: &str, id: Oid, ask: impl FnOnce(&mut Batch) -> io::Result<T>) -> Result<T, GitError> {
    let mut slot = slot.borrow_mut();
    let result = match slot.as_mut() {
        Some(batch) => ask(batch),
        None => Batch::start(mode).and_then(|batch| ask(slot.insert(batch))),
    };
    result.map_err(|error| {
        *slot = None;
        GitError::Object { id, cause: error.to_string() }
    })
}

impl Reader for Plumbing {
    fn read(&self, id: Oid) -> Result<Object, GitError> {
        with(&self.objects, "--batch", id, |batch| {
            let (kind, size) = batch.ask(id)?;
            Ok(Object { kind, data: batch.content(size)? })
        })
    }

    fn header(&self, id: Oid) -> Result<(Kind, u64), GitError> {
        with(&self.headers, "--batch-check", id, |batch| batch.ask(id))
    }

    fn stream(&self, id: Oid, sink: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>) -> Result<(), GitError> {
        let failed = |cause: String| GitError::Object { id, cause };
        let mut child = git()
            .args(["cat-file", "blob", &id.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let mut output = child.stdout.take().ok_or_else(|| failed("no pipe".to_owned()))?;
        let read = sink(&mut output);
        // close the pipe before waiting: a sink that stopped early leaves git writing
        drop(output);
        let status = child.wait().map_err(|error| failed(error.to_string()))?;
        read.map_err(|error| failed(error.to_string()))?;
        if status.success() { Ok(()) } else { Err(failed(format!("git cat-file ended with {status}"))) }
    }

    fn head(&self) -> Result<Option<Oid>, GitError> {
        let arguments = ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"];
        let (ok, output, complaint) = answer(&arguments, b"")?;
        if ok {
            return Oid::parse(output.trim_ascii()).map(Some).ok_or_else(|| failed(&arguments, "it printed no id"));
        }
        // unborn: HEAD names a branch, and no such ref is there, not even a broken one
        let (symbolic, branch, _) = answer(&["symbolic-ref", "--quiet", "HEAD"], b"")?;
        let branch = String::from_utf8_lossy(branch.trim_ascii()).into_owned();
        let (listed, refs, warned) = answer(&["for-each-ref", "--format=%(refname)", &branch], b"")?;
        if symbolic && listed && refs.is_empty() && !warned.contains("warning") {
            return Ok(None);
        }
        Err(failed(&arguments, complaint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_differences_are_read() {
        let (zero, one, two) = ("0".repeat(40), "1".repeat(40), "2".repeat(40));
        let raw = format!(
            ":000000 100644 {zero} {one} A\0new file\0:100644 100644 {one} {two} M\0d/x\0:100644 000000 {one} {zero} D\0gone\0:160000 160000 {one} {two} M\0sub\0"
        );
        let changes = parse_raw(raw.as_bytes()).unwrap();
        let names: Vec<_> = changes.iter().map(|change| (change.path.as_slice(), change.old[0].is_some())).collect();
        assert_eq!(names, [(&b"new file"[..], false), (b"d/x", true)]);
        assert_eq!(parse_raw(b""), Some(Vec::new()));
        for bad in [&b":100644\0x\0"[..], b"x\0y\0", b":000000 100644 0 1 A\0"] {
            assert_eq!(parse_raw(bad), None);
        }
    }
}

//! Repositories made from a seed: text like source code, in as many files and commits as are asked for.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// What its names are made of.
const WORDS: &[&str] = &[
    "value", "index", "buffer", "request", "handle", "order", "account", "parse", "result", "update", "stream", "config", "render",
    "count", "offset", "length", "event", "queue", "worker", "session", "format", "column", "user", "token", "cache", "server", "client",
    "payload",
];

/// A repository in a folder that goes when it is dropped.
pub(crate) struct Made {
    folder: tempfile::TempDir,
    random: fastrand::Rng,
}

impl Made {
    /// An empty one.
    pub(crate) fn new(bare: bool) -> Outcome<Self> {
        let made = Self { folder: tempfile::Builder::new().prefix("leakgate-bench-").tempdir()?, random: fastrand::Rng::with_seed(7) };
        let kind = if bare { "--bare" } else { "--quiet" };
        made.git(&["init", "--quiet", "--initial-branch=main", kind])?;
        for (name, value) in [("user.name", "bench"), ("user.email", "bench@example.org"), ("gc.auto", "0"), ("maintenance.auto", "false")]
        {
            made.git(&["config", name, value])?;
        }
        Ok(made)
    }

    /// One of `files` committed files of some 60 lines, `commits` times changed in three of them. The work tree stays empty.
    pub(crate) fn imported(bare: bool, files: usize, commits: usize) -> Outcome<Self> {
        let mut made = Self::new(bare)?;
        let mut import = made.command("git");
        let mut child = import.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
        let mut out = BufWriter::new(child.stdin.take().ok_or("no pipe to git fast-import")?);
        let mut texts: Vec<Vec<String>> = Vec::new();
        for commit in 0..=commits {
            let message = format!("change {commit}");
            write!(out, "commit refs/heads/main\ncommitter bench <bench@example.org> {} +0000\n", 1_700_000_000 + commit)?;
            writeln!(out, "data {}\n{message}", message.len())?;
            let changed: Vec<usize> = if commit == 0 { (0..files).collect() } else { (0..3).map(|_| made.random.usize(..files)).collect() };
            for file in changed {
                if commit == 0 {
                    let lines: Vec<String> = (0..made.random.usize(30..90)).map(|_| line(&mut made.random)).collect();
                    // only what changes again has to be known
                    texts.resize(if commits > 0 { file } else { 0 }, Vec::new());
                    texts.push(lines);
                } else {
                    let lines = &mut texts[file];
                    let at = made.random.usize(..lines.len());
                    lines[at] = line(&mut made.random);
                }
                let text = if commits > 0 { texts[file].concat() } else { texts[0].concat() };
                write!(out, "M 644 inline {}\ndata {}\n{text}\n", path(file), text.len())?;
            }
        }
        out.flush()?;
        drop(out);
        if !child.wait()?.success() {
            return Err("git fast-import failed".into());
        }
        if !bare {
            made.git(&["read-tree", "HEAD"])?;
        }
        // as a history is that has been in use: what is pushed from it need not be compared anew each time
        if commits > 0 {
            made.git(&["repack", "-adfq", "--depth=50", "--window=10"])?;
        }
        Ok(made)
    }

    /// Adds branches `step-0`, `step-1` …, each one commit on top of `main` that changes a file.
    pub(crate) fn branch_off(&mut self, files: usize, count: usize) -> Outcome<()> {
        let mut import = self.command("git");
        let mut child = import.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
        let mut out = BufWriter::new(child.stdin.take().ok_or("no pipe to git fast-import")?);
        for step in 0..count {
            let (file, text) = (self.random.usize(..files), self.lines(60));
            write!(
                out,
                "commit refs/heads/step-{step}\ncommitter bench <bench@example.org> {} +0000\ndata 4\nstep\n",
                1_800_000_000 + step
            )?;
            write!(out, "from refs/heads/main^0\nM 644 inline {}\ndata {}\n{text}\n", path(file), text.len())?;
        }
        out.flush()?;
        drop(out);
        if child.wait()?.success() { Ok(()) } else { Err("git fast-import failed".into()) }
    }

    /// One with a staged text of so many bytes.
    pub(crate) fn large(size: usize) -> Outcome<Self> {
        let mut made = Self::new(false)?;
        made.git(&["config", "core.compression", "1"])?;
        let block = made.lines(100_000);
        let mut file = std::fs::File::create(made.path().join("large.txt"))?;
        for _ in 0..size / block.len() {
            file.write_all(block.as_bytes())?;
        }
        made.git(&["add", "."])?;
        Ok(made)
    }

    /// One with the same packs and the same refs.
    pub(crate) fn again(&self) -> Outcome<Self> {
        let made = Self::new(true)?;
        for pack in std::fs::read_dir(self.path().join("objects/pack"))? {
            let pack = pack?;
            std::fs::hard_link(pack.path(), made.path().join("objects/pack").join(pack.file_name()))?;
        }
        let refs = self.command("git").args(["show-ref"]).output()?;
        for line in String::from_utf8(refs.stdout)?.lines() {
            let (id, name) = line.split_once(' ').ok_or("a ref")?;
            made.git(&["update-ref", name, id])?;
        }
        Ok(made)
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A command in it, which reads no configuration but the repository's own. A hook that it runs finds the program that is measured first.
    pub(crate) fn command(&self, command: &str) -> Command {
        let (program, paths) = (PathBuf::from(program()), std::env::var_os("PATH").unwrap_or_default());
        let folders = program.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&paths));
        let mut command = Command::new(command);
        command.current_dir(self.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        if let Ok(paths) = std::env::join_paths(folders) {
            command.env("PATH", paths);
        }
        command
    }

    /// leakgate in it.
    pub(crate) fn leakgate(&self, args: &[&str]) -> Command {
        let mut command = self.command(&program());
        command.args(args);
        command
    }

    /// Runs git in it.
    pub(crate) fn git(&self, args: &[&str]) -> Outcome<()> {
        let status = self.command("git").args(args).status()?;
        if status.success() { Ok(()) } else { Err(format!("git {} failed", args.join(" ")).into()) }
    }

    /// Appends lines to a file of the work tree and stages it, as `git commit` leaves it to its hook: with its tree written.
    pub(crate) fn stage(&mut self, file: usize, lines: usize) -> Outcome<()> {
        let name = path(file);
        let place = self.path().join(&name);
        if !place.exists() {
            self.git(&["checkout-index", "--quiet", "--force", "--", &name])?;
        }
        let more = self.lines(lines);
        std::fs::OpenOptions::new().append(true).open(&place)?.write_all(more.as_bytes())?;
        self.git(&["add", "--", &name])?;
        self.write_tree()
    }

    /// What `git commit` has done when it calls its hook.
    pub(crate) fn write_tree(&self) -> Outcome<()> {
        let mut command = self.command("git");
        if command.arg("write-tree").stdout(Stdio::null()).status()?.success() { Ok(()) } else { Err("git write-tree failed".into()) }
    }

    /// Writes files of the work tree, of so many lines each.
    pub(crate) fn write(&mut self, files: usize, lines: usize) -> Outcome<()> {
        for file in 0..files {
            let place: PathBuf = self.path().join(path(file));
            std::fs::create_dir_all(place.parent().unwrap_or(Path::new("")))?;
            std::fs::write(place, self.lines(lines))?;
        }
        Ok(())
    }

    /// Lines like source code.
    pub(crate) fn lines(&mut self, count: usize) -> String {
        (0..count).map(|_| line(&mut self.random)).collect()
    }
}

/// The program that cargo has built for this, or the one that `LEAKGATE_PROGRAM` names: the one that `install.sh` has built, say.
pub(crate) fn program() -> String {
    std::env::var("LEAKGATE_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_leakgate").to_owned())
}

fn line(random: &mut fastrand::Rng) -> String {
    let mut text = " ".repeat(4 * random.usize(..4));
    let _ = write!(text, "{}_{}", word(random), word(random));
    let _ = match random.u8(..4) {
        0 => writeln!(text, " = {}({}, {});", word(random), word(random), random.u16(..)),
        1 => writeln!(text, "(\"{} {} {}\")?;", word(random), word(random), word(random)),
        2 => writeln!(text, ".{}().{}(|{}| {} + 1) // {}", word(random), word(random), word(random), word(random), word(random)),
        _ => writeln!(text, ": {} = {:?},", word(random), word(random)),
    };
    text
}

fn word(random: &mut fastrand::Rng) -> &'static str {
    WORDS[random.usize(..WORDS.len())]
}

/// The path of a file: twenty files a folder, three folders deep.
fn path(file: usize) -> String {
    format!("part{}/module{}/source{file}.rs", file / 400, file / 20)
}

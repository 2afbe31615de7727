//! Our readers against git's, in repositories made at random: the index, the trees and the objects are what git says they are.
//!
//! The repository under test is the one that the environment names, so the comparison runs in a process of its own: this very test binary.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use leakgate::git::{Delta, Kind, Oid, Repository};

use crate::ran::Ran;
use crate::repo::TempRepo;

/// So many repositories are made; `LEAKGATE_SEEDS=1000` makes more.
const SEEDS: u64 = 7;
/// Commits in each of them.
const COMMITS: usize = 6;

/// Paths by what stands there now: mode and id, both as git prints them.
type Listed = BTreeMap<Vec<u8>, (String, String)>;

fn git(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new("git");
    let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("git");
    let mut stdin = child.stdin.take().expect("a pipe");
    let output = std::thread::scope(|threads| {
        threads.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.expect("its output");
    assert!(output.status.success(), "git {arguments:?}");
    output.stdout
}

fn lines(output: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(output).lines().map(ToOwned::to_owned).collect()
}

/// Reads `:mode mode id id status NUL path NUL …`: what stands there now; deletions, conflicts and submodules bring nothing.
fn raw(output: &[u8]) -> Listed {
    let mut fields = output.split(|byte| *byte == 0);
    let mut listed = Listed::new();
    while let Some(head) = fields.next().filter(|head| !head.is_empty()) {
        let path = fields.next().expect("a path");
        let head = String::from_utf8_lossy(head).into_owned();
        let words: Vec<&str> = head.split(' ').collect();
        if !matches!(words[4], "D" | "U") && words[1] != "160000" {
            listed.insert(path.to_vec(), (words[1].to_owned(), words[3].to_owned()));
        }
    }
    listed
}

/// What is in every one of them under the same path.
fn in_all(mut lists: Vec<Listed>) -> Listed {
    let mut first = lists.remove(0);
    first.retain(|path, _| lists.iter().all(|list| list.contains_key(path)));
    first
}

/// Checks ours against git's: every path that git lists is there, and of our own changes nothing that git does not list.
fn check(what: &str, delta: &Delta, gits: &Listed) {
    let ours: Listed =
        delta.changes.iter().map(|change| (change.path.clone(), (format!("{:06o}", change.new.mode), change.new.id.to_string()))).collect();
    let modes: BTreeSet<&Vec<u8>> = delta.modes.iter().collect();
    assert_eq!(ours.len(), delta.changes.len(), "{what}: each path once: {:?}", delta.changes);
    for (path, entry) in gits {
        let shown = String::from_utf8_lossy(path);
        match ours.get(path) {
            Some(own) => assert_eq!(own, entry, "{what}: {shown:?}"),
            None => assert!(modes.contains(path), "{what}: {shown:?} is left out"),
        }
    }
    for path in ours.keys().chain(modes) {
        assert!(gits.contains_key(path), "{what}: {:?} is too much", String::from_utf8_lossy(path));
    }
}

/// The part that runs in the repository.
#[test]
#[ignore = "a part of the test of this file, which runs it in a repository"]
fn inside_the_repository() {
    let repository = Repository::open(true).expect("a repository");
    staged(&repository);
    commits(&repository);
    objects(&repository);
}

fn staged(repository: &Repository) {
    let has_head = repository.head().expect("a head").is_some();
    let empty = lines(&git(&["hash-object", "-t", "tree", "--stdin"], b"")).remove(0);
    let mut bases = vec![if has_head { "HEAD".to_owned() } else { empty }];
    let git_dir = lines(&git(&["rev-parse", "--absolute-git-dir"], b"")).remove(0);
    if let Ok(merging) = std::fs::read(Path::new(&git_dir).join("MERGE_HEAD")) {
        bases.extend(lines(&merging));
    }
    let diff = |base: &String| {
        let arguments = ["diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ita-invisible-in-index", base];
        raw(&git(&arguments, b""))
    };
    check("staged", &repository.staged().expect("what is staged"), &in_all(bases.iter().map(diff).collect()));
}

fn commits(repository: &Repository) {
    for id in lines(&git(&["rev-list", "--all"], b"")) {
        let commit = repository.commit(Oid::parse(id.as_bytes()).expect("an id")).expect("a commit");
        let diff = |bases: &[&str]| {
            let arguments =
                [&["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--root", "--no-commit-id"], bases].concat();
            raw(&git(&arguments, b""))
        };
        let gits = match commit.parents.as_slice() {
            [] => diff(&[&id]),
            parents => in_all(parents.iter().map(|parent| diff(&[&parent.to_string(), &id])).collect()),
        };
        check(&format!("commit {id}"), &repository.changes(&commit).expect("its changes"), &gits);
    }
}

fn objects(repository: &Repository) {
    let listed = lines(&git(&["cat-file", "--batch-all-objects", "--batch-check"], b""));
    let asked: String = listed.iter().map(|line| format!("{}\n", line.split(' ').next().expect("an id"))).collect();
    let content = git(&["cat-file", "--batch"], asked.as_bytes());
    let mut rest = content.as_slice();
    for line in listed {
        let words: Vec<&str> = line.split(' ').collect();
        let (id, kind, size) = (Oid::parse(words[0].as_bytes()).expect("an id"), words[1], words[2].parse::<usize>().expect("a size"));
        rest = &rest[line.len() + 1..];
        let kind = Kind::parse(kind.as_bytes()).expect("a kind");
        let object = repository.read(id).expect("an object");
        assert!(object.kind == kind && object.data == rest[..size], "object {id}");
        assert_eq!(repository.header(id).expect("a header"), (kind, size as u64), "object {id}");
        if kind == Kind::Blob {
            let mut streamed = Vec::new();
            let sink = &mut |reader: &mut dyn std::io::Read| {
                streamed.clear();
                reader.read_to_end(&mut streamed).map(|_| ())
            };
            repository.stream(id, sink).expect("a stream");
            assert!(streamed == rest[..size], "object {id} in pieces");
        }
        rest = &rest[size + 1..];
    }
    assert!(rest.is_empty(), "git gave more objects");
}

/// Makes changes in a repository as people make them, and some that only a program would make.
struct Maker {
    repo: TempRepo,
    random: fastrand::Rng,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut options: Vec<&str> = Vec::new();
        if seed % 6 == 4 {
            options.push("--object-format=sha256");
        }
        if seed % 6 == 5 {
            options.push("--ref-format=reftable");
        }
        let repo = TempRepo::without_hooks(&options);
        repo.config("gc.auto", "0").config("index.version", if random.bool() { "4" } else { "2" }).config("core.quotePath", "false");
        if random.u8(..3) == 0 {
            repo.config("index.skipHash", "true");
        }
        Self { repo, random }
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.random.usize(..from.len())]
    }

    /// A path of up to four parts. The parts are few, so that paths meet: a file here is a folder there.
    fn path(&mut self) -> PathBuf {
        let parts: [&[u8]; 9] = [b"a", b"b", b"a-b", b"a.b", b"new\nline", b"r\xe9gl\xe9", b" blank ", b"\"quoted\"", b"z"];
        let depth = 1 + self.random.usize(..4);
        (0..depth).map(|_| OsString::from_vec(self.pick(&parts).to_vec())).collect()
    }

    fn content(&mut self) -> Vec<u8> {
        let line: &[u8] = self.pick(&[&b"one\n"[..], b"two\n", b"\0\xff\n", b""]);
        line.repeat(self.random.usize(..400))
    }

    fn tracked(&mut self) -> Option<OsString> {
        let listed = self.repo.ask_bytes(&["ls-files", "-z"]);
        let paths: Vec<&[u8]> = listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()).collect();
        (!paths.is_empty()).then(|| OsString::from_vec(paths[self.random.usize(..paths.len())].to_vec()))
    }

    /// What stands in the way is taken away: a file where a folder is to be, a folder where a file is.
    fn clear(&self, path: &Path) {
        let full = self.repo.root().join(path);
        for above in path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
            let above = self.repo.root().join(above);
            if above.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
                std::fs::remove_file(above).expect("a file");
            }
        }
        match full.symlink_metadata() {
            Ok(there) if there.is_dir() => std::fs::remove_dir_all(&full).expect("a folder"),
            Ok(_) => std::fs::remove_file(&full).expect("a file"),
            Err(_) => {}
        }
        std::fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
    }

    /// One change of the work tree and the index.
    fn change(&mut self) {
        let path = self.path();
        let add = |maker: &Self, path: &OsStr, option: &str| {
            let _ = maker.may(&[OsStr::new("add"), OsStr::new(option), OsStr::new("--sparse"), OsStr::new("--"), path]).code;
        };
        match self.random.u8(..12) {
            0..=3 => {
                self.clear(&path);
                let content = self.content();
                self.repo.write(&path, content);
                add(self, path.as_os_str(), "-v");
            }
            4 => {
                self.clear(&path);
                std::os::unix::fs::symlink(self.pick(&["a", "nowhere", "b/c"]), self.repo.root().join(&path)).expect("a link");
                add(self, path.as_os_str(), "-v");
            }
            5 => {
                self.clear(&path);
                self.repo.write(&path, "meant to be added\n");
                add(self, path.as_os_str(), "-N");
            }
            6 => self.gitlink(&path),
            7 => {
                if let Some(path) = self.tracked() {
                    self.repo.git(&[
                        OsStr::new("rm"),
                        OsStr::new("-f"),
                        OsStr::new("-q"),
                        OsStr::new("--cached"),
                        OsStr::new("--sparse"),
                        OsStr::new("--"),
                        &path,
                    ]);
                }
            }
            8 => {
                if let Some(path) = self.tracked() {
                    let option = self.pick(&["--chmod=+x", "--chmod=-x"]);
                    // links and submodules have no such mode
                    let _ = self.may(&[OsStr::new("update-index"), OsStr::new(option), OsStr::new("--"), &path]).code;
                }
            }
            9 => {
                if let Some(from) = self.tracked() {
                    let move_it = ["mv", "-k", "--sparse", "--"].map(OsStr::new);
                    let _ = self.may(&[&move_it[..], &[&from, path.as_os_str()]].concat()).code;
                }
            }
            10 => self.copy_folder(),
            _ => {
                let _ = self.may(&["add", "-A", "--sparse"]).code;
            }
        }
    }

    /// A submodule's commit at the path, whatever stood there.
    fn gitlink(&mut self, path: &Path) {
        let width = if self.repo.ask(&["rev-parse", "--show-object-format"]) == "sha256" { 64 } else { 40 };
        let id = self.random.u8(1..10).to_string().repeat(width);
        let mut entry = format!("160000 {id}\t").into_bytes();
        entry.extend(path.as_os_str().as_bytes());
        entry.push(0);
        self.repo.ask_with_input(&["update-index", "-z", "--replace", "--index-info"], entry);
    }

    /// The same folder once more, under another name.
    fn copy_folder(&mut self) {
        let tree = self.may(&["rev-parse", "--verify", "-q", "HEAD:a^{tree}"]);
        if tree.code != Some(0) {
            return;
        }
        let prefix = format!("--prefix=copy{}/", self.random.u16(..));
        self.repo.git(&["read-tree", &prefix, tree.stdout.trim()]);
    }

    /// Runs a git command that may say no, or break: with a sparse index some do, and leave their lock behind.
    fn may<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        let mut command = self.repo.sandbox().command("git", self.repo.root());
        command.args(arguments);
        let ran = self.repo.sandbox().run(command, b"");
        let _ = std::fs::remove_file(self.repo.root().join(".git/index.lock"));
        ran
    }

    fn commit(&self) {
        self.repo.git(&["commit", "-q", "--allow-empty", "-m", "changes"]);
    }
}

fn one(seed: u64) {
    let mut maker = Maker::new(seed);
    agree(&maker, seed);
    for number in 0..COMMITS {
        for _ in 0..maker.random.usize(..10) {
            maker.change();
        }
        if maker.random.u8(..3) == 0 {
            agree(&maker, seed);
        }
        maker.commit();
        match maker.random.u8(..5) {
            0 => _ = maker.repo.git(&["repack", "-q", "-a", "-d"]),
            1 if number > 1 => merge(&mut maker, seed),
            _ => {}
        }
    }
    for _ in 0..6 {
        maker.change();
    }
    agree(&maker, seed);
    maker.commit();
    maker.repo.git(&["reset", "-q", "--hard"]).git(&["clean", "-q", "-f", "-d", "-x"]);
    // git 2.47 itself breaks where a split index meets SHA-256, or an index without a sum of itself, by which the shared part is named
    if seed % 6 != 4 {
        maker.repo.config("index.skipHash", "false");
        maker.repo.git(&["update-index", "--split-index"]);
        some_files(&mut maker, &["a", "b"], seed);
        maker.commit();
        maker.repo.git(&["update-index", "--no-split-index"]);
    }
    sparse(&mut maker, seed);
}

/// One new or changed file in each of these folders.
fn some_files(maker: &mut Maker, folders: &[&str], seed: u64) {
    for folder in folders {
        let path = Path::new(folder).join(maker.path());
        maker.clear(&path);
        let content = maker.content();
        maker.repo.write(&path, content);
        // where a submodule is in the way git says no
        let _ = maker.may(&[OsStr::new("add"), OsStr::new("--sparse"), OsStr::new("--"), path.as_os_str()]).code;
        agree(maker, seed);
    }
}

/// What is left of the folders is one entry each, but for two of them.
fn sparse(maker: &mut Maker, seed: u64) {
    if maker.may(&["sparse-checkout", "set", "--cone", "--sparse-index", "--skip-checks", "a", "a-b"]).code != Some(0) {
        return;
    }
    agree(maker, seed);
    some_files(maker, &["a", "a-b"], seed);
}

/// Two lines of history meet, mostly with conflicts. They are resolved one way or the other, after a look at them as they are.
fn merge(maker: &mut Maker, seed: u64) {
    let main = maker.repo.ask(&["rev-parse", "HEAD"]);
    maker.repo.git(&["reset", "-q", "--hard"]).git(&["clean", "-q", "-f", "-d", "-x"]);
    let back = maker.repo.ask(&["rev-parse", "HEAD~1"]);
    maker.repo.git(&["checkout", "-q", "--detach", &back]);
    for _ in 0..5 {
        maker.change();
    }
    maker.commit();
    let side = maker.repo.ask(&["rev-parse", "HEAD"]);
    maker.repo.git(&["reset", "-q", "--hard"]).git(&["clean", "-q", "-f", "-d", "-x"]).git(&["checkout", "-q", "main"]);
    assert_eq!(maker.repo.ask(&["rev-parse", "HEAD"]), main);
    let ran = maker.may(&["merge", "-q", "--no-ff", "--no-commit", &side]);
    if ran.code.is_some_and(|code| code < 2) && maker.repo.root().join(".git/MERGE_HEAD").exists() {
        agree(maker, seed);
        // where a folder of no repository stands at a submodule's place git says no
        if maker.may(&["add", "-A", "--sparse"]).code == Some(0) {
            agree(maker, seed);
            maker.commit();
            return;
        }
    }
    maker.repo.git(&["reset", "-q", "--hard", "main"]);
}

/// Runs the comparison in the repository as it is.
#[track_caller]
fn agree(maker: &Maker, seed: u64) {
    let test = std::env::current_exe().expect("this test");
    let mut command = maker.repo.sandbox().command(test, maker.repo.root());
    command.args(["agreement::inside_the_repository", "--exact", "--ignored", "--nocapture"]);
    let ran = maker.repo.sandbox().run(command, b"");
    assert_eq!(ran.code, Some(0), "seed {seed}: {}", ran.why("should agree with git"));
}

#[test]
fn our_readers_agree_with_git() {
    let seeds = std::env::var("LEAKGATE_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(SEEDS);
    (0..seeds).for_each(one);
}

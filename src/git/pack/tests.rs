//! The reader against git itself.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::super::Kind;
use super::*;
use crate::git::loose;

/// Blobs by their ids.
type Blobs = BTreeMap<Oid, Vec<u8>>;

const LIMIT: usize = 1 << 20;

fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"GIT_")) {
        command.env_remove(name);
    }
    let mut child = command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    assert!(output.status.success(), "git {arguments:?}");
    output.stdout
}

/// A bare repository of many versions of a few files, each file of another length than all others, all in one pack.
fn packed(init: &[&str], config: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &[&["init", "-q", "--bare"], init].concat(), b"");
    let mut random = fastrand::Rng::with_seed(9);
    let mut files: Vec<Vec<u8>> = (1..6_usize).map(|file| (0..file * 900).map(|_| random.alphanumeric() as u8).collect()).collect();
    let mut stream = Vec::new();
    for version in 0..120 {
        let file = random.usize(..files.len());
        let content = &mut files[file];
        let at = random.usize(..content.len());
        let line: Vec<u8> = (0..=random.usize(..60)).map(|_| random.alphanumeric() as u8).collect();
        match version % 3 {
            0 => content.splice(at..at, line),
            1 => content.splice(at..(at + 40).min(content.len()), line),
            _ => content.splice(0..0, line),
        };
        write!(stream, "commit refs/heads/main\ncommitter A <a@example.org> {version} +0000\ndata 0\nM 100644 inline file{file}\n")
            .unwrap();
        writeln!(stream, "data {}", content.len()).unwrap();
        stream.extend_from_slice(content);
        stream.push(b'\n');
    }
    git(folder.path(), &["fast-import", "--quiet"], &stream);
    // on one thread: on several, git does not write the same pack every time
    git(folder.path(), &[config, &["-c", "pack.threads=1", "repack", "-adfq", "--depth=20"]].concat(), b"");
    folder
}

/// What git says that the repository holds.
fn by_git(folder: &Path) -> Blobs {
    all_by_git(folder).into_iter().filter(|(_, kind, _)| *kind == Kind::Blob).map(|(id, _, content)| (id, content)).collect()
}

fn open(folder: &Path, width: usize) -> Packs {
    Packs::open(&loose::stores(folder), width)
}

/// What goes by on `threads` threads; the bases' content is checked against what is said to be copied.
fn by_us(packs: &Packs, threads: usize, memory: usize) -> BTreeMap<usize, Vec<u8>> {
    let visit = |worker: &mut Vec<(usize, Vec<u8>)>, packed: Packed<'_, Vec<u8>>| -> Result<Vec<u8>, ()> {
        if let Some(base) = packed.base {
            assert_eq!(base.made.len(), base.length);
            for piece in base.copies {
                assert!(base.made[piece.from..piece.from + piece.to.len()] == packed.data[piece.to.clone()]);
            }
        }
        worker.push((packed.number, packed.data.to_vec()));
        Ok(packed.data.to_vec())
    };
    let (workers, visited, other) = packs.each_blob((threads, LIMIT, memory), Vec::new, visit, |_| (), || "done");
    assert_eq!((workers.len(), visited, other), (threads, Ok(()), "done"));
    let seen = workers.iter().map(Vec::len).sum::<usize>();
    let all: BTreeMap<usize, Vec<u8>> = workers.into_iter().flatten().collect();
    assert_eq!(all.len(), seen, "a blob has gone by twice");
    all
}

#[test]
fn all_blobs_go_by_as_git_reads_them() {
    for (init, config, width) in
        [(&[][..], &[][..], 20), (&[], &["-c", "repack.useDeltaBaseOffset=false"], 20), (&["--object-format=sha256"], &[], 32)]
    {
        let folder = packed(init, config);
        let truth = by_git(folder.path());
        let packs = open(folder.path(), width);
        for threads in [1, 3] {
            let ours = by_us(&packs, threads, LIMIT);
            assert_eq!(ours.len(), truth.len());
            for (id, content) in &truth {
                let numbers: Vec<usize> = packs.numbers(*id).collect();
                assert_eq!(numbers.len(), 1);
                assert!(ours[&numbers[0]] == *content, "{id}");
            }
        }
        assert_eq!(packs.numbers(Oid::from_bytes(&vec![7; width]).unwrap()).count(), 0);
        assert_eq!(packs.numbers(Oid::from_bytes(&vec![7; 52 - width]).unwrap()).count(), 0);
    }
}

/// What git says of the objects of all kinds.
fn all_by_git(folder: &Path) -> Vec<(Oid, Kind, Vec<u8>)> {
    let listing = git(folder, &["cat-file", "--batch-all-objects", "--batch"], b"");
    let (mut rest, mut objects) = (listing.as_slice(), Vec::new());
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let words: Vec<&str> = std::str::from_utf8(&rest[..end]).unwrap().split(' ').collect();
        let size: usize = words[2].parse().unwrap();
        let kind = Kind::parse(words[1].as_bytes()).unwrap();
        objects.push((Oid::parse(words[0].as_bytes()).unwrap(), kind, rest[end + 1..][..size].to_vec()));
        rest = &rest[end + 1 + size + 1..];
    }
    objects
}

#[test]
fn each_object_is_read_as_git_reads_it() {
    const KINDS: [Kind; 4] = [Kind::Commit, Kind::Tree, Kind::Blob, Kind::Tag];
    for (init, config, width) in
        [(&[][..], &[][..], 20), (&[], &["-c", "repack.useDeltaBaseOffset=false"], 20), (&["--object-format=sha256"], &[], 32)]
    {
        let folder = packed(init, config);
        let packs = Arc::new(open(folder.path(), width));
        let objects = Objects::of(Arc::clone(&packs));
        let mut truth = all_by_git(folder.path());
        assert_eq!(packs.ids().collect::<HashSet<_>>(), truth.iter().map(|(id, ..)| *id).collect());
        // twice, in two orders: with what is kept and without
        for _ in 0..2 {
            for (id, kind, content) in &truth {
                for other in KINDS {
                    let read = objects.read(*id, other);
                    assert!(read.as_deref() == (other == *kind).then_some(content), "{id} as {other:?}");
                }
            }
            truth.reverse();
        }
        assert!(objects.read(Oid::from_bytes(&vec![7; width]).unwrap(), Kind::Tree).is_none());
    }
}

#[test]
fn with_less_memory_less_goes_by() {
    let folder = packed(&[], &[]);
    let packs = open(folder.path(), 20);
    let (all, some) = (by_us(&packs, 1, LIMIT), by_us(&packs, 1, 0));
    assert!(!some.is_empty() && some.len() < all.len(), "{} of {}", some.len(), all.len());
}

#[test]
fn packs_of_stores_that_are_borrowed_from_go_by_too() {
    let folder = packed(&[], &[]);
    let other = tempfile::tempdir().unwrap();
    git(other.path(), &["init", "-q", "--bare"], b"");
    // each borrows from the other
    std::fs::write(other.path().join("objects/info/alternates"), format!("# a remark\n{}\n", folder.path().join("objects").display()))
        .unwrap();
    std::fs::write(folder.path().join("objects/info/alternates"), format!("{}\n", other.path().join("objects").display())).unwrap();
    assert_eq!(by_us(&open(other.path(), 20), 1, LIMIT).len(), by_git(folder.path()).len());
}

#[test]
fn whatever_is_broken_in_a_pack_nothing_goes_by_that_is_not_git_s() {
    let folder = packed(&[], &[]);
    let path = |extension: &str| {
        let mut listing = folder.path().join("objects/pack").read_dir().unwrap().map(|entry| entry.unwrap().path());
        listing.find(|path| path.extension().is_some_and(|other| other == extension)).unwrap()
    };
    let write = |path: &Path, content: &[u8]| {
        // another file: the first one is mapped
        let new = path.with_extension("new");
        std::fs::write(&new, content).unwrap();
        std::fs::rename(new, path).unwrap();
    };
    let objects = all_by_git(folder.path());
    let packs = open(folder.path(), 20);
    let numbered: BTreeMap<usize, &[u8]> =
        objects.iter().flat_map(|(id, _, content)| packs.numbers(*id).map(move |number| (number, content.as_slice()))).collect();
    let blobs: HashSet<&[u8]> = objects.iter().filter(|(_, kind, _)| *kind == Kind::Blob).map(|(.., content)| content.as_slice()).collect();
    let mut passed_over = 0;
    let mut check = |extension: &str| {
        let reader = Objects::of(Arc::new(open(folder.path(), 20)));
        for (id, kind, _) in &objects {
            // whatever comes of it comes to an end
            let _ = reader.read(*id, *kind);
        }
        let ours = by_us(&open(folder.path(), 20), 2, LIMIT);
        for (number, content) in &ours {
            // a broken head may say that a tree is a blob: it has its own number, and whoever walks asks for those of blobs alone
            assert!(if extension == "pack" { numbered[number] == content } else { blobs.contains(content.as_slice()) });
        }
        let ours: HashSet<&[u8]> = ours.values().map(Vec::as_slice).collect();
        passed_over += blobs.difference(&ours).count();
    };
    let mut random = fastrand::Rng::with_seed(3);
    for extension in ["pack", "idx"] {
        let path = path(extension);
        let whole = std::fs::read(&path).unwrap();
        for length in [0, 3, 11, 12, 40, 1_000, 1_040, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
            write(&path, &whole[..length]);
            check(extension);
        }
        // the first object of a pack says that it is of each kind in turn
        let kinds = if extension == "pack" { 0..8 } else { 0..0 };
        let heads = kinds.map(|kind| (12, kind << 4 | whole[12] & 0x8f));
        let anywhere = (0..300).map(|_| (random.usize(..whole.len()), random.u8(..)));
        for (at, byte) in heads.chain(anywhere) {
            let mut broken = whole.clone();
            broken[at] = byte;
            write(&path, &broken);
            check(extension);
        }
        write(&path, &whole);
    }
    assert!(passed_over > 1_000);
}

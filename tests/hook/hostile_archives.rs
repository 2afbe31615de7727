//! Archives that want to be trouble.

use std::io::Write;
use std::path::Path;

use crate::archives::{gzip, noise, tar, zip, zip_with};
use crate::faults::shell;
use crate::ran::Ran;
use crate::repo::TempRepo;

/// Everything below a folder but git's own, sorted.
fn listed(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("a name").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != ".git") {
                left.push(path.clone());
            }
            names.push(path.display().to_string());
        }
    }
    names.retain(|name| !name.contains("/trace-"));
    names.sort();
    names
}

/// A scan with little memory, little room for temporary files, and an end.
fn scan(repo: &TempRepo, path: &str) -> Ran {
    let script = format!("ulimit -v 307200; exec timeout 60 leakgate scan '{path}'");
    repo.sandbox().run(shell(repo.sandbox(), repo.root(), &script), b"")
}

#[test]
pub(crate) fn paths_that_climb_out() {
    const NAMES: [&str; 8] = [
        "../../up.env",
        "/etc/leakgate-test.env",
        "..\\..\\up.env",
        "C:\\up.env",
        "a/../../../up.env",
        "./.git/hooks/pre-commit",
        "~/.ssh/up.env",
        "d/",
    ];
    let repo = TempRepo::new();
    let keys = repo.keys();
    let text = keys.lines();
    let members: Vec<(&str, &[u8])> = NAMES.iter().map(|name| (*name, text.as_bytes())).collect();
    repo.write("a.zip", zip(&members)).write("b.tar.gz", gzip(&NAMES.map(|name| tar(name, text.as_bytes())).concat()[..]));
    repo.write("c.tar", tar("../../up.env", text.as_bytes()));
    let before = listed(repo.sandbox().folder());
    for (path, member) in [("a.zip", "../../up.env"), ("c.tar", "../../up.env"), ("a.zip", "/etc/leakgate-test.env")] {
        scan(&repo, path).refused_with(1).says(&format!("{path}!/{member}:1"));
    }
    scan(&repo, "b.tar.gz").refused_with(1);
    assert_eq!(listed(repo.sandbox().folder()), before, "nothing is written");
    assert!(!Path::new("/etc/leakgate-test.env").exists());
}

/// What packs `zeros` bytes of nothing into a few.
fn bomb(kind: &str, zeros: usize) -> Vec<u8> {
    let piece = vec![0; 1 << 20];
    let pieces = zeros >> 20;
    let feed = |out: &mut dyn Write| (0..pieces).for_each(|_| out.write_all(&piece).expect("memory"));
    match kind {
        "gz" => {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            feed(&mut out);
            out.finish().expect("memory")
        }
        "bz2" => {
            let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            feed(&mut out);
            out.finish().expect("memory")
        }
        "zst" => ruzstd::encoding::compress_to_vec(&vec![0; zeros][..], ruzstd::encoding::CompressionLevel::Fastest),
        "xz" => {
            // Python's, which the tests need for the framework anyway
            let code = format!(
                "import lzma,sys\nf=lzma.open(sys.stdout.buffer,'wb',preset=0)\nfor _ in range({pieces}): f.write(bytes(1<<20))\nf.close()"
            );
            let output = std::process::Command::new("python3").args(["-c", &code]).output().expect("python3");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        }
        _ => panic!("no such kind: {kind}"),
    }
}

#[test]
pub(crate) fn bombs_of_every_kind() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let zeros = 160 << 20;
    for kind in ["gz", "bz2", "zst", "xz"] {
        let bomb = bomb(kind, zeros);
        assert!(bomb.len() < zeros / 100, "{kind}: {} bytes are no bomb", bomb.len());
        let path = format!("bomb.{kind}");
        repo.write(&path, &bomb);
        scan(&repo, &path).succeeded().says("not looked at: ").says("unpacks to too many bytes");
        // around it, what is there is found
        let path = format!("with-{kind}.zip");
        repo.write(&path, zip_with(&[("a.env", keys.lines().as_bytes()), ("bomb", &bomb), ("b.env", keys.lines().as_bytes())], 0, 0));
        scan(&repo, &path).refused_with(1).finds_keys(&format!("{path}!/a.env"), 1).says("unpacks to too many bytes");
    }
    // packed over and over
    let mut nested = bomb("gz", zeros);
    for _ in 0..6 {
        nested = gzip(&nested);
    }
    repo.write("nested.gz", nested);
    scan(&repo, "nested.gz").succeeded().says("not looked at: ");
    // a tar of more members than anybody has
    let members: Vec<u8> = tar("x", b"").into_iter().take(512).collect();
    repo.write("many.tar.gz", gzip(&members.repeat(150_000)));
    scan(&repo, "many.tar.gz").succeeded().says("too many members");
    // a header that promises more than there is in the world
    let mut huge = tar("x", b"words");
    huge[124..136].copy_from_slice(b"77777777777\0");
    huge[148..156].fill(b' ');
    let sum: u32 = huge[..512].iter().map(|byte| u32::from(*byte)).sum();
    huge[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    repo.write("huge.tar", huge);
    scan(&repo, "huge.tar").succeeded().says("not looked at: ");
}

/// A zip whose directory names one member many times, under other names.
fn overlapping(entries: usize, content: &[u8]) -> Vec<u8> {
    let one = zip(&[("name-000000", content)]);
    let directory = memchr::memmem::rfind(&one, b"PK\x01\x02").expect("a directory");
    let end = memchr::memmem::rfind(&one, b"PK\x05\x06").expect("an end");
    let entry = &one[directory..end];
    let mut all = Vec::new();
    for number in 0..entries {
        let mut entry = entry.to_vec();
        let at = entry.len() - 6;
        entry[at..].copy_from_slice(format!("{number:06}").as_bytes());
        all.extend(entry);
    }
    let mut tail = one[end..].to_vec();
    let count = u16::try_from(entries).expect("as many as fit").to_le_bytes();
    tail[8..10].copy_from_slice(&count);
    tail[10..12].copy_from_slice(&count);
    tail[12..16].copy_from_slice(&u32::try_from(all.len()).expect("a small directory").to_le_bytes());
    [&one[..directory], &all, &tail].concat()
}

#[test]
pub(crate) fn a_zip_that_refers_to_itself() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("overlap.zip", overlapping(60_000, &vec![0; 1 << 20]));
    scan(&repo, "overlap.zip").succeeded().says("not looked at: ");
    repo.write("overlap-keys.zip", overlapping(3, keys.lines().as_bytes()));
    scan(&repo, "overlap-keys.zip").refused_with(1);
    // sizes that lie, both ways
    let honest = zip_with(&[("a.env", keys.lines().as_bytes())], 0, 0);
    for (at, lie) in [(18, 3_u32), (22, 3), (18, u32::MAX), (22, u32::MAX)] {
        let mut lying = honest.clone();
        lying[at..at + 4].copy_from_slice(&lie.to_le_bytes());
        repo.write("lying.zip", lying);
        let ran = scan(&repo, "lying.zip");
        assert_eq!(ran.code, Some(1), "{at} {lie}: {}", ran.why("should be found all the same"));
    }
    // a zip of noise, and the head of one without an end
    let mut noisy = b"PK\x03\x04".to_vec();
    noisy.extend(noise(9, 100_000));
    repo.write("noise.zip", noisy).write("head.zip", &zip(&[("a.env", keys.lines().as_bytes())])[..60]);
    scan(&repo, "noise.zip").succeeded().says("not looked at: ");
    scan(&repo, "head.zip").succeeded().says("not looked at: ");
}

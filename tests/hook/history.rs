//! `leakgate scan --history` on packs, and many things at a time: the findings of one commit after another.

use std::fmt::Write;
use std::path::PathBuf;

use serde_json::Value;

use crate::repo::TempRepo;
use crate::secrets::{GITHUB, Keys};

/// The findings of a scan, as JSON.
#[track_caller]
fn findings(repo: &TempRepo, what: &[&str]) -> Vec<Value> {
    let ran = repo.leakgate(&[&["scan", "--format", "json", "--level", "all"], what].concat());
    ran.refused_with(1);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("should print JSON")));
    report["findings"].as_array().expect("a list").clone()
}

/// A history of 400 commits on two branches that are merged now and then. Secrets come in new files, in the middle of old ones, in messages
/// and names and link targets; they are moved, copied, left in place while other lines change, taken out and brought back.
fn stream(keys: &[Keys]) -> String {
    let mut stream = String::new();
    let mut random = fastrand::Rng::with_seed(17);
    let mut files: Vec<Vec<String>> =
        (0..6).map(|file| (0..40 * (file + 1)).map(|line| format!("line {line} of {file} {}", random.u64(..))).collect()).collect();
    for number in 1..=400_usize {
        let key = &keys[number / 20 % keys.len()];
        let message = if number % 90 == 0 { format!("use {}", key.github) } else { format!("commit {number}") };
        let branch = if number % 7 < 3 { "side" } else { "main" };
        writeln!(stream, "commit refs/heads/{branch}\nmark :{number}\ncommitter A U Thor <a@example.org> {} +0000", 1_700_000_000 + number)
            .unwrap();
        writeln!(stream, "data {}\n{message}", message.len()).unwrap();
        if number == 3 {
            writeln!(stream, "from :2").unwrap();
        } else if number % 50 == 0 {
            writeln!(stream, "merge refs/heads/{}", if branch == "side" { "main" } else { "side" }).unwrap();
        }
        let which = random.usize(..files.len());
        let file = &mut files[which];
        let at = random.usize(..file.len());
        match number % 20 {
            4 => file.insert(at, format!("GITHUB_TOKEN={}", key.github)),
            9 => file.extend(key.lines().lines().map(str::to_owned)),
            14 => file.retain(|line| !line.contains("KEY") && !line.contains("TOKEN")),
            17 => file.rotate_left(at),
            _ => file[at] = format!("line of commit {number} {}", random.u64(..)),
        }
        let content = file.join("\n");
        let path = if number % 60 == 11 { format!("moved/{number}/file{which}") } else { format!("file{which}") };
        writeln!(stream, "M 100644 inline {path}\ndata {}\n{content}", content.len()).unwrap();
        if number % 110 == 0 {
            writeln!(stream, "M 100644 inline names/{}/x\ndata 0\n", key.github).unwrap();
            writeln!(stream, "M 120000 inline link\ndata {}\n{}", key.stripe.len(), key.stripe).unwrap();
        }
    }
    stream
}

#[test]
fn packed_or_not_one_walk_or_two_the_findings_are_the_same() {
    let repo = TempRepo::new();
    let keys: Vec<Keys> = (0..9).map(|_| repo.keys()).collect();
    repo.ask_with_input(&["-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet"], stream(&keys));
    let loose = findings(&repo, &["--history"]);
    assert!(loose.len() > 60, "{}", loose.len());
    for place in ["file", "path name", "symlink target", "commit message"] {
        assert!(
            loose.iter().any(|finding| finding["place"] == place),
            "{place}: {:?}",
            loose.iter().map(|f| &f["place"]).collect::<Vec<_>>()
        );
    }
    repo.git(&["repack", "-adfq", "--depth=50"]);
    assert_eq!(findings(&repo, &["--history"]), loose);
    // a range is walked without looking at the packs first
    assert_eq!(findings(&repo, &["--range", "main side"]), loose);
    repo.git(&["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"]);
    assert_eq!(findings(&repo, &["--history"]), loose);
}

#[test]
fn what_hangs_on_no_ref_is_no_history() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").had("settings.env", keys.lines()).git(&["reset", "-q", "--hard", "HEAD~"]);
    repo.git(&["repack", "-q", "-d"]).git(&["pack-objects", "-q", "--all", "--reflog", ".git/objects/pack/pack"]);
    repo.leakgate(&["scan", "--history"]).passed();
}

#[test]
fn a_large_file_in_a_pack() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let mut random = fastrand::Rng::with_seed(1);
    let lines: String = (0..90_000).fold(String::new(), |text, _| text + &format!("{:060x}\n", random.u128(..)));
    repo.had("large", &lines).had("large", lines.clone() + &keys.lines()).git(&["repack", "-adfq"]);
    repo.leakgate(&["scan", "--history"]).refused_with(1).finds_keys("large", 90_001);
}

/// The pack of a repository that has one.
fn pack(repo: &TempRepo) -> PathBuf {
    let mut listing = repo.root().join(".git/objects/pack").read_dir().expect("packs").map(|entry| entry.expect("an entry").path());
    listing.find(|path| path.extension().is_some_and(|extension| extension == "pack")).expect("a pack")
}

#[test]
fn a_blob_that_is_missing_from_the_packs() {
    let repo = TempRepo::new();
    repo.had("a", "one\n").had("b", "two\n").git(&["repack", "-adq"]);
    let missing = repo.id("HEAD:b");
    let objects = repo.ask(&["rev-list", "--objects", "--all"]);
    let kept: String = objects.lines().filter(|line| !line.starts_with(&missing)).fold(String::new(), |text, line| text + line + "\n");
    let old = pack(&repo);
    repo.ask_with_input(&["pack-objects", "-q", ".git/objects/pack/pack"], kept);
    std::fs::remove_file(&old).expect("the old pack is removed");
    std::fs::remove_file(old.with_extension("idx")).expect("its index is removed");
    repo.leakgate(&["scan", "--history"]).refused_with(2).says(&missing);
}

#[test]
fn a_pack_that_is_damaged() {
    let repo = TempRepo::new();
    let mut random = fastrand::Rng::with_seed(2);
    let text: String = (0..4_000).map(|_| random.alphanumeric()).collect();
    repo.had("a", text).git(&["repack", "-adq"]);
    let damaged = repo.id("HEAD:a");
    let path = pack(&repo);
    let whole = std::fs::read(&path).expect("a pack");
    let listing = repo.ask(&["verify-pack", "-v", path.with_extension("idx").to_str().expect("a plain path")]);
    let line = listing.lines().find(|line| line.starts_with(&damaged)).expect("the blob is in the pack");
    let offset: usize = line.split_whitespace().nth(4).expect("an offset").parse().expect("a number");
    let spoil = |content: &[u8]| {
        let new = path.with_extension("new");
        std::fs::write(&new, content).and_then(|()| std::fs::rename(&new, &path)).expect("another pack");
    };
    let mut broken = whole.clone();
    broken[offset + 1_000] ^= 0xff;
    spoil(&broken);
    repo.leakgate(&["scan", "--history"]).refused_with(2).says(&damaged);
    spoil(&whole[..offset + 1_000]);
    repo.leakgate(&["scan", "--history"]).refused_with(2);
    spoil(&whole);
    repo.leakgate(&["scan", "--history"]).passed();
}

#[test]
fn many_files_at_a_time_are_told_in_order() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    for number in 0..300 {
        let content = if number % 3 == 0 { format!("GITHUB_TOKEN={}\n", keys.github) } else { "words\n".to_owned() };
        repo.write(format!("folder{}/file{number}", number % 10), content);
    }
    let paths = |list: Vec<Value>| list.iter().map(|finding| finding["path"].as_str().expect("a path").to_owned()).collect::<Vec<_>>();
    let told = paths(findings(&repo, &["."]));
    assert_eq!(told.len(), 100);
    let mut sorted = told.clone();
    sorted.sort_by_key(|path| PathBuf::from(path));
    assert_eq!(told, sorted);
    repo.git(&["add", "-A"]);
    assert_eq!(paths(findings(&repo, &["--staged"])).len(), 100);
}

#[test]
fn a_push_of_many_commits() {
    let repo = TempRepo::without_hooks(&[]);
    let keys = repo.keys();
    repo.ask_with_input(&["fast-import", "--quiet"], stream(std::slice::from_ref(&keys)));
    let line = format!("{} {} refs/heads/main\n", "0".repeat(40), repo.id("main"));
    repo.leakgate_with_input(&["hook", "pre-receive"], line).passed();
    repo.git(&["update-ref", "-d", "refs/heads/side"]);
    let line = format!("refs/heads/main {} refs/heads/main {}\n", repo.id("main"), "0".repeat(40));
    repo.leakgate_with_input(&["hook", "pre-push", "origin"], line).refused_with(1).says(GITHUB);
}

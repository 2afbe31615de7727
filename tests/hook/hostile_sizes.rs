//! Hostile numbers: findings, lines, folders, entries, headers, tags, refs.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::faults::{FILE, arrived, shell};
use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::{GITHUB, github_token};

/// The hook of a server that has these objects already, with at most so many KiB of memory and some seconds.
fn received(server: &Server, clone: &TempRepo, lines: &str, memory: u32) -> Ran {
    let script = format!("ulimit -v {memory}; exec timeout 300 leakgate hook pre-receive");
    clone.sandbox().run(shell(clone.sandbox(), server.folder(), &script), lines.as_bytes())
}

/// A server with one commit, and a clone of it.
fn one_commit() -> (Server, TempRepo) {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    (server, clone)
}

/// Runs git where the server is, with what it has to read.
#[track_caller]
fn at_server(server: &Server, clone: &TempRepo, args: &[&str], input: &[u8]) -> String {
    let mut command = clone.sandbox().command("git", server.folder());
    command.args(args);
    let ran = clone.sandbox().run(command, input);
    assert_eq!(ran.code, Some(0), "{}", ran.why("sets the stage and has to work"));
    ran.stdout.trim().to_owned()
}

#[test]
pub(crate) fn a_hundred_thousand_findings() {
    let (server, clone) = one_commit();
    let mut random = fastrand::Rng::with_seed(7);
    // vendors' tokens in a few files, and short passwords in many: the latter are masked word by word wherever they stand
    let mut tokens = String::new();
    for file in 0..5 {
        tokens = (0..16_000).map(|_| format!("TOKEN={}\n", github_token(&mut random))).collect();
        clone.write(format!("tokens{file}"), &tokens);
    }
    for file in 0..20 {
        let mut lines = String::new();
        for _ in 0..1_000 {
            let password: String = (0..10).map(|_| random.alphanumeric()).collect();
            writeln!(lines, "DATABASE_URL=postgres://admin:{password}@prod-db.internal:5432/shop").expect("memory");
        }
        clone.write(format!("d{file}/settings.env"), lines);
    }
    clone.git(&["add", "."]).slip_in("everything");
    let line = format!("{} {} refs/heads/main\n", clone.id("HEAD~"), clone.id("HEAD"));
    at_server(&server, &clone, &["fetch", "-q", clone.root().to_str().expect("a plain path"), "main"], b"");
    let ran = received(&server, &clone, &line, 1_000_000);
    ran.refused_with(1).says("push refused: 100000 secrets").says("… and 99990 more");
    assert!(ran.text().len() < 20_000, "{} bytes are told", ran.text().len());
    // all of them, for a program
    let script = "ulimit -v 1500000; exec timeout 120 leakgate scan tokens4 d0 d1 --format csv --output all.csv";
    let ran = clone.sandbox().run(shell(clone.sandbox(), clone.root(), script), b"");
    ran.refused_with(1).says("18000 secrets block");
    let csv = std::fs::read_to_string(clone.root().join("all.csv")).expect("a report");
    assert_eq!(csv.lines().count(), 18_001);
    let told = tokens.lines().step_by(997).any(|line| csv.contains(&line["TOKEN=ghp_".len()..]));
    assert!(!told, "a report tells a secret");
}

#[test]
pub(crate) fn a_line_of_half_a_gigabyte() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let mut file = std::fs::File::create(repo.root().join("line.txt")).expect("a file");
    let piece = b"aB3 ".repeat(1 << 18);
    (0..500).for_each(|_| file.write_all(&piece).expect("room for half a gigabyte"));
    file.write_all(format!(" {}", keys.github).as_bytes()).expect("room");
    drop(file);
    let script = "ulimit -v 307200; exec leakgate scan line.txt";
    repo.sandbox().run(shell(repo.sandbox(), repo.root(), script), b"").refused_with(1).finds(GITHUB, "line.txt:1");
}

/// Commits for `git fast-import`, each with one file: its path and content.
fn imported(server: &Server, clone: &TempRepo, branch: &str, commits: &[(String, String)]) {
    let mut stream = String::new();
    let parent = clone.id("HEAD");
    for (number, (path, content)) in commits.iter().enumerate() {
        let from = if number == 0 { format!("from {parent}\n") } else { String::new() };
        writeln!(stream, "commit refs/heads/{branch}\ncommitter A <a@corp.example> {} +0000\ndata 5\nwords\n{from}M 100644 inline {path}\ndata {}\n{content}", 1_767_225_700 + number, content.len()).expect("memory");
    }
    at_server(server, clone, &["fast-import", "--quiet"], stream.as_bytes());
}

#[test]
pub(crate) fn folders_in_folders() {
    let (server, clone) = one_commit();
    let keys = clone.keys();
    // a change deep down in every handful of commits, so that each thread meets one
    let commits: Vec<(String, String)> = (0..160)
        .map(|number| {
            let deep = number % 16 == 3;
            let path = if deep { format!("{}{FILE}", "d/".repeat(1_990)) } else { format!("file{number}") };
            (path, if deep { format!("WORDS={number}\n{}", keys.lines()) } else { format!("words {number}\n") })
        })
        .collect();
    imported(&server, &clone, "deep", &commits);
    let deep = server.ask(&["rev-parse", "deep"]);
    server.git(&["update-ref", "-d", "refs/heads/deep"]);
    let line = format!("{} {deep} refs/heads/deep\n", "0".repeat(40));
    let ran = received(&server, &clone, &line, 600_000);
    ran.refused_with(1).says(GITHUB);
    assert!(ran.text().len() < 60_000, "{} bytes are told", ran.text().len());
    imported(&server, &clone, "deeper", &[(format!("{}{FILE}", "d/".repeat(5_000)), keys.lines())]);
    let deeper = server.ask(&["rev-parse", "deeper"]);
    server.git(&["update-ref", "-d", "refs/heads/deeper"]);
    let line = format!("{} {deeper} refs/heads/deeper\n", "0".repeat(40));
    received(&server, &clone, &line, 600_000).refused_with(2).says("nest too deep").says("  next: ");
    // the same in the index, as far as git takes it
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    let path = format!("{}{FILE}", "d/".repeat(1_900));
    clone.install().git(&["update-index", "--add", "--cacheinfo", &format!("100644,{blob},{path}")]);
    clone.leakgate(&["hook", "pre-commit"]).refused_with(1).says(GITHUB);
}

#[test]
pub(crate) fn a_tree_of_very_many_entries() {
    let (server, clone) = one_commit();
    let keys = clone.keys();
    let good = at_server(&server, &clone, &["hash-object", "-w", "--stdin"], b"words\n");
    let bad = at_server(&server, &clone, &["hash-object", "-w", "--stdin"], keys.lines().as_bytes());
    let raw = |id: &str| data_encoding::HEXLOWER.decode(id.as_bytes()).expect("an id");
    let (good, bad) = (raw(&good), raw(&bad));
    let mut tree = Vec::new();
    for number in 0..1_000_000 {
        tree.extend(format!("100644 f{number:07}\0").bytes());
        tree.extend(if number == 777_777 { &bad } else { &good });
    }
    let tree = at_server(&server, &clone, &["hash-object", "-t", "tree", "-w", "--stdin"], &tree);
    let commit = at_server(&server, &clone, &["commit-tree", "-m", "words", "-p", "main", &tree], b"");
    let line = format!("{} {commit} refs/heads/topic\n", "0".repeat(40));
    received(&server, &clone, &line, 1_500_000).refused_with(1).finds_keys("f0777777", 1);
}

#[test]
pub(crate) fn trees_of_the_same_trees() {
    let (server, clone) = one_commit();
    let blob = at_server(&server, &clone, &["hash-object", "-w", "--stdin"], b"words\n");
    let mut tree = at_server(&server, &clone, &["mktree"], format!("100644 blob {blob}\tf\n").as_bytes());
    for _ in 0..40 {
        let entries: String = ["a", "b", "c", "d"].iter().map(|name| format!("040000 tree {tree}\t{name}\n")).collect();
        tree = at_server(&server, &clone, &["mktree"], entries.as_bytes());
    }
    let commit = at_server(&server, &clone, &["commit-tree", "-m", "words", "-p", "main", &tree], b"");
    let line = format!("{} {commit} refs/heads/topic\n", "0".repeat(40));
    received(&server, &clone, &line, 600_000).refused_with(2).says("too many places").says("  next: ");
}

#[test]
pub(crate) fn a_commit_of_a_hundred_megabytes() {
    let (server, clone) = one_commit();
    let keys = clone.keys();
    let tree = clone.id("HEAD^{tree}");
    let long = "words of a hundred megabytes ".repeat(3_600_000);
    let people = "author A <a@corp.example> 1 +0000\ncommitter A <a@corp.example> 1 +0000\n";
    for (what, commit) in [
        ("a header", format!("tree {tree}\n{people}x-note {long} {}\n\nwords\n", keys.github)),
        ("a message", format!("tree {tree}\n{people}\n{long} {}\n", keys.github)),
        ("a name", format!("tree {tree}\nauthor {long} {} <a@corp.example> 1 +0000\n\nwords\n", keys.github)),
    ] {
        let id = at_server(&server, &clone, &["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], commit.as_bytes());
        let line = format!("{} {id} refs/heads/topic\n", "0".repeat(40));
        let ran = received(&server, &clone, &line, 1_000_000);
        assert_eq!(ran.code, Some(1), "{what}: {}", ran.why("should be refused"));
        assert!(ran.text().len() < 10_000, "{what}: {} bytes are told", ran.text().len());
    }
}

#[test]
pub(crate) fn tags_of_tags() {
    let (server, clone) = one_commit();
    let keys = clone.keys();
    let mut id = clone.id("HEAD");
    let mut tags = Vec::new();
    for number in 0..70 {
        let kind = if number == 0 { "commit" } else { "tag" };
        let words = if number == 0 { keys.github.clone() } else { "words".to_owned() };
        let tag = format!("object {id}\ntype {kind}\ntag v{number}\ntagger A <a@corp.example> 1 +0000\n\n{words}\n");
        id = at_server(&server, &clone, &["hash-object", "-t", "tag", "-w", "--stdin"], tag.as_bytes());
        tags.push(id.clone());
    }
    let zero = "0".repeat(40);
    let push = |id: &str| received(&server, &clone, &format!("{zero} {id} refs/tags/v\n"), 600_000);
    push(&tags[10]).refused_with(1).says(GITHUB);
    push(&tags[62]).refused_with(1).says(GITHUB);
    push(&tags[69]).refused_with(2).says("more than 64 deep").says("  next: ");
}

#[test]
pub(crate) fn thousands_of_refs() {
    let (server, clone, line) = arrived();
    let mut lines = String::new();
    let (zero, old) = ("0".repeat(40), clone.id("HEAD~"));
    for number in 0..5_000 {
        if number == 3_210 {
            lines += &line;
        }
        writeln!(lines, "{zero} {old} refs/heads/topic-{number}").expect("memory");
    }
    received(&server, &clone, &lines, 600_000).refused_with(1).finds_keys(FILE, 1);
    let bare = lines.replace(&line, "");
    received(&server, &clone, &bare, 600_000).passed();
    // the name of one of them is the secret
    let keys = clone.keys();
    received(&server, &clone, &bare.replace("topic-4321\n", &format!("{}\n", keys.github)), 600_000).refused_with(1).says(GITHUB);
    // garbage in one of five thousand lines
    received(&server, &clone, &bare.replace(&format!("{zero} {old} refs/heads/topic-4321\n"), "garbage\n"), 600_000)
        .refused_with(2)
        .says("standard input, line 4322");
}

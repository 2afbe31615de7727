//! Many pushes at once, and much in one push.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::repo::{Server, TempRepo};
use crate::server_stage::{Stage, audited};
use crate::service::plain;

/// A file of settings.
const FILE: &str = "settings.env";
/// So many people push at once.
const CROWD: usize = 50;

/// Branches `topic-0` and so on, each one commit on top of `main`; every third one has keys in it.
fn topics(clone: &TempRepo) -> Vec<String> {
    let mut stream = String::new();
    let mut leaks = Vec::new();
    for topic in 0..CROWD {
        let content = if topic % 3 == 0 { clone.keys().lines() } else { format!("NUMBER={topic}\n") };
        let _ = write!(
            stream,
            "commit refs/heads/topic-{topic}\ncommitter Ann <ann@corp.example> 1767225600 +0000\ndata 5\ntopic\n\
             from refs/heads/main^0\nM 644 inline {FILE}\ndata {}\n{content}\n",
            content.len()
        );
        if topic % 3 == 0 {
            leaks.push(format!("refs/heads/topic-{topic}"));
        }
    }
    clone.ask_with_input(&["fast-import", "--quiet"], stream);
    leaks
}

/// Starts every push before it waits for any: the code of each and what it said.
fn at_once(clone: &TempRepo, servers: &[&Path]) -> Vec<(bool, String)> {
    let push = |topic: usize| {
        let mut command = clone.sandbox().command("git", clone.root());
        let branch = format!("refs/heads/topic-{topic}");
        command.args(["push", plain(servers[topic % servers.len()]), &branch]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("git")
    };
    let children: Vec<_> = (0..CROWD).map(push).collect();
    let ended = children.into_iter().map(|child| child.wait_with_output().expect("the output of a child"));
    ended
        .map(|output| {
            clone.sandbox().also_printed("one of many pushes", &output.stderr);
            (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
        })
        .collect()
}

#[test]
fn fifty_pushes_at_once_into_one_repository() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    let leaks = topics(&clone);
    let pushes = at_once(&clone, &[server.folder()]);
    for (topic, (passed, said)) in pushes.iter().enumerate() {
        assert_eq!(*passed, topic % 3 != 0, "topic {topic}: {said}");
        assert_eq!(said.contains("leakgate: push refused: 3 secrets"), topic % 3 == 0, "topic {topic}: {said}");
    }
    let there = server.ask(&["for-each-ref", "--format=%(refname)", "refs/heads/topic-*"]);
    assert_eq!(there.lines().count(), CROWD - leaks.len());
    assert!(leaks.iter().all(|leak| there.lines().all(|name| name != leak)));
    server.git(&["fsck", "--connectivity-only", "--no-dangling"]);
}

/// All of them write into one log.
#[test]
fn fifty_pushes_at_once_into_fifty_repositories() {
    let stage = Stage::new(&audited("clean = true"));
    topics(&stage.clone);
    let others: Vec<Server> = (0..CROWD).map(|number| stage.server.beside(&format!("other-{number}"))).collect();
    let hook = stage.server.folder().join("hooks/pre-receive");
    for other in &others {
        other.git(&["fetch", "-q", plain(stage.clone.root()), "refs/heads/main:refs/heads/main"]);
        std::fs::create_dir_all(other.folder().join("hooks")).expect("a folder");
        std::fs::copy(&hook, other.folder().join("hooks/pre-receive")).expect("a hook");
    }
    let folders: Vec<&Path> = others.iter().map(Server::folder).collect();
    for (topic, (passed, said)) in at_once(&stage.clone, &folders).iter().enumerate() {
        assert_eq!(*passed, topic % 3 != 0, "topic {topic}: {said}");
        let there = others[topic].ask(&["for-each-ref", "--format=%(refname)", "refs/heads/topic-*"]);
        assert_eq!(there.is_empty(), topic % 3 == 0, "topic {topic}: {there}");
    }
    let pushes: Vec<String> =
        stage.records().iter().filter(|line| line["event"] == "push").map(|line| line["repository"].to_string()).collect();
    let (leaks, repositories) = (CROWD.div_ceil(3), pushes.iter().collect::<std::collections::BTreeSet<_>>());
    assert_eq!((pushes.len(), repositories.len()), (CROWD, CROWD), "a line for each push");
    stage.audit(&["verify"]).succeeded().says(&format!("whole: {} lines", CROWD + 3 * leaks));
}

#[test]
fn a_repository_with_very_many_refs() {
    for format in ["--ref-format=files", "--ref-format=reftable"] {
        let server = Server::with_format(&[format]);
        let clone = server.clone_by("ann");
        let keys = clone.keys();
        clone.had("readme", "words\n").had(FILE, keys.lines()).published();
        let (old, new) = (clone.id("main~"), clone.id("main"));
        let id = |number: usize| if number.is_multiple_of(2) { &old } else { &new };
        let lines: String = (0..20_000).map(|number| format!("create refs/heads/many/{number} {}\n", id(number))).collect();
        server.ask_with_input(&["update-ref", "--stdin"], lines);
        server.git(&["pack-refs", "--all"]);
        clone.had("readme", "more words\n").push(&["main", "main:refs/heads/topic", "main~:refs/heads/old"]).passed();
        clone.had("copy.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("copy.env", 1);
    }
}

#[test]
fn thousands_of_commits_at_once() {
    const COUNT: usize = 4_000;
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let commit = |number: usize| {
        let content = if number == COUNT / 2 { keys.lines() } else { format!("NUMBER={number}\n") };
        let head = format!("commit refs/heads/many\ncommitter Ann <ann@corp.example> {} +0000\ndata 4\nmany\n", 1_767_225_600 + number);
        format!("{head}M 644 inline part{}/{FILE}\ndata {}\n{content}\n", number % 100, content.len())
    };
    clone.ask_with_input(&["fast-import", "--quiet"], (0..COUNT).map(commit).collect::<String>());
    clone.push(&["many"]).refused_with(1).finds_keys(&format!("part0/{FILE}"), 1);
    clone.push(&[&format!("many~{}:refs/heads/many", COUNT / 2)]).passed();
}

#[test]
fn a_repository_with_many_files() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let files: String = (0..20_000).map(|file| format!("M 644 inline part{}/file{file}\ndata 6\nwords\n\n", file / 100)).collect();
    let head = "commit refs/heads/main\ncommitter Ann <ann@corp.example> 1767225600 +0000\ndata 4\nmany\n";
    clone.ask_with_input(&["fast-import", "--quiet", "--force"], format!("{head}{files}"));
    clone.git(&["read-tree", "main"]).published();
    let add = |path: &str, content: &str| {
        let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], content);
        clone.git(&["update-index", "--add", "--cacheinfo", &format!("100644,{blob},{path}")]).slip_in("change");
    };
    add("part7/file701", "more words\n");
    clone.push(&["main"]).passed();
    add("part7/settings.env", &keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys("part7/settings.env", 1);
}

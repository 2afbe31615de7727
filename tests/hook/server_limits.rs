//! Time and sizes: what is not looked at is named, and policy says what becomes of the push.

use std::fmt::Write as _;

use crate::secrets::GITHUB;
use crate::server_stage::{Stage, audited, push_line};

/// Text that takes a while to look at: `size` MiB of words, no two lines alike.
fn words(size: usize) -> String {
    let mut text = String::with_capacity(size << 20);
    let mut random = fastrand::Rng::with_seed(7);
    while text.len() < size << 20 {
        let _ = writeln!(text, "token_{} = password key secret {}", random.u64(..), random.u64(..));
    }
    text
}

#[test]
fn what_there_was_no_time_for_is_named_and_refused() {
    let stage = Stage::new(&audited("[server]\ndeadline = \"50ms\"\nmessage = \"ask #security\"\n"));
    let ran = stage.push_file("large.txt", &words(24));
    ran.refused_with(2).says("time ran out").says("push in smaller parts").says("leakgate: ask #security").says("leakgate: reference ");
    let records = stage.records();
    let push = push_line(&records);
    assert_eq!((push["verdict"].as_str(), push["cause"].as_str()), (Some("block"), Some("late")));
    stage.audit(&["report"]).succeeded().says(" 1 ");
}

#[test]
fn what_there_was_no_time_for_may_pass_and_is_recorded() {
    let stage = Stage::new(&audited("[server]\ndeadline = \"50ms\"\nlate = \"allow\"\n"));
    stage.push_file("large.txt", &words(24)).succeeded().says("leakgate: warning: ").says("time ran out").says("on record");
    let records = stage.records();
    let push = push_line(&records);
    assert_eq!((push["verdict"].as_str(), push["cause"].as_str()), (Some("allow"), Some("late")));
}

#[test]
fn what_is_found_before_time_runs_out_is_told() {
    // the small file comes first, although its name comes last
    let stage = Stage::new(&audited("[server]\ndeadline = \"3s\"\nlate = \"allow\"\n"));
    let keys = stage.clone.keys();
    stage.clone.write("aaa.txt", words(24)).add("aaa.txt").had("zzz.env", format!("GITHUB_TOKEN={}\n", keys.github));
    stage.clone.push(&["main"]).refused_with(1).finds(GITHUB, "zzz.env:1");
}

#[test]
fn with_time_enough_large_files_are_looked_at_too() {
    let stage = Stage::new("[server]\ndeadline = \"60s\"\n");
    let keys = stage.clone.keys();
    let text = format!("{}GITHUB_TOKEN={}\n", words(2), keys.github);
    let line = text.lines().count();
    stage.push_file("large.txt", &text).refused_with(1).finds(GITHUB, &format!("large.txt:{line}"));
    stage.clone.git(&["reset", "-q", "--hard", "HEAD~"]);
    stage.push_file("large.txt", &words(2)).passed();
}

#[test]
fn many_commits_in_time_are_as_those_without_a_deadline() {
    let stage = Stage::new("[server]\ndeadline = \"60s\"\n");
    let keys = stage.clone.keys();
    let commit = |number: usize| {
        let text = if number == 40 { keys.lines() } else { format!("NUMBER={number}\n") };
        format!(
            "commit refs/heads/many\ncommitter Ann <ann@corp.example> {} +0000\ndata 4\nmany\n{}M 644 inline settings.env\ndata {}\n{text}\n",
            1_767_225_600 + number,
            if number == 1 { "from refs/heads/main^0\n" } else { "" },
            text.len()
        )
    };
    stage.clone.ask_with_input(&["fast-import", "--quiet"], (1..=100).map(commit).collect::<String>());
    stage.clone.push(&["many"]).refused_with(1).finds_keys("settings.env", 1).says("git rebase -i");
}

#[test]
fn a_file_over_the_limit_is_named() {
    let limits = |more: &str| audited(&format!("[server.limits]\nblob = \"64KiB\"\n{more}"));
    let stage = Stage::new(&limits(""));
    stage.push_file("large.txt", &words(1)).refused_with(2).says("larger than this server looks at").says("large.txt in commit");
    assert_eq!(push_line(&stage.records())["cause"], "limit");
    stage.configure(&limits("blob-over = \"allow\"\n"));
    stage.clone.push(&["main"]).succeeded().says("leakgate: warning: not looked at: 1 text");
    stage.push_file("readme", "more words\n").passed();
}

#[test]
fn an_archive_over_the_limit_is_not_opened_and_named() {
    let stage = Stage::new("[server.limits]\narchive = \"1KiB\"\n");
    let keys = stage.clone.keys();
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut zip, format!("{}{}", words(1), keys.lines()).as_bytes()).expect("an archive");
    let bytes = zip.finish().expect("an archive");
    stage.clone.had("backup.gz", bytes).push(&["main"]).refused_with(2).says("an archive larger than this server opens");
}

#[test]
fn more_commits_than_the_limit_are_named_and_the_newest_looked_at() {
    let stage = Stage::new(&audited("[server.limits]\ncommits = 2\ncommits-over = \"allow\"\n"));
    let keys = stage.clone.keys();
    for number in 0..4 {
        stage.clone.had("readme", format!("words {number}\n"));
    }
    stage.clone.push(&["main"]).succeeded().says("not looked at: 2 commits (more commits than this server looks at)");
    assert_eq!(push_line(&stage.records())["left"]["commits"], 2);
    for number in 0..2 {
        stage.clone.had("readme", format!("other words {number}\n"));
    }
    stage.push_file("settings.env", &keys.lines()).refused_with(1).finds_keys("settings.env", 1);
}

#[test]
fn a_git_that_does_not_answer_holds_nobody_up() {
    // reftables are git's own business, and this git sleeps
    let stage = Stage::with_format(&audited("[server]\ndeadline = \"1s\"\n"), &["--ref-format=reftable"]);
    let folder = stage.folder("asleep");
    std::fs::create_dir(&folder).expect("a folder");
    let program = folder.join("git");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 20\n").expect("a program");
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program that runs");
    stage.hook("pre-receive", &format!("PATH='{}':$PATH exec leakgate hook pre-receive --config \"$CONFIG\"", folder.display()));
    let begun = std::time::Instant::now();
    stage.push_file("readme", "more words\n").refused_with(2).says("time ran out");
    assert!(begun.elapsed() < std::time::Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!(push_line(&stage.records())["cause"], "late");
}

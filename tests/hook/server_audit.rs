//! The audit log: whole after fifty pushes at once, after a killed hook and a torn line, and through rotation.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::faults::mounting;
use crate::server_stage::{Stage, audited, push_line};

const FILE: &str = "settings.env";

#[test]
fn a_refusal_is_a_line_for_each_finding_and_one_for_the_push() {
    let stage = Stage::new(&audited(""));
    let keys = stage.clone.keys();
    let ran = stage.push_file(FILE, &keys.lines());
    ran.refused_with(1).says("leakgate: reference ");
    let records = stage.records();
    let push = push_line(&records);
    assert_eq!(
        (records.len(), push["verdict"].as_str(), push["blocked"].as_u64(), push["commits"].as_u64()),
        (4, Some("block"), Some(3), Some(1))
    );
    assert_eq!(push["refs"][0]["name"], "refs/heads/main");
    assert_eq!(push["refs"][0]["new"].as_str(), Some(stage.clone.id("HEAD").as_str()));
    assert!(push["duration_ms"].is_u64() && push["version"].is_string() && push["time"].is_string() && push["folder"].is_string());
    let reference = push["push"].as_str().expect("a name");
    ran.says(reference);
    let finding = &records[0];
    assert_eq!((finding["place"].as_str(), finding["push"].as_str()), (Some("settings.env:1:14"), Some(reference)));
    assert_eq!(finding["commit"].as_str(), Some(stage.clone.id("HEAD").as_str()));
    stage.audit(&["verify"]).succeeded().says("whole: 4 lines in 1 file");
}

#[test]
fn a_clean_push_is_recorded_where_that_is_wanted() {
    let stage = Stage::new(&audited(""));
    stage.push_file("readme", "more words\n").passed();
    assert!(stage.records().is_empty());
    stage.configure(&audited("clean = true\n[server]\nmetrics = \"AUDIT/leakgate.prom\"\n"));
    stage.push_file("readme", "other words\n").passed();
    assert_eq!(push_line(&stage.records())["verdict"], "allow");
    let metrics = std::fs::read_to_string(stage.folder("audit/leakgate.prom")).expect("metrics");
    assert!(metrics.contains("leakgate_pushes_total{platform=\"git\",verdict=\"allow\"} 1\n"), "{metrics}");
    assert!(metrics.contains("leakgate_commits_total 1\n") && metrics.contains("leakgate_push_seconds_count 1\n"), "{metrics}");
}

#[test]
fn a_name_that_is_the_secret_is_not_kept() {
    let stage = Stage::new(&audited(""));
    let keys = stage.clone.keys();
    let ran = stage.clone.had(format!("dir/{}/{}", keys.github, FILE), "DEBUG=1\n").push(&[format!("main:refs/heads/{}", keys.github)]);
    ran.refused_with(1);
    stage.clone.sandbox().forgive(&ran.command, |line| line.starts_with("remote:"));
    assert!(!stage.records().is_empty());
}

#[test]
fn the_repositorys_own_log_is_written_where_none_is_named() {
    let stage = Stage::new("");
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1);
    let path = stage.server.folder().join("leakgate/audit.jsonl");
    assert_eq!(stage.records_in(&path).len(), 4);
    stage.configure("[server.audit]\nenabled = false\n");
    stage.clone.push(&["main"]).refused_with(1).never_says("reference");
    assert_eq!(stage.records_in(&path).len(), 4);
}

/// Starts `count` pushes of branches with a secret, all at once.
fn at_once(stage: &Stage, count: usize) -> Vec<Child> {
    let sandbox = stage.clone.sandbox();
    let push = |number: usize| {
        let mut command: Command = sandbox.command("git", stage.clone.root());
        command.args(["push", "-q", "origin", &format!("main:refs/heads/topic-{number}")]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("git")
    };
    (0..count).map(push).collect()
}

#[test]
fn fifty_pushes_at_once_keep_the_chain_whole() {
    let stage = Stage::new(&audited("rotate = \"16KiB\"\nkeep = 100\n[server]\nmetrics = \"AUDIT/../leakgate.prom\"\n"));
    let keys = stage.clone.keys();
    stage.clone.had(FILE, format!("GITHUB_TOKEN={}\n", keys.github));
    let codes: Vec<bool> = at_once(&stage, 50).into_iter().map(|mut child| child.wait().expect("an end").success()).collect();
    assert!(codes.iter().all(|passed| !passed), "every one is refused");
    stage.audit(&["verify"]).succeeded().says("whole: 100 lines");
    let files = std::fs::read_dir(stage.folder("audit")).expect("a folder").count();
    assert!(files > 3, "it was begun anew now and then");
    let metrics = std::fs::read_to_string(stage.folder("leakgate.prom")).expect("metrics");
    assert!(metrics.contains("leakgate_pushes_total{platform=\"git\",verdict=\"block\"} 50\n"), "{metrics}");
}

#[test]
fn a_line_that_was_changed_is_found() {
    let stage = Stage::new(&audited(""));
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1);
    let path = stage.folder("audit/audit.jsonl");
    let text = std::fs::read_to_string(&path).expect("a log");
    std::fs::write(&path, text.replacen("\"verdict\":\"block\"", "\"verdict\":\"warn\"", 2)).expect("a log");
    stage.audit(&["verify"]).refused_with(1).says("audit.jsonl:1: the line was changed");
    std::fs::write(&path, text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()).expect("a log");
    stage.audit(&["verify"]).succeeded().says("older files are gone");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(1);
    std::fs::write(&path, lines.join("\n") + "\n").expect("a log");
    stage.audit(&["verify"]).refused_with(1).says("audit.jsonl:2: it does not go on");
    std::fs::remove_file(&path).expect("a log");
    stage.audit(&["verify"]).refused_with(2).says("cannot read");
}

#[test]
fn a_torn_line_is_recorded_and_the_log_goes_on() {
    let stage = Stage::new(&audited(""));
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1);
    let path = stage.folder("audit/audit.jsonl");
    let mut file = std::fs::OpenOptions::new().append(true).open(&path).expect("a log");
    file.write_all(b"{\"time\":\"2026-11-28T10:0").expect("half a line");
    stage.audit(&["verify"]).refused_with(1).says("audit.jsonl:5: the line is cut short");
    stage.clone.push(&["main"]).refused_with(1);
    stage.audit(&["verify"]).succeeded().says("whole: 9 lines").says("1 line left unfinished");
    stage.audit(&["report"]).succeeded().says("1 line could not be understood");
}

#[test]
fn a_log_that_cannot_be_written_is_a_matter_of_policy() {
    let stage = Stage::new("[server.audit]\npath = \"AUDIT/file/audit.jsonl\"\nclean = true\n");
    std::fs::create_dir(stage.folder("audit")).expect("a folder");
    std::fs::write(stage.folder("audit/file"), "").expect("a file where a folder should be");
    let audit = stage.folder("audit");
    let ran = stage.push_file("readme", "more words\n");
    ran.refused_with(2).says("the audit log of this server cannot be written").never_says(audit.to_str().expect("a plain path"));
    stage.configure("[server.audit]\npath = \"AUDIT/file/audit.jsonl\"\nclean = true\nunwritable = \"allow\"\n");
    stage.clone.push(&["main"]).succeeded().says("this push is not on record");
    // what is refused anyway is refused
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1).says("this push is not on record");
}

#[test]
fn a_hook_that_is_killed_refuses_and_leaves_the_log_whole() {
    let stage = Stage::new(&audited("clean = true"));
    // a machine that stops answering: the log is held by somebody else
    std::fs::create_dir(stage.folder("audit")).expect("a folder");
    let lock = std::fs::File::create(stage.folder("audit/audit.jsonl.lock")).expect("a lock");
    lock.lock().expect("a lock");
    stage.hook("pre-receive", "exec 3<&0\nleakgate hook pre-receive --config \"$CONFIG\" <&3 &\nsleep 1\nkill -9 $!\nwait $!");
    stage.push_file("readme", "more words\n").refused_with(137);
    drop(lock);
    stage.hook("pre-receive", "exec leakgate hook pre-receive --config \"$CONFIG\"");
    stage.clone.push(&["main"]).passed();
    stage.audit(&["verify"]).succeeded().says("whole: 1 line");
}

/// A disk of 16 KiB, in a mount of one's own, that something else has all but filled.
#[test]
pub(crate) fn a_log_on_a_full_disk() {
    let stage = Stage::new(&audited("clean = true"));
    let audit = stage.folder("audit");
    std::fs::create_dir(&audit).expect("a folder");
    let script = format!(
        "set -eu; A='{}'; mount -t tmpfs -o size=16k,mode=777 none \"$A\"; head -c 10000 /dev/zero >\"$A/else\"
        at=0; while git push -q origin main:refs/heads/topic-$at 2>>said; do at=$((at + 1)); [ $at -lt 40 ]; done
        echo \"pushed $at\"; cat said; leakgate audit verify --config '{}'
        rm \"$A/else\"; git push -q origin main:refs/heads/last; leakgate audit verify --config '{1}'",
        audit.display(),
        stage.folder("system.toml").display(),
    );
    let sandbox = stage.clone.sandbox();
    let ran = sandbox.run(mounting(sandbox, stage.clone.root(), &script), b"");
    let passed = (1..40).find(|count| ran.stdout.contains(&format!("pushed {count}\n"))).expect("some pushes, and then none");
    ran.succeeded()
        .says("the audit log of this server cannot be written")
        .says(&format!("whole: {passed} line"))
        .says(&format!("whole: {} lines", passed + 1));
}

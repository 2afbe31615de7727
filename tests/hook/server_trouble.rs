//! What cannot be decided on a server: refused unless policy says otherwise for that very cause, no word of the server's inside for whoever
//! pushes, and the detail in the audit log.

use std::fmt::Write as _;

use crate::ran::Ran;
use crate::server_stage::{Stage, audited, push_line};

/// Nothing of the server's inside is told.
#[track_caller]
fn tells_no_place(stage: &Stage, ran: &Ran) {
    let world = stage.clone.sandbox().folder().to_str().expect("a plain path");
    let told: Vec<String> = ran.text().lines().filter(|line| line.starts_with("remote:")).map(ToOwned::to_owned).collect();
    assert!(!told.is_empty(), "{}", ran.why("should say something"));
    assert!(told.iter().all(|line| !line.contains(world) && !line.contains("/etc/")), "{}", ran.why("should name no place of the server"));
}

#[test]
fn a_configuration_with_a_mistake() {
    let stage = Stage::new(&audited("[server.bypas]\n"));
    let ran = stage.push_file("readme", "more words\n");
    ran.refused_with(2).says("the configuration of leakgate on this server cannot be used").says("tell the people who run this server");
    tells_no_place(&stage, &ran);
    // nobody knows where the log is; the repository's own file, on top of a sound one, tells it there
    stage.configure(&audited(""));
    std::fs::write(stage.server.folder().join("leakgate.toml"), "comments = maybe\n").expect("a file");
    let ran = stage.clone.push(&["main"]);
    ran.refused_with(2);
    tells_no_place(&stage, &ran);
    let records = stage.records();
    let push = push_line(&records);
    assert_eq!((push["verdict"].as_str(), push["cause"].as_str()), (Some("block"), Some("configuration")));
    assert!(push["detail"].as_str().is_some_and(|detail| detail.contains("leakgate.toml:1:")), "{push}");
    ran.says(push["push"].as_str().expect("a reference"));
    stage.configure(&audited("[server.undecided]\nconfiguration = \"allow\"\n"));
    stage.clone.push(&["main"]).succeeded().says("let through all the same, which is on record");
    assert_eq!(stage.records().last().expect("a line")["verdict"], "allow");
}

#[test]
fn a_configuration_that_is_not_there() {
    let stage = Stage::new("");
    std::fs::remove_file(stage.folder("system.toml")).expect("a file");
    let ran = stage.push_file("readme", "more words\n");
    ran.refused_with(2);
    tells_no_place(&stage, &ran);
}

#[test]
fn no_variable_of_the_environment_chooses_the_configuration() {
    let stage = Stage::new("");
    let keys = stage.clone.keys();
    let lax = stage.folder("lax.toml");
    std::fs::write(&lax, "[rules]\noff = [\"*\"]\n").expect("a file");
    let names = ["LEAKGATE_CONFIG", "LEAKGATE_SYSTEM_CONFIG", "XDG_CONFIG_HOME", "HOME"];
    let mut script = String::new();
    for name in names {
        let _ = writeln!(script, "export {name}='{}'", lax.display());
    }
    stage.hook("pre-receive", &format!("{script}exec leakgate hook pre-receive --config \"$CONFIG\""));
    stage.push_file("settings.env", &keys.lines()).refused_with(1).finds_keys("settings.env", 1);
}

#[test]
fn garbage_on_standard_input() {
    let stage = Stage::new(&audited(""));
    let config = stage.folder("system.toml");
    let hook =
        |input: &str| stage.server.leakgate_with_input(&["hook", "pre-receive", "--config", config.to_str().expect("a plain path")], input);
    let (zero, one) = ("0".repeat(40), "1".repeat(40));
    hook("garbage\n").refused_with(2).says("standard input, line 1");
    hook("").refused_with(2).says("standard input");
    hook(&format!("{zero} {one} refs/heads/x\n")).refused_with(2).says(&one);
    hook(&format!("{one} {zero} refs/heads/\x1b[31mx\n")).never_says("\x1b");
    let causes: Vec<String> = stage.records().iter().map(|record| record["cause"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(causes, ["input", "input", "object"]);
}

#[test]
fn an_input_that_is_not_understood_passes_where_policy_says_so() {
    let stage = Stage::new(&audited("[server.undecided]\ninput = \"allow\"\n"));
    let config = stage.folder("system.toml");
    let ran = stage.server.leakgate_with_input(&["hook", "pre-receive", "--config", config.to_str().expect("a plain path")], "garbage\n");
    ran.succeeded().says("let through all the same");
    assert_eq!(
        (push_line(&stage.records())["verdict"].as_str(), push_line(&stage.records())["cause"].as_str()),
        (Some("allow"), Some("input"))
    );
}

#[test]
fn a_commit_with_a_broken_header() {
    let stage = Stage::new(&audited(""));
    let tree = stage.clone.id("HEAD^{tree}");
    let text = format!("tree {tree}\nauthor nobody\n\nwords\n");
    let id = stage.clone.ask_with_input(&["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text);
    // a secret in a ref's name, which nothing had the time to find
    let keys = stage.clone.keys();
    let script =
        format!("printf '%s %s refs/heads/%s\\n' {} {id} {} | leakgate hook pre-receive --config \"$CONFIG\"", "0".repeat(40), keys.github);
    let path = stage.folder("try");
    std::fs::write(&path, "").expect("a file");
    stage.server.git(&["fetch", "-q", "--no-write-fetch-head", stage.clone.root().to_str().expect("a plain path"), "main"]);
    let object = stage.clone.root().join(".git/objects").join(&id[..2]).join(&id[2..]);
    let folder = stage.server.folder().join("objects").join(&id[..2]);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::copy(object, folder.join(&id[2..])).expect("an object");
    stage.hook("try", &script);
    let command = stage.clone.sandbox().command(stage.server.folder().join("hooks/try"), stage.server.folder());
    let ran = stage.clone.sandbox().run(command, b"");
    assert!(ran.code == Some(2) || ran.code == Some(1), "{}", ran.why("should refuse"));
    assert!(!stage.records().is_empty());
}

#[test]
fn an_object_that_is_gone_is_named_without_its_place() {
    let stage = Stage::new(&audited(""));
    let config = stage.folder("system.toml");
    let (zero, one) = ("0".repeat(40), "1".repeat(40));
    let ran = stage.server.leakgate_with_input(
        &["hook", "pre-receive", "--config", config.to_str().expect("a plain path")],
        format!("{zero} {one} refs/heads/main\n"),
    );
    ran.refused_with(2).says(&format!("cannot read object {one}")).never_says(stage.server.folder().to_str().expect("a plain path"));
    let records = stage.records();
    assert_eq!(push_line(&records)["cause"], "object");
}

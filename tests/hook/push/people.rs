//! Who pushes, as each wire tells it: in the audit log, and where somebody may let a finding pass.

use std::process::Command;

use serde_json::Value;

use super::{FILE, clean};
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;
use crate::server_bypass::fingerprint;
use crate::service::must;
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    the_log_names_who_pushed
    a_finding_is_let_pass_by_a_push_option
}

/// What a push of `ann` goes by: plain git knows the account that its hook runs under and no more, unless a web server has asked for a
/// password.
fn name(wire: Wire) -> (String, &'static str) {
    match wire {
        Wire::Path | Wire::Ssh => (must(Command::new("id").arg("-un")).trim().to_owned(), "operating system"),
        Wire::Http => ("ann".to_owned(), "REMOTE_USER"),
        Wire::Gitolite | Wire::Vref => ("ann".to_owned(), "GL_USER"),
    }
}

/// The lines of the repository's own audit log.
fn log(server: &Server, clone: &TempRepo) -> Vec<Value> {
    let text = std::fs::read_to_string(server.folder().join("leakgate/audit.jsonl")).expect("a log");
    clone.sandbox().also_printed("the audit log", text.as_bytes());
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn the_log_names_who_pushed(wire: Wire) {
    let (server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    let lines = log(&server, &clone);
    let (user, from) = name(wire);
    assert_eq!(lines.len(), 4, "a line for each finding and one for the push");
    let push = &lines[3];
    assert_eq!((push["user"].as_str(), push["user_from"].as_str()), (Some(user.as_str()), Some(from)), "{push}");
    assert_eq!(push["platform"], if wire.is_gitolite() { "gitolite" } else { "git" });
    let repository = push["repository"].as_str().expect("a name");
    assert!(if wire.is_gitolite() { repository.ends_with("/server") } else { repository == "server" }, "{repository}");
    assert_eq!(push["refs"][0]["new"].as_str(), Some(clone.id("HEAD").as_str()));
}

fn a_finding_is_let_pass_by_a_push_option(wire: Wire) {
    let (server, clone) = clean(wire);
    let keys = clone.keys();
    server.config("receive.advertisePushOptions", "true");
    let config = format!("[server.bypass]\nusers = [\"{}\"]\n", name(wire).0);
    std::fs::write(server.folder().join("leakgate.toml"), config).expect("the server's configuration");
    let ran = clone.had(FILE, format!("TOKEN={}\n", keys.github)).push(&["main"]);
    ran.refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
    if wire.judges_each_ref() {
        // git gives push options to the hooks of a whole push only
        ran.never_says("leakgate.allow=");
        return;
    }
    let option = format!("leakgate.allow={}:a token of the tests", fingerprint(&ran));
    clone.push(&["-o", &option, "main"]).succeeded();
    let lines = log(&server, &clone);
    let passed = lines.iter().find(|line| line["event"] == "finding" && line["verdict"] == "bypass").expect("a line");
    assert_eq!((passed["user"].as_str(), passed["reason"].as_str()), (Some(name(wire).0.as_str()), Some("a token of the tests")));
}

//! One finding let pass by a push option, by those whom policy names.

use crate::ran::Ran;
use crate::secrets::GITHUB;
use crate::server_stage::{Stage, audited, push_line};

const FILE: &str = "settings.env";

/// The fingerprint in a refusal.
#[track_caller]
pub(crate) fn fingerprint(ran: &Ran) -> String {
    let text = ran.text();
    let (_, rest) = text.split_once("fingerprint: ").or_else(|| text.split_once("leakgate.allow=")).expect("a fingerprint");
    let print: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(print.len(), 20, "{text}");
    print
}

/// A server that takes push options; `ann` pushes.
fn stage(config: &str) -> Stage {
    let stage = Stage::on(&audited(config), &[("REMOTE_USER", "ann")]);
    stage.server.config("receive.advertisePushOptions", "true");
    stage
}

#[test]
fn who_may_is_told_how_and_does_it() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    let keys = stage.clone.keys();
    let ran = stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github));
    ran.refused_with(1).says("you may let it pass, which is put on record: git push -o 'leakgate.allow=");
    let print = fingerprint(&ran);
    let option = format!("leakgate.allow={print}:a token of the test account");
    stage.clone.push(&["-o", "ci.skip", "-o", &option, "main"]).succeeded().never_says("push refused");
    let records = stage.records();
    let bypass = records.iter().find(|record| record["verdict"] == "bypass" && record["event"] == "finding").expect("a line");
    assert_eq!(bypass["reason"], "a token of the test account");
    assert_eq!((bypass["user"].as_str(), bypass["rule"].as_str()), (Some("ann"), Some(GITHUB)));
    assert_eq!(bypass["fingerprint"].as_str(), Some(print.as_str()));
    assert_eq!(records.last().expect("a line")["bypassed"], 1);
    stage.audit(&["verify"]).succeeded().says("whole: 4 lines");
    stage.audit(&["report"]).succeeded().says("ann in server refs/heads/main").says("a token of the test account");
    stage.audit(&["report", "--format", "csv"]).succeeded().says("bypass,").says(&print);
    stage.audit(&["report", "--format", "json", "--since", "1d"]).succeeded().says("\"refused\": 1").says("\"bypassed\": 1");
}

#[test]
fn one_finding_is_let_pass_and_no_other() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    let keys = stage.clone.keys();
    let first = fingerprint(&stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github)));
    let other = stage.clone.keys();
    stage.clone.had("other.env", format!("GITHUB_TOKEN={}\n", other.github));
    let option = format!("leakgate.allow={first}:known");
    stage.clone.push(&["-o", &option, "main"]).refused_with(1).finds(GITHUB, "other.env:1").says("1 secret in what you push");
}

#[test]
fn others_are_told_who_may() {
    let stage =
        stage("[server.bypass]\nusers = [\"bob\"]\ngroups = [\"security\"]\n[[server.group]]\nname = \"security\"\nmembers = [\"eve\"]\n");
    let keys = stage.clone.keys();
    let ran = stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github));
    ran.refused_with(1).says("tell the people who run this server, with its fingerprint").never_says("git push -o");
    let option = format!("leakgate.allow={}:please", fingerprint(&ran));
    let ran = stage.clone.push(&["-o", &option, "main"]);
    ran.refused_with(1).says("you may not let findings pass by push options here; these may: bob, and members of security");
    // as a member of the group, the same person may
    stage.configure(&audited("[server.bypass]\ngroups = [\"security\"]\n[[server.group]]\nname = \"security\"\nmembers = [\"ann\"]\n"));
    stage.clone.push(&["-o", &option, "main"]).succeeded();
}

#[test]
fn refs_that_are_not_named_take_no_bypass() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\nrefs = [\"refs/heads/topic-*\"]\n");
    let keys = stage.clone.keys();
    let print = fingerprint(&stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github)));
    let option = format!("leakgate.allow={print}:why");
    stage.clone.push(&["-o", &option, "main"]).refused_with(1).says("nobody may let findings pass");
    stage.clone.push(&["-o", &option, "main:topic-1", "main"]).refused_with(1);
    stage.clone.push(&["-o", &option, "main:topic-1"]).succeeded();
}

#[test]
fn options_that_fit_nothing_are_told() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    stage.clone.had("readme", "more words\n");
    let option = format!("leakgate.allow={}:why", "0".repeat(20));
    stage.clone.push(&["-o", &option, "main"]).succeeded().says("fits nothing in this push");
}

#[test]
fn options_out_of_form_are_refused() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    stage.clone.had("readme", "more words\n");
    for (option, said) in [
        ("leakgate.alow=x", "did you mean leakgate.allow?"),
        ("leakgate.allow=123:why", "names no fingerprint"),
        ("leakgate.allow=00112233445566778899", "gives no reason"),
    ] {
        stage.clone.push(&["-o", option, "main"]).refused_with(2).says(said).says("  next: ");
    }
    assert!(stage.records().iter().all(|record| record["cause"] == "input"));
    stage.clone.push(&["-o", "merge_request.create", "main"]).passed();
}

#[test]
fn a_server_that_takes_no_options_says_who_has_to_set_that() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    stage.server.config("receive.advertisePushOptions", "false");
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1).says("receive.advertisePushOptions");
    // the update hook is given none at all
    std::fs::rename(stage.server.folder().join("hooks/pre-receive"), stage.server.folder().join("hooks/off")).expect("a hook");
    stage.hook("update", "exec leakgate hook update --config \"$CONFIG\" \"$@\"");
    stage.server.config("receive.advertisePushOptions", "true");
    stage.clone.push(&["main"]).refused_with(1).says("leakgate has to be installed as pre-receive");
}

#[test]
fn a_reason_that_quotes_the_secret_is_not_kept() {
    let stage = stage("[server.bypass]\nusers = [\"ann\"]\n");
    let keys = stage.clone.keys();
    let print = fingerprint(&stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github)));
    let option = format!("leakgate.allow={print}:it is only {}", keys.github);
    let ran = stage.clone.push(&["-o", &option, "main"]);
    ran.succeeded();
    // the log is searched for the secret when this world ends
    assert!(stage.records().iter().any(|record| record["verdict"] == "bypass"));
}

#[test]
fn gitolite_tells_its_own_groups() {
    let mut variables = vec![("GL_USER", "ann"), ("GL_REPO", "shop")];
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("gitolite");
    std::fs::write(&program, "#!/bin/sh\n[ \"$*\" = 'list-memberships -u ann' ] && echo @security\n").expect("a program");
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program that runs");
    variables.push(("GL_BINDIR", folder.path().to_str().expect("a plain path")));
    let stage = Stage::on(&audited("[server.bypass]\ngroups = [\"security\"]\n"), &variables);
    stage.server.config("receive.advertisePushOptions", "true");
    let keys = stage.clone.keys();
    let print = fingerprint(&stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github)));
    stage.clone.push(&["-o", &format!("leakgate.allow={print}:why"), "main"]).succeeded();
    let records = stage.records();
    assert!(records.iter().any(|record| record["verdict"] == "bypass"), "{records:?}");
}

#[test]
fn the_operating_systems_groups_count_for_its_users_only() {
    let output = std::process::Command::new("id").arg("-gn").output().expect("id");
    let group = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let config = audited(&format!("[server.bypass]\ngroups = [\"{group}\"]\n"));
    for (variables, may) in [(&[][..], true), (&[("REMOTE_USER", "ann")], false)] {
        let stage = Stage::on(&config, variables);
        stage.server.config("receive.advertisePushOptions", "true");
        let keys = stage.clone.keys();
        let ran = stage.push_file(FILE, &format!("GITHUB_TOKEN={}\n", keys.github));
        let option = format!("leakgate.allow={}:why", fingerprint(&ran));
        let ran = stage.clone.push(&["-o", &option, "main"]);
        if may {
            ran.succeeded();
        } else {
            ran.refused_with(1).says(&format!("these may: members of {group}"));
        }
    }
}

#[test]
fn without_a_bypass_policy_the_log_still_tells_the_refusal() {
    let stage = stage("");
    let keys = stage.clone.keys();
    stage.push_file(FILE, &keys.lines()).refused_with(1).never_says("git push -o");
    assert_eq!(push_line(&stage.records())["blocked"], 3);
}

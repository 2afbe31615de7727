//! What a hook is given by each platform, and what it makes of that: who pushed what where, and lines that the platform shows.

use crate::secrets::GITHUB;
use crate::server_stage::{Stage, audited, push_line};

/// Pushes a secret there and returns what the log says: platform, user, repository.
#[track_caller]
fn told(variables: &[(&str, &str)]) -> (String, String, String) {
    let stage = Stage::on(&audited(""), variables);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1).finds_keys("settings.env", 1);
    let records = stage.records();
    let push = push_line(&records);
    let text = |name: &str| push[name].as_str().unwrap_or_default().to_owned();
    (text("platform"), text("user"), text("repository"))
}

#[track_caller]
fn is(told: &(String, String, String), platform: &str, user: &str, repository: &str) {
    assert_eq!((told.0.as_str(), told.1.as_str(), told.2.as_str()), (platform, user, repository));
}

#[test]
fn plain_git_names_the_user_of_the_operating_system() {
    let told = told(&[]);
    assert_eq!((told.0.as_str(), told.2.as_str()), ("git", "server"));
    assert!(!told.1.is_empty());
}

#[test]
fn a_web_server_names_the_user() {
    is(&told(&[("REMOTE_USER", "ann")]), "git", "ann", "server");
}

#[test]
fn a_signed_push_names_its_signer() {
    let stage = Stage::new(&audited("clean = true"));
    let (key, signers) = (stage.folder("key"), stage.folder("signers"));
    let mut keygen = stage.clone.sandbox().command("ssh-keygen", stage.clone.root());
    keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "ann", "-f"]).arg(&key);
    stage.clone.sandbox().run(keygen, b"").succeeded();
    let public = std::fs::read_to_string(key.with_extension("pub")).expect("a public key");
    std::fs::write(&signers, format!("ann@corp.example {public}")).expect("a list of signers");
    let plain = |path: &std::path::Path| path.to_str().expect("a plain path").to_owned();
    stage
        .server
        .config("receive.certNonceSeed", "a seed")
        .config("gpg.format", "ssh")
        .config("gpg.ssh.allowedSignersFile", &plain(&signers));
    stage.clone.config("gpg.format", "ssh").config("user.signingKey", &plain(&key));
    stage.clone.had("readme", "more words\n").push(&["--signed", "main"]).passed();
    stage.clone.had("readme", "other words\n").push(&["main"]).passed();
    let told = |record: &serde_json::Value| {
        (record["user"].as_str().unwrap_or_default().to_owned(), record["user_from"].as_str().unwrap_or_default().to_owned())
    };
    let records = stage.records();
    assert_eq!(told(&records[0]), ("ann@corp.example".to_owned(), "GIT_PUSH_CERT_SIGNER".to_owned()));
    assert_eq!(told(&records[1]).1, "operating system");
}

#[test]
fn github_enterprise_server() {
    let variables = [
        ("GITHUB_USER_LOGIN", "ann"),
        ("GITHUB_REPO_NAME", "octo-org/shop"),
        ("GITHUB_REPO_PUBLIC", "false"),
        ("GITHUB_USER_IP", "10.0.0.1"),
    ];
    is(&told(&variables), "github", "ann", "octo-org/shop");
}

#[test]
fn gitea() {
    let variables = [
        ("GITEA_REPO_NAME", "shop"),
        ("GITEA_REPO_USER_NAME", "org"),
        ("GITEA_PUSHER_NAME", "ann"),
        ("GITEA_PUSHER_ID", "7"),
        ("GITEA_REPO_IS_WIKI", "false"),
    ];
    is(&told(&variables), "gitea", "ann", "org/shop");
}

#[test]
fn bitbucket() {
    let variables = [
        ("BB_HOOK_TYPE", "PRE"),
        ("BB_HOOK_TRIGGER_ID", "push"),
        ("BB_PROJECT_KEY", "PAY"),
        ("BB_REPO_SLUG", "shop"),
        ("BB_USER_NAME", "ann"),
    ];
    is(&told(&variables), "bitbucket", "ann", "PAY/shop");
}

#[test]
fn gitolite() {
    is(&told(&[("GL_USER", "ann"), ("GL_REPO", "pay/shop")]), "gitolite", "ann", "pay/shop");
}

const GITLAB: &[(&str, &str)] =
    &[("GL_ID", "user-7"), ("GL_PROTOCOL", "ssh"), ("GL_USERNAME", "ann"), ("GL_PROJECT_PATH", "pay/shop"), ("GL_REPOSITORY", "project-9")];

#[test]
fn gitlab_shows_lines_with_its_prefix_only() {
    let stage = Stage::on(&audited("[server]\nmessage = \"ask #security\""), GITLAB);
    let keys = stage.clone.keys();
    let ran = stage.push_file("settings.env", &keys.lines());
    ran.refused_with(1).finds_keys("settings.env", 1).says("GL-HOOK-ERR: leakgate: ask #security");
    let lines: Vec<&str> = ran.stderr.lines().filter_map(|line| line.strip_prefix("remote:")).collect();
    assert!(lines.len() > 10);
    for line in lines {
        assert!(line.trim_start().starts_with("GL-HOOK-ERR:"), "{line}");
    }
    let records = stage.records();
    assert_eq!((push_line(&records)["user"].as_str(), push_line(&records)["repository"].as_str()), (Some("ann"), Some("pay/shop")));
    // an error, too
    stage.configure("[server\n");
    stage.push_file("readme", "more words\n").refused_with(2).says("GL-HOOK-ERR: leakgate: error: ");
}

#[test]
fn what_was_made_in_a_browser_is_mended_there() {
    let stage = Stage::on("", &[("GITHUB_USER_LOGIN", "ann"), ("GITHUB_VIA", "blob#save")]);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1).says("take it out in the browser").never_says("git commit --amend");
}

#[test]
fn a_dry_run_is_judged_and_not_recorded() {
    let variables =
        [("BB_HOOK_TYPE", "PRE"), ("BB_IS_DRY_RUN", "true"), ("BB_HOOK_TRIGGER_ID", "pull-request-merge"), ("BB_USER_NAME", "ann")];
    let stage = Stage::on(&audited(""), &variables);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1).never_says("reference");
    assert!(stage.records().is_empty());
}

#[test]
fn what_gitea_pushes_to_itself_is_passed_over_unless_it_shall_not() {
    let variables = [("GITEA_REPO_NAME", "shop"), ("GITEA_REPO_USER_NAME", "org"), ("GITEA_INTERNAL_PUSH", "true")];
    let stage = Stage::on("", &variables);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).passed();
    stage.configure("[server]\nskip-internal = false\n");
    let keys = stage.clone.keys();
    stage.push_file("other.env", &keys.lines()).refused_with(1);
}

#[test]
fn that_a_push_is_internal_is_believed_on_gitea_only() {
    let stage = Stage::on("", &[("GITEA_INTERNAL_PUSH", "true")]);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1);
    // and where an administrator has named the platform, no other one's variables count
    let stage = Stage::on("[server]\nplatform = \"git\"\n", &[("GITEA_REPO_NAME", "shop"), ("GITEA_INTERNAL_PUSH", "true")]);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1);
}

#[test]
fn a_name_that_would_drive_the_terminal_is_escaped() {
    let stage = Stage::on(&audited(""), &[("REMOTE_USER", "ann\x1b]0;x\x07"), ("GL_USER", "x")]);
    let keys = stage.clone.keys();
    stage.push_file("settings.env", &keys.lines()).refused_with(1).never_says("\x1b");
    assert_eq!(push_line(&stage.records())["user"].as_str(), Some("ann\\x1b]0;x\\x07"));
}

#[test]
fn a_vref_of_gitolite() {
    let stage = Stage::on(&audited(""), &[("GL_USER", "ann"), ("GL_REPO", "pay/shop")]);
    let _ = std::fs::remove_file(stage.server.folder().join("hooks/pre-receive"));
    let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    let script = format!("exec leakgate hook vref --config \"$CONFIG\" \"$1\" \"$2\" \"$3\" {empty} {empty} W VREF/secrets --strict");
    stage.hook("update", &script);
    let keys = stage.clone.keys();
    stage.push_file("readme", "more words\n").passed();
    stage.push_file("settings.env", &keys.lines()).refused_with(1).finds_keys("settings.env", 1).never_says("VREF/");
    assert_eq!(push_line(&stage.records())["platform"].as_str(), Some("gitolite"));
}

#[test]
fn the_hooks_of_gerrit() {
    let stage = Stage::new(&audited(""));
    let keys = stage.clone.keys();
    stage.clone.had("settings.env", keys.lines());
    let (old, new) = (stage.clone.id("HEAD~"), stage.clone.id("HEAD"));
    // the commit is there, and no ref has it yet
    stage.server.git(&["fetch", "-q", stage.clone.root().to_str().expect("a plain path"), "main"]);
    let config = stage.folder("system.toml");
    for (verb, name) in [("ref-update", "refs/heads/main"), ("commit-received", "refs/heads/main")] {
        let words = [
            "hook",
            verb,
            "--config",
            config.to_str().expect("a plain path"),
            "--project",
            "pay/shop",
            "--refname",
            name,
            "--uploader",
            "Ann Author (ann@corp.example)",
            "--uploader-username",
            "ann",
            "--oldrev",
            &old,
            "--newrev",
            &new,
        ];
        stage.server.leakgate_with_input(&words, "").refused_with(1).finds(GITHUB, "settings.env:1");
    }
    let records = stage.records();
    let push = records.last().expect("a line");
    assert_eq!(
        (push["platform"].as_str(), push["user"].as_str(), push["repository"].as_str()),
        (Some("gerrit"), Some("ann"), Some("pay/shop"))
    );
    stage.server.leakgate_with_input(&["hook", "ref-update", "--project", "pay/shop"], "").refused_with(2).says("--refname");
}

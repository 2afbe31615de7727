//! What a person reads: escaped, masked, coloured only where that was asked for, and advice that works.

use crate::repo::TempRepo;
use crate::secrets::{AWS, GITHUB, STRIPE};

/// A file of settings.
const FILE: &str = "settings.env";

/// A repository with keys staged.
#[track_caller]
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, keys.lines()).add(FILE);
    repo
}

#[test]
fn the_refusal_of_a_commit() {
    let repo = staged();
    let ran = repo.commit("settings");
    ran.refused_with(1)
        .says("leakgate: 3 secrets in what you are about to commit")
        .says("= exposes: ")
        .says("= now: ")
        .says(&format!("git restore --staged -- {FILE}"))
        .says("= then: ")
        .says("= not a secret? ")
        .says("sk_live_51")
        .says("ghp_");
    assert_eq!(ran.stdout, "", "{}", ran.why("should print to standard error"));
}

#[test]
fn following_the_advice_lets_the_commit_pass() {
    let repo = staged();
    repo.commit("settings").refused_with(1);
    repo.git(&["restore", "--staged", "--", FILE]).write(FILE, "GITHUB_TOKEN=${GITHUB_TOKEN}\n").add(FILE);
    repo.commit("settings").passed();
}

#[test]
fn following_the_advice_lets_the_first_commit_pass() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("readme", "words\n").add("readme").write(FILE, keys.lines()).add(FILE);
    repo.commit("first").refused_with(1).says(&format!("git rm --cached -- {FILE}"));
    repo.git(&["rm", "-q", "--cached", "--", FILE]).commit("first").passed();
}

#[test]
fn following_the_advice_lets_the_push_pass() {
    let repo = TempRepo::new().with_origin();
    let keys = repo.keys();
    repo.had("readme", "words\n").published().had(FILE, keys.lines());
    repo.push(&["main"]).refused_with(1).says("git commit --amend");
    repo.write(FILE, "DEBUG=1\n").add(FILE).git(&["commit", "-q", "--amend", "--no-edit"]).push(&["main"]).passed();
}

#[test]
fn a_path_that_a_shell_would_take_apart_is_quoted_in_the_advice() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let path = "it's $HOME;`id`.env";
    repo.had("readme", "words\n").write(path, keys.lines()).add(path);
    repo.commit("settings").refused_with(1).says("git restore --staged -- 'it'\\''s $HOME;`id`.env'");
}

#[test]
fn control_characters_in_a_files_name() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let path = "a\u{1b}[31mred\u{7}\r.env";
    repo.write(path, keys.lines()).add(path);
    let ran = repo.commit("settings");
    ran.refused_with(1).finds_keys("a\\x1b[31mred\\x07\\r.env", 1).never_says("\u{1b}").never_says("\u{7}").never_says("\r");
}

#[test]
fn control_characters_around_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, format!("\u{1b}[2J\u{202e}TOKEN={} \u{1b}]0;title\u{7}\n", keys.github)).add(FILE);
    let ran = repo.commit("settings");
    ran.refused_with(1).finds(GITHUB, &format!("{FILE}:1")).never_says("\u{1b}").never_says("\u{7}").never_says("\u{202e}");
}

#[test]
fn control_characters_in_a_commits_subject_and_author() {
    let repo = TempRepo::new().with_origin();
    let keys = repo.keys();
    repo.had("readme", "words\n").published().write(FILE, keys.lines()).add(FILE);
    repo.git(&["commit", "-q", "--no-verify", "-m", "\u{1b}[31mred\u{202e}", "--author", "\u{1b}]0;Ann <ann@corp.example>"]);
    repo.push(&["main"]).refused_with(1).finds_keys(FILE, 1).never_says("\u{1b}").never_says("\u{202e}");
}

#[test]
fn colours_only_where_they_are_asked_for() {
    let repo = staged();
    let commit = |variables: &[(&str, &str)]| {
        let mut command = repo.sandbox().command("git", repo.root());
        command.args(["commit", "-m", "settings"]).envs(variables.iter().copied()).env("TERM", "xterm-256color");
        repo.try_command(command)
    };
    commit(&[]).refused_with(1).never_says("\u{1b}");
    let forced = commit(&[("CLICOLOR_FORCE", "1")]);
    assert!(forced.text().contains("\u{1b}["), "{}", forced.why("should be in colour"));
    commit(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).refused_with(1).never_says("\u{1b}");
}

#[test]
fn many_findings_are_counted() {
    let repo = TempRepo::new();
    let text: String = (0..60).map(|_| format!("TOKEN={}\n", repo.keys().github)).collect();
    repo.write(FILE, text).add(FILE);
    let ran = repo.commit("settings");
    ran.refused_with(1).says("leakgate: 60 secrets in what you are about to commit");
    assert!(ran.text().lines().count() < 150, "{}", ran.why("should fit a few screens"));
}

#[test]
fn a_key_pair_is_one_finding() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, format!("AWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={}\n", keys.aws_id, keys.aws_secret)).add(FILE);
    repo.commit("settings").refused_with(1).says("leakgate: 1 secret in what").finds(AWS, &format!("{FILE}:2"));
}

#[test]
fn the_excerpt_masks_every_secret_of_its_line() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("run.sh", format!("run --github {} --stripe {}\n", keys.github, keys.stripe)).add("run.sh");
    repo.commit("run").refused_with(1).finds(GITHUB, "run.sh:1").finds(STRIPE, "run.sh:1");
}

#[test]
fn rules_are_listed_and_explained() {
    let repo = TempRepo::new();
    repo.leakgate(&["rules", "list"]).succeeded().says(STRIPE).says(GITHUB);
    let listed = repo.leakgate(&["rules", "list", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&listed.stdout).expect("JSON");
    assert!(rules.to_string().contains(STRIPE), "{rules}");
    repo.leakgate(&["explain", STRIPE]).succeeded().says("https://dashboard.stripe.com/");
}

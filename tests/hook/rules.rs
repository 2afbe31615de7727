//! Rules of a user's own, rules that are off, and `leakgate rules`.

use serde_json::Value;

use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::{GITHUB, STRIPE};

const FILE: &str = "settings.env";
const CONFIG: &str = ".leakgate.toml";

/// A rule of few fields.
const ACME: &str = r#"
[[rule]]
id = "acme-deploy-token"
title = "Acme deploy token"
keywords = ["acme_"]
pattern = '(?P<secret>acme_[0-9A-Za-z]{24})'
hits = ["ACME_TOKEN=<<acme_{A62:24}>>"]
misses = ["acme_{A62:8}"]
"#;

/// A token that only [`ACME`] knows, and that nothing may print.
fn token(repo: &TempRepo) -> String {
    let body = &repo.keys().stripe[30..54];
    format!("acme_{body}")
}

/// A repository with a history, and a token of ours staged in it.
#[track_caller]
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    repo.had("readme", "words\n");
    let line = format!("ACME_ITEM={}\n", token(&repo));
    repo.write(FILE, line).add(FILE);
    repo
}

#[track_caller]
fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("should print JSON")))
}

#[test]
fn a_rule_of_ones_own_counts_at_once() {
    let repo = staged();
    repo.write(CONFIG, ACME).commit("settings").refused_with(1).finds("acme-deploy-token", &format!("{FILE}:1"));
    repo.leakgate(&["explain", "acme-deploy-token"]).succeeded().says("Revoke it where it was issued").never_says("What it opens");
    repo.leakgate(&["scan", FILE]).refused_with(1).says("Acme deploy token").says("leakgate explain acme-deploy-token");
}

#[test]
fn a_rule_that_is_taken_out_along_with_the_commit_that_it_would_stop() {
    let repo = staged();
    repo.git(&["reset", "-q", FILE]).write(CONFIG, ACME).add(CONFIG).slip_in("configuration");
    repo.write(CONFIG, "").add(CONFIG).add(FILE);
    repo.commit("settings").refused_with(1).finds("acme-deploy-token", &format!("{FILE}:1")).says("until its change is committed");
    repo.git(&["rm", "-q", "-f", CONFIG]);
    repo.commit("settings").refused_with(1).finds("acme-deploy-token", &format!("{FILE}:1"));
    repo.git(&["reset", "-q", FILE]).slip_in("no configuration any more");
    repo.add(FILE).commit("settings").succeeded();
}

#[test]
fn a_rule_with_mistakes_stops_the_commit_before_anything_is_looked_at() {
    let repo = staged();
    let broken = ACME.replace("keywords", "keyword").replace("24})'", "24}'");
    let ran = repo.write(CONFIG, broken).commit("settings");
    ran.refused_with(2)
        .says(".leakgate.toml:5:1: rule acme-deploy-token, unknown field `keyword`")
        .says("did you mean `keywords`?")
        .says(":6:11: rule acme-deploy-token, pattern: ");
    // all at once, as far as they can be seen
    repo.write(CONFIG, ACME.replace("acme_\"]", "ac\"]").replace("24})'", "24}'"))
        .commit("settings")
        .refused_with(2)
        .says(":5:13: ")
        .says(":6:11: ");
}

#[test]
fn a_sample_that_fails_stops_the_commit_until_it_holds() {
    let repo = staged();
    repo.write(CONFIG, ACME.replace("{A62:8}", "{A62:24}"));
    for _ in 0..2 {
        repo.commit("settings").refused_with(2).says(".leakgate.toml:8:11: rule acme-deploy-token, misses[0]: the rule fires on it");
        repo.leakgate(&["scan", "readme"]).refused_with(2);
    }
    repo.write(CONFIG, ACME).commit("settings").refused_with(1);
    // what was well once is checked again when it has changed
    repo.write(CONFIG, ACME.replace("{A62:8}", "{A62:24}")).commit("settings").refused_with(2);
}

#[test]
fn a_committed_configuration_that_cannot_be_read_can_be_corrected() {
    let repo = staged();
    repo.git(&["reset", "-q", FILE]).write(CONFIG, "comment = 1\n").add(CONFIG).slip_in("configuration");
    repo.commit("settings").refused_with(2);
    repo.write(CONFIG, "comments = true\n").add(CONFIG).commit("correct it").succeeded();
}

#[test]
fn a_pattern_that_would_take_for_ever() {
    let repo = staged();
    let pattern = ACME.replace("[0-9A-Za-z]{24}", "(?:[0-9A-Za-z]{1,1000}){1,1000}");
    repo.write(CONFIG, pattern).commit("settings").refused_with(2).says("it compiles to more than 1024 KiB");
}

#[test]
fn a_rule_that_is_off_counts_once_that_is_committed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, format!("TOKEN={}\n", keys.github)).add(FILE);
    repo.write(CONFIG, "[rules]\noff = [\"github\"]\n").add(CONFIG);
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1")).says("rules.off = \"github\" counts once it is committed");
    repo.git(&["reset", "-q", FILE]).slip_in("configuration");
    repo.add(FILE).commit("settings").succeeded();
    repo.write(FILE, keys.lines()).add(FILE).commit("more").refused_with(1).finds(STRIPE, &format!("{FILE}:4")).never_says(GITHUB);
    // switched on again, it counts at once
    repo.write(CONFIG, "[rules]\noff = [\"github\"]\non = [\"github-personal-*\"]\n");
    let other = repo.keys();
    repo.write(FILE, format!("TOKEN={}\n", other.github)).add(FILE).commit("more").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn what_is_pushed_switches_no_rule_off_and_brings_none() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had(CONFIG, format!("[rules]\noff = [\"*\"]\n{ACME}")).had(FILE, format!("TOKEN={}\n", keys.github));
    clone.push(&["main"]).refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn the_list_is_filtered() {
    let repo = TempRepo::new();
    repo.write(CONFIG, format!("[rules]\noff = [\"github\"]\n{ACME}"));
    let ids = |args: &[&str]| {
        let ran = repo.leakgate(&[&["rules", "list", "--format", "json"], args].concat());
        ran.succeeded();
        json(&ran).as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(ids(&[]).len() > 600 && ids(&[]).is_sorted());
    assert!(ids(&["--provider", "stripe"]).iter().all(|id| id.starts_with("stripe")));
    assert_eq!(ids(&["deploy", "ACME"]), ["acme-deploy-token"]);
    assert_eq!(ids(&["--provider", "own rules"]), ["acme-deploy-token"]);
    assert!(ids(&["--severity", "critical", "--mode", "live"]).contains(&STRIPE.to_owned()));
    assert!(ids(&["--mode", "test"]).iter().all(|id| id != STRIPE));
    let proved = ids(&["--proof"]);
    assert!(proved.contains(&GITHUB.to_owned()) && proved.len() < ids(&[]).len());
    assert_eq!(ids(&["no such words"]), [""; 0]);
    repo.leakgate(&["rules", "list", "github-personal"]).succeeded().says("(off)");
    repo.leakgate(&["rules", "list", "acme"]).succeeded().says("acme-deploy-token  high      unknown    Acme deploy token");
    repo.leakgate(&["rules", "list", "--severity", "dire"]).refused_with_usage();
}

#[test]
fn a_rule_is_shown_without_any_secret() {
    let repo = TempRepo::new();
    let literal = token(&repo);
    repo.write(CONFIG, ACME.replace("acme_{A62:24}", &literal));
    let ran = repo.leakgate(&["rules", "show", "acme-deploy-token"]);
    ran.succeeded()
        .says(".leakgate.toml:2")
        .says("keywords  `acme_`")
        .says("hit       ACME_TOKEN=acme_")
        .says("leakgate explain acme-deploy-token");
    let shown = json(&repo.leakgate(&["rules", "show", GITHUB, "--format", "json"]));
    assert_eq!((shown["id"].as_str(), shown["proof"]["name"].as_str()), (Some(GITHUB), Some("github-crc32")));
    assert!(shown["hits"].as_array().unwrap().iter().all(|hit| hit.as_str().unwrap().contains('•')));
    repo.leakgate(&["rules", "show", "github-personal-acess-token"]).refused_with(2).says(&format!("there are: {GITHUB}"));
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.why("shows colours in a pipe"));
}

#[test]
fn rules_are_tested() {
    let repo = TempRepo::new();
    repo.leakgate(&["rules", "test", GITHUB, STRIPE, "--times"]).succeeded().says("2 rules").says("all hold").says("compile (µs)");
    repo.write(CONFIG, ACME);
    repo.leakgate(&["rules", "test", "acme-deploy-token"]).succeeded().says("1 rule, 2 samples: all hold");
    repo.write(CONFIG, ACME.replace("{A62:8}", "{A62:24}"));
    let ran = repo.leakgate(&["rules", "test"]);
    ran.refused_with(1)
        .says(".leakgate.toml:8:11: rule acme-deploy-token, misses[0]")
        .says("1 rule does not keep what its samples promise");
    repo.leakgate(&["rules", "test", "no-such-rule"]).refused_with(2).says("there is no rule no-such-rule");
    repo.write(CONFIG, "[[rule]]\n");
    repo.leakgate(&["rules", "test"]).refused_with(2).says("it has no id");
}

//! Whose word counts on a server, what it says to whoever pushes, and what passes until some day.

use crate::secrets::{GITHUB, STRIPE};
use crate::server_stage::{Stage, audited, push_line};

const FILE: &str = "settings.env";

#[test]
fn the_repositorys_own_file_counts_above_the_systems() {
    let stage = Stage::new("guide = \"https://corp.example/system\"\n");
    let keys = stage.clone.keys();
    std::fs::write(stage.server.folder().join("leakgate.toml"), "guide = \"https://corp.example/own\"\n[rules]\noff = [\"github\"]\n")
        .expect("a file");
    let ran = stage.push_file(FILE, &keys.lines());
    ran.refused_with(1).finds(STRIPE, "settings.env:4").says("https://corp.example/own").never_says(GITHUB);
}

#[test]
fn a_push_exempts_nothing_and_is_told_so() {
    let stage = Stage::new("");
    let keys = stage.clone.keys();
    stage.clone.had(".leakgate.toml", "[rules]\noff = [\"*\"]\n");
    stage
        .push_file(FILE, &keys.lines())
        .refused_with(1)
        .finds_keys(FILE, 1)
        .says("the .leakgate.toml that this push brings does not count here");
}

#[test]
fn the_default_branch_has_a_say_where_policy_gives_it_one() {
    let stage = Stage::new("[server]\ndefault-branch = true\n");
    let keys = stage.clone.keys();
    let off = "[rules]\noff = [\"github\"]\n[server]\nlate = \"allow\"\n[server.bypass]\nusers = [\"*\"]\n";
    stage.clone.git(&["checkout", "-q", "-b", "topic"]).had(".leakgate.toml", off).had(FILE, format!("GITHUB_TOKEN={}\n", keys.github));
    let ran = stage.clone.push(&["topic"]);
    ran.refused_with(1).finds(GITHUB, "settings.env:1").says("counts once it is on the default branch");
    // once it is there, its rules count, and its [server] does not
    stage.clone.git(&["checkout", "-q", "main"]).had(".leakgate.toml", off).push(&["main"]).passed();
    stage.clone.push(&["topic"]).passed();
    stage.push_file(FILE, &keys.lines()).refused_with(1).finds(STRIPE, "settings.env:4").never_says("git push -o").never_says(GITHUB);
}

#[test]
fn comments_count_where_policy_says_so() {
    let stage = Stage::new("");
    let keys = stage.clone.keys();
    let line = format!("GITHUB_TOKEN={} # leakgate:allow {GITHUB} a sample\n", keys.github);
    stage.push_file(FILE, &line).refused_with(1);
    stage.configure("[server]\ncomments = true\n");
    stage.clone.push(&["main"]).succeeded();
}

#[test]
fn what_passes_until_some_day_is_recorded_as_what_it_would_be() {
    let until = "[[policy]]\nref = \"refs/heads/main\"\nuntil = 2999-12-31\nverdict = \"warn\"\nreason = \"moving in\"\n";
    let stage = Stage::new(&(until.to_owned() + &audited("")));
    let keys = stage.clone.keys();
    stage
        .push_file(FILE, &keys.lines())
        .succeeded()
        .says("leakgate: warning: 3 secrets")
        .says("this passes until 2999-12-31 only")
        .says("the push has passed, and the server has it")
        .says("git push --force-with-lease")
        .never_says("was refused");
    let records = stage.records();
    assert_eq!(records.iter().filter(|record| record["event"] == "finding" && record["would_block"] == true).count(), 3);
    assert_eq!((records[0]["until"].as_str(), push_line(&records)["verdict"].as_str()), (Some("2999-12-31"), Some("warn")));
    stage.audit(&["report"]).succeeded().says("Will be refused").says("after 2999-12-31").says("2999-12-31  policy at ").says("moving in");
    // another ref has no such time
    let keys = stage.clone.keys();
    stage.clone.had("other.env", keys.lines()).push(&["main:topic"]).refused_with(1).finds_keys("other.env", 1);
    // and a time that is past is none
    stage.configure(&(until.replace("2999", "2020") + &audited("")));
    stage.clone.push(&["main"]).refused_with(1);
}

#[test]
fn policy_asks_for_user_group_and_repository() {
    let policy =
        |field: &str| format!("[[policy]]\n{field}\nverdict = \"warn\"\n[[server.group]]\nname = \"bots\"\nmembers = [\"bot-*\"]\n");
    for (field, passes) in [
        ("user = \"bot-1\"", true),
        ("user = \"@bots\"", true),
        ("user = \"ann\"", false),
        ("repository = \"pay/*\"", true),
        ("repository = \"other/*\"", false),
    ] {
        let stage = Stage::on(&policy(field), &[("GITHUB_USER_LOGIN", "bot-1"), ("GITHUB_REPO_NAME", "pay/shop")]);
        let keys = stage.clone.keys();
        let ran = stage.push_file(FILE, &keys.lines());
        if passes {
            ran.succeeded().says("leakgate: warning: 3 secrets");
        } else {
            ran.refused_with(1);
        }
    }
}

#[test]
fn a_refusal_fits_the_screen_and_ends_with_the_organisations_line() {
    let stage = Stage::new("guide = \"https://corp.example/leaks\"\n[server]\nfull = 1\nmessage = \"questions: #security\"\n");
    let keys = stage.clone.keys();
    let ran = stage.push_file(FILE, &keys.lines());
    ran.refused_with(1)
        .says("push refused: 3 secrets")
        .says("… and 2 more")
        .says("https://corp.example/leaks")
        .says("leakgate: questions: #security");
    assert_eq!(ran.text().matches("--> settings.env").count(), 1);
    ran.says("the server has received it: treat it as known to others");
}

#[test]
fn a_secret_in_the_middle_of_a_push_gets_the_rebase_for_its_commit() {
    let stage = Stage::new("");
    let keys = stage.clone.keys();
    stage.clone.had("a", "one\n").had(FILE, keys.lines());
    let (bad, before) = (stage.clone.id("HEAD"), stage.clone.id("HEAD~"));
    stage.clone.had("b", "two\n").had("c", "three\n");
    let ran = stage.clone.push(&["main"]);
    ran.refused_with(1).says(&format!("git rebase -i {}", &before[..12])).says(&format!("mark {} as edit", &bad[..12]));
}

//! A person goes through findings one by one.

use crate::baseline::{BASELINE, CONFIG, old};
use crate::ran::Ran;
use crate::repo::TempRepo;
use crate::secrets::{GITHUB, STRIPE};

fn review(repo: &TempRepo, input: &str) -> Ran {
    repo.leakgate_with_input(&["review"], input)
}

fn read(repo: &TempRepo, name: &str) -> String {
    std::fs::read_to_string(repo.root().join(name)).unwrap_or_default()
}

fn state(repo: &TempRepo) -> String {
    read(repo, ".git/leakgate/review")
}

#[test]
fn each_finding_is_shown_and_each_answer_is_written() {
    let repo = old();
    let ran = review(&repo, "o\nr\ny\na\na sample of ours\n90d\nb\ny\n");
    ran.succeeded()
        .says("leakgate: 3 secrets to review")
        .says("1 of 3: [r]olled")
        .says("--> old.env:")
        .says("leakgate explain ")
        .says("leakgate: 1 rolled, 1 allowed, 1 accepted")
        .says("commit .leakgate.toml and .leakgate-baseline");
    assert!(!ran.stdout.contains('\u{1b}'), "no colours in a pipe");
    let config = read(&repo, CONFIG);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    assert!(config.contains("reason = \"a sample of ours\"") && config.contains("fingerprint-key = "), "{config}");
    assert!(config.contains(&format!("reason = \"rolled on {today}\"")) || config.contains("reason = \"rolled on 20"), "{config}");
    assert_eq!(read(&repo, BASELINE).lines().filter(|line| line.ends_with(" old.env")).count(), 1);
    repo.leakgate(&["scan", "--history"]).succeeded().says("3 suppressed");
    review(&repo, "").succeeded().says("nothing is left to review");
}

#[test]
fn the_end_of_the_input_loses_nothing_and_the_next_review_goes_on() {
    let repo = old();
    // one is skipped, one is allowed, and then the terminal is gone in the middle of an answer
    review(&repo, "s\na\nrevoked\n\na\nhalf a rea").refused_with(1).says("1 allowed, 2 left").says("goes on where this stopped");
    assert_eq!(read(&repo, CONFIG).matches("[[allow]]").count(), 1);
    assert_eq!(state(&repo).lines().filter(|line| !line.starts_with('#')).count(), 1);
    review(&repo, "q\n").refused_with(1).says("1 secret to review, 1 skipped before");
    // the one that is left; then all were asked about, and the next review begins anew
    review(&repo, "s\n").refused_with(1).says("1 of 1: ").says("2 left");
    assert_eq!(state(&repo), "");
    review(&repo, "").refused_with(1).says("2 secrets to review\n");
    review(&repo, "s\n").refused_with(1);
    repo.leakgate_with_input(&["review", "--again"], "").refused_with(1).says("2 secrets to review\n");
}

#[test]
fn an_answer_can_be_taken_back_before_it_is_written() {
    let repo = old().with_origin();
    repo.published();
    let input = "?\nzzz\nr\nn\na\n\na\nwhy\nsoon\nb\nn\nw\nq\n";
    review(&repo, input)
        .refused_with(1)
        .says("q  quit: what was answered is written")
        .says("one of the letters in brackets")
        .says("then it stays open")
        .says("soon is no day to come")
        .says("accepting it does not make it harmless")
        .says("3 left");
    assert!(!repo.root().join(CONFIG).exists() && !repo.root().join(BASELINE).exists());
}

#[test]
fn a_reason_that_holds_the_secret_is_refused() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a.env", format!("GITHUB_TOKEN={}\n", keys.github));
    let input = format!("a\nit was {}\nq\n", keys.github);
    review(&repo, &input).refused_with(1).says("the reason holds the secret itself");
    assert!(!repo.root().join(CONFIG).exists());
}

#[test]
fn what_stands_in_many_places_is_asked_about_once() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let line = format!("GITHUB_TOKEN={}\n", keys.github);
    repo.had("a.env", &line).had("b.env", &line).had("c/d.env", &line);
    review(&repo, "a\nrevoked\n\n").succeeded().says("1 secret to review").says("it stands in 3 places");
    repo.leakgate(&["scan", "--history"]).succeeded().says("3 suppressed");
}

#[test]
fn other_places_to_look_at() {
    let repo = old();
    repo.git(&["checkout", "-q", "-b", "topic"]);
    let keys = repo.keys();
    repo.had("topic.env", format!("K={}\n", keys.github));
    repo.leakgate_with_input(&["review", "--range", "main..topic"], "q\n")
        .refused_with(1)
        .says("1 secret to review")
        .finds(GITHUB, "topic.env:1");
    let more = repo.keys();
    repo.write("staged.env", format!("K={}\n", more.stripe)).add("staged.env");
    repo.leakgate_with_input(&["review", "--staged"], "a\na sample\n30d\n").succeeded().finds(STRIPE, "staged.env:1");
    // it was written to where it counts at once
    repo.add(CONFIG).commit("staged").succeeded();
    repo.leakgate_with_input(&["review", "old.env"], "q\n").refused_with(1).says("3 secrets to review");
    repo.leakgate(&["review", "--staged", "--history"]).refused_with_usage();
}

#[test]
fn an_owner_stands_in_the_entries() {
    let repo = old();
    repo.leakgate_with_input(&["review", "--owner", "payments"], "a\nwhy\n\nq\n").refused_with(1);
    assert!(read(&repo, CONFIG).contains("owner = \"payments\""));
}

#[test]
fn a_file_with_a_mistake_is_told_before_anybody_is_asked() {
    let repo = old();
    repo.write(CONFIG, "comment = true\n");
    review(&repo, "r\ny\n").refused_with(2).says(".leakgate.toml:1:1: unknown field `comment`").never_says("1 of 3");
    assert_eq!(read(&repo, CONFIG), "comment = true\n");
    std::fs::remove_file(repo.root().join(CONFIG)).unwrap();
    repo.write(".git/leakgate/review", "# skipped\nnonsense\n");
    review(&repo, "q\n").refused_with(2).says("review:2:1: this is no fingerprint").says("--again");
}

#[test]
fn at_a_terminal() {
    let repo = old();
    let mut command = repo.sandbox().command("script", repo.root());
    command.args(["-qec", "leakgate review", "/dev/null"]).env("TERM", "xterm");
    let ran = repo.sandbox().run(command, b"s\na\na sample\n90d\nq\n");
    ran.says("3 secrets to review").says("why may it pass?").says("1 allowed, 2 left");
    assert!(ran.stdout.contains("\u{1b}[1m"), "{}", ran.why("should show colours"));
    assert!(read(&repo, CONFIG).contains("reason = \"a sample\""));
    // and without colours where nobody wants them
    let mut command = repo.sandbox().command("script", repo.root());
    command.args(["-qec", "leakgate review", "/dev/null"]).env("TERM", "xterm").env("NO_COLOR", "1");
    let ran = repo.sandbox().run(command, b"q\n");
    assert!(!ran.says("1 secret to review, 1 skipped before").stdout.contains("\u{1b}[1m"), "{}", ran.why("should show no colours"));
}

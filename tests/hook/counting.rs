//! What a run meant to look at, and what it did.

use leakgate::detect::Detector;
use leakgate::finding::{Count, Stage};
use leakgate::fingerprint::Key;
use leakgate::git::Repository;
use leakgate::inspect::Crew;
use leakgate::source::{self, Visit};

use crate::repo::TempRepo;

/// The part of the test below that runs in a repository.
#[test]
#[ignore = "a part of the tests of this file, which run it in a repository"]
fn inside_a_repository() {
    let repository = Repository::open(false).expect("a repository");
    let commits = repository.range("HEAD").expect("commits");
    let detector = Detector::with(Vec::new(), Vec::new());
    let crew = Crew {
        detector: &detector,
        swept: None,
        stage: Stage::Committed,
        budget: &leakgate::inspect::Budget::default(),
        key: &|_| Key::new(&[7; 32]),
    };
    let look = |dropped: &[u8]| {
        let visit = |repository: Option<&Repository>, id: &_, visit: &mut Visit<'_>| {
            source::commit(repository.expect("a repository"), *id, &mut |item| {
                if item.path == Some(dropped) { Ok(()) } else { visit(item) }
            })
        };
        crew.look(Some(&repository), &commits, &visit, &|| {}).expect("readable commits").counted()
    };
    let whole = look(b"nothing").expect("all of it").tally;
    // message, people, name and content of each; the second version of `a` has an old name
    assert_eq!((whole.units, whole.texts), (Count::all(3), Count::all(11)));
    let trouble = look(b"d/b").expect_err("a gap").to_string();
    let commit = commits[1];
    assert_eq!(trouble, format!("9 of 11 texts were looked at; missing: the name d/b (commit {commit})"));
}

#[test]
pub(crate) fn what_drops_out_of_a_commit_is_named() {
    let repo = TempRepo::new();
    repo.had("a", "one\n").had("d/b", "one\n").had("a", "two\n");
    let mut command = repo.sandbox().command(std::env::current_exe().expect("this test"), repo.root());
    command.args(["counting::inside_a_repository", "--exact", "--ignored", "--nocapture"]);
    let ran = repo.sandbox().run(command, b"");
    assert_eq!(ran.code, Some(0), "{}", ran.why("should see what is missing"));
    ran.says("1 passed");
}

fn report(ran: &crate::ran::Ran) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.why("should be JSON")))["counted"].clone()
}

#[test]
pub(crate) fn both_numbers_are_in_the_report() {
    let repo = TempRepo::new();
    repo.had("a", "one\n").had("d/b", "three\n").write("c", "five5\n").add("c");
    let all = |number: u64| serde_json::json!({ "meant": number, "done": number });
    let staged = report(&repo.leakgate(&["scan", "--staged", "--format", "json"]));
    assert_eq!((&staged["units"], &staged["texts"], &staged["bytes"]), (&all(1), &all(2), &all(7)));
    let files = report(&repo.leakgate(&["scan", "a", "d", "c", "--format", "json"]));
    assert_eq!((&files["units"], &files["texts"], &files["bytes"]), (&all(3), &all(3), &all(16)));
    let history = report(&repo.leakgate(&["scan", "--history", "--format", "json"]));
    assert_eq!((&history["units"], &history["texts"]), (&all(2), &all(8)));
    let input = report(&repo.leakgate_with_input(&["scan", "-", "--format", "json"], "words\n"));
    assert_eq!((&input["texts"], &input["bytes"]), (&all(1), &all(6)));
}

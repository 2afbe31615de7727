//! What a person writes about a commit: the commit-msg hook.

use crate::repo::TempRepo;
use crate::secrets::GITHUB;

/// A repository with something staged.
#[track_caller]
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("readme", "more words\n").add("readme");
    repo
}

/// The one hook that should refuse.
const HOOK: &str = "commit-msg";

#[test]
fn the_refusal_tells_where_the_draft_is() {
    let repo = staged();
    let keys = repo.keys();
    let ran = repo.commit(&format!("token {}", keys.github));
    ran.refused_with(1).finds(GITHUB, "commit message:1").says("COMMIT_EDITMSG").never_says("git restore");
    assert_eq!(ran.hooks.last().map(|hook| hook.name.as_str()), Some(HOOK));
}

#[test]
fn a_line_that_git_keeps_though_it_looks_like_a_comment() {
    let repo = staged();
    let keys = repo.keys();
    // a message given with -m is kept with all its lines
    repo.commit(&format!("words\n\n# token {}", keys.github)).refused_with(1).finds(GITHUB, "commit message:3");
}

#[test]
fn a_merges_message() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").git(&["checkout", "-q", "-b", "side"]).had("b", "two\n").git(&["checkout", "-q", "main"]).had("c", "three\n");
    let ran = repo.try_git(&["merge", "-q", "--no-ff", "-m", &format!("token {}", keys.github), "side"]);
    ran.refused_with(1).finds(GITHUB, "commit message:1");
}

#[test]
fn an_amended_message() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n");
    repo.commit_with(&["--amend", "-m", &format!("token {}", keys.github)]).refused_with(1).finds(GITHUB, "commit message:1");
}

#[test]
fn an_ordinary_message() {
    let repo = staged();
    let ran = repo.commit_with(&["-q", "-m", "Fix the parser (#12)\n\nIt stopped at a NUL.\n\nReviewed-by: Bob <bob@corp.example>"]);
    ran.passed();
    assert_eq!(ran.text(), "");
}

#[test]
fn a_file_of_the_message_that_is_not_there() {
    staged().leakgate(&["hook", "commit-msg", "no/such/file"]).refused_with(2).says("no/such/file");
}

#[test]
fn the_file_of_the_message_is_named_by_git() {
    let repo = staged();
    repo.leakgate(&["hook", "commit-msg"]).refused_with_usage();
}

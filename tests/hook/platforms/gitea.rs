//! Gitea and Forgejo: the hook that they generate in each repository, and what lies beside it.
//! Source: `modules/repository/hooks.go` and `modules/repository/env.go` of <https://github.com/go-gitea/gitea>.

use super::{FILE, dispatch, leakgate, note, noted, served};
use crate::repo::{Server, TempRepo};
use crate::service::program;

const VARIABLES: [(&str, &str); 6] = [
    ("GITEA_REPO_NAME", "shop"),
    ("GITEA_REPO_USER_NAME", "corp"),
    ("GITEA_REPO_ID", "3"),
    ("GITEA_REPO_IS_WIKI", "false"),
    ("GITEA_PUSHER_NAME", "ann"),
    ("GITEA_PUSHER_ID", "7"),
];

/// Every program in the folder is run and given the same lines; the first code that is not zero is the code of all.
const SCRIPT: &str = r#"lines=$(cat; echo .)
code=0
for hook in hooks/pre-receive.d/*; do
  [ -f "$hook" ] && [ -x "$hook" ] || continue
  printf '%s' "${lines%.}" | "$hook"
  ended=$?
  [ $code -ne 0 ] || code=$ended
done
exit $code
"#;

const PLACE: &str = "hooks/pre-receive.d/50-leakgate";

#[track_caller]
fn gitea() -> (Server, TempRepo) {
    let (server, clone) = served("pre-receive", &VARIABLES, SCRIPT);
    note(&server, "hooks/pre-receive.d/gitea", 0);
    program(&server.folder().join(PLACE), leakgate("pre-receive"));
    (server, clone)
}

#[test]
fn beside_its_own_hook() {
    let (server, clone) = gitea();
    let keys = clone.keys();
    clone.had("readme", "more words\n").push(&["main"]).passed();
    assert_eq!(noted(&server), "gitea refs/heads/main\n");
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    // it comes after ours, and is asked all the same
    assert_eq!(noted(&server), "gitea refs/heads/main\n");
}

#[test]
fn its_own_hook_is_made_anew_and_ours_is_still_there() {
    let (server, clone) = gitea();
    let keys = clone.keys();
    std::fs::remove_file(server.folder().join("hooks/pre-receive")).expect("a hook");
    dispatch(&server, "pre-receive", &VARIABLES, SCRIPT);
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn another_hooks_refusal_does_not_hide_ours() {
    let (server, clone) = gitea();
    let keys = clone.keys();
    note(&server, "hooks/pre-receive.d/10-other", 3);
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(3).finds_keys(FILE, 1);
}

//! Bitbucket Data Center: hook scripts, which get the lines of a push and variables of their own.
//! Source: <https://developer.atlassian.com/server/bitbucket/how-tos/hook-scripts/>.

use super::{FILE, leakgate, served};
use crate::repo::{Server, TempRepo};
use crate::service::program;

const VARIABLES: [(&str, &str); 8] = [
    ("BB_HOOK_TYPE", "PRE"),
    ("BB_HOOK_TRIGGER_ID", "push"),
    ("BB_IS_DRY_RUN", "false"),
    ("BB_PROJECT_KEY", "CORP"),
    ("BB_REPO_SLUG", "shop"),
    ("BB_USER_NAME", "ann"),
    ("BB_USER_EMAIL", "ann@corp.example"),
    ("BB_USER_PERMISSION", "REPO_WRITE"),
];

/// A script lies in Bitbucket's own folder, not in the repository, and vetoes by its code.
const SCRIPT: &str = "exec ../hook-scripts/leakgate\n";

#[track_caller]
fn bitbucket(trigger: &str, dry_run: &str) -> (Server, TempRepo) {
    let mut variables = VARIABLES;
    (variables[1].1, variables[2].1) = (trigger, dry_run);
    let (server, clone) = served("pre-receive", &variables, SCRIPT);
    program(&server.folder().join("../hook-scripts/leakgate"), leakgate("pre-receive"));
    (server, clone)
}

#[test]
fn a_push() {
    let (_server, clone) = bitbucket("push", "false");
    let keys = clone.keys();
    clone.had("readme", "more words\n").push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_merge_that_is_tried_first() {
    for dry_run in ["true", "false"] {
        let (_server, clone) = bitbucket("pull-request-merge", dry_run);
        let keys = clone.keys();
        clone
            .git(&["checkout", "-q", "-b", "side"])
            .had(FILE, keys.lines())
            .git(&["checkout", "-q", "main"])
            .had("readme", "other words\n");
        clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    }
}

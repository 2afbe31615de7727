//! Gerrit: no hooks of git, but `ref-update` of its hooks plugin, which is told everything by its arguments.
//! Source: <https://gerrit.googlesource.com/plugins/hooks/+/refs/heads/master/src/main/resources/Documentation/hooks.md>.

use super::{FILE, leakgate, served};
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;
use crate::service::program;

/// The objects are in when it is called, once for each ref, with nothing on standard input.
const SCRIPT: &str = r#"unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_PUSH_OPTION_COUNT
GIT_DIR=$PWD exec ../site/hooks/ref-update --project corp/shop --refname "$1" --uploader 'Ann Author <ann@corp.example>' \
  --uploader-username ann --oldrev "$2" --newrev "$3" </dev/null
"#;

#[track_caller]
fn gerrit() -> (Server, TempRepo) {
    let (server, clone) = served("update", &[], SCRIPT);
    program(&server.folder().join("../site/hooks/ref-update"), leakgate("ref-update \"$@\""));
    (server, clone)
}

#[test]
fn a_push_past_review() {
    let (_server, clone) = gerrit();
    let keys = clone.keys();
    clone.had("readme", "more words\n").push(&["main"]).passed();
    clone.git(&["branch", "topic"]).push(&["topic"]).passed();
    clone.push(&["--delete", "topic"]).passed();
    clone.had(FILE, keys.lines());
    let ran = clone.push(&["main"]);
    // git's own update hook has one code for a refusal
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.finds_keys(FILE, 1);
    assert_eq!(ran.refs.as_ref().map(|(before, after)| before == after), Some(true), "{}", ran.why("should move no ref"));
}

#[test]
fn a_tag_with_a_secret_in_its_message() {
    let (_server, clone) = gerrit();
    let keys = clone.keys();
    clone.git(&["tag", "-a", "-m", &format!("one\n\ntoken {}", keys.github), "v1"]);
    let ran = clone.push(&["v1"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.finds(GITHUB, "tag refs/tags/v1");
}

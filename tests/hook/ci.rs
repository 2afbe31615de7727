//! `leakgate scan --range auto`: what a build of each CI system was started for, in clones as its checkout makes them.

use std::fs;

use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::Keys;

const FILE: &str = "settings.env";
const ZERO: &str = "0000000000000000000000000000000000000000";

/// A server with a branch `main`, and a branch `topic` that brings keys and then something else.
struct Project {
    server: Server,
    author: TempRepo,
    _keys: Keys,
    main: String,
    with_keys: String,
    topic: String,
}

impl Project {
    #[track_caller]
    fn new() -> Self {
        let server = Server::without_hooks();
        let author = server.clone_by("ann");
        let keys = author.keys();
        author.had("readme", "words\n").had("readme", "more words\n").git(&["push", "-q", "origin", "HEAD:main"]);
        author.git(&["checkout", "-q", "-b", "topic"]).had(FILE, keys.lines()).had("readme", "other words\n");
        author.git(&["push", "-q", "origin", "topic"]);
        let id = |revision| author.id(revision);
        let (main, with_keys, topic) = (id("topic~2"), id("topic~"), id("topic"));
        Self { server, author, _keys: keys, main, with_keys, topic }
    }

    /// As `actions/checkout` and the runners do: the branch is checked out, detached.
    fn clone(&self, name: &str, options: &[&str]) -> TempRepo {
        let clone = self.server.clone_with(name, options);
        clone.git(&["checkout", "-q", "--detach", "origin/topic"]);
        clone
    }
}

/// Variables of a build.
type Variables = Vec<(&'static str, String)>;

/// Runs `leakgate scan --range auto` as a job of a build with these variables.
fn job(clone: &TempRepo, variables: &Variables) -> Ran {
    let mut command = clone.sandbox().command("leakgate", clone.root());
    command.args(["scan", "--range", "auto"]).envs(variables.iter().map(|(name, value)| (*name, value)));
    clone.sandbox().run(command, b"")
}

/// The variables of GitHub's, with the event in its file.
fn github(clone: &TempRepo, name: &str, reference: &str, tip: &str, event: &str) -> Variables {
    let path = clone.sandbox().folder().join("event.json");
    fs::write(&path, event).expect("an event");
    vec![
        ("GITHUB_ACTIONS", "true".to_owned()),
        ("GITHUB_EVENT_NAME", name.to_owned()),
        ("GITHUB_EVENT_PATH", path.to_str().expect("a plain path").to_owned()),
        ("GITHUB_REF", reference.to_owned()),
        ("GITHUB_SHA", tip.to_owned()),
    ]
}

fn pushed(before: &str, after: &str) -> String {
    format!(r#"{{"before": "{before}", "after": "{after}", "repository": {{"default_branch": "main"}}}}"#)
}

/// What each system says of a change from `base` to `tip` that is to be merged, with the word that its cure for a short clone has.
fn changes(clone: &TempRepo, base: &str, tip: &str) -> Vec<(&'static str, Variables)> {
    let pull = format!(r#"{{"pull_request": {{"head": {{"sha": "{tip}"}}, "base": {{"sha": "{base}"}}}}}}"#);
    let own = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Variables>();
    vec![
        ("fetch-depth: 0", github(clone, "pull_request", "refs/pull/7/merge", tip, &pull)),
        (
            "GIT_DEPTH: \"0\"",
            own(&[("GITLAB_CI", "true"), ("CI_COMMIT_SHA", tip), ("CI_COMMIT_BEFORE_SHA", ZERO), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)]),
        ),
        (
            "clone: {depth: full}",
            own(&[("BITBUCKET_BUILD_NUMBER", "7"), ("BITBUCKET_COMMIT", tip), ("BITBUCKET_PR_DESTINATION_COMMIT", &base[..12])]),
        ),
        (
            "fetchDepth: 0",
            own(&[
                ("TF_BUILD", "True"),
                ("BUILD_SOURCEVERSION", tip),
                ("SYSTEM_PULLREQUEST_SOURCECOMMITID", tip),
                ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
            ]),
        ),
    ]
}

#[test]
fn what_a_change_brings() {
    let project = Project::new();
    let clone = project.clone("ci", &[]);
    for (number, (_, variables)) in changes(&clone, &project.main, &project.topic).iter().enumerate() {
        job(&clone, variables).refused_with(1).finds_keys(FILE, 1).says(&project.with_keys[..7]);
        // Azure compares with the branch, where the keys are not
        if number < 3 {
            let (_, variables) = &changes(&clone, &project.with_keys, &project.topic)[number];
            job(&clone, variables).passed();
        }
        let (_, variables) = &changes(&clone, &project.main, &project.main)[number];
        job(&clone, variables).passed();
    }
}

#[test]
fn a_clone_that_is_cut_short_is_no_pass() {
    let project = Project::new();
    let clone = project.clone("ci", &["--depth", "1", "--branch", "topic"]);
    for (cure, variables) in changes(&clone, &project.main, &project.topic) {
        job(&clone, &variables).refused_with(2).says("this clone lacks").says(cure);
    }
    // The base may be here, and what lies between not.
    clone.git(&["fetch", "-q", "--depth", "1", "origin", "+main:refs/remotes/origin/main"]);
    for (cure, variables) in changes(&clone, &project.main, &project.topic) {
        job(&clone, &variables).refused_with(2).says("the history is cut short").says(cure);
    }
    let range = format!("{}..{}", project.main, project.topic);
    clone.leakgate(&["scan", "--range", &range]).refused_with(2).says("the history is cut short").says("git fetch --unshallow");
    clone.git(&["fetch", "-q", "--unshallow"]);
    clone.leakgate(&["scan", "--range", &range]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_short_clone_will_do_where_the_range_is_in_it() {
    let project = Project::new();
    let clone = project.clone("ci", &["--depth", "2", "--branch", "topic"]);
    let event = pushed(&project.with_keys, &project.topic);
    job(&clone, &github(&clone, "push", "refs/heads/topic", &project.topic, &event)).passed();
    let event = pushed(&project.main, &project.topic);
    job(&clone, &github(&clone, "push", "refs/heads/topic", &project.topic, &event)).refused_with(2).says("fetch-depth: 0");
    // A new branch: how far it goes back cannot be told.
    let event = pushed(ZERO, &project.topic);
    job(&clone, &github(&clone, "push", "refs/heads/topic", &project.topic, &event)).refused_with(2).says("fetch-depth: 0");
}

#[test]
fn a_push() {
    let project = Project::new();
    let clone = project.clone("ci", &[]);
    let push = |before: &str, reference: &str| {
        let event = pushed(before, &project.topic);
        job(&clone, &github(&clone, "push", reference, &project.topic, &event))
    };
    push(&project.main, "refs/heads/topic").refused_with(1).finds_keys(FILE, 1);
    push(&project.with_keys, "refs/heads/topic").passed();
    // A new branch brings what the default branch does not have; a new default branch brings all of it.
    push(ZERO, "refs/heads/topic").refused_with(1).finds_keys(FILE, 1);
    push(ZERO, "refs/tags/v1").refused_with(1).finds_keys(FILE, 1);
    push(ZERO, "refs/heads/main").refused_with(1).finds_keys(FILE, 1);
    // What a forced push left behind is nowhere to be had.
    push("0123456789abcdef0123456789abcdef01234567", "refs/heads/topic").refused_with(1).finds_keys(FILE, 1);
    project.author.git(&["push", "-q", "origin", "topic:main"]);
    clone.git(&["fetch", "-q", "origin"]);
    push(ZERO, "refs/heads/topic").passed();
    push("0123456789abcdef0123456789abcdef01234567", "refs/heads/topic").passed();
    push(ZERO, "refs/heads/main").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn the_default_branch_is_asked_of_git_where_the_platform_does_not_tell_it() {
    let project = Project::new();
    let clone = project.clone("ci", &[]);
    for variables in [
        [("BITBUCKET_BUILD_NUMBER", "7"), ("BITBUCKET_COMMIT", &project.topic), ("BITBUCKET_BRANCH", "topic")],
        [("TF_BUILD", "True"), ("BUILD_SOURCEVERSION", &project.topic), ("BUILD_SOURCEBRANCH", "refs/heads/topic")],
    ] {
        let variables = variables.map(|(name, value)| (name, value.to_owned())).to_vec();
        clone.git(&["remote", "set-head", "origin", "main"]);
        job(&clone, &variables).refused_with(1).finds_keys(FILE, 1);
        clone.git(&["remote", "set-head", "origin", "--delete"]);
        job(&clone, &variables).refused_with(2).says("the default branch is not known here").says("git remote set-head origin main");
    }
}

#[test]
fn a_clone_of_one_branch_lacks_what_to_compare_with() {
    let project = Project::new();
    let clone = project.clone("ci", &["--single-branch", "--branch", "topic"]);
    let variables: Variables = [
        ("GITLAB_CI", "true"),
        ("CI_COMMIT_SHA", &project.topic),
        ("CI_COMMIT_BEFORE_SHA", ZERO),
        ("CI_COMMIT_BRANCH", "topic"),
        ("CI_DEFAULT_BRANCH", "main"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec();
    job(&clone, &variables).refused_with(2).says("this clone lacks branch main of origin").says("git fetch origin '+refs/heads/*");
    clone.git(&["fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*"]);
    job(&clone, &variables).refused_with(1).finds_keys(FILE, 1);
    let gone = [("GITLAB_CI", "true"), ("CI_COMMIT_SHA", "0123456789abcdef0123456789abcdef01234567")];
    let gone = gone.map(|(name, value)| (name, value.to_owned())).to_vec();
    job(&clone, &gone).refused_with(2).says("this clone lacks commit 0123456789abcdef").says("git fetch origin 0123456789abcdef");
}

#[test]
fn outside_of_any_build() {
    let project = Project::new();
    job(&project.author, &Vec::new()).refused_with(2).says("no CI system that is known here").says("leakgate scan --range A..B");
}

#[test]
fn what_a_stranger_names_his_branch_is_no_option() {
    let project = Project::new();
    let clone = project.clone("ci", &[]);
    for name in ["--all", "$(id)", "a b", "main..topic", "\u{1b}[31m"] {
        let variables =
            vec![("GITHUB_ACTIONS", "true".to_owned()), ("GITHUB_SHA", project.topic.clone()), ("GITHUB_BASE_REF", name.to_owned())];
        job(&clone, &variables).refused_with(2).says("this clone lacks branch").never_says("\u{1b}");
    }
}

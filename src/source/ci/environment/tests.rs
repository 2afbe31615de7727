use std::io::Write;

use super::*;

const A: &str = "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";
const B: &str = "b1b2c3d4e5f60718293a4b5c6d7e8f9001122334";
const ZERO: &str = "0000000000000000000000000000000000000000";

fn told(variables: &[(&str, &str)]) -> Result<Request, Trouble> {
    request(&|name| {
        variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned()).filter(|value| !value.is_empty())
    })
}

fn push(before: Option<&str>, branch: Option<&str>, default: Option<&str>) -> Base {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Base::Push { before: owned(before), branch: owned(branch), default: owned(default) }
}

#[test]
fn github_tells_it_by_an_event() {
    let pull = format!(r#"{{"pull_request": {{"head": {{"sha": "{B}"}}, "base": {{"sha": "{A}", "ref": "main"}}}}}}"#);
    let group = format!(r#"{{"merge_group": {{"head_sha": "{B}", "base_sha": "{A}"}}}}"#);
    let pushed = |before| format!(r#"{{"before": "{before}", "after": "{B}", "repository": {{"default_branch": "main"}}}}"#);
    let main = Some("main");
    for (name, event, reference, base) in [
        ("pull_request", pull.clone(), "refs/pull/7/merge", Base::Commit(A.to_owned())),
        ("pull_request_target", pull, "refs/heads/main", Base::Commit(A.to_owned())),
        ("merge_group", group, "refs/heads/queue", Base::Commit(A.to_owned())),
        ("push", pushed(A), "refs/heads/topic", push(Some(A), Some("topic"), main)),
        ("push", pushed(ZERO), "refs/heads/a/b", push(None, Some("a/b"), main)),
        ("push", pushed(ZERO), "refs/tags/v1", push(None, None, main)),
        // a run that was not pushed for has no `before`, whatever stands there
        ("workflow_dispatch", pushed(A), "refs/heads/topic", push(None, Some("topic"), main)),
        ("schedule", r#"{"schedule": "0 5 * * *"}"#.to_owned(), "refs/heads/main", push(None, main, None)),
    ] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(event.as_bytes()).unwrap();
        let path = file.path().to_str().unwrap();
        let variables = [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_EVENT_NAME", name),
            ("GITHUB_EVENT_PATH", path),
            ("GITHUB_REF", reference),
            ("GITHUB_SHA", B),
            ("GITHUB_BASE_REF", ""),
        ];
        assert_eq!(told(&variables).unwrap(), Request { platform: Platform::GitHub, tip: B.to_owned(), base }, "{name} {event}");
    }
}

#[test]
fn github_without_a_pull_request_in_the_event_names_the_branch() {
    let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_SHA", B), ("GITHUB_BASE_REF", "release/2"), ("GITHUB_REF", "refs/pull/7/merge")];
    let expected = Request { platform: Platform::GitHub, tip: B.to_owned(), base: Base::Branch("release/2".to_owned()) };
    assert_eq!(told(&variables).unwrap(), expected);
}

#[test]
fn an_event_that_does_not_say_it_is_an_error() {
    for (event, says) in [
        ("not JSON", "this is no JSON"),
        (r#"{"pull_request": {"head": {}}}"#, "pull_request.head.sha of GitHub's event is not set"),
        (r#"{"before": "--all"}"#, "before of GitHub's event is no commit's id: '--all'"),
        (r#"{"after": "\u001b[31mabcdef"}"#, "is no commit's id: '\\x1b[31mabcdef'"),
    ] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(event.as_bytes()).unwrap();
        let path = file.path().to_str().unwrap();
        let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "push"), ("GITHUB_EVENT_PATH", path), ("GITHUB_SHA", B)];
        let trouble = told(&variables).unwrap_err();
        assert!(trouble.to_string().contains(says), "{event}: {trouble}");
        assert!(trouble.next().contains("--range A..B"), "{event}");
    }
    let gone = told(&[("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_PATH", "/no/such/event.json"), ("GITHUB_SHA", B)]).unwrap_err();
    assert!(gone.to_string().contains("/no/such/event.json"), "{gone}");
}

#[test]
fn the_others_tell_it_by_variables() {
    let main = Some("main");
    let commit = || Base::Commit(A.to_owned());
    for (platform, variables, base) in [
        (Platform::GitLab, &[("CI_COMMIT_BEFORE_SHA", ZERO), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", A)][..], commit()),
        (
            Platform::GitLab,
            &[("CI_COMMIT_SHA", A), ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", B), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", A)],
            commit(),
        ),
        (
            Platform::GitLab,
            &[("CI_COMMIT_BEFORE_SHA", A), ("CI_COMMIT_BRANCH", "topic"), ("CI_DEFAULT_BRANCH", "main")],
            push(Some(A), Some("topic"), main),
        ),
        (
            Platform::GitLab,
            &[("CI_COMMIT_BEFORE_SHA", ZERO), ("CI_COMMIT_BRANCH", "topic"), ("CI_DEFAULT_BRANCH", "main")],
            push(None, Some("topic"), main),
        ),
        (Platform::GitLab, &[("CI_COMMIT_TAG", "v1"), ("CI_DEFAULT_BRANCH", "main")], push(None, None, main)),
        (
            Platform::Bitbucket,
            &[("BITBUCKET_PR_DESTINATION_COMMIT", "A1B2C3D4E5F6"), ("BITBUCKET_PR_DESTINATION_BRANCH", "main")],
            Base::Commit("a1b2c3d4e5f6".to_owned()),
        ),
        (Platform::Bitbucket, &[("BITBUCKET_PR_DESTINATION_BRANCH", "main")], Base::Branch("main".to_owned())),
        (Platform::Bitbucket, &[("BITBUCKET_BRANCH", "topic")], push(None, Some("topic"), None)),
        (
            Platform::Azure,
            &[("BUILD_SOURCEVERSION", A), ("SYSTEM_PULLREQUEST_SOURCECOMMITID", B), ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main")],
            Base::Branch("main".to_owned()),
        ),
        (Platform::Azure, &[("SYSTEM_PULLREQUEST_TARGETBRANCH", "main")], Base::Branch("main".to_owned())),
        (Platform::Azure, &[("BUILD_SOURCEBRANCH", "refs/heads/topic")], push(None, Some("topic"), None)),
        (Platform::Azure, &[("BUILD_SOURCEBRANCH", "refs/tags/v1")], push(None, None, None)),
    ] {
        let always = match platform {
            Platform::GitHub => unreachable!("it has its own test"),
            Platform::GitLab => [("GITLAB_CI", "true"), ("CI_COMMIT_SHA", B)],
            Platform::Bitbucket => [("BITBUCKET_BUILD_NUMBER", "7"), ("BITBUCKET_COMMIT", B)],
            Platform::Azure => [("TF_BUILD", "True"), ("BUILD_SOURCEVERSION", B)],
        };
        let all = [variables, &always].concat();
        assert_eq!(told(&all).unwrap(), Request { platform, tip: B.to_owned(), base }, "{all:?}");
    }
}

#[test]
fn what_is_not_set_or_no_id_is_an_error() {
    for (variables, says) in [
        (&[][..], "no CI system that is known here"),
        (&[("GITHUB_ACTIONS", "true")], "GITHUB_SHA is not set"),
        (&[("GITLAB_CI", "true")], "CI_COMMIT_SHA is not set"),
        (&[("BITBUCKET_BUILD_NUMBER", "7")], "BITBUCKET_COMMIT is not set"),
        (&[("TF_BUILD", "True")], "BUILD_SOURCEVERSION is not set"),
        (&[("GITLAB_CI", "true"), ("CI_COMMIT_SHA", ZERO)], "CI_COMMIT_SHA is not set"),
        (
            &[("GITLAB_CI", "true"), ("CI_COMMIT_SHA", B), ("CI_COMMIT_BEFORE_SHA", "main")],
            "CI_COMMIT_BEFORE_SHA is no commit's id: 'main'",
        ),
        (&[("GITLAB_CI", "true"), ("CI_COMMIT_SHA", "abc")], "CI_COMMIT_SHA is no commit's id: 'abc'"),
    ] {
        let trouble = told(variables).unwrap_err();
        assert!(trouble.to_string().contains(says), "{variables:?}: {trouble}");
    }
}

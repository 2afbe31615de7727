//! How a secret is taken out: of the index, of a message, of commits.

use super::situation::{Situation, Spot};
use super::{Step, shell};
use crate::finding::{Finding, Place};

/// A rebase that has to mark more commits than these is left to a tool made for rewriting history.
const MARKED: usize = 8;

/// Out of the index.
pub(super) fn unstage(finding: &Finding, situation: &Situation) -> Vec<Step> {
    let away = "it has not left this machine";
    if finding.location.place == Place::PathName {
        return vec![Step::say(format!("{away}. The file's name holds it: rename the file (git mv) and stage it under its new name"))];
    }
    let Some(path) = finding.location.path.as_deref() else {
        return vec![Step::say(format!("{away}. Take it out and commit again"))];
    };
    let spec = pathspec(finding, situation);
    let mixed = situation.mixed_files.iter().any(|other| other == path);
    match spec {
        None => vec![Step::say(format!("{away}. Take it out of the file, then stage the file again (git add -p)"))],
        Some(spec) if situation.unborn => vec![
            Step::run(format!("{away}. Take the file out of the first commit"), format!("git rm --cached -- {spec}")),
            Step::run("take the secret out of the file, then stage it again", format!("git add -- {spec}")),
        ],
        Some(spec) if mixed => vec![Step::run(
            format!("{away}. Take it out of the file, then stage the file again; your other changes stay staged"),
            format!("git add -- {spec}"),
        )],
        Some(spec) => vec![
            Step::run(format!("{away}. Take it out of what is staged"), format!("git restore --staged -- {spec}")),
            Step::run("take the secret out of the file, then stage it again", format!("git add -- {spec}")),
        ],
    }
}

/// Out of the message that is being written.
pub(super) fn reword_draft() -> Vec<Step> {
    vec![
        Step::run(
            "nothing has been committed. Your draft is kept: take the secret out of it",
            "git commit -e -F \"$(git rev-parse --git-path COMMIT_EDITMSG)\"",
        ),
        Step::say("give the options again that you gave before, such as -a or --amend"),
    ]
}

/// Out of commits, or of the tag or branch that holds it.
pub(super) fn rewrite(finding: &Finding, situation: &Situation) -> Vec<Step> {
    match &finding.location.place {
        Place::Tag(name) => return retag(finding, name, situation),
        Place::RefName(name) if name.starts_with("refs/tags/") => {
            return vec![Step::say("the tag's name holds it: make the tag again under another name, and delete this one (git tag -d)")];
        }
        Place::RefName(_) => {
            return vec![Step::run("the branch's name holds it: switch to the branch and rename it", "git branch -m NEW-NAME")];
        }
        _ => {}
    }
    let Some(commit) = finding.location.commit.as_deref() else {
        return vec![Step::say("rewrite the commit that holds it")];
    };
    let own = Spot { commit: commit.id.clone(), parent: None };
    let spots: Vec<&Spot> =
        if situation.spots.iter().any(|spot| spot.commit == own.commit) { situation.spots.iter().collect() } else { vec![&own] };
    let mut steps = Vec::new();
    if let Some(branch) = situation.branch.as_deref().and_then(|name| shell::word(name.as_bytes())) {
        steps.push(Step::run("the commits are on another branch; switch to it", format!("git switch {branch}")));
    }
    if spots.iter().all(|spot| situation.tips.contains(&spot.commit)) {
        steps.extend(amend(finding, situation));
    } else {
        steps.extend(rebase(finding, situation, &spots));
    }
    steps
}

fn amend(finding: &Finding, situation: &Situation) -> Vec<Step> {
    match finding.location.place {
        Place::CommitMessage => vec![Step::run("take it out of the last commit's message", "git commit --amend")],
        Place::Identity => vec![
            Step::say("take it out of your name or address (git config user.name, git config user.email)"),
            Step::run("then give the last commit the new one", "git commit --amend --no-edit --reset-author"),
        ],
        Place::PathName => vec![Step::run("rename the file (git mv), then replace the last commit", "git commit --amend --no-edit")],
        _ => vec![Step::run(
            "take it out of the file, then replace the last commit (a new commit on top would keep it in the history)",
            format!("{} && git commit --amend --no-edit", add(finding, situation)),
        )],
    }
}

fn rebase(finding: &Finding, situation: &Situation, spots: &[&Spot]) -> Vec<Step> {
    if spots.len() > MARKED {
        return vec![Step::run(
            format!(
                "{} commits hold findings: write what is to be replaced into a file outside the repository, one a line, and rewrite them \
                 with git-filter-repo (https://github.com/newren/git-filter-repo)",
                spots.len()
            ),
            "git filter-repo --replace-text ../replacements.txt",
        )];
    }
    let base = spots.first().map_or_else(String::new, |oldest| match &oldest.parent {
        Some(parent) => short(parent).to_owned(),
        // a spot without a parent is a root commit; a commit that is no spot has a parent that nobody told us
        None if situation.spots.contains(oldest) => "--root".to_owned(),
        None => format!("{}~1", short(&oldest.commit)),
    });
    let merges = if situation.merges { "--rebase-merges " } else { "" };
    let marks: Vec<&str> = spots.iter().map(|spot| short(&spot.commit)).collect();
    let at_stop = match finding.location.place {
        Place::CommitMessage => Step::run("there, take it out of the message", "git commit --amend && git rebase --continue"),
        Place::Identity => Step::run(
            "there, with your name and address put right (git config user.name, git config user.email)",
            "git commit --amend --no-edit --reset-author && git rebase --continue",
        ),
        Place::PathName => Step::run("there, rename the file (git mv)", "git commit --amend --no-edit && git rebase --continue"),
        _ => Step::run(
            "there, take it out of the file",
            format!("{} && git commit --amend --no-edit && git rebase --continue", add(finding, situation)),
        ),
    };
    vec![
        Step::run(
            "rewrite the commits that hold it (a later commit that deletes the line keeps it in the history)",
            format!("git rebase -i {merges}{base}"),
        ),
        Step::say(format!("mark {} as edit: change pick to edit in the list", marks.join(", "))),
        at_stop,
    ]
}

fn retag(finding: &Finding, name: &str, situation: &Situation) -> Vec<Step> {
    let name = name.strip_prefix("refs/tags/").unwrap_or(name);
    let holds = contains(name.as_bytes(), finding.secret.expose());
    match shell::word(name.as_bytes()).filter(|_| !holds) {
        Some(word) => {
            let mut steps = vec![
                Step::run("the tag holds it: delete the tag", format!("git tag -d {word}")),
                Step::run("make it again without the secret", format!("git tag -a {word} COMMIT")),
            ];
            if let Some(remote) = situation.remote.as_deref().and_then(|remote| shell::word(remote.as_bytes())) {
                steps.push(Step::run("if it is on the remote already, delete it there", format!("git push {remote} --delete {word}")));
            }
            steps
        }
        None => vec![Step::say("the tag holds it: delete the tag (git tag -d) and make it again without the secret")],
    }
}

/// What follows when a remote has the old commits.
pub(super) fn publish(situation: &Situation) -> Vec<Step> {
    let remote = situation.remote.as_deref().and_then(|remote| shell::word(remote.as_bytes()));
    let push = remote.map_or_else(|| "git push --force-with-lease".to_owned(), |remote| format!("git push --force-with-lease {remote}"));
    vec![
        Step::run("then replace the commits on the remote, if its rules let you", push),
        Step::say(
            "everybody with a clone has to take the new history; forks, pull requests and caches of the host keep the old one until the host \
             removes it",
        ),
    ]
}

fn add(finding: &Finding, situation: &Situation) -> String {
    pathspec(finding, situation).map_or_else(|| "git add -p".to_owned(), |spec| format!("git add -- {spec}"))
}

/// The finding's path for a command; none where it cannot be written, or would write the secret.
fn pathspec(finding: &Finding, situation: &Situation) -> Option<String> {
    let path = finding.location.path.as_deref()?;
    let secrets = std::iter::once(&finding.secret).chain(finding.parts.iter().map(|part| &part.secret));
    if finding.location.place == Place::PathName || secrets.into_iter().any(|secret| contains(path, secret.expose())) {
        return None;
    }
    shell::pathspec(path, situation.below_top)
}

fn contains(text: &[u8], secret: &[u8]) -> bool {
    secret.len() >= 4 && memchr::memmem::find(text, secret).is_some()
}

/// An id as people read it.
fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

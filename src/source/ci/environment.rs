//! From the variables that a CI system sets to what it was started for. Nothing is asked of the repository here.

use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::{Base, Platform, Request};
use crate::text::printable;
use crate::trouble::Trouble;

/// An event of GitHub's is at most 25 MB: <https://docs.github.com/en/webhooks/webhook-events-and-payloads>
const EVENT: u64 = 32 << 20;

/// A variable's value; none where it is not set or empty.
type Variables<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// What this build was started for, as its environment tells.
pub fn request(variable: &Variables<'_>) -> Result<Request, Trouble> {
    let is_set = |name| variable(name).is_some();
    if is_set("GITHUB_ACTIONS") {
        github(variable)
    } else if is_set("GITLAB_CI") {
        gitlab(variable)
    } else if is_set("BITBUCKET_BUILD_NUMBER") {
        bitbucket(variable)
    } else if is_set("TF_BUILD") {
        azure(variable)
    } else {
        Err(Trouble::Usage {
            what: "no CI system that is known here has set its variables: GitHub, GitLab, Bitbucket, Azure".to_owned(),
            next: "name the commits: leakgate scan --range A..B".to_owned(),
        })
    }
}

/// Variables: <https://docs.github.com/en/actions/reference/workflows-and-actions/variables>
/// Events: <https://docs.github.com/en/webhooks/webhook-events-and-payloads>
fn github(variable: &Variables<'_>) -> Result<Request, Trouble> {
    let event = variable("GITHUB_EVENT_PATH").map_or(Ok(Value::Null), |path| event(Path::new(&path)))?;
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
    let in_event = |pointer: &str| {
        let name = format!("{} of GitHub's event", pointer.trim_start_matches('/').replace('/', "."));
        text(pointer).ok_or_else(|| absent(&name)).and_then(|id| commit(&name, id))
    };
    let tip = || set(variable, "GITHUB_SHA");
    let (tip, base) = if event.get("pull_request").is_some_and(Value::is_object) {
        (in_event("/pull_request/head/sha")?, Base::Commit(in_event("/pull_request/base/sha")?))
    } else if event.get("merge_group").is_some_and(Value::is_object) {
        (in_event("/merge_group/head_sha")?, Base::Commit(in_event("/merge_group/base_sha")?))
    } else if let Some(branch) = variable("GITHUB_BASE_REF") {
        (tip()?, Base::Branch(branch))
    } else {
        let pushed = variable("GITHUB_EVENT_NAME").as_deref() == Some("push");
        let id = |pointer| if pushed && text(pointer).is_some() { in_event(pointer).map(nonzero) } else { Ok(None) };
        let branch = variable("GITHUB_REF").as_deref().and_then(branch_of).map(str::to_owned);
        let default = text("/repository/default_branch").map(str::to_owned);
        (id("/after")?.map_or_else(tip, Ok)?, Base::Push { before: id("/before")?, branch, default })
    };
    Ok(Request { platform: Platform::GitHub, tip, base })
}

fn event(path: &Path) -> Result<Value, Trouble> {
    let failed = |cause| Trouble::File { doing: "read", path: path.to_owned(), cause };
    let mut content = Vec::new();
    std::fs::File::open(path).and_then(|file| file.take(EVENT).read_to_end(&mut content)).map_err(failed)?;
    serde_json::from_slice(&content).map_err(|error| Trouble::Config {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
        cause: "this is no JSON, and GitHub's event is to stand here".to_owned(),
        cure: "see what GITHUB_EVENT_PATH names, or name the commits: leakgate scan --range A..B".to_owned(),
    })
}

/// <https://docs.gitlab.com/ci/variables/predefined_variables/>
fn gitlab(variable: &Variables<'_>) -> Result<Request, Trouble> {
    let tip = set(variable, "CI_COMMIT_SHA")?;
    let (tip, base) = if let Some(base) = optional(variable, "CI_MERGE_REQUEST_DIFF_BASE_SHA")? {
        // in a pipeline for merged results, the commit that is built is a merge that nobody made
        (optional(variable, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")?.unwrap_or(tip), Base::Commit(base))
    } else {
        // all zeroes at a branch's first pipeline, in scheduled ones and in those that a person starts
        let before = optional(variable, "CI_COMMIT_BEFORE_SHA")?;
        (tip, Base::Push { before, branch: variable("CI_COMMIT_BRANCH"), default: variable("CI_DEFAULT_BRANCH") })
    };
    Ok(Request { platform: Platform::GitLab, tip, base })
}

/// <https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>
fn bitbucket(variable: &Variables<'_>) -> Result<Request, Trouble> {
    let tip = set(variable, "BITBUCKET_COMMIT")?;
    // the first twelve digits of the commit, where it is set
    let base = match (optional(variable, "BITBUCKET_PR_DESTINATION_COMMIT")?, variable("BITBUCKET_PR_DESTINATION_BRANCH")) {
        (Some(commit), _) => Base::Commit(commit),
        (None, Some(branch)) => Base::Branch(branch),
        // where a branch stood before a push is not told
        (None, None) => Base::Push { before: None, branch: variable("BITBUCKET_BRANCH"), default: None },
    };
    Ok(Request { platform: Platform::Bitbucket, tip, base })
}

/// <https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables>
fn azure(variable: &Variables<'_>) -> Result<Request, Trouble> {
    let built = set(variable, "BUILD_SOURCEVERSION")?;
    let (tip, base) = if let Some(target) = variable("SYSTEM_PULLREQUEST_TARGETBRANCH") {
        // what is built is a merge that nobody made
        let tip = optional(variable, "SYSTEM_PULLREQUEST_SOURCECOMMITID")?.unwrap_or(built);
        // with or without refs/heads/, by where the repository is kept
        (tip, Base::Branch(branch_of(&target).unwrap_or(&target).to_owned()))
    } else {
        let branch = variable("BUILD_SOURCEBRANCH").as_deref().and_then(branch_of).map(str::to_owned);
        (built, Base::Push { before: None, branch, default: None })
    };
    Ok(Request { platform: Platform::Azure, tip, base })
}

/// The id in a variable that has to be set.
fn set(variable: &Variables<'_>, name: &str) -> Result<String, Trouble> {
    optional(variable, name)?.ok_or_else(|| absent(name))
}

/// The id in a variable; none where it is not set or all zeroes.
fn optional(variable: &Variables<'_>, name: &str) -> Result<Option<String>, Trouble> {
    variable(name).map(|id| commit(name, &id)).transpose().map(|id| id.and_then(nonzero))
}

/// An id or the first digits of one.
fn commit(name: &str, id: &str) -> Result<String, Trouble> {
    if (7..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(id.to_ascii_lowercase());
    }
    Err(Trouble::Usage {
        what: format!("{name} is no commit's id: '{}'", crate::text::cut(&printable(id.as_bytes()), 80)),
        next: "name the commits: leakgate scan --range A..B".to_owned(),
    })
}

fn nonzero(id: String) -> Option<String> {
    id.bytes().any(|byte| byte != b'0').then_some(id)
}

fn branch_of(name: &str) -> Option<&str> {
    name.strip_prefix("refs/heads/")
}

fn absent(name: &str) -> Trouble {
    Trouble::Usage {
        what: format!("{name} is not set, so what is new cannot be told"),
        next: "name the commits: leakgate scan --range A..B".to_owned(),
    }
}

#[cfg(test)]
mod tests;

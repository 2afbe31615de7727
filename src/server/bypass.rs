//! Who may let one finding pass by a push option, and what comes of asking.

use super::options::Asked;
use super::platform::Name;
use crate::config::server::{Bypass, Pattern};
use crate::finding::{Finding, Suppression};
use crate::fingerprint::Fingerprint;
use crate::text::cut;

/// What suppressed a finding that a push option let pass.
pub const BY: &str = "push option";

/// May whoever pushes let a finding pass?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Yes.
    Granted,
    /// No: nobody may, on this server or for these refs.
    Nobody,
    /// No, and these may.
    Others(String),
}

/// Judges who pushes. `groups` is asked only where it depends on them; all of `refs` have to be among those that it is possible for.
pub fn standing(bypass: Option<&Bypass>, user: Option<&Name>, groups: impl FnOnce(&Name) -> Vec<String>, refs: &[&str]) -> Standing {
    let Some(bypass) = bypass.filter(|bypass| !bypass.users.is_empty() || !bypass.groups.is_empty()) else { return Standing::Nobody };
    if !bypass.refs.is_empty() && !refs.iter().all(|name| any(&bypass.refs, name)) {
        return Standing::Nobody;
    }
    let is_named = |user: &Name| any(&bypass.users, &user.shown);
    let is_member = |user: &Name| !bypass.groups.is_empty() && groups(user).iter().any(|group| any(&bypass.groups, group));
    if user.filter(|user| user.exact).is_some_and(|user| is_named(user) || is_member(user)) {
        return Standing::Granted;
    }
    Standing::Others(who(bypass))
}

fn any(patterns: &[Pattern], name: &str) -> bool {
    patterns.iter().any(|pattern| pattern.holds(name))
}

/// Those who may, in words.
fn who(bypass: &Bypass) -> String {
    let list = |patterns: &[Pattern]| patterns.iter().map(|pattern| pattern.text.as_str()).collect::<Vec<_>>().join(", ");
    let mut said = Vec::new();
    if !bypass.users.is_empty() {
        said.push(list(&bypass.users));
    }
    if !bypass.groups.is_empty() {
        said.push(format!("members of {}", list(&bypass.groups)));
    }
    cut(&said.join(", and "), 300)
}

/// Lets the findings pass that are asked for; the fingerprints that no finding has.
pub fn apply(findings: &mut [Finding], asked: &[Asked]) -> Vec<Fingerprint> {
    let mut unmet = Vec::new();
    for one in asked {
        let mut met = false;
        for finding in findings.iter_mut().filter(|finding| finding.fingerprint == one.fingerprint) {
            met = true;
            // what passes anyway needs no bypass
            finding.suppression.get_or_insert_with(|| Suppression { by: BY, reason: one.reason.clone(), ..Suppression::default() });
        }
        if !met {
            unmet.push(one.fingerprint);
        }
    }
    unmet
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn bypass(text: &str) -> Bypass {
        crate::config::parse(Path::new("c.toml"), text.as_bytes()).unwrap().server.bypass.unwrap()
    }

    fn name(text: &str, exact: bool) -> Name {
        Name { shown: text.to_owned(), exact }
    }

    #[test]
    fn policy_names_who_may() {
        let bypass = bypass("[server.bypass]\nusers = [\"ann\", \"bot-*\"]\ngroups = [\"security\"]\nrefs = [\"refs/heads/*\"]\n");
        let main: &[&str] = &["refs/heads/main"];
        let asked = |user: Option<Name>, groups: &[&str], refs: &[&str]| {
            let groups = groups.iter().map(|group| (*group).to_owned()).collect();
            standing(Some(&bypass), user.as_ref(), |_| groups, refs)
        };
        let others = Standing::Others("ann, bot-*, and members of security".into());
        assert_eq!(asked(Some(name("ann", true)), &[], main), Standing::Granted);
        assert_eq!(asked(Some(name("bot-7", true)), &[], main), Standing::Granted);
        assert_eq!(asked(Some(name("bob", true)), &["security"], main), Standing::Granted);
        assert_eq!(asked(Some(name("bob", true)), &["staff"], main), others);
        assert_eq!(asked(None, &["security"], main), others);
        // a name that had to be escaped or cut is nobody's
        assert_eq!(asked(Some(name("bot-\\n", false)), &["security"], main), others);
        assert_eq!(asked(Some(name("ann", true)), &[], &["refs/heads/main", "refs/tags/v1"]), Standing::Nobody);
    }

    #[test]
    fn without_policy_nobody_may() {
        let ann = name("ann", true);
        assert_eq!(standing(None, Some(&ann), |_| vec!["security".into()], &[]), Standing::Nobody);
        assert_eq!(standing(Some(&bypass("[server.bypass]\nrefs = [\"**\"]\n")), Some(&ann), |_| Vec::new(), &[]), Standing::Nobody);
    }
}

//! Gerrit names what is pushed by arguments: `--project P --refname R --oldrev O --newrev W` and more.

use std::ffi::{OsStr, OsString};

use super::Request;
use crate::cli::Gerrit;
use crate::server::platform::Call;
use crate::source;
use crate::trouble::Trouble;

/// The request that Gerrit makes. Words that are not known are another version's; those that are needed have to be there.
pub(in crate::commands) fn request(gerrit: Gerrit) -> Request {
    let get = |name: &str| value(&gerrit.words, name);
    let call = Call::Gerrit { project: get("--project"), uploader: get("--uploader-username").or_else(|| get("--uploader")) };
    let need = |name: &str| {
        get(name).map(|value| value.to_string_lossy().into_owned()).ok_or_else(|| Trouble::Usage {
            what: format!("Gerrit names no {name}"),
            next: "this verb is called by Gerrit's hooks plugin, with all of its arguments".to_owned(),
        })
    };
    let updates = || Ok(vec![source::update_arguments(&full(&need("--refname")?), &need("--oldrev")?, &need("--newrev")?)?]);
    Request { call, config: gerrit.config, updates: updates() }
}

/// What follows the word.
fn value(words: &[OsString], name: &str) -> Option<OsString> {
    words.iter().position(|word| word == OsStr::new(name)).and_then(|at| words.get(at + 1)).cloned()
}

/// Gerrit leaves out `refs/heads/` where it speaks of a branch.
fn full(name: &str) -> String {
    if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Gerrit {
        Gerrit { config: None, words: text.split(' ').map(OsString::from).collect() }
    }

    #[test]
    fn what_gerrit_says_is_understood() {
        let (old, new) = ("0".repeat(40), "1".repeat(40));
        let line = format!("--project tools --refname main --uploader Ann --uploader-username ann --oldrev {old} --newrev {new} --more x");
        let request = request(words(&line));
        assert_eq!(request.call, Call::Gerrit { project: Some("tools".into()), uploader: Some("ann".into()) });
        assert_eq!(request.updates.unwrap()[0].name, b"refs/heads/main");
    }

    #[test]
    fn what_it_leaves_out_is_told() {
        for line in ["--project tools", "--project tools --refname refs/for/main --oldrev 0", "x"] {
            assert!(request(words(line)).updates.is_err(), "{line}");
        }
    }
}

//! `.gitleaksignore`: fingerprints of gitleaks, `commit:file:rule:line` or `file:rule:line`, one a line.

use super::draft::{Draft, Wanted, Which};
use super::file::{File, shown};
use crate::trouble::Trouble;

/// Is this line such a fingerprint?
pub(super) fn is_one(line: &str) -> bool {
    parse(line).is_some()
}

/// Reads all of them.
pub(super) fn read(file: &File<'_>, draft: &mut Draft) -> Result<(), Trouble> {
    for (number, at, line) in file.said() {
        // a comment may stand behind one
        let plain = line.split(" #").next().unwrap_or_default().trim();
        let Some(which) = parse(plain) else {
            file.wrong(
                at,
                format!("{} is no fingerprint of gitleaks", shown(plain)),
                "they look so: file:rule:line or commit:file:rule:line",
            );
            continue;
        };
        let place = file.place(number);
        draft.wanted.push(Wanted { place, what: shown(plain), reason: "listed in .gitleaksignore".to_owned(), which });
    }
    file.end()
}

/// The parts are read from the end: a path may hold colons.
fn parse(text: &str) -> Option<Which> {
    let mut parts = text.rsplitn(3, ':');
    let line: usize = parts.next()?.parse().ok()?;
    let rule = parts.next().filter(|rule| !rule.is_empty() && !rule.contains('/'))?.to_owned();
    let place = parts.next().filter(|place| !place.is_empty())?;
    let is_commit = |id: &str| (7..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (commit, path) = match place.split_once(':') {
        Some((commit, path)) if is_commit(commit) && !path.is_empty() => (Some(commit.to_ascii_lowercase()), path),
        _ => (None, place),
    };
    Some(Which::Place { commit, path: path.to_owned(), line, rule })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        for (text, expected) in [
            ("a/b.env:generic-api-key:12", Some((None, "a/b.env", 12, "generic-api-key"))),
            (&format!("{commit}:a b.env:rule:1"), Some((Some(commit), "a b.env", 1, "rule"))),
            ("C:x.env:rule:3", Some((None, "C:x.env", 3, "rule"))),
            ("a.env:rule", None),
            ("a.env:rule:x", None),
            (":rule:1", None),
            ("", None),
        ] {
            let seen = parse(text);
            let parts = seen.as_ref().map(|which| match which {
                Which::Place { commit, path, line, rule } => (commit.as_deref(), path.as_str(), *line, rule.as_str()),
                _ => panic!("a place"),
            });
            assert_eq!(parts, expected, "{text}");
        }
    }
}

//! `.secretsignore`: paths as in `.gitignore`, and below `[secrets]` patterns of secrets that may pass (ripsecrets reads it so). Other tools'
//! files of ignored paths (`.secretlintignore`) are the first half of it.
//!
//! Facts: the README of ripsecrets, the documentation of secretlint, and gitignore(5).

use super::draft::{Draft, Entry, Fate, Like, Wanted, Which};
use super::file::{File, shown};
use crate::detect::translate::{Dialect, Search};
use crate::trouble::Trouble;

/// Reads one.
pub(super) fn read(file: &File<'_>, draft: &mut Draft) -> Result<(), Trouble> {
    let mut in_secrets = false;
    let lines: Vec<(usize, usize, &str)> = file.said().collect();
    // what is taken back cannot be taken back from an entry: what stands before that is not let pass at all
    let sections = lines.iter().position(|(_, _, line)| line.trim() == "[secrets]").unwrap_or(lines.len());
    let taken_back = lines[..sections].iter().rposition(|(_, _, line)| line.starts_with('!'));
    for (index, (number, _, line)) in lines.iter().enumerate() {
        let place = file.place(*number);
        let what = shown(line);
        if line.trim() == "[secrets]" {
            in_secrets = true;
        } else if in_secrets {
            match Search::new(line.trim(), Dialect::Re2) {
                Ok(search) => {
                    let which = Which::Like(Like { secrets: vec![search], ..Like::default() });
                    draft.wanted.push(Wanted {
                        place,
                        what: format!("a secret of [secrets], line {number}"),
                        reason: "listed in .secretsignore".to_owned(),
                        which,
                    });
                }
                Err(refusal) => draft.note(place, format!("a pattern of [secrets], line {number}"), Fate::Left, refusal.to_string()),
            }
        } else if taken_back.is_some_and(|back| index <= back) {
            let why = if line.starts_with('!') {
                "an entry cannot take paths back"
            } else {
                "a line below it takes paths back, which an entry cannot"
            };
            draft.note(place, what, Fate::Left, why);
        } else {
            match globs(line) {
                Ok(globs) => {
                    draft.note(place.clone(), what, Fate::Kept, format!("as {}", globs.join(", ")));
                    let entry = |path| Entry { place: place.clone(), rule: None, path, reason: "listed in .secretsignore".to_owned() };
                    globs.into_iter().map(entry).for_each(|entry| draft.allow(entry));
                }
                Err(why) => draft.note(place, what, Fate::Left, why),
            }
        }
    }
    file.end()
}

/// A line of gitignore(5) as globs whose `*` goes over slashes; only where these take in no more.
fn globs(line: &str) -> Result<Vec<String>, &'static str> {
    let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
    if line.contains('\\') || line.contains("[!") || line.contains("[^") {
        return Err("an escape, or a class that says what is not in it");
    }
    let (path, is_folder) = line.strip_suffix('/').map_or((line, false), |path| (path, true));
    let is_tied = path.contains('/');
    let path = path.strip_prefix('/').unwrap_or(path);
    let (path, anywhere) = path.strip_prefix("**/").map_or((path, !is_tied), |path| (path, true));
    let path = path.strip_suffix("/**").map_or_else(|| path.to_owned(), |path| format!("{path}/*"));
    let (folders, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folders, name)| (folders, name));
    if name.is_empty() || path.contains("//") {
        return Err("it names nothing");
    }
    if path.bytes().all(|byte| matches!(byte, b'*' | b'/')) {
        return Err("it takes in every file");
    }
    // in the middle a star that goes over slashes would take in more
    let stars = |text: &str| text.replace("/**/", "/").contains('*');
    let inner = name.strip_prefix('*').filter(|_| folders.is_empty() && anywhere).unwrap_or(name);
    let inner = inner.strip_suffix('*').unwrap_or(inner);
    if stars(&format!("{folders}/")) || inner.contains('*') {
        return Err("a star in the middle of a path stands for one folder or a part of a name, and in an entry for any");
    }
    let plain = path.replace('?', "[!/]").replace('{', "[{]").replace('}', "[}]");
    let heads: &[&str] = if anywhere { &["", "*/"] } else { &[""] };
    // a star at the end goes over what stands in such a folder as well
    let tails: &[&str] = match (is_folder, plain.ends_with('*')) {
        (true, _) => &["/*"],
        (false, true) => &[""],
        (false, false) => &["", "/*"],
    };
    let is_covered = |head: &str| !head.is_empty() && plain.starts_with('*');
    let mut all = Vec::new();
    for head in heads.iter().filter(|head| !is_covered(head)) {
        all.extend(tails.iter().map(|tail| format!("{head}{plain}{tail}")));
    }
    if all.iter().any(|glob| globset::Glob::new(glob).is_err()) { Err("it is no glob") } else { Ok(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_gitignore_as_globs() {
        for (line, expected) in [
            ("test/*", Ok("test/*")),
            ("dummy", Ok("dummy dummy/* */dummy */dummy/*")),
            ("/dummy", Ok("dummy dummy/*")),
            ("dummy/", Ok("dummy/* */dummy/*")),
            ("d*/", Ok("d*/* */d*/*")),
            ("*.json", Ok("*.json *.json/*")),
            ("a/**/b", Ok("a/**/b a/**/b/*")),
            ("vendor/**", Ok("vendor/*")),
            ("**/x?", Ok("x[!/] x[!/]/* */x[!/] */x[!/]/*")),
            ("a/*/b", Err(())),
            ("a*b", Err(())),
            ("a/*.json", Err(())),
            ("*", Err(())),
            ("**", Err(())),
            ("/", Err(())),
        ] {
            assert_eq!(globs(line).map(|globs| globs.join(" ")).map_err(|_| ()), expected.map(str::to_owned), "{line}");
        }
    }

    proptest::proptest! {
        /// The oracle is a reader of gitignore files.
        #[test]
        fn no_glob_takes_in_more_than_its_line(line in "/?[ab*.?/]{1,8}", path in "[ab]{1,3}(\\.a)?(/[ab]{1,3}(\\.b)?){0,3}") {
            let Ok(globs) = globs(&line) else { return Ok(()) };
            let mut builder = ignore::gitignore::GitignoreBuilder::new("");
            builder.add_line(None, &line).unwrap();
            let ignored = builder.build().unwrap();
            for glob in globs {
                let matcher = globset::Glob::new(&glob).unwrap().compile_matcher();
                let is_ignored = ignored.matched_path_or_any_parents(&path, false).is_ignore();
                proptest::prop_assert!(!matcher.is_match(&path) || is_ignored, "{} {} {}", line, glob, path);
            }
        }
    }
}

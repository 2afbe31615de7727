//! Holds a rule to its own samples and to the conventions of the catalogue: the same for built-in rules and a user's.

use super::confirm::Confirmer;
use super::{About, Candidate, DetectError, Detector, decode, names};
use crate::rules::sample::{self, Rendered};
use crate::rules::{Rule, Severity};

/// A sample is rendered with this many seeds.
const SEEDS: u64 = 6;

/// What is wrong with `rule` alone and with its samples under `detector` (which holds all rules); empty when all is well. Each line
/// names the field and the cure.
pub fn check(rule: &'static Rule, detector: &Detector) -> Vec<String> {
    let mut wrong = conventions(rule);
    let regex = match Confirmer::new(rule).regex() {
        Ok(regex) => regex.clone(),
        Err(error) => {
            let cause = error.cause.to_string();
            wrong.push(format!("pattern: does not compile: {}", cause.lines().last().unwrap_or_default()));
            return wrong;
        }
    };
    if regex.capture_names().flatten().collect::<Vec<_>>() != ["secret"] {
        wrong.push("pattern: needs exactly one named group, (?P<secret>…)".to_owned());
        return wrong;
    }
    for template in rule.hits {
        for seed in 0..SEEDS {
            match sample::render(template, rule.proof, seed) {
                Ok(rendered) => wrong.extend(hit(rule, template, &rendered, detector)),
                Err(error) => wrong.push(format!("hits: {template:?}: {error}")),
            }
        }
    }
    for (template, reason) in rule.misses {
        if reason.is_empty() {
            wrong.push(format!("misses: {template:?}: give the reason"));
        }
        for seed in 0..SEEDS {
            match sample::render(template, rule.proof, seed) {
                Ok(rendered) => wrong.extend(miss(rule, template, &rendered, detector)),
                Err(error) => wrong.push(format!("misses: {template:?}: {error}")),
            }
        }
    }
    wrong.dedup();
    wrong
}

fn conventions(rule: &Rule) -> Vec<String> {
    let mut wrong = Vec::new();
    let kebab = !rule.id.is_empty()
        && rule
            .id
            .split('-')
            .all(|piece| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    if !kebab {
        wrong.push("id: lower-case words and digits joined by hyphens".to_owned());
    }
    for (field, value) in [("provider", rule.provider), ("title", rule.title), ("exposes", rule.exposes), ("advice", rule.advice)] {
        if value.is_empty() {
            wrong.push(format!("{field}: is empty"));
        }
    }
    if rule.severity > Severity::Info && !rule.roll.starts_with("https://") {
        wrong.push("roll: a https:// page where the secret is rolled".to_owned());
    }
    if !rule.reference.starts_with("https://") {
        wrong.push("reference: a https:// page that documents the format".to_owned());
    }
    if rule.keywords.is_empty() && rule.files.is_empty() {
        wrong.push("keywords: at least one, or the names of the files".to_owned());
    }
    for glob in rule.files {
        wrong.extend(names::complaint(glob).map(|complaint| format!("files: {glob:?}: {complaint}")));
    }
    for keyword in rule.keywords {
        if keyword.len() < 4 {
            wrong.push(format!("keywords: {keyword:?} is shorter than four bytes"));
        }
        if ["token", "secret", "test_", "auth", "https://", "github"].contains(keyword) {
            wrong.push(format!("keywords: {keyword:?} stands in every other file; take a rarer literal"));
        }
    }
    for unbounded in ["*", "+", ",}"] {
        if has_repeat(rule.pattern, unbounded) {
            wrong.push(format!("pattern: an unbounded repeat ({unbounded}); give it an upper bound"));
        }
    }
    if rule.hits.len() < 2 {
        wrong.push("hits: at least two".to_owned());
    }
    if rule.misses.len() < 2 {
        wrong.push("misses: at least two".to_owned());
    }
    wrong
}

/// Does the pattern use this repeat outside classes and escapes?
fn has_repeat(pattern: &str, repeat: &str) -> bool {
    let (mut in_class, mut escaped) = (false, false);
    pattern.char_indices().any(|(at, c)| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            _ => return !in_class && pattern[at..].starts_with(repeat),
        }
        false
    })
}

/// The sample in its file, or in no file and between lines that may not matter; and where the secret stands.
fn embed(rendered: &Rendered) -> (Vec<u8>, std::ops::Range<usize>) {
    if rendered.path.is_some() {
        return (rendered.text.clone(), rendered.secret.clone());
    }
    let head = b"first line of the file\n";
    let mut text = head.to_vec();
    text.extend_from_slice(&rendered.text);
    text.extend_from_slice(b"\nlast line of the file\n");
    (text, rendered.secret.start + head.len()..rendered.secret.end + head.len())
}

/// All candidates of a sample and their other halves: a part of a pair is found under its own rule or as a part of the other half.
fn scan(text: &[u8], path: Option<&str>, detector: &Detector) -> Result<Vec<Candidate>, DetectError> {
    let about = match path {
        Some(path) => About { path: Some(path.as_bytes()), binary: decode::is_binary(text) },
        None => About::default(),
    };
    Ok(detector.scan(text, 0..text.len(), about)?.iter().flat_map(Candidate::halves).cloned().collect())
}

fn hit(rule: &Rule, template: &str, rendered: &Rendered, detector: &Detector) -> Option<String> {
    let (text, secret) = embed(rendered);
    let found = match scan(&text, rendered.path.as_deref(), detector) {
        Ok(found) => found,
        Err(error) => return Some(format!("hits: {template:?}: {error}")),
    };
    // a part of a pair is found under its own rule or as a part of the other half
    let flat: Vec<_> = found.iter().flat_map(super::Candidate::halves).collect();
    let Some(own) = flat.iter().find(|candidate| candidate.rule.id == rule.id) else {
        return Some(match flat.first() {
            Some(other) => format!("hits: {template:?}: {} takes it", other.rule.id),
            None => format!("hits: {template:?}: not found (keyword, file, edges, near, entropy floor or proof?)"),
        });
    };
    if own.span != secret {
        return Some(format!("hits: {template:?}: captures bytes {:?} of the text, not {secret:?}", own.span));
    }
    let declared = |other: &str| rule.pair.is_some_and(|pair| pair.with.contains(&other));
    if let Some(other) = flat.iter().find(|candidate| candidate.rule.id != rule.id && !declared(candidate.rule.id)) {
        return Some(format!("hits: {template:?}: {} fires too", other.rule.id));
    }
    let elsewhere = scan(&text, Some("notes/of/a-meeting.txt"), detector);
    let loose = !rule.files.is_empty() && elsewhere.is_ok_and(|found| found.iter().any(|candidate| candidate.rule.id == rule.id));
    loose.then(|| format!("hits: {template:?}: fires in other files too"))
}

fn miss(rule: &Rule, template: &str, rendered: &Rendered, detector: &Detector) -> Option<String> {
    let (text, _) = embed(rendered);
    match scan(&text, rendered.path.as_deref(), detector) {
        Ok(found) => found.iter().any(|candidate| candidate.rule.id == rule.id).then(|| format!("misses: {template:?}: fires")),
        Err(error) => Some(format!("misses: {template:?}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    /// The catalogue is held by its own tests: each line names the rule and the convention it breaks.
    #[test]
    fn every_rule_keeps_its_promises() {
        let detector = Detector::new(rules::all());
        let wrong: Vec<String> =
            rules::all().flat_map(|rule| check(rule, &detector).into_iter().map(|line| format!("{}: {line}", rule.id))).collect();
        assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn ids_are_unique_and_tables_sorted() {
        for table in rules::TABLES {
            for pair in table.windows(2) {
                assert!(pair[0].id < pair[1].id, "{} belongs before {}", pair[1].id, pair[0].id);
            }
        }
        let mut ids: Vec<&str> = rules::all().map(|rule| rule.id).collect();
        ids.sort_unstable();
        for pair in ids.windows(2) {
            assert_ne!(pair[0], pair[1], "an id stands twice");
        }
    }

    #[test]
    fn every_file_of_rules_is_in_the_catalogue() {
        let listed = include_str!("../rules/mod.rs");
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let stem = name.trim_end_matches(".rs");
            let own = ["judge", "manifest", "mod", "rule", "sample"].contains(&stem);
            assert!(own || listed.lines().any(|line| line.trim() == stem), "src/rules/{name} is not in the catalogue of src/rules/mod.rs");
        }
    }

    #[test]
    fn pairs_name_rules_that_exist() {
        for rule in rules::all() {
            for with in rule.pair.iter().flat_map(|pair| pair.with) {
                assert!(rules::find(with).is_some(), "{}: no rule {with}", rule.id);
            }
        }
    }

    #[test]
    fn unbounded_repeats_are_seen() {
        for (pattern, repeat, there) in
            [("a+", "+", true), (r"a\+", "+", false), ("[+]", "+", false), ("a{2,}", ",}", true), ("a{2,3}", ",}", false)]
        {
            assert_eq!(has_repeat(pattern, repeat), there, "{pattern}");
        }
    }
}

//! Holds a rule to its own samples and to the conventions of the catalogue: the same for built-in rules and a user's.

use super::confirm::Confirmer;
use super::{About, Detector};
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
    if rule.keywords.is_empty() {
        wrong.push("keywords: at least one".to_owned());
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

/// The text around a sample: neither may matter.
fn embed(rendered: &Rendered) -> (Vec<u8>, std::ops::Range<usize>) {
    let head = b"first line of the file\n";
    let mut text = head.to_vec();
    text.extend_from_slice(&rendered.text);
    text.extend_from_slice(b"\nlast line of the file\n");
    (text, rendered.secret.start + head.len()..rendered.secret.end + head.len())
}

fn hit(rule: &Rule, template: &str, rendered: &Rendered, detector: &Detector) -> Option<String> {
    let (text, secret) = embed(rendered);
    let found = match detector.scan(&text, 0..text.len(), About::default()) {
        Ok(found) => found,
        Err(error) => return Some(format!("hits: {template:?}: {error}")),
    };
    // a part of a pair is found under its own rule or as a part of the other half
    let flat: Vec<_> = found.iter().flat_map(|candidate| std::iter::once(candidate).chain(&candidate.parts)).collect();
    if let Some(own) = flat.iter().find(|candidate| candidate.rule.id == rule.id) {
        let captured = &own.span;
        if *captured != secret {
            return Some(format!(
                "hits: {template:?}: captures bytes {}..{} of the sample, not {}..{}",
                captured.start - 23,
                captured.end - 23,
                secret.start - 23,
                secret.end - 23
            ));
        }
        if let Some(other) =
            flat.iter().find(|candidate| candidate.rule.id != rule.id && rule.pair.is_none_or(|pair| pair.with != candidate.rule.id))
        {
            return Some(format!("hits: {template:?}: {} fires too", other.rule.id));
        }
        return None;
    }
    Some(match flat.first() {
        Some(other) => format!("hits: {template:?}: {} takes it", other.rule.id),
        None => format!("hits: {template:?}: not found (keyword, edges, near, entropy floor or proof?)"),
    })
}

fn miss(rule: &Rule, template: &str, rendered: &Rendered, detector: &Detector) -> Option<String> {
    let (text, _) = embed(rendered);
    match detector.scan(&text, 0..text.len(), About::default()) {
        Ok(found) => found
            .iter()
            .flat_map(|candidate| std::iter::once(candidate).chain(&candidate.parts))
            .any(|candidate| candidate.rule.id == rule.id)
            .then(|| format!("misses: {template:?}: fires")),
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
        let detector = Detector::new();
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
            let own = ["judge", "mod", "rule", "sample"].contains(&stem);
            assert!(own || listed.lines().any(|line| line.trim() == stem), "src/rules/{name} is not in the catalogue of src/rules/mod.rs");
        }
    }

    #[test]
    fn pairs_name_rules_that_exist() {
        for rule in rules::all() {
            if let Some(pair) = rule.pair {
                assert!(rules::find(pair.with).is_some(), "{}: no rule {}", rule.id, pair.with);
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

//! Holds a rule to its own samples: the same for built-in rules and a user's.

use std::time::{Duration, Instant};

use super::confirm::Confirmer;
use super::conventions::{Complaint, Standard, conventions};
use super::{About, Candidate, DetectError, Detector, decode, pattern};
use crate::rules::sample::{self, Rendered, TemplateError};
use crate::rules::{Case, Rule};

/// A sample is rendered with this many seeds.
const SEEDS: u64 = 6;
/// The samples of a user's rule may be this long together (bytes): what a strange repository brings is bounded.
const LONGEST: usize = 256 << 10;
/// What stands before and after a sample: neither may matter.
const HEAD: &[u8] = b"first line of the file\n";
const TAIL: &[u8] = b"\nlast line of the file\n";

/// What is wrong with `rule` alone and with its samples under `detector` (which holds all rules); empty when all is well.
pub fn check(rule: &'static Rule, standard: Standard, detector: &Detector) -> Vec<Complaint> {
    let mut wrong = conventions(rule, standard);
    // without a pattern that runs, every sample would only say so again
    if wrong.iter().any(|complaint| complaint.field == "pattern") {
        return wrong;
    }
    let bench = Bench { rule, standard, detector };
    let mut length = 0;
    for (at, template) in rule.hits.iter().enumerate() {
        wrong.extend(bench.every_seed("hits", at, template, &mut length, Bench::hit));
    }
    for (at, (template, reason)) in rule.misses.iter().enumerate() {
        if reason.is_empty() && standard == Standard::Catalogue {
            wrong.push(Complaint::new("misses", "it has no reason", "say why it is none").at(at));
        }
        wrong.extend(bench.every_seed("misses", at, template, &mut length, Bench::miss));
    }
    wrong
}

/// What is wrong with a rendered sample, and the cure.
type Judged = Option<(String, &'static str)>;

/// What a sample is held to.
#[derive(Clone, Copy)]
struct Bench<'a> {
    rule: &'static Rule,
    standard: Standard,
    detector: &'a Detector,
}

impl Bench<'_> {
    /// The first complaint that one of the seeds brings about.
    fn every_seed(
        self,
        field: &'static str,
        at: usize,
        template: &str,
        length: &mut usize,
        judge: fn(Self, &Rendered) -> Result<Judged, DetectError>,
    ) -> Option<Complaint> {
        let complain = |what: String, cure: &str| Some(Complaint::new(field, what, cure).at(at));
        for seed in 0..SEEDS {
            let rendered = match sample::render(template, self.rule.proof, seed) {
                Ok(rendered) => rendered,
                Err(TemplateError::NoSeal) => {
                    return complain(TemplateError::NoSeal.to_string(), "name the proof, or write the sum as random characters");
                }
                Err(error) => return complain(error.to_string(), "write a class and a count: {A62:24}, {hex:32}, {lc36:20-40}"),
            };
            *length += rendered.text.len();
            if self.standard == Standard::Own && *length > LONGEST {
                return complain(
                    format!("the samples of this rule are longer than {} KiB", LONGEST >> 10),
                    "shorten them, or take some out",
                );
            }
            match judge(self, &rendered) {
                Ok(None) => {}
                Ok(Some((what, cure))) => return complain(what, cure),
                Err(error) => return complain(error.to_string(), "correct that rule"),
            }
        }
        None
    }

    fn hit(self, rendered: &Rendered) -> Result<Judged, DetectError> {
        let rule = self.rule;
        let wrong = |what: String, cure| Ok(Some((what, cure)));
        let (text, secret) = embed(rendered);
        let found = self.scan(&text, rendered.path.as_deref())?;
        // a part of a pair is found under its own rule or as a part of the other half
        let flat: Vec<_> = found.iter().flat_map(Candidate::halves).collect();
        let Some(own) = flat.iter().find(|candidate| candidate.rule.id == rule.id) else {
            if let Some(other) = flat.iter().find(|other| other.span.start < secret.end && secret.start < other.span.end) {
                let cure = "it is known already; where this rule should win, give it a higher rank";
                return wrong(format!("{} takes it", other.rule.id), cure);
            }
            let (what, cure) = self.reason(&text);
            return wrong(what.to_owned(), cure);
        };
        if own.span != secret {
            let head = if rendered.path.is_some() { 0 } else { HEAD.len() };
            let (is, ought) = (&own.span, &secret);
            return wrong(
                format!(
                    "the pattern captures its bytes {}..{}, not {}..{}",
                    is.start.saturating_sub(head),
                    is.end.saturating_sub(head),
                    ought.start - head,
                    ought.end - head
                ),
                "mark what is secret with << and >>, or correct the group secret",
            );
        }
        let is_pair = |other: &Rule| rule.pair.is_some_and(|pair| pair.with.contains(&other.id));
        // what stands beside it may have a name that makes it a finding of its own
        let is_other = |other: &Rule| other.id != rule.id && other.assigned.is_none() && !is_pair(other);
        let other = flat.iter().find(|candidate| is_other(candidate.rule));
        if let Some(other) = other.filter(|_| self.standard == Standard::Catalogue) {
            return wrong(format!("{} fires too", other.rule.id), "make one of the two patterns narrower");
        }
        // where only a file's name gives the text its meaning, the same text is nothing elsewhere
        let elsewhere = if rule.files.is_empty() { Vec::new() } else { self.scan(&text, Some("notes/of/a-meeting.txt"))? };
        if elsewhere.iter().flat_map(Candidate::halves).any(|candidate| candidate.rule.id == rule.id) {
            return wrong("it is found in files of other names too".to_owned(), "leave the names out, or make them count");
        }
        Ok(None)
    }

    /// All candidates of a text, in the file that the sample names.
    fn scan(self, text: &[u8], path: Option<&str>) -> Result<Vec<Candidate>, DetectError> {
        let about = match path {
            Some(path) => About { path: Some(path.as_bytes()), binary: decode::is_binary(text), ..About::default() },
            None => About::default(),
        };
        self.detector.scan(text, 0..text.len(), about)
    }

    /// Why nothing was found, as far as keywords and pattern tell.
    fn reason(self, text: &[u8]) -> (&'static str, &'static str) {
        if !self.rule.keywords.is_empty() && !holds_keyword(self.rule, text) {
            return ("none of the keywords stands in it", "one of them has to stand in every hit: add the literal that this one holds");
        }
        if !pattern::compile(self.rule.pattern).is_ok_and(|regex| regex.is_match(text)) {
            return ("it is not found: the pattern does not match it", "compare the two");
        }
        (
            "it is not found, although the pattern matches it",
            "see whether the reach, the edges (before, after), the words near it, the name it is assigned to, the entropy and the proof fit",
        )
    }

    fn miss(self, rendered: &Rendered) -> Result<Judged, DetectError> {
        let (text, _) = embed(rendered);
        let found = self.scan(&text, rendered.path.as_deref())?;
        let fires = found.iter().flat_map(Candidate::halves).any(|candidate| candidate.rule.id == self.rule.id);
        Ok(fires
            .then(|| ("the rule fires on it".to_owned(), "make the pattern narrower, or take the sample out if it is a secret after all")))
    }
}

/// The sample in its file, or in no file and between lines that may not matter; and where the secret stands.
fn embed(rendered: &Rendered) -> (Vec<u8>, std::ops::Range<usize>) {
    if rendered.path.is_some() {
        return (rendered.text.clone(), rendered.secret.clone());
    }
    let text = [HEAD, &rendered.text, TAIL].concat();
    (text, rendered.secret.start + HEAD.len()..rendered.secret.end + HEAD.len())
}

fn holds_keyword(rule: &Rule, text: &[u8]) -> bool {
    let folded = |bytes: &[u8]| if rule.case == Case::Any { bytes.to_ascii_lowercase() } else { bytes.to_vec() };
    let text = folded(text);
    rule.keywords.iter().any(|keyword| memchr::memmem::find(&text, &folded(keyword.as_bytes())).is_some())
}

/// How long a rule takes.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// From the pattern to a program, once in every process that meets a keyword of the rule.
    pub compile: Duration,
    /// To confirm one hit, once compiled: the mean of its samples.
    pub hit: Duration,
}

/// Measures the rule alone on its own hits; the least of a few rounds.
pub fn times(rule: &'static Rule) -> Result<Times, DetectError> {
    const ROUNDS: u64 = 5;
    let mut times = Times { compile: Duration::MAX, hit: Duration::MAX };
    for round in 0..ROUNDS {
        let texts: Vec<Vec<u8>> =
            rule.hits.iter().filter_map(|hit| sample::render(hit, rule.proof, round).ok()).map(|rendered| embed(&rendered).0).collect();
        let confirmer = Confirmer::new(rule);
        let start = Instant::now();
        confirmer.confirm(b"", 0..0, &mut Vec::new())?;
        times.compile = times.compile.min(start.elapsed());
        // the first search builds what the others reuse
        for text in &texts {
            confirmer.confirm(text, 0..text.len(), &mut Vec::new())?;
        }
        let start = Instant::now();
        for text in &texts {
            confirmer.confirm(text, 0..text.len(), &mut Vec::new())?;
        }
        times.hit = times.hit.min(start.elapsed() / u32::try_from(texts.len().max(1)).unwrap_or(1));
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    /// The catalogue is held by its own tests: each line names the rule and the convention it breaks.
    #[test]
    fn every_rule_keeps_its_promises() {
        let detector = Detector::new();
        let told = |rule: &Rule, Complaint { field, index, what, cure }: Complaint| {
            let index = index.map(|at| format!("[{at}]")).unwrap_or_default();
            format!("{}: {field}{index}: {what}; {cure}", rule.id)
        };
        let wrong: Vec<String> = rules::all()
            .flat_map(|rule| check(rule, Standard::Catalogue, &detector).into_iter().map(|complaint| told(rule, complaint)))
            .collect();
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
            let own = ["judge", "manifest", "mod", "packed", "rule", "sample"].contains(&stem);
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
    fn a_sample_that_fails_says_how() {
        const OWN: Rule = Rule {
            id: "acme-token",
            title: "Acme token",
            keywords: &["acme_"],
            pattern: "(?P<secret>acme_[0-9A-Za-z]{24})",
            hits: &["ACME=<<acme_{A62:24}>>"],
            misses: &[("acme_{A62:8}", "too short")],
            ..Rule::BASE
        };
        let cases = [
            (OWN, None),
            (Rule { hits: &["ACME=acmx_{A62:24}"], ..OWN }, Some(("hits", "none of the keywords stands in it"))),
            (Rule { hits: &["ACME=<<acme_{A62:20}>>"], ..OWN }, Some(("hits", "it is not found"))),
            (Rule { hits: &["ACME=acme_<<{A62:24}>>"], ..OWN }, Some(("hits", "captures its bytes 5..34, not 10..34"))),
            (Rule { hits: &["acme_<<ghp_{A62:20}>>"], ..OWN }, Some(("hits", "it is not found"))),
            (Rule { hits: &["acme_{A62:24"], ..OWN }, Some(("hits", "never closed"))),
            (Rule { hits: &["acme_{seal}"], ..OWN }, Some(("hits", "needs a proof"))),
            (Rule { hits: &["<<acme_{A62:24}>>{A62:199999}"], ..OWN }, Some(("hits", "not found"))),
            (Rule { misses: &[("acme_{A62:24}", "")], ..OWN }, Some(("misses", "fires on it"))),
            (Rule { misses: &[("{A62:199999}", "")], ..OWN }, Some(("misses", "longer than 256 KiB"))),
        ];
        for (rule, expected) in cases {
            let rule: &'static Rule = Box::leak(Box::new(rule));
            let wrong = check(rule, Standard::Own, &Detector::with(vec![rule], Vec::new()));
            let seen = wrong.iter().map(|complaint| (complaint.field, complaint.index, complaint.what.as_str())).collect::<Vec<_>>();
            match expected {
                None => assert_eq!(seen, []),
                Some((field, what)) => assert!(
                    matches!(seen.as_slice(), [(other, Some(0), text)] if *other == field && text.contains(what)),
                    "{what}: {seen:?}"
                ),
            }
        }
    }

    #[test]
    fn a_rule_that_another_one_outranks_is_told() {
        let built_in = rules::find("github-personal-access-token").unwrap();
        let same: &'static Rule = Box::leak(Box::new(Rule { id: "z-own-token", rank: -1, ..*built_in }));
        let wrong = check(same, Standard::Own, &Detector::with(vec![same], Vec::new()));
        assert!(wrong[0].what.contains("github-personal-access-token takes it"), "{wrong:?}");
    }
}

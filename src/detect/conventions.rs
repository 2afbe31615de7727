//! What a rule must be before its samples are asked: the same for built-in rules and a user's, which may leave more out.

use super::{names, pattern};
use crate::rules::{Rule, Severity};

/// What is wrong with a rule: where, what, and the cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The rule's field.
    pub field: &'static str,
    /// Which element of it, from 0, where the field is a list.
    pub index: Option<usize>,
    /// What is wrong with it; never a sample's text.
    pub what: String,
    /// What to do.
    pub cure: String,
}

impl Complaint {
    pub(super) fn new(field: &'static str, what: impl Into<String>, cure: impl Into<String>) -> Self {
        Self { field, index: None, what: what.into(), cure: cure.into() }
    }

    pub(super) fn at(mut self, index: usize) -> Self {
        self.index = Some(index);
        self
    }
}

/// How much a rule has to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// A built-in rule: everything there is to say.
    Catalogue,
    /// A user's rule: what is needed to find something.
    Own,
}

/// A keyword is at least this long (bytes): the gate looks at so many at once.
const SHORTEST: usize = 4;

/// Literals that stand in every other file (lower case).
const COMMON: &[&str] = &["token", "secret", "test_", "auth", "http://", "https://", "github", "password"];

/// More of them, with which only a rule that was measured does no harm.
#[rustfmt::skip]
const FREQUENT: &[&str] = &[
    "http", "https", "passwd", "pass", "user", "username", "apikey", "api_key", "api-key", "access", "client", "bearer", "config", "value", "name",
    "data", "true", "false", "null", "none", "return", "function", "import", "string", "const", "class", "public", "private", "self", "this", "from",
    "host", "email", "login", "key", "id",
];

/// What is wrong with the rule's fields; its samples are not looked at.
pub fn conventions(rule: &Rule, standard: Standard) -> Vec<Complaint> {
    let mut wrong = Vec::new();
    if !is_kebab(rule.id) {
        wrong.push(Complaint::new(
            "id",
            "it is not in kebab-case",
            "write lower-case words and digits, joined by hyphens: acme-deploy-token",
        ));
    }
    let missing = |field, cure: &str| Complaint::new(field, "it is empty", cure);
    if rule.title.is_empty() {
        wrong.push(missing("title", "say what a person calls it: title = \"Acme deploy token\""));
    }
    if standard == Standard::Catalogue {
        for (field, value) in [("provider", rule.provider), ("exposes", rule.exposes), ("advice", rule.advice)] {
            if value.is_empty() {
                wrong.push(missing(field, "every built-in rule says it"));
            }
        }
        if rule.severity > Severity::Info && !rule.roll.starts_with("https://") {
            wrong.push(missing("roll", "a https:// page where the secret is rolled"));
        }
        if !rule.reference.starts_with("https://") {
            wrong.push(missing("reference", "a https:// page that documents the format"));
        }
    }
    wrong.extend(keywords(rule, standard));
    wrong.extend(files(rule));
    // what only has a name is found by a scanner, which needs no pattern
    if rule.assigned.is_none() {
        wrong.extend(shape(rule, standard));
    }
    let least = if standard == Standard::Catalogue { 2 } else { 1 };
    for (field, count) in [("hits", rule.hits.len()), ("misses", rule.misses.len())] {
        if count < least {
            let cure = if field == "hits" {
                "give a sample that must be found: hits = [\"ACME_TOKEN=<<acme_{A62:24}>>\"]"
            } else {
                "give a sample that must stay silent: misses = [\"acme_{A62:8}\"]"
            };
            wrong.push(Complaint::new(field, format!("there are {count}, and at least {least} are needed"), cure));
        }
    }
    wrong
}

fn is_kebab(id: &str) -> bool {
    let is_piece = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    id.split('-').all(is_piece)
}

fn files(rule: &Rule) -> impl Iterator<Item = Complaint> {
    let wrong = |(at, glob): (usize, &&str)| {
        let what = format!("{glob:?}: {}", names::complaint(glob)?);
        Some(Complaint::new("files", what, "write a base name or an ending, after folders if need be: [\".pgpass\", \"*.ovpn\"]").at(at))
    };
    rule.files.iter().enumerate().filter_map(wrong)
}

fn keywords(rule: &Rule, standard: Standard) -> Vec<Complaint> {
    if rule.keywords.is_empty() && rule.files.is_empty() && rule.assigned.is_none() {
        let cure = "give the rarest literal that stands in or beside every such secret: keywords = [\"acme_\"]";
        return vec![Complaint::new("keywords", "there is none", cure)];
    }
    let judge = |keyword: &str| {
        if keyword.len() < SHORTEST {
            Some((format!("{keyword:?} is shorter than {SHORTEST} bytes"), "take a longer literal that every such secret comes with"))
        } else if is_common(keyword, standard) {
            Some((format!("{keyword:?} stands in every other file"), "take a rarer literal: a prefix of the secret, or the vendor's name"))
        } else {
            None
        }
    };
    let wrong = |(at, keyword): (usize, &&str)| judge(keyword).map(|(what, cure)| Complaint::new("keywords", what, cure).at(at));
    rule.keywords.iter().enumerate().filter_map(wrong).collect()
}

fn is_common(keyword: &str, standard: Standard) -> bool {
    let lower = keyword.to_ascii_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
    COMMON.contains(&lower.as_str()) || standard == Standard::Own && (COMMON.contains(&bare) || FREQUENT.contains(&bare))
}

/// May a user's rule have this keyword?
pub fn is_keyword(word: &str) -> bool {
    word.len() >= SHORTEST && !is_common(word, Standard::Own)
}

/// The pattern: bounded, compiled, with one group.
fn shape(rule: &Rule, standard: Standard) -> Vec<Complaint> {
    let mut wrong = Vec::new();
    let unbounded = match standard {
        // what is open has to be written so: it is then bounded by the reach
        Standard::Catalogue => ["*", "+"].iter().any(|repeat| pattern::has_repeat(rule.pattern, repeat)),
        Standard::Own => pattern::is_bounded(rule.pattern) == Some(false),
    };
    if unbounded {
        wrong.push(Complaint::new(
            "pattern",
            "it has a repeat without an upper bound",
            "write {1,200} in place of + and {0,200} in place of *",
        ));
    }
    match pattern::compile(rule.pattern) {
        Err(error) => {
            let (what, cure) = pattern::why(&error);
            wrong.push(Complaint::new("pattern", what, cure));
        }
        Ok(regex) => {
            let names: Vec<&str> = regex.capture_names().flatten().collect();
            if names != ["secret"] {
                let what =
                    if names.is_empty() { "it has no group named secret" } else { "it needs one named group, called secret, and no other" };
                wrong.push(Complaint::new("pattern", what, "put what is secret between (?P<secret> and )"));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Rule = Rule {
        id: "acme-token",
        title: "Acme token",
        keywords: &["acme_"],
        pattern: "(?P<secret>acme_[0-9A-Za-z]{24})",
        hits: &["<<acme_{A62:24}>>"],
        misses: &[("acme_{A62:8}", "")],
        ..Rule::BASE
    };

    #[test]
    fn a_rule_of_few_fields_is_a_users_rule_and_no_built_in_one() {
        assert_eq!(conventions(&OWN, Standard::Own), []);
        let fields: Vec<&str> = conventions(&OWN, Standard::Catalogue).iter().map(|complaint| complaint.field).collect();
        assert_eq!(fields, ["provider", "exposes", "advice", "roll", "reference", "hits", "misses"]);
    }

    #[test]
    fn mistakes_name_the_field() {
        for (rule, field, what) in [
            (Rule { id: "Acme_token", ..OWN }, "id", "kebab"),
            (Rule { title: "", ..OWN }, "title", "empty"),
            (Rule { keywords: &[], ..OWN }, "keywords", "none"),
            (Rule { keywords: &["acm"], ..OWN }, "keywords", "shorter than 4"),
            (Rule { keywords: &["acme_", "Password"], ..OWN }, "keywords", "every other file"),
            (Rule { keywords: &["acme_", "key = "], ..OWN }, "keywords", "every other file"),
            (Rule { pattern: "acme_[0-9A-Za-z]{24}", ..OWN }, "pattern", "no group"),
            (Rule { pattern: "(?P<acme>acme_)(?P<secret>[a-z]{24})", ..OWN }, "pattern", "no other"),
            (Rule { pattern: "(?P<secret>acme_[a-z]+)", ..OWN }, "pattern", "upper bound"),
            (Rule { pattern: "(?P<secret>acme_[a-z]{9,})", ..OWN }, "pattern", "upper bound"),
            (Rule { pattern: "(?P<secret>(?:acme_[a-z]{1,999}){1,999})", ..OWN }, "pattern", "1024 KiB"),
            (Rule { pattern: "(?P<secret>acme_", ..OWN }, "pattern", "unclosed group"),
            (Rule { hits: &[], ..OWN }, "hits", "at least 1"),
            (Rule { misses: &[], ..OWN }, "misses", "at least 1"),
        ] {
            let wrong = conventions(&rule, Standard::Own);
            assert!(wrong.len() == 1 && wrong[0].field == field && wrong[0].what.contains(what), "{field}: {wrong:?}");
        }
    }
}

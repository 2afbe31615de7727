//! `[[rule]]`: rules of a user's own, with the fields of a built-in one.

use std::sync::Arc;

use toml::de::DeValue;

use super::fields::{At, Fields, Mistake, Shared};
use crate::detect::Detector;
use crate::detect::conventions::{Complaint, Standard, conventions};
use crate::detect::samples;
use crate::proof;
use crate::rules::{self, Alphabet, Case, Class, Edge, Mode, Near, Pair, Rule, Severity};
use crate::text::{nearest, printable};
use crate::trouble::Trouble;

/// What stands for the provider of a rule that names none.
const PROVIDER: &str = "own rules";
/// What to do about a secret whose rule does not say.
const ADVICE: &str = "Revoke it where it was issued and put a new one in its place";
/// No rule looks further (bytes); the built-in ones stay within this too.
const REACH: i64 = 16 << 10;
/// How many words, keywords or samples a rule may have.
const MANY: usize = 50;

const SEVERITIES: [Severity; 5] = [Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
const MODES: [Mode; 3] = [Mode::Live, Mode::Test, Mode::Unknown];
const CASES: [Case; 2] = [Case::Exact, Case::Any];
const CLASSES: [Class; 2] = [Class::Vendor, Class::Generic];
const EDGES: [Edge; 5] = [Edge::Open, Edge::Word, Edge::Url, Edge::Base64, Edge::Dotted];
const ALPHABETS: [Alphabet; 5] = [Alphabet::Digits, Alphabet::Hex, Alphabet::Lc36, Alphabet::A62, Alphabet::A64];

/// A rule that stands in the file.
#[derive(Debug, Clone)]
pub struct Own {
    /// The rule.
    pub rule: &'static Rule,
    source: Shared,
    /// Where the table and its fields stand (bytes of the file).
    at: usize,
    places: Vec<(&'static str, At<Vec<usize>>)>,
}

impl Own {
    fn mistake(&self, Complaint { field, index, what, cure }: Complaint) -> Mistake {
        let place = self.places.iter().find(|(name, _)| *name == field).map(|(_, place)| place);
        let element = || index.and_then(|index| place?.value.get(index).copied());
        let at = element().or(place.map(|place| place.at)).unwrap_or(self.at);
        let index = index.map(|index| format!("[{index}]")).unwrap_or_default();
        Mistake { at, what: format!("rule {}, {field}{index}: {what}", self.rule.id), cure }
    }

    /// The file and the line that the rule begins on: `.leakgate.toml:12`.
    pub fn place(&self) -> String {
        let (line, _) = self.source.position(self.at);
        format!("{}:{line}", printable(self.source.path.as_os_str().as_encoded_bytes()))
    }

    /// What is wrong with the fields that stand in the file, samples apart.
    pub(super) fn mistakes_in_fields(&self) -> Vec<Mistake> {
        let is_there = |complaint: &Complaint| self.places.iter().any(|(name, _)| *name == complaint.field);
        conventions(self.rule, Standard::Own).into_iter().filter(is_there).map(|complaint| self.mistake(complaint)).collect()
    }

    /// The file that the rule stands in.
    pub(super) fn file(&self) -> &[u8] {
        &self.source.bytes
    }
}

/// Checks the rules and their samples, and tells all mistakes at once.
pub fn check(own: &[Own], detector: &Detector) -> Result<(), Trouble> {
    for of_one_file in own.chunk_by(|one, other| Arc::ptr_eq(&one.source, &other.source)) {
        let mut mistakes = Vec::new();
        for own in of_one_file {
            mistakes.extend(samples::check(own.rule, Standard::Own, detector).into_iter().map(|complaint| own.mistake(complaint)));
        }
        of_one_file[0].source.troubles(mistakes)?;
    }
    Ok(())
}

/// Do two rules say the same?
pub(super) fn are_same(one: &Rule, other: &Rule) -> bool {
    format!("{one:?}") == format!("{other:?}")
}

/// Reads all rules of the file; `known` are those of the files that it extends, which a pair may name.
pub(super) fn read(top: &mut Fields<'_>, source: &Shared, known: &[&'static Rule]) -> Vec<Own> {
    let mut own: Vec<Own> = Vec::new();
    for mut fields in top.tables("rule", "rule: ") {
        let Some(rule) = read_one(&mut fields, source) else { continue };
        let twice = if rules::find(rule.rule.id).is_some() {
            Some(("a built-in rule", "choose another id; to replace the built-in rule, turn it off: [rules] off = [\"…\"]"))
        } else {
            own.iter().any(|other| other.rule.id == rule.rule.id).then_some(("another rule of this file", "choose another id"))
        };
        if let Some((who, cure)) = twice {
            let at = rule.places.iter().find(|(name, _)| *name == "id").map_or(rule.at, |(_, place)| place.at);
            fields.wrong(at, format!("{who} has this id"), cure);
        }
        fields.end();
        own.push(rule);
    }
    for rule in &own {
        let Some(pair) = rule.rule.pair else { continue };
        let ids = || rules::all().chain(own.iter().map(|own| own.rule)).chain(known.iter().copied()).map(|rule| rule.id);
        for with in pair.with.iter().filter(|with| !ids().any(|id| id == **with)) {
            let meant = nearest(with, ids()).map(|id| format!("did you mean {id}? ")).unwrap_or_default();
            let at = rule.places.iter().find(|(name, _)| *name == "pair").map_or(rule.at, |(_, place)| place.at);
            top.wrong(
                at,
                format!("rule {}, pair: there is no rule {with}", rule.rule.id),
                format!("{meant}see the ids with: leakgate rules list"),
            );
        }
    }
    own
}

/// Reads one rule; `None` where a field is missing without which there is none.
fn read_one(fields: &mut Fields<'_>, source: &Shared) -> Option<Own> {
    let mut places = Vec::new();
    let mut place = |name, at: usize, elements: Vec<usize>| places.push((name, At { value: elements, at }));
    let id = fields.need("id", "name it in kebab-case: id = \"acme-deploy-token\"");
    if let Some(id) = &id {
        place("id", id.at, Vec::new());
        fields.call(format!("rule {}, ", printable(crate::text::cut(&id.value, 80).as_bytes())));
    }
    let title = fields.need("title", "say what a person calls it: title = \"Acme deploy token\"");
    let pattern = fields.need("pattern", "write a regex with one group: pattern = '(?P<secret>acme_[0-9A-Za-z]{24})'");
    for (name, text) in [("title", &title), ("pattern", &pattern)] {
        if let Some(text) = text {
            place(name, text.at, Vec::new());
        }
    }
    let mut list = |fields: &mut Fields<'_>, name: &'static str| -> Vec<String> {
        let Some(list) = fields.texts(name) else { return Vec::new() };
        if list.value.len() > MANY {
            fields.wrong(list.at, format!("{name} has more than {MANY} elements"), "take some out");
        }
        place(name, list.at, list.value.iter().map(|text| text.at).collect());
        list.value.into_iter().map(|text| text.value).collect()
    };
    let keywords = list(fields, "keywords");
    let files = list(fields, "files");
    let hits = list(fields, "hits");
    let misses = misses(fields, &mut place);
    let base = Rule::BASE;
    let said = |text: Option<At<String>>, default: &'static str| text.map_or(default, |text| leak(printable(text.value.as_bytes())));
    let rule = Rule {
        id: leak(id.as_ref()?.value.clone()),
        provider: said(fields.text("provider"), PROVIDER),
        title: said(title.clone(), ""),
        keywords: leak_list(keywords.into_iter().map(leak).collect()),
        files: leak_list(files.into_iter().map(leak).collect()),
        case: fields.choice("case", &CASES, Case::name).unwrap_or(base.case),
        pattern: leak(pattern.as_ref().map_or_else(String::new, |text| text.value.clone())),
        reach: fields.number("reach", 16..=REACH).and_then(|reach| usize::try_from(reach).ok()).unwrap_or(base.reach),
        before: fields.choice("before", &EDGES, Edge::name).unwrap_or(base.before),
        after: fields.choice("after", &EDGES, Edge::name).unwrap_or(base.after),
        near: near(fields),
        entropy: fields.choice("entropy", &ALPHABETS, Alphabet::name),
        assigned: None,
        judge: None,
        proof: fields.choice("proof", proof::ALL, |check| check.name).copied(),
        rank: fields.number("rank", -100..=100).and_then(|rank| i8::try_from(rank).ok()).unwrap_or(base.rank),
        class: fields.choice("class", &CLASSES, Class::name).unwrap_or(base.class),
        pair: pair(fields, &mut place),
        severity: fields.choice("severity", &SEVERITIES, Severity::name).unwrap_or(base.severity),
        mode: fields.choice("mode", &MODES, Mode::name).unwrap_or(base.mode),
        exposes: said(fields.text("exposes"), ""),
        roll: said(fields.text("roll"), ""),
        logs: said(fields.text("logs"), ""),
        advice: said(fields.text("advice"), ADVICE),
        reference: said(fields.text("reference"), ""),
        hits: leak_list(hits.into_iter().map(leak).collect()),
        misses: leak_list(misses),
    };
    // what is not there has been told; half a rule would only be told again
    (title.is_some() && pattern.is_some()).then(|| Own { rule: Box::leak(Box::new(rule)), source: source.clone(), at: fields.at, places })
}

/// Samples that must stay silent: texts, or tables with a text and a reason.
fn misses(fields: &mut Fields<'_>, place: &mut impl FnMut(&'static str, usize, Vec<usize>)) -> Vec<(&'static str, &'static str)> {
    let cure = "write a list: misses = [\"…\"] or misses = [{ text = \"…\", reason = \"…\" }]";
    let Some(list) = fields.list("misses", cure) else { return Vec::new() };
    place("misses", list.at, list.value.iter().map(|element| element.at).collect());
    if list.value.len() > MANY {
        fields.wrong(list.at, format!("misses has more than {MANY} elements"), "take some out");
        return Vec::new();
    }
    let mut out = Vec::new();
    for element in list.value {
        match element.value {
            DeValue::String(text) => out.push((leak(text.clone().into_owned()), "")),
            DeValue::Table(table) => {
                let mut inner = fields.within(table, element.at, "misses: ");
                let text = inner.need("text", "the sample itself: text = \"…\"");
                let reason = inner.text("reason").map_or("", |reason| leak(printable(reason.value.as_bytes())));
                inner.end();
                out.extend(text.map(|text| (leak(text.value), reason)));
            }
            _ => fields.wrong(element.at, "misses: it is neither a text nor a table", cure),
        }
    }
    out
}

fn near(fields: &mut Fields<'_>) -> Option<Near> {
    let mut near = fields.table("near", "write a table: near = { words = [\"acme\"], above = 2 }")?;
    let words = near.texts("words").map_or_else(Vec::new, |words| words.value);
    if words.is_empty() || words.len() > MANY || words.iter().any(|word| word.value.is_empty()) {
        near.wrong(near.at, format!("it has to name 1 to {MANY} words"), "name those of which one must stand near: words = [\"acme\"]");
    }
    let above = near.number("above", 0..=5).and_then(|above| u8::try_from(above).ok()).unwrap_or(0);
    near.end();
    Some(Near { words: leak_list(words.into_iter().map(|word| leak(word.value.to_lowercase())).collect()), above })
}

fn pair(fields: &mut Fields<'_>, place: &mut impl FnMut(&'static str, usize, Vec<usize>)) -> Option<Pair> {
    let mut pair = fields.table("pair", "write a table: pair = { with = [\"acme-key-id\"], lines = 5, severity = \"critical\" }")?;
    place("pair", pair.at, Vec::new());
    let with = pair.texts("with").map_or_else(Vec::new, |with| with.value);
    if with.is_empty() || with.len() > MANY {
        pair.wrong(pair.at, format!("it has to name 1 to {MANY} rules"), "name the rule of the other half: with = [\"acme-key-id\"]");
    }
    let lines = pair.number("lines", 0..=100).and_then(|lines| usize::try_from(lines).ok()).unwrap_or(5);
    let severity = pair.choice("severity", &SEVERITIES, Severity::name).unwrap_or(Rule::BASE.severity);
    pair.end();
    let with = with.into_iter().map(|id| leak(printable(id.value.as_bytes()))).collect();
    Some(Pair { with: leak_list(with), lines, severity })
}

/// Rules live as long as the process, the user's as well: they are read a few times in a run at most.
fn leak(text: String) -> &'static str {
    text.leak()
}

fn leak_list<T>(list: Vec<T>) -> &'static [T] {
    list.leak()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Config, parse};

    /// A rule of few fields, from line 1 on; `more` begins on line 8.
    fn least(more: &str) -> String {
        "[[rule]]\nid = \"acme-token\"\ntitle = \"Acme token\"\nkeywords = [\"acme_\"]\npattern = '(?P<secret>acme_[0-9A-Za-z]{24})'\n\
         hits = [\"ACME=<<acme_{A62:24}>>\"]\nmisses = [\"acme_{A62:8}\"]\n"
            .to_owned()
            + more
    }

    /// Reads and checks; the mistakes as text, each with its cure.
    fn mistakes(text: &str) -> Vec<String> {
        let checked = parse(Path::new("c.toml"), text.as_bytes())
            .and_then(|Config { rules, .. }| check(&rules, &Detector::with(rules.iter().map(|own| own.rule).collect(), Vec::new())));
        match checked {
            Ok(()) => Vec::new(),
            Err(Trouble::Several(all)) => all.iter().map(|one| format!("{one} | {}", one.next())).collect(),
            Err(one) => vec![format!("{one} | {}", one.next())],
        }
    }

    #[test]
    fn a_rule_of_few_fields_is_whole() {
        let config = parse(Path::new("c.toml"), least("").as_bytes()).unwrap();
        let own = &config.rules[0];
        assert_eq!((own.rule.severity, own.rule.provider, own.rule.mode), (Severity::High, "own rules", Mode::Unknown));
        assert_eq!(own.place(), "c.toml:1");
        assert_eq!(mistakes(&least("")), [""; 0]);
    }

    #[test]
    fn every_field_of_a_built_in_rule_can_be_written() {
        let more = "provider = \"Acme\"\ncase = \"any\"\nreach = 512\nbefore = \"url\"\nafter = \"dotted\"\nentropy = \"a62\"\nproof = \"github-crc32\"\n\
                    rank = -2\nclass = \"generic\"\nseverity = \"critical\"\nmode = \"live\"\nexposes = \"deploys\"\nroll = \"https://a.example/roll\"\n\
                    logs = \"https://a.example/logs\"\nadvice = \"Roll it\"\nreference = \"https://a.example/format\"\n\
                    near = { words = [\"Acme\", \"deploy\"], above = 2 }\npair = { with = [\"aws-access-key-id\"], lines = 3, severity = \"low\" }\n";
        let config = parse(Path::new("c.toml"), least(more).as_bytes()).unwrap();
        let rule = config.rules[0].rule;
        let near = rule.near.unwrap();
        let pair = rule.pair.unwrap();
        assert_eq!((near.words, near.above), (&["acme", "deploy"][..], 2));
        assert_eq!((pair.with, pair.lines, pair.severity), (&["aws-access-key-id"][..], 3, Severity::Low));
        assert_eq!((rule.case, rule.before, rule.after, rule.reach), (Case::Any, Edge::Url, Edge::Dotted, 512));
        assert_eq!((rule.entropy, rule.rank, rule.class), (Some(Alphabet::A62), -2, Class::Generic));
        assert_eq!((rule.proof.unwrap().name, rule.severity, rule.mode), ("github-crc32", Severity::Critical, Mode::Live));
        assert_eq!([rule.provider, rule.exposes, rule.advice], ["Acme", "deploys", "Roll it"]);
        assert!([rule.roll, rule.logs, rule.reference].iter().all(|page| page.starts_with("https://a.example/")));
    }

    #[test]
    fn mistakes_name_file_line_field_and_cure() {
        let with = |from: &str, to: &str| least("").replace(from, to);
        for (text, said, cure) in [
            (with("keywords =", "keyword ="), "c.toml:4:1: rule acme-token, unknown field `keyword`", "did you mean `keywords`?"),
            (with("id = \"acme-token\"\n", ""), "c.toml:1:1: rule: it has no id", "kebab-case"),
            (with("title = \"Acme token\"\n", ""), "c.toml:1:1: rule acme-token, it has no title", "title = "),
            (with("acme-token", "Acme Token"), "c.toml:2:6: rule Acme Token, id: it is not in kebab-case", "hyphens"),
            (with("acme-token", "stripe-live-secret-key"), "c.toml:2:6: rule stripe-live-secret-key, a built-in rule has this id", "off"),
            (least(&least("")), "c.toml:9:6: rule acme-token, another rule of this file has this id", "another id"),
            (
                with("(?P<secret>acme_[0-9A-Za-z]{24})", "acme_[0-9A-Za-z]{24}"),
                "c.toml:5:11: rule acme-token, pattern: it has no group",
                "(?P<secret>",
            ),
            (with("{24})", "+)"), "c.toml:5:11: rule acme-token, pattern: it has a repeat without", "{1,200}"),
            (with("{24})", "{1,1000}{1,1000})"), "c.toml:5:11: rule acme-token, pattern: it compiles to more", "multiplies"),
            (with("{24})", "{24}"), "c.toml:5:11: rule acme-token, pattern: it does not compile: unclosed group", "syntax"),
            (with("[\"acme_\"]", "[\"acme_\", \"ab\"]"), "c.toml:4:22: rule acme-token, keywords[1]: \"ab\" is shorter", "longer"),
            (with("[\"acme_\"]", "[\"Secret\"]"), "c.toml:4:13: rule acme-token, keywords[0]: \"Secret\" stands in every", "rarer"),
            (with("ACME=<<acme_", "ACME=<<acmx_"), "c.toml:6:9: rule acme-token, hits[0]: none of the keywords", "every hit"),
            (with("<<acme_{A62:24}", "<<acme_{A62:20}"), "c.toml:6:9: rule acme-token, hits[0]: it is not found: the pattern", "compare"),
            (
                with("<<acme_", "acme_<<"),
                "c.toml:6:9: rule acme-token, hits[0]: the pattern captures its bytes 5..34, not 10..34",
                "<< and >>",
            ),
            (with("{A62:8}", "{A62:24}"), "c.toml:7:11: rule acme-token, misses[0]: the rule fires on it", "narrower"),
            (with("hits = [\"ACME=<<acme_{A62:24}>>\"]\n", ""), "c.toml:1:1: rule acme-token, hits: there are 0", "hits = ["),
            (least("misses = 3"), "c.toml:8:1: duplicate key", ""),
            (
                least("severity = \"hgih\""),
                "c.toml:8:12: rule acme-token, there is no severity \"hgih\"",
                "info, low, medium, high, critical; did you mean \"high\"?",
            ),
            (least("mode = \"prod\""), "c.toml:8:8: rule acme-token, there is no mode \"prod\"", "live, test, unknown"),
            (
                least("proof = \"github-crc\""),
                "c.toml:8:9: rule acme-token, there is no proof \"github-crc\"",
                "did you mean \"github-crc32\"?",
            ),
            (least("entropy = \"base62\""), "c.toml:8:11: rule acme-token, there is no entropy \"base62\"", "digits, hex, lc36, a62, a64"),
            (least("reach = 99999"), "c.toml:8:9: rule acme-token, reach is 99999", "from 16 to 16384"),
            (least("near = \"acme\""), "c.toml:8:8: rule acme-token, near is a string", "near = {"),
            (least("near = { word = [\"acme\"] }"), "c.toml:8:10: rule acme-token, near: unknown field `word`", "did you mean `words`?"),
            (least("pair = { with = [\"acme-id\"] }"), "c.toml:8:8: rule acme-token, pair: there is no rule acme-id", "rules list"),
        ] {
            let all = mistakes(&text);
            assert!(all.iter().any(|mistake| mistake.starts_with(said) && mistake.contains(cure)), "{said}: {all:#?}");
        }
    }

    #[test]
    fn what_a_rule_says_cannot_drive_the_terminal() {
        let config = parse(Path::new("c.toml"), least("exposes = \"a\\u001b[31mb\\u202e\"").as_bytes()).unwrap();
        assert_eq!(config.rules[0].rule.exposes, "a\\x1b[31mb\\u{202e}");
    }

    #[test]
    fn no_mistake_tells_a_sample() {
        let secret = "acme_q7Rt2LmX9";
        for text in [least("").replace("acme_{A62:24}", secret), least("").replace("acme_{A62:8}", &format!("{secret}{{A62:15}}"))] {
            assert!(mistakes(&text).iter().all(|mistake| !mistake.contains("q7Rt")), "a sample is told");
            assert_eq!(mistakes(&text).len(), 1);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_file_breaks_the_reader(text in "[ -~\n]{0,200}", head in 0usize..4) {
            let head = ["", "[[rule]]\n", "[rules]\n", "[[allow]]\n"][head];
            let _ = parse(Path::new("c.toml"), format!("{head}{text}").as_bytes());
        }
    }
}

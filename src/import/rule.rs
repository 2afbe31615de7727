//! A foreign rule as one of ours: known already, or written as `[[rule]]` with samples of its own.

use std::fmt::Write;

use super::draft::{Carried, Draft, Fate, comment, known, quote};
use crate::config::{self, Own};
use crate::detect::translate::{self, Dialect, Search, Translated};
use crate::detect::{About, Candidate, Detector};
use crate::rules::{self, Alphabet, Rule, sample};
use crate::text::{cut, printable};

/// Samples are tried in so many shapes until the rule keeps what they promise.
const VARIANTS: usize = 5;
/// How far around a keyword that is no part of the pattern it is looked for (bytes).
const FAR: usize = 16 << 10;

/// A text that holds nothing.
const NOTHING: &str = "nothing of the kind";

/// A rule of another tool.
pub(super) struct Foreign {
    /// `.gitleaks.toml, line 12`.
    pub(super) place: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) regex: String,
    pub(super) dialect: Dialect,
    /// The number of the group that holds the secret.
    pub(super) group: Option<usize>,
    pub(super) entropy: Option<f64>,
    pub(super) keywords: Vec<String>,
    pub(super) path: Option<String>,
    pub(super) tags: Vec<String>,
}

/// Carries the rule over; the id of the rule of ours that finds what it found, where there is one.
pub(super) fn carry(foreign: &Foreign, draft: &mut Draft) -> Option<String> {
    let what = format!("rule {}", printable(cut(&foreign.id, 80).as_bytes()));
    let mut note = |fate, why: String| draft.note(foreign.place.clone(), what.clone(), fate, why);
    let translated = match translate::pattern(&foreign.regex, foreign.dialect, foreign.group) {
        Ok(translated) => translated,
        Err(refusal) => {
            note(Fate::Left, format!("its pattern, {refusal}"));
            return None;
        }
    };
    let seen = hits(&translated);
    if let Some(rule) = covering(foreign, &seen) {
        note(Fate::Kept, format!("the built-in rule {} finds it", rule.id));
        return Some(rule.id.to_owned());
    }
    let mut remarks = translated.remarks.clone();
    let files = files(foreign, &mut remarks);
    let Some(gate) = gate(foreign, &translated, &files, &mut remarks) else {
        let partly = taker(&seen).map(|rule| format!("; of what it finds, {} finds the common form", rule.id)).unwrap_or_default();
        note(Fate::Left, format!("it names no literal of four bytes that is rare, so it would be looked for in every line{partly}"));
        return None;
    };
    let entropy = entropy(foreign, &translated, &mut remarks);
    let id = id(&foreign.id, &draft.rules);
    let rank = taker(&seen).map_or(0, |rule| rule.rank.saturating_add(1)).max(0);
    let draw = Draw { id: &id, foreign, translated: &translated, gate: &gate, files: &files, entropy, remarks: &remarks };
    let drawn = (0..VARIANTS).find_map(|variant| [rank, 0].into_iter().find_map(|rank| draw.tried(variant, rank).ok()));
    let Some((text, own)) = drawn else {
        let why = draw.tried(0, rank).err().unwrap_or_default();
        draft.note(foreign.place.clone(), what, Fate::Left, format!("no sample could be made that it finds: {why}"));
        return None;
    };
    if id != foreign.id {
        remarks.push(format!("it is called {id} here"));
    }
    let fate = if remarks.is_empty() { Fate::Kept } else { Fate::Changed };
    draft.note(foreign.place.clone(), what, fate, remarks.join("; "));
    draft.rules.push(Carried { text, own, note: draft.notes.len() - 1 });
    Some(id)
}

/// Takes out rules whose samples another one of the file takes for its own: that one finds them. All others hold together.
pub(super) fn keep_those_that_hold(draft: &mut Draft) {
    loop {
        let detector = Detector::with(draft.rules.iter().map(|carried| carried.own.rule).collect(), Vec::new());
        let failing = draft.rules.iter().enumerate().rev().find_map(|(at, carried)| {
            let error = config::check(std::slice::from_ref(&carried.own), &detector).err()?;
            Some((at, error.to_string()))
        });
        let Some((at, why)) = failing else { return };
        let gone = draft.rules.remove(at);
        let id = gone.own.rule.id;
        let why = why.rsplit(": ").next().unwrap_or_default().to_owned();
        if let Some(note) = draft.notes.get_mut(gone.note) {
            (note.fate, note.why) = (Fate::Left, format!("beside the other rules it does not hold: {why}"));
        }
        // what was to pass under it would name a rule that there is not
        for entry in draft.entries.extract_if(.., |entry| entry.rule.as_deref() == Some(id)).collect::<Vec<_>>() {
            draft.note(entry.place, format!("path {}", printable(entry.path.as_bytes())), Fate::Left, format!("its rule {id} is left out"));
        }
    }
}

/// What a rule is met by.
struct Gate {
    keywords: Vec<String>,
    any_case: bool,
    reach: usize,
}

/// Rendered samples of what the pattern matches.
fn hits(translated: &Translated) -> Vec<Vec<u8>> {
    let render = |variant| (0..3).filter_map(move |seed| Some(sample::render(&translated.hit(variant), None, seed).ok()?.text));
    (0..3).flat_map(render).collect()
}

/// The built-in rule that finds this text, if one does.
fn finder(text: &[u8]) -> Option<&'static Rule> {
    let text = [b"first\n", text, b"\nlast\n"].concat();
    let found = Detector::new().scan(&text, 0..text.len(), About::default()).ok()?;
    found.iter().flat_map(Candidate::halves).map(|candidate| candidate.rule).find(|rule| rule.assigned.is_none())
}

/// The built-in rule that takes some of these for its own.
fn taker(seen: &[Vec<u8>]) -> Option<&'static Rule> {
    seen.iter().find_map(|text| finder(text))
}

/// The built-in rule that this rule is: each finds the samples of the other.
fn covering(foreign: &Foreign, seen: &[Vec<u8>]) -> Option<&'static Rule> {
    let first = finder(seen.first()?)?;
    let search = Search::new(&foreign.regex, foreign.dialect).ok()?;
    let is_same = |text: &Vec<u8>| finder(text).is_some_and(|rule| rule.id == first.id);
    // by its name and by some of its samples, or by all samples of both
    let is_named = known(&foreign.id).is_some_and(|rule| rule.id == first.id);
    (foreign.path.is_none() && seen.iter().all(is_same) && (is_named || translate::matches_all_hits(&search, first))).then_some(first)
}

fn files(foreign: &Foreign, remarks: &mut Vec<String>) -> Vec<String> {
    let Some(path) = &foreign.path else { return Vec::new() };
    translate::files(path).unwrap_or_else(|why| {
        remarks.push(format!("its path holds no longer, so it is found in all files: {why}"));
        Vec::new()
    })
}

fn gate(foreign: &Foreign, translated: &Translated, files: &[String], remarks: &mut Vec<String>) -> Option<Gate> {
    let reach = translated.longest.max(256);
    let given: Vec<String> = foreign.keywords.iter().map(|word| word.to_ascii_lowercase()).collect();
    let are_good = !given.is_empty() && given.len() <= 50 && given.iter().all(|word| translate::is_keyword(word));
    if are_good && translated.holds_one_of(&given) {
        return Some(Gate { keywords: given, any_case: true, reach });
    }
    if let Some(found) = translated.keywords() {
        if !given.is_empty() {
            remarks.push(format!("its keywords are those that every match holds: {}", found.words.join(", ")));
        }
        return Some(Gate { keywords: found.words, any_case: found.any_case, reach });
    }
    if are_good {
        remarks.push(format!("it is found up to {} KiB around its keywords", FAR >> 10));
        return Some(Gate { keywords: given, any_case: true, reach: FAR });
    }
    if files.is_empty() {
        return None;
    }
    if !given.is_empty() {
        remarks.push("its keywords are left out: its files alone say where to look".to_owned());
    }
    Some(Gate { keywords: Vec::new(), any_case: false, reach })
}

/// A floor of ours that is no higher than the one that was asked for.
fn entropy(foreign: &Foreign, translated: &Translated, remarks: &mut Vec<String>) -> Option<Alphabet> {
    let asked = foreign.entropy.filter(|bits| *bits > 0.0)?;
    let fitting = translated.alphabet().filter(|(alphabet, most)| *most <= 128 && translate::floor(*alphabet, *most) <= asked);
    let Some((alphabet, _)) = fitting else {
        remarks.push(format!("its entropy of {asked} is not asked for, so more is found"));
        return None;
    };
    remarks.push(format!("in place of an entropy of {asked} it asks for what random {} have at that length", alphabet.name()));
    Some(alphabet)
}

/// In kebab-case, and not taken.
fn id(foreign: &str, taken: &[Carried]) -> String {
    let pieces = foreign.split(|c: char| !c.is_ascii_alphanumeric()).filter(|piece| !piece.is_empty());
    let plain = cut(&pieces.collect::<Vec<_>>().join("-").to_ascii_lowercase(), 80).replace('…', "");
    let plain = if plain.is_empty() { "imported".to_owned() } else { plain };
    let is_taken = |id: &str| rules::find(id).is_some() || taken.iter().any(|other| other.own.rule.id == id);
    if !is_taken(&plain) {
        return plain;
    }
    let numbered = (1..).map(|number| if number == 1 { format!("{plain}-imported") } else { format!("{plain}-imported-{number}") });
    numbered.into_iter().find(|id| !is_taken(id)).unwrap_or_default()
}

/// All that is needed to write the rule.
struct Draw<'a> {
    id: &'a str,
    foreign: &'a Foreign,
    translated: &'a Translated,
    gate: &'a Gate,
    files: &'a [String],
    entropy: Option<Alphabet>,
    remarks: &'a [String],
}

impl Draw<'_> {
    /// The rule with samples of this variant, if it keeps what they promise; else the reason.
    fn tried(&self, variant: usize, rank: i8) -> Result<(String, Own), String> {
        let word = self.gate.keywords.first().map(|word| format!("{} ", plain(word)));
        // a pattern may be content with its keyword
        self.checked(variant, rank, word.as_deref().unwrap_or(NOTHING)).or_else(|_| self.checked(variant, rank, NOTHING))
    }

    fn checked(&self, variant: usize, rank: i8, miss: &str) -> Result<(String, Own), String> {
        let text = self.text(variant, rank, miss);
        let failed = |error: crate::trouble::Trouble| error.to_string().lines().next().unwrap_or_default().to_owned();
        let config = config::parse(std::path::Path::new(""), text.as_bytes()).map_err(failed)?;
        let detector = Detector::with(config.rules.iter().map(|own| own.rule).collect(), Vec::new());
        config::check(&config.rules, &detector).map_err(failed)?;
        let own = config.rules.into_iter().next().ok_or("it is no rule")?;
        Ok((text, own))
    }

    fn text(&self, variant: usize, rank: i8, miss: &str) -> String {
        let Self { foreign, gate, .. } = self;
        let mut out = comment(&format!("from {}: rule {}", foreign.place, foreign.id));
        if !foreign.tags.is_empty() {
            out.push_str(&comment(&format!("tags: {}", foreign.tags.join(", "))));
        }
        for remark in self.remarks {
            out.push_str(&comment(remark));
        }
        out.push_str("[[rule]]\n");
        let list = |texts: &[String]| texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ");
        let mut field = |name: &str, value: String| {
            let _ = writeln!(out, "{name} = {value}");
        };
        let title = if foreign.title.trim().is_empty() { &foreign.id } else { &foreign.title };
        field("id", quote(self.id));
        field("title", quote(&cut(title.trim(), 200)));
        if !gate.keywords.is_empty() {
            field("keywords", format!("[{}]", list(&gate.keywords)));
        }
        if gate.any_case {
            field("case", quote("any"));
        }
        if !self.files.is_empty() {
            field("files", format!("[{}]", list(self.files)));
        }
        field("pattern", quote(&self.translated.pattern));
        if gate.reach > 256 {
            field("reach", gate.reach.to_string());
        }
        field("before", quote("open"));
        field("after", quote("open"));
        if let Some(alphabet) = self.entropy {
            field("entropy", quote(alphabet.name()));
        }
        if rank != 0 {
            field("rank", rank.to_string());
        }
        let mut hit = self.translated.hit(variant);
        let is_held = || self.translated.holds_one_of(&gate.keywords);
        if let (Some(word), false) = (gate.keywords.first(), gate.keywords.is_empty() || is_held()) {
            hit = format!("{} {hit}", plain(word));
        }
        if let Some(file) = self.files.first() {
            let name = file.replacen('*', "sample", 1);
            hit = format!("{{in:{name}}}{hit}");
        }
        field("hits", format!("[{}]", quote(&hit)));
        field("misses", format!("[{{ text = {}, reason = \"nothing follows\" }}]", quote(miss)));
        out
    }
}

/// A text as a template writes it.
fn plain(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}").replace('<', "{bytes:3c}").replace('>', "{bytes:3e}")
}

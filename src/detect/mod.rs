//! Finding candidates in bytes: gate, confirm, settle. It knows neither git nor policy, and nothing about what is new.

mod body;
mod candidate;
mod common;
mod confirm;
mod context;
pub mod conventions;
pub mod decode;
mod encoded;
mod entropy;
#[cfg(fuzzing)]
pub mod fuzzing;
mod gate;
mod generic;
mod glance;
mod gram;
mod known;
mod names;
mod pattern;
mod place;
mod placeholder;
pub mod samples;
mod settle;
pub mod translate;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

pub use candidate::{Candidate, Confidence};
pub use context::{line_end, line_start};
pub use generic::{name_end, name_start};
pub use place::Standing;

use crate::rules::{self, Class, Rule};
use confirm::Confirmer;
use encoded::{Opened, Openings};
use gate::{Gate, Meaning};

/// Encodings within encodings are opened to this depth.
const LAYERS: usize = 2;
/// Names, edges and hosts beside a match are read this far at most (bytes).
const AROUND: usize = 512;

/// A rule that cannot be run: its regex or its keywords do not compile.
#[derive(Debug, thiserror::Error)]
#[error("rule {rule}: the pattern does not compile")]
pub struct DetectError {
    /// The rule's id.
    pub rule: &'static str,
    /// What the compiler says.
    #[source]
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// What a detector is told of a text besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The path it belongs to, as git has it; none for messages, names and standard input.
    pub path: Option<&'a [u8]>,
    /// Not text: only formats that stand for themselves are looked for.
    pub binary: bool,
    /// Where it belongs is not known yet: whatever might be found under any path is wanted. Rules for files of certain names apart.
    pub unplaced: bool,
}

/// A keyword that stands in a text, or something else that calls for a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where (bytes).
    pub span: Range<usize>,
    /// How far from it anything may stand and still have a say in what is found there (bytes).
    pub influence: usize,
}

/// What was met in a text on the way to what was found. Where nothing was, nothing that stands more than [`Detector::margin`] away, and the
/// rest of a name, has a say in that.
#[derive(Debug, Default)]
pub struct Met {
    /// Keywords, and whatever else calls for a look, in no order.
    pub words: Vec<Word>,
    /// Long runs of digits (bytes), in order.
    pub runs: Vec<Range<usize>>,
}

/// All rules, ready to run. Making one does nothing for the built-in rules; a rule's regex is compiled at the first text that may hold a
/// match.
#[derive(Default)]
pub struct Detector {
    /// Rules besides the built-in ones, numbered after them.
    extra: Vec<&'static Rule>,
    /// Ids of built-in rules that are not told.
    off: Vec<String>,
    /// The gate where there are extra rules.
    extended: Option<Gate>,
    /// Extra rules that the gate cannot find: they are tried on every text as a whole.
    ungated: Vec<usize>,
    /// For what has only a name; made when the first text comes by.
    generic: OnceLock<generic::Scanner>,
    /// By number, each made when something calls for it.
    confirmers: OnceLock<Box<[OnceLock<Confirmer>]>>,
}

impl Detector {
    /// A detector for the built-in rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// A detector for these rules and the built-in ones. Those of the ids in `off` are recognised and not told. A rule that has a keyword of
    /// less than four bytes, or none and no name of a file, works but is slow: it is tried everywhere.
    pub fn with(extra: Vec<&'static Rule>, off: Vec<String>) -> Self {
        let is_everywhere = |rule: &Rule| !words::is_gated(rule) && (rule.files.is_empty() || !rule.keywords.is_empty());
        let ungated = (words::RULES..).zip(&extra).filter(|(_, rule)| is_everywhere(rule)).map(|(number, _)| number).collect();
        let extended = (!extra.is_empty()).then(|| words::extended(&extra));
        Self { extra, off, extended, ungated, generic: OnceLock::new(), confirmers: OnceLock::new() }
    }

    fn gate(&self) -> &Gate {
        self.extended.as_ref().unwrap_or(&words::BUILT_IN)
    }

    fn generic(&self) -> &generic::Scanner {
        self.generic.get_or_init(|| generic::Scanner::new(rules::ASSIGNED.iter()))
    }

    fn is_off(&self, rule: &Rule) -> bool {
        self.off.iter().any(|id| id == rule.id)
    }

    /// The rule of that number, ready to run.
    fn confirmer(&self, number: usize) -> Option<&Confirmer> {
        let all = self.confirmers.get_or_init(|| (0..words::RULES + self.extra.len()).map(|_| OnceLock::new()).collect());
        let rule = rules::rule(number).or_else(|| self.extra.get(number.checked_sub(words::RULES)?).copied())?;
        Some(all.get(number)?.get_or_init(|| Confirmer::new(rule)))
    }

    /// How far from a changed byte a rule may look (bytes): the context that a swept range has to be widened by.
    pub fn reach(&self) -> usize {
        self.extra.iter().map(|rule| rule.reach).fold(words::REACH, usize::max)
    }

    /// Has the name of this file a say in what is found in it? Where it has none, a text may be scanned without its path, and what was
    /// found in it holds for every other such path.
    pub fn wants_path(&self, path: &[u8]) -> bool {
        !self.wanting(path).is_empty()
    }

    /// The numbers of the rules that hold in files of this name and not in all.
    fn wanting(&self, path: &[u8]) -> Vec<usize> {
        names::wanting(path, &self.extra)
    }

    /// How far before a changed byte a keyword may begin that it belongs to, in its longest form, base64, and how far from it a name may
    /// stand that it says something of (bytes); none where a rule is tried everywhere.
    pub fn margin(&self) -> Option<usize> {
        let keywords = self.extra.iter().flat_map(|rule| rule.keywords).map(|keyword| keyword.len());
        let longest = keywords.fold(words::LONGEST, usize::max) * 4 / 3 + 1;
        self.ungated.is_empty().then_some(longest.max(generic::MARGIN))
    }

    /// All candidates in `text` with a keyword in `range` (bytes), settled: one secret, one candidate, ordered by place.
    pub fn scan(&self, text: &[u8], range: Range<usize>, about: About<'_>) -> Result<Vec<Candidate>, DetectError> {
        self.survey(text, &[range], about, &mut Met::default())
    }

    /// The same for several `ranges`, in order and apart from one another, and what was met in them.
    pub fn survey(&self, text: &[u8], ranges: &[Range<usize>], about: About<'_>, met: &mut Met) -> Result<Vec<Candidate>, DetectError> {
        let mut found = Vec::new();
        self.collect(text, ranges, about, 0, &mut found, met)?;
        if found.is_empty() {
            return Ok(found);
        }
        let mut found = settle::settle(text, found);
        if !self.off.is_empty() {
            // what is off is silent: it is recognised all the same, and no other rule takes it for its own; its other halves speak for
            // themselves
            let told = |candidate: Candidate| if self.is_off(candidate.rule) { candidate.parts } else { vec![candidate] };
            found = found.into_iter().flat_map(told).filter(|candidate| !self.is_off(candidate.rule)).collect();
            found.sort_by_key(|candidate| candidate.span.start);
        }
        if about.unplaced {
            return Ok(found);
        }
        let standing = Standing::of(about.path);
        for candidate in &mut found {
            place::mind(candidate, text, standing);
        }
        Ok(found)
    }

    fn collect(
        &self,
        text: &[u8],
        ranges: &[Range<usize>],
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
        met: &mut Met,
    ) -> Result<(), DetectError> {
        // the windows of every rule that has a keyword here
        let mut windows: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        let (mut groups, mut encoded) = (Groups::default(), Vec::new());
        let mut look = |number: usize, span: Range<usize>| {
            let Some(confirmer) = self.confirmer(number) else { return };
            let reach = confirmer.rule.reach.max(if confirmer.rule.near.is_some() { context::BLOCK } else { 0 });
            // the match lies within reach of the keyword, what stands near it within reach of the match, and a judge reads on a little
            met.words.push(Word { span: span.clone(), influence: 2 * reach + AROUND });
            let window = span.start.saturating_sub(reach)..(span.end + reach).min(text.len());
            let windows = windows.entry(number).or_default();
            match windows.last_mut() {
                Some(last) if last.end >= window.start => *last = last.start.min(window.start)..last.end.max(window.end),
                _ => windows.push(window),
            }
        };
        let named = about.path.map_or_else(Vec::new, |path| self.wanting(path));
        // what the name alone calls for is looked for in the file itself, not in what is packed inside it
        let is_bare = |number: &usize| self.confirmer(*number).is_some_and(|confirmer| confirmer.rule.keywords.is_empty());
        let bare = named.iter().copied().filter(|number| depth == 0 && is_bare(number));
        for number in self.ungated.iter().copied().chain(bare) {
            for range in ranges {
                look(number, range.clone());
            }
        }
        let mut pieces = Vec::new();
        for range in ranges {
            self.gate().sweep(text, generic::around(text, range), |meaning, span| match meaning {
                Meaning::Piece => pieces.push(span.start),
                _ if !range.contains(&span.start) => {}
                Meaning::Keyword { rule, .. } => look(rule as usize, span),
                Meaning::Base64 { lead } => {
                    if let Some(group) = span.start.checked_sub(usize::from(lead)) {
                        groups.add(group);
                    }
                    encoded.push(span);
                }
            });
        }
        for (number, windows) in windows {
            let Some(confirmer) = self.confirmer(number) else { continue };
            let rule = confirmer.rule;
            if about.binary && (rule.near.is_some() || rule.class == Class::Generic) {
                continue;
            }
            if !rule.files.is_empty() && !named.contains(&number) {
                continue;
            }
            for window in windows {
                confirmer.confirm(text, window, found)?;
            }
        }
        self.generic().scan((text, ranges), pieces, about, found, &mut met.words);
        if depth < LAYERS {
            let mut openings = Openings::default();
            for range in ranges {
                openings.add(text, range, about.binary);
            }
            let (opened, marks) = openings.finish(&mut met.runs);
            // what is inside depends on all of the encoded text
            met.words.extend(encoded.into_iter().chain(marks).map(|span| Word { span, influence: usize::MAX }));
            self.open(text, opened, groups.places, about, depth, found)?;
        }
        Ok(())
    }

    /// Looks inside what is encoded: what decodes to text, which is open already, and the base64 in which encoded keywords stand.
    fn open(
        &self,
        text: &[u8],
        mut done: Vec<Opened>,
        mut groups: Vec<usize>,
        about: About<'_>,
        depth: usize,
        found: &mut Vec<Candidate>,
    ) -> Result<(), DetectError> {
        for opened in &done {
            self.inside(opened, about, depth, found)?;
        }
        // a line in the middle of a run that reads as text by itself does not stand for the run
        done.retain(|opened| encoded::line_above(text, opened.run.start).is_none());
        groups.sort_unstable();
        for group in groups {
            // one run holds its groups at one alignment; another alignment of the same run is another reading of it
            if done.iter().any(|opened| opened.reads(group)) {
                continue;
            }
            let Some(opened) = encoded::base64_around(text, group) else { continue };
            self.inside(&opened, about, depth, found)?;
            done.push(opened);
        }
        Ok(())
    }

    fn inside(&self, opened: &Opened, about: About<'_>, depth: usize, found: &mut Vec<Candidate>) -> Result<(), DetectError> {
        let mut inside = Vec::new();
        let about = About { binary: decode::is_binary(&opened.bytes), ..about };
        let depth = if opened.is_wide() { depth } else { depth + 1 };
        let whole = 0..opened.bytes.len();
        self.collect(&opened.bytes, &[whole], about, depth, &mut inside, &mut Met::default())?;
        if inside.is_empty() {
            return Ok(());
        }
        let new = settle::settle(&opened.bytes, inside).into_iter().filter(|candidate| opened.is_encoded(&candidate.matched));
        found.extend(new.map(|mut candidate| {
            candidate.relocate(opened);
            candidate
        }));
        Ok(())
    }
}

/// Where groups of base64 begin that hold keywords. A run of one letter holds the form of some keyword at every byte: of groups that follow
/// one another one is enough.
#[derive(Default)]
struct Groups {
    places: Vec<usize>,
    /// By place in a group of four: the last one met, and the last one kept.
    last: [Option<(usize, usize)>; 4],
}

impl Groups {
    /// Of groups that follow one another, one in so many bytes is kept.
    const APART: usize = 256 << 10;

    fn add(&mut self, group: usize) {
        let last = &mut self.last[group % 4];
        match last {
            Some((met, kept)) if group.abs_diff(*met) <= 4 && group.abs_diff(*kept) < Self::APART => *met = group,
            _ => {
                *last = Some((group, group));
                self.places.push(group);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(detector: &Detector, text: &[u8]) -> Vec<&'static str> {
        detector.scan(text, 0..text.len(), About::default()).unwrap().iter().map(|candidate| candidate.rule.id).collect()
    }

    #[test]
    fn rules_join_the_built_in_ones_and_built_in_ones_may_be_left_out() {
        static GATED: Rule = Rule { id: "own-gated", keywords: &["tok_"], pattern: "(?P<secret>tok_[0-9a-z]{8})", ..Rule::BASE };
        static SHORT: Rule = Rule { id: "own-short", keywords: &["v1."], pattern: r"(?P<secret>v1\.[0-9]{8})", ..Rule::BASE };
        static BARE: Rule = Rule { id: "own-bare", pattern: "(?P<secret>[0-9]{4}!{4})", ..Rule::BASE };
        let rule = rules::find("aws-access-key-id").unwrap();
        let key = crate::rules::sample::render(rule.hits[0], rule.proof, 1).unwrap().text;
        let text = [b"tok_a1b2c3d4 v1.20261123 2026!!!! ".as_slice(), &key].concat();
        assert_eq!(found(&Detector::new(), &text), [rule.id]);
        let own = vec![&GATED, &SHORT, &BARE];
        assert_eq!(found(&Detector::with(own.clone(), Vec::new()), &text), [GATED.id, SHORT.id, BARE.id, rule.id]);
        assert_eq!(found(&Detector::with(own, vec![rule.id.to_owned()]), &text), [GATED.id, SHORT.id, BARE.id]);
    }

    /// Found by fuzzing: a large blob goes by in ranges, and a keyword or a run of base64 that the end of one went through was in none.
    #[test]
    fn what_stands_across_a_seam_is_in_one_of_two_ranges() {
        let detector = Detector::new();
        let sample = |id| {
            let rule = rules::find(id).unwrap();
            crate::rules::sample::render(rule.hits[0], rule.proof, 11).unwrap().text
        };
        for (id, text) in [
            ("zapier-webhook", sample("zapier-webhook")),
            ("stripe-live-secret-key", sample("stripe-live-secret-key")),
            ("freshdesk-api-key", data_encoding::BASE64.encode(&sample("freshdesk-api-key")).into_bytes()),
            ("generic-password", sample("generic-password")),
        ] {
            assert_eq!(found(&detector, &text), [id]);
            for cut in 0..=text.len() {
                let ranges = [0..cut, cut..text.len()].into_iter();
                let all = ranges.flat_map(|range| detector.scan(&text, range, About::default()).unwrap()).collect::<Vec<_>>();
                assert!(all.iter().any(|candidate| candidate.rule.id == id), "{id} at {cut}: {all:?}");
            }
        }
    }

    /// Found by fuzzing: of the strings of a binary file only those in a range were read, so that a word on the line above gave nothing its
    /// meaning where a range began between the two; and strings at either end of a file counted as lines of one text.
    #[test]
    fn strings_of_a_binary_file_have_their_neighbours_wherever_a_range_begins() {
        let sample = crate::rules::sample::render("<<{A62:32}>>", None, 3).unwrap().text;
        let wide = |text: &[u8]| text.iter().flat_map(|byte| [*byte, 0]).collect::<Vec<u8>>();
        let (above, below) = (wide(b"the account at tencent"), wide(&[b"SECRET_KEY=".as_slice(), &sample].concat()));
        let with_gap = |gap: usize| [&[1; 9], above.as_slice(), &vec![0xff; gap], &below, &[1; 9]].concat();
        let found = |text: &[u8], range| {
            let about = About { binary: true, ..About::default() };
            let all = Detector::new().scan(text, range, about).unwrap();
            all.iter().any(|candidate| candidate.rule.id == "tencent-cloud-secret-key")
        };
        let near = with_gap(5);
        assert!((0..near.len()).all(|cut| found(&near, 0..cut) || found(&near, cut..near.len())));
        let apart = with_gap(500);
        assert!(!found(&apart, 0..apart.len()));
    }

    /// Found by fuzzing: a line in the middle of base64 that reads as text by itself stood for the whole of it where a range began there.
    #[test]
    fn what_stands_on_two_lines_of_base64_is_found_from_either() {
        let detector = Detector::new();
        let key = crate::rules::sample::render("<<{A62:33}AzCa{seal}>>", rules::find("azure-redis-key").unwrap().proof, 3).unwrap().text;
        // the key begins on the second line and goes on in the third; in the first one a character is lost, so that the lines below are
        // read by themselves
        let plain =
            [b"server: acme.redis.cache.windows.net:6380,ssl=True,user=shop,port=7,password=".as_slice(), &key, b",timeout=9"].concat();
        let encoded = data_encoding::BASE64.encode(&plain).into_bytes();
        let text = [&encoded[..8], b"!", &encoded[8..63], b"\n", &encoded[64..128], b"\n", &encoded[128..], b"\n"].concat();
        for cut in 0..=text.len() {
            let ranges = [0..cut, cut..text.len()].into_iter();
            let all = ranges.flat_map(|range| detector.scan(&text, range, About::default()).unwrap()).collect::<Vec<_>>();
            assert!(all.iter().any(|candidate| candidate.rule.id == "azure-redis-key"), "{cut}");
        }
    }

    #[test]
    fn the_other_half_of_what_is_off_is_told() {
        let (id, secret) = (rules::find("aws-access-key-id").unwrap(), rules::find("aws-secret-access-key").unwrap());
        let sample = |rule: &Rule| crate::rules::sample::render(rule.hits[0], rule.proof, 1).unwrap().text;
        let text = [&sample(id), b"\n".as_slice(), &sample(secret), b"\n"].concat();
        let both: Vec<&str> = [id, secret].map(|rule| rule.id).into();
        let candidates = Detector::new().scan(&text, 0..text.len(), About::default()).unwrap();
        assert_eq!(candidates.iter().flat_map(Candidate::halves).filter(|half| both.contains(&half.rule.id)).count(), 2);
        assert_eq!(candidates.len(), 1, "one credential");
        assert_eq!(found(&Detector::with(Vec::new(), vec![secret.id.to_owned()]), &text), [id.id]);
    }
}

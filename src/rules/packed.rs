//! The catalogue as it lies in the program: numbers and one long text, without addresses. Addresses would have to be put right whenever the
//! program starts, in a hundred pages of memory, and a clean commit needs none of them. A rule is put together when it is asked for.

use std::sync::OnceLock;

use super::rule::{Alphabet, Assigned, Case, Class, Edge, Judge, Mode, Near, Pair, Rule, Severity};
use super::{ALL, COUNT};
use crate::proof::Check;

/// The rule of that number.
pub fn rule(number: usize) -> Option<&'static Rule> {
    static RULES: [OnceLock<Box<Rule>>; COUNT] = [const { OnceLock::new() }; COUNT];
    Some(RULES.get(number)?.get_or_init(|| Box::new(PACKED.rule(number))))
}

/// The id of the rule of that number, without putting it together.
pub(super) fn id(number: usize) -> &'static str {
    PACKED.text(PACKED.rules[number].id)
}

/// Where a text stands among all texts (bytes).
#[derive(Clone, Copy)]
struct Text {
    from: u32,
    length: u32,
}

/// Where a list of texts stands among all that stand in lists.
#[derive(Clone, Copy)]
struct List {
    from: u32,
    count: u32,
}

/// A rule without addresses.
#[derive(Clone, Copy)]
struct Packed {
    id: Text,
    provider: Text,
    title: Text,
    keywords: List,
    files: List,
    case: Case,
    pattern: Text,
    reach: usize,
    assigned: Option<Assigned>,
    before: Edge,
    after: Edge,
    near: Option<(List, u8)>,
    entropy: Option<Alphabet>,
    rank: i8,
    class: Class,
    pair: Option<(List, usize, Severity)>,
    severity: Severity,
    mode: Mode,
    exposes: Text,
    roll: Text,
    logs: Text,
    advice: Text,
    reference: Text,
    hits: List,
    /// Each with its reason behind it.
    misses: List,
}

struct Tables<const TEXTS: usize, const BYTES: usize> {
    rules: [Packed; COUNT],
    texts: [Text; TEXTS],
    bytes: [u8; BYTES],
}

static PACKED: Tables<{ SIZE.0 }, { SIZE.1 }> = {
    let (mut texts, mut bytes) = ([Text { from: 0, length: 0 }; SIZE.0], [0; SIZE.1]);
    let mut packer = Packer::new(&mut texts, &mut bytes);
    let mut rules = [Packer::new(&mut [], &mut []).rule(&Rule::BASE); COUNT];
    let mut number = 0;
    while number < COUNT {
        rules[number] = packer.rule(ALL[number]);
        number += 1;
    }
    Tables { rules, texts, bytes }
};

/// What a rule calls has an address.
static CALLED: [(Option<Judge>, Option<Check>); COUNT] = {
    let mut called = [(None, None); COUNT];
    let mut number = 0;
    while number < COUNT {
        called[number] = (ALL[number].judge, ALL[number].proof);
        number += 1;
    }
    called
};

/// How many texts stand in lists, and how many bytes all are.
const SIZE: (usize, usize) = {
    let mut packer = Packer::new(&mut [], &mut []);
    let mut number = 0;
    while number < COUNT {
        packer.rule(ALL[number]);
        number += 1;
    }
    (packer.listed, packer.used)
};

/// Puts texts behind one another; one without room only counts them.
struct Packer<'a> {
    texts: &'a mut [Text],
    bytes: &'a mut [u8],
    listed: usize,
    used: usize,
}

#[expect(clippy::cast_possible_truncation, reason = "the compiler's own tables, which are smaller")]
impl<'a> Packer<'a> {
    const fn new(texts: &'a mut [Text], bytes: &'a mut [u8]) -> Self {
        Self { texts, bytes, listed: 0, used: 0 }
    }

    const fn rule(&mut self, rule: &Rule) -> Packed {
        let near = match &rule.near {
            Some(near) => Some((self.list(near.words), near.above)),
            None => None,
        };
        let pair = match &rule.pair {
            Some(pair) => Some((self.list(pair.with), pair.lines, pair.severity)),
            None => None,
        };
        Packed {
            id: self.text(rule.id),
            provider: self.text(rule.provider),
            title: self.text(rule.title),
            keywords: self.list(rule.keywords),
            files: self.list(rule.files),
            case: rule.case,
            pattern: self.text(rule.pattern),
            reach: rule.reach,
            assigned: rule.assigned,
            before: rule.before,
            after: rule.after,
            near,
            entropy: rule.entropy,
            rank: rule.rank,
            class: rule.class,
            pair,
            severity: rule.severity,
            mode: rule.mode,
            exposes: self.text(rule.exposes),
            roll: self.text(rule.roll),
            logs: self.text(rule.logs),
            advice: self.text(rule.advice),
            reference: self.text(rule.reference),
            hits: self.list(rule.hits),
            misses: self.reasoned(rule.misses),
        }
    }

    const fn text(&mut self, text: &str) -> Text {
        let (from, length) = (self.used, text.len());
        if !self.bytes.is_empty() {
            let (_, room) = self.bytes.split_at_mut(from);
            room.split_at_mut(length).0.copy_from_slice(text.as_bytes());
        }
        self.used += length;
        Text { from: from as u32, length: length as u32 }
    }

    const fn list(&mut self, texts: &[&str]) -> List {
        let from = self.listed;
        let mut at = 0;
        while at < texts.len() {
            self.enlist(texts[at]);
            at += 1;
        }
        List { from: from as u32, count: texts.len() as u32 }
    }

    const fn reasoned(&mut self, texts: &[(&str, &str)]) -> List {
        let from = self.listed;
        let mut at = 0;
        while at < texts.len() {
            self.enlist(texts[at].0);
            self.enlist(texts[at].1);
            at += 1;
        }
        List { from: from as u32, count: 2 * texts.len() as u32 }
    }

    const fn enlist(&mut self, text: &str) {
        let text = self.text(text);
        if !self.texts.is_empty() {
            self.texts[self.listed] = text;
        }
        self.listed += 1;
    }
}

impl<const TEXTS: usize, const BYTES: usize> Tables<TEXTS, BYTES> {
    fn text(&'static self, Text { from, length }: Text) -> &'static str {
        // whole texts stand there, so this is always one
        str::from_utf8(&self.bytes[from as usize..][..length as usize]).unwrap_or_default()
    }

    fn texts(&'static self, List { from, count }: List) -> impl Iterator<Item = &'static str> {
        self.texts[from as usize..][..count as usize].iter().map(|text| self.text(*text))
    }

    fn list(&'static self, list: List) -> &'static [&'static str] {
        self.texts(list).collect::<Vec<_>>().leak()
    }

    /// Puts a rule together. What it takes stays as long as the program runs.
    fn rule(&'static self, number: usize) -> Rule {
        let packed = &self.rules[number];
        let (judge, proof) = CALLED[number];
        let misses: Vec<&'static str> = self.texts(packed.misses).collect();
        Rule {
            id: self.text(packed.id),
            provider: self.text(packed.provider),
            title: self.text(packed.title),
            keywords: self.list(packed.keywords),
            files: self.list(packed.files),
            case: packed.case,
            pattern: self.text(packed.pattern),
            reach: packed.reach,
            assigned: packed.assigned,
            before: packed.before,
            after: packed.after,
            near: packed.near.map(|(words, above)| Near { words: self.list(words), above }),
            entropy: packed.entropy,
            judge,
            proof,
            rank: packed.rank,
            class: packed.class,
            pair: packed.pair.map(|(with, lines, severity)| Pair { with: self.list(with), lines, severity }),
            severity: packed.severity,
            mode: packed.mode,
            exposes: self.text(packed.exposes),
            roll: self.text(packed.roll),
            logs: self.text(packed.logs),
            advice: self.text(packed.advice),
            reference: self.text(packed.reference),
            hits: self.list(packed.hits),
            misses: misses.as_chunks().0.iter().map(|[text, reason]| (*text, *reason)).collect::<Vec<_>>().leak(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_what_it_was_written_as() {
        assert_eq!(ALL.len(), COUNT);
        for (number, written) in ALL.iter().enumerate() {
            let rule = rule(number).unwrap();
            assert_eq!(format!("{rule:?}"), format!("{written:?}"));
            assert_eq!(id(number), written.id);
        }
        assert!(rule(COUNT).is_none());
    }
}

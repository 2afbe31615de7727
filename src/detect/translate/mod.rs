//! Patterns of other tools as patterns of ours: another dialect of regular expressions, groups without names, repeats without an end.
//!
//! Everything here is pure: a text goes in, a text or the reason why not comes out.

mod dialect;
mod keywords;
mod paths;
mod sample;
mod shape;

use regex_syntax::hir::Hir;

use super::pattern;
use crate::rules::sample as template;
use crate::rules::{Alphabet, Rule};

pub use super::conventions::is_keyword;
pub use dialect::Dialect;
pub use paths::{files, globs};

/// Why a pattern cannot be had in our dialect, and where in it (characters from 1; 0: all of it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Characters from 1.
    pub place: usize,
    /// The reason, in words.
    pub what: String,
}

impl Refusal {
    fn whole(what: impl Into<String>) -> Self {
        Self { place: 0, what: what.into() }
    }

    fn at(pattern: &str, byte: usize, what: impl Into<String>) -> Self {
        let before = pattern.char_indices().take_while(|(at, _)| *at < byte).count();
        Self { place: before + 1, what: what.into() }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.place > 0 { write!(out, "character {}: {}", self.place, self.what) } else { out.write_str(&self.what) }
    }
}

/// A pattern in our dialect: bounded, with one group named `secret`.
#[derive(Debug, Clone)]
pub struct Translated {
    /// The pattern.
    pub pattern: String,
    /// How long a match can get (bytes).
    pub longest: usize,
    /// What is not quite as it was, in words.
    pub remarks: Vec<String>,
    tree: Hir,
}

/// Translates `text`; `group` is the number of the group that holds the secret, the first one or the whole match where none is named.
pub fn pattern(text: &str, dialect: Dialect, group: Option<usize>) -> Result<Translated, Refusal> {
    let plain = dialect::plain(text, dialect)?;
    let shaped = shape::shape(&plain, group)?;
    let mut remarks = plain.remarks;
    remarks.extend(shaped.remarks);
    Ok(Translated { pattern: shaped.pattern, longest: shaped.longest, remarks, tree: shaped.tree })
}

/// Literals of which one stands in every match; and whether they are met in either case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keywords {
    /// The literals.
    pub words: Vec<String>,
    /// In either case.
    pub any_case: bool,
}

impl Translated {
    /// The rarest literals of which one stands in every match, as far as the pattern tells.
    pub fn keywords(&self) -> Option<Keywords> {
        keywords::rarest(&self.tree)
    }

    /// Does every match hold one of these, whatever their case?
    pub fn holds_one_of(&self, words: &[String]) -> bool {
        keywords::holds_one_of(&self.tree, words)
    }

    /// A template of a text that the pattern matches; each `variant` takes other branches and lengths.
    pub fn hit(&self, variant: usize) -> String {
        sample::template(&self.tree, variant)
    }

    /// The alphabet of the secret's characters and the most of them, where they are all of one.
    pub fn alphabet(&self) -> Option<(Alphabet, usize)> {
        sample::alphabet(&self.tree)
    }
}

/// The floor (bits a character) that a secret of this alphabet and length has to reach under a rule that asks for it.
pub fn floor(alphabet: Alphabet, length: usize) -> f64 {
    super::entropy::floor(alphabet, length)
}

/// A foreign pattern that is only looked for, not made a rule of.
#[derive(Debug, Clone)]
pub struct Search(regex::bytes::Regex);

impl Search {
    /// Compiles it.
    pub fn new(text: &str, dialect: Dialect) -> Result<Self, Refusal> {
        let plain = dialect::plain(text, dialect)?;
        match pattern::compile(&plain.text) {
            Ok(regex) => Ok(Self(regex)),
            Err(error) => Err(Refusal::whole(pattern::why(&error).0)),
        }
    }

    /// Does it stand in `text`?
    pub fn is_in(&self, text: &[u8]) -> bool {
        self.0.is_match(text)
    }
}

/// Do all samples of `rule` match the pattern?
pub fn matches_all_hits(search: &Search, rule: &Rule) -> bool {
    let hit = |sample: &&str| (0..3).all(|seed| template::render(sample, rule.proof, seed).is_ok_and(|hit| search.is_in(&hit.text)));
    !rule.hits.is_empty() && rule.hits.iter().all(hit)
}

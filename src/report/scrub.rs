//! The last guard: text from strangers that goes out beside findings (paths, subjects, names) must not hold the secrets that were found.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::finding::{Finding, Place, mask_runs};
use crate::rules::{Class, Rule};
use crate::secret::{BULLET, Secret};
use crate::text::printable;

/// This many bytes of a vendor's token in a row give it away.
const VENDOR: usize = 8;
/// The same for passwords and the like, which may be made of words that stand in paths by right.
const GENERIC: usize = 12;
/// Shorter secrets are words of every other path: masking them there would tell more than it hides.
const SHORTEST: usize = 5;

/// All secrets of a report, ready to be looked for.
#[derive(Default)]
pub struct Scrub<'a> {
    /// What gives one of them away, by its length: looking for it takes as long for a hundred thousand secrets as for one.
    parts: BTreeMap<usize, HashSet<&'a [u8]>>,
    names: HashMap<&'a [u8], &'a str>,
}

impl<'a> Scrub<'a> {
    /// A guard over these findings.
    pub(super) fn new(findings: &'a [Finding]) -> Self {
        Self::over(findings)
    }

    /// The same over findings that lie apart.
    pub fn over(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut scrub = Self::default();
        for finding in findings {
            scrub.add(finding.rule, &finding.secret);
            for part in &finding.parts {
                scrub.add(part.rule, &part.secret);
            }
            if let (Place::PathName, Some(path)) = (&finding.location.place, &finding.location.path) {
                scrub.names.insert(path, &finding.location.excerpt.text);
            }
        }
        scrub
    }

    fn add(&mut self, rule: &Rule, secret: &'a Secret) {
        let bytes = secret.expose();
        let body = &bytes[rule.prefix_len(bytes)..];
        let most = match rule.class {
            Class::Vendor => VENDOR,
            Class::Generic => GENERIC,
        };
        let width = body.len().min(most);
        if width >= SHORTEST {
            self.parts.entry(width).or_default().extend(body.windows(width));
        }
    }

    /// `text` escaped, with bullets for what gives a secret away.
    pub fn bytes(&self, text: &[u8]) -> String {
        let hidden = self.hidden(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for run in hidden.chunk_by(|a, b| a == b) {
            let piece = &text[at..at + run.len()];
            if run[0] {
                out.extend(std::iter::repeat_n(BULLET, run.len().clamp(4, 32)));
            } else {
                out.push_str(&printable(piece));
            }
            at += run.len();
        }
        out
    }

    /// The same for text; runs that may be secrets no rule knows are masked too.
    pub fn text(&self, text: &str) -> String {
        mask_runs(&self.bytes(text.as_bytes()))
    }

    /// The finding's path as it may be shown.
    pub(super) fn path(&self, path: &[u8]) -> String {
        self.names.get(path).map_or_else(|| self.bytes(path), |masked| printable(masked.as_bytes()))
    }

    /// Can this path be shown as it is?
    pub(super) fn is_clean_path(&self, path: &[u8]) -> bool {
        !self.names.contains_key(path) && self.is_clean(path)
    }

    /// Does nothing in `text` give a secret away?
    pub(super) fn is_clean(&self, text: &[u8]) -> bool {
        !self.hidden(text).contains(&true)
    }

    /// For each byte: is it part of a secret?
    fn hidden(&self, text: &[u8]) -> Vec<bool> {
        let mut hidden = vec![false; text.len()];
        for (&width, parts) in &self.parts {
            for (at, window) in text.windows(width).enumerate() {
                if parts.contains(window) {
                    hidden[at..at + width].fill(true);
                }
            }
        }
        hidden
    }
}

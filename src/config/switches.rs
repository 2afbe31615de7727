//! `[rules]`: which rules are off.

use globset::{Glob, GlobMatcher};

use super::fields::{At, Fields};
use crate::rules::{self, Rule};
use crate::text::{nearest, printable};

/// Which rules are off.
#[derive(Debug, Clone, Default)]
pub struct Switches {
    /// Rules that are off.
    off: Vec<Selector>,
    /// Rules that stay on, whatever `off` says.
    on: Vec<Selector>,
}

/// Rules by id, by provider, or by a glob over ids.
#[derive(Debug, Clone)]
pub struct Selector {
    text: String,
    glob: Option<GlobMatcher>,
}

impl Selector {
    /// Is this one of the rules that are meant?
    pub fn holds(&self, rule: &Rule) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(rule.id),
            None => self.text == rule.id || self.text.eq_ignore_ascii_case(rule.provider),
        }
    }
}

impl Switches {
    /// Is nothing switched off?
    pub fn is_empty(&self) -> bool {
        self.off.is_empty()
    }

    /// Is the rule off?
    pub fn is_off(&self, rule: &Rule) -> bool {
        self.off.iter().any(|selector| selector.holds(rule)) && !self.on.iter().any(|selector| selector.holds(rule))
    }

    /// These and more.
    pub(super) fn extend(&mut self, more: Self) {
        self.off.extend(more.off);
        self.on.extend(more.on);
    }

    /// These, and what `working` switches on: that is stricter, so it counts at once. The other half is what `working` would switch off.
    pub(super) fn join(mut self, working: Self) -> (Self, Vec<String>) {
        let known = |selectors: &[Selector], selector: &Selector| selectors.iter().any(|other| other.text == selector.text);
        let waiting = working.off.iter().filter(|selector| !known(&self.off, selector)).map(|selector| selector.text.clone()).collect();
        self.on.extend(working.on);
        (self, waiting)
    }
}

/// Reads `[rules]`; `own` are the file's own rules.
pub(super) fn read(top: &mut Fields<'_>, own: &[&'static Rule]) -> Switches {
    let Some(mut fields) = top.table("rules", "write a table: [rules] and then off = [\"…\"]; a rule of your own is [[rule]]") else {
        return Switches::default();
    };
    let off = fields.texts("off").map_or_else(Vec::new, |list| list.value);
    let on = fields.texts("on").map_or_else(Vec::new, |list| list.value);
    let selectors = |list: Vec<At<String>>| list.into_iter().filter_map(|text| selector(&fields, text, own)).collect();
    let switches = Switches { off: selectors(off), on: selectors(on) };
    fields.end();
    switches
}

/// Reads one word that names rules.
pub(super) fn selector(fields: &Fields<'_>, text: At<String>, own: &[&'static Rule]) -> Option<Selector> {
    let all = || rules::all().chain(own.iter().copied());
    let shown = printable(text.value.as_bytes());
    let glob = if text.value.contains(['*', '?', '[', '{']) {
        match Glob::new(&text.value) {
            Ok(glob) => Some(glob.compile_matcher()),
            Err(error) => {
                fields.wrong(text.at, printable(error.to_string().as_bytes()), "write a glob over ids: off = [\"stripe-test-*\"]");
                return None;
            }
        }
    } else {
        None
    };
    let selector = Selector { text: text.value, glob };
    if !all().any(|rule| selector.holds(rule)) {
        let meant = nearest(&selector.text, all().flat_map(|rule| [rule.id, rule.provider]));
        let meant = meant.map(|word| format!("did you mean \"{word}\"? ")).unwrap_or_default();
        fields.wrong(
            text.at,
            format!("no rule and no provider is called \"{shown}\""),
            format!("{meant}see both with: leakgate rules list"),
        );
    }
    Some(selector)
}

//! The rules that there are here: the built-in ones and those of the configuration.

use crate::config::{self, Config};
use crate::git::Repository;
use crate::rules::{self, Rule};
use crate::text::{nearest, printable};
use crate::trouble::Trouble;

/// The built-in rules, and what the configuration in the working copy (or the current folder) adds and switches off.
pub(super) struct Catalogue {
    pub(super) config: Config,
}

impl Catalogue {
    /// Reads the configuration.
    pub(super) fn open() -> Result<Self, Trouble> {
        let repository = Repository::open(false).ok();
        Ok(Self { config: config::working(None, repository.as_ref(), super::foreign)?.config() })
    }

    /// All rules, by id.
    pub(super) fn rules(&self) -> Vec<&'static Rule> {
        let mut all: Vec<_> = rules::all().chain(self.config.rules.iter().map(|own| own.rule)).collect();
        all.sort_by_key(|rule| rule.id);
        all
    }

    /// The rule of that id; an error that names those that look alike.
    pub(super) fn rule(&self, id: &str) -> Result<&'static Rule, Trouble> {
        let all = self.rules();
        all.iter().find(|rule| rule.id == id).copied().ok_or_else(|| unknown(id, &all))
    }

    /// Where a rule of the configuration stands; `None` for a built-in one.
    pub(super) fn place(&self, rule: &Rule) -> Option<String> {
        self.config.rules.iter().find(|own| own.rule.id == rule.id).map(config::Own::place)
    }

    /// Is the rule switched off?
    pub(super) fn is_off(&self, rule: &Rule) -> bool {
        self.config.switches.is_off(rule)
    }
}

/// There is no rule of that id, but some that look alike: those that hold what was typed, or begin like it, and the nearest.
fn unknown(id: &str, all: &[&'static Rule]) -> Trouble {
    let first = id.split('-').next().unwrap_or_default();
    let is_alike = |known: &str| known.contains(id) || (first.len() > 2 && known.starts_with(first));
    let mut alike: Vec<&str> = all.iter().map(|rule| rule.id).filter(|known| !id.is_empty() && is_alike(known)).collect();
    // those that begin or end like it longest are most likely meant
    let same = |known: &str| {
        let head = known.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
        head + known.bytes().rev().zip(id.bytes().rev()).take_while(|(a, b)| a == b).count()
    };
    alike.sort_by_key(|known| std::cmp::Reverse(same(known)));
    if let Some(best) = nearest(id, all.iter().map(|rule| rule.id)) {
        alike.retain(|known| *known != best);
        alike.insert(0, best);
    }
    alike.truncate(6);
    let next =
        if alike.is_empty() { "see the ids with: leakgate rules list".to_owned() } else { format!("there are: {}", alike.join(", ")) };
    Trouble::Usage { what: format!("there is no rule {}", printable(id.as_bytes())), next }
}

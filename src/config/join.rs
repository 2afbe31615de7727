//! The committed configuration and the one in the working copy, so that no commit exempts itself.

use super::{Config, rule};
use crate::text::printable;

/// Joins the committed configuration with the one in the working copy. Of the latter, what lets no more than one finding pass and what is
/// stricter counts at once: entries for single findings, rules that are added, rules that are switched on, a stricter policy. What is wider
/// counts once it is committed; what is taken out counts until that is. Returns the notes about what waits.
pub fn join(committed: Config, working: Config) -> (Config, Vec<String>) {
    let mut notes = Vec::new();
    let (switches, waiting) = committed.switches.join(working.switches);
    notes.extend(waiting.into_iter().map(|text| format!("rules.off = \"{}\" counts once it is committed", printable(text.as_bytes()))));
    let mut rules = working.rules;
    for own in committed.rules {
        if !rules.iter().any(|other| rule::are_same(other.rule, own.rule)) {
            notes.push(format!("the rule {} counts as it was committed until its change is committed, too", own.rule.id));
            rules.push(own);
        }
    }
    let (policy, note) = committed.policy.join(working.policy);
    notes.extend(note);
    let mut joined = Config {
        fingerprint_key: committed.fingerprint_key.or(working.fingerprint_key),
        comments: committed.comments.and(&working.comments),
        guide: committed.guide,
        // stricter counts at once
        unread: committed.unread.max(working.unread),
        allow: committed.allow,
        rules,
        switches,
        policy,
        // no server reads it from here
        server: committed.server,
    };
    for entry in working.allow {
        match joined.allow.iter_mut().find(|other| other.title == entry.title) {
            // one that was renewed, or given another reason
            Some(known) if entry.is_single() => *known = entry,
            Some(_) => {}
            None if entry.is_single() => joined.allow.push(entry),
            None => notes.push(format!("the allow entry for {} counts once it is committed", entry.title)),
        }
    }
    (joined, notes)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::parse;
    use crate::rules;

    fn read(text: &str) -> Result<Config, String> {
        parse(Path::new("c.toml"), text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_wide_waits_until_it_is_committed() {
        let wide = read("[[allow]]\npath = \"**\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
        let single = read("[[allow]]\nfingerprint = \"00112233445566778899\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
        let (joined, notes) = join(Config::default(), wide.clone());
        assert!(joined.allow.is_empty());
        assert_eq!(notes.len(), 1);
        assert_eq!(join(Config::default(), single).0.allow.len(), 1);
        assert_eq!(join(wide.clone(), wide).0.allow.len(), 1);
        // one that was renewed counts in the place of the old one
        let until =
            |day: &str| read(&format!("[[allow]]\nfingerprint = \"00112233445566778899\"\nreason = \"r\"\nexpires = {day}\n")).unwrap();
        let joined = join(until("2027-01-31"), until("2028-01-31")).0;
        assert_eq!(joined.allow.iter().map(|entry| entry.expires.to_string()).collect::<Vec<_>>(), ["2028-01-31"]);
    }

    fn is_off(config: &Config, id: &str) -> bool {
        config.switches.is_off(rules::find(id).unwrap())
    }

    #[test]
    fn what_switches_off_waits_and_what_switches_on_counts_at_once() {
        let off = read("[rules]\noff = [\"stripe\"]\n").unwrap();
        let (joined, notes) = join(Config::default(), off.clone());
        assert!(!is_off(&joined, "stripe-live-secret-key"));
        assert_eq!(notes, ["rules.off = \"stripe\" counts once it is committed"]);
        let (joined, notes) = join(off.clone(), off.clone());
        assert!(is_off(&joined, "stripe-live-secret-key") && notes.is_empty());
        let on = read("[rules]\noff = [\"stripe\"]\non = [\"stripe-live-secret-key\"]\n").unwrap();
        assert!(!is_off(&join(off, on).0, "stripe-live-secret-key"));
    }

    #[test]
    fn a_rule_counts_at_once_and_its_change_or_removal_once_it_is_committed() {
        let rule = |pattern: &str| {
            let text = format!(
                "[[rule]]\nid = \"acme-token\"\ntitle = \"Acme token\"\nkeywords = [\"acme_\"]\npattern = '{pattern}'\nhits = [\"h\"]\nmisses = [\"m\"]\n"
            );
            read(&text).unwrap()
        };
        let (old, new) = (rule("(?P<secret>acme_[0-9a-f]{20})"), rule("(?P<secret>acme_[0-9a-f]{30})"));
        let patterns = |config: &Config| config.rules.iter().map(|own| own.rule.pattern).collect::<Vec<_>>();
        let (joined, notes) = join(Config::default(), new.clone());
        assert_eq!((patterns(&joined), notes), (patterns(&new), vec![]));
        let (joined, notes) = join(old.clone(), rule("(?P<secret>acme_[0-9a-f]{20})"));
        assert_eq!((patterns(&joined), notes), (patterns(&old), vec![]));
        let (joined, notes) = join(old.clone(), new.clone());
        assert_eq!(patterns(&joined), [patterns(&new), patterns(&old)].concat());
        assert_eq!(notes, ["the rule acme-token counts as it was committed until its change is committed, too"]);
        assert_eq!(patterns(&join(old.clone(), Config::default()).0), patterns(&old));
    }
}

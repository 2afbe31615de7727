//! `leakgate explain RULE`

use super::print;
use crate::exit::Exit;
use crate::trouble::Trouble;
use crate::{respond, rules};

pub(super) fn run(id: &str) -> Result<Exit, Trouble> {
    print(&respond::explain(rule(id)?))?;
    Ok(Exit::Clean)
}

/// The rule of that id; an error that names those that look alike.
pub(super) fn rule(id: &str) -> Result<&'static rules::Rule, Trouble> {
    rules::find(id).ok_or_else(|| {
        let first = id.split('-').next().unwrap_or_default();
        let mut alike: Vec<&str> =
            rules::all().map(|rule| rule.id).filter(|known| known.contains(id) || (first.len() > 2 && known.starts_with(first))).collect();
        // those that begin or end like it longest are most likely meant
        let same = |known: &str| {
            let head = known.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
            head + known.bytes().rev().zip(id.bytes().rev()).take_while(|(a, b)| a == b).count()
        };
        alike.sort_by_key(|known| std::cmp::Reverse(same(known)));
        alike.truncate(6);
        let next =
            if alike.is_empty() { "see the ids with: leakgate rules list".to_owned() } else { format!("there are: {}", alike.join(", ")) };
        Trouble::Usage { what: format!("there is no rule {}", crate::text::printable(id.as_bytes())), next }
    })
}

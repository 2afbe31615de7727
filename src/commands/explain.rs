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
        let alike: Vec<&str> = rules::all()
            .map(|rule| rule.id)
            .filter(|known| known.contains(id) || (first.len() > 2 && known.starts_with(first)))
            .take(6)
            .collect();
        let next =
            if alike.is_empty() { "see the ids with: leakgate rules list".to_owned() } else { format!("there are: {}", alike.join(", ")) };
        Trouble::Usage { what: format!("there is no rule {}", crate::text::printable(id.as_bytes())), next }
    })
}

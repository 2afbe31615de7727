//! The catalogue: one const table a provider.

mod rule;
pub mod sample;

mod stripe;

pub use rule::{Alphabet, Case, Class, Edge, Mode, Near, Pair, Rule, Severity};

/// All tables, in the order of their files' names.
pub const TABLES: &[&[Rule]] = &[stripe::RULES];

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

//! The catalogue: one const table a provider, one file each.

pub mod judge;
mod rule;
pub mod sample;

pub use rule::{Alphabet, Case, Class, Edge, Judge, Mode, Near, Pair, Rule, Severity, Sighting, Verdict};

/// Makes a module of every file and the list of their tables.
macro_rules! catalogue {
    ($($provider:ident)*) => {
        $(mod $provider;)*
        /// All tables, in the order of their files' names.
        pub const TABLES: &[&[Rule]] = &[$($provider::RULES,)*];
    };
}

catalogue! {
    connection_strings
    private_keys
    stripe
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

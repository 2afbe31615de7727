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
    airtable
    atlassian
    auth0
    azure_openai
    bitbucket
    brevo
    buildkite
    checkout_com
    cloudflare
    config_files
    connection_strings
    crates_io
    docker
    doppler
    dropbox
    facebook
    flutterwave
    jwt
    launchdarkly
    mapbox
    mongodb_atlas
    new_relic
    npm
    openai
    openrouter
    planetscale
    postman
    private_keys
    shippo
    slack
    snowflake
    stripe
    tailscale
    twilio
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

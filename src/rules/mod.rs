//! The catalogue: one const table a provider, one file each.

mod rule;
pub mod sample;

pub use rule::{Alphabet, Case, Class, Edge, Mode, Near, Pair, Rule, Severity};

/// Makes a module of every file and the list of their tables.
macro_rules! catalogue {
    ($($provider:ident)*) => {
        $(mod $provider;)*
        /// All tables, in the order of their files' names.
        pub const TABLES: &[&[Rule]] = &[$($provider::RULES,)*];
    };
}

catalogue! {
    adyen
    akeyless
    alibaba_cloud
    amazon_sp_api
    azure
    azure_devops
    braintree
    circleci
    codecov
    contentful
    docker_hub
    docker_swarm
    easypost
    fly_io
    github
    grafana
    honeycomb
    hubspot
    ibm_cloud
    kubernetes
    mattermost
    microsoft_entra
    mollie
    neon
    notion
    nvidia
    okta
    pagerduty
    plaid
    render
    salesforce
    stripe
    supabase
    travis_ci
    trello
    upstash
    vultr
    xai
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

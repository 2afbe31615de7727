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
    baidu_qianfan
    bigcommerce
    bip39
    bitly
    braintree
    cashfree
    censys
    circleci
    cockroachdb
    codecov
    contentful
    docker_hub
    docker_swarm
    e2b
    easypost
    elevenlabs
    exoscale
    firebase_cloud_messaging
    firecrawl
    fly_io
    freshdesk
    github
    grafana
    harness
    heap
    honeycomb
    hubspot
    ibm_cloud
    kubernetes
    lemon_squeezy
    line
    linkedin
    litellm
    logz_io
    mailersend
    mattermost
    microsoft_entra
    mollie
    naver
    neon
    notion
    nvidia
    nylas
    okta
    onfido
    pagerduty
    paymongo
    paystack
    perplexity
    pinecone
    plaid
    plivo
    polar
    postmark
    pubnub
    putty
    render
    salesforce
    splunk
    stripe
    supabase
    tableau
    travis_ci
    trello
    typeform
    upstash
    vast_ai
    virustotal
    voyage_ai
    vultr
    workos
    xai
    xendit
    zuplo
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

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
    abuseipdb
    agora
    airtable
    atlassian
    auth0
    aws_bedrock
    azure_openai
    baseten
    bitbucket
    brevo
    bugcrowd
    buildkite
    cerebras
    checkout_com
    clickhouse
    cloudflare
    config_files
    connection_strings
    crates_io
    dashscope
    docker
    docusign
    doppler
    drone
    dropbox
    duffel
    etsy
    facebook
    fintoc
    flutterwave
    getstream
    giphy
    gocardless
    hackerone
    here
    hetzner
    influxdb
    ipinfo
    jina_ai
    jwt
    kakao
    klaviyo
    launchdarkly
    looker
    mapbox
    mongodb_atlas
    moyasar
    new_relic
    npm
    octopus_deploy
    omise
    openai
    openrouter
    openshift
    packagist
    pipedrive
    planetscale
    postman
    private_keys
    railway
    resend
    rollbar
    sanity
    sendbird
    shippo
    slack
    snapchat
    snowflake
    solana
    sourcegraph
    split
    stability_ai
    stripe
    sumo_logic
    sumsub
    sumup
    surveymonkey
    tailscale
    tap_payments
    telnyx
    tencent_cloud
    tiktok
    together_ai
    twilio
    unsplash
    upcloud
    volcengine
    weaviate
    wise
    zhipu
    zoom
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

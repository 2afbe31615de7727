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
    ably
    aiven
    akamai
    amqp
    anthropic
    aws
    backblaze
    bitcoin
    box_platform
    chargebee
    clickup
    cloudinary
    databricks
    datadog
    deepgram
    deepseek
    dynatrace
    ebay
    elastic
    exa
    expo
    fal_ai
    fitbit
    google
    hashicorp_vault
    have_i_been_pwned
    heroku
    highnote
    hugging_face
    ifttt
    infisical
    instagram
    jfrog
    kraken
    langsmith
    laravel
    linear
    linode
    llamacloud
    lob
    lyft
    mailjet
    make_com
    mandrill
    maven
    mercury
    microsoft_teams
    midtrans
    minimax
    mistral
    mixpanel
    netlify
    openssh
    oracle_cloud
    ovhcloud
    pagarme
    papertrail
    paypal
    persona
    posthog
    pulumi
    rails
    raygun
    readme_com
    replicate
    runpod
    scraperapi
    sentry
    shodan
    shopify
    snyk
    sonarqube
    spotify
    strava
    stripe
    stytch
    uber
    vonage
    wechat_pay
    weights_and_biases
    windows_group_policy
    wireguard
    woocommerce
    yandex
    yandex_cloud
    yelp
    zapier
    zendesk
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

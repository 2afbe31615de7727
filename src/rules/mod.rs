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
    algolia
    amazon_mws
    anyscale
    asaas
    asana
    assemblyai
    authorize_net
    binance
    clerk
    clojars
    cohere
    coinbase
    confluent
    consul
    datastax
    digitalocean
    discord
    dwolla
    ethereum
    fastly
    figma
    fireworks
    gitlab
    groq
    jenkins
    klarna
    langfuse
    mailchimp
    mailgun
    mercado_pago
    modal
    moonshot
    neptune
    ngrok
    nomad
    nuget
    onepassword
    openpgp
    paddle
    power_automate
    prismic
    pypi
    qdrant
    razorpay
    recurly
    rubygems
    scaleway
    scalingo
    segment
    sendgrid
    sonarqube_cloud
    square
    standard_webhooks
    stellar
    stripe
    tavily
    teamcity
    telegram
    terraform_cloud
    twitch
    twitter
    vercel
    web
    wordpress
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

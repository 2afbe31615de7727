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
    amplitude
    anyscale
    asaas
    asana
    assemblyai
    authorize_net
    beamer
    binance
    bugsnag
    calendly
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
    foursquare
    frame_io
    gitlab
    groq
    intercom
    jenkins
    klarna
    langfuse
    loggly
    mailchimp
    mailgun
    mercado_pago
    messagebird
    modal
    moonshot
    n8n
    neptune
    ngrok
    nomad
    nuget
    onepassword
    onesignal
    openpgp
    paddle
    power_automate
    prismic
    pusher
    pypi
    qdrant
    rapidapi
    razorpay
    recurly
    reddit
    retool
    rubygems
    scaleway
    scalingo
    securitytrails
    segment
    sendgrid
    sonarqube_cloud
    sparkpost
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
    vk
    web
    webflow
    wechat
    wordpress
    workato
}

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

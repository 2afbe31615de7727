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
    algolia
    amazon_mws
    amplitude
    amqp
    anthropic
    anyscale
    asaas
    asana
    assemblyai
    authorize_net
    aws
    backblaze
    beamer
    binance
    bitcoin
    box_platform
    bugsnag
    calendly
    chargebee
    clerk
    clickup
    clojars
    cloudinary
    cohere
    coinbase
    confluent
    consul
    databricks
    datadog
    datastax
    deepgram
    deepseek
    digitalocean
    discord
    dwolla
    dynatrace
    ebay
    elastic
    ethereum
    exa
    expo
    fal_ai
    fastly
    figma
    fireworks
    fitbit
    foursquare
    frame_io
    gitlab
    google
    groq
    hashicorp_vault
    have_i_been_pwned
    heroku
    highnote
    hugging_face
    ifttt
    infisical
    instagram
    intercom
    jenkins
    jfrog
    klarna
    kraken
    langfuse
    langsmith
    laravel
    linear
    linode
    llamacloud
    lob
    loggly
    lyft
    mailchimp
    mailgun
    mailjet
    make_com
    mandrill
    maven
    mercado_pago
    mercury
    messagebird
    microsoft_teams
    midtrans
    minimax
    mistral
    mixpanel
    modal
    moonshot
    n8n
    neptune
    netlify
    ngrok
    nomad
    nuget
    onepassword
    onesignal
    openpgp
    openssh
    oracle_cloud
    ovhcloud
    paddle
    pagarme
    papertrail
    paypal
    persona
    posthog
    power_automate
    prismic
    pulumi
    pusher
    pypi
    qdrant
    rails
    rapidapi
    raygun
    razorpay
    readme_com
    recurly
    reddit
    replicate
    retool
    rubygems
    runpod
    scaleway
    scalingo
    scraperapi
    securitytrails
    segment
    sendgrid
    sentry
    shodan
    shopify
    snyk
    sonarqube
    sonarqube_cloud
    sparkpost
    spotify
    square
    standard_webhooks
    stellar
    strava
    stripe
    stytch
    tavily
    teamcity
    telegram
    terraform_cloud
    twitch
    twitter
    uber
    vercel
    vk
    vonage
    web
    webflow
    wechat
    wechat_pay
    weights_and_biases
    windows_group_policy
    wireguard
    woocommerce
    wordpress
    workato
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

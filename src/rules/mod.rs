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
    adyen
    aiven
    akamai
    akeyless
    algolia
    alibaba_cloud
    amazon_mws
    amazon_sp_api
    amplitude
    amqp
    anthropic
    anyscale
    asaas
    asana
    assemblyai
    authorize_net
    aws
    azure
    azure_devops
    backblaze
    beamer
    binance
    bitcoin
    box_platform
    braintree
    bugsnag
    calendly
    chargebee
    circleci
    clerk
    clickup
    clojars
    cloudinary
    codecov
    cohere
    coinbase
    confluent
    consul
    contentful
    databricks
    datadog
    datastax
    deepgram
    deepseek
    digitalocean
    discord
    docker_hub
    docker_swarm
    dwolla
    dynatrace
    easypost
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
    fly_io
    foursquare
    frame_io
    github
    gitlab
    google
    grafana
    groq
    hashicorp_vault
    have_i_been_pwned
    heroku
    highnote
    honeycomb
    hubspot
    hugging_face
    ibm_cloud
    ifttt
    infisical
    instagram
    intercom
    jenkins
    jfrog
    klarna
    kraken
    kubernetes
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
    mattermost
    maven
    mercado_pago
    mercury
    messagebird
    microsoft_entra
    microsoft_teams
    midtrans
    minimax
    mistral
    mixpanel
    modal
    mollie
    moonshot
    n8n
    neon
    neptune
    netlify
    ngrok
    nomad
    notion
    nuget
    nvidia
    okta
    onepassword
    onesignal
    openpgp
    openssh
    oracle_cloud
    ovhcloud
    paddle
    pagarme
    pagerduty
    papertrail
    paypal
    persona
    plaid
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
    render
    replicate
    retool
    rubygems
    runpod
    salesforce
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
    supabase
    tavily
    teamcity
    telegram
    terraform_cloud
    travis_ci
    trello
    twitch
    twitter
    uber
    upstash
    vercel
    vk
    vonage
    vultr
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
    xai
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

//! The catalogue: one const table a provider, one file each.

pub mod judge;
mod manifest;
mod packed;
mod rule;
pub mod sample;

pub use packed::rule;
pub use rule::{Alphabet, Assigned, Case, Class, Edge, Judge, Mode, Near, Pair, Rule, Severity, Sighting, Verdict};

/// Rules for what only the name of a variable or field tells: no keywords, no patterns.
pub const ASSIGNED: &[Rule] = generic::RULES;

/// Makes a module of every file and the list of their tables.
macro_rules! catalogue {
    ($($provider:ident)*) => {
        $(
            #[allow(clippy::wildcard_imports, reason = "a table is written in the words of rule.rs")]
            #[allow(clippy::doc_markdown, reason = "vendors write their own names")]
            #[allow(unreachable_pub, reason = "every table is declared alike")]
            mod $provider;
        )*
        /// All tables, in the order of their files' names.
        pub const TABLES: &[&[Rule]] = &[$($provider::RULES,)*];
    };
}

catalogue! {
    ably
    abuseipdb
    account_files
    adyen
    agora
    airtable
    aiven
    akamai
    akeyless
    algolia
    alibaba_cloud
    amazon_mws
    amazon_sp_api
    amplitude
    anthropic
    anyscale
    asaas
    asana
    assemblyai
    atlassian
    auth0
    authorize_net
    aws
    aws_bedrock
    azure
    azure_devops
    backblaze
    baidu_qianfan
    baseten
    beamer
    bigcommerce
    binance
    bip39
    bitbucket
    bitcoin
    bitly
    box_platform
    braintree
    brevo
    bugcrowd
    bugsnag
    buildkite
    calendly
    cashfree
    censys
    cerebras
    chargebee
    checkout_com
    circleci
    clerk
    clickhouse
    clickup
    clojars
    cloud_files
    cloudflare
    cloudinary
    cockroachdb
    codecov
    cohere
    coinbase
    command_lines
    config_files
    confluent
    connection_strings
    consul
    contentful
    crates_io
    dashscope
    databricks
    datadog
    datastax
    deepgram
    deepseek
    digitalocean
    discord
    docker
    docker_hub
    docker_swarm
    docusign
    doppler
    drone
    dropbox
    duffel
    dwolla
    dynatrace
    e2b
    easypost
    ebay
    elastic
    elevenlabs
    ethereum
    etsy
    exa
    exoscale
    expo
    facebook
    fal_ai
    fastly
    figma
    fintoc
    firecrawl
    fireworks
    fitbit
    flutterwave
    fly_io
    foursquare
    frame_io
    freshdesk
    generic
    getstream
    giphy
    github
    gitlab
    gocardless
    google
    grafana
    groq
    hackerone
    harness
    hashicorp_vault
    have_i_been_pwned
    heap
    here
    heroku
    hetzner
    highnote
    honeycomb
    http_files
    hubspot
    hugging_face
    ibm_cloud
    ifttt
    infisical
    influxdb
    instagram
    intercom
    ipinfo
    jenkins
    jfrog
    jina_ai
    jwt
    kakao
    key_files
    klarna
    klaviyo
    kraken
    kubernetes
    langfuse
    langsmith
    laravel
    launchdarkly
    lemon_squeezy
    line
    linear
    linkedin
    linode
    litellm
    llamacloud
    lob
    loggly
    logz_io
    looker
    lyft
    mail_files
    mailchimp
    mailersend
    mailgun
    mailjet
    make_com
    mandrill
    mapbox
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
    mongodb_atlas
    moonshot
    moyasar
    n8n
    nats
    naver
    neon
    neptune
    netlify
    new_relic
    ngrok
    nomad
    notion
    npm
    nuget
    nvidia
    nylas
    octopus_deploy
    okta
    omise
    onepassword
    onesignal
    onfido
    openai
    openpgp
    openrouter
    openshift
    oracle_cloud
    ovhcloud
    package_files
    packagist
    paddle
    pagarme
    pagerduty
    papertrail
    paymongo
    paypal
    paystack
    perplexity
    persona
    pinecone
    pipedrive
    plaid
    planetscale
    plivo
    polar
    posthog
    postman
    postmark
    power_automate
    prismic
    private_keys
    pubnub
    pulumi
    pusher
    putty
    pypi
    qdrant
    rails
    railway
    rapidapi
    raygun
    razorpay
    readme_com
    recurly
    reddit
    remote_files
    render
    replicate
    resend
    retool
    rollbar
    rubygems
    runpod
    salesforce
    sanity
    scaleway
    scalingo
    scraperapi
    securitytrails
    segment
    sendbird
    sendgrid
    sentry
    shippo
    shodan
    shopify
    slack
    snapchat
    snowflake
    snyk
    solana
    sonarqube
    sonarqube_cloud
    sourcegraph
    sparkpost
    split
    splunk
    spotify
    sql_files
    square
    stability_ai
    standard_webhooks
    stellar
    strava
    stripe
    stytch
    sumo_logic
    sumsub
    sumup
    supabase
    surveymonkey
    tableau
    tailscale
    tap_payments
    tavily
    teamcity
    telegram
    telnyx
    tencent_cloud
    terraform_cloud
    tiktok
    together_ai
    travis_ci
    trello
    twilio
    twitch
    twitter
    typeform
    uber
    unsplash
    upcloud
    upstash
    vast_ai
    vercel
    virustotal
    vk
    volcengine
    vonage
    voyage_ai
    vultr
    weaviate
    web
    webflow
    wechat
    wechat_pay
    weights_and_biases
    windows_group_policy
    wireguard
    wise
    woocommerce
    wordpress
    workato
    workos
    xai
    xendit
    yandex
    yandex_cloud
    yelp
    zapier
    zendesk
    zhipu
    zoom
    zuplo
}

/// All rules in one list, for what the compiler makes out of them. A rule's number is its place here, and in [`all`].
pub const ALL: &[&Rule] = &{
    let mut all = [&Rule::BASE; COUNT];
    let (mut number, mut table) = (0, 0);
    while table < TABLES.len() {
        let mut row = 0;
        while row < TABLES[table].len() {
            all[number] = &TABLES[table][row];
            number += 1;
            row += 1;
        }
        table += 1;
    }
    all
};

const COUNT: usize = {
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        count += TABLES[table].len();
        table += 1;
    }
    count
};

/// Every built-in rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    (0..COUNT).filter_map(rule)
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    (0..COUNT).find(|number| packed::id(*number) == id).and_then(rule)
}

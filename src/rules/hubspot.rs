//! HubSpot: private app tokens and the retired API keys.

use super::rule::*;

const HUBSPOT: Rule = Rule {
    provider: "HubSpot",
    roll: "https://app.hubspot.com/private-apps",
    logs: "https://app.hubspot.com/private-apps",
    reference: "https://developers.hubspot.com/docs/api/private-apps",
    entropy: Some(Alphabet::Hex),
    after: Edge::Url,
    ..Rule::BASE
};

/// HubSpot's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "hubspot-api-key",
        title: "HubSpot API key",
        keywords: &["hapikey", "hapi_key", "hubspot_api", "hubspotapi", "hubspot_key", "hubspotkey"],
        case: Case::Any,
        pattern: r#"(?i:hapi_?key|hubspot_?(?:api_?)?key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})"#,
        rank: -1,
        severity: Severity::Low,
        exposes: "once the whole CRM; HubSpot switched these keys off for most uses in November 2022",
        roll: "https://app.hubspot.com/",
        logs: "",
        advice: "Deactivate it if the account still lists it, and use a private app",
        reference: "https://developers.hubspot.com/changelog",
        hits: &["https://api.hubapi.com/contacts/v1/lists?hapikey=<<{uuid}>>", "HUBSPOT_API_KEY=<<{uuid}>>"],
        misses: &[("hapikey=demo", "the documentation's key"), ("hubspot_form_id={uuid}", "an id"), ("hapikey=00000000-0000-0000-0000-000000000000", "a placeholder")],
        ..HUBSPOT
    },
    Rule {
        id: "hubspot-private-app-token",
        title: "HubSpot private app token",
        keywords: &["pat-na", "pat-eu", "pat-ap", "pat-au", "pat-ca", "pat-sa"],
        pattern: r"(?P<secret>pat-[0-9a-z]{2,4}-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})",
        exposes: "reads and writes contacts, deals and mail of the portal, as the app's scopes say",
        advice: "Rotate the token and choose to expire the old one now",
        hits: &["HUBSPOT_TOKEN=<<pat-na1-{uuid}>>", "Authorization: Bearer <<pat-eu1-{uuid}>>"],
        misses: &[("compat-na1-{uuid}", "an identifier that ends alike"), ("pat-na1-{hex:32}", "no uuid")],
        ..HUBSPOT
    },
];

//! Grafana: service account tokens, Cloud access policy tokens, the older API keys.

use super::rule::*;
use crate::proof::{crc, decode};

const ACCOUNTS: &str = "https://grafana.com/docs/grafana/latest/administration/service-accounts/";
const MIGRATE: &str = "https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/";

const GRAFANA: Rule = Rule { provider: "Grafana", roll: ACCOUNTS, reference: ACCOUNTS, entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Grafana's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "grafana-api-key",
        title: "Grafana API key (legacy)",
        keywords: &["eyJrIjoi"],
        // {"k":"32 characters","n":" in base64; other JSON that begins with "k" has no "n" there
        pattern: r"(?P<secret>eyJrIjoi[0-9A-Za-z+/]{44}LCJuIjoi[0-9A-Za-z+/]{8,400}={0,2})",
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(decode::GRAFANA_LEGACY),
        exposes: "reads or changes dashboards and queries data sources, as its role says",
        roll: MIGRATE,
        advice: "Delete the key under Administration, or migrate it to a service account and delete it there",
        reference: MIGRATE,
        hits: &["Authorization: Bearer <<eyJrIjoi{seal}>>", "GRAFANA_API_KEY=<<eyJrIjoi{seal}>>"],
        misses: &[
            ("https://app.powerbi.com/view?r=eyJrIjoi{A62:44}IiwidCI6{A62:48}", "a public Power BI link"),
            ("eyJrIjoi{A62:60}", "no name in it"),
        ],
        ..GRAFANA
    },
    Rule {
        id: "grafana-cloud-access-policy-token",
        title: "Grafana Cloud access policy token",
        keywords: &["glc_"],
        pattern: r"(?P<secret>glc_eyJvIjoi[0-9A-Za-z+/]{40,400}={0,2})",
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(decode::GRAFANA_CLOUD),
        severity: Severity::Critical,
        exposes: "reads or writes metrics, logs and traces, or manages stacks, of the organisation, as its policy says",
        roll: "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/",
        advice: "Delete the token under Access Policies and make one with an expiry",
        reference: "https://grafana.com/docs/grafana-cloud/",
        hits: &["password: <<glc_eyJvIjoi{seal}>>", "GCLOUD_RW_API_KEY=\"<<glc_eyJvIjoi{seal}>>\""],
        misses: &[("glc_{A62:100}", "no JSON in it"), ("glc_eyJvIjoi{A62:20}", "too short to hold a key")],
        ..GRAFANA
    },
    Rule {
        id: "grafana-service-account-token",
        title: "Grafana service account token",
        keywords: &["glsa_"],
        pattern: r"(?P<secret>glsa_[0-9A-Za-z]{32}_[0-9a-f]{8})",
        entropy: Some(Alphabet::Lc36),
        proof: Some(crc::GRAFANA),
        exposes: "reads or changes dashboards, alerts and data sources, as the service account's role says",
        advice: "Delete the token on the service account's page; an account nobody needs, with it",
        reference: "https://github.com/grafana/grafana/tree/main/pkg/components/satokengen",
        hits: &["GRAFANA_TOKEN=<<glsa_{A62:32}_{seal}>>", "provider \"grafana\" {{\n  auth = \"<<glsa_{A62:32}_{seal}>>\"\n}}"],
        misses: &[("glsa_{A62:32}_{hex:7}", "one character short"), ("glsa_{A62:40}", "no checksum")],
        ..GRAFANA
    },
];

//! Mercury: API tokens of bank accounts.

use super::rule::*;

const MERCURY: Rule = Rule { provider: "Mercury", entropy: Some(Alphabet::A62), roll: "https://app.mercury.com/settings/tokens", reference: "https://docs.mercury.com/reference/getting-started-with-your-api", ..Rule::BASE };

/// Mercury's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mercury-production-api-token",
        title: "Mercury API token",
        keywords: &["mercury_production_"],
        pattern: r"(?P<secret>(?:secret-token:)?mercury_production_[a-z]{2,6}_[0-9A-Za-z]{40,50}_yrucrem)",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "reads the bank accounts and, with write access, sends money from them",
        advice: "Revoke the token in the settings, and bind the next one to the addresses that use it",
        hits: &["MERCURY_API_TOKEN=<<secret-token:mercury_production_wma_{A62:44}_yrucrem>>", "token: \"<<mercury_production_rma_{A62:44}_yrucrem>>\""],
        misses: &[("mercury_production_wma_{A62:44}", "without its end"), ("mercury_production_wma_{A62:20}_yrucrem", "too short")],
        ..MERCURY
    },
    Rule {
        id: "mercury-sandbox-api-token",
        title: "Mercury sandbox API token",
        keywords: &["mercury_sandbox_"],
        pattern: r"(?P<secret>(?:secret-token:)?mercury_sandbox_[a-z]{2,6}_[0-9A-Za-z]{40,50}_yrucrem)",
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "reads and changes play accounts",
        advice: "Revoke the sandbox token when convenient",
        hits: &["MERCURY_API_TOKEN=<<secret-token:mercury_sandbox_wma_{A62:44}_yrucrem>>", "\"<<mercury_sandbox_rma_{A62:42}_yrucrem>>\""],
        misses: &[("mercury_sandbox_wma_{A62:44}", "without its end"), ("mercury_sandbox_url", "a name")],
        ..MERCURY
    },
];

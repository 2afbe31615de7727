//! What sort of credential a rule is about: it decides the words of advice that the rule itself does not hold.

use crate::rules::{Rule, Severity};

/// Sorts of credentials that are rolled, used or restricted in different ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stripe's secret key of one account.
    StripeKey,
    /// Stripe's restricted key.
    StripeRestricted,
    /// Stripe's key of a whole organization.
    StripeOrganization,
    /// Stripe's webhook signing secret.
    StripeWebhook,
    /// Stripe's short-lived keys and client secrets: one customer, reader or payment.
    StripeSession,
    /// Stripe Connect's tokens.
    StripeConnect,
    /// A key that a program sends along.
    ApiKey,
    /// A token of a person, an installation or a session.
    Token,
    /// The key of a wallet: nobody can revoke it.
    Wallet,
    /// The private half of a pair.
    PrivateKey,
    /// A URL or string with a password in it.
    ConnectionString,
    /// A URL that takes messages from whoever knows it.
    WebhookUrl,
    /// A secret that signs events or requests.
    SigningSecret,
    /// A password.
    Password,
    /// Public by design.
    Identifier,
}

/// Providers whose keys are the money itself.
const WALLETS: &[&str] = &["Bitcoin", "Ethereum", "Monero", "Ripple", "Solana", "Stellar"];

/// The kind, told from the rule's provider, id, keywords and pattern.
pub(super) fn of(rule: &Rule) -> Kind {
    let has = |word: &str| rule.id.split('-').any(|piece| piece == word);
    if rule.severity == Severity::Info {
        return Kind::Identifier;
    }
    // a Stripe-shaped key may be another vendor's, so its own words count
    if rule.provider == "Stripe" && !has("shaped") {
        return match () {
            () if has("organization") || has("org") => Kind::StripeOrganization,
            () if has("webhook") => Kind::StripeWebhook,
            () if has("code") => Kind::StripeSession,
            () if has("refresh") || has("connect") || has("oauth") => Kind::StripeConnect,
            () if has("ephemeral") || has("terminal") || has("client") => Kind::StripeSession,
            () if has("restricted") || has("cli") => Kind::StripeRestricted,
            () => Kind::StripeKey,
        };
    }
    let key_block = ["BEGIN", "PRIVATE KEY", "AGE-SECRET-KEY", "PuTTY-User-Key"];
    let url = rule.keywords.iter().any(|word| word.contains("://") || word.contains(".com/") || word.contains("hooks."));
    match () {
        () if WALLETS.contains(&rule.provider) => Kind::Wallet,
        () if has("keystore") || (has("key") && has("store")) => Kind::PrivateKey,
        () if rule.keywords.iter().any(|word| key_block.iter().any(|mark| word.contains(mark))) => Kind::PrivateKey,
        () if has("webhook") && (has("url") || url) => Kind::WebhookUrl,
        () if has("webhook") || has("signing") || has("hmac") => Kind::SigningSecret,
        () if has("connection") || has("url") || has("uri") || has("dsn") || url => Kind::ConnectionString,
        () if has("password") => Kind::Password,
        () if has("token") || has("jwt") || has("session") || has("cookie") => Kind::Token,
        () => Kind::ApiKey,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_from_the_rule() {
        let cases: &[(&str, &str, &[&str], Kind)] = &[
            ("Stripe", "stripe-live-secret-key", &["sk_live_"], Kind::StripeKey),
            ("Stripe", "stripe-live-restricted-key", &["rk_live_"], Kind::StripeRestricted),
            ("Stripe", "stripe-organization-key", &["sk_org"], Kind::StripeOrganization),
            ("Stripe", "stripe-webhook-secret", &["whsec_"], Kind::StripeWebhook),
            ("Stripe", "stripe-payment-intent-client-secret", &["_secret_"], Kind::StripeSession),
            ("Stripe", "stripe-connect-refresh-token", &["rt_"], Kind::StripeConnect),
            ("GitHub", "github-personal-access-token", &["ghp_"], Kind::Token),
            ("Slack", "slack-webhook-url", &["hooks.slack.com"], Kind::WebhookUrl),
            ("Adyen", "adyen-hmac-key", &["hmac"], Kind::SigningSecret),
            ("PostgreSQL", "postgres-connection-string", &["postgres://"], Kind::ConnectionString),
            ("SSH", "openssh-private-key", &["-----BEGIN OPENSSH"], Kind::PrivateKey),
            ("Braintree", "braintree-private-key", &["braintree"], Kind::ApiKey),
            ("Java", "java-key-store", &["keystore"], Kind::PrivateKey),
            ("Ethereum", "ethereum-private-key", &["PRIVATE KEY"], Kind::Wallet),
            ("Stripe", "stripe-shaped-live-key", &["sk_live_"], Kind::ApiKey),
            ("Google", "google-api-key", &["AIza"], Kind::ApiKey),
        ];
        for (provider, id, keywords, kind) in cases {
            let rule = Rule { id, provider, keywords, ..Rule::BASE };
            assert_eq!(of(&rule), *kind, "{id}");
        }
        assert_eq!(of(&Rule { provider: "Stripe", severity: Severity::Info, ..Rule::BASE }), Kind::Identifier);
    }
}

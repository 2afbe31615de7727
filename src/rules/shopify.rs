//! Shopify: tokens of apps, stores, themes and partners.

use super::rule::*;

const APPS: &str = "https://admin.shopify.com/";
const DEV: &str = "https://dev.shopify.com/dashboard";
const LENGTHS: &str = "https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing";

const SHOPIFY: Rule = Rule { provider: "Shopify", roll: APPS, reference: LENGTHS, entropy: Some(Alphabet::Hex), severity: Severity::Critical, ..Rule::BASE };

/// Shopify's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "shopify-admin-api-access-token",
        title: "Shopify Admin API access token",
        keywords: &["shpat_"],
        pattern: r"(?P<secret>shpat_[0-9A-Fa-f]{32})",
        exposes: "reads and changes orders, customers and products of the store within the app's scopes",
        advice: "Uninstall the app from the store and install it again, which makes a new token",
        hits: &["SHOPIFY_ACCESS_TOKEN=<<shpat_{hex:32}>>", "X-Shopify-Access-Token: <<shpat_{hex:32}>>"],
        misses: &[("shpat_{hex:31}", "one character short"), ("shpat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-api-key",
        provider: "Shopify",
        title: "Shopify API key (client id)",
        keywords: &["shopify"],
        case: Case::Any,
        pattern: named!(r"shopify[a-z_.-]{0,16}(?:api[_-]?key|client[_-]?id)", "[0-9a-f]{32}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets",
        hits: &["SHOPIFY_API_KEY=<<{hex:32}>>", "shopifyClientId: '<<{hex:32}>>'"],
        misses: &[("api_key={hex:32}", "nothing says Shopify"), ("SHOPIFY_API_KEY={hex:20}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "shopify-app-secret-key",
        title: "Shopify app secret key",
        keywords: &["shpss_"],
        pattern: r"(?P<secret>shpss_[0-9A-Fa-f]{32})",
        pair: Some(Pair { with: &["shopify-api-key"], lines: 4, severity: Severity::Critical }),
        exposes: "poses as the app: signs webhooks and sessions, and exchanges codes for tokens of every store",
        roll: DEV,
        advice: "Rotate the client secret in the dev dashboard, then refresh the stored tokens with the new one",
        reference: "https://shopify.dev/changelog/app-secret-key-length-has-increased",
        hits: &["SHOPIFY_API_SECRET=<<shpss_{hex:32}>>", "apiSecretKey: '<<shpss_{hex:32}>>',"],
        misses: &[("shpss_{hex:33}", "one character long"), ("shpss_your_app_secret_goes_in_this_file", "a placeholder")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-custom-app-access-token",
        title: "Shopify custom app access token",
        keywords: &["shpca_"],
        pattern: r"(?P<secret>shpca_[0-9A-Fa-f]{32})",
        exposes: "reads and changes the one store the custom app was made for",
        advice: "Uninstall the custom app in the store's settings and install it anew",
        hits: &["token: <<shpca_{hex:32}>>", "\"<<shpca_{HEX:32}>>\""],
        misses: &[("shpca_{hex:30}", "too short"), ("shpca_{lc26:31}z", "no hex")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-partner-api-token",
        title: "Shopify Partner API token",
        keywords: &["prtapi_"],
        pattern: r"(?P<secret>prtapi_[0-9A-Fa-f]{32})",
        severity: Severity::High,
        exposes: "reads the partner organisation's apps, payouts and transactions",
        roll: "https://partners.shopify.com/",
        advice: "Delete the Partner API client and make another one with fewer permissions",
        reference: "https://shopify.dev/docs/api/partner",
        hits: &["PARTNER_TOKEN=<<prtapi_{hex:32}>>", "X-Shopify-Access-Token: <<prtapi_{hex:32}>>"],
        misses: &[("prtapi_{hex:16}", "too short"), ("prtapi_00000000000000000000000000000000", "a placeholder")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-private-app-password",
        title: "Shopify private app password",
        keywords: &["shppa_"],
        pattern: r"(?P<secret>shppa_[0-9A-Fa-f]{32})",
        exposes: "reads and changes the store through the retired private-app interface",
        advice: "Delete the private app and build a custom app with the scopes it really needs",
        hits: &["https://{hex:32}:<<shppa_{hex:32}>>@shop.myshopify.com/admin", "SHOPIFY_PASSWORD=<<shppa_{hex:32}>>"],
        misses: &[("shppa_{hex:34}", "too long"), ("shppa_password", "a word")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-shpka-token",
        title: "Shopify token of unknown kind (shpka)",
        keywords: &["shpka_"],
        pattern: r"(?P<secret>shpka_[0-9A-Fa-f]{32})",
        exposes: "probably opens a store's or an app's interface; Shopify does not document the prefix",
        roll: DEV,
        advice: "Find the app that it belongs to and rotate its credentials",
        hits: &["key = \"<<shpka_{hex:32}>>\"", "SHOPIFY_KEY=<<shpka_{hex:32}>>"],
        misses: &[("shpka_{hex:20}", "too short"), ("shpka_ffffffffffffffffffffffffffffffff", "a placeholder")],
        severity: Severity::High,
        ..SHOPIFY
    },
    Rule {
        id: "shopify-theme-access-password",
        title: "Shopify Theme Access password",
        keywords: &["shptka_"],
        pattern: r"(?P<secret>shptka_[0-9A-Fa-f]{32})",
        severity: Severity::High,
        exposes: "changes the store's themes, and so the code that its customers' browsers run",
        advice: "Delete the password in the Theme Access app and send the developer a new one",
        reference: "https://shopify.dev/docs/storefronts/themes/tools/theme-access",
        hits: &["SHOPIFY_CLI_THEME_TOKEN=<<shptka_{hex:32}>>", "shopify theme push --password <<shptka_{hex:32}>>"],
        misses: &[("shptka_{hex:28}", "too short"), ("shptka_password_from_the_mail_of_the_app", "words")],
        ..SHOPIFY
    },
    Rule {
        id: "shopify-user-token",
        title: "Shopify online access or refresh token",
        keywords: &["shpua_", "shprt_"],
        pattern: r"(?P<secret>shp(?:ua|rt)_[0-9A-Fa-f]{32})",
        severity: Severity::High,
        exposes: "acts in the store as the signed-in member of staff",
        roll: DEV,
        advice: "Rotate the app's client secret and end the session that the token belongs to",
        hits: &["access_token: <<shpua_{hex:32}>>", "{{\"refresh_token\":\"<<shprt_{hex:32}>>\"}}"],
        misses: &[("shpua_{hex:31}", "one character short"), ("shprt_{hex:12}", "too short")],
        ..SHOPIFY
    },
];

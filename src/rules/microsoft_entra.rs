//! Microsoft Entra (Azure AD): client secrets of applications, refresh tokens of users.

use super::rule::*;

const APPS: &str = "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade";
const SIGN_INS: &str = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInLogsMenuBlade";
const FORMATS: &str = "https://github.com/microsoft/security-utilities";

/// The mark of three characters with each one that may follow it: a keyword has four bytes.
#[rustfmt::skip]
const MARK_8: &[&str] = &[
    "8q~a", "8q~b", "8q~c", "8q~d", "8q~e", "8q~f", "8q~g", "8q~h", "8q~i", "8q~j", "8q~k", "8q~l", "8q~m", "8q~n",
    "8q~o", "8q~p", "8q~q", "8q~r", "8q~s", "8q~t", "8q~u", "8q~v", "8q~w", "8q~x", "8q~y", "8q~z", "8q~0", "8q~1",
    "8q~2", "8q~3", "8q~4", "8q~5", "8q~6", "8q~7", "8q~8", "8q~9", "8q~.", "8q~_", "8q~~", "8q~-",
];

/// The same for the older mark.
#[rustfmt::skip]
const MARK_7: &[&str] = &[
    "7q~a", "7q~b", "7q~c", "7q~d", "7q~e", "7q~f", "7q~g", "7q~h", "7q~i", "7q~j", "7q~k", "7q~l", "7q~m", "7q~n",
    "7q~o", "7q~p", "7q~q", "7q~r", "7q~s", "7q~t", "7q~u", "7q~v", "7q~w", "7q~x", "7q~y", "7q~z", "7q~0", "7q~1",
    "7q~2", "7q~3", "7q~4", "7q~5", "7q~6", "7q~7", "7q~8", "7q~9", "7q~.", "7q~_", "7q~~", "7q~-",
];

const ENTRA: Rule = Rule {
    provider: "Microsoft Entra",
    roll: APPS,
    logs: SIGN_INS,
    reference: FORMATS,
    entropy: Some(Alphabet::A64),
    severity: Severity::Critical,
    ..Rule::BASE
};

/// Entra's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "microsoft-entra-application-id",
        provider: "Microsoft Entra",
        title: "Microsoft Entra application (client) id",
        keywords: &["client_id", "clientid", "application_id"],
        case: Case::Any,
        pattern: named!(r"(?:client|application)_?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        near: Some(Near { words: &["tenant", "microsoftonline", "azure", "entra", "arm_"], above: 4 }),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal",
        hits: &["AZURE_TENANT=contoso\nAZURE_CLIENT_ID=<<{uuid}>>", "ARM_CLIENT_ID=\"<<{uuid}>>\""],
        misses: &[("client_id = {uuid}", "nothing says whose it is"), ("AZURE_CLIENT_ID={hex:32}", "no UUID")],
        ..Rule::BASE
    },
    Rule {
        id: "microsoft-entra-client-secret",
        title: "Microsoft Entra client secret",
        keywords: MARK_8,
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z._~-]{3}8Q~[0-9A-Za-z._~-]{34})",
        after: Edge::Dotted,
        pair: Some(Pair { with: &["microsoft-entra-application-id", "microsoft-entra-tenant-id"], lines: 6, severity: Severity::Critical }),
        exposes: "signs in as the application, with every permission the tenant has given it",
        advice: "Add a new secret (or better a certificate) to the app registration, deploy it, and delete this one",
        hits: &[
            "AZURE_CLIENT_SECRET=<<{A62:3}8Q~{A62:20}.{A62:13}>>",
            "\"clientSecret\": \"<<{A62:3}8Q~{A62:10}_{A62:23}>>\",",
            "  client_secret: <<{A62:3}8Q~{A62:30}-{A62:3}>>",
        ],
        misses: &[
            ("client_secret = {A62:3}8Q~{A62:33}", "one character short"),
            ("client_secret = {A62:3}8Q~{A62:37}", "too long"),
            ("client_secret = {A62:3}8Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"),
        ],
        ..ENTRA
    },
    Rule {
        id: "microsoft-entra-client-secret-older",
        title: "Microsoft Entra client secret (older form)",
        keywords: MARK_7,
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z._~-]{3}7Q~[0-9A-Za-z._~-]{31})",
        after: Edge::Dotted,
        pair: Some(Pair { with: &["microsoft-entra-application-id", "microsoft-entra-tenant-id"], lines: 6, severity: Severity::Critical }),
        exposes: "signs in as the application, with every permission the tenant has given it",
        advice: "Look up in App registrations whether it has expired; if not, replace it and delete it",
        hits: &["ARM_CLIENT_SECRET=\"<<{A62:3}7Q~{A62:31}>>\"", "password = '<<{A62:3}7Q~{A62:12}~{A62:18}>>'"],
        misses: &[("{A62:3}7Q~{A62:34}", "the length of the newer form"), ("{A62:3}7Q~{A62:20}", "too short")],
        ..ENTRA
    },
    Rule {
        id: "microsoft-entra-client-secret-unmarked",
        title: "Microsoft Entra client secret (before marks)",
        keywords: &["client_secret", "clientsecret"],
        case: Case::Any,
        pattern: r#"(?:(?i:client_?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']|CLIENT_SECRET=)(?P<secret>[0-9A-Za-z~._@:?*/+=-]{32,44})["'\s;]"#,
        before: Edge::Open,
        near: Some(Near { words: &["tenant", "microsoftonline", "azure", "entra"], above: 4 }),
        rank: -3,
        pair: Some(Pair { with: &["microsoft-entra-application-id", "microsoft-entra-tenant-id"], lines: 6, severity: Severity::Critical }),
        exposes: "signs in as the application, with every permission the tenant has given it",
        advice: "Compare its first characters with the hints under Certificates and secrets, and delete the one that fits",
        reference: "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials",
        hits: &[
            "AZURE_TENANT_ID={uuid}\nAZURE_CLIENT_ID={uuid}\nAZURE_CLIENT_SECRET=<<{A64:43}=>>\n",
            "\"tenantId\": \"{uuid}\", \"clientSecret\": \"<<{A64u:34}>>\"",
        ],
        misses: &[
            ("tenant = \"{uuid}\"\nclient_secret = \"https://vault.azure.net/secrets/app-secret\"", "an address"),
            ("client_secret = \"{A62:40}\"", "nothing says whose it is"),
            ("tenantId\nclientSecret: configuration.getClientSecretForTenant,\n", "code"),
        ],
        ..ENTRA
    },
    Rule {
        id: "microsoft-entra-refresh-token",
        title: "Microsoft Entra refresh token",
        keywords: &[".AgAB"],
        pattern: r"(?P<secret>[01]\.A[0-9A-Za-z_-]{50,160}\.Ag[0-9A-Za-z_-]{200,1600}(?:\.[0-9A-Za-z_-]{10,200})?)",
        reach: 2200,
        after: Edge::Url,
        entropy: None,
        severity: Severity::High,
        exposes: "fetches access tokens as a signed-in user for months, without password or second factor",
        roll: "https://learn.microsoft.com/entra/identity/users/users-revoke-access",
        advice: "Revoke the user's sign-in sessions, which ends all refresh tokens of that user",
        reference: "https://learn.microsoft.com/entra/identity-platform/refresh-tokens",
        hits: &[
            "\"refresh_token\": \"<<0.AX{A64u:80}.AgAB{A64u:600}>>\"",
            "refreshToken=<<1.AW{A64u:90}.AgABAwEAAAD{A64u:400}.{A64u:43}>>",
        ],
        misses: &[("0.AX{A64u:80}.AgAB{A64u:100}", "cut short"), ("2.AX{A64u:80}.AgAB{A64u:600}", "no such version")],
        ..ENTRA
    },
    Rule {
        id: "microsoft-entra-tenant-id",
        provider: "Microsoft Entra",
        title: "Microsoft Entra tenant id",
        keywords: &["tenant_id", "tenantid", "tenant-id"],
        case: Case::Any,
        pattern: named!(r"tenant[_-]?id", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        rank: -1,
        severity: Severity::Info,
        exposes: "names the organisation; it opens nothing",
        advice: "Leave it",
        reference: "https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal",
        hits: &["AZURE_TENANT_ID=<<{uuid}>>", "\"tenantId\": \"<<{uuid}>>\""],
        misses: &[("AZURE_TENANT_ID=contoso.onmicrosoft.com", "a name"), ("subscription_id={uuid}", "another id")],
        ..Rule::BASE
    },
];

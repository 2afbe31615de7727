//! Salesforce: session ids, refresh tokens, connected apps.

use super::rule::*;

const LOGIN: &str = "https://login.salesforce.com/";
const HELP: &str = "https://help.salesforce.com/";

/// What follows the organisation's id in a session id, with each character that may come next: a keyword has four bytes.
#[rustfmt::skip]
const SESSION_HEADS: &[&str] = &[
    "!aq0", "!aq1", "!aq2", "!aq3", "!aq4", "!aq5", "!aq6", "!aq7", "!aq8", "!aq9", "!aqa", "!aqb", "!aqc", "!aqd", "!aqe", "!aqf",
    "!aqg", "!aqh", "!aqi", "!aqj", "!aqk", "!aql", "!aqm", "!aqn", "!aqo", "!aqp", "!aqq", "!aqr", "!aqs", "!aqt", "!aqu", "!aqv",
    "!aqw", "!aqx", "!aqy", "!aqz", "!ar0", "!ar1", "!ar2", "!ar3", "!ar4", "!ar5", "!ar6", "!ar7", "!ar8", "!ar9", "!ara", "!arb",
    "!arc", "!ard", "!are", "!arf", "!arg", "!arh", "!ari", "!arj", "!ark", "!arl", "!arm", "!arn", "!aro", "!arp", "!arq", "!arr",
    "!ars", "!art", "!aru", "!arv", "!arw", "!arx", "!ary", "!arz",
];

const SALESFORCE: Rule = Rule {
    provider: "Salesforce",
    roll: LOGIN,
    logs: "https://help.salesforce.com/s/articleView?id=xcloud.users_login_history.htm",
    reference: HELP,
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Salesforce's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "salesforce-consumer-key",
        title: "Salesforce consumer key",
        keywords: &["3MVG9"],
        pattern: r"(?P<secret>3MVG9[0-9A-Za-z._]{80,251})",
        severity: Severity::Info,
        exposes: "nothing by itself: it names the connected app",
        advice: "Leave it; look whether the consumer secret stands beside it",
        hits: &["SF_CLIENT_ID=<<3MVG9{A62:80}>>", "consumerKey: \"<<3MVG9{A62:40}.{A62:20}_{A62:20}>>\""],
        misses: &[("3MVG9{A62:30}", "too short"), ("x3MVG9{A62:80}", "a piece of something longer")],
        ..SALESFORCE
    },
    Rule {
        id: "salesforce-consumer-secret",
        title: "Salesforce consumer secret",
        keywords: &["salesforce", "sfdc", "3mvg9", "sf_client", "sf_consumer"],
        case: Case::Any,
        pattern: r#"(?i:(?:client|consumer|salesforce|sfdc)[_.-]?secret)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-F]{64}|[0-9]{16,19})"#,
        reach: 400,
        near: Some(Near { words: &["salesforce", "sfdc", "3mvg9", "sf_c"], above: 3 }),
        entropy: Some(Alphabet::Digits),
        rank: -1,
        pair: Some(Pair { with: &["salesforce-consumer-key"], lines: 4, severity: Severity::High }),
        exposes: "with the consumer key: signs in as the connected app and redeems its users' refresh tokens",
        advice: "Rotate the consumer secret in the connected app's page",
        hits: &[
            "SALESFORCE_CLIENT_SECRET=<<{HEX:64}>>",
            "salesforce:\n  consumer_key: {A62:20}\n  consumer_secret: '<<{dig:19}>>'",
            "SF_CLIENT_ID=3MVG9{A62:80}\nSF_CLIENT_SECRET=<<{HEX:64}>>",
        ],
        misses: &[
            ("CLIENT_SECRET={HEX:64}", "nothing of Salesforce near"),
            ("salesforce_client_secret: {hex:64}", "lower case: a digest"),
            ("salesforce_org_id: {dig:19}", "an id"),
        ],
        ..SALESFORCE
    },
    Rule {
        id: "salesforce-refresh-token",
        title: "Salesforce refresh token",
        keywords: &["5Aep861"],
        pattern: r"(?P<secret>5Aep861[0-9A-Za-z._=]{80,300})",
        reach: 400,
        severity: Severity::Critical,
        exposes: "mints sessions of the user who signed in, until somebody revokes it",
        advice: "Revoke it under Connected Apps OAuth Usage, which ends its sessions too",
        hits: &["\"refresh_token\": \"<<5Aep861{A62:80}>>\"", "SFDX_AUTH_URL=force://PlatformCLI::<<5Aep861{A62:30}_{A62:49}>>@acme.my.salesforce.com"],
        misses: &[("5Aep861{A62:60}", "too short"), ("5aep861{A62:80}", "in another case")],
        ..SALESFORCE
    },
    Rule {
        id: "salesforce-session-id",
        title: "Salesforce session id or access token",
        keywords: SESSION_HEADS,
        case: Case::Any,
        pattern: r"(?P<secret>00D[0-9A-Za-z]{12}![0-9A-Za-z._]{80,260})",
        reach: 400,
        severity: Severity::Critical,
        exposes: "reads and writes the organisation's records as one signed-in user, while the session lasts",
        advice: "End the session under Session Management, and revoke the connected app's tokens",
        hits: &["Authorization: Bearer <<00D{A62:12}!AQ{A62:94}>>", "<sessionId><<00D{A62:12}!AR8AQ{A62:50}.{A62:40}>></sessionId>"],
        misses: &[("00D{A62:12}!AQ{A62:50}", "too short"), ("00D{A62:15}!AQ{A62:94}", "the organisation's id is of 15 characters")],
        ..SALESFORCE
    },
];

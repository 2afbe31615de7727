//! Yandex Cloud: API keys of service accounts, IAM tokens, static storage keys.

use super::rule::*;

const CONSOLE: &str = "https://console.yandex.cloud/";

const YANDEX_CLOUD: Rule = Rule { provider: "Yandex Cloud", roll: CONSOLE, after: Edge::Url, entropy: Some(Alphabet::A64), ..Rule::BASE };

/// Yandex Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "yandex-cloud-api-key",
        title: "Yandex Cloud API key",
        keywords: &["AQVN"],
        pattern: r"(?P<secret>AQVN[0-9A-Za-z_-]{35,38})",
        exposes: "calls the speech, translation and model services as the service account",
        advice: "Delete this API key of the service account in the console",
        reference: "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key",
        hits: &["YANDEX_API_KEY=<<AQVN{A64u:36}>>", "Authorization: Api-Key <<AQVN{A64u:35}>>"],
        misses: &[("AQVN{A64u:30}", "too short"), ("AQVN{A64u:60}", "a piece of something longer")],
        ..YANDEX_CLOUD
    },
    Rule {
        id: "yandex-cloud-iam-token",
        title: "Yandex Cloud IAM token",
        // the first part is a structure whose head never changes
        keywords: &["t1.9"],
        pattern: r"(?P<secret>t1\.9[0-9A-Za-z_-]{40,500}={0,2}\.[0-9A-Za-z_-]{86}={0,2})",
        reach: 640,
        severity: Severity::Medium,
        exposes: "acts in the cloud as its subject for at most twelve hours",
        roll: "https://yandex.cloud/en/docs/iam/operations/iam-token/revoke-iam-token",
        advice: "Revoke the IAM token, or let it lapse if its day is over",
        reference: "https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token",
        hits: &["YC_TOKEN=<<t1.9euel{A64u:160}.{A64u:86}>>", "Authorization: Bearer <<t1.9euel{A64u:204}==.{A64u:86}==>>"],
        misses: &[("t1.9euel{A64u:160}", "without its signature"), ("t1.9.example.com", "a host")],
        ..YANDEX_CLOUD
    },
    Rule {
        id: "yandex-cloud-static-key-id",
        provider: "Yandex Cloud",
        title: "Yandex Cloud static key id",
        keywords: &["YCAJ"],
        pattern: r"(?P<secret>YCAJ[0-9A-Za-z_-]{21})",
        after: Edge::Url,
        severity: Severity::Info,
        exposes: "names a static key; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://yandex.cloud/en/docs/iam/concepts/authorization/access-key",
        hits: &["AWS_ACCESS_KEY_ID=<<YCAJ{A62:21}>>", "access_key: '<<YCAJ{A62:21}>>'"],
        misses: &[("YCAJ{A62:10}", "too short"), ("xYCAJ{A62:21}", "a piece of something longer")],
        ..Rule::BASE
    },
    Rule {
        id: "yandex-cloud-static-secret-key",
        title: "Yandex Cloud static access key (secret)",
        keywords: &["yandex", "ycaj"],
        case: Case::Any,
        pattern: r"(?P<secret>YC[0-9A-Za-z_-]{38})",
        near: Some(Near { words: &["yandex", "ycaj"], above: 4 }),
        rank: -1,
        pair: Some(Pair { with: &["yandex-cloud-static-key-id"], lines: 5, severity: Severity::High }),
        exposes: "reads and writes object storage and queues as the service account",
        advice: "Delete the static access key of the service account and make another",
        reference: "https://yandex.cloud/en/docs/iam/concepts/authorization/access-key",
        hits: &["# storage.yandexcloud.net\nsecret_key = \"<<YC{A64u:38}>>\"", "access_key: YCAJ{A64u:21}\nsecret_key: <<YC{A64u:38}>>"],
        misses: &[("secret_key = YC{A64u:38}", "nothing says Yandex"), ("yandex_secret = YC{A64u:20}", "too short")],
        ..YANDEX_CLOUD
    },
];

//! Alibaba Cloud: AccessKey pairs and temporary credentials.

use super::rule::*;

const KEYS: &str = "https://ram.console.aliyun.com/manage/ak";
const TRAIL: &str = "https://actiontrail.console.aliyun.com/";
const DOCS: &str = "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair";

const ALIBABA: Rule =
    Rule { provider: "Alibaba Cloud", roll: KEYS, logs: TRAIL, reference: DOCS, entropy: Some(Alphabet::A62), ..Rule::BASE };

/// Alibaba Cloud's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "alibaba-cloud-access-key-id",
        title: "Alibaba Cloud AccessKey id",
        keywords: &["LTAI"],
        pattern: r"(?P<secret>LTAI(?:[0-9A-Za-z]{17,21}|[0-9A-Za-z]{12}))",
        severity: Severity::Medium,
        exposes: "names an AccessKey; with its secret it opens the account",
        advice: "Look for the secret nearby; where that has leaked too, disable and delete the pair",
        hits: &["ALIYUN_ACCESS_KEY_ID=<<LTAI{A62:20}>>", "accessKeyId: '<<LTAI{A62:12}>>'"],
        misses: &[("LTAI{A62:9}", "too short"), ("VOLTAI{A62:20}", "a piece of something longer"), ("LTAIxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..ALIBABA
    },
    Rule {
        id: "alibaba-cloud-access-key-secret",
        title: "Alibaba Cloud AccessKey secret",
        keywords: &["aliyun", "alibaba", "alicloud", "ltai", "accesskeysecret", "access_key_secret", "access-key-secret"],
        case: Case::Any,
        pattern: r#"(?i:secret(?:_?access)?(?:_?key)?|access_?key)["']?\s{0,3}[=:,]{1,2}>?\s{0,3}["']?(?P<secret>[0-9A-Za-z]{30})"#,
        near: Some(Near { words: &["aliyun", "alibaba", "alicloud", "ltai"], above: 3 }),
        rank: -1,
        pair: Some(Pair { with: &["alibaba-cloud-access-key-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "with its id: everything the RAM user may, and for an account's own key everything",
        advice: "Disable the AccessKey, watch what fails, then delete it",
        hits: &[
            "ALIYUN_ACCESS_KEY_SECRET=<<{A62:30}>>",
            "accessKeyId: 'LTAI{A62:20}',\naccessKeySecret: '<<{A62:30}>>'",
            "provider \"alicloud\" {{\n  secret_key = \"<<{A62:30}>>\"\n}}",
        ],
        misses: &[
            ("accessKeySecret: '{A62:30}'", "nothing says whose it is"),
            ("aliyun.secret={A62:40}", "too long"),
            ("aliyun.secret=aliyunAccessKeySecretOfTheOss", "a name"),
        ],
        ..ALIBABA
    },
    Rule {
        id: "alibaba-cloud-sts-access-key-id",
        title: "Alibaba Cloud temporary AccessKey id",
        keywords: &["aliyun", "alibaba", "alicloud", "accesskeyid", "access_key_id", "securitytoken", "security_token"],
        case: Case::Any,
        pattern: r"(?P<secret>STS\.[0-9A-Za-z]{16,64})",
        near: Some(Near { words: &["aliyun", "alibaba", "alicloud", "accesskeyid", "access_key_id", "securitytoken", "security_token"], above: 3 }),
        severity: Severity::Low,
        exposes: "half of a credential that ends after at most twelve hours",
        advice: "Let it run out, and mend what wrote it down",
        reference: "https://www.alibabacloud.com/help/en/ram/product-overview/what-is-sts",
        hits: &["\"AccessKeyId\": \"<<STS.{A62:26}>>\"", "ALIBABA_CLOUD_ACCESS_KEY_ID=<<STS.{A62:24}>>"],
        misses: &[("key = STS.{A62:24}", "nothing of Alibaba near"), ("aliyun key STS.{A62:8}", "too short")],
        ..ALIBABA
    },
    Rule {
        id: "alibaba-cloud-sts-security-token",
        title: "Alibaba Cloud security token",
        keywords: &["aliyun", "alibaba", "alicloud", "securitytoken", "security_token"],
        case: Case::Any,
        pattern: r"(?P<secret>CAIS[0-9A-Za-z+/]{100,1500}={0,2})",
        reach: 1800,
        after: Edge::Base64,
        near: Some(Near { words: &["aliyun", "alibaba", "alicloud", "securitytoken", "security_token"], above: 4 }),
        entropy: Some(Alphabet::A64),
        severity: Severity::Medium,
        exposes: "with the temporary AccessKey: what the assumed role may do, for at most twelve hours",
        advice: "Let it run out, and mend what wrote it down",
        reference: "https://www.alibabacloud.com/help/en/ram/product-overview/what-is-sts",
        hits: &["\"SecurityToken\": \"<<CAIS{A64:400}==>>\"", "ALIBABA_CLOUD_SECURITY_TOKEN=<<CAIS{A64:300}>>"],
        misses: &[("token = CAIS{A64:400}", "nothing of Alibaba near"), ("SecurityToken: CAIS{A64:40}", "too short")],
        ..ALIBABA
    },
];

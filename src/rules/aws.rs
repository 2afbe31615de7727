//! Amazon Web Services: access keys, session tokens, SES SMTP passwords.

use super::rule::*;
use crate::proof::aws::{AWS_ACCOUNT, AWS_SESSION};
use crate::proof::mixed::MIXED;

const IAM: &str = "https://console.aws.amazon.com/iam/home#/security_credentials";
const TRAIL: &str = "https://console.aws.amazon.com/cloudtrailv2/home#/events";
const IDS: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html";
const KEYS: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html";
const SESSIONS: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html";

const AWS: Rule = Rule { provider: "AWS", roll: IAM, logs: TRAIL, reference: IDS, ..Rule::BASE };

/// An id alone opens nothing: it becomes the part of the secret that stands beside it.
const ID: Rule = Rule { severity: Severity::Medium, entropy: Some(Alphabet::Lc36), ..AWS };

/// The secret of an access key. An unbroken run of base64 characters around it, or an `=` after it, means a piece of something else; an
/// `=` before it is an assignment.
const SECRET: Rule = Rule {
    entropy: Some(Alphabet::A64),
    proof: Some(MIXED),
    after: Edge::Base64,
    pair: Some(Pair { with: &["aws-access-key-id", "aws-temporary-access-key-id", "aws-session-token", "aws-session-token-by-name"], lines: 5, severity: Severity::Critical }),
    severity: Severity::Critical,
    exposes: "acts as the IAM user: whatever its policies allow, in every region",
    advice: "Deactivate the access key in IAM, look in CloudTrail for what it did, then delete it",
    reference: KEYS,
    ..AWS
};

/// AWS's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "aws-access-key-id",
        title: "AWS access key id",
        keywords: &["AKIA"],
        pattern: r"(?P<secret>AKIA[A-Z2-7]{16})",
        proof: Some(AWS_ACCOUNT),
        exposes: "names the account and, with its secret, acts as the IAM user",
        advice: "Find out where its secret is kept; if that may have left too, deactivate the key in IAM",
        hits: &["AKIA{B32:16}", "aws_access_key_id = <<AKIA{B32:16}>>", "{{\"AccessKeyId\": \"<<AKIA{B32:16}>>\"}}"],
        misses: &[
            ("AKIAIOSFODNN7EXAMPLE", "the sample of AWS's own documentation"),
            ("AKIA{B32:15}", "one character short"),
            ("AKIA{B32:15}0", "0 is not in base32"),
            ("XAKIA{B32:16}", "a piece of something longer"),
        ],
        ..ID
    },
    Rule {
        id: "aws-access-key-id-a3t",
        title: "AWS access key id (undocumented A3T form)",
        keywords: &["aws_", "aws-", "awsaccess", "access_key", "accesskey"],
        case: Case::Any,
        pattern: r"(?P<secret>A3T[0-9A-Z][A-Z2-7]{16})",
        near: Some(Near { words: &["aws", "access_key", "accesskey"], above: 2 }),
        rank: -1,
        exposes: "names an access key of an account",
        advice: "Look the id up in IAM, and deactivate the key if it exists",
        hits: &["AWS_ACCESS_KEY_ID=<<A3TX{B32:16}>>", "aws_access_key: \"<<A3T7{B32:16}>>\""],
        misses: &[("serial = A3TX{B32:16}", "nothing says AWS"), ("AWS_ACCESS_KEY_ID=A3TX{B32:12}", "too short")],
        ..ID
    },
    Rule {
        id: "aws-context-specific-credential-id",
        title: "AWS service-specific credential id",
        keywords: &["ACCA"],
        pattern: r"(?P<secret>ACCA[A-Z2-7]{16})",
        exposes: "names a credential of one service (CodeCommit, Keyspaces, Bedrock)",
        advice: "Reset the service-specific credential that it names",
        hits: &["ServiceSpecificCredentialId: <<ACCA{B32:16}>>", "\"<<ACCA{B32:16}>>\""],
        misses: &[("ACCA{B32:14}", "too short"), ("ACCAGGTTACCAGGTTACCA", "a strand of DNA")],
        ..ID
    },
    Rule {
        id: "aws-secret-access-key",
        title: "AWS secret access key",
        keywords: &["secret_access_key", "secretaccesskey", "secret-access-key", "secret access key", "secret.access.key", "secret_key", "secretkey", "secret-key", "aws_secret", "awssecret", "aws-secret", "access_secret", "accesssecret"],
        case: Case::Any,
        // the name, then either signs only (`": "`, `=`, a line break), or the word that carries the value of a named variable, or whatever
        // stands on the line before a quote or an assignment
        pattern: r#"(?i:secret[_. -]?(?:access[_. -]?)?key(?:[_-]?id)?|aws[_.-]?(?:access[_.-]?)?secret)(?:[^0-9A-Za-z/+]{1,30}|[^0-9A-Za-z]{1,40}(?i:value|default|string)[^0-9A-Za-z/+]{1,12}|[^\n]{0,60}?(?:["'`=>]|:\s{1,3}))(?P<secret>[0-9A-Za-z/+]{40})"#,
        near: Some(Near {
            words: &["aws", "amazon", "akia", "asia", "s3", "secret_access_key", "secretaccesskey", "secret-access-key", "secret access key", "secret.access.key", "dynamo", "cloudfront", "lambda"],
            above: 5,
        }),
        hits: &[
            "export AWS_SECRET_ACCESS_KEY=\"<<{A64:40}>>\"",
            "AWS_SECRET_ACCESS_KEY=<<{A64:40}>>",
            "[default]\naws_access_key_id = AKIA{B32:16}\naws_secret_access_key = <<{A64:40}>>",
            "{{\"AccessKeyId\": \"AKIA{B32:16}\", \"SecretAccessKey\": \"<<{A64:40}>>\"}}",
            "{{\\\"secretAccessKey\\\":\\\"<<{A64:40}>>\\\"}}",
            "  secretAccessKey: <<{A64:40}>>",
            "- name: AWS_SECRET_ACCESS_KEY\n  value: \"<<{A64:40}>>\"",
            "{{ \"name\": \"AWS_SECRET_ACCESS_KEY\", \"value\": \"<<{A64:40}>>\" }}",
            "System.setProperty(\"aws.secretAccessKey\", \"<<{A64:40}>>\");",
            "private static final String AWS_SECRET_KEY = \"<<{A64:40}>>\";",
            "provider \"aws\" {{\n  region     = \"eu-west-1\"\n  access_key = \"AKIA{B32:16}\"\n  secret_key = \"<<{A64:40}>>\"\n}}",
            "ENV AWS_SECRET_ACCESS_KEY <<{A64:40}>>",
            "aws configure set aws_secret_access_key <<{A64:40}>>",
            "docker build --build-arg AWS_SECRET_ACCESS_KEY=<<{A64:40}>> .",
            "aws_secret_access_key_prod: <<{A64:40}>>",
            "variable \"aws_secret_access_key\" {{\n  default = \"<<{A64:40}>>\"\n}}",
            "<SecretAccessKey><<{A64:40}>></SecretAccessKey>",
            "const awsSecret: string = '<<{A64:40}>>';",
            "Secret access key:\n<<{A64:40}>>",
        ],
        misses: &[
            ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "the sample of AWS's own documentation"),
            ("AWS_SECRET_ACCESS_KEY={hex:40}", "a SHA-1, not a key"),
            ("aws_secret_access_key = {A64:39}", "one character short"),
            ("aws_secret_access_key = {A64:41}", "one character long"),
            ("secret_key = \"{A64:40}\"", "nothing says AWS"),
            ("aws_secret_access_key: ${{{{ secrets.AWS_SECRET_ACCESS_KEY_OF_THE_DEPLOYMENT_USER }}}}", "a reference"),
        ],
        ..SECRET
    },
    Rule {
        id: "aws-secret-access-key-beside-id",
        title: "AWS secret access key beside its id",
        // the window around the id is the context: about three lines to each side, whatever the value is called
        keywords: &["AKIA", "ASIA"],
        reach: 240,
        pattern: r"(?:^|[^0-9A-Za-z/+_-])(?P<secret>[0-9A-Za-z/+]{40})",
        rank: -1,
        hits: &[
            "new BasicAWSCredentials(\"AKIA{B32:16}\",\n    \"<<{A64:40}>>\")",
            "'key' => 'AKIA{B32:16}',\n'region' => 'us-east-1',\n'pw' => '<<{A64:40}>>',",
            "user,Access key ID,Password\nci,AKIA{B32:16},<<{A64:40}>>",
            "b: <<{A64:40}>>\n# belongs to\na: AKIA{B32:16}",
            "s3://AKIA{B32:16}:<<{A64:40}>>@bucket",
        ],
        misses: &[
            ("AKIA{B32:16} deployed commit {hex:40}", "a commit"),
            ("AKIA{B32:16}\nsha512-{A64:86}==", "a longer run of base64"),
            ("AKIA{B32:16} abstractCredentialsProviderFactoryBeanImp", "a class name"),
        ],
        ..SECRET
    },
    Rule {
        id: "aws-service-bearer-token-id",
        title: "AWS STS service bearer token id",
        keywords: &["ABIA"],
        pattern: r"(?P<secret>ABIA[A-Z2-7]{16})",
        exposes: "names a bearer token of one AWS service",
        advice: "Rotate the bearer credential that this id belongs to",
        hits: &["id: <<ABIA{B32:16}>>", "\"AccessKeyId\": \"<<ABIA{B32:16}>>\""],
        misses: &[("ABIA{B32:17}", "one character long"), ("ABIAAAAAAAAAAAAAAAAA", "a placeholder")],
        ..ID
    },
    Rule {
        id: "aws-ses-smtp-password",
        title: "Amazon SES SMTP password",
        keywords: &["smtp", "email-smtp"],
        case: Case::Any,
        // 33 bytes of which the first is 4: `B`, a letter below `Q`, 42 more, no padding
        pattern: r"(?P<secret>B[A-P][0-9A-Za-z+/]{42})",
        after: Edge::Base64,
        near: Some(Near { words: &["smtp"], above: 4 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        exposes: "sends mail as the account's verified domains",
        roll: "https://console.aws.amazon.com/ses/home#/smtp",
        advice: "Delete the IAM user behind these SMTP credentials and create new ones in the SES console",
        reference: "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html",
        hits: &["SMTP_PASSWORD=<<BA{A64:42}>>", "smtp:\n  host: email-smtp.eu-west-1.amazonaws.com\n  password: \"<<BL{A64:42}>>\""],
        misses: &[
            ("SMTP_PASSWORD=BZ{A64:42}", "decodes to another first byte"),
            ("SMTP_PASSWORD=BA{A64:41}", "one character short"),
            ("blob = BA{A64:42}", "nothing says SMTP"),
        ],
        ..AWS
    },
    Rule {
        id: "aws-session-token",
        title: "AWS session token",
        keywords: &["IQoJb3JpZ2luX2Vj", "FwoGZXIvYXdz", "FQoGZXIvYXdz"],
        pattern: r"(?P<secret>(?:IQoJb3JpZ2luX2Vj|F[wQ]oGZXIvYXdz)[0-9A-Za-z+/]{130,2400}={0,2})",
        reach: 2500,
        proof: Some(AWS_SESSION),
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        pair: Some(Pair { with: &["aws-temporary-access-key-id"], lines: 5, severity: Severity::High }),
        exposes: "with its key pair, acts as the role until the session ends",
        roll: SESSIONS,
        advice: "Revoke the role's active sessions and find out what wrote its credentials down",
        reference: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
        hits: &[
            "AWS_SESSION_TOKEN=<<IQoJb3JpZ2luX2Vj{seal}>>", "export AWS_SESSION_TOKEN=\"<<IQoJb3JpZ2luX2Vj{A64:700}==>>\"",
            "\"AccessKeyId\": \"ASIA{B32:16}\",\n\"SessionToken\": \"<<FwoGZXIvYXdz{A64:300}>>\"",
        ],
        misses: &[("IQoJb3JpZ2luX2Vj{A64:20}", "cut off"), ("AWS_SESSION_TOKEN=IQoJb3JpZ2luX2Vj", "the head alone")],
        ..AWS
    },
    Rule {
        id: "aws-session-token-by-name",
        title: "AWS session token",
        keywords: &["session_token", "sessiontoken", "security_token", "securitytoken"],
        case: Case::Any,
        pattern: r#"(?i:aws_?(?:session|security)_?token|x-amz-security-token|session_?token)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z+/]{200,2400}={0,2})"#,
        reach: 2500,
        near: Some(Near { words: &["aws", "amz", "akia", "asia", "accesskeyid"], above: 4 }),
        after: Edge::Base64,
        entropy: Some(Alphabet::A64),
        rank: -1,
        exposes: "with its key pair, acts as the role until the session ends",
        roll: SESSIONS,
        advice: "Revoke the role's older sessions and stop the code that logs its credentials",
        reference: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html",
        hits: &["export AWS_SESSION_TOKEN=\"<<AgoGb3JpZ2lu{A64:500}>>\"", "aws_session_token = <<AQoD{A64:320}==>>"],
        misses: &[("session_token = {A64:300}", "nothing says AWS"), ("aws_session_token = {A64:60}", "too short")],
        ..AWS
    },
    Rule {
        id: "aws-temporary-access-key-id",
        title: "AWS temporary access key id",
        keywords: &["ASIA"],
        pattern: r"(?P<secret>ASIA[A-Z2-7]{16})",
        proof: Some(AWS_ACCOUNT),
        roll: SESSIONS,
        exposes: "names a session; useless without its secret and session token",
        advice: "Revoke the role's active sessions if the rest of the triple may have left too",
        hits: &["AWS_ACCESS_KEY_ID=<<ASIA{B32:16}>>", "AccessKeyId: '<<ASIA{B32:16}>>'"],
        misses: &[("ASIA{B32:12}", "too short"), ("ASIAPACIFICREGIONEXAMPLE", "words")],
        ..ID
    },
];

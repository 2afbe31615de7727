//! AWS Bedrock: API keys.

use super::rule::*;
use crate::proof::aws;

/// Bedrock's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "aws-bedrock-long-lived-api-key",
        provider: "AWS Bedrock",
        title: "AWS Bedrock long-lived API key",
        keywords: &["ABSKQmVkcm9ja0FQSUtleS"],
        pattern: r"(?P<secret>ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{86,260}={0,2})",
        proof: Some(aws::AWS_BEDROCK),
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        severity: Severity::Critical,
        exposes: "runs Bedrock's models at the account's cost as an IAM user",
        roll: "https://console.aws.amazon.com/bedrock/home#/api-keys",
        logs: "https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html",
        advice: "Reset or delete the service-specific credential of the IAM user",
        reference: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        hits: &["ABSKQmVkcm9ja0FQSUtleS{seal}", "AWS_BEARER_TOKEN_BEDROCK=<<ABSKQmVkcm9ja0FQSUtleS{seal}>>"],
        misses: &[("ABSKQmVkcm9ja0FQSUtleS{A62:40}", "too short"), ("ABSK{A62:128}", "does not decode to the head of such keys")],
        ..Rule::BASE
    },
    Rule {
        id: "aws-bedrock-short-lived-api-key",
        provider: "AWS Bedrock",
        title: "AWS Bedrock short-lived API key",
        keywords: &["bedrock-api-key-"],
        pattern: r"(?P<secret>bedrock-api-key-[A-Za-z0-9+/_-]{200,3000}={0,2})",
        reach: 3200,
        proof: Some(aws::AWS_BEDROCK),
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        severity: Severity::Medium,
        exposes: "runs Bedrock's models at the account's cost for at most twelve hours",
        roll: "https://console.aws.amazon.com/bedrock/home#/api-keys",
        advice: "End the session that made it: revoke the role's active sessions",
        reference: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        hits: &["bedrock-api-key-{seal}", "export AWS_BEARER_TOKEN_BEDROCK=<<bedrock-api-key-{seal}>>"],
        misses: &[("bedrock-api-key-rotation", "a name"), ("bedrock-api-key-{A62:100}", "too short")],
        ..Rule::BASE
    },
];

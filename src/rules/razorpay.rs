//! Razorpay: key ids and key secrets.

use super::rule::*;

const RAZORPAY: Rule = Rule {
    provider: "Razorpay",
    roll: "https://dashboard.razorpay.com/app/website-app-settings/api-keys",
    reference: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
    entropy: Some(Alphabet::A62),
    ..Rule::BASE
};

/// Razorpay's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "razorpay-key-id",
        title: "Razorpay key id",
        keywords: &["rzp_live_", "rzp_test_"],
        pattern: r"(?P<secret>rzp_(?:live|test)_[0-9A-Za-z]{14})",
        severity: Severity::Info,
        exposes: "nothing alone: it is the public half, made for sites and apps",
        advice: "Look for the key secret beside it",
        hits: &["RAZORPAY_KEY_ID=<<rzp_live_{A62:14}>>", "key: '<<rzp_test_{A62:14}>>',"],
        misses: &[("rzp_live_{A62:12}", "too short"), ("rzp_prod_{A62:14}", "no such mode")],
        ..RAZORPAY
    },
    Rule {
        id: "razorpay-key-secret",
        title: "Razorpay key secret",
        keywords: &["razorpay", "rzp_live_", "rzp_test_"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z]{24})",
        before: Edge::Base64,
        after: Edge::Base64,
        near: Some(Near { words: &["razorpay", "rzp_live_", "rzp_test_"], above: 2 }),
        rank: -1,
        pair: Some(Pair { with: &["razorpay-key-id"], lines: 5, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "takes payments, refunds and reads customers of the merchant",
        advice: "Revoke the leaked key; a plain rotation keeps it alive for 24 hours",
        hits: &["RAZORPAY_KEY_ID=rzp_live_{A62:14}\nRAZORPAY_KEY_SECRET=<<{A62:24}>>", "new Razorpay({{\n  key_id: process.env.ID,\n  key_secret: '<<{A62:24}>>'\n}})"],
        misses: &[("RAZORPAY_KEY_SECRET={A62:20}", "another width"), ("key_secret: {A62:24}", "nothing names the vendor"), ("razorpay_commit = \"{A62:24}\"", "no secret by its name")],
        ..RAZORPAY
    },
];

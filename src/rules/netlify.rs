//! Netlify: access tokens.

use super::rule::*;
use crate::proof::mixed::MIXED;

const NETLIFY: Rule = Rule {
    provider: "Netlify",
    roll: "https://app.netlify.com/user/applications#personal-access-tokens",
    logs: "https://docs.netlify.com/manage/accounts-and-billing/team-management/team-audit-log/",
    severity: Severity::Critical,
    exposes: "deploys to, and reads the environment of, every site of its owner",
    reference: "https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/",
    ..Rule::BASE
};

/// Netlify's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "netlify-access-token",
        title: "Netlify access token",
        keywords: &["nfp_", "nfc_", "nfo_", "nfb_", "nfu_"],
        pattern: r"(?P<secret>nf[bcopu]_[0-9A-Za-z_]{36})",
        entropy: Some(Alphabet::A62),
        advice: "Delete the token under the user's applications and deploy once with the new one",
        hits: &["NETLIFY_AUTH_TOKEN=<<nfp_{A62:36}>>", "netlify deploy --auth <<nfp_{A62:36}>>"],
        misses: &[("nfp_{A62:35}", "one character short"), ("conf_{A62:36}", "the end of a word"), ("nfu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder")],
        ..NETLIFY
    },
    Rule {
        id: "netlify-legacy-access-token",
        title: "Netlify access token (old form)",
        keywords: &["netlify"],
        case: Case::Any,
        pattern: r#"(?i:key|token|secret|password|passwd|bearer|auth|credential)s?[0-9A-Za-z_.-]{0,8}[\\"'\])]{0,3}[\s=:>,(]{1,6}[\\"'`]{0,2}(?P<secret>[0-9A-Za-z_-]{43,45})"#,
        after: Edge::Url,
        near: Some(Near { words: &["netlify"], above: 2 }),
        entropy: Some(Alphabet::A64),
        proof: Some(MIXED),
        rank: -1,
        advice: "Delete the token; the next one begins with nfp_",
        hits: &["NETLIFY_AUTH_TOKEN=<<{A62:43}>>", "env:\n  # netlify\n  AUTH_TOKEN: \"<<{A62:43}>>\""],
        misses: &[("AUTH_TOKEN={A62:43}", "nothing says Netlify"), ("NETLIFY_AUTH_TOKEN={A62:30}", "too short"), ("NETLIFY_SITE_ID={uuid}", "the id of a site")],
        ..NETLIFY
    },
];

//! OpenShift: OAuth tokens.

use super::rule::*;

/// OpenShift's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "openshift-oauth-token",
        provider: "OpenShift",
        title: "OpenShift OAuth access token",
        keywords: &["sha256~"],
        pattern: r"(?P<secret>sha256~[A-Za-z0-9_-]{43})",
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Critical,
        exposes: "acts in the cluster as its owner, for a day unless configured otherwise",
        roll: "https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html",
        advice: "Delete the useroauthaccesstoken (oc logout does it for the current one)",
        reference: "https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html",
        hits: &["oc login --token=<<sha256~{A64u:42}{A62:1}>> --server=https://api.acme.net:6443", "token: <<sha256~{A64u:42}{A62:1}>>"],
        misses: &[("sha256~{A62:42}", "one character short"), ("sha256~{hex:64}", "a digest")],
        ..Rule::BASE
    },
];

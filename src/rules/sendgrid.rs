//! SendGrid (Twilio): API keys.

use super::rule::*;

/// `SG.` has three bytes only: one keyword for every character that may follow.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "SG.0", "SG.1", "SG.2", "SG.3", "SG.4", "SG.5", "SG.6", "SG.7", "SG.8", "SG.9", "SG.A", "SG.B", "SG.C", "SG.D", "SG.E", "SG.F",
    "SG.G", "SG.H", "SG.I", "SG.J", "SG.K", "SG.L", "SG.M", "SG.N", "SG.O", "SG.P", "SG.Q", "SG.R", "SG.S", "SG.T", "SG.U", "SG.V",
    "SG.W", "SG.X", "SG.Y", "SG.Z", "SG.a", "SG.b", "SG.c", "SG.d", "SG.e", "SG.f", "SG.g", "SG.h", "SG.i", "SG.j", "SG.k", "SG.l",
    "SG.m", "SG.n", "SG.o", "SG.p", "SG.q", "SG.r", "SG.s", "SG.t", "SG.u", "SG.v", "SG.w", "SG.x", "SG.y", "SG.z", "SG._", "SG.-",
];

/// SendGrid's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "sendgrid-api-key",
        provider: "SendGrid",
        title: "SendGrid API key",
        keywords: HEADS,
        pattern: r"(?P<secret>SG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43})",
        before: Edge::Dotted,
        after: Edge::Url,
        entropy: Some(Alphabet::A64),
        severity: Severity::Critical,
        exposes: "sends mail from the account's verified domains, as far as its scopes go",
        advice: "Delete the key and make one with only the scopes it needs",
        roll: "https://app.sendgrid.com/settings/api_keys",
        logs: "https://app.sendgrid.com/email_activity",
        reference: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
        hits: &["SENDGRID_API_KEY=<<SG.{A64u:22}.{A64u:43}>>", "sgMail.setApiKey('<<SG.{A64u:22}.{A64u:43}>>')", "smtp_password: <<SG.{A64u:22}.{A64u:43}>>"],
        misses: &[("SG.{A64u:21}.{A64u:43}", "the id is too short"), ("SG.{A64u:22}.{A64u:44}", "one character long"), ("MSG.{A64u:22}.{A64u:43}", "a piece of a dotted name")],
        ..Rule::BASE
    },
];

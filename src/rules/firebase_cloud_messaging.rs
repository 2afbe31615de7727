//! Firebase Cloud Messaging: legacy server keys.

use super::rule::*;

/// The rules of Firebase Cloud Messaging.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "firebase-cloud-messaging-server-key",
        provider: "Firebase Cloud Messaging",
        title: "Firebase Cloud Messaging server key (legacy)",
        keywords: &[":APA91b"],
        // a device's token has 22 characters before the colon
        pattern: r"(?P<secret>AAAA[0-9A-Za-z_-]{7}:APA91b[0-9A-Za-z_-]{134})",
        before: Edge::Url,
        after: Edge::Url,
        severity: Severity::Low,
        exposes: "sent messages to every installation of the app until the interface was switched off in 2024",
        roll: "https://console.firebase.google.com/",
        advice: "Delete it and send through HTTP v1 with a service account",
        reference: "https://firebase.google.com/docs/cloud-messaging",
        hits: &["Authorization: key=<<AAAA{A64u:7}:APA91b{A64u:133}{A62:1}>>", "FCM_SERVER_KEY=<<AAAA{A62:7}:APA91b{A62:134}>>"],
        misses: &[("{A62:22}:APA91b{A62:134}", "a device's token"), ("AAAA{A62:7}:APA91b{A62:100}", "too short")],
        ..Rule::BASE
    },
];

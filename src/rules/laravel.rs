//! Laravel: the application key.

use super::rule::*;

/// Laravel's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "laravel-app-key",
        provider: "Laravel",
        title: "Laravel application key",
        keywords: &["base64:"],
        pattern: r#"(?i:key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>base64:(?:[0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{22}==))"#,
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        exposes: "reads and forges encrypted cookies and sessions, which in some set-ups runs code on the server",
        roll: "https://laravel.com/docs/encryption",
        advice: "Run php artisan key:generate and keep the old key only in APP_PREVIOUS_KEYS while data is re-encrypted",
        reference: "https://laravel.com/docs/encryption",
        hits: &["APP_KEY=<<base64:{A64:43}=>>", "'key' => '<<base64:{A64:43}=>>',", "  APP_KEY: \"<<base64:{A64:22}==>>\""],
        misses: &[("APP_KEY=base64:{A64:30}=", "no key of 16 or 32 bytes"), ("APP_KEY=base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "zeros"), ("src: base64:{A64:43}=", "no key's name")],
        ..Rule::BASE
    },
];

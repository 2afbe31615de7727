//! Kakao: REST and admin keys.

use super::rule::*;

/// Kakao's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "kakao-app-key",
        provider: "Kakao",
        title: "Kakao REST or admin key",
        keywords: &["kakao"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9a-f]{32})",
        near: Some(Near { words: &["kakao"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        judge: Some(is_not_for_browsers),
        rank: -1,
        severity: Severity::Medium,
        exposes: "calls the API as the app; the admin key reads and unlinks every user",
        roll: "https://developers.kakao.com/console/app",
        advice: "Reissue the key in the app's settings",
        reference: "https://developers.kakao.com/docs/latest/en/getting-started/app",
        hits: &["KAKAO_REST_API_KEY=<<{hex:32}>>", "kakao:\n  admin-key: <<{hex:32}>>"],
        misses: &[("api_key = {hex:32}", "no vendor near"), ("kakao_logo_md5 = {hex:32}", "a digest"), ("KAKAO_JAVASCRIPT_KEY={hex:32}", "the JavaScript key is public")],
        ..Rule::BASE
    },
];

/// The keys for JavaScript and for native apps are public.
fn is_not_for_browsers(seen: &Sighting<'_>) -> Verdict {
    let before = seen.text[seen.secret.start.saturating_sub(48)..seen.secret.start].to_ascii_lowercase();
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let public = ["javascript", "js_key", "jskey", "js-key", "_js_", "native", "init("];
    if public.iter().any(|word| memchr::memmem::find(line, word.as_bytes()).is_some()) { Verdict::Silent } else { Verdict::Believed }
}

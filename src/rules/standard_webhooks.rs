//! Standard Webhooks: the signing secret that Svix, Clerk, Resend and many other senders share.

use super::judge;
use super::rule::*;

/// The rules of the Standard Webhooks specification.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "standard-webhooks-signing-secret",
        provider: "Standard Webhooks",
        title: "Webhook signing secret",
        keywords: &["whsec_"],
        pattern: r"(?P<secret>whsec_(?:[0-9a-f]{64}|[0-9A-Za-z+/]{32,88}={0,2}))",
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        judge: Some(is_random),
        exposes: "forges events that your endpoint believes to come from the sender",
        advice: "Rotate the secret of this endpoint at the vendor that sends the events",
        roll: "https://www.standardwebhooks.com/",
        reference: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
        hits: &["RESEND_WEBHOOK_SECRET=<<whsec_{A64:32}>>", "new Webhook(\"<<whsec_{A64:43}=>>\")", "secret: <<whsec_{hex:64}>>"],
        misses: &[("whsec_{A62:12}", "too short"), ("whsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"), ("whsec_{text64:36}", "base64 of something typed")],
        ..Rule::BASE
    },
];

/// Senders encode random bytes; what decodes to a text was typed for a test.
fn is_random(seen: &Sighting<'_>) -> Verdict {
    let body = &seen.text[seen.secret.clone()][b"whsec_".len()..];
    let typed = data_encoding::BASE64_NOPAD.decode(judge::unpadded(body)).is_ok_and(|bytes| bytes.iter().all(|byte| (b' '..=b'~').contains(byte)));
    if typed { Verdict::Silent } else { Verdict::Believed }
}

//! One secret, one candidate: of overlapping candidates the most specific stays; halves of one credential become one.

use super::{Candidate, Confidence};
use crate::rules::Class;

/// Settles overlaps and pairs; the result is ordered by place.
pub(super) fn settle(text: &[u8], mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by(|a, b| (a.span.start, a.span.end, a.rule.id).cmp(&(b.span.start, b.span.end, b.rule.id)));
    found.dedup_by(|a, b| a.rule.id == b.rule.id && a.span == b.span);
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        // the kept ones do not overlap one another, so the candidates to beat are the last ones
        let rivals = kept.iter().rev().take_while(|other| other.span.end > candidate.span.start).count();
        let from = kept.len() - rivals;
        if kept[from..].iter().all(|other| weight(&candidate) > weight(other)) {
            kept.truncate(from);
            kept.push(candidate);
        }
    }
    pair(text, kept)
}

/// What makes a candidate the more specific one.
fn weight(candidate: &Candidate) -> (bool, bool, i8, Confidence, usize, std::cmp::Reverse<&'static str>) {
    let rule = candidate.rule;
    (
        rule.class == Class::Vendor,
        candidate.confidence == Confidence::Proven,
        rule.rank,
        candidate.confidence,
        candidate.span.len(),
        std::cmp::Reverse(rule.id),
    )
}

/// Makes the other halves, where they stand near enough, parts.
fn pair(text: &[u8], kept: Vec<Candidate>) -> Vec<Candidate> {
    if kept.iter().all(|candidate| candidate.rule.pair.is_none()) {
        return kept;
    }
    let mut slots: Vec<Option<Candidate>> = kept.into_iter().map(Some).collect();
    for main in 0..slots.len() {
        let Some((rule, at)) = slots[main].as_ref().map(|candidate| (candidate.rule, candidate.span.start)) else { continue };
        let Some(pair) = rule.pair else { continue };
        for with in pair.with {
            let other = (0..slots.len())
                .filter(|other| *other != main)
                .filter(|other| slots[*other].as_ref().is_some_and(|candidate| candidate.rule.id == *with))
                .filter_map(|other| slots[other].as_ref().map(|candidate| (lines_between(text, at, candidate.span.start), other)))
                .min()
                .filter(|(lines, _)| *lines <= pair.lines)
                .map(|(_, other)| other);
            if let Some(mut part) = other.and_then(|other| slots[other].take())
                && let Some(main) = slots[main].as_mut()
            {
                // a part may have found its own half before: an id beside a session token beside the secret
                let further = std::mem::take(&mut part.parts);
                main.parts.push(part);
                main.parts.extend(further);
            }
        }
    }
    slots.into_iter().flatten().collect()
}

fn lines_between(text: &[u8], a: usize, b: usize) -> usize {
    memchr::memchr_iter(b'\n', &text[a.min(b)..a.max(b)]).count()
}

#[cfg(test)]
mod tests {
    use crate::detect::{About, Detector};
    use crate::rules::sample;

    /// What is found in a sample: each finding's rule, and after it those of its parts in the order of their ids.
    fn found(template: &str) -> Vec<Vec<&'static str>> {
        let text = sample::render(template, None, 3).unwrap().text;
        let detector = Detector::new();
        let ids = |candidate: &super::Candidate| {
            let mut parts: Vec<&str> = candidate.parts.iter().map(|part| part.rule.id).collect();
            parts.sort_unstable();
            [&[candidate.rule.id][..], &parts].concat()
        };
        detector.scan(&text, 0..text.len(), About::default()).unwrap().iter().map(ids).collect()
    }

    #[test]
    fn halves_of_one_credential_are_one_finding_whatever_their_order() {
        for (template, expected) in [
            (
                "AZURE_TENANT_ID={uuid}\nAZURE_CLIENT_ID={uuid}\nAZURE_CLIENT_SECRET={A62:3}8Q~{A62:34}\n",
                &["microsoft-entra-client-secret", "microsoft-entra-application-id", "microsoft-entra-tenant-id"][..],
            ),
            (
                "SECRET={A62:3}8Q~{A62:34}\nazure tenant_id={uuid}\nclient_id={uuid}\n",
                &["microsoft-entra-client-secret", "microsoft-entra-application-id", "microsoft-entra-tenant-id"],
            ),
            ("DD_API_KEY={hex:32}\nDD_APP_KEY={hex:40}\n", &["datadog-application-key", "datadog-api-key"]),
            ("DD_APP_KEY={hex:40}\nDD_API_KEY={hex:32}\n", &["datadog-application-key", "datadog-api-key"]),
            ("DD_API_KEY={hex:32}\n", &["datadog-api-key"]),
            (
                "aws_session_token=IQoJb3JpZ2luX2Vj{A64:399}=\naws_access_key_id=ASIA{B32:16}\naws_secret_access_key={A64:40}\n",
                &["aws-secret-access-key", "aws-session-token", "aws-temporary-access-key-id"],
            ),
            (
                "{{\"web\":{{\"client_id\":\"{dig:12}-{lc36:32}.apps.googleusercontent.com\",\"client_secret\":\"GOCSPX-{A62:28}\"}}}}",
                &["google-oauth-client-secret", "google-oauth-client-id"],
            ),
            (
                "ZOOM_ACCOUNT_ID={A62:22}\nZOOM_CLIENT_ID={A62:22}\nZOOM_CLIENT_SECRET={A62:32}\n",
                &["zoom-client-secret", "zoom-account-id", "zoom-client-id"],
            ),
        ] {
            assert_eq!(found(template), [expected], "{template}");
        }
    }

    #[test]
    fn vendors_that_share_a_prefix_are_told_apart() {
        for (template, rule) in [
            ("STRIPE_SECRET_KEY=sk_live_51{A62:97}", "stripe-live-secret-key"),
            ("key=sk_live_{A62:24}", "stripe-live-secret-key"),
            ("key=sk_live_{hex:40}", "paystack-live-secret-key"),
            ("PAYSTACK=sk_test_{hex:40}", "paystack-test-secret-key"),
            ("CLERK_SECRET_KEY=sk_live_{A62:42}", "clerk-live-secret-key"),
            ("key=sk_live_{A62:42}", "stripe-shaped-live-key"),
            ("PAYMONGO_SECRET=sk_live_{A62:24}", "paymongo-live-secret-key"),
            ("moyasar_key=sk_live_{A62:40}", "moyasar-live-secret-key"),
            ("TAP_PAYMENTS_KEY=sk_live_{A62:24}", "tap-payments-live-secret-key"),
            ("key=sk_{uuid}", "checkout-com-classic-secret-key"),
            ("key=sk_sbox_{b32:27}", "checkout-com-sandbox-secret-key"),
            ("ELEVENLABS_KEY=sk_{hex:48}", "elevenlabs-api-key"),
            ("klaviyo key: pk_{hex:34}", "klaviyo-private-key-legacy"),
            ("key=pk_{dig:8}_{UC36:32}", "clickup-personal-api-token"),
            ("key=sk-{A62:20}T3BlbkFJ{A62:20}", "openai-user-key"),
            ("DEEPSEEK_API_KEY=sk-{hex:32}", "deepseek-api-key"),
            ("DASHSCOPE_API_KEY=sk-{hex:32}", "dashscope-api-key"),
            ("STABILITY_KEY=sk-{A62:48}", "stability-ai-api-key"),
            ("MOONSHOT_API_KEY=sk-{A62:48}", "moonshot-api-key"),
            ("key=sk-api-{A62:119}", "minimax-api-key"),
            ("key=sk-lf-{uuid}", "langfuse-secret-key"),
            ("STRIPE_WEBHOOK_SECRET=whsec_{A62:32}", "stripe-webhook-secret"),
            ("WEBHOOK_SECRET=whsec_{A62:32}", "standard-webhooks-signing-secret"),
            ("SVIX=whsec_{A64:43}=", "standard-webhooks-signing-secret"),
            ("key=sgp_{A62:64}", "segment-public-api-token"),
            ("key=sgp_{hex:40}", "sourcegraph-access-token"),
            ("MOLLIE_KEY=live_{A62:30}", "mollie-live-api-key"),
            ("GOCARDLESS_ACCESS_TOKEN=live_{A62:40}", "gocardless-live-access-token"),
            ("LOB_API_KEY=live_{hex:35}", "lob-live-api-key"),
            ("CHARGEBEE_KEY=live_{A62:40}", "chargebee-live-api-key"),
        ] {
            assert_eq!(found(template), [[rule]], "{template}");
        }
    }

    #[test]
    fn an_id_belongs_to_the_nearest_secret_only() {
        let two = "SPOTIFY_CLIENT_ID={hex:32}\nSPOTIFY_CLIENT_SECRET={hex:32}\n\nspotify_other_secret={hex:32}\n";
        assert_eq!(found(two), [&["spotify-client-secret", "spotify-client-id"][..], &["spotify-client-secret"]]);
    }
}

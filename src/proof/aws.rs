//! What AWS writes into its identifiers and tokens.

use super::{Check, Outcome, Proof, State, date, noise, radix};

/// Access key ids (`AKIA…`, `ASIA…`): the account stands in them, which is no proof. The samples that AWS prints in its own pages end in
/// `EXAMPLE` and are refused.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>; the layout was found by others and tried on a
/// published id.
pub const AWS_ACCOUNT: Check = Check { name: "aws-account", run: account, strict: true, seal: None };

/// Bedrock API keys, `ABSK…` (long-lived) and `bedrock-api-key-…` (a signed URL that ends within hours).
/// Source: <https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html> and the text that the keys decode to.
pub const AWS_BEDROCK: Check = Check { name: "aws-bedrock", run: bedrock, strict: false, seal: Some(seal_bedrock) };

/// Session tokens: `origin_ec` or `er/aws` stands within the first bytes of the two kinds that are known.
pub const AWS_SESSION: Check = Check { name: "aws-session-token", run: session, strict: false, seal: Some(seal_session) };

fn account(id: &[u8]) -> Proof {
    if id.len() != 20 || id.ends_with(b"EXAMPLE") {
        return Proof::refuted();
    }
    let Some(bytes) = radix::base32(&id[4..]) else { return Proof::refuted() };
    let number = bytes[..6].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let account = (number & 0x7FFF_FFFF_FF80) >> 7;
    // older ids, with I or J in the fifth place, do not carry it
    if matches!(id[4], b'I' | b'J') || account > 999_999_999_999 {
        return Proof::plausible();
    }
    Proof::plausible().with(format!("account {account:012}"))
}

fn bedrock(key: &[u8]) -> Proof {
    if let Some(body) = key.strip_prefix(b"ABSK") {
        let text = radix::base64(body).unwrap_or_default();
        let Some(rest) = text.strip_prefix(b"BedrockAPIKey-") else { return Proof::refuted() };
        // a short name, `-at-`, the account, a colon, the secret
        let account = memchr::memmem::find(rest, b"-at-").and_then(|at| rest.get(at + 4..at + 17));
        return match account {
            Some([digits @ .., b':']) if digits.iter().all(u8::is_ascii_digit) => {
                Proof::proven(format!("account {}", String::from_utf8_lossy(digits)))
            }
            _ => Proof::plausible(),
        };
    }
    let body = key.strip_prefix(b"bedrock-api-key-").unwrap_or(key);
    // a URL of some thousand bytes at most
    let text = radix::base64(&body[..body.len().min(16 << 10)]).unwrap_or_default();
    if !text.starts_with(b"bedrock.amazonaws.com") {
        return Proof::refuted();
    }
    let Some(end) = end_of_signed_url(&text) else { return Proof::plausible() };
    let Some(day) = date::day(end) else { return Proof::plausible() };
    if end < date::now() { Proof::proven(format!("expired {day}")).state(State::Expired) } else { Proof::proven(format!("expires {day}")) }
}

/// When a pre-signed URL ends (seconds since 1970): its date and how long it holds stand in its query.
fn end_of_signed_url(url: &[u8]) -> Option<i64> {
    let value = |name: &str| {
        let at = memchr::memmem::find(url, name.as_bytes())? + name.len();
        let rest = &url[at..];
        std::str::from_utf8(&rest[..memchr::memchr(b'&', rest).unwrap_or(rest.len())]).ok()
    };
    let made = jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", value("X-Amz-Date=")?).ok()?.to_datetime().ok()?;
    let made = made.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    let seconds: u32 = value("X-Amz-Expires=")?.parse().ok()?;
    Some(made + i64::from(seconds))
}

fn seal_bedrock(text: &[u8]) -> Vec<u8> {
    if text.starts_with(b"bedrock-api-key-") {
        let signature = data_encoding::HEXLOWER.encode(&noise::bytes(text, 160));
        let url = format!(
            "bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Date=20991231T230000Z&X-Amz-Expires=7200&X-Amz-Signature={signature}"
        );
        return radix::rest_of(text, &format!("bedrock-api-key-{}", data_encoding::BASE64.encode(url.as_bytes())));
    }
    let secret = data_encoding::BASE64.encode(&noise::bytes(text, 32));
    let plain = format!("BedrockAPIKey-smpl-at-123456789012:{secret}");
    radix::rest_of(text, &format!("ABSK{}", data_encoding::BASE64.encode(plain.as_bytes())))
}

fn session(token: &[u8]) -> Proof {
    // 24 characters are 18 bytes; the marks end by the twelfth
    let head = token.get(..24).and_then(radix::base64).unwrap_or_default();
    let known = [&b"origin_ec"[..], b"er/aws"].iter().any(|mark| memchr::memmem::find(&head, mark).is_some());
    if !known {
        return Proof::plausible();
    }
    let whole = radix::base64(token).is_some();
    Proof { outcome: if whole { Outcome::Proven } else { Outcome::Plausible }, ..Proof::plausible() }
}

fn seal_session(text: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x21, 0x0A, 0x09];
    bytes.extend_from_slice(b"origin_ec");
    bytes.extend(noise::bytes(text, 264));
    radix::rest_of(text, &data_encoding::BASE64.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::vectors::join;

    #[test]
    fn the_account_of_an_access_key_id() {
        for (parts, fact) in
            [(&["AKIA", "BZPUZDIK", "ABDGC23F"][..], Some("account 123456789012")), (&["AKIA", "IZPUZDIK", "ABDGC23F"], None)]
        {
            let proof = account(&join(parts));
            assert_eq!((proof.outcome, proof.facts.first().map(String::as_str)), (Outcome::Plausible, fact));
        }
        for id in [&["AKIA", "IOSFODNN7", "EXAMPLE"][..], &["AKIA", "0189"], &["AKIA", "0ZPUZDIK", "ABDGC23F"]] {
            assert_eq!(account(&join(id)).outcome, Outcome::Refuted);
        }
    }

    #[test]
    fn bedrock_keys_name_their_account() {
        let token = join(&[
            "ABSK",
            "QmVkcm9ja0FQSUtleS1mYWtlLWF0LT",
            "EyMzQ1Njc4OTAxMjpGYWtlVGVzdE9u",
            "bHlGYWtlVGVzdE9ubHlGYWtlVGVzdE9ubHlGYWtlVGVzdE9ubHlGYWtlVGVzdE9ubHk=",
        ]);
        assert_eq!(bedrock(&token), Proof::proven("account 123456789012"));
        for text in ["", "ABSK", "ABSKQmVkcm9ja0FQSUtleS"] {
            let made = [text.as_bytes(), &seal_bedrock(text.as_bytes())].concat();
            assert_eq!(bedrock(&made), Proof::proven("account 123456789012"), "{text}");
        }
        assert_eq!(bedrock(b"ABSKQmVkcm9j").outcome, Outcome::Refuted);
        assert_eq!(bedrock(b"ABSKQmVkcm9ja0FQSUtleS1h").outcome, Outcome::Plausible);
    }

    #[test]
    fn short_bedrock_keys_end() {
        let token = |query: &str| {
            let url = format!("bedrock.amazonaws.com/?Action=CallWithBearerToken&{query}&Version=1");
            format!("bedrock-api-key-{}", data_encoding::BASE64.encode(url.as_bytes())).into_bytes()
        };
        for (query, expected) in [
            ("X-Amz-Date=20240430T230000Z&X-Amz-Expires=7200", Proof::proven("expired 2024-05-01").state(State::Expired)),
            ("X-Amz-Date=20991231T230000Z&X-Amz-Expires=7200", Proof::proven("expires 2100-01-01")),
            ("X-Amz-Date=yesterday&X-Amz-Expires=7200", Proof::plausible()),
        ] {
            assert_eq!(bedrock(&token(query)), expected, "{query}");
        }
    }

    #[test]
    fn session_tokens_carry_a_mark() {
        let made = [&b"IQoJb3JpZ2luX2Vj"[..], &seal_session(b"IQoJb3JpZ2luX2Vj")].concat();
        assert_eq!((made.len(), session(&made).outcome), (368, Outcome::Proven));
        let older = format!("FwoGZXIvYXdz{}", "AbCd".repeat(60));
        assert_eq!(session(older.as_bytes()).outcome, Outcome::Proven);
        assert_eq!(session(b"short").outcome, Outcome::Plausible);
        assert_eq!(session(&[b'A'; 200]).outcome, Outcome::Plausible);
    }
}

//! Tokens that are base64 of a text whose form is known: that every character of it fits is a proof.

use data_encoding::BASE64;

use super::decode::{is_uuid, uuid};
use super::json::{name_in_url, object_in_base64, text};
use super::{Check, Proof, noise, radix};

/// Intercom: base64 of `tok:` and 40 printable characters. Observed on public samples.
pub const INTERCOM: Check = Check { name: "intercom-text", run: intercom, strict: false, seal: Some(seal_intercom) };

/// Neptune: base64 of `{"api_address": …, "api_url": …, "api_key": …}`.
/// Source: <https://docs.neptune.ai/>, the token's members as its client reads them.
pub const NEPTUNE: Check = Check { name: "neptune-json", run: neptune, strict: false, seal: Some(seal_neptune) };

/// NVIDIA's older NGC keys: base64 of 26 characters, a colon and a UUID.
pub const NGC: Check = Check { name: "ngc-text", run: ngc, strict: false, seal: Some(seal_ngc) };

/// `PubNub`'s secret keys, `sec-c-`: base64 of a UUID's text.
pub const PUBNUB: Check = Check { name: "pubnub-uuid", run: pubnub, strict: false, seal: Some(seal_pubnub) };

fn intercom(token: &[u8]) -> Proof {
    let bytes = radix::base64(token).unwrap_or_default();
    let holds = bytes.strip_prefix(b"tok:").is_some_and(|rest| rest.len() == 40 && rest.iter().all(u8::is_ascii_graphic));
    if holds { Proof::proven("structure valid") } else { Proof::refuted() }
}

fn seal_intercom(text: &[u8]) -> Vec<u8> {
    radix::rest_of(text, &BASE64.encode(format!("tok:{}:1:0", uuid(text).replace('-', "_")).as_bytes()))
}

fn neptune(token: &[u8]) -> Proof {
    let object = object_in_base64(token).unwrap_or_default();
    match text(&object, "api_address") {
        Some(address) if text(&object, "api_key").is_some() => match name_in_url(address) {
            Some(host) => Proof::proven(format!("for {host}")),
            None => Proof::proven("structure valid"),
        },
        _ => Proof::refuted(),
    }
}

fn seal_neptune(text: &[u8]) -> Vec<u8> {
    let address = "https://app.neptune.ai";
    let whole = format!(r#"{{"api_address":"{address}","api_url":"{address}","api_key":"{}"}}"#, uuid(text));
    radix::rest_of(text, &BASE64.encode(whole.as_bytes()))
}

fn ngc(key: &[u8]) -> Proof {
    match radix::base64(key).as_deref().and_then(|bytes| bytes.split_at_checked(26)) {
        Some((head, [b':', id @ ..])) if head.iter().all(u8::is_ascii_alphanumeric) && is_uuid(id) => Proof::proven("structure valid"),
        _ => Proof::refuted(),
    }
}

fn seal_ngc(text: &[u8]) -> Vec<u8> {
    let head = noise::characters(text, b"abcdefghijklmnopqrstuvwxyz0123456789", 26);
    radix::rest_of(text, &BASE64.encode(format!("{}:{}", String::from_utf8_lossy(&head), uuid(text)).as_bytes()))
}

fn pubnub(key: &[u8]) -> Proof {
    let holds = key.strip_prefix(b"sec-c-").and_then(radix::base64).is_some_and(|id| is_uuid(&id));
    if holds { Proof::proven("structure valid") } else { Proof::refuted() }
}

fn seal_pubnub(text: &[u8]) -> Vec<u8> {
    radix::rest_of(text, &format!("sec-c-{}", BASE64.encode(uuid(text).as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn seals_make_whole_tokens_and_cut_ones_are_refuted() {
        for (check, text, length, fact) in [
            (INTERCOM, "dG9rO", 60, "structure valid"),
            (NEPTUNE, "eyJhcGlfYWRkcmVzcyI6", 168, "for app.neptune.ai"),
            (NGC, "", 84, "structure valid"),
            (PUBNUB, "sec-c-", 54, "structure valid"),
        ] {
            let token = [text.as_bytes(), &(check.seal.unwrap())(text.as_bytes())].concat();
            assert_eq!(token.len(), length, "{}", check.name);
            assert_eq!((check.run)(&token), Proof::proven(fact), "{}", check.name);
            assert_eq!((check.run)(&token[..token.len() / 2]).outcome, Outcome::Refuted, "{} cut", check.name);
        }
    }

    #[test]
    fn texts_that_only_begin_alike_are_refuted() {
        let encoded = |plain: &[u8]| BASE64.encode(plain).into_bytes();
        for (check, token) in [
            (INTERCOM, encoded(b"tok:short")),
            (INTERCOM, encoded(b"tok:\x01\x02\x03\x04 0123456789abcdef")),
            (NEPTUNE, encoded(br#"{"api_address":"https://app.neptune.ai"}"#)),
            (NEPTUNE, encoded(br#"{"api_address":7,"api_key":"x"}"#)),
            (NGC, encoded(b"abcdefghijklmnopqrstuvwxyz:not-a-uuid")),
            (PUBNUB, [b"sec-c-", &encoded(b"0123456789abcdef0123456789abcdef0123")[..]].concat()),
        ] {
            assert_eq!((check.run)(&token).outcome, Outcome::Refuted, "{}", check.name);
        }
        let odd = encoded(br#"{"api_address":"https://a b/","api_key":"x"}"#);
        assert_eq!(neptune(&odd), Proof::proven("structure valid"), "a host that is none is not told");
    }
}

//! Azure's shared access signatures: a query that carries its own end.
//!
//! Source: <https://learn.microsoft.com/rest/api/storageservices/create-service-sas>.

use super::{Check, Proof, State, date, noise, radix};

/// A URL or query with `sig=`; or the signature alone, which says nothing of its end.
pub const AZURE_SAS: Check = Check { name: "azure-sas", run: sas, strict: false, seal: Some(seal) };

/// No URL is longer (bytes).
const LIMIT: usize = 8 << 10;

fn sas(text: &[u8]) -> Proof {
    let text = &text[..text.len().min(LIMIT)];
    let Some(signature) = parameter(text, "sig").or_else(|| (!text.contains(&b'&')).then(|| unescape(text))) else {
        return Proof::refuted();
    };
    if radix::base64(&signature).is_none_or(|bytes| bytes.len() != 32) {
        return Proof::refuted();
    }
    // storage writes a date (and a time), Service Bus the seconds since 1970
    let end = parameter(text, "se").and_then(|value| {
        let value = std::str::from_utf8(&value).ok()?.to_owned();
        let day = value.get(..10)?;
        let date: Option<jiff::civil::Date> = day.parse().ok();
        let midnight = date.and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|day| day.timestamp().as_second());
        // a date without a time ends with its day, at the latest
        midnight.map(|midnight| (midnight, midnight + 86_400)).or_else(|| value.parse().ok().map(|second: i64| (second, second)))
    });
    let Some((shown, end)) = end else { return Proof::plausible() };
    let day = date::day(shown).unwrap_or_default();
    let fact = if end < date::now() { format!("expired {day}") } else { format!("expires {day}") };
    let state = if end < date::now() { State::Expired } else { State::Usable };
    Proof::plausible().with(fact).state(state)
}

/// A parameter of a query, decoded.
fn parameter(text: &[u8], name: &str) -> Option<Vec<u8>> {
    text.split(|byte| matches!(byte, b'?' | b'&' | b';' | b' '))
        .find_map(|pair| pair.strip_prefix(name.as_bytes())?.strip_prefix(b"="))
        .map(unescape)
}

/// `%3D` to what it stands for.
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.split_at_checked(2)).flatten();
        let byte = escaped.and_then(|(digits, _)| data_encoding::HEXLOWER_PERMISSIVE.decode(digits).ok());
        if let (Some([byte]), Some((_, after))) = (byte.as_deref(), escaped) {
            out.push(*byte);
            rest = after;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

/// A signature, as a query writes it.
fn seal(text: &[u8]) -> Vec<u8> {
    let signature = data_encoding::BASE64.encode(&noise::bytes(text, 32));
    signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn signatures_tell_their_end() {
        for (text, expected) in [
            (
                "sv=2022-11-02&se=2024-05-01T12%3A00%3A00Z&sr=b&sp=r&sig=",
                Proof::plausible().with("expired 2024-05-01").state(State::Expired),
            ),
            ("https://x.blob.core.windows.net/c?sv=2022-11-02&se=2100-01-01&sig=", Proof::plausible().with("expires 2100-01-01")),
            ("sr=x&se=1714521600&sig=", Proof::plausible().with("expired 2024-05-01").state(State::Expired)),
            ("sv=2022-11-02&se=soon&sig=", Proof::plausible()),
            ("sv=2022-11-02&si=policy&sig=", Proof::plausible()),
            ("", Proof::plausible()),
        ] {
            let query = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!(sas(&query), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_signature_is_refuted() {
        for text in ["", "sig=", "sig=abc", "sig=%%%", "se=2100-01-01&sp=r", "sig=%3D%3D"] {
            assert_eq!(sas(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
        }
    }
}

//! Private JSON Web Keys (RFC 7517, RFC 7518, RFC 8037).

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

use super::{Check, Proof, der, json, noise, radix};

/// The whole JSON object of one key, or of a set (`{"keys": […]}`) of which one is private.
pub const JWK: Check = Check { name: "jwk", run: jwk, strict: true, seal: Some(seal) };

/// Curves and the bytes of a private key on them.
const CURVES: &[(&str, usize)] =
    &[("P-256", 32), ("P-384", 48), ("P-521", 66), ("secp256k1", 32), ("Ed25519", 32), ("X25519", 32), ("Ed448", 57), ("X448", 56)];

fn jwk(document: &[u8]) -> Proof {
    // a piece of a document, or one that is no JSON (a JavaScript object), is not judged
    let Some(object) = json::object(document) else { return Proof::plausible() };
    let described = match object.get("keys").and_then(Value::as_array) {
        Some(keys) => keys.iter().filter_map(Value::as_object).find_map(describe),
        None => describe(&object),
    };
    described.map_or_else(Proof::refuted, Proof::proven)
}

/// What kind of private key it is; `None` where it is a public one, or none.
fn describe(key: &Map<String, Value>) -> Option<String> {
    let bytes = |name: &str| json::text(key, name).and_then(|text| radix::base64(text.as_bytes()));
    match json::text(key, "kty")? {
        "RSA" => {
            let (modulus, _) = (bytes("n")?, bytes("d").filter(|secret| secret.len() >= 32)?);
            Some(format!("RSA {} bits", der::bits(&modulus)))
        }
        kind @ ("EC" | "OKP") => {
            let curve = json::text(key, "crv")?;
            let secret = bytes("d")?;
            let (name, _) = CURVES.iter().find(|(name, length)| *name == curve && secret.len() == *length)?;
            Some(if kind == "EC" { format!("EC {name}") } else { (*name).to_owned() })
        }
        "oct" => bytes("k").filter(|secret| secret.len() >= 16).map(|secret| format!("symmetric key, {} bits", secret.len() * 8)),
        _ => None,
    }
}

/// A whole document, of a P-256 key.
fn seal(text: &[u8]) -> Vec<u8> {
    let random = noise::bytes(text, 96);
    let part = |at: usize| BASE64URL_NOPAD.encode(&random[at..at + 32]);
    let whole = format!(r#"{{"kty":"EC","crv":"P-256","x":"{}","y":"{}","d":"{}"}}"#, part(0), part(32), part(64));
    radix::rest_of(text, &whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn private_keys_are_told_from_public_ones() {
        let bytes = |length: usize| BASE64URL_NOPAD.encode(&vec![0x9C; length]);
        for (document, fact) in [
            (format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB","d":"{}"}}"#, bytes(256), bytes(256)), Some("RSA 2048 bits")),
            (format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, bytes(256)), None),
            (format!(r#"{{"kty":"EC","crv":"P-384","d":"{}"}}"#, bytes(48)), Some("EC P-384")),
            (format!(r#"{{"kty":"EC","crv":"P-384","d":"{}"}}"#, bytes(47)), None),
            (format!(r#"{{"kty":"OKP","crv":"Ed25519","d":"{}"}}"#, bytes(32)), Some("Ed25519")),
            (format!(r#"{{"kty":"oct","k":"{}"}}"#, bytes(32)), Some("symmetric key, 256 bits")),
            (format!(r#"{{"kty":"oct","k":"{}"}}"#, bytes(4)), None),
            (format!(r#"{{"keys":[{{"kty":"RSA"}},{{"kty":"oct","k":"{}"}}]}}"#, bytes(32)), Some("symmetric key, 256 bits")),
            (r#"{"keys":[]}"#.to_owned(), None),
            ("{}".to_owned(), None),
        ] {
            assert_eq!(jwk(document.as_bytes()), fact.map_or_else(Proof::refuted, Proof::proven), "{document}");
        }
        assert_eq!(jwk(&seal(b"")), Proof::proven("EC P-256"));
        assert_eq!(jwk(b"{kty: 'EC'}").outcome, Outcome::Plausible);
    }
}

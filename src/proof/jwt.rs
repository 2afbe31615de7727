//! JSON Web Tokens (RFC 7519, RFC 7515, RFC 7518): what they say of themselves, without the key that would prove the signature.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

use super::json::{object, object_in_base64};
use super::{Check, Proof, State, date, noise, radix};

/// Header, claims and signature; what stands before the first `eyJ` is a prefix of the vendor's.
pub const JWT: Check = Check { name: "jwt", run: jwt, strict: true, seal: Some(seal) };

/// Tokens that some vendors write as a JWT and some otherwise: what has no such header after its prefix is of the other form.
pub const JWT_OR_OTHER: Check = Check { name: "jwt-or-other", run: jwt_or_other, strict: true, seal: Some(seal) };

/// No token is larger (bytes); what is, is not looked at.
const LIMIT: usize = 32 << 10;

fn jwt(text: &[u8]) -> Proof {
    if text.len() > LIMIT {
        return Proof::plausible();
    }
    let parts: Vec<&[u8]> = text[start(text)..].split(|byte| *byte == b'.').collect();
    let [header, claims, signature, further @ ..] = parts.as_slice() else { return Proof::refuted() };
    let Some(header) = object_in_base64(header) else { return Proof::refuted() };
    let Some(algorithm) = header.get("alg").and_then(Value::as_str) else { return Proof::refuted() };
    if header.contains_key("enc") {
        // five parts, and the claims are cipher text (RFC 7516)
        return Proof::plausible().with("encrypted token");
    }
    let (Some(claims), Some(signature)) = (radix::base64(claims), radix::base64(signature)) else { return Proof::refuted() };
    if !further.is_empty() || !fits(algorithm, signature.len()) {
        return Proof::refuted();
    }
    // a signed text (RFC 7515) need not be JSON; then it is no JWT, and may be a secret all the same
    let Some(claims) = object(&claims) else { return Proof::plausible() };
    if is_textbook(&claims) {
        return Proof::refuted();
    }
    let ending = ending(&claims);
    if ending.is_none() && claims.get("exp").is_some_and(|end| !end.is_null()) {
        // no number: not by the book, but somebody may accept it
        return Proof::plausible();
    }
    let mut proof = Proof::proven("signed token");
    proof.facts.clear();
    proof.facts.extend(role(&claims));
    proof.facts.extend(issuer(&claims));
    let (fact, state) = ending.unwrap_or(("never expires".to_owned(), State::Usable));
    proof.with(fact).state(state)
}

fn jwt_or_other(text: &[u8]) -> Proof {
    let has_header = text.starts_with(b"eyJ") || memchr::memmem::find(text, b"-eyJ").is_some();
    if has_header && text.contains(&b'.') { jwt(text) } else { Proof::plausible() }
}

/// Where the header begins.
fn start(text: &[u8]) -> usize {
    memchr::memmem::find(text, b"eyJ").unwrap_or(0)
}

/// Can a signature of this algorithm have that many bytes? An algorithm that is not in the register (RFC 7518, 8037, 8812) may have any; `none` is
/// never a credential, since nobody who checks accepts it.
fn fits(algorithm: &str, length: usize) -> bool {
    match algorithm {
        "HS256" => length == 32,
        "HS384" => length == 48,
        "HS512" | "ES256" | "ES256K" | "Ed25519" => length == 64,
        "ES384" => length == 96,
        "ES512" => length == 132,
        "EdDSA" => length == 64 || length == 114,
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => (128..=2048).contains(&length),
        _ => !algorithm.eq_ignore_ascii_case("none") && length > 0,
    }
}

/// The example that jwt.io shows, copied into thousands of pages and tests, and the two keys that all local Supabase stacks share.
fn is_textbook(claims: &Map<String, Value>) -> bool {
    let is = |name: &str, value: &str| claims.get(name).and_then(Value::as_str) == Some(value);
    is("sub", "1234567890") && is("name", "John Doe") || is("iss", "supabase-demo")
}

/// When it ends, as a fact, and whether that is past; `None` where there is no end, or it is no number.
fn ending(claims: &Map<String, Value>) -> Option<(String, State)> {
    let exp = claims.get("exp")?;
    // some writers put fractions of a second; a conversion that saturates keeps the order
    #[allow(clippy::cast_possible_truncation)]
    let seconds = exp.as_i64().or_else(|| exp.as_f64().map(|seconds| seconds as i64))?;
    let past = seconds < date::now();
    let day = date::day(seconds);
    Some(match (past, day) {
        (true, Some(day)) => (format!("expired {day}"), State::Expired),
        (true, None) => ("expired".to_owned(), State::Expired),
        (false, Some(day)) => (format!("expires {day}"), State::Usable),
        (false, None) => ("expires".to_owned(), State::Usable),
    })
}

/// Supabase's keys of the older kind are tokens with a role; one of the two is public by design.
fn role(claims: &Map<String, Value>) -> Option<String> {
    match claims.get("role").and_then(Value::as_str)? {
        "anon" => Some("role anon: public by design".to_owned()),
        "service_role" => Some("role service_role: passes row level security".to_owned()),
        _ => None,
    }
}

/// Who issued it, where that is a name and nothing that could be a part of a secret.
fn issuer(claims: &Map<String, Value>) -> Option<String> {
    let name = claims.get("iss").and_then(Value::as_str)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:/".contains(&byte);
    let digits = name.as_bytes().split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len).max().unwrap_or(0);
    let longest = name.split(['-', '.', '_', ':', '/']).map(str::len).max().unwrap_or(0);
    (!name.is_empty() && name.len() <= 60 && name.bytes().all(plain) && digits < 5 && longest <= 24).then(|| format!("issued by {name}"))
}

/// Headers that a sample may begin with.
const HEADERS: &[&str] = &[
    r#"{"alg":"HS256","typ":"JWT"}"#,
    r#"{"typ":"JWT","alg":"HS256"}"#,
    r#"{"alg":"RS256","typ":"JWT"}"#,
    r#"{"typ":"JWT","alg":"RS256"}"#,
    r#"{"alg":"RS256","kid":"sample-key"}"#,
    r#"{"alg":"ES256","typ":"JWT"}"#,
    r#"{"typ":"JWT","alg":"ES256"}"#,
    r#"{"kid":"sample-key","alg":"RS256"}"#,
    r#"{"kid":"sample-key","alg":"ES256"}"#,
];
/// Claims of a sample; 2100-01-01 is in time for every test.
const CLAIMS: &[&str] = &[
    r#"{"sub":"sample","iat":1700000000,"exp":4102444800}"#,
    r#"{"iss":"supabase","ref":"abcdefghijklmnopqrst","role":"service_role","iat":1700000000,"exp":4102444800}"#,
    r#"{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:default:default"}"#,
];

/// What is missing: the rest of the header, of the claims, and a signature of the length that the header's algorithm has. Parts that
/// are there and are whole stay as they are.
fn seal(text: &[u8]) -> Vec<u8> {
    let begin = memchr::memmem::find(text, b"eyJ").unwrap_or(text.len());
    let mut parts: Vec<Vec<u8>> = text[begin..].split(|byte| *byte == b'.').map(<[u8]>::to_vec).collect();
    parts.resize(2.max(parts.len().min(3)), Vec::new());
    complete(&mut parts[0], HEADERS);
    complete(&mut parts[1], CLAIMS);
    let algorithm = object_in_base64(&parts[0]);
    let length = match algorithm.as_ref().and_then(|header| header.get("alg")).and_then(Value::as_str) {
        Some("RS256" | "PS256" | "RS512") => 256,
        Some("ES256" | "EdDSA" | "HS512") => 64,
        Some("HS384") => 48,
        _ => 32,
    };
    let signature = BASE64URL_NOPAD.encode(&noise::bytes(text, length)).into_bytes();
    let whole = [parts[0].as_slice(), &parts[1], &signature].join(&b'.');
    whole.get(text.len() - begin..).unwrap_or_default().to_vec()
}

/// Makes `part` whole: itself where it is one already, else the first of `known` that begins like it.
fn complete(part: &mut Vec<u8>, known: &[&str]) {
    if object_in_base64(part).is_some() {
        return;
    }
    let encoded = known.iter().map(|text| BASE64URL_NOPAD.encode(text.as_bytes()).into_bytes()).find(|text| text.starts_with(part));
    *part = encoded.unwrap_or_else(|| part.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    fn token(header: &str, claims: &str, signature: usize) -> Vec<u8> {
        let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        [part(header), part(claims), BASE64URL_NOPAD.encode(&vec![0xC3; signature])].join(".").into_bytes()
    }

    const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

    #[test]
    fn signatures_fit_their_algorithm() {
        for (algorithm, length, outcome) in [
            ("HS256", 32, Outcome::Proven),
            ("HS256", 31, Outcome::Refuted),
            ("HS512", 64, Outcome::Proven),
            ("ES256", 64, Outcome::Proven),
            ("ES512", 132, Outcome::Proven),
            ("RS256", 256, Outcome::Proven),
            ("RS256", 127, Outcome::Refuted),
            ("EdDSA", 64, Outcome::Proven),
            ("XX99", 5, Outcome::Proven),
            ("none", 0, Outcome::Refuted),
            ("none", 32, Outcome::Refuted),
        ] {
            let token = token(&format!(r#"{{"alg":"{algorithm}"}}"#), "{}", length);
            assert_eq!(jwt(&token).outcome, outcome, "{algorithm} {length}");
        }
    }

    #[test]
    fn claims_become_facts() {
        for (claims, facts, state) in [
            ("{}", &["never expires"][..], State::Usable),
            (r#"{"exp":1714521600}"#, &["expired 2024-05-01"], State::Expired),
            (r#"{"exp":1714521600.5}"#, &["expired 2024-05-01"], State::Expired),
            (r#"{"exp":4102444800}"#, &["expires 2100-01-01"], State::Usable),
            (r#"{"exp":99999999999999}"#, &["expires"], State::Usable),
            (r#"{"iss":"https://example.com/a"}"#, &["issued by https://example.com/a", "never expires"], State::Usable),
            (r#"{"iss":"account-123456789"}"#, &["never expires"], State::Usable),
            (r#"{"iss":"A\nB"}"#, &["never expires"], State::Usable),
            (r#"{"iss":"supabase","role":"anon"}"#, &["role anon: public by design", "issued by supabase", "never expires"], State::Usable),
            (r#"{"role":"service_role"}"#, &["role service_role: passes row level security", "never expires"], State::Usable),
        ] {
            let proof = jwt(&token(HS256, claims, 32));
            assert_eq!(
                (proof.outcome, proof.facts.as_slice(), proof.state),
                (Outcome::Proven, &facts.iter().map(ToString::to_string).collect::<Vec<_>>()[..], state),
                "{claims}"
            );
        }
    }

    #[test]
    fn what_is_no_token_is_refuted() {
        for token in [
            token("{}", "{}", 32),
            token("[]", "{}", 32),
            token(HS256, r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#, 32),
            token(HS256, r#"{"iss":"supabase-demo","role":"service_role","exp":1983812996}"#, 32),
            [&token(HS256, "{}", 32)[..], b".x"].concat(),
            b"eyJ.eyJ.x".to_vec(),
            b"a.b.c".to_vec(),
        ] {
            assert_eq!(jwt(&token).outcome, Outcome::Refuted, "{}", String::from_utf8_lossy(&token[..token.len().min(8)]));
        }
    }

    #[test]
    fn the_other_form_of_a_token_is_not_refuted() {
        let token = token(HS256, "{}", 32);
        assert_eq!(jwt_or_other(&token).outcome, Outcome::Proven);
        assert_eq!(jwt_or_other(&[b"glcbt-", &token[..]].concat()).outcome, Outcome::Proven);
        assert_eq!(jwt_or_other(&token[..token.len() - 1]).outcome, Outcome::Refuted);
        for other in ["glcbt-64_abcdefgh-eyJqrstuvwx", "0123|eyJ.x", ""] {
            assert_eq!(jwt_or_other(other.as_bytes()).outcome, Outcome::Plausible, "{other}");
        }
    }

    #[test]
    fn other_signed_and_encrypted_texts_are_not_refuted() {
        assert_eq!(jwt(&token(HS256, "hello", 32)).outcome, Outcome::Plausible);
        assert_eq!(jwt(&token(HS256, r#"{"exp":"soon"}"#, 32)).outcome, Outcome::Plausible);
        assert_eq!(jwt(&token(r#"{"alg":"dir","enc":"A256GCM"}"#, "", 12)).outcome, Outcome::Plausible);
    }

    #[test]
    fn a_seal_makes_whatever_is_missing() {
        let header = BASE64URL_NOPAD.encode(br#"{"alg":"ES256"}"#);
        let claims = BASE64URL_NOPAD.encode(br#"{"iss":"x"}"#);
        let half = BASE64URL_NOPAD.encode(br#"{"iss":"supa"#);
        for text in [
            String::new(),
            "eyJ".to_owned(),
            "eyJhbGciOiJSUzI1Ni".to_owned(),
            format!("{header}."),
            format!("{header}.{half}"),
            format!("{header}.{claims}"),
            format!("{header}.{claims}."),
            format!("ghs_12345_{header}."),
        ] {
            let token = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!(jwt(&token).outcome, Outcome::Proven, "{text}");
        }
    }
}

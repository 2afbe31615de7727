//! Tokens that are base64 of a text with known members. What a fixed beginning says already is no proof; the members after it are.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};

use super::json::{name, object_in_base64, text};
use super::{Check, Proof, State, date, noise, radix};

/// Cloudflare tunnels: `{"a": account, "t": tunnel, "s": secret}`. Much else begins like it, so a misfit is dropped.
/// Source: <https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/>.
pub const CLOUDFLARE_TUNNEL: Check =
    Check { name: "cloudflare-tunnel-json", run: cloudflare_tunnel, strict: true, seal: Some(seal_cloudflare_tunnel) };

/// Grafana's API keys of the older kind: `{"k": key, "n": name, "id": organization}`. Links of Power BI begin like it and have a `t`.
pub const GRAFANA_LEGACY: Check = Check { name: "grafana-json", run: grafana_legacy, strict: true, seal: Some(seal_grafana_legacy) };

/// Grafana Cloud's `glc_`: `{"o": organization, "n": name, "k": key, "m": …}`.
pub const GRAFANA_CLOUD: Check = Check { name: "grafana-cloud-json", run: grafana_cloud, strict: false, seal: Some(seal_grafana_cloud) };

/// Sentry's organization tokens: `sntrys_`, an object with `iat`, `url`, `region_url` and `org`, `_`, 43 characters.
/// Source: <https://github.com/getsentry/rfcs/blob/main/text/0091-ci-upload-tokens.md>.
pub const SENTRY_ORG: Check = Check { name: "sentry-org-json", run: sentry_org, strict: false, seal: Some(seal_sentry_org) };

/// 1Password's service accounts: `ops_` and an object with the account's address and its keys.
/// Source: <https://developer.1password.com/docs/service-accounts/security/>, and public samples.
pub const ONEPASSWORD: Check = Check { name: "onepassword-json", run: onepassword, strict: false, seal: Some(seal_onepassword) };

/// Mapbox: `sk.` (or `pk.`, `tk.`), an object with `u` (the user) and `a`, a dot, 22 characters.
/// Source: <https://docs.mapbox.com/help/getting-started/access-tokens/>.
pub const MAPBOX: Check = Check { name: "mapbox-json", run: mapbox, strict: false, seal: Some(seal_mapbox) };

/// Upstash `QStash`: `{"UserID": …, "Password": …}`.
pub const QSTASH: Check = Check { name: "qstash-json", run: qstash, strict: true, seal: Some(seal_qstash) };

/// `TeamCity`: a header of type `TCV2`, 36 characters, then the base64 of a UUID's text.
pub const TEAMCITY: Check = Check { name: "teamcity-header", run: teamcity, strict: false, seal: Some(seal_teamcity) };

/// `WorkOS`: base64 of `key_`, a ULID and a random part.
pub const WORKOS: Check = Check { name: "workos-key", run: workos, strict: false, seal: Some(seal_workos) };

/// `JFrog`'s reference tokens: base64 of `reftkn:`, a version, the second of its end (0: never), a random part.
pub const JFROG_REFERENCE: Check = Check { name: "jfrog-reference", run: jfrog_reference, strict: false, seal: Some(seal_jfrog_reference) };

/// Tokens of Atlassian's Data Center: base64 of an id in digits, a colon and 20 bytes; `BBDC-` may stand before it.
pub const ATLASSIAN_DATA_CENTER: Check =
    Check { name: "atlassian-data-center", run: atlassian_data_center, strict: false, seal: Some(seal_atlassian_data_center) };

/// `user:password` in base64 (RFC 7617), as `.npmrc`, Docker and HTTP have it.
pub const BASIC_AUTH: Check = Check { name: "basic-auth", run: basic_auth, strict: false, seal: Some(seal_basic_auth) };

fn proven_if(holds: bool) -> Proof {
    if holds { Proof::proven("structure valid") } else { Proof::refuted() }
}

pub(super) fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
}

fn hex(text: &[u8], length: usize) -> String {
    HEXLOWER.encode(&noise::bytes(text, length))
}

pub(super) fn uuid(text: &[u8]) -> String {
    let digits = hex(text, 16);
    format!("{}-{}-4{}-8{}-{}", &digits[..8], &digits[8..12], &digits[13..16], &digits[17..20], &digits[20..])
}

fn letters(seed: &[u8], length: usize) -> String {
    String::from_utf8_lossy(&noise::characters(seed, radix::DIGITS_62, length)).into_owned()
}

fn cloudflare_tunnel(token: &[u8]) -> Proof {
    let Some(object) = object_in_base64(token) else { return Proof::refuted() };
    let account = text(&object, "a").filter(|account| account.len() == 32 && account.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let tunnel = text(&object, "t").is_some_and(|tunnel| is_uuid(tunnel.as_bytes()));
    match (account, text(&object, "s")) {
        (Some(account), Some(secret)) if tunnel && radix::base64(secret.as_bytes()).is_some() => {
            Proof::proven(format!("account {account}"))
        }
        _ => Proof::refuted(),
    }
}

fn seal_cloudflare_tunnel(text: &[u8]) -> Vec<u8> {
    let secret = BASE64.encode(&noise::bytes(text, 32));
    let whole = format!(r#"{{"a":"{}","t":"{}","s":"{secret}"}}"#, hex(text, 16), uuid(text));
    radix::rest_of(text, &BASE64.encode(whole.as_bytes()))
}

fn grafana_legacy(token: &[u8]) -> Proof {
    let Some(object) = object_in_base64(token) else { return Proof::refuted() };
    let organization = object.get("id").and_then(serde_json::Value::as_u64);
    match organization {
        Some(id) if text(&object, "k").is_some() && text(&object, "n").is_some() && !object.contains_key("t") => {
            Proof::proven(format!("organization {id}"))
        }
        _ => Proof::refuted(),
    }
}

fn seal_grafana_legacy(text: &[u8]) -> Vec<u8> {
    radix::rest_of(text, &BASE64.encode(format!(r#"{{"k":"{}","n":"sample","id":1}}"#, letters(text, 32)).as_bytes()))
}

fn grafana_cloud(token: &[u8]) -> Proof {
    let object = token.strip_prefix(b"glc_").and_then(object_in_base64).unwrap_or_default();
    if text(&object, "k").is_none() || !object.contains_key("n") || !object.contains_key("o") {
        return Proof::refuted();
    }
    let proof = Proof::proven("structure valid");
    match name(&object, "o") {
        Some(organization) => Proof { facts: vec![format!("organization {organization}")], ..proof },
        None => proof,
    }
}

fn seal_grafana_cloud(text: &[u8]) -> Vec<u8> {
    let whole = format!(r#"{{"o":"1234567","n":"sample-policy","k":"{}","m":{{"r":"eu"}}}}"#, letters(text, 24));
    radix::rest_of(text, &format!("glc_{}", BASE64.encode(whole.as_bytes())))
}

fn sentry_org(token: &[u8]) -> Proof {
    let parts = token.strip_prefix(b"sntrys_").and_then(|body| memchr::memrchr(b'_', body).map(|at| (&body[..at], &body[at + 1..])));
    let Some((body, secret)) = parts else { return Proof::refuted() };
    let object = object_in_base64(body).unwrap_or_default();
    if secret.len() != 43 || !object.contains_key("iat") || text(&object, "url").is_none() {
        return Proof::refuted();
    }
    let proof = Proof::proven("structure valid");
    match name(&object, "org") {
        Some(organization) => Proof { facts: vec![format!("organization {organization}")], ..proof },
        None => proof,
    }
}

fn seal_sentry_org(text: &[u8]) -> Vec<u8> {
    let body = r#"{"iat":1700000000.123456,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"sample"}"#;
    let secret = noise::characters(text, radix::DIGITS_62, 43);
    radix::rest_of(text, &format!("sntrys_{}_{}", BASE64.encode(body.as_bytes()), String::from_utf8_lossy(&secret)))
}

fn onepassword(token: &[u8]) -> Proof {
    let object = token.strip_prefix(b"ops_").and_then(object_in_base64).unwrap_or_default();
    let keys = ["userAuth", "muk", "secretKey"].iter().all(|name| object.contains_key(*name));
    if !keys || !(object.contains_key("signInAddress") || object.contains_key("email")) {
        return Proof::refuted();
    }
    let proof = Proof::proven("structure valid");
    match name(&object, "signInAddress") {
        Some(address) => Proof { facts: vec![format!("signs in at {address}")], ..proof },
        None => proof,
    }
}

fn seal_onepassword(text: &[u8]) -> Vec<u8> {
    let whole = format!(
        r#"{{"signInAddress":"my.1password.com","userAuth":{{"method":"SRPg-4096","alg":"PBES2g-HS256","iterations":650000,"salt":"{}"}},"email":"sample@1passwordserviceaccounts.com","srpX":"{}","muk":{{"alg":"A256GCM","ext":true,"k":"{}","key_ops":["encrypt","decrypt"],"kty":"oct","kid":"mp"}},"secretKey":"A3-{}"}}"#,
        letters(text, 22),
        hex(text, 32),
        letters(text, 43),
        letters(text, 26).to_ascii_uppercase(),
    );
    radix::rest_of(text, &format!("ops_{}", BASE64URL_NOPAD.encode(whole.as_bytes())))
}

fn mapbox(token: &[u8]) -> Proof {
    let parts: Vec<&[u8]> = token.splitn(4, |byte| *byte == b'.').collect();
    let [_, body, secret] = parts.as_slice() else { return Proof::refuted() };
    let object = object_in_base64(body).unwrap_or_default();
    if secret.len() != 22 || text(&object, "a").is_none() || text(&object, "u").is_none() {
        return Proof::refuted();
    }
    let proof = Proof::proven("structure valid");
    match name(&object, "u") {
        Some(user) => Proof { facts: vec![format!("user {user}")], ..proof },
        None => proof,
    }
}

fn seal_mapbox(text: &[u8]) -> Vec<u8> {
    let kind = if text.starts_with(b"pk.") {
        "pk"
    } else if text.starts_with(b"tk.") {
        "tk"
    } else {
        "sk"
    };
    let body = format!(r#"{{"u":"sample","a":"{}"}}"#, letters(text, 25).to_ascii_lowercase());
    radix::rest_of(text, &format!("{kind}.{}.{}", BASE64URL_NOPAD.encode(body.as_bytes()), letters(b"signature", 22)))
}

fn qstash(token: &[u8]) -> Proof {
    proven_if(object_in_base64(token).is_some_and(|object| text(&object, "UserID").is_some() && text(&object, "Password").is_some()))
}

fn seal_qstash(text: &[u8]) -> Vec<u8> {
    let whole = format!(r#"{{"UserID":"{}","Password":"{}"}}"#, uuid(text), hex(text, 16));
    radix::rest_of(text, &BASE64.encode(whole.as_bytes()))
}

fn teamcity(token: &[u8]) -> Proof {
    let parts: Vec<&[u8]> = token.splitn(4, |byte| *byte == b'.').collect();
    let [header, random, id] = parts.as_slice() else { return Proof::refuted() };
    let typ = object_in_base64(header).unwrap_or_default();
    if text(&typ, "typ") != Some("TCV2") || random.len() != 36 {
        return Proof::refuted();
    }
    if id.len() == 48 && radix::base64(id).is_some_and(|id| is_uuid(&id)) { Proof::proven("structure valid") } else { Proof::plausible() }
}

fn seal_teamcity(text: &[u8]) -> Vec<u8> {
    let random = BASE64URL_NOPAD.encode(&noise::bytes(text, 27));
    let header = BASE64URL_NOPAD.encode(br#"{"typ": "TCV2"}"#);
    radix::rest_of(text, &format!("{header}.{random}.{}", BASE64URL_NOPAD.encode(uuid(text).as_bytes())))
}

/// What follows the mode of a key: `sk_live_` or `sk_test_`.
fn workos(key: &[u8]) -> Proof {
    let text = key.get(8..).and_then(radix::base64).unwrap_or_default();
    match text.strip_prefix(b"key_") {
        Some([ulid @ .., _]) if ulid.len() >= 26 && ulid[..26].iter().all(u8::is_ascii_alphanumeric) && text.is_ascii() => {
            if text[30] == b',' { Proof::proven("structure valid") } else { Proof::plausible() }
        }
        Some(_) => Proof::plausible(),
        None => Proof::refuted(),
    }
}

fn seal_workos(text: &[u8]) -> Vec<u8> {
    let mode = if text.starts_with(b"sk_test_") { "sk_test_" } else { "sk_live_" };
    let whole = format!("key_01H{},{}", letters(text, 23).to_ascii_uppercase(), letters(text, 25));
    radix::rest_of(text, &format!("{mode}{}", BASE64URL_NOPAD.encode(whole.as_bytes())))
}

fn jfrog_reference(token: &[u8]) -> Proof {
    let bytes = radix::base64(token.get(..64).unwrap_or(token)).unwrap_or_default();
    let parts: Vec<&[u8]> = bytes.splitn(4, |byte| *byte == b':').collect();
    let [b"reftkn", _, end, random] = parts.as_slice() else { return Proof::refuted() };
    let Some(end) = std::str::from_utf8(end).ok().and_then(|end| end.parse::<i64>().ok()) else { return Proof::refuted() };
    if random.len() < 16 {
        return Proof::refuted();
    }
    match date::day(end) {
        _ if end == 0 => Proof::proven("never expires"),
        Some(day) if end < date::now() => Proof::proven(format!("expired {day}")).state(State::Expired),
        Some(day) => Proof::proven(format!("expires {day}")),
        None => Proof::proven("structure valid"),
    }
}

fn seal_jfrog_reference(text: &[u8]) -> Vec<u8> {
    radix::rest_of(text, &BASE64.encode(format!("reftkn:01:4102444800:{}", letters(text, 27)).as_bytes()))
}

fn atlassian_data_center(token: &[u8]) -> Proof {
    let body = token.strip_prefix(b"BBDC-").unwrap_or(token);
    let bytes = (body.len() <= 64).then(|| radix::base64(body)).flatten().unwrap_or_default();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    proven_if((9..=15).contains(&digits) && bytes.get(digits) == Some(&b':') && bytes.len() == digits + 21)
}

fn seal_atlassian_data_center(text: &[u8]) -> Vec<u8> {
    // twelve digits make the whole 33 bytes, which need no padding
    let whole = [&b"123456789012:"[..], &noise::bytes(text, 20)].concat();
    let encoded = BASE64.encode(&whole);
    radix::rest_of(text, &if text.starts_with(b"BBDC-") { format!("BBDC-{encoded}") } else { encoded })
}

fn basic_auth(text: &[u8]) -> Proof {
    let bytes = (text.len() <= 4096).then(|| radix::base64(text)).flatten().unwrap_or_default();
    let printable = std::str::from_utf8(&bytes).is_ok_and(|text| !text.chars().any(char::is_control));
    let parted = memchr::memchr(b':', &bytes).is_some_and(|colon| colon + 1 < bytes.len());
    if printable && parted { Proof::plausible() } else { Proof::refuted() }
}

fn seal_basic_auth(text: &[u8]) -> Vec<u8> {
    BASE64.encode(format!("deploy:{}", letters(text, 20)).as_bytes()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn seals_make_whole_tokens() {
        for (check, text, outcome, fact) in [
            (CLOUDFLARE_TUNNEL, "eyJhIjoi", Outcome::Proven, "account "),
            (GRAFANA_LEGACY, "eyJrIjoi", Outcome::Proven, "organization 1"),
            (GRAFANA_CLOUD, "glc_eyJvIjoi", Outcome::Proven, "organization 1234567"),
            (SENTRY_ORG, "sntrys_eyJpYXQiOjE3", Outcome::Proven, "organization sample"),
            (ONEPASSWORD, "ops_eyJ", Outcome::Proven, "signs in at my.1password.com"),
            (MAPBOX, "sk.eyJ1Ijoi", Outcome::Proven, "user sample"),
            (MAPBOX, "tk.", Outcome::Proven, "user sample"),
            (QSTASH, "eyJVc2VySUQi", Outcome::Proven, "structure"),
            (TEAMCITY, "eyJ0eXAiOiAiVENWMiJ9.", Outcome::Proven, "structure"),
            (WORKOS, "sk_live_a2V5X", Outcome::Proven, "structure"),
            (WORKOS, "sk_test_", Outcome::Proven, "structure"),
            (JFROG_REFERENCE, "cmVmdGtu", Outcome::Proven, "expires 2100-01-01"),
            (ATLASSIAN_DATA_CENTER, "", Outcome::Proven, "structure"),
            (ATLASSIAN_DATA_CENTER, "BBDC-", Outcome::Proven, "structure"),
            (BASIC_AUTH, "", Outcome::Plausible, ""),
        ] {
            let token = [text.as_bytes(), &(check.seal.unwrap())(text.as_bytes())].concat();
            let proof = (check.run)(&token);
            assert_eq!(proof.outcome, outcome, "{}", check.name);
            assert!(proof.facts.first().map_or("", String::as_str).starts_with(fact), "{}: {:?}", check.name, proof.facts);
            if check.name != "basic-auth" {
                assert_ne!((check.run)(&token[..token.len() / 2]).outcome, Outcome::Proven, "{} cut", check.name);
            }
        }
    }

    #[test]
    fn lengths_are_those_of_the_vendors() {
        assert_eq!(seal_jfrog_reference(b"").len(), 64);
        assert_eq!(seal_atlassian_data_center(b"").len(), 44);
        assert_eq!(seal_teamcity(b"").len(), 20 + 1 + 36 + 1 + 48);
    }

    #[test]
    fn an_end_that_is_past_is_told() {
        let token = BASE64.encode(b"reftkn:01:1714521600:abcdefghijklmnopqrstuvwxyzA");
        assert_eq!(jfrog_reference(token.as_bytes()), Proof::proven("expired 2024-05-01").state(State::Expired));
        let token = BASE64.encode(b"reftkn:01:0000000000:abcdefghijklmnopqrstuvwxyzA");
        assert_eq!(jfrog_reference(token.as_bytes()), Proof::proven("never expires"));
    }

    #[test]
    fn texts_that_only_begin_alike_are_refuted() {
        for (check, plain) in [
            (GRAFANA_LEGACY, r#"{"k":"x","t":"y"}"#),
            (GRAFANA_LEGACY, r#"{"k":"x","n":"y","id":1,"t":"z"}"#),
            (CLOUDFLARE_TUNNEL, r#"{"a":"b"}"#),
            (QSTASH, r#"{"UserID":"b"}"#),
            (BASIC_AUTH, "nothing to part"),
            (BASIC_AUTH, "user:"),
            (ATLASSIAN_DATA_CENTER, "12345678:aaaaaaaaaaaaaaaaaaaa"),
        ] {
            assert_eq!((check.run)(BASE64.encode(plain.as_bytes()).as_bytes()).outcome, Outcome::Refuted, "{plain}");
        }
    }

    #[test]
    fn names_that_are_none_are_not_told() {
        let token = format!("glc_{}", BASE64.encode(br#"{"o":"a\u001b[31m","n":"b","k":"c"}"#));
        assert_eq!(grafana_cloud(token.as_bytes()).facts, ["structure valid"]);
    }
}

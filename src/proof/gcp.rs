//! Google Cloud's service account keys.
//!
//! Source: <https://cloud.google.com/iam/docs/keys-create-delete>.

use super::{Check, Outcome, Proof, json, noise, pem};

/// The whole JSON object, or its text as it stands in a string (with `\"`).
pub const GCP_SERVICE_ACCOUNT: Check = Check { name: "gcp-service-account", run: service_account, strict: true, seal: Some(seal) };

fn service_account(document: &[u8]) -> Proof {
    let Some(object) = json::object(document).or_else(|| json::object(&unquote(document))) else {
        // a piece of a document, or one in another dress
        return Proof::plausible();
    };
    let Some(key) = json::text(&object, "private_key").filter(|_| json::text(&object, "type") == Some("service_account")) else {
        return Proof::refuted();
    };
    let key = pem::inspect(key.as_bytes());
    if key.outcome == Outcome::Refuted {
        return key;
    }
    let domain = json::text(&object, "client_email").and_then(|email| email.split_once('@')).map(|(_, domain)| domain);
    let project = json::name(&object, "project_id")
        .or_else(|| domain.and_then(|domain| domain.strip_suffix(".iam.gserviceaccount.com")))
        .filter(|project| project.len() <= 60 && project.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)));
    let mut facts: Vec<String> = project.map(|project| format!("project {project}")).into_iter().collect();
    facts.extend(key.facts);
    Proof { facts, ..Proof { outcome: key.outcome, state: key.state, ..Proof::plausible() } }
}

/// One level of a string's escapes taken off.
fn unquote(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, bytes.peek()) {
            (b'\\', Some(b'n')) => {
                bytes.next();
                out.push(b'\n');
            }
            (b'\\', Some(next)) => {
                out.push(*next);
                bytes.next();
            }
            _ => out.push(byte),
        }
    }
    out
}

/// A whole document where the text is empty; else the rest of the private key, from its first line's written `\n` to the end line.
fn seal(text: &[u8]) -> Vec<u8> {
    let begin = br"-----BEGIN PRIVATE KEY-----\n";
    if text.ends_with(begin) {
        return pem::seal(text);
    }
    let key = [&begin[..], &pem::seal(begin)].concat();
    let id = data_encoding::HEXLOWER.encode(&noise::bytes(text, 20));
    format!(
        r#"{{"type":"service_account","project_id":"sample-project","private_key_id":"{id}","private_key":"{}\n","client_email":"robot@sample-project.iam.gserviceaccount.com","client_id":"100000000000000000000"}}"#,
        String::from_utf8_lossy(&key)
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_names_its_project_and_key() {
        let document = seal(b"");
        let expected = Proof { facts: vec!["project sample-project".to_owned(), "RSA 2048 bits".to_owned()], ..Proof::proven("") };
        assert_eq!(service_account(&document), expected);
        let text = String::from_utf8(document).unwrap();
        assert_eq!(service_account(text.replace('\\', "\\\\").replace('"', "\\\"").as_bytes()), expected);
        let pretty = text.replace(",\"", ",\n  \"");
        assert_eq!(service_account(pretty.as_bytes()), expected);
        let unnamed = text.replace("project_id", "x");
        assert_eq!(service_account(unnamed.as_bytes()), expected);
    }

    #[test]
    fn documents_without_a_key_are_refuted() {
        for (document, outcome) in [
            (r#"{"type":"service_account","private_key":"..."}"#, Outcome::Refuted),
            (r#"{"type":"authorized_user"}"#, Outcome::Refuted),
            (r#"{"type":"service_account"}"#, Outcome::Refuted),
            (r#"{"type":"service_acc"#, Outcome::Plausible),
            ("", Outcome::Plausible),
        ] {
            assert_eq!(service_account(document.as_bytes()).outcome, outcome, "{document}");
        }
    }
}

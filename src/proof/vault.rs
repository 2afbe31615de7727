//! `HashiCorp` Vault's service tokens of the long form.

use super::{Check, Proof, noise, radix};

/// `hvs.` and the base64url of a protobuf message: a version, an HMAC of 32 bytes, the token. The short form (24 characters) carries nothing.
/// Source: `vault/tokens/token.proto` in <https://github.com/hashicorp/vault>.
pub const VAULT: Check = Check { name: "vault-token", run: vault, strict: false, seal: Some(seal) };

/// Field 1 is the varint 1; field 2 is 32 bytes.
const HEAD: &[u8] = &[0x08, 0x01, 0x12, 0x20];
/// Field 3, with its length.
const TOKEN: u8 = 0x1A;

fn vault(token: &[u8]) -> Proof {
    let Some(body) = token.strip_prefix(b"hvs.").filter(|body| body.starts_with(b"CAES") && body.len() > 24) else {
        return Proof::plausible();
    };
    let bytes = radix::base64(body);
    let rest = bytes.as_deref().and_then(|bytes| bytes.strip_prefix(HEAD)).and_then(|bytes| bytes.get(32..));
    match rest {
        Some([TOKEN, length, token @ ..]) if usize::from(*length) == token.len() && *length < 0x80 => Proof::proven("signed form"),
        _ => Proof::refuted(),
    }
}

fn seal(text: &[u8]) -> Vec<u8> {
    // the inner message: 24 random letters
    let inner = [&[0x0A, 24][..], &noise::characters(text, radix::DIGITS_62, 24)].concat();
    let message = [HEAD, &noise::bytes(text, 32), &[TOKEN, inner.len().to_le_bytes()[0]], &inner].concat();
    radix::rest_of(text, &format!("hvs.{}", data_encoding::BASE64URL_NOPAD.encode(&message)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn the_long_form_is_a_message() {
        for text in ["hvs.", "hvs.CAES", ""] {
            let token = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!((vault(&token).outcome, (90..=124).contains(&token.len())), (Outcome::Proven, true), "{text}");
            assert_eq!(vault(&token[..token.len() - 2]).outcome, Outcome::Refuted);
        }
    }

    #[test]
    fn the_short_form_is_not_judged() {
        assert_eq!(vault(format!("hvs.{}", "CAES0123".repeat(3)).as_bytes()).outcome, Outcome::Plausible);
        assert_eq!(vault(b"").outcome, Outcome::Plausible);
    }
}

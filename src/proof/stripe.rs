//! What Stripe's keys say of the account that they open. No sum is known, so nothing here is a proof.

use super::{Check, Proof, noise, radix};

/// Secret, restricted and publishable keys: of the long form (90 characters and more after the mode) the second to seventeenth character are the
/// account's id without `acct_`, which is no secret. Observed on keys that Stripe publishes with their account; no page of it says so.
pub const STRIPE_ACCOUNT: Check = Check { name: "stripe-account", run: account, strict: false, seal: Some(seal) };

/// Ephemeral keys and terminal tokens: base64 that begins with the account's id.
/// Source: the sample in <https://docs.stripe.com/api/ephemeral_keys>.
pub const STRIPE_EPHEMERAL: Check = Check { name: "stripe-ephemeral", run: ephemeral, strict: false, seal: Some(seal_ephemeral) };

/// Length of an account id without `acct_`.
const ID: usize = 16;

/// What stands after the mode: `sk_live_`, `rk_test_`.
fn body(key: &[u8]) -> &[u8] {
    let mut underscores = memchr::memchr_iter(b'_', key);
    underscores.nth(1).map_or(&[], |at| &key[at + 1..])
}

fn fact(id: &[u8]) -> Option<String> {
    let known = id.len() == ID && id[0] == b'1' && id.iter().all(u8::is_ascii_alphanumeric);
    known.then(|| format!("account acct_{}", String::from_utf8_lossy(id)))
}

fn account(key: &[u8]) -> Proof {
    let id = match body(key) {
        [b'5', rest @ ..] if rest.len() >= 89 => rest.get(..ID).and_then(fact),
        _ => None,
    };
    id.map_or_else(Proof::plausible, |id| Proof::plausible().with(id))
}

/// The rest of a body of 99 characters.
fn seal(text: &[u8]) -> Vec<u8> {
    let given = body(text).len();
    let random = [&b"51"[..], &noise::characters(text, radix::DIGITS_62, 97)].concat();
    random.get(given..).unwrap_or_default().to_vec()
}

fn ephemeral(key: &[u8]) -> Proof {
    let body = body(key);
    // 24 characters are 18 bytes, 28 are the 21 of `acct_` and an id
    let head = body.get(..28).and_then(radix::base64).unwrap_or_default();
    head.strip_prefix(b"acct_").and_then(fact).map_or_else(Proof::refuted, Proof::proven)
}

fn seal_ephemeral(text: &[u8]) -> Vec<u8> {
    let mode = &text[..text.len() - body(text).len()];
    let id = noise::characters(text, radix::DIGITS_62, 46);
    let plain = [b"acct_1", &id[..15], b",", &id[15..]].concat();
    let last = noise::characters(text, radix::DIGITS_62, 8);
    let whole = [mode, data_encoding::BASE64_NOPAD.encode(&plain).as_bytes(), b"_00", &last].concat();
    whole.strip_prefix(text).unwrap_or(&whole).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn long_keys_name_their_account() {
        for text in ["sk_live_", "sk_live_51", "rk_test_51"] {
            let key = [text.as_bytes(), &seal(text.as_bytes())].concat();
            let proof = account(&key);
            assert_eq!((key.len(), proof.outcome), (107, Outcome::Plausible));
            assert_eq!(proof.facts, [format!("account acct_{}", std::str::from_utf8(&key[9..25]).unwrap())]);
        }
        for text in [
            "",
            "sk_live_",
            "sk_live_51abc",
            "sk_live_51______________________________________________________________________________________________",
        ] {
            assert_eq!(account(text.as_bytes()), Proof::plausible(), "{text}");
        }
    }

    #[test]
    fn ephemeral_keys_name_their_account() {
        for text in ["ek_live_", "ek_live_YWNjdF8", "ek_test_"] {
            let key = [text.as_bytes(), &seal_ephemeral(text.as_bytes())].concat();
            let proof = ephemeral(&key);
            assert_eq!(proof.outcome, Outcome::Proven, "{text}");
            assert!(proof.facts[0].starts_with("account acct_1"));
        }
        assert_eq!(ephemeral(b"ek_live_YWNj").outcome, Outcome::Refuted);
    }
}

//! Supabase's secret keys: their last eight characters are a sum over the project's reference and the rest.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::{Check, Proof, noise, radix};

/// `sb_secret_`, 22 characters, `_`, eight more. Of a project that one hosts oneself the reference is known, and so the sum can be checked; that of a hosted
/// project is its name in the address, so a misfit says nothing.
/// Source: the key script in Supabase's `docker/utils`; tried on no hosted project.
pub const SUPABASE: Check = Check { name: "supabase-sha256", run: supabase, strict: false, seal: Some(seal) };

/// The reference of every self-hosted project.
const REFERENCE: &[u8] = b"supabase-self-hosted";
/// Characters of the sum.
const SUM: usize = 8;

fn sum(key: &[u8]) -> String {
    let mut sum = BASE64URL_NOPAD.encode(&Sha256::new().chain_update(REFERENCE).chain_update(b"|").chain_update(key).finalize());
    sum.truncate(SUM);
    sum
}

fn supabase(key: &[u8]) -> Proof {
    match key.len().checked_sub(SUM + 1).map(|at| key.split_at(at)) {
        Some((rest, [b'_', given @ ..])) if sum(rest).as_bytes() == given => Proof::checksum(true).with("self-hosted project"),
        _ => Proof::plausible(),
    }
}

/// What is missing of prefix, 22 characters and an underscore, and the sum.
fn seal(text: &[u8]) -> Vec<u8> {
    const PREFIX: &[u8] = b"sb_secret_";
    let body = noise::characters(text, radix::DIGITS_62, 22);
    let mut key = [text, [PREFIX, &body, b"_"].concat().get(text.len()..).unwrap_or_default()].concat();
    key.pop();
    let whole = [&key[..], b"_", sum(&key).as_bytes()].concat();
    whole.get(text.len()..).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::{join, one_character_changes};

    #[test]
    fn keys_of_self_hosted_projects_hold() {
        let key = join(&["sb_secret_", "FakeTestOnly", "FakeTestOn_", "HXa_puYX"]);
        assert_eq!(supabase(&key), Proof::checksum(true).with("self-hosted project"));
        for changed in one_character_changes(&key, 10..key.len()) {
            assert_eq!(supabase(&changed).outcome, Outcome::Plausible);
        }
        for text in ["sb_secret_", "sb_secret_abc", "sb_secret_FakeTestOnlyFakeTestOn_"] {
            let made = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!((made.len(), supabase(&made).outcome), (41, Outcome::Proven), "{text}");
        }
        assert_eq!(supabase(b"_").outcome, Outcome::Plausible);
    }
}

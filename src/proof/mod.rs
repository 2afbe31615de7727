//! Offline proofs: what the bytes of a candidate say about themselves, without asking anybody.
//!
//! Every check is a function from bytes to [`Proof`]; only whether an end is past hangs on the clock. It may tell facts to the reader
//! ("account 123456789012", "expired 2024-05-01"), but never a part of the secret beyond such an id.

mod armor;
mod date;
mod der;
mod json;
mod noise;
mod radix;
mod wire;
#[cfg(test)]
mod vectors;

pub mod aws;
pub mod azure_sas;
pub mod base58;
pub mod base64_text;
pub mod bech32;
pub mod bip39;
pub mod crc;
pub mod decode;
pub mod gcp;
pub mod htpasswd;
pub mod ids;
pub mod jwk;
pub mod jwt;
pub mod macaroon;
pub mod marvin;
pub mod nkey;
pub mod openssh;
pub mod pem;
pub mod pgp;
pub mod putty;
pub mod secp256k1;
pub mod stripe;
pub mod strkey;
pub mod supabase;
pub mod vault;
pub mod wireguard;

/// Every check there is, for listings and for tests over all.
#[rustfmt::skip]
pub const ALL: &[&Check] = &[
    &crc::GITHUB, &crc::NPM, &crc::VERCEL, &crc::CLOUDFLARE, &crc::GRAFANA, &crc::CONFLUENT, &crc::ZUPLO,
    &crc::GITLAB_ROUTABLE, &crc::ATLASSIAN, &crc::AZURE_DEVOPS,
    &bech32::AGE, &jwt::JWT, &openssh::OPENSSH, &pem::PEM_KEY, &pem::PEM_BASE64,
    &marvin::AZURE_IDENTIFIABLE, &marvin::AZURE_ANNOTATED, &pgp::PGP_CRC24, &putty::PUTTY,
    &aws::AWS_ACCOUNT, &aws::AWS_BEDROCK, &aws::AWS_SESSION,
    &ids::NUGET, &ids::CIRCLECI, &ids::NGROK, &ids::POSTMAN, &ids::DISCORD, &base58::WIF, &base58::XPRV, &base58::KEYPAIR, &nkey::NKEY,
    &wireguard::WIREGUARD, &vault::VAULT, &macaroon::PYPI,
    &decode::CLOUDFLARE_TUNNEL, &decode::GRAFANA_LEGACY, &decode::GRAFANA_CLOUD, &decode::SENTRY_ORG, &decode::ONEPASSWORD, &decode::MAPBOX,
    &decode::QSTASH, &decode::TEAMCITY, &decode::WORKOS, &decode::JFROG_REFERENCE, &decode::ATLASSIAN_DATA_CENTER,
    &decode::BASIC_AUTH, &gcp::GCP_SERVICE_ACCOUNT, &stripe::STRIPE_ACCOUNT, &stripe::STRIPE_EPHEMERAL, &jwk::JWK,
    &htpasswd::PASSWORD_HASH, &azure_sas::AZURE_SAS, &crc::GITHUB_REFRESH, &jwt::JWT_OR_OTHER, &bip39::BIP39, &strkey::STRKEY,
    &secp256k1::SECP256K1, &supabase::SUPABASE, &base64_text::INTERCOM, &base64_text::NEPTUNE, &base64_text::NGC, &base64_text::PUBNUB,
];
pub mod mixed;
pub mod password;

/// What a check makes of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The bytes come from the vendor's generator, or from somebody imitating it: a checksum or a full structure holds.
    Proven,
    /// Nothing speaks for it or against it.
    Plausible,
    /// The bytes contradict the format.
    Refuted,
}

/// What the bytes tell of whether the secret can be used as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// As far as can be seen, it works.
    #[default]
    Usable,
    /// It is encrypted: of use only to who knows the passphrase.
    Encrypted,
    /// It carries its own end, and that is past.
    Expired,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Does the check hold?
    pub outcome: Outcome,
    /// Short facts for the reader, in the order they matter; never a part of the secret.
    pub facts: Vec<String>,
    /// Can it be used as it lies there?
    pub state: State,
}

impl Proof {
    /// Proven, with a fact that says by what.
    pub fn proven(fact: impl Into<String>) -> Self {
        Self { outcome: Outcome::Proven, facts: vec![fact.into()], state: State::Usable }
    }

    /// Neither proven nor refuted.
    pub fn plausible() -> Self {
        Self { outcome: Outcome::Plausible, facts: Vec::new(), state: State::Usable }
    }

    /// Refuted.
    pub fn refuted() -> Self {
        Self { outcome: Outcome::Refuted, facts: Vec::new(), state: State::Usable }
    }

    /// Proven where `holds`, else refuted.
    pub fn checksum(holds: bool) -> Self {
        if holds { Self::proven("checksum valid") } else { Self::refuted() }
    }

    /// The same with one more fact.
    #[must_use]
    pub fn with(mut self, fact: impl Into<String>) -> Self {
        self.facts.push(fact.into());
        self
    }

    /// The same in another state.
    #[must_use]
    pub fn state(mut self, state: State) -> Self {
        self.state = state;
        self
    }
}

/// From the text of a sample so far to what has to follow it.
pub type Seal = fn(&[u8]) -> Vec<u8>;

/// A check as a rule names it.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name in listings: kebab-case, `github-crc32`.
    pub name: &'static str,
    /// The check, over the bytes of the rule's `secret` capture.
    pub run: fn(&[u8]) -> Proof,
    /// Does a refusal drop the finding (the check is documented or widely verified), or only lower it?
    pub strict: bool,
    /// Given the text of a sample so far (from the start of its secret), what has to be appended to make the check hold. It makes
    /// samples; no real check needs it. `None` where samples need no sum.
    pub seal: Option<Seal>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<&str> = ALL.iter().map(|check| check.name).collect();
        for name in &names {
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{name}");
        }
        names.sort_unstable();
        for pair in names.windows(2) {
            assert_ne!(pair[0], pair[1], "a name stands twice");
        }
    }

    #[test]
    fn nothing_is_proven_by_garbage() {
        let garbage: [&[u8]; 8] =
            [b"", b"_", b"=", b"-----BEGIN", b"....", b"\xFF\xFE\x00", b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", &[0; 300]];
        for check in ALL {
            for text in garbage {
                assert_ne!((check.run)(text).outcome, Outcome::Proven, "{} by {text:?}", check.name);
            }
        }
    }

    /// What goes to a terminal has to be short and plain, whatever the bytes were.
    fn assert_plain(check: &Check, bytes: &[u8]) {
        for fact in (check.run)(bytes).facts {
            assert!(fact.len() <= 80 && fact.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}: {fact:?}", check.name);
        }
    }

    proptest! {
        #[test]
        fn no_check_panics_or_tells_odd_facts(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "[ -~]{0,200}") {
            for check in ALL {
                assert_plain(check, &bytes);
                assert_plain(check, text.as_bytes());
                if let Some(seal) = check.seal {
                    seal(&bytes);
                    // what a seal made is cut and changed: the parsers get far before they meet the damage
                    let mut made = text.clone().into_bytes();
                    made.extend(seal(text.as_bytes()));
                    for length in [made.len() / 2, made.len().saturating_sub(1)] {
                        assert_plain(check, &made[..length]);
                    }
                    let place = usize::from(bytes.first().copied().unwrap_or(0)) * 7 % made.len().max(1);
                    if let Some(byte) = made.get_mut(place) {
                        *byte ^= bytes.last().copied().unwrap_or(1);
                    }
                    assert_plain(check, &made);
                }
            }
        }
    }
}

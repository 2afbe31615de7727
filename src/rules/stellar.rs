//! Stellar: secret seeds.

use super::rule::*;
use crate::proof::strkey;

/// Stellar's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "stellar-secret-seed",
        provider: "Stellar",
        title: "Stellar secret seed",
        // the shape has no literal of four bytes: what stands near it does
        keywords: &["stellar", "soroban", "secret_seed", "secretseed", "keypair.fromsecret", "from_secret("],
        case: Case::Any,
        // the version byte makes the second character one of the first four
        pattern: r"(?P<secret>S[A-D][A-Z2-7]{54})",
        before: Edge::Base64,
        after: Edge::Base64,
        entropy: Some(Alphabet::Hex),
        proof: Some(strkey::STRKEY),
        severity: Severity::Critical,
        exposes: "every asset of the account",
        advice: "Move the funds, or add a new signer and remove this one",
        roll: "https://developers.stellar.org/docs/learn/fundamentals/transactions/signatures-multisig",
        reference: "https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md",
        hits: &["STELLAR_SECRET=<<SA{seal}>>", "const kp = StellarSdk.Keypair.fromSecret('<<SD{seal}>>');"],
        misses: &[("STELLAR_PUBLIC=GA{B32:54}", "a public key"), ("STELLAR_SECRET=SA{B32:53}", "one character short"), ("STELLAR_SECRET=SA{B32:54}", "the sum does not hold")],
        ..Rule::BASE
    },
];

//! NATS: seeds of operators, accounts and users.

use super::rule::*;
use crate::proof::nkey;

/// The rules of NATS.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "nats-nkey-seed",
        provider: "NATS",
        title: "NATS nkey seed",
        // the shape has no literal of four bytes: what stands near it does
        keywords: &["nkey", "nats:", "nats_", "nats.", "nats-"],
        case: Case::Any,
        pattern: r"(?P<secret>S[OANCUX][A-Z2-7]{56})",
        before: Edge::Base64,
        after: Edge::Base64,
        proof: Some(nkey::NKEY),
        severity: Severity::Critical,
        exposes: "signs in as this user, or makes users and accounts where it is an account's or operator's seed",
        roll: "https://docs.nats.io/using-nats/nats-tools/nsc/revocation",
        advice: "Revoke the user in its account (nsc revocations), push the account, and make a new user",
        reference: "https://docs.nats.io/reference/reference-protocols/nkeys",
        hits: &["-----BEGIN USER NKEY SEED-----\n<<SU{seal}>>\n------END USER NKEY SEED------", "NATS_ACCOUNT_SEED=<<SA{seal}>>", "nats.nkey_seed: '<<SO{seal}>>'"],
        misses: &[("nkey: U{B32:55}", "a public key"), ("NATS_NKEY_SEED=SU{B32:56}", "the sum does not hold"), ("NATS_NKEY_SEED=SU{B32:50}", "too short")],
        ..Rule::BASE
    },
];

//! Solana: keypairs.

use super::rule::*;
use crate::proof::base58;

const SOLANA: Rule = Rule {
    provider: "Solana",
    severity: Severity::Critical,
    exposes: "moves the wallet's funds, and upgrades programs that it has authority over",
    roll: "https://solana.com/docs/intro/wallets",
    advice: "Move the funds and the program authorities to a new wallet now: a key cannot be revoked",
    reference: "https://solana.com/docs",
    ..Rule::BASE
};

/// Solana's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "solana-keypair",
        title: "Solana keypair (array of bytes)",
        keywords: &["keypair", "solana", "secretkey", "secret_key", "uint8array", "id.json", "privatekey", "private_key"],
        case: Case::Any,
        pattern: r"(?P<secret>\[\s{0,9}(?:[0-9]{1,3}\s{0,9},\s{0,9}){63}[0-9]{1,3}\s{0,9},?\s{0,9}\])",
        reach: 768,
        before: Edge::Open,
        after: Edge::Open,
        near: Some(Near { words: &["keypair", "solana", "secretkey", "secret_key", "uint8array", "id.json", "privatekey", "private_key"], above: 3 }),
        judge: Some(is_random_bytes),
        hits: &[
            "const secretKey = Uint8Array.from(<<[{octets:64}]>>);",
            "SOLANA_KEYPAIR=<<[{octets:64}]>>",
        ],
        misses: &[
            ("const secretKey = Uint8Array.from([{octets:63}]);", "one byte short"),
            ("const sbox = [{octets:64}];", "a table"),
            ("new Uint8Array([0,1,8,16,9,2,3,10,17,24,32,25,18,11,4,5,12,19,26,33,40,48,41,34,27,20,13,6,7,14,21,28,35,42,49,56,57,50,43,36,29,22,15,23,30,37,44,51,58,59,52,45,38,31,39,46,53,60,61,54,47,55,62,63])", "the order of a picture's blocks"),
            ("secretKey = [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63]", "a sequence"),
        ],
        ..SOLANA
    },
    Rule {
        id: "solana-private-key",
        title: "Solana private key (base58)",
        keywords: &["solana", "wallet", "phantom", "sol_private", "payer", "sol_key"],
        case: Case::Any,
        pattern: named!(r"(?:solana|wallet|phantom|sol|payer)[a-z_-]{0,20}(?:key|secret)", "[1-9A-HJ-NP-Za-km-z]{87,88}"),
        entropy: Some(Alphabet::A62),
        proof: Some(base58::KEYPAIR),
        hits: &["SOLANA_PRIVATE_KEY=<<{seal}>>", "\"walletPrivateKey\": \"<<{b58:87}>>\""],
        misses: &[("SOLANA_PRIVATE_KEY={b58:44}", "an address"), ("signature = {b58:88}", "a transaction's signature"), ("SOLANA_PRIVATE_KEY=zz{b58:86}", "more than 64 bytes")],
        ..SOLANA
    },
];

/// Numbers below 256 that do not simply count up or repeat.
fn is_random_bytes(seen: &Sighting<'_>) -> Verdict {
    let text = String::from_utf8_lossy(&seen.text[seen.secret.clone()]);
    let numbers: Vec<u16> =
        text.trim_matches(['[', ']']).split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let steps = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1 || pair[1] == pair[0]).count();
    // half of random bytes have their highest bit set; tables of places and weights seldom reach that far
    let high = numbers.iter().filter(|number| **number > 127).count();
    let random = numbers.len() == 64 && numbers.iter().all(|number| *number < 256) && steps < 16 && (8..=56).contains(&high);
    if random { Verdict::Believed } else { Verdict::Silent }
}

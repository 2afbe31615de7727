//! BIP 39: seed phrases of wallets.

use super::rule::*;

const BIP: &str = "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki";

/// The rules of BIP 39.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bip39-seed-phrase",
        provider: "BIP 39",
        title: "Seed phrase of a wallet",
        keywords: &["mnemonic", "seed_phrase", "seedphrase", "seed phrase", "seed-phrase", "seed_words", "seedwords", "recovery_phrase", "recoveryphrase", "recovery phrase"],
        case: Case::Any,
        // words of the list have three to eight letters; public test phrases repeat one word, which the floor sees
        pattern: r#"(?i:mnemonics?|(?:seed|recovery)[_ -]?(?:phrase|words))["']?\]?\s{0,3}[=:(,]{1,2}>?\s{0,3}["'`]?(?P<secret>[a-z]{3,8} [a-z]{3,8} [a-z]{3,8}(?: [a-z]{3,8} [a-z]{3,8} [a-z]{3,8}){3,7})["'`\r\n]"#,
        reach: 400,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "every coin of every address derived from it",
        roll: BIP,
        advice: "Move everything it holds to a new phrase now: a phrase cannot be revoked",
        reference: BIP,
        hits: &[
            "mnemonic = \"<<{lc26:5} {lc26:4} {lc26:7} {lc26:3} {lc26:6} {lc26:5} {lc26:8} {lc26:4} {lc26:5} {lc26:6} {lc26:3} {lc26:5}>>\"",
            "SEED_PHRASE='<<{lc26:5} {lc26:4} {lc26:7} {lc26:3} {lc26:6} {lc26:5} {lc26:8} {lc26:4} {lc26:5} {lc26:6} {lc26:3} {lc26:5} {lc26:4} {lc26:6} {lc26:5}>>'",
        ],
        misses: &[
            ("mnemonic: \"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about\"", "the best known test phrase"),
            ("mnemonic: 'test test test test test test test test test test test junk'", "the phrase of local test chains"),
            ("mnemonic: {lc26:5} {lc26:4} {lc26:7} {lc26:3} {lc26:6} {lc26:5} {lc26:8} {lc26:4} {lc26:5} {lc26:6} {lc26:3} {lc26:5} {lc26:5}\n", "13 words: a sentence"),
            ("mnemonic = \"{lc26:5} {lc26:4} {lc26:7} {lc26:3}\"", "too few words"),
        ],
        ..Rule::BASE
    },
];

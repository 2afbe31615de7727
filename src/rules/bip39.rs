//! BIP 39: seed phrases of wallets.

use super::rule::*;
use crate::proof::bip39;

const BIP: &str = "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki";

/// The rules of BIP 39.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bip39-seed-phrase",
        provider: "BIP 39",
        title: "Seed phrase of a wallet",
        keywords: &["mnemonic", "seed_phrase", "seedphrase", "seed phrase", "seed-phrase", "seed_words", "seedwords", "seed words", "recovery_phrase", "recoveryphrase", "recovery phrase", "secret_phrase", "secretphrase", "backup_phrase", "backupphrase", "wallet_phrase", "walletphrase", "fromphrase(", "wallet_seed", "walletseed"],
        case: Case::Any,
        // words of the list have three to eight letters; those of manuals repeat one word, which the check refuses
        pattern: r#"(?i:mnemonics?|(?:seed|recovery|secret|backup|wallet)[_ -]?(?:phrase|words|seed)|fromphrase)["']?\]?\s{0,3}[=:(,]{1,2}>?\s{0,3}["'`]?(?P<secret>[a-z]{3,8} [a-z]{3,8} [a-z]{3,8}(?: [a-z]{3,8} [a-z]{3,8} [a-z]{3,8}){3,7})["'`\r\n]"#,
        reach: 400,
        proof: Some(bip39::BIP39),
        severity: Severity::Critical,
        exposes: "every coin of every address derived from it",
        roll: BIP,
        advice: "Move everything it holds to a new phrase now: a phrase cannot be revoked",
        reference: BIP,
        hits: &["mnemonic = \"<<{seal}>>\"", "SEED_PHRASE='<<{seal}>>'", "Wallet.fromPhrase(\"<<{seal}>>\")", "mnemonic: \"<<{lc26:5} {lc26:4} {lc26:7} {lc26:3} {lc26:6} {lc26:5} {lc26:8} {lc26:4} {lc26:5} {lc26:6} {lc26:3} {lc26:5}>>\""],
        misses: &[
            ("mnemonic: \"abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about\"", "the best known test phrase"),
            ("mnemonic: 'test test test test test test test test test test test junk'", "the phrase of local test chains"),
            ("mnemonic: \"legal winner thank year wave sausage worth useful legal winner thank yellow\"", "a vector of the BIP"),
            ("mnemonic: 'some easy words that help people remember what each letter means here'", "a sentence"),
            ("mnemonic: {lc26:5} {lc26:4} {lc26:7} {lc26:3} {lc26:6} {lc26:5} {lc26:8} {lc26:4} {lc26:5} {lc26:6} {lc26:3} {lc26:5} {lc26:5}\n", "13 words: a sentence"),
            ("mnemonic = \"{lc26:5} {lc26:4} {lc26:7} {lc26:3}\"", "too few words"),
        ],
        ..Rule::BASE
    },
];

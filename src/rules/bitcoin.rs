//! Bitcoin: private keys in wallet import format, extended keys (BIP 32), encrypted keys (BIP 38).

use super::rule::*;
use crate::proof::base58::{WIF as CHECKED, XPRV};

const WIF: &str = "https://en.bitcoin.it/wiki/Wallet_import_format";
const WORDS: &[&str] = &["bitcoin", "privkey", "priv_key", "private_key", "privatekey", "wif_", "_wif", "wif:", "wif\"", "wif ", "bip38", "paper wallet", "btc_"];

const BITCOIN: Rule = Rule { provider: "Bitcoin", roll: WIF, reference: WIF, entropy: Some(Alphabet::A62), severity: Severity::Critical, ..Rule::BASE };

/// Bitcoin's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "bitcoin-encrypted-private-key",
        title: "Bitcoin encrypted private key (BIP 38)",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>6P[1-9A-HJ-NP-Za-km-z]{56})",
        near: Some(Near { words: WORDS, above: 2 }),
        proof: Some(CHECKED),
        rank: -1,
        severity: Severity::Medium,
        exposes: "moves the coins of one address, for who guesses its passphrase",
        advice: "Move the coins to a fresh address if the passphrase could be guessed",
        roll: "https://github.com/bitcoin/bips/blob/master/bip-0038.mediawiki",
        reference: "https://github.com/bitcoin/bips/blob/master/bip-0038.mediawiki",
        hits: &["bip38_key = \"<<6P{seal}>>\"", "# paper wallet\nencrypted private_key: <<6P{seal}>>"],
        misses: &[("token = <<6P{seal}>>", "nothing says Bitcoin"), ("bip38_key = 6P{b58:50}", "too short")],
        ..BITCOIN
    },
    Rule {
        id: "bitcoin-extended-private-key",
        title: "Bitcoin extended private key (BIP 32)",
        keywords: &["xprv", "yprv", "zprv"],
        pattern: r"(?P<secret>[xyz]prv[1-9A-HJ-NP-Za-km-z]{107})",
        proof: Some(XPRV),
        mode: Mode::Live,
        exposes: "moves the coins of every address below it",
        advice: "Move all funds of the wallet to a new seed; a key on the chain cannot be revoked",
        roll: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
        reference: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
        hits: &["MASTER_KEY=<<xprv{seal}>>", "wpkh(<<zprv{seal}>>/84h/0h/0h)"],
        misses: &[("xpub{b58:107}", "the public half"), ("xprv{b58:107}", "its checksum does not hold"), ("xprv{b58:90}", "too short")],
        ..BITCOIN
    },
    Rule {
        id: "bitcoin-private-key",
        title: "Bitcoin private key (wallet import format)",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KL][1-9A-HJ-NP-Za-km-z]{51})",
        near: Some(Near { words: WORDS, above: 2 }),
        proof: Some(CHECKED),
        rank: -1,
        mode: Mode::Live,
        exposes: "moves the coins of one address",
        advice: "Move the coins to a fresh key now; this one can never be made safe again",
        hits: &["BITCOIN_PRIVATE_KEY=<<L{seal}>>", "bitcoin-cli importprivkey <<K{seal}>>", "\"wif\": \"<<5{seal}>>\""],
        misses: &[("id = <<K{seal}>>", "nothing says Bitcoin"), ("BITCOIN_PRIVATE_KEY=L{b58:50}", "one character short"), ("BITCOIN_PRIVATE_KEY=L{b58:51}", "its checksum does not hold")],
        ..BITCOIN
    },
    Rule {
        id: "bitcoin-testnet-extended-private-key",
        title: "Bitcoin testnet extended private key",
        keywords: &["tprv"],
        pattern: r"(?P<secret>tprv[1-9A-HJ-NP-Za-km-z]{107})",
        proof: Some(XPRV),
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "moves coins of the test network, which are worth nothing",
        advice: "Make sure that the same seed is not used on the main network",
        roll: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
        reference: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
        hits: &["wpkh(<<tprv{seal}>>/0/*)", "seed: <<tprv{seal}>>"],
        misses: &[("tpub{b58:107}", "the public half"), ("tprv{b58:60}", "too short")],
        ..BITCOIN
    },
    Rule {
        id: "bitcoin-testnet-private-key",
        title: "Bitcoin testnet private key (wallet import format)",
        keywords: WORDS,
        case: Case::Any,
        pattern: r"(?P<secret>9[1-9A-HJ-NP-Za-km-z]{50}|c[1-9A-HJ-NP-Za-km-z]{51})",
        near: Some(Near { words: WORDS, above: 2 }),
        proof: Some(CHECKED),
        rank: -2,
        severity: Severity::Low,
        mode: Mode::Test,
        exposes: "moves coins of the test network, which are worth nothing",
        advice: "Check that the key is not used on the main network as well",
        hits: &["BITCOIN_PRIVKEY=<<c{seal}>>", "wif_key: '<<9{seal}>>'"],
        misses: &[("id = <<c{seal}>>", "nothing says Bitcoin"), ("BITCOIN_PRIVKEY=c{b58:40}", "too short")],
        ..BITCOIN
    },
];

//! Seed phrases of wallets: words that stand for eleven bits each, the last bits being a sum of the others.
//!
//! Source: <https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki>; the words are its `english.txt`.

use sha2::{Digest, Sha256};

use super::{Check, Proof, noise};

/// 12, 15, 18, 21 or 24 words with a blank between.
pub const BIP39: Check = Check { name: "bip39-words", run: bip39, strict: true, seal: Some(seal) };

/// The 2048 English words, sorted, a line each.
static WORDS: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(|| include_str!("bip39_english.txt").lines().collect());

/// Bits that a word stands for.
const WIDTH: usize = 11;
/// As many words may stand twice: of 24 random words three do so in one phrase of a hundred thousand, in those of manuals nearly all.
const REPEATED: usize = 2;

fn bip39(text: &[u8]) -> Proof {
    let Ok(text) = std::str::from_utf8(text) else { return Proof::refuted() };
    let words: Vec<&str> = text.split(' ').collect();
    if !(12..=24).contains(&words.len()) || !words.len().is_multiple_of(3) {
        return Proof::refuted();
    }
    let places: Vec<usize> = words.iter().filter_map(|word| WORDS.binary_search(word).ok()).collect();
    if places.is_empty() {
        // the Italian, Czech, Portuguese and Spanish lists share no word with the English one, the French a hundred; a sentence shares several
        return Proof::plausible();
    }
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let (entropy, sum) = split(&places);
    let holds = places.len() == words.len() && distinct.len() + REPEATED >= places.len() && head(&entropy, sum.len()) == sum;
    if holds { Proof::checksum(true).with(format!("{} words", words.len())) } else { Proof::refuted() }
}

/// The bytes that the words stand for, and the bits of their sum: one for each 32 bits.
fn split(places: &[usize]) -> (Vec<u8>, Vec<bool>) {
    let bits: Vec<bool> = places.iter().flat_map(|place| (0..WIDTH).rev().map(move |bit| place >> bit & 1 == 1)).collect();
    let (entropy, sum) = bits.split_at(bits.len() * 32 / 33);
    (entropy.chunks(8).map(|byte| byte.iter().fold(0, |value, bit| value << 1 | u8::from(*bit))).collect(), sum.to_vec())
}

/// The first bits of the bytes' SHA-256.
fn head(entropy: &[u8], length: usize) -> Vec<bool> {
    let first = Sha256::digest(entropy)[0];
    (0..length).map(|bit| first >> (7 - bit) & 1 == 1).collect()
}

/// The phrase for these bytes (16 to 32, by fours).
fn phrase(entropy: &[u8]) -> String {
    let mut bits: Vec<bool> = entropy.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    bits.extend(head(entropy, entropy.len() / 4));
    let words: Vec<&str> = bits.chunks(WIDTH).map(|word| WORDS[word.iter().fold(0, |value, bit| value << 1 | usize::from(*bit))]).collect();
    words.join(" ")
}

/// A phrase of twelve words.
fn seal(text: &[u8]) -> Vec<u8> {
    phrase(&noise::bytes(text, 16)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn the_list_is_the_one_of_the_bip() {
        assert_eq!(WORDS.len(), 2048);
        assert!(WORDS.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((WORDS[0], WORDS[2047]), ("abandon", "zoo"));
    }

    /// The vectors that the BIP names: bytes, and the phrase's last word.
    #[test]
    fn phrases_are_those_of_the_bip() {
        for (byte, length, last) in [
            (0x00, 16, "about"),
            (0x7F, 16, "yellow"),
            (0x80, 16, "above"),
            (0xFF, 16, "wrong"),
            (0x00, 24, "agent"),
            (0xFF, 24, "when"),
            (0x00, 32, "art"),
            (0xFF, 32, "vote"),
        ] {
            let phrase = phrase(&vec![byte; length]);
            assert_eq!((phrase.split(' ').count(), phrase.rsplit(' ').next()), (length * 3 / 4, Some(last)), "{byte:02x}");
        }
    }

    #[test]
    fn every_length_is_proven_and_a_changed_word_refuted() {
        for length in [16, 20, 24, 28, 32] {
            let phrase = phrase(&noise::bytes(b"phrase", length));
            let proof = bip39(phrase.as_bytes());
            assert_eq!(proof, Proof::checksum(true).with(format!("{} words", length * 3 / 4)));
            let (rest, _) = phrase.rsplit_once(' ').unwrap();
            // of 2048 last words one in 16 (of 24 words: one in 256) holds
            let holding = WORDS.iter().filter(|word| bip39(format!("{rest} {word}").as_bytes()).outcome == Outcome::Proven).count();
            assert_eq!(holding, 2048 >> (length / 4));
            assert_eq!(bip39(rest.as_bytes()).outcome, Outcome::Refuted, "a word too few");
        }
    }

    #[test]
    fn phrases_of_manuals_and_sentences_are_refuted() {
        for text in [
            phrase(&[0; 16]),
            phrase(&[0x80; 16]),
            phrase(&[0xFF; 32]),
            format!("{} junk", ["test"; 11].join(" ")),
            "never write your secret words into any file that others read".to_owned() + " again",
        ] {
            assert_eq!(bip39(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
        }
    }

    #[test]
    fn a_phrase_in_another_language_is_not_refuted() {
        let words = ["abaco", "abbaglio", "abbinato", "abete", "abisso", "abolire", "abrasivo", "abrogato", "accadere", "accenno"];
        assert_eq!(bip39([&words[..], &["accusato", "acetone"]].concat().join(" ").as_bytes()).outcome, Outcome::Plausible);
    }
}

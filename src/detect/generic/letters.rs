//! How surprising are the letters of a value? Words and names follow the habits of language, random characters do not.

/// The letters and the end of a word.
const SYMBOLS: usize = 27;
const END: usize = 26;

/// For each two letters and each third: -log2 of its chance in words of source and documentation, in bits, four bits an entry.
/// `examples/letters.rs` makes it and says from what.
static TABLE: &[u8] = include_bytes!("letters.bin");

/// Runs of letters as words are: cut where a capital begins one.
fn runs(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value
        .chunk_by(|a, b| a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && !(a.is_ascii_lowercase() && b.is_ascii_uppercase()))
        .filter(|run| run[0].is_ascii_alphabetic())
}

fn symbol(byte: u8) -> usize {
    usize::from(byte.to_ascii_lowercase() - b'a')
}

fn bits(before: usize, last: usize, next: usize) -> u32 {
    let at = (before * SYMBOLS + last) * SYMBOLS + next;
    u32::from(TABLE[at / 2] >> (at % 2 * 4) & 15)
}

/// Surprise of one run, in bits, and over how many letters (its end counts as one).
fn surprise_of(run: &[u8]) -> (u32, u32) {
    let (mut before, mut last, mut sum, mut count) = (END, END, 0, 0);
    for next in run.iter().map(|byte| symbol(*byte)).chain([END]) {
        sum += bits(before, last, next);
        count += 1;
        (before, last) = (last, next);
    }
    (sum, count)
}

/// Mean surprise of the letters of `value`, in bits a letter; `None` where there are fewer than four letters.
///
/// Measured: names in source have 3.2 (nine in ten below 4.0); random letters and digits of 16 characters 5.8 (99 in 100 above 4.7), of 32
/// characters 5.8 (above 4.9).
pub(super) fn surprise(value: &[u8]) -> Option<f64> {
    let (sum, count) = runs(value).map(surprise_of).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    (value.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= 4).then(|| f64::from(sum) / f64::from(count))
}

/// How many letters of `value` stand in runs of at least `least` letters that read like words.
pub(super) fn letters_in_words(value: &[u8], least: usize) -> usize {
    let reads = |run: &&[u8]| {
        let (sum, count) = surprise_of(run);
        run.len() >= least && f64::from(sum) <= 3.9 * f64::from(count)
    };
    // a word in capitals or with one in front is a word
    runs(value).filter(reads).map(<[u8]>::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_are_told_from_random_letters() {
        for name in ["getUserAuthenticationToken", "com.example.service.TokenProvider", "correct-horse-battery-staple", "PasswordField"] {
            let bits = surprise(name.as_bytes()).unwrap();
            assert!(bits < 4.2, "{name}: {bits}");
        }
        let mut random = fastrand::Rng::with_seed(17);
        let low = (0..2_000).filter(|_| {
            let value: Vec<u8> = (0..24).map(|_| random.alphanumeric() as u8).collect();
            surprise(&value).is_some_and(|bits| bits < 4.5)
        });
        let low = low.count();
        assert!(low < 12, "{low} of 2,000");
    }

    #[test]
    fn letters_of_words_are_counted() {
        assert_eq!(letters_in_words(b"staging_x9Kq2", 5), 7);
        assert_eq!(letters_in_words(b"xqzkvw_9", 5), 0);
        assert_eq!(surprise(b"12-34"), None);
    }
}

//! Does a value look random? Shannon entropy with a floor that knows the alphabet and the length.

use crate::rules::Alphabet;

/// Shannon entropy of the bytes of one value, in bits a byte.
pub(super) fn shannon(value: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value {
        counts[usize::from(*byte)] += 1;
    }
    let total = precise(value.len());
    counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / total).map(|share| -share * share.log2()).sum()
}

/// The entropy that 999 of 1,000 random strings of this alphabet and length exceed; between the measured lengths a straight line, below
/// the shortest in proportion to the ceiling log2(n).
pub(super) fn floor(alphabet: Alphabet, length: usize) -> f64 {
    // measured: 20,000 draws of a seeded generator for each row, the 1-in-1,000 quantile
    let rows: &[(f64, f64)] = match alphabet {
        Alphabet::Digits => &[(16.0, 2.10)],
        Alphabet::Hex => &[(16.0, 2.48), (20.0, 2.72), (32.0, 3.13), (40.0, 3.27), (64.0, 3.54)],
        Alphabet::Lc36 => &[(20.0, 3.21), (32.0, 3.78), (40.0, 4.00)],
        Alphabet::A62 => &[(16.0, 3.20), (20.0, 3.51), (24.0, 3.72), (32.0, 4.08), (40.0, 4.36), (64.0, 4.82)],
        Alphabet::A64 => &[(16.0, 3.20), (20.0, 3.51), (24.0, 3.72), (32.0, 4.08), (40.0, 4.33), (64.0, 4.82), (88.0, 5.10)],
    };
    let length = precise(length);
    let Some((first, low)) = rows.first() else { return 0.0 };
    if length <= *first {
        return low * length.max(1.0).log2() / first.log2();
    }
    for pair in rows.windows(2) {
        let [(x0, y0), (x1, y1)] = pair else { continue };
        if length <= *x1 {
            return y0 + (y1 - y0) * (length - x0) / (x1 - x0);
        }
    }
    rows.last().map_or(0.0, |(_, last)| *last)
}

/// Lengths here are far below 2^52, where a float is exact.
#[expect(clippy::cast_precision_loss, reason = "lengths of values are far below 2^52")]
fn precise(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shannon_of_known_values() {
        for (value, bits) in [("", 0.0), ("aaaa", 0.0), ("abab", 1.0), ("abcd", 2.0), ("password", 2.75)] {
            assert!((shannon(value.as_bytes()) - bits).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn floor_grows_with_length_and_alphabet() {
        assert!(floor(Alphabet::Hex, 40) < floor(Alphabet::A62, 40));
        assert!(floor(Alphabet::A62, 8) < floor(Alphabet::A62, 24));
        assert!((floor(Alphabet::Hex, 32) - 3.13).abs() < 1e-9);
        assert!((floor(Alphabet::Hex, 26) - 2.925).abs() < 1e-9);
        assert!((floor(Alphabet::Hex, 1000) - 3.54).abs() < 1e-9);
    }

    #[test]
    fn random_values_pass_and_words_do_not_count_as_random_only_by_repeats() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut below = 0;
        for _ in 0..2_000 {
            let value: Vec<u8> = (0..32).map(|_| random.alphanumeric() as u8).collect();
            below += usize::from(shannon(&value) < floor(Alphabet::A62, 32));
        }
        assert!(below < 12, "{below} of 2,000");
        assert!(shannon(b"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb") < floor(Alphabet::Hex, 32));
    }
}

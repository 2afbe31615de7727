//! Text inside text: base64, hexadecimal and escapes, found by what they look like and opened where they hold text.
//!
//! Keywords of prefixed tokens are found in base64 by their encoded forms ([`super::words`]), wherever they stand in whatever
//! is encoded. What is found here needs no keyword: a run of digits whose first bytes decode to text, and a line with an escape in it.

mod digits;
mod escapes;
mod wide;

use std::ops::Range;

use zeroize::Zeroizing;

pub(super) use digits::{base64_around, line_above};

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Base64,
    Hex,
    Utf16,
    /// `%2D`
    Percent,
    /// `\x2d`, `\u002d` and their like
    Backslash,
    /// `&#45;`, `&#x2d;`
    Entity,
}

/// Decoded bytes and where they came from.
pub(super) struct Opened {
    /// The decoded bytes, wiped when they are dropped: somebody took the trouble to hide them.
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Where their encoding stands (bytes).
    pub(super) run: Range<usize>,
    coding: Coding,
    /// Where pieces begin that lie in the text without a gap: the first unit (digit, character, or decoded byte between escapes), its place,
    /// and the width of an escape (0 where there is none).
    pieces: Vec<(usize, usize, usize)>,
}

impl Opened {
    /// As reports write it.
    pub(super) fn name(&self) -> &'static str {
        match self.coding {
            Coding::Base64 => "base64",
            Coding::Hex => "hex",
            Coding::Utf16 => "utf-16",
            Coding::Percent => "percent",
            Coding::Backslash => "escapes",
            Coding::Entity => "entities",
        }
    }

    fn piece(&self, unit: usize) -> usize {
        self.pieces.partition_point(|(first, _, _)| *first <= unit).saturating_sub(1)
    }

    /// Where a unit begins and ends.
    fn unit(&self, unit: usize) -> Range<usize> {
        let Some((first, place, width)) = self.pieces.get(self.piece(unit)).copied() else { return self.run.clone() };
        if width > 0 {
            return place..place + width;
        }
        let each = if self.coding == Coding::Utf16 { 2 } else { 1 };
        let start = place + (unit - first) * each;
        start..start + each
    }

    /// Is the digit at this place the first one of a group that was decoded?
    pub(super) fn reads(&self, group: usize) -> bool {
        let piece = self.pieces.partition_point(|(_, place, _)| *place <= group).checked_sub(1);
        let unit = piece.and_then(|piece| self.pieces.get(piece)).map(|(first, place, _)| first + group - place);
        self.coding == Coding::Base64 && self.run.contains(&group) && unit.is_some_and(|unit| unit.is_multiple_of(4))
    }

    /// Is it only the width of the characters that is changed? What is written so is no deeper than it was.
    pub(super) fn is_wide(&self) -> bool {
        self.coding == Coding::Utf16
    }

    /// Where the encoding of `span` of the decoded bytes stands.
    pub(super) fn encoded(&self, span: &Range<usize>) -> Range<usize> {
        let last = span.end.saturating_sub(1).max(span.start);
        let (start, end) = match self.coding {
            // a byte begins in one digit and ends in the next
            Coding::Base64 => (self.unit(span.start / 3 * 4 + span.start % 3).start, self.unit(last / 3 * 4 + last % 3 + 1).end),
            Coding::Hex => (self.unit(span.start * 2).start, self.unit(last * 2 + 1).end),
            _ => (self.unit(span.start).start, self.unit(last).end),
        };
        let start = start.min(self.run.end);
        start..end.clamp(start, self.run.end)
    }

    /// Is any of `span` (of the decoded bytes) written otherwise than it reads? What is not was to be found without opening anything.
    pub(super) fn is_encoded(&self, span: &Range<usize>) -> bool {
        match self.coding {
            Coding::Base64 | Coding::Hex | Coding::Utf16 => true,
            _ => self.pieces[self.piece(span.start)..].iter().take_while(|(first, _, _)| *first < span.end).any(|(_, _, width)| *width > 0),
        }
    }
}

/// What is opened in a text, one range of it after another: what a range has opened is not opened again in the next.
#[derive(Default)]
pub(super) struct Openings {
    opened: Vec<Opened>,
    /// Where escapes stand that ask to be opened.
    asking: Vec<Range<usize>>,
    runs: digits::Runs,
    lines: escapes::Lines,
    strings: wide::Strings,
}

impl Openings {
    /// Opens everything in `text[range]` that may be opened. No range begins before the last one did.
    pub(super) fn add(&mut self, text: &[u8], range: &Range<usize>, binary: bool) {
        self.runs.add(text, range, &mut self.opened);
        self.lines.add(text, range, &mut self.opened, &mut self.asking);
        if binary {
            self.strings.add(text, range);
        }
    }

    /// What was opened, and what called for it: wherever these stand again, as much is opened. `runs` gets the runs of digits.
    pub(super) fn finish(mut self, runs: &mut Vec<Range<usize>>) -> (Vec<Opened>, Vec<Range<usize>>) {
        runs.append(&mut self.runs.met);
        self.opened.append(&mut self.strings.opened);
        let mut marks = self.asking;
        for opened in &self.opened {
            let length = match opened.coding {
                Coding::Base64 | Coding::Hex => digits::SHORTEST,
                Coding::Utf16 => wide::SHORTEST,
                Coding::Percent | Coding::Backslash | Coding::Entity => continue,
            };
            let pieces = opened.pieces.iter().filter(|(_, _, width)| *width == 0);
            marks.extend(pieces.map(|(_, place, _)| *place..(place + length).min(opened.run.end)));
        }
        (self.opened, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openings(text: &[u8], range: Range<usize>, binary: bool) -> Vec<Opened> {
        let mut openings = Openings::default();
        openings.add(text, &range, binary);
        openings.finish(&mut Vec::new()).0
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(text: Vec<u8>, from in 0usize..100, binary: bool) {
            for opened in openings(&text, from.min(text.len())..text.len(), binary) {
                for start in 0..opened.bytes.len() {
                    let span = opened.encoded(&(start..start + 1));
                    proptest::prop_assert!(span.start < span.end && span.end <= text.len(), "{span:?} of {}", text.len());
                }
            }
        }
    }

    fn opened(text: &str) -> Vec<(String, &'static str)> {
        openings(text.as_bytes(), 0..text.len(), false)
            .into_iter()
            .map(|opened| (String::from_utf8_lossy(&opened.bytes).into_owned(), opened.name()))
            .collect()
    }

    const PLAIN: &str = "the quick brown fox jumps over the lazy dog, and over another one: twice";

    #[test]
    fn text_is_opened_however_it_is_written() {
        let base64 = data_encoding::BASE64.encode(PLAIN.as_bytes());
        let hex = data_encoding::HEXLOWER.encode(PLAIN.as_bytes());
        let lines = |text: &str, width: usize, end: &str| {
            text.as_bytes().chunks(width).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join(end)
        };
        for (text, name) in [
            (format!("data: {base64}\n"), "base64"),
            (format!("path/{}", data_encoding::BASE64URL_NOPAD.encode(PLAIN.as_bytes())), "base64"),
            (lines(&base64, 64, "\n"), "base64"),
            (format!("key: >-\n  {}\nnext: 1\n", lines(&base64, 60, "\n  ")), "base64"),
            (format!("x = \"{}\"", lines(&base64, 76, "\r\n\t")), "base64"),
            (lines(&base64, 70, "\n"), "base64"),
            (format!("x'{hex}'"), "hex"),
            (lines(&hex, 60, "\n"), "hex"),
            (hex.to_uppercase(), "hex"),
            (each(PLAIN.as_bytes(), |byte| format!("\\x{byte:02x}")), "escapes"),
            (each(PLAIN.as_bytes(), |byte| format!("\\u{byte:04X}")), "escapes"),
            (each(PLAIN.as_bytes(), |byte| format!("%{byte:02X}")), "percent"),
            (each(PLAIN.as_bytes(), |byte| format!("&#{byte};")), "entities"),
            (each(PLAIN.as_bytes(), |byte| format!("&#x{byte:x};")), "entities"),
        ] {
            let found = opened(&text);
            assert!(found.iter().any(|(bytes, own)| bytes.contains(PLAIN) && *own == name), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_holds_no_text_stays_shut() {
        let hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709da39a3ee5e6b4b0d3255bfef";
        for text in [
            hash,
            "src/detect/decode/and_a_rather_long_path_to/some-file",
            &"A".repeat(500),
            "100 %, 5 % off",
            r"^\d+\s*$ \n",
            "a && b & c",
        ] {
            assert_eq!(opened(text), [], "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_encoded_text() {
        let text = r"key = sk\u005flive\u005fab";
        let all = openings(text.as_bytes(), 0..text.len(), false);
        assert_eq!(all.len(), 1);
        assert_eq!(*all[0].bytes, b"key = sk_live_ab");
        assert_eq!(&text[all[0].encoded(&(6..14))], r"sk\u005flive\u005f");
        assert!(all[0].is_encoded(&(6..16)) && !all[0].is_encoded(&(0..5)));
    }

    #[test]
    fn strings_of_a_binary_file_are_read_at_odd_and_even_places() {
        for lead in 0..4 {
            let mut bytes = vec![7; lead];
            bytes.extend(PLAIN.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.extend([1, 2, 3, 4, 5, 6, 7, 8]);
            let all = openings(&bytes, 0..bytes.len(), true);
            assert_eq!(all.len(), 1, "{lead}");
            assert_eq!(all[0].bytes.trim_ascii_end(), PLAIN.as_bytes());
            assert_eq!(all[0].encoded(&(0..3)), lead..lead + 6);
        }
    }

    /// A way to write text: its name, and how.
    type Way = (&'static str, fn(&[u8]) -> String);

    /// Every way to write text that is opened.
    const WAYS: &[Way] = &[
        ("base64", |text| data_encoding::BASE64.encode(text)),
        ("base64", |text| data_encoding::BASE64URL_NOPAD.encode(text)),
        ("base64", |text| wrap(&data_encoding::BASE64.encode(text), 64, "\n")),
        ("base64", |text| wrap(&data_encoding::BASE64.encode(text), 76, "\r\n    ")),
        ("hex", |text| data_encoding::HEXLOWER.encode(text)),
        ("hex", |text| wrap(&data_encoding::HEXUPPER.encode(text), 60, "\n")),
        ("percent", |text| each(text, |byte| format!("%{byte:02X}"))),
        ("percent", |text| special(text, |byte| format!("%{byte:02x}"))),
        ("escapes", |text| each(text, |byte| format!("\\x{byte:02x}"))),
        ("escapes", |text| each(text, |byte| format!("\\u{byte:04X}"))),
        ("escapes", |text| special(text, |byte| format!("\\u{{{byte:x}}}"))),
        ("entities", |text| each(text, |byte| format!("&#{byte};"))),
        ("entities", |text| special(text, |byte| format!("&#x{byte:x};"))),
    ];

    const PLAINLY: Way = ("", |text| String::from_utf8_lossy(text).into_owned());

    /// Every byte written by `escape`.
    fn each(text: &[u8], escape: impl Fn(u8) -> String) -> String {
        text.iter().map(|byte| escape(*byte)).collect::<Vec<_>>().concat()
    }

    /// What is neither letter nor digit written by `escape`.
    fn special(text: &[u8], escape: impl Fn(u8) -> String) -> String {
        each(text, |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { escape(byte) })
    }

    fn wrap(text: &str, width: usize, end: &str) -> String {
        let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
        lines.join(end)
    }

    #[test]
    fn a_secret_is_found_through_any_two_layers() {
        let rule = crate::rules::find("stripe-live-secret-key").unwrap();
        let detector = crate::detect::Detector::new();
        for seed in 0..3 {
            let secret = crate::rules::sample::render("sk_live_51{A62:97}", None, seed).unwrap().text;
            let plain = [&b"# settings\nstripe_key = \""[..], &secret, b"\"\nanother = 1\n"].concat();
            for (inner, first) in WAYS {
                let once = first(&plain);
                for (outer, second) in WAYS.iter().chain(std::iter::once(&PLAINLY)) {
                    let twice = second(once.as_bytes());
                    let text = format!("first line\nvalue: {twice}\nlast line\n").into_bytes();
                    let found = detector.scan(&text, 0..text.len(), crate::detect::About::default()).unwrap();
                    let own = found.iter().find(|candidate| candidate.rule.id == rule.id);
                    let own = own.unwrap_or_else(|| panic!("{outer} of {inner}: {}", String::from_utf8_lossy(&text)));
                    assert_eq!(own.secret.expose(), secret, "{outer} of {inner}");
                    let way: Vec<&str> = [*outer, *inner].into_iter().filter(|name| !name.is_empty()).collect();
                    // where the outer way leaves a stretch as it is, only the inner one counts
                    assert!(way.ends_with(&own.encoding) && own.encoding.ends_with(&[*inner]), "{way:?}: {:?}", own.encoding);
                    assert!(own.span.start >= 18 && own.span.end <= text.len() - 11, "{outer} of {inner}: {:?}", own.span);
                }
            }
        }
    }

    #[test]
    fn a_run_of_one_letter_is_opened_a_few_times_only() {
        let mut groups = crate::detect::Groups::default();
        (0..1_000_000).for_each(|at| groups.add(at));
        assert!(groups.places.len() <= 16, "{}", groups.places.len());
    }
}

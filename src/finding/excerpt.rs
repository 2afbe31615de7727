//! The line around a finding, safe to print: every candidate masked, and whatever else looks like a secret that no rule knows.

use std::ops::Range;

use super::Excerpt;
use crate::detect::{line_end, line_start};
use crate::secret::{BULLET, Secret};
use crate::text::printable;

/// Characters of a line that are shown.
const WIDTH: usize = 100;
/// Characters that are kept before the focus where a line is cut.
const LEAD: usize = 40;
/// Bytes of a line that are looked at on either side of the focus; a minified file is one line of megabytes.
const WINDOW: usize = 400;
/// From this length a run of letters and digits may be a secret.
const RUN: usize = 20;

/// A prefix longer than any secret: the mask shows bullets only.
const NOTHING: usize = usize::MAX;

/// Bytes that must not be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// Where they stand in the text.
    pub span: Range<usize>,
    /// How many of the first ones may be shown, because they are no secret ([`crate::rules::Rule::prefix_len`]; 0 where in doubt).
    pub prefix: usize,
}

impl Excerpt {
    /// The line of `text` in which `focus` (bytes) begins, with `masks` masked: those of *all* candidates in the text. `focus` is masked
    /// whole where no mask has exactly its place.
    pub fn new(text: &[u8], masks: &[Mask], focus: Range<usize>) -> Self {
        let focus = focus.start.min(text.len())..focus.end.min(text.len()).max(focus.start.min(text.len()));
        let start = line_start(text, focus.start);
        let end = line_end(text, focus.start);
        let line = start..if end > focus.start.max(start) && text[end - 1] == b'\r' { end - 1 } else { end };
        let window = window(text, &line, &focus);
        let mut out = Self::default();
        let mut at = window.start;
        for mask in merge(text, masks, &focus, &window) {
            plain(&text[at..mask.span.start], at == window.start && at > line.start, false, &mut out.text);
            let from = out.text.chars().count();
            out.text.push_str(&Secret::new(&text[mask.span.clone()]).masked(mask.prefix));
            if mask.span.start <= focus.start && focus.start <= mask.span.end {
                out.start = from;
                out.width = out.text.chars().count() - from;
            }
            at = mask.span.end;
        }
        if at < window.end {
            plain(&text[at..window.end], at == window.start && at > line.start, window.end < line.end, &mut out.text);
        }
        out.cut(window.start > line.start, window.end < line.end);
        out
    }

    /// Cuts the text to the width around the focus; says by an ellipsis that there is more.
    fn cut(&mut self, mut before: bool, mut after: bool) {
        let chars: Vec<char> = self.text.chars().collect();
        let end = self.start + self.width;
        let from = if chars.len() <= WIDTH || end + 10 <= WIDTH { 0 } else { self.start.saturating_sub(LEAD) };
        let to = (from + WIDTH).max(end).min(chars.len());
        before |= from > 0;
        after |= to < chars.len();
        let kept: String = chars[from..to].iter().collect();
        self.text = format!("{}{}{}", if before { "…" } else { "" }, kept.trim_end(), if after { "…" } else { "" });
        self.start = self.start - from + usize::from(before);
    }
}

/// The part of the line that is looked at: whole characters, at most [`WINDOW`] bytes on either side of the focus.
fn window(text: &[u8], line: &Range<usize>, focus: &Range<usize>) -> Range<usize> {
    let inside = |at: usize| at > 0 && at < text.len() && text[at] & 0xc0 == 0x80;
    let mut start = focus.start.saturating_sub(WINDOW).max(line.start);
    while start < focus.start && start > line.start && inside(start) {
        start += 1;
    }
    let mut end = (focus.end.min(line.end) + WINDOW).min(line.end);
    while end > focus.end && end < line.end && inside(end) {
        end -= 1;
    }
    start..end.max(start)
}

/// The masks that touch the window, in order, none overlapping; what begins before the window shows no prefix.
fn merge(text: &[u8], masks: &[Mask], focus: &Range<usize>, window: &Range<usize>) -> Vec<Mask> {
    let known = masks.iter().any(|mask| mask.span == *focus);
    let mut all: Vec<Mask> = masks
        .iter()
        .cloned()
        .chain((!known).then(|| Mask { span: focus.clone(), prefix: 0 }))
        .map(|mask| Mask { span: mask.span.start.min(text.len())..mask.span.end.min(text.len()), prefix: mask.prefix })
        .filter(|mask| mask.span.start < window.end.max(focus.start + 1) && mask.span.end > window.start && !mask.span.is_empty())
        .collect();
    all.sort_by_key(|mask| mask.span.start);
    let mut merged: Vec<Mask> = Vec::with_capacity(all.len());
    for mut mask in all {
        if mask.span.start < window.start {
            mask = Mask { span: window.start..mask.span.end, prefix: NOTHING };
        }
        match merged.last_mut() {
            Some(last) if last.span.end > mask.span.start => {
                // a prefix of the one is no prefix of the other, unless both begin together
                let together = last.span.start == mask.span.start;
                last.prefix = if together { shown_least(last.prefix, mask.prefix) } else { NOTHING };
                last.span.end = last.span.end.max(mask.span.end);
            }
            _ => merged.push(mask),
        }
    }
    merged
}

/// The prefix that shows less: none at all, else the shorter one.
fn shown_least(a: usize, b: usize) -> usize {
    if a == NOTHING || b == NOTHING { NOTHING } else { a.min(b) }
}

/// Text between masks: escaped, with runs that may be secrets masked. A run that a cut goes through may be longer than it looks.
fn plain(bytes: &[u8], cut_before: bool, cut_after: bool, out: &mut String) {
    let mut at = 0;
    for run in runs(bytes) {
        let cut = (cut_before && run.start == 0) || (cut_after && run.end == bytes.len());
        if is_suspicious(&bytes[run.clone()], cut) {
            out.push_str(&escape(&bytes[at..run.start]));
            out.push_str(&String::from(BULLET).repeat(run.len().clamp(4, 32)));
            at = run.end;
        }
    }
    out.push_str(&escape(&bytes[at..]));
}

/// `text` with runs masked that may be secrets no rule knows: for subjects and names. An ellipsis at its end says that it was cut there.
pub fn mask_runs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let whole = text.strip_suffix('…');
    plain(whole.unwrap_or(text).as_bytes(), false, whole.is_some(), &mut out);
    out.extend(whole.map(|_| '…'));
    out
}

/// Tabs are spaces here; anything else that is not plainly text becomes an escape.
fn escape(bytes: &[u8]) -> String {
    bytes.split(|byte| *byte == b'\t').map(printable).collect::<Vec<_>>().join("    ")
}

/// The longest runs of the characters that tokens are made of.
fn runs(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|byte| is_token(*byte))?;
        let end = bytes[start..].iter().position(|byte| !is_token(*byte)).map_or(bytes.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte)
}

/// May this run be a secret? Long, of letters and digits, and not made of words.
fn is_suspicious(run: &[u8], cut: bool) -> bool {
    let digit = run.iter().any(u8::is_ascii_digit);
    let letter = run.iter().any(u8::is_ascii_alphabetic);
    let wordy = || run.split(|byte| !byte.is_ascii_alphanumeric()).all(is_word);
    if cut { !wordy() } else { run.len() >= RUN && digit && letter && !wordy() }
}

/// Is this piece of a run something that people write: `payments`, `v2`, `sha256`, `2024`, `getUserName`?
fn is_word(piece: &[u8]) -> bool {
    let digits = piece.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let letters = &piece[..piece.len() - digits];
    let humps = letters.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count();
    let falls =
        letters.windows(3).filter(|three| three[0].is_ascii_uppercase() && three[1].is_ascii_uppercase() && three[2].is_ascii_lowercase());
    letters.iter().all(u8::is_ascii_alphabetic)
        && letters.len() <= 24
        && digits <= if letters.is_empty() { 8 } else { 4 }
        && (humps + falls.count()) * 4 <= letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, secret: &str, prefix: usize) -> Excerpt {
        let at = text.find(secret).unwrap();
        let span = at..at + secret.len();
        Excerpt::new(text.as_bytes(), &[Mask { span: span.clone(), prefix }], span)
    }

    fn focus(excerpt: &Excerpt) -> String {
        excerpt.text.chars().skip(excerpt.start).take(excerpt.width).collect()
    }

    #[test]
    fn the_line_is_shown_and_the_secret_is_not() {
        let secret = format!("sk_live_{}", "a1B2".repeat(6));
        let excerpt = of(&format!("first\n\tstripe.api_key = \"{secret}\" # live\r\nlast"), &secret, 8);
        assert_eq!(excerpt.text, format!("    stripe.api_key = \"sk_live_a1{}\" # live", "•".repeat(22)));
        assert_eq!(focus(&excerpt), format!("sk_live_a1{}", "•".repeat(22)));
    }

    #[test]
    fn other_tokens_are_masked_and_words_are_not() {
        let token = "q7Zk2".repeat(5);
        let text = format!("{token} \"hunter22\" src/v2/handler_2024.py 3f9c0a1b-77aa-4b21-9c0d-0123456789ab");
        let excerpt = of(&text, "hunter22", 0);
        assert_eq!(excerpt.text, format!("{} \"{}\" src/v2/handler_2024.py {}", "•".repeat(25), "•".repeat(8), "•".repeat(32)));
    }

    #[test]
    fn words_are_told_from_noise() {
        for (run, suspicious) in [
            ("config/payments/v2/handlers", false),
            ("NEXT_PUBLIC_STRIPE_KEY_2024", false),
            ("getUserNameFromRequest2", false),
            ("da39a3ee5e6b4b0d3255bfef95601890afd80709", true),
            ("dGhpcyBpcyBhIHNlY3JldCB2YWx1ZQ==1", true),
            ("short1", false),
            ("onlylettersandnodigitsatall", false),
        ] {
            assert_eq!(is_suspicious(run.as_bytes(), false), suspicious, "{run}");
        }
    }

    #[test]
    fn a_block_shows_its_first_line_only() {
        let text = "key = -----BEGIN X KEY-----\nMIIabc\nMIIdef\n-----END X KEY-----\n";
        let start = text.find("-----BEGIN").unwrap();
        let span = start..text.len() - 1;
        let excerpt = Excerpt::new(text.as_bytes(), &[Mask { span: span.clone(), prefix: 21 }], span);
        assert_eq!(excerpt.text, format!("key = -----BEGIN X KEY-----{}", "•".repeat(32)));
        let second = text.find("MIIabc").unwrap();
        let inner = Excerpt::new(text.as_bytes(), &[Mask { span: start..text.len() - 1, prefix: 10 }], second..second + 6);
        assert!(!inner.text.contains("MII"), "{}", inner.text);
    }

    #[test]
    fn long_lines_are_cut_around_the_focus() {
        let text = format!("{} pw=hunter22;{}", "word ".repeat(100_000), "word ".repeat(100_000));
        let excerpt = of(&text, "hunter22", 0);
        assert!(excerpt.text.chars().count() <= WIDTH + 2 && excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
        assert_eq!(focus(&excerpt), "••••••••");
        // a token that the window cuts is masked however little of it is left
        let text = format!("{}pw=hunter22;{}", "aB3".repeat(150), "aB3".repeat(150));
        assert!(!of(&text, "hunter22", 0).text.contains("aB3"));
    }

    proptest::proptest! {
        /// Secrets are made of characters that nothing else in the line has.
        #[test]
        fn no_masked_byte_is_shown(
            pieces in proptest::collection::vec(("[a-m \\t\\x00-\\x1f\u{202e}é]{0,30}", "[N-Z5-9]{1,60}"), 1..6),
            focus in 0usize..6,
            breaks: bool,
        ) {
            let mut text = String::new();
            let mut masks = Vec::new();
            for (plain, secret) in &pieces {
                text.push_str(&if breaks { plain.clone() } else { plain.replace('\n', " ") });
                masks.push(Mask { span: text.len()..text.len() + secret.len(), prefix: 0 });
                text.push_str(secret);
            }
            let focus = masks[focus % masks.len()].span.clone();
            let excerpt = Excerpt::new(text.as_bytes(), &masks, focus);
            let shown = excerpt.text.chars().filter(|c| ('N'..='Z').contains(c) || ('6'..='9').contains(c)).count();
            // two characters of each secret may be shown, and escapes have digits
            let escaped = text.chars().filter(|c| c.is_control() || *c == '\u{202e}').count();
            proptest::prop_assert!(shown <= masks.len() * 2 + 12 * escaped);
            proptest::prop_assert!(!excerpt.text.chars().any(char::is_control));
            proptest::prop_assert!(excerpt.start + excerpt.width <= excerpt.text.chars().count());
        }

        #[test]
        fn any_bytes_and_any_ranges_are_safe(text: Vec<u8>, spans in proptest::collection::vec((0usize..300, 0usize..300, 0usize..20), 0..5), at in 0usize..300, length in 0usize..300) {
            let masks: Vec<Mask> = spans.iter().map(|(start, length, prefix)| Mask { span: *start..start + length, prefix: *prefix }).collect();
            let excerpt = Excerpt::new(&text, &masks, at..at + length);
            proptest::prop_assert!(!excerpt.text.chars().any(char::is_control));
            proptest::prop_assert!(excerpt.start + excerpt.width <= excerpt.text.chars().count());
        }
    }
}

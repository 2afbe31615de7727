//! A template of a text that a pattern matches, so that a rule has a sample and no token stands in the file.

use std::fmt::Write;

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::rules::Alphabet;

/// Classes of templates, the richest first, and what is in them.
const CLASSES: &[(&str, &[(u8, u8)])] = &[
    ("A62", &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')]),
    ("lc36", &[(b'0', b'9'), (b'a', b'z')]),
    ("UC36", &[(b'0', b'9'), (b'A', b'Z')]),
    ("B32", &[(b'2', b'7'), (b'A', b'Z')]),
    ("b32", &[(b'2', b'7'), (b'a', b'z')]),
    ("alpha", &[(b'A', b'Z'), (b'a', b'z')]),
    ("lc26", &[(b'a', b'z')]),
    ("UC26", &[(b'A', b'Z')]),
    ("hex", &[(b'0', b'9'), (b'a', b'f')]),
    ("HEX", &[(b'0', b'9'), (b'A', b'F')]),
    ("dig", &[(b'0', b'9')]),
];
/// What is written for a class that none of these fits into, the likeliest first.
const PLAIN: &[u8] = b" =:\"-_./,;'<>()!#%&*+?@[]^`|~$\\{}";
/// How many characters stand for a repeat that may be long.
const MANY: u32 = 24;
/// No template is longer than this (bytes).
const LONGEST: usize = 4 << 10;

/// The template. Other variants take other branches and counts.
pub(super) fn template(tree: &Hir, variant: usize) -> String {
    let mut out = String::new();
    write(tree, variant, &mut out);
    out
}

fn write(tree: &Hir, variant: usize, out: &mut String) {
    if out.len() > LONGEST {
        return;
    }
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text(&literal.0, out),
        HirKind::Class(class) => characters(class, 1, false, out),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min + MANY);
            let class = if let HirKind::Class(class) = repetition.sub.kind() { Some(class) } else { None };
            let count = count(repetition.min, most, class, variant);
            match class {
                Some(class) => characters(class, count, true, out),
                None => (0..count.min(64)).for_each(|_| write(&repetition.sub, variant, out)),
            }
        }
        HirKind::Capture(capture) => {
            let is_secret = capture.name.as_deref() == Some("secret");
            out.push_str(if is_secret { "<<" } else { "" });
            write(&capture.sub, variant, out);
            out.push_str(if is_secret { ">>" } else { "" });
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, variant, out)),
        HirKind::Alternation(branches) => write(&branches[variant % branches.len()], variant, out),
    }
}

/// How often a class stands there: a body in full, a blank or a quote as seldom as may be.
fn count(least: u32, most: u32, class: Option<&Class>, variant: usize) -> u32 {
    let is_body = class.is_some_and(|class| placeholder(class).is_some());
    match (least, variant) {
        (0, 1) => most.min(3),
        (0, _) if !is_body || variant > 1 => 0,
        _ if is_body && most >= 12 => least.max(MANY.min(most)),
        _ => least.max(1).min(most),
    }
}

fn characters(class: &Class, count: u32, repeated: bool, out: &mut String) {
    if count == 0 {
        return;
    }
    let separator = || PLAIN.iter().copied().find(|byte| holds(class, *byte, *byte));
    // one character of many is best one that means nothing
    let plain = if repeated { None } else { separator() };
    if let Some(name) = placeholder(class).filter(|_| plain.is_none()) {
        let _ = write!(out, "{{{name}:{count}}}");
        return;
    }
    let any = || ranges(class).next().map(|(start, _)| start);
    if let Some(byte) = plain.or_else(separator).or_else(any) {
        (0..count.min(512)).for_each(|_| text(&[byte], out));
    }
}

/// The richest class of templates that is within this one.
fn placeholder(class: &Class) -> Option<&'static str> {
    CLASSES.iter().find(|(_, parts)| parts.iter().all(|(start, end)| holds(class, *start, *end))).map(|(name, _)| *name)
}

pub(super) fn ranges(class: &Class) -> impl Iterator<Item = (u8, u8)> + '_ {
    let bytes = if let Class::Bytes(class) = class { class.ranges() } else { &[] };
    bytes.iter().map(|range| (range.start(), range.end()))
}

fn holds(class: &Class, start: u8, end: u8) -> bool {
    ranges(class).any(|(first, last)| first <= start && end <= last)
}

/// Text as a template writes it: what would be a mark or a placeholder is written otherwise.
fn text(bytes: &[u8], out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '{' => out.push_str("{{"),
                '}' => out.push_str("}}"),
                '<' => out.push_str("{bytes:3c}"),
                '>' => out.push_str("{bytes:3e}"),
                _ => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "{{bytes:{byte:02x}}}");
        }
    }
}

/// The alphabet that all characters of the secret are of, and the most of them that it has.
pub(super) fn alphabet(tree: &Hir) -> Option<(Alphabet, usize)> {
    let secret = secret(tree)?;
    let body = match secret.kind() {
        HirKind::Concat(parts) => parts.iter().find(|part| matches!(part.kind(), HirKind::Repetition(_)))?,
        _ => secret,
    };
    let HirKind::Repetition(repetition) = body.kind() else { return None };
    let HirKind::Class(class) = repetition.sub.kind() else { return None };
    let within = |parts: &[(u8, u8)]| ranges(class).all(|(start, end)| parts.iter().any(|(first, last)| *first <= start && end <= *last));
    let letters: &[(u8, u8)] = &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')];
    let alphabet = if within(&[(b'0', b'9')]) {
        Alphabet::Digits
    } else if within(&[(b'0', b'9'), (b'a', b'f'), (b'A', b'F')]) {
        Alphabet::Hex
    } else if within(&[(b'0', b'9'), (b'a', b'z')]) || within(&[(b'0', b'9'), (b'A', b'Z')]) {
        Alphabet::Lc36
    } else if within(letters) {
        Alphabet::A62
    } else {
        return None;
    };
    Some((alphabet, secret.properties().maximum_len()?))
}

/// The group named `secret`.
fn secret(tree: &Hir) -> Option<&Hir> {
    match tree.kind() {
        HirKind::Capture(capture) if capture.name.as_deref() == Some("secret") => Some(&capture.sub),
        HirKind::Capture(capture) => secret(&capture.sub),
        HirKind::Repetition(repetition) => secret(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().find_map(secret),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, Search, pattern};
    use crate::rules::sample::render;

    #[test]
    fn templates_hold_no_token_and_render_to_what_the_pattern_matches() {
        for (foreign, first) in [
            ("acme_[0-9a-f]{32}", "<<acme_{hex:32}>>"),
            (r#"acme["']?\s*[:=]\s*["']?([0-9A-Za-z]{20,40})"#, "acme=<<{A62:24}>>"),
            ("(?i)acme_token=([a-z]+)", "ACME_TOKEN=<<{A62:24}>>"),
            (r"<acme>([^<]{10,})</acme>", "{bytes:3c}acme{bytes:3e}<<{A62:24}>>{bytes:3c}/acme{bytes:3e}"),
            (r"acme\{([A-Z2-7]{16})\}", "acme{{<<{B32:16}>>}}"),
            (r"acme_[!-/]{8}", "<<acme_\"\"\"\"\"\"\"\">>"),
        ] {
            let done = pattern(foreign, Dialect::Re2, None).unwrap();
            let search = Search::new(foreign, Dialect::Re2).unwrap();
            assert!(done.hit(0).starts_with(first) || foreign.contains("(?i)"), "{foreign}: {}", done.hit(0));
            for variant in 0..4 {
                let template = done.hit(variant);
                for seed in 0..4 {
                    let text = render(&template, None, seed).unwrap().text;
                    assert!(search.is_in(&text), "{foreign}: {template}");
                }
            }
        }
    }
}

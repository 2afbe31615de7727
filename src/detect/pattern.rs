//! What a pattern may be: a bytes regex whose program stays small.

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;

/// A compiled pattern may take this much memory (bytes); a rule that needs more is refused. It is a bound on time as well: building a
/// program of this size takes about two milliseconds.
pub(super) const PROGRAM_LIMIT: usize = 1 << 20;

/// The compiled pattern.
pub(super) fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).unicode(false).size_limit(PROGRAM_LIMIT).build()
}

/// What a pattern says, as [`compile`] reads it.
pub(super) fn parse(pattern: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).map_err(Box::new)
}

/// Why a pattern does not compile, in a few words, and the cure.
pub(super) fn why(error: &regex::Error) -> (String, &'static str) {
    match error {
        regex::Error::CompiledTooBig(limit) => (
            format!("it compiles to more than {} KiB", limit >> 10),
            "lower the counts of its repeats: a repeat within a repeat multiplies them",
        ),
        other => {
            let said = other.to_string();
            let last = said.lines().last().unwrap_or_default();
            (
                format!("it does not compile: {}", last.trim_start_matches("error: ")),
                "correct it; the syntax is that of the regex crate: https://docs.rs/regex/latest/regex/#syntax",
            )
        }
    }
}

/// Is there an end to how long a match can get? None where the pattern is no regex at all.
pub(super) fn is_bounded(pattern: &str) -> Option<bool> {
    let parsed = parse(pattern).ok()?;
    Some(parsed.properties().maximum_len().is_some())
}

/// Does the pattern leave it to the text where a body ends (`{80,}`)?
pub(super) fn is_open(pattern: &str) -> bool {
    has_repeat(pattern, ",}")
}

/// Does the pattern use this repeat outside classes and escapes?
pub(super) fn has_repeat(pattern: &str, repeat: &str) -> bool {
    let (mut in_class, mut escaped) = (false, false);
    pattern.char_indices().any(|(at, c)| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            _ => return !in_class && pattern[at..].starts_with(repeat),
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unbounded_repeats_are_seen() {
        for (pattern, repeat, there) in [
            ("a+", "+", true),
            (r"a\+", "+", false),
            ("[+]", "+", false),
            ("a{2,}", ",}", true),
            ("a{2,3}", ",}", false),
            ("[^,}]", ",}", false),
        ] {
            assert_eq!(has_repeat(pattern, repeat), there, "{pattern}");
        }
    }

    #[test]
    fn whether_a_match_can_grow_without_end() {
        for (pattern, bounded) in [
            ("a{1,9}", Some(true)),
            ("[]+*]", Some(true)),
            ("(?:a{1,9}){1,9}", Some(true)),
            ("a+", Some(false)),
            ("(?x) a *", Some(false)),
            ("a{1,}", Some(false)),
            ("(a", None),
        ] {
            assert_eq!(is_bounded(pattern), bounded, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_explodes_is_refused() {
        for pattern in ["a{1,1000}{1,1000}", "(?:(?:a{1,100}){1,100}){1,100}", "[a-z]{1,99999}"] {
            let (what, _) = why(&compile(pattern).unwrap_err());
            assert_eq!(what, "it compiles to more than 1024 KiB", "{pattern}");
        }
        assert_eq!(why(&compile("(a").unwrap_err()).0, "it does not compile: unclosed group");
    }
}

//! A regex over paths as globs: those of allow entries, and those that a rule holds in.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::dialect::{self, Dialect};
use super::{Refusal, pattern, sample};

/// At most so many globs stand for one regex.
const MANY: usize = 32;
/// A repeat of a few characters is written out up to so many times.
const TIMES: u32 = 8;

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Byte(u8),
    /// One of these.
    Set(Vec<(u8, u8)>),
    /// Anything, of any length.
    Anything,
    Start,
    End,
}

/// Globs that together match the paths in which the regex is found: no more of them, in a matcher whose `*` and `?` go over slashes.
pub fn globs(text: &str) -> Result<Vec<String>, Refusal> {
    let mut globs = Vec::new();
    for pieces in ways(text)? {
        let glob = glob(&pieces)?;
        if glob.bytes().all(|byte| byte == b'*') {
            return Err(Refusal::whole("it takes in every file"));
        }
        if !globs.contains(&glob) {
            globs.push(glob);
        }
    }
    if globs.is_empty() { Err(Refusal::whole("it matches no path")) } else { Ok(globs) }
}

/// Names of files as rules have them, which take in all paths in which the regex is found, and perhaps more.
pub fn files(text: &str) -> Result<Vec<String>, Refusal> {
    let mut files = Vec::new();
    for pieces in ways(text)? {
        let file = file(&pieces).ok_or_else(|| Refusal::whole("it is neither a file's name nor an ending of names"))?;
        if !files.contains(&file) {
            files.push(file);
        }
    }
    if files.is_empty() { Err(Refusal::whole("it matches no path")) } else { Ok(files) }
}

/// All ways to match, each tied to the ends of the path or open there.
fn ways(text: &str) -> Result<Vec<Vec<Piece>>, Refusal> {
    let plain = dialect::plain(text, Dialect::Re2)?;
    let tree = pattern::parse(&plain.text);
    let tree = tree.map_err(|_| Refusal::whole("it cannot be read"))?;
    let mut whole = Vec::new();
    for way in expand(&tree)? {
        // what has to stand before the start or behind the end matches nothing
        let start = way.iter().rposition(|piece| *piece == Piece::Start);
        let end = way.iter().position(|piece| *piece == Piece::End);
        let is_empty = |pieces: &[Piece]| pieces.iter().all(|piece| matches!(piece, Piece::Start | Piece::End | Piece::Anything));
        if !is_empty(&way[..start.unwrap_or(0)]) || !is_empty(&way[end.unwrap_or(way.len())..]) {
            continue;
        }
        let mut pieces = Vec::new();
        if start.is_none() {
            pieces.push(Piece::Anything);
        }
        let (from, to) = (start.map_or(0, |at| at + 1), end.unwrap_or(way.len()));
        pieces.extend(way.get(from..to).unwrap_or_default().iter().cloned());
        if end.is_none() {
            pieces.push(Piece::Anything);
        }
        pieces.dedup_by(|a, b| *a == Piece::Anything && *b == Piece::Anything);
        whole.push(pieces);
    }
    Ok(whole)
}

fn expand(tree: &Hir) -> Result<Vec<Vec<Piece>>, Refusal> {
    let one = |piece| Ok(vec![vec![piece]]);
    match tree.kind() {
        HirKind::Empty => Ok(vec![Vec::new()]),
        HirKind::Literal(literal) => Ok(vec![literal.0.iter().copied().map(Piece::Byte).collect()]),
        HirKind::Class(class) => one(Piece::Set(sample::ranges(class).collect())),
        HirKind::Look(Look::Start | Look::StartLF | Look::StartCRLF) => one(Piece::Start),
        HirKind::Look(Look::End | Look::EndLF | Look::EndCRLF) => one(Piece::End),
        HirKind::Look(_) => Err(Refusal::whole("an edge of a word")),
        HirKind::Capture(capture) => expand(&capture.sub),
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(expand(branch)?);
            }
            bounded(all)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![Vec::new()];
            for part in parts {
                all = bounded(cross(&all, &expand(part)?))?;
            }
            Ok(all)
        }
        HirKind::Repetition(repetition) => {
            let sub = expand(&repetition.sub)?;
            let mut power = vec![Vec::new()];
            for _ in 0..repetition.min.min(TIMES + 1) {
                power = bounded(cross(&power, &sub))?;
            }
            let is_any = matches!(repetition.sub.kind(), HirKind::Class(class) if is_any(class));
            match repetition.max {
                _ if repetition.min > TIMES => Err(Refusal::whole("a long repeat")),
                None if is_any => Ok(cross(&power, &[vec![Piece::Anything]])),
                None => Err(Refusal::whole("a repeat without an end of some characters and not of all")),
                Some(most) if most > TIMES => Err(Refusal::whole("a long repeat")),
                Some(most) => {
                    let mut all = power.clone();
                    for _ in repetition.min..most {
                        power = bounded(cross(&power, &sub))?;
                        all.extend(power.clone());
                    }
                    bounded(all)
                }
            }
        }
    }
}

fn cross(heads: &[Vec<Piece>], tails: &[Vec<Piece>]) -> Vec<Vec<Piece>> {
    heads.iter().take(MANY + 1).flat_map(|head| tails.iter().take(MANY + 1).map(move |tail| [head.as_slice(), tail].concat())).collect()
}

fn bounded(all: Vec<Vec<Piece>>) -> Result<Vec<Vec<Piece>>, Refusal> {
    let is_long = |way: &Vec<Piece>| way.len() > 1_000;
    if all.len() > MANY || all.iter().any(is_long) { Err(Refusal::whole("it would be too many globs")) } else { Ok(all) }
}

/// Any byte, or any but a line feed, which no name in git's trees is likely to hold.
fn is_any(class: &Class) -> bool {
    let covered: usize = sample::ranges(class).map(|(start, end)| usize::from(end - start) + 1).sum();
    covered >= 255 && !sample::ranges(class).all(|(start, end)| !(start..=end).contains(&b'/'))
}

fn glob(pieces: &[Piece]) -> Result<String, Refusal> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Byte(byte) if matches!(byte, b'*' | b'?' | b'[' | b'{' | b'}' | b'\\') => out.extend([b'[', *byte, b']']),
            Piece::Byte(byte) => out.push(*byte),
            Piece::Set(ranges) => out.extend(set(ranges)?),
            Piece::Anything => out.push(b'*'),
            Piece::Start | Piece::End => {}
        }
    }
    String::from_utf8(out).map_err(|_| Refusal::whole("bytes that are no UTF-8"))
}

/// One of several bytes, as a glob writes it.
fn set(ranges: &[(u8, u8)]) -> Result<Vec<u8>, Refusal> {
    let holds = |byte: u8| ranges.iter().any(|(start, end)| (*start..=*end).contains(&byte));
    if (0..=u8::MAX).filter(|byte| holds(*byte)).count() >= 255 && holds(b'/') {
        return Ok(vec![b'?']);
    }
    // of what is left out, only what is printable matters; a few bytes are written one by one
    let negated = holds(0xff);
    let listed: Vec<u8> = (0x20..0x7f).filter(|byte| holds(*byte) != negated).collect();
    if listed.is_empty() || listed.iter().any(|byte| matches!(byte, b'[' | b']' | b'!' | b'^' | b'\\')) {
        return Err(Refusal::whole("a class of characters that no glob can write"));
    }
    let mut out = if negated { b"[!".to_vec() } else { b"[".to_vec() };
    let hyphen = listed.contains(&b'-');
    let mut at = 0;
    let plain: Vec<u8> = listed.into_iter().filter(|byte| *byte != b'-').collect();
    while at < plain.len() {
        let run = (at..plain.len()).take_while(|next| usize::from(plain[*next]) == usize::from(plain[at]) + next - at).count();
        if run > 2 {
            out.extend([plain[at], b'-', plain[at + run - 1]]);
        } else {
            out.extend(&plain[at..at + run]);
        }
        at += run;
    }
    if hyphen {
        out.push(b'-');
    }
    out.push(b']');
    Ok(out)
}

/// A base name, or an ending with a dot, after folders.
fn file(pieces: &[Piece]) -> Option<String> {
    let (is_open, rest) = match pieces {
        [Piece::Anything, rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut name = String::new();
    for piece in rest {
        let byte = match piece {
            Piece::Byte(byte) => *byte,
            // a letter in both cases: these names are compared without case
            Piece::Set(ranges) => match ranges.as_slice() {
                [(upper, a), (lower, b)]
                    if upper == a && lower == b && upper.is_ascii_uppercase() && upper.to_ascii_lowercase() == *lower =>
                {
                    *lower
                }
                _ => return None,
            },
            _ => return None,
        };
        if !byte.is_ascii_graphic() || matches!(byte, b'*' | b'?' | b'[') {
            return None;
        }
        name.push(char::from(byte.to_ascii_lowercase()));
    }
    match name.strip_prefix('/') {
        Some(whole) if !whole.is_empty() && !whole.ends_with('/') => Some(whole.to_owned()),
        _ if name.is_empty() || name.ends_with('/') => None,
        // `^folder/name$` is such a path and no other
        _ if !is_open => Some(name),
        // the end of a folder's name is no folder
        _ if name.contains('/') || !name.contains('.') => None,
        _ => Some(format!("*{name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_what_the_regex_is_found_in_and_nothing_else() {
        for (regex, expected) in [
            (r"go\.mod$", "*go.mod"),
            (r"^go\.(mod|sum)$", "go.mod go.sum"),
            (r"(^|/)tests/", "tests/* */tests/*"),
            (r"tests/.*\.json", "*tests/*.json*"),
            (r"(?i)readme", "*[Rr][Ee][Aa][Dd][Mm][Ee]*"),
            (r"^a.b[0-9a-f]?$", "a?b a?b[0-9a-f]"),
            (r"^[^/]x$", "[!/]x"),
            (r"^a\*b\[c\]$", "a[*]b[[]c]"),
            ("^é", "é*"),
        ] {
            assert_eq!(globs(regex).map(|globs| globs.join(" ")), Ok(expected.to_owned()), "{regex}");
        }
        for regex in [".*", "", "^[^/]*$", r"\bword", "a{1,99}", "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)", "(?=x)", "a^b"] {
            assert!(globs(regex).is_err(), "{regex}");
        }
    }

    proptest::proptest! {
        /// The oracle is the regex itself, on paths that are like it.
        #[test]
        fn no_glob_takes_in_more_than_its_regex(regex in "\\^?[ab/.*?|()]{1,8}\\$?", path in "[ab/c.]{1,10}") {
            if let (Ok(globs), Ok(compiled)) = (globs(&regex), super::super::Search::new(&regex, Dialect::Re2)) {
                for glob in globs {
                    let matcher = globset::Glob::new(&glob).unwrap().compile_matcher();
                    proptest::prop_assert!(!matcher.is_match(&path) || compiled.is_in(path.as_bytes()), "{} {} {}", regex, glob, path);
                }
            }
        }
    }

    #[test]
    fn names_of_files_take_in_all_that_the_regex_is_found_in() {
        for (regex, expected) in [
            (r"\.env$", Some("*.env")),
            (r"(^|/)\.npmrc$", Some(".npmrc")),
            (r"^config/Master\.key$", Some("config/master.key")),
            (r"(?i)\.TF(vars)?$", Some("*.tf *.tfvars")),
            (r"^.*\.pem$", Some("*.pem")),
            (r"tests/", None),
            (r"aws/credentials$", None),
            (r"credentials$", None),
        ] {
            assert_eq!(files(regex).ok().map(|files| files.join(" ")), expected.map(str::to_owned), "{regex}");
        }
    }
}

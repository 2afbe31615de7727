//! From another dialect to that of the regex crate, byte for byte where the two agree.
//!
//! Facts: the syntax of RE2 (github.com/google/re2/wiki/Syntax), POSIX extended regular expressions as GNU grep reads them, and the syntax of
//! the regex crate.

use regex_syntax::ast;

use super::Refusal;

/// Whose regular expression it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// RE2, that of Go.
    Re2,
    /// POSIX extended, that of `grep -E`.
    Extended,
}

/// A pattern that the regex crate parses.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) text: String,
    /// For each byte of the text, where it comes from (bytes of the foreign pattern).
    origin: Vec<usize>,
    foreign: String,
    pub(super) tree: ast::Ast,
    pub(super) remarks: Vec<String>,
}

impl Plain {
    /// A reason at a byte of the text.
    pub(super) fn refusal(&self, at: usize, what: impl Into<String>) -> Refusal {
        Refusal::at(&self.foreign, self.origin.get(at).copied().unwrap_or(self.foreign.len()), what)
    }
}

/// Rewrites what is written otherwise in our dialect.
pub(super) fn plain(foreign: &str, dialect: Dialect) -> Result<Plain, Refusal> {
    // what a configuration may hold at most
    if foreign.len() > 16 << 10 {
        return Err(Refusal::whole("it is longer than 16 KiB"));
    }
    let mut writer = Writer { foreign, dialect, out: String::new(), origin: Vec::new(), at: 0, remarks: Vec::new() };
    while writer.at < foreign.len() {
        writer.piece()?;
    }
    let Writer { out, origin, remarks, .. } = writer;
    match ast::parse::ParserBuilder::new().nest_limit(100).build().parse(&out) {
        Ok(tree) => Ok(Plain { text: out, origin, foreign: foreign.to_owned(), tree, remarks }),
        Err(error) => {
            let at = origin.get(error.span().start.offset).copied().unwrap_or(foreign.len());
            Err(Refusal::at(foreign, at, error.kind().to_string()))
        }
    }
}

struct Writer<'f> {
    foreign: &'f str,
    dialect: Dialect,
    out: String,
    origin: Vec<usize>,
    at: usize,
    remarks: Vec<String>,
}

/// What stands at one place of a class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Member {
    /// One character: a range may begin with it.
    One,
    /// Several.
    Many,
}

impl<'f> Writer<'f> {
    fn rest(&self) -> &'f str {
        &self.foreign[self.at..]
    }

    /// Writes `text` for the next `length` bytes.
    fn put(&mut self, text: &str, length: usize) {
        self.out.push_str(text);
        self.origin.extend(std::iter::repeat_n(self.at, text.len()));
        self.at += length;
    }

    fn refuse<T>(&self, what: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal::at(self.foreign, self.at, what))
    }

    fn remark(&mut self, text: &str) {
        if !self.remarks.iter().any(|other| other == text) {
            self.remarks.push(text.to_owned());
        }
    }

    /// One piece outside classes.
    fn piece(&mut self) -> Result<(), Refusal> {
        let rest = self.rest();
        let Some(next) = rest.chars().next() else { return Ok(()) };
        match next {
            '\\' => self.escape(false).map(|_| ()),
            '[' => self.class(),
            '(' => self.group(),
            '{' if counted(rest).is_none() => {
                self.put("\\{", 1);
                Ok(())
            }
            '*' | '+' | '?' | '{' => self.repeat(next),
            _ => {
                self.put(&rest[..next.len_utf8()], next.len_utf8());
                Ok(())
            }
        }
    }

    /// A repeat, and in RE2 the mark of a lazy one.
    fn repeat(&mut self, first: char) -> Result<(), Refusal> {
        let rest = self.rest();
        let length = if first == '{' { counted(rest).unwrap_or(1) } else { 1 };
        self.put(&rest[..length], length);
        if self.dialect == Dialect::Re2 && self.rest().starts_with('?') {
            self.put("?", 1);
        }
        if self.rest().starts_with(['*', '+', '?']) || counted(self.rest()).is_some() {
            return self.refuse("a repeat of a repeat");
        }
        Ok(())
    }

    fn group(&mut self) -> Result<(), Refusal> {
        let rest = self.rest();
        let Some(mark) = rest.strip_prefix("(?") else {
            self.put("(", 1);
            return Ok(());
        };
        if self.dialect == Dialect::Extended {
            return self.refuse("`(?` is no syntax of extended regular expressions");
        }
        for (start, what) in [("P=", "a reference back to a group"), ("P>", "a reference to a group")] {
            if mark.starts_with(start) {
                return self.refuse(format!("{what}, which a search in linear time cannot follow"));
            }
        }
        for (start, what) in
            [("=", "a look ahead"), ("!", "a look ahead"), ("<=", "a look behind"), ("<!", "a look behind"), (">", "an atomic group")]
        {
            if mark.starts_with(start) {
                return self.refuse(format!("{what} (`(?{start}`), which neither RE2 nor the regex crate has"));
            }
        }
        if mark.starts_with('#') {
            return self.refuse("a comment in a pattern");
        }
        // `(?` and what follows up to the group's own text stands alike in both
        self.put("(?", 2);
        Ok(())
    }

    /// An escape, within a class or without.
    fn escape(&mut self, in_class: bool) -> Result<Member, Refusal> {
        let rest = self.rest();
        let Some(next) = rest[1..].chars().next() else { return self.refuse("a backslash at the end") };
        let length = 1 + next.len_utf8();
        match next {
            'Q' if self.dialect == Dialect::Re2 && !in_class => {
                let quoted = rest[2..].split("\\E").next().unwrap_or_default();
                self.at += 2;
                for c in quoted.chars() {
                    let escaped = regex_syntax::escape(c.encode_utf8(&mut [0; 4]));
                    self.put(&escaped, c.len_utf8());
                }
                if self.rest().starts_with("\\E") {
                    self.at += 2;
                }
                Ok(Member::Many)
            }
            'E' if self.dialect == Dialect::Re2 => {
                self.at += length;
                Ok(Member::Many)
            }
            'C' if self.dialect == Dialect::Re2 && !in_class => {
                self.put("(?s:.)", length);
                Ok(Member::Many)
            }
            'p' | 'P' => self.property(in_class),
            '0'..='9' => self.octal(next, in_class),
            '<' | '>' if self.dialect == Dialect::Re2 || in_class => {
                self.put(&rest[1..2], length);
                Ok(Member::One)
            }
            'x' => {
                let braced = rest[2..].starts_with('{').then(|| rest.find('}').map(|end| end + 1)).flatten();
                let length = braced.unwrap_or_else(|| 2 + rest[2..].bytes().take(2).take_while(u8::is_ascii_hexdigit).count());
                self.put(&rest[..length], length);
                Ok(Member::One)
            }
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                self.put(&rest[..length], length);
                Ok(Member::Many)
            }
            '`' | '\'' if self.dialect == Dialect::Extended => {
                self.put(if next == '`' { "(?m:^)" } else { "(?m:$)" }, length);
                Ok(Member::Many)
            }
            _ if !next.is_ascii() => {
                self.put(&rest[1..length], length);
                Ok(Member::One)
            }
            _ => {
                self.put(&rest[..length], length);
                Ok(Member::One)
            }
        }
    }

    /// `\pN`, `\p{Lu}`: our patterns know ASCII.
    fn property(&mut self, in_class: bool) -> Result<Member, Refusal> {
        let rest = self.rest();
        if self.dialect == Dialect::Extended {
            return self.refuse("a Unicode class is no syntax of extended regular expressions");
        }
        let braced = rest[2..].strip_prefix('{').and_then(|inner| inner.split_once('}')).map(|(name, _)| (name, name.len() + 4));
        let (name, length) = braced.unwrap_or_else(|| {
            let end = 2 + rest[2..].chars().next().map_or(0, char::len_utf8);
            (&rest[2..end], end)
        });
        let (name, turned) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
        let set = match name {
            "N" | "Nd" => "0-9",
            "L" => "A-Za-z",
            "Lu" => "A-Z",
            "Ll" => "a-z",
            "P" => "!-#%-*,-/:;?@\\[-\\]_\\{\\}",
            "Z" | "Zs" => " ",
            "Any" if !in_class => {
                self.put("(?s:.)", length);
                return Ok(Member::Many);
            }
            _ => return self.refuse(format!("the Unicode class {}", &rest[..length.min(rest.len())])),
        };
        let negated = turned != rest.starts_with("\\P");
        self.put(&format!("[{}{set}]", if negated { "^" } else { "" }), length);
        self.remark("Unicode classes are read as their ASCII letters, digits and signs");
        Ok(Member::Many)
    }

    /// `\012` is a character, `\1` a reference back.
    fn octal(&mut self, first: char, in_class: bool) -> Result<Member, Refusal> {
        let rest = self.rest();
        let digits = rest[1..].bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        let is_octal = self.dialect == Dialect::Re2 && first < '8' && (first == '0' || digits > 1);
        if !is_octal {
            let what =
                if in_class { "an escaped digit" } else { "a reference back to a group, which a search in linear time cannot follow" };
            return self.refuse(what);
        }
        let value = u32::from_str_radix(&rest[1..=digits], 8).unwrap_or_default();
        self.put(&format!("\\x{{{value:x}}}"), 1 + digits);
        Ok(Member::One)
    }

    /// A class in brackets. Ours has sets within sets and operators between them; there these are plain characters.
    fn class(&mut self) -> Result<(), Refusal> {
        let opened = self.at;
        let head = if self.rest().starts_with("[^") { 2 } else { 1 };
        self.put(&self.rest()[..head], head);
        let mut last: Option<Member> = None;
        let mut first = true;
        loop {
            let rest = self.rest();
            let Some(next) = rest.chars().next() else {
                self.at = opened;
                return self.refuse("a class that is never closed");
            };
            if next == ']' && !first {
                self.put("]", 1);
                return Ok(());
            }
            first = false;
            let is_range = next == '-' && last == Some(Member::One) && !rest[1..].starts_with(']');
            if is_range {
                self.put("-", 1);
                let Some(end) = self.rest().chars().next() else { continue };
                self.member(end)?;
                last = None;
            } else {
                last = Some(self.member(next)?);
            }
        }
    }

    /// One member of a class.
    fn member(&mut self, next: char) -> Result<Member, Refusal> {
        let rest = self.rest();
        let length = next.len_utf8();
        let is_name = |name: &&str| name.bytes().all(|byte| byte == b'^' || byte.is_ascii_lowercase());
        let named = rest.strip_prefix("[:").and_then(|named| named.split_once(":]")).map(|(name, _)| name).filter(is_name);
        if let Some(name) = named {
            let length = name.len() + 4;
            self.put(&rest[..length], length);
            return Ok(Member::Many);
        }
        if self.dialect == Dialect::Extended && (rest.starts_with("[.") || rest.starts_with("[=")) {
            return self.refuse("a collating element");
        }
        match next {
            '\\' if self.dialect == Dialect::Extended => {
                self.put("\\\\", 1);
                Ok(Member::One)
            }
            '\\' => self.escape(true),
            '[' | ']' | '&' | '~' | '-' | '^' => {
                self.put(&format!("\\{next}"), 1);
                Ok(Member::One)
            }
            _ => {
                self.put(&rest[..length], length);
                Ok(Member::One)
            }
        }
    }
}

/// The length of a repeat in braces that `text` begins with: `{2}`, `{2,}`, `{2,3}`.
fn counted(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?.split_once('}')?.0;
    let is_number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match inner.split_once(',') {
        Some((least, most)) => is_number(least) && (most.is_empty() || is_number(most)),
        None => is_number(inner),
    };
    fits.then_some(inner.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_otherwise_is_rewritten() {
        use Dialect::{Extended, Re2};
        for (foreign, dialect, ours) in [
            (r"acme_[0-9a-f]{32}\b", Re2, r"acme_[0-9a-f]{32}\b"),
            (r"\Qa.b[\E+", Re2, r"a\.b\[+"),
            (r"a\Cb", Re2, "a(?s:.)b"),
            (r"\pN{4}[\pL_]", Re2, "[0-9]{4}[[A-Za-z]_]"),
            (r"\PN\p{^Lu}\P{^Nd}", Re2, "[^0-9][^A-Z][0-9]"),
            (r"\<a\>", Re2, "<a>"),
            (r"\<a\>", Extended, r"\<a\>"),
            (r"\012\x41\x{42}", Re2, r"\x{a}\x41\x{42}"),
            (r"[[a&&b~]", Re2, r"[\[a\&\&b\~]"),
            (r"[]a][^]b]", Re2, r"[\]a][^\]b]"),
            (r"[\w-.][+--][a-]", Re2, r"[\w\-.][+-\-][a\-]"),
            (r"[[:alpha:]_]", Re2, "[[:alpha:]_]"),
            (r"[\.]", Extended, r"[\\.]"),
            (r"a{,3}{x}", Re2, r"a\{,3}\{x}"),
            (r"(?i)(?P<a>b)(?:c)*?", Re2, r"(?i)(?P<a>b)(?:c)*?"),
        ] {
            assert_eq!(plain(foreign, dialect).map(|plain| plain.text), Ok(ours.to_owned()), "{foreign}");
        }
    }

    #[test]
    fn what_cannot_be_is_named_with_its_place() {
        use Dialect::{Extended, Re2};
        for (foreign, dialect, place, what) in [
            (r"ab(?P=x)", Re2, 3, "reference back"),
            (r"é(?=x)", Re2, 2, "look ahead"),
            (r"(?<!x)", Re2, 1, "look behind"),
            (r"(a)\1", Re2, 4, "reference back"),
            (r"\p{Greek}", Re2, 1, "Unicode class"),
            (r"\Pé", Re2, 1, "Unicode class"),
            (r"a\p", Re2, 2, "Unicode class"),
            (r"[a", Re2, 1, "never closed"),
            (r"(a", Re2, 1, "unclosed group"),
            (r"a**", Re2, 3, "repeat of a repeat"),
            (r"a+?", Extended, 3, "repeat of a repeat"),
            (r"(?:a)", Extended, 1, "no syntax"),
            ("a\\", Re2, 2, "backslash"),
        ] {
            let refusal = plain(foreign, dialect).unwrap_err();
            assert!(refusal.place == place && refusal.what.contains(what), "{foreign}: {refusal:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_pattern_breaks_it(text in "[-a-c0-9\\\\\\[\\]{}()^$?*+|.,:=<>QEpP&~é]{0,24}") {
            for dialect in [Dialect::Re2, Dialect::Extended] {
                let _ = plain(&text, dialect);
            }
        }
    }
}

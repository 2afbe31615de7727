//! Is a value one of a Kubernetes Secret? Told from where it stands in the manifest: below `data` or `stringData` of an object of that kind,
//! whichever comes first.
//!
//! Facts: <https://kubernetes.io/docs/concepts/configuration/secret/>.

use std::ops::Range;

use super::judge;
use super::rule::{Sighting, Verdict};

/// How far from a value its object is looked at, on either side (bytes).
const REACH: usize = 64 << 10;

/// Names (lower case, whole or after a separator) of what lies in a Secret and is none.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "user", "username", "login", "name", "email", "host", "hostname", "server", "address", "port", "database", "dbname", "db", "namespace", "region", "bucket", "endpoint",
    "domain", "issuer", "type", "enabled", "version", "ca", "scopes", "scope", "crt", "cert", "pub", "public", "tenant", "realm", "cluster", "id", "url",
];

/// A value of a YAML manifest.
pub(super) fn yaml(seen: &Sighting<'_>) -> Verdict {
    let lines = Lines::around(seen);
    let Some(member) = lines.member() else { return Verdict::Silent };
    if !lines.is_secret(member.parent) {
        return Verdict::Silent;
    }
    value(member.name, &seen.text[seen.secret.clone()], member.coded)
}

/// A value of a JSON manifest.
pub(super) fn json(seen: &Sighting<'_>) -> Verdict {
    let text = &seen.text[..seen.matched.start];
    let Some(inner) = opening(text) else { return Verdict::Silent };
    let coded = match text[..inner].trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end) {
        Some(before) if before.ends_with(b"\"data\"") => true,
        Some(before) if before.ends_with(b"\"stringData\"") => false,
        _ => return Verdict::Silent,
    };
    let Some(outer) = opening(&text[..inner]) else { return Verdict::Silent };
    if !says_secret(&seen.text[outer..(outer + REACH).min(seen.text.len())]) {
        return Verdict::Silent;
    }
    let read = &seen.text[seen.matched.start + 1..seen.secret.start];
    let name = &read[..memchr::memchr(b'"', read).unwrap_or(read.len())];
    value(name, &seen.text[seen.secret.clone()], coded)
}

/// The brace that opens the object at whose inside `text` ends, at most [`REACH`] back.
fn opening(text: &[u8]) -> Option<usize> {
    let from = text.len().saturating_sub(REACH);
    let mut depth = 0;
    text[from..]
        .iter()
        .rposition(|byte| {
            match byte {
                b'}' => depth += 1,
                b'{' => depth -= 1,
                _ => {}
            }
            depth < 0
        })
        .map(|at| from + at)
}

/// Is the object that `text` begins with of the kind Secret, by a member of its own?
fn says_secret(text: &[u8]) -> bool {
    let mut depth = 0;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return false,
            b'}' => depth -= 1,
            b'"' if depth == 1 && text[at..].starts_with(b"\"kind\"") => {
                let rest = text[at + 6..].trim_ascii_start();
                if rest.strip_prefix(b":").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\"Secret\"")) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The verdict on a value by its member's name; `coded`: it is the base64 of what it says.
fn value(name: &[u8], value: &[u8], coded: bool) -> Verdict {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let is_open = OPEN.iter().any(|open| {
        name.strip_suffix(open).is_some_and(|head| head.is_empty() || head.ends_with(['-', '_', '.'])) && !name.contains("pass")
    });
    let decoded = if coded { decode(value) } else { Some(value.to_vec()) };
    let Some(plain) = decoded else { return Verdict::Silent };
    let text = plain.trim_ascii();
    // an address is no secret unless a password stands in it
    let has_password = memchr::memmem::find(text, b"://").is_some_and(|at| memchr::memchr(b'@', &text[at..]).is_some());
    // keys in PEM have rules of their own, which look into base64 too
    if is_open && !has_password || text.starts_with(b"-----BEGIN ") {
        return Verdict::Silent;
    }
    if !text.iter().all(|byte| (b' '..=b'~').contains(byte) || byte.is_ascii_whitespace()) {
        return if text.len() >= 16 { Verdict::Believed } else { Verdict::Silent };
    }
    let whole_file = memchr::memchr(b'\n', text).is_some() || text.starts_with(b"{") || text.starts_with(b"[");
    let is_word =
        text.eq_ignore_ascii_case(b"true") || text.eq_ignore_ascii_case(b"false") || text.iter().all(u8::is_ascii_digit) && text.len() < 8;
    // a hash: its password has to be guessed first
    let is_hash = text.starts_with(b"$") && memchr::memchr_iter(b'$', text).count() >= 3;
    match judge::of_user(text, b"") {
        _ if is_word || text.starts_with(b"http") && !has_password => Verdict::Silent,
        // a configuration file: what is secret in it, other rules tell better
        _ if whole_file || is_hash => Verdict::Weak,
        verdict => verdict,
    }
}

/// What the base64 says; of a long one, which the pattern cuts, whole groups.
fn decode(value: &[u8]) -> Option<Vec<u8>> {
    let mut bare = judge::unpadded(value);
    if bare.len() % 4 == 1 {
        bare = &bare[..bare.len() - 1];
    }
    data_encoding::BASE64_NOPAD.decode(bare).ok()
}

/// The lines around a value.
struct Lines<'t> {
    text: &'t [u8],
    /// Start of the value's line.
    at: usize,
}

/// What a value is assigned to.
struct Member<'t> {
    name: &'t [u8],
    /// The line of `data:` or `stringData:`.
    parent: Range<usize>,
    /// Is it `data`, whose values are base64?
    coded: bool,
}

impl<'t> Lines<'t> {
    fn around(seen: &Sighting<'t>) -> Self {
        // the pattern begins at the line's start
        Self { text: seen.text, at: seen.matched.start }
    }

    /// Lines above `at`, the nearest first.
    fn above(&self, at: usize) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let text = self.text;
        let floor = at.saturating_sub(REACH);
        let mut end = at;
        std::iter::from_fn(move || {
            if end <= floor {
                return None;
            }
            let line = end - 1;
            let start = memchr::memrchr(b'\n', &text[..line]).map_or(0, |found| found + 1);
            end = start;
            Some(start..line)
        })
    }

    /// Lines below the one that ends at `at`.
    fn below(&self, at: usize) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let text = self.text;
        let ceiling = (at + REACH).min(text.len());
        let mut start = at + 1;
        std::iter::from_fn(move || {
            if start >= ceiling {
                return None;
            }
            let end = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |found| start + found);
            let line = start..end;
            start = end + 1;
            Some(line)
        })
    }

    fn line(&self, line: Range<usize>) -> Line<'t> {
        Line::read(&self.text[line])
    }

    /// The member that the value belongs to, where that is one of `data` or `stringData`.
    fn member(&self) -> Option<Member<'t>> {
        let end = memchr::memchr(b'\n', &self.text[self.at..]).map_or(self.text.len(), |found| self.at + found);
        let own = self.line(self.at..end);
        let parent = self.above(self.at).find(|line| {
            let line = self.line(line.clone());
            !line.is_blank() && line.indent < own.indent
        })?;
        let line = self.line(parent.clone());
        let coded = match line.name() {
            b"data" => true,
            b"stringData" => false,
            _ => return None,
        };
        line.value().is_empty().then(|| Member { name: own.name(), parent, coded })
    }

    /// Has the object that the member at `line` belongs to the kind Secret?
    fn is_secret(&self, line: Range<usize>) -> bool {
        let own = self.line(line.clone());
        let mut is_kind = false;
        if !own.opens {
            for other in self.above(line.start) {
                let other = self.line(other);
                if other.is_blank() {
                    continue;
                }
                if other.indent < own.indent || other.ends_document() {
                    break;
                }
                is_kind |= other.indent == own.indent && other.is_kind();
                if other.indent == own.indent && other.opens {
                    break;
                }
            }
        }
        for other in self.below(line.end) {
            let other = self.line(other);
            if other.is_blank() {
                continue;
            }
            if is_kind || other.indent < own.indent || other.ends_document() || other.indent == own.indent && other.opens {
                break;
            }
            is_kind |= other.indent == own.indent && other.is_kind();
        }
        is_kind
    }
}

/// A line of YAML.
struct Line<'t> {
    /// The column (bytes) where its member begins, behind the dashes of lists.
    indent: usize,
    /// Does it begin an item of a list?
    opens: bool,
    body: &'t [u8],
}

impl<'t> Line<'t> {
    fn read(line: &'t [u8]) -> Self {
        let (mut body, mut opens) = (line.trim_ascii_start(), false);
        while let Some(rest) = body.strip_prefix(b"- ") {
            body = rest.trim_ascii_start();
            opens = true;
        }
        Self { indent: line.len() - body.len(), opens, body: body.trim_ascii_end() }
    }

    fn is_blank(&self) -> bool {
        self.body.is_empty() || self.body.starts_with(b"#")
    }

    fn ends_document(&self) -> bool {
        self.indent == 0 && (self.body.starts_with(b"---") || self.body.starts_with(b"..."))
    }

    fn colon(&self) -> usize {
        memchr::memchr(b':', self.body).unwrap_or(self.body.len())
    }

    fn name(&self) -> &'t [u8] {
        bare(&self.body[..self.colon()])
    }

    fn value(&self) -> &'t [u8] {
        let value = self.body.get(self.colon() + 1..).unwrap_or_default().trim_ascii();
        let end = memchr::memmem::find(value, b" #").unwrap_or(value.len());
        if value.starts_with(b"#") { b"" } else { bare(&value[..end]) }
    }

    fn is_kind(&self) -> bool {
        self.name() == b"kind" && self.value() == b"Secret"
    }
}

/// Without quotes and white space around it.
fn bare(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii();
    match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `needle` stands as a value in a manifest.
    fn seen<'t>(text: &'t str, needle: &str) -> Sighting<'t> {
        let at = text.find(needle).unwrap();
        let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
        Sighting { text: text.as_bytes(), matched: line..at + needle.len(), secret: at..at + needle.len() }
    }

    #[test]
    fn a_value_belongs_to_the_object_that_it_stands_in() {
        let value = ["q7Zk2", "mW4xT9"].concat();
        for (manifest, verdict) in [
            ("kind: Secret\nstringData:\n  a: V\n", Verdict::Believed),
            ("stringData:\n  a: V\nkind: Secret\n", Verdict::Believed),
            ("stringData:\n  a: V\nmetadata:\n  kind: Secret\n", Verdict::Silent),
            ("kind: Secret\nmetadata:\n  labels:\n    a: V\n", Verdict::Silent),
            ("kind: Secret\nstringData:\n  file: |\n    a: V\n", Verdict::Silent),
            ("kind: Secret\n---\nkind: ConfigMap\nstringData:\n  a: V\n", Verdict::Silent),
            ("kind: ConfigMap\nstringData:\n  a: V\n---\nkind: Secret\n", Verdict::Silent),
            ("items:\n- kind: ConfigMap\n  stringData:\n    a: V\n- kind: Secret\n", Verdict::Silent),
            ("items:\n- kind: ConfigMap\n- kind: Secret\n  stringData:\n\n    # note\n    a: V\n", Verdict::Believed),
            ("items:\n  - stringData:\n      a: V\n    kind: Secret\n", Verdict::Believed),
            ("kind: SecretStore\nstringData:\n  a: V\n", Verdict::Silent),
            ("kind: Secret # of the shop\nstringData: # plain\n  a: V\n", Verdict::Believed),
            ("kind: Secret\nstringData:\n  db-user: V\n", Verdict::Silent),
            ("kind: Secret\nstringData:\n  user-password: V\n", Verdict::Believed),
            // what is said to be base64 and is not
            ("kind: Secret\ndata:\n  a: V\n", Verdict::Silent),
        ] {
            let text = manifest.replace('V', &value);
            assert_eq!(yaml(&seen(&text, &value)), verdict, "{manifest}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[a-z:{}\"\n -]{0,200}", a in 0usize..64, b in 0usize..64) {
            let (a, b) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
            let seen = Sighting { text: text.as_bytes(), matched: a..text.len(), secret: b..text.len() };
            let _ = yaml(&seen);
            if a < b {
                let _ = json(&seen);
            }
        }
    }
}

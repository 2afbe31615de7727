//! Passwords in URLs of any scheme and host: `scheme://user:password@host`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::rules::{Sighting, Verdict, judge};

/// A longer authority is none (bytes).
pub(super) const LONGEST: usize = 320;
/// A longer host is worth remembering: a user may be added to it far from where it begins (bytes).
const SHORT: usize = super::MARGIN - 8;

/// A URL with a password that may be real.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// From the scheme to the `@` (bytes).
    pub(super) matched: Range<usize>,
    /// The password (bytes).
    pub(super) password: Range<usize>,
    /// What its place says of it.
    pub(super) verdict: Verdict,
}

static MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"://"));

/// Calls `found` for every URL with a password whose `://` stands in `text[range]`.
pub(super) fn positions(text: &[u8], range: &Range<usize>, mut found: impl FnMut(Range<usize>, Option<Found>)) {
    let range = range.start..(range.end + 2).min(text.len());
    for at in MARK.find_iter(&text[range.clone()]) {
        let at = range.start + at;
        // most hosts have neither a port nor a user, and are so short that one that is added stands near
        if host(text, at).is_some_and(|host| host.len() > SHORT || host.iter().any(|byte| matches!(byte, b':' | b'@'))) {
            found(at..at + 3, found_at(text, at));
        }
    }
}

/// What stands between `://` and the path.
fn host(text: &[u8], at: usize) -> Option<&[u8]> {
    let rest = &text[at + 3..text.len().min(at + 3 + LONGEST)];
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'/' | b'\\' | b'?' | b'#' | b',' | b'|' | b'(' | b')')
    };
    Some(&rest[..rest.iter().position(ends)?])
}

fn found_at(text: &[u8], at: usize) -> Option<Found> {
    let authority = host(text, at)?;
    let host = authority.iter().rposition(|byte| *byte == b'@')?;
    let colon = authority[..host].iter().position(|byte| *byte == b':')?;
    let password = at + 3 + colon + 1..at + 3 + host;
    let scheme =
        text[..at].iter().rev().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-')).count();
    // a user that is a template has a password that is one; a second URL within is a mirror or a proxy
    let user = &authority[..colon];
    if scheme == 0 || user.iter().any(|byte| matches!(byte, b'$' | b'{' | b'%' | b'*')) || authority[host + 1..].is_empty() {
        return None;
    }
    let matched = at - scheme..password.end;
    let verdict = judge::url(&Sighting { text, matched: matched.clone(), secret: password.clone() });
    (verdict != Verdict::Silent).then_some(Found { matched, password, verdict })
}

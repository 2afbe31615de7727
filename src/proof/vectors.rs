//! What the tests of the checks share: vectors are cut into pieces in the source, so that no whole token stands there.

use std::ops::Range;

/// The pieces as one.
pub(super) fn join(parts: &[&str]) -> Vec<u8> {
    parts.concat().into_bytes()
}

/// `token` with one character in `places` changed, in several ways each.
pub(super) fn one_character_changes(token: &[u8], places: Range<usize>) -> impl Iterator<Item = Vec<u8>> + '_ {
    places.flat_map(move |place| {
        b"07AZaz-_x".iter().filter(move |byte| **byte != token[place]).map(move |byte| {
            let mut changed = token.to_vec();
            changed[place] = *byte;
            changed
        })
    })
}

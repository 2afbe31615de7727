//! tar, as a stream of headers and contents.
//!
//! Read here and not by a library, which would hold a long name whole in memory, however long it says it is.

use std::io::{self, Read};

use super::format::is_tar;
use super::{Stop, Walk, Why, fill, join};

const BLOCK: usize = 512;
/// A name or a set of attributes is read up to this length (bytes).
const LONGEST: u64 = 64 << 10;

pub(super) fn walk<E>(walk: &mut Walk<'_, E>, path: &[u8], depth: usize, content: &mut dyn Read) -> Result<(), Stop<E>> {
    let mut header = [0; BLOCK];
    // what the members before said of the next one
    let (mut long, mut size) = (None, None);
    loop {
        let length = fill(content, &mut header)?;
        if length == BLOCK && header.iter().all(|byte| *byte == 0) {
            // the end, unless somebody put something behind it
            continue;
        }
        if length == 0 {
            return Ok(());
        }
        if length < BLOCK || !is_tar(&header) {
            walk.unread(path, Why::Damaged)?;
            return walk.leaf(path, &mut header[..length].chain(content), true);
        }
        let own: u64 = size.take().unwrap_or_else(|| number(&header[124..136]));
        let padding = own.next_multiple_of(BLOCK as u64) - own;
        match header[156] {
            b'L' => {
                let mut name = attributes(content, own)?;
                name.truncate(memchr::memchr(0, &name).unwrap_or(name.len()));
                long = Some(name);
            }
            b'x' => {
                let text = attributes(content, own)?;
                for (key, value) in records(&text) {
                    match key {
                        b"path" => long = Some(value.to_vec()),
                        b"size" => size = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok()),
                        _ => {}
                    }
                }
            }
            // attributes of all, long link targets, folders, links and devices
            b'g' | b'K' | b'1'..=b'6' => skip(content, own)?,
            _ => {
                let name = long.take().unwrap_or_else(|| name(&header));
                if !walk.admits(path)? {
                    return Ok(());
                }
                let member = join(path, &name);
                let mut data = (&mut *content).take(own);
                walk.content(&member, None, depth, &mut data, Some(own))?;
                let rest = data.limit();
                skip(content, rest)?;
            }
        }
        skip(content, padding)?;
    }
}

fn skip(content: &mut dyn Read, length: u64) -> io::Result<()> {
    io::copy(&mut content.take(length), &mut io::sink()).map(|_| ())
}

fn attributes(content: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    content.take(length.min(LONGEST)).read_to_end(&mut text)?;
    skip(content, length.saturating_sub(LONGEST))?;
    Ok(text)
}

/// `length key=value\n`, one after another.
fn records(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let blank = rest.iter().take(20).position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&rest[..blank]).ok()?.parse().ok()?;
        let record = rest.get(blank + 1..length)?.strip_suffix(b"\n")?;
        rest = &rest[length..];
        let equals = memchr::memchr(b'=', record)?;
        Some((&record[..equals], &record[equals + 1..]))
    })
}

/// Octal digits, or the bytes of a number where the first bit is set.
fn number(field: &[u8]) -> u64 {
    if field[0] & 0x80 != 0 {
        return field[field.len() - 8..].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) & (u64::MAX >> 1);
    }
    let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| (b'0'..=b'7').contains(*byte));
    digits.fold(0, |sum: u64, digit| sum << 3 | u64::from(digit - b'0'))
}

fn name(header: &[u8; BLOCK]) -> Vec<u8> {
    let until_nul = |field: &[u8]| field[..memchr::memchr(0, field).unwrap_or(field.len())].to_vec();
    let name = until_nul(&header[..100]);
    let prefix = if &header[257..263] == b"ustar\0" { until_nul(&header[345..500]) } else { Vec::new() };
    if prefix.is_empty() { name } else { [&prefix[..], b"/", &name].concat() }
}

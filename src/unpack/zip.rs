//! zip, by its directory, and then whatever the directory does not speak of.
//!
//! Read here and not by a library, which would keep one of two members that have the same name, and see none that the directory leaves out.

use std::io::{self, BufReader, Read, SeekFrom};

use super::format::Method;
use super::{Seekable, Stop, Walk, Why, fill, join, packed};

const LOCAL: &[u8] = b"PK\x03\x04";
/// Bytes of a local header before its name.
const LOCAL_SIZE: usize = 30;
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_SIZE: usize = 46;
const END: &[u8] = b"PK\x05\x06";
const END_SIZE: usize = 22;
const END64: &[u8] = b"PK\x06\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";
/// A name is kept up to this length (bytes).
const NAME: usize = 1 << 10;

/// A member, as a header tells of it.
struct Entry {
    name: Vec<u8>,
    /// Where its local header begins.
    at: u64,
    packed: u64,
    size: Option<u64>,
    method: u16,
    encrypted: bool,
}

/// Where the directory lies.
struct Directory {
    start: u64,
    end: u64,
    /// What stands before the archive: the places it tells are from there.
    lead: u64,
}

pub(super) fn walk<E>(walk: &mut Walk<'_, E>, path: &[u8], depth: usize, file: &mut dyn Seekable) -> Result<(), Stop<E>> {
    let length = file.seek(SeekFrom::End(0))?;
    let directory = find_directory(file, length)?;
    let mut entries = Vec::new();
    let mut whole = false;
    if let Some(directory) = &directory {
        whole = read_directory(file, directory, walk.members, &mut entries)?;
    }
    if !whole {
        walk.unread(path, Why::Damaged)?;
    }
    entries.sort_by_key(|entry| entry.at);
    let mut reached = 0;
    for entry in &entries {
        let member = join(path, &entry.name);
        let Some(data) = local(file, entry.at)?.map(|(header, _)| header) else {
            walk.unread(&member, Why::Damaged)?;
            continue;
        };
        if entry.at > reached {
            unlisted(walk, path, depth, file, reached..entry.at)?;
        }
        if !open(walk, path, depth, file, entry, data, length)? {
            return Ok(());
        }
        reached = reached.max(data.saturating_add(entry.packed));
    }
    let end = directory.map_or(length, |directory| if whole { directory.start } else { length });
    unlisted(walk, path, depth, file, reached..end)
}

/// Hands one member on, whose data begins at `data`; whether more may follow.
fn open<E>(
    walk: &mut Walk<'_, E>,
    path: &[u8],
    depth: usize,
    file: &mut dyn Seekable,
    entry: &Entry,
    data: u64,
    length: u64,
) -> Result<bool, Stop<E>> {
    if entry.packed == 0 && entry.name.ends_with(b"/") {
        return Ok(true);
    }
    if !walk.admits(path)? {
        return Ok(false);
    }
    let member = join(path, &entry.name);
    let method = match entry.method {
        _ if entry.encrypted => Err(Why::Encrypted),
        0 => Ok(None),
        8 => Ok(Some(Method::Deflate)),
        12 => Ok(Some(Method::Bzip2)),
        93 => Ok(Some(Method::Zstd)),
        95 => Ok(Some(Method::Xz)),
        _ => Err(Why::Unsupported("packed by a method that is not read here")),
    };
    match method {
        Err(why) => walk.unread(&member, why)?,
        Ok(method) => {
            file.seek(SeekFrom::Start(data))?;
            let bytes = BufReader::new(file.take(entry.packed.min(length.saturating_sub(data))));
            match method {
                None => walk.content(&member, None, depth, &mut { bytes }, entry.size)?,
                Some(method) => walk.content(&member, None, depth, &mut packed::reader(method, Box::new(bytes)), entry.size)?,
            }
        }
    }
    Ok(true)
}

/// Members in a stretch that the directory does not speak of.
fn unlisted<E>(
    walk: &mut Walk<'_, E>,
    path: &[u8],
    depth: usize,
    file: &mut dyn Seekable,
    stretch: std::ops::Range<u64>,
) -> Result<(), Stop<E>> {
    let mut at = stretch.start;
    while at + LOCAL_SIZE as u64 <= stretch.end {
        let Some(found) = find_local(file, at..stretch.end)? else { return Ok(()) };
        at = found + LOCAL.len() as u64;
        let Some((data, mut entry)) = local(file, found)?.filter(|(data, _)| *data <= stretch.end) else { continue };
        if entry.packed == 0 || entry.packed > stretch.end - data {
            // the size stands behind the data, or nowhere: it ends where it ends
            entry.packed = stretch.end - data;
            entry.size = None;
        } else {
            at = data + entry.packed;
        }
        if !open(walk, path, depth, file, &entry, data, stretch.end)? {
            return Ok(());
        }
    }
    Ok(())
}

/// Where the next local header in a stretch may begin.
fn find_local(file: &mut dyn Seekable, stretch: std::ops::Range<u64>) -> io::Result<Option<u64>> {
    let mut buffer = vec![0; 64 << 10];
    let mut at = stretch.start;
    while at < stretch.end {
        let wanted = usize::try_from(stretch.end - at).unwrap_or(usize::MAX).min(buffer.len());
        let length = read_at(file, at, &mut buffer[..wanted])?;
        if let Some(found) = memchr::memmem::find(&buffer[..length], LOCAL) {
            return Ok(Some(at + found as u64));
        }
        if length <= LOCAL.len() {
            return Ok(None);
        }
        at += (length - LOCAL.len() + 1) as u64;
    }
    Ok(None)
}

/// Where the data of the local header at `at` begins, and what the header tells.
fn local(file: &mut dyn Seekable, at: u64) -> io::Result<Option<(u64, Entry)>> {
    let mut header = [0; LOCAL_SIZE];
    if read_at(file, at, &mut header)? < LOCAL_SIZE || !header.starts_with(LOCAL) {
        return Ok(None);
    }
    let (name, extra) = (u16_at(&header, 26), u16_at(&header, 28));
    let mut entry = Entry {
        name: vec![0; usize::from(name).min(NAME)],
        at,
        packed: u64::from(u32_at(&header, 18)),
        size: None,
        method: u16_at(&header, 8),
        encrypted: u16_at(&header, 6) & 1 != 0,
    };
    let read = fill(file, &mut entry.name)?;
    entry.name.truncate(read);
    Ok(Some((at + LOCAL_SIZE as u64 + u64::from(name) + u64::from(extra), entry)))
}

/// Finds the record at the end that tells where the directory is.
fn find_directory(file: &mut dyn Seekable, length: u64) -> io::Result<Option<Directory>> {
    // a comment of up to 64 KiB may follow it
    let from = length.saturating_sub((END_SIZE + 0xffff) as u64);
    let mut tail = vec![0; usize::try_from(length - from).unwrap_or(0)];
    let read = read_at(file, from, &mut tail)?;
    tail.truncate(read);
    for at in memchr::memmem::rfind_iter(&tail, END) {
        let Some(end) = tail.get(at..at + END_SIZE) else { continue };
        if at + END_SIZE + usize::from(u16_at(end, 20)) > tail.len() {
            continue;
        }
        let place = from + at as u64;
        let (mut size, mut start, mut stands) = (u64::from(u32_at(end, 12)), u64::from(u32_at(end, 16)), place);
        if u16_at(end, 10) == 0xffff || u32_at(end, 12) == u32::MAX || u32_at(end, 16) == u32::MAX {
            let mut locator = [0; 20];
            let mut end64 = [0; 56];
            if place >= 20
                && read_at(file, place - 20, &mut locator)? == 20
                && locator.starts_with(LOCATOR64)
                && let told = u64_at(&locator, 8)
                // the record stands where it is told, or right before its locator where something stands before the archive
                && let Some(found) = find64(file, [told, (place - 20).saturating_sub(56)], &mut end64)?
            {
                (size, start, stands) = (u64_at(&end64, 40), u64_at(&end64, 48), found);
            }
        }
        if let Some(real) = stands.checked_sub(size).filter(|real| *real >= start) {
            return Ok(Some(Directory { start: real, end: stands, lead: real - start }));
        }
    }
    Ok(None)
}

fn find64(file: &mut dyn Seekable, places: [u64; 2], record: &mut [u8; 56]) -> io::Result<Option<u64>> {
    for place in places {
        if read_at(file, place, record)? == record.len() && record.starts_with(END64) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Reads up to `most` entries; whether the directory is what it should be.
fn read_directory(file: &mut dyn Seekable, directory: &Directory, most: usize, entries: &mut Vec<Entry>) -> io::Result<bool> {
    file.seek(SeekFrom::Start(directory.start))?;
    let mut reader = BufReader::new(file.take(directory.end - directory.start));
    let mut header = [0; CENTRAL_SIZE];
    let mut variable = Vec::new();
    while entries.len() <= most {
        let length = fill(&mut reader, &mut header)?;
        // a signature over the directory may follow the last entry
        if length == 0 || header.starts_with(b"PK\x05\x05") {
            return Ok(true);
        }
        if length < CENTRAL_SIZE || !header.starts_with(CENTRAL) {
            return Ok(false);
        }
        let (name, extra, comment) = (usize::from(u16_at(&header, 28)), usize::from(u16_at(&header, 30)), usize::from(u16_at(&header, 32)));
        variable.resize(name + extra + comment, 0);
        if fill(&mut reader, &mut variable)? < variable.len() {
            return Ok(false);
        }
        let (mut size, mut packed, mut at) =
            (u64::from(u32_at(&header, 24)), u64::from(u32_at(&header, 20)), u64::from(u32_at(&header, 42)));
        let mut wide = wide_fields(&variable[name..name + extra]);
        for field in [&mut size, &mut packed, &mut at] {
            if *field == u64::from(u32::MAX)
                && let Some((value, rest)) = wide.split_first_chunk::<8>()
            {
                *field = u64::from_le_bytes(*value);
                wide = rest;
            }
        }
        entries.push(Entry {
            name: variable[..name.min(NAME)].to_vec(),
            at: at.saturating_add(directory.lead),
            packed,
            size: Some(size),
            method: u16_at(&header, 10),
            encrypted: u16_at(&header, 8) & 1 != 0,
        });
    }
    Ok(true)
}

/// The numbers that do not fit in four bytes, in their order.
fn wide_fields(mut extra: &[u8]) -> &[u8] {
    while let [a, b, c, d, rest @ ..] = extra {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        if kind == 1 {
            return &rest[..length.min(rest.len())];
        }
        extra = rest.get(length..).unwrap_or_default();
    }
    &[]
}

fn read_at(file: &mut dyn Seekable, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
    file.seek(SeekFrom::Start(at))?;
    fill(file, buffer)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

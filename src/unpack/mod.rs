//! Archives and packed files, opened as streams: what is inside comes out member by member, within limits, and what does not come out is
//! said.
//!
//! Nothing is believed but the bytes: formats are known by their first bytes, sizes and counts are what is met, names are only told, and no
//! member is ever written under its name. The ways into an archive that differ between programs (a member that the directory does not list,
//! two of one name, one that lies over another) all lead to the sink.

pub mod document;
mod format;
mod packed;
mod tar;
#[cfg(test)]
mod tests;
mod zip;

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

pub use format::{Format, HEAD, TAIL, format, format_of};

/// A nested archive up to this size (bytes) is held in memory; a larger one lies in an unnamed file meanwhile.
const SPOOL: usize = 1 << 20;

/// How far an archive is opened.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Archives in archives in archives.
    pub depth: usize,
    /// Members of an archive and of all that is in it.
    pub members: usize,
    /// Bytes that may come out of it.
    pub bytes: u64,
    /// Up to so many bytes may come out, however few went in.
    pub free: u64,
    /// Beyond that, so many times what went in.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 3, members: 100_000, bytes: 2 << 30, free: 64 << 20, ratio: 200 }
    }
}

/// Why something in an archive was not looked at, or not to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// A password is needed.
    Encrypted,
    /// A format or method that is not opened here.
    Unsupported(&'static str),
    /// Cut short, or not what its format promises.
    Damaged,
    /// More archives in archives than the limit.
    Deep,
    /// More bytes than the limit.
    Large,
    /// More members than the limit.
    Many,
    /// Its format asks for more memory than is given.
    Memory,
}

impl Why {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Unsupported(what) => what,
            Self::Damaged => "damaged or cut short",
            Self::Deep => "archives in archives, too deep",
            Self::Large => "unpacks to too many bytes",
            Self::Many => "too many members",
            Self::Memory => "needs too much memory to unpack",
        }
    }
}

/// What comes out of an archive.
pub enum Event<'e> {
    /// Something that is no archive itself, or is not opened as one. Its reader never fails: what cannot be read ends it, and an
    /// [`Event::Unread`] follows.
    Member {
        /// The archive's path, `!/`, and the path inside.
        path: &'e [u8],
        /// The bytes.
        content: &'e mut dyn Read,
        /// These are the bytes of an archive whose members came out before.
        raw: bool,
    },
    /// Something that could not be looked at, or not to its end.
    Unread {
        /// As for members; the archive itself where it is as a whole.
        path: &'e [u8],
        /// The reason.
        why: Why,
    },
}

/// What ended the walk.
#[derive(Debug)]
pub enum Stop<E> {
    /// The bytes of the archive could not be read, or not be held.
    Reading(io::Error),
    /// The sink does not want more.
    Sink(E),
}

impl<E> From<io::Error> for Stop<E> {
    fn from(error: io::Error) -> Self {
        Self::Reading(error)
    }
}

/// Bytes with places.
pub trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}

/// Where an archive's bytes are.
pub enum Content<'c> {
    /// At hand.
    Here(&'c mut dyn Seekable),
    /// Going by.
    Stream(&'c mut dyn Read),
}

/// Opens an archive of `size` bytes; `path` is what its members' paths begin with.
pub fn walk<E>(
    content: Content<'_>,
    size: u64,
    format: Format,
    path: &[u8],
    limits: Limits,
    sink: &mut dyn FnMut(Event<'_>) -> Result<(), E>,
) -> Result<(), Stop<E>> {
    let fault = Cell::new(None);
    let left = limits.bytes.min(limits.free.max(size.saturating_mul(limits.ratio)));
    let mut walk = Walk { limits, left: &Cell::new(left), members: limits.members, sink };
    let done = match content {
        Content::Here(content) => walk.archive(path, 1, format, &mut Bottom { content, fault: &fault }),
        Content::Stream(content) => walk.stream(path, 1, format, &mut Bottom { content, fault: &fault }),
    };
    // a fault below everything else is no fault of the archive
    fault.take().map_or(done, |fault| Err(Stop::Reading(fault)))
}

/// The lowest reader: remembers why it failed, since the readers above it take a failure for damage.
struct Bottom<'b, R: ?Sized> {
    content: &'b mut R,
    fault: &'b Cell<Option<io::Error>>,
}

impl<R: Read + ?Sized> Read for Bottom<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.content.read(buffer).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.fault.set(Some(io::Error::new(error.kind(), error.to_string())));
            }
        })
    }
}

impl<R: Seek + ?Sized> Seek for Bottom<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.content.seek(to)
    }
}

/// A reader that never fails: what cannot be read ends it, and it knows why. Its bytes count against the limit.
struct Guard<'g> {
    inner: &'g mut dyn Read,
    left: &'g Cell<u64>,
    read: u64,
    stopped: Option<Why>,
}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stopped.is_some() || buffer.is_empty() {
            return Ok(0);
        }
        let wanted = usize::try_from(self.left.get()).unwrap_or(usize::MAX).min(buffer.len());
        if wanted == 0 {
            // at its very end it is not too large
            let more = self.inner.read(&mut [0]);
            self.stopped = more.is_ok_and(|length| length > 0).then_some(Why::Large);
            return Ok(0);
        }
        match self.inner.read(&mut buffer[..wanted]) {
            Ok(length) => {
                self.left.set(self.left.get() - length as u64);
                self.read += length as u64;
                Ok(length)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.stopped = Some(if error.kind() == io::ErrorKind::OutOfMemory { Why::Memory } else { Why::Damaged });
                Ok(0)
            }
        }
    }
}

/// One walk through an archive and all that is in it.
struct Walk<'w, E> {
    limits: Limits,
    left: &'w Cell<u64>,
    members: usize,
    sink: &'w mut dyn FnMut(Event<'_>) -> Result<(), E>,
}

impl<E> Walk<'_, E> {
    fn unread(&mut self, path: &[u8], why: Why) -> Result<(), Stop<E>> {
        (self.sink)(Event::Unread { path, why }).map_err(Stop::Sink)
    }

    fn leaf(&mut self, path: &[u8], content: &mut dyn Read, raw: bool) -> Result<(), Stop<E>> {
        (self.sink)(Event::Member { path, content, raw }).map_err(Stop::Sink)
    }

    /// May one more member come out? That there are more is said once.
    fn admits(&mut self, archive: &[u8]) -> Result<bool, Stop<E>> {
        if let Some(left) = self.members.checked_sub(1) {
            self.members = left;
            if left == 0 {
                self.unread(archive, Why::Many)?;
            }
        }
        Ok(self.members > 0)
    }

    /// An archive whose bytes have places.
    fn archive(&mut self, path: &[u8], depth: usize, format: Format, content: &mut dyn Seekable) -> Result<(), Stop<E>> {
        match format {
            Format::Zip => zip::walk(self, path, depth, content),
            _ => self.stream(path, depth, format, content),
        }
    }

    /// An archive whose bytes go by.
    fn stream(&mut self, path: &[u8], depth: usize, format: Format, content: &mut dyn Read) -> Result<(), Stop<E>> {
        match format {
            Format::Zip => {
                let mut spool = tempfile::SpooledTempFile::new(SPOOL);
                io::copy(content, &mut spool)?;
                spool.flush()?;
                zip::walk(self, path, depth, &mut spool)?;
                if depth > 1 {
                    spool.rewind()?;
                    self.leaf(path, &mut spool, true)?;
                }
                Ok(())
            }
            Format::Tar => tar::walk(self, path, depth, content),
            Format::Packed(method) => {
                let mut unpacked = packed::reader(method, Box::new(BufReader::new(content)));
                self.content(path, Some(stem(path)), depth, &mut unpacked, None)
            }
            Format::Other(name) => self.unread(path, Why::Unsupported(name)),
        }
    }

    /// What one member holds: a file for the sink, or an archive. `inside`: the name of a file that has none of its own, being all that is
    /// packed there. `size`: how many bytes were promised.
    fn content(
        &mut self,
        path: &[u8],
        inside: Option<&[u8]>,
        depth: usize,
        content: &mut dyn Read,
        size: Option<u64>,
    ) -> Result<(), Stop<E>> {
        let mut guard = Guard { inner: content, left: self.left, read: 0, stopped: None };
        let mut head = Vec::with_capacity(HEAD);
        guard.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let kind = format(&head, &[]);
        let named = inside.filter(|_| kind != Some(Format::Tar)).map(|inside| join(path, inside));
        let path = named.as_deref().unwrap_or(path);
        let mut whole = head.chain(&mut guard);
        match kind {
            // a packed tar is one archive
            Some(Format::Tar) if inside.is_some() => tar::walk(self, path, depth, &mut whole)?,
            Some(kind) if depth < self.limits.depth && !matches!(kind, Format::Other(_)) => {
                self.stream(path, depth + 1, kind, &mut whole)?;
            }
            Some(kind) => {
                let why = if let Format::Other(name) = kind { Why::Unsupported(name) } else { Why::Deep };
                self.unread(path, why)?;
                self.leaf(path, &mut whole, false)?;
            }
            None => self.leaf(path, &mut whole, false)?,
        }
        let why = guard.stopped.or_else(|| size.filter(|size| guard.read < *size).map(|_| Why::Damaged));
        why.map_or(Ok(()), |why| self.unread(path, why))
    }
}

/// `archive!/member`; a member's name is cut to a length that can be told.
fn join(archive: &[u8], member: &[u8]) -> Vec<u8> {
    const LONGEST: usize = 1 << 10;
    [archive, b"!/", &member[..member.len().min(LONGEST)]].concat()
}

/// What a packed file is called when it is unpacked.
fn stem(path: &[u8]) -> &[u8] {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    [&b".gz"[..], b".bz2", b".xz", b".zst", b".zstd"].iter().find_map(|end| name.strip_suffix(*end)).unwrap_or(b"content")
}

/// Reads until `buffer` is full or the bytes end.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match reader.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

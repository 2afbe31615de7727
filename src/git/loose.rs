//! Objects that lie in a file each. libgit2 never comes back from one that is cut short, so they are read here.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashSet;
use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::bufread::ZlibDecoder;
use libdeflater::{DecompressionError, Decompressor};

use super::{Kind, Object, Oid};

/// The stores in which objects may lie.
pub(super) struct Loose {
    stores: Vec<Store>,
    /// For small files, which are inflated in one go: a commit reads a handful of them.
    inflater: RefCell<Option<Decompressor>>,
}

/// A store, and which folders it has: one of packs only has none for objects, and need not be asked for each of them.
struct Store {
    path: PathBuf,
    /// How many objects were not there.
    misses: Cell<usize>,
    /// The names of its folders, read once those are [`MISSES`]; none where they cannot be read.
    folders: OnceCell<Option<HashSet<Vec<u8>>>>,
}

/// An object's kind and size, and its bytes one after another.
pub(super) struct Opened {
    pub kind: Kind,
    pub size: u64,
    content: Content,
}

enum Content {
    /// Inflated already.
    Whole(Cursor<Vec<u8>>),
    /// Inflated as it is read.
    Going(Box<BufReader<ZlibDecoder<BufReader<File>>>>),
}

/// An object's file begins with kind and size in at most so many bytes.
const HEADER: u64 = 32;
/// A file up to this size (bytes) is inflated in one go, where it holds no more than [`LARGE`].
const SMALL: u64 = 64 << 10;
const LARGE: usize = 1 << 20;
/// Looking for so many objects costs as much as reading which folders there are.
const MISSES: usize = 64;
/// A store may borrow from another one, which borrows from another one: git goes no deeper.
const ALTERNATES: usize = 5;

/// The stores of the repository at `common_dir`, and those that the environment names instead or besides; one that is borrowed from behind
/// those that borrow.
pub(super) fn stores(common_dir: &Path) -> Vec<PathBuf> {
    let named = env::var_os("GIT_OBJECT_DIRECTORY").filter(|path| !path.is_empty());
    let mut stores = vec![named.map_or_else(|| common_dir.join("objects"), PathBuf::from)];
    stores.extend(named_besides());
    with_lenders(stores)
}

/// The stores that the environment names besides the one that objects are written to.
pub(super) fn named_besides() -> Vec<PathBuf> {
    let others = env::var_os("GIT_ALTERNATE_OBJECT_DIRECTORIES").unwrap_or_default();
    env::split_paths(&others).filter(|path| !path.as_os_str().is_empty()).collect()
}

/// These stores, and those that they borrow from.
pub(super) fn with_lenders(mut stores: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut from = 0;
    for _ in 0..ALTERNATES {
        let to = stores.len();
        for at in from..to {
            // a store that is not found here is libgit2's to find
            let lent = std::fs::read_to_string(stores[at].join("info/alternates")).unwrap_or_default();
            stores.extend(lent.lines().filter(|line| !line.is_empty()).map(|line| stores[at].join(line)).collect::<Vec<_>>());
        }
        from = to;
    }
    stores
}

impl Loose {
    /// A reader of these stores.
    pub(super) fn new(stores: Vec<PathBuf>) -> Self {
        let stores = stores.into_iter().map(Store::new).collect();
        Self { stores, inflater: RefCell::new(None) }
    }

    /// The object, where it lies in a file of its own. One that is written while this process runs may not be seen here; libgit2 sees it.
    pub(super) fn open(&self, id: Oid) -> io::Result<Option<Opened>> {
        let name = id.to_string();
        for store in &self.stores {
            let Some(place) = store.place(&name) else { continue };
            match File::open(place) {
                Ok(file) => return self.opened(file).map(Some),
                Err(error) if error.kind() == io::ErrorKind::NotFound => store.missed(),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Does the object lie in a file of its own?
    pub(super) fn has(&self, id: Oid) -> bool {
        let name = id.to_string();
        self.stores.iter().any(|store| {
            let there = store.place(&name).map(|place| place.exists());
            if there == Some(false) {
                store.missed();
            }
            there == Some(true)
        })
    }
}

impl Store {
    fn new(path: PathBuf) -> Self {
        Self { path, misses: Cell::new(0), folders: OnceCell::new() }
    }

    /// Where the object of this id would lie; none where there is no folder for it.
    fn place(&self, id: &str) -> Option<PathBuf> {
        let (folder, file) = id.split_at(2);
        self.may_hold(folder).then(|| self.path.join(folder).join(file))
    }

    /// An object was not there.
    fn missed(&self) {
        self.misses.set(self.misses.get() + 1);
    }

    fn may_hold(&self, folder: &str) -> bool {
        if self.misses.get() < MISSES {
            return true;
        }
        let folders = self.folders.get_or_init(|| {
            let names = std::fs::read_dir(&self.path).ok()?.map(|entry| Some(entry.ok()?.file_name().into_encoded_bytes()));
            names.collect()
        });
        folders.as_ref().is_none_or(|folders| folders.contains(folder.as_bytes()))
    }
}

impl Loose {
    fn opened(&self, mut file: File) -> io::Result<Opened> {
        let content = match self.whole(&mut file)? {
            Some(bytes) => Content::Whole(Cursor::new(bytes)),
            None => Content::Going(Box::new(BufReader::new(ZlibDecoder::new(BufReader::new(file))))),
        };
        let mut opened = Opened { kind: Kind::Blob, size: 0, content };
        let mut header = Vec::new();
        opened.content.bytes().take(HEADER).read_until(0, &mut header)?;
        let (kind, size) = parse_header(&header).ok_or_else(|| io::Error::other("its file does not begin as an object does"))?;
        (opened.kind, opened.size) = (kind, size);
        Ok(opened)
    }

    /// What a small file inflates to; `None` for another one, and for one that is damaged: reading it piece by piece tells how.
    fn whole(&self, file: &mut File) -> io::Result<Option<Vec<u8>>> {
        let length = file.metadata()?.len();
        if length > SMALL {
            return Ok(None);
        }
        let mut deflated = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        file.take(SMALL).read_to_end(&mut deflated)?;
        let mut inflater = self.inflater.borrow_mut();
        let inflater = inflater.get_or_insert_with(Decompressor::new);
        let mut bytes = vec![0; (4 * deflated.len()).max(1 << 10)];
        loop {
            match inflater.zlib_decompress(&deflated, &mut bytes) {
                Ok(size) => {
                    bytes.truncate(size);
                    return Ok(Some(bytes));
                }
                Err(DecompressionError::InsufficientSpace) if bytes.len() < LARGE => bytes = vec![0; 4 * bytes.len()],
                Err(_) => {
                    file.rewind()?;
                    return Ok(None);
                }
            }
        }
    }
}

impl Content {
    fn bytes(&mut self) -> &mut dyn BufRead {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Going(bytes) => bytes,
        }
    }
}

impl Opened {
    /// All of it.
    pub(super) fn read(mut self) -> io::Result<Object> {
        let mut data = Vec::new();
        self.read_to_end(&mut data)?;
        Ok(Object { kind: self.kind, data })
    }
}

impl Read for Opened {
    /// Its end is an error where it is not the end that the header tells.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.content.bytes().read(buffer)?;
        self.size = self.size.checked_sub(got as u64).ok_or_else(|| io::Error::other("it is longer than it says"))?;
        if got == 0 && !buffer.is_empty() && self.size > 0 {
            return Err(io::Error::other("it is shorter than it says"));
        }
        Ok(got)
    }
}

/// Reads `blob 123` and the NUL behind it.
fn parse_header(header: &[u8]) -> Option<(Kind, u64)> {
    let header = header.strip_suffix(b"\0")?;
    let blank = memchr::memchr(b' ', header)?;
    let size = std::str::from_utf8(&header[blank + 1..]).ok()?;
    Some((Kind::parse(&header[..blank])?, size.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_found_among_many_that_are_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let deflated = |text: &[u8]| {
            let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            io::Write::write_all(&mut out, text).unwrap();
            out.finish().unwrap()
        };
        let id = |number: u8| Oid::from_bytes(&[number; 20]).unwrap();
        let (there, name) = (id(7), id(7).to_string());
        let objects = folder.path().join("objects");
        std::fs::create_dir_all(objects.join(&name[..2])).unwrap();
        std::fs::write(objects.join(&name[..2]).join(&name[2..]), deflated(b"blob 5\0words")).unwrap();
        let loose = Loose { stores: vec![Store::new(objects)], inflater: RefCell::new(None) };
        for number in (0..=255).filter(|number| *number != 7) {
            assert!(loose.open(id(number)).unwrap().is_none());
            assert_eq!(loose.open(there).unwrap().unwrap().read().unwrap().data, b"words");
        }
        assert_eq!(loose.stores[0].misses.get(), MISSES);
    }

    #[test]
    fn headers_are_read() {
        assert_eq!(parse_header(b"blob 12\0"), Some((Kind::Blob, 12)));
        for bad in [&b""[..], b"blob 12", b"blob\0", b"blob x\0", b"word 1\0", b"blob -1\0"] {
            assert_eq!(parse_header(bad), None);
        }
    }
}

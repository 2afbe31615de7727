//! Objects that lie in a file each. libgit2 never comes back from one that is cut short, so they are read here.

use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::ZlibDecoder;

use super::{Kind, Object, Oid};

/// The stores in which objects may lie.
pub(super) struct Loose {
    stores: Vec<PathBuf>,
}

/// An object's kind and size, and its bytes one after another.
pub(super) struct Opened {
    pub kind: Kind,
    pub size: u64,
    content: BufReader<ZlibDecoder<BufReader<File>>>,
}

/// An object's file begins with kind and size in at most so many bytes.
const HEADER: u64 = 32;
/// A store may borrow from another one, which borrows from another one: git goes no deeper.
const ALTERNATES: usize = 5;

impl Loose {
    /// The stores of the repository at `common_dir`, and those that the environment names instead or besides.
    pub(super) fn new(common_dir: &Path) -> Self {
        let named = env::var_os("GIT_OBJECT_DIRECTORY").filter(|path| !path.is_empty());
        let mut stores = vec![named.map_or_else(|| common_dir.join("objects"), PathBuf::from)];
        let others = env::var_os("GIT_ALTERNATE_OBJECT_DIRECTORIES").unwrap_or_default();
        stores.extend(env::split_paths(&others).filter(|path| !path.as_os_str().is_empty()));
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
        Self { stores }
    }

    /// The stores, one that is borrowed from behind those that borrow.
    pub(super) fn stores(&self) -> &[PathBuf] {
        &self.stores
    }

    /// The object, where it lies in a file of its own.
    pub(super) fn open(&self, id: Oid) -> io::Result<Option<Opened>> {
        let name = id.to_string();
        for store in &self.stores {
            let path = store.join(&name[..2]).join(&name[2..]);
            match File::open(path) {
                Ok(file) => return Opened::new(file).map(Some),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

impl Opened {
    fn new(file: File) -> io::Result<Self> {
        let mut content = BufReader::new(ZlibDecoder::new(BufReader::new(file)));
        let mut header = Vec::new();
        content.by_ref().take(HEADER).read_until(0, &mut header)?;
        let (kind, size) = parse_header(&header).ok_or_else(|| io::Error::other("its file does not begin as an object does"))?;
        Ok(Self { kind, size, content })
    }

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
        let got = self.content.read(buffer)?;
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
    fn headers_are_read() {
        assert_eq!(parse_header(b"blob 12\0"), Some((Kind::Blob, 12)));
        for bad in [&b""[..], b"blob 12", b"blob\0", b"blob x\0", b"word 1\0", b"blob -1\0"] {
            assert_eq!(parse_header(bad), None);
        }
    }
}

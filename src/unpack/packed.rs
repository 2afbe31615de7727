//! Packed bytes, unpacked as they go by.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::format::Method;

/// A decoder may ask for this much memory (bytes).
const MEMORY: u64 = 36 << 20;

/// Reads the unpacked bytes; all frames of a file that has several.
pub(super) fn reader<'r>(method: Method, packed: Box<dyn BufRead + 'r>) -> Box<dyn Read + 'r> {
    match method {
        Method::Deflate => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
        Method::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        Method::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
        Method::Xz => {
            let kibibytes = u32::try_from(MEMORY >> 10).unwrap_or(u32::MAX);
            Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, kibibytes))
        }
        Method::Zstd => {
            let mut decoder = FrameDecoder::new();
            decoder.set_max_window_size(MEMORY);
            Box::new(Zstd { packed, decoder, inside: false })
        }
    }
}

/// Zstandard frames one after another; the library reads one.
struct Zstd<R> {
    packed: R,
    decoder: FrameDecoder,
    /// A frame has begun.
    inside: bool,
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.inside {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    self.decoder.decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1)).map_err(io::Error::other)?;
                }
                let length = self.decoder.read(buffer)?;
                if length > 0 || buffer.is_empty() {
                    return Ok(length);
                }
                self.inside = false;
            }
            if self.packed.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => self.inside = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.packed.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error @ FrameDecoderError::WindowSizeTooBig { .. }) => return Err(io::Error::new(io::ErrorKind::OutOfMemory, error)),
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

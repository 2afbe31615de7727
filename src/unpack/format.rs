//! What something is, by its first bytes.

/// Bytes at the head that tell the format.
pub const HEAD: usize = 512;
/// Bytes at the end that tell a zip behind something else: a program, a script.
pub const TAIL: usize = 22;

/// An archive's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// zip and all that is one: jar, apk, docx, whl and so on
    Zip,
    /// tar
    Tar,
    /// One packed file, often a tar.
    Packed(Method),
    /// Known, and not opened; in words.
    Other(&'static str),
}

/// How bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Deflate without a frame, as in a zip
    Deflate,
    /// gzip
    Gzip,
    /// bzip2
    Bzip2,
    /// xz
    Xz,
    /// Zstandard
    Zstd,
}

/// The format of what begins with `head` (its first [`HEAD`] bytes) and ends with `tail` (its last [`TAIL`] bytes, or nothing).
pub fn format(head: &[u8], tail: &[u8]) -> Option<Format> {
    Some(match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, b'P', b'K', 3, 4, ..] | [b'C', b'r', b'2', b'4', ..] => {
            Format::Zip
        }
        [0x1f, 0x8b, 8, flags, ..] if flags & 0xe0 == 0 => Format::Packed(Method::Gzip),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => Format::Packed(Method::Bzip2),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Format::Packed(Method::Xz),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Format::Packed(Method::Zstd),
        [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => Format::Other("7z archives are not opened"),
        [b'R', b'a', b'r', b'!', 0x1a, 7, ..] => Format::Other("rar archives are not opened"),
        [b'M', b'S', b'C', b'F', 0, 0, 0, 0, ..] => Format::Other("cab archives are not opened"),
        [b'L', b'Z', b'I', b'P', 1, ..] => Format::Other("lzip files are not opened"),
        [4, 0x22, 0x4d, 0x18, ..] => Format::Other("lz4 files are not opened"),
        _ if is_tar(head) => Format::Tar,
        _ if tail.len() == TAIL && tail.starts_with(b"PK\x05\x06") && tail.ends_with(&[0, 0]) => Format::Zip,
        _ => return None,
    })
}

/// The format of these bytes, which are all there are.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    format(&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(TAIL)..])
}

/// Is this the header of a tar's member: does its sum hold?
pub(super) fn is_tar(head: &[u8]) -> bool {
    let Some(sum) = head.get(148..156).filter(|_| head.len() >= 512 && head[0] != 0) else { return false };
    let digits = sum.iter().copied().skip_while(|byte| *byte == b' ').take_while(u8::is_ascii_digit).take(8);
    let (mut claimed, mut count) = (0_u32, 0);
    for digit in digits {
        claimed = claimed.wrapping_mul(8).wrapping_add(u32::from(digit.wrapping_sub(b'0')));
        count += 1;
    }
    if count == 0 {
        return false;
    }
    // the sum itself counts as blanks
    let others = head[..148].iter().chain(&head[156..512]).map(|byte| u32::from(*byte)).sum::<u32>();
    claimed == others + 8 * u32::from(b' ')
}

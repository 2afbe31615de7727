use std::io::{Cursor, Read, Write};

use super::format::Method;
use super::*;

/// A member for [`zip`].
#[derive(Clone)]
struct Member {
    name: &'static str,
    content: Vec<u8>,
    method: u16,
    flags: u16,
    /// Lies about the sizes.
    size: Option<u32>,
    /// Is the directory silent about it?
    unlisted: bool,
}

fn member(name: &'static str, content: impl AsRef<[u8]>) -> Member {
    Member { name, content: content.as_ref().to_vec(), method: 8, flags: 0, size: None, unlisted: false }
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn size_of_bytes(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[Member]) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for member in members {
        let packed = if member.method == 8 { deflate(&member.content) } else { member.content.clone() };
        let size = member.size.unwrap_or(size_of_bytes(&member.content));
        let at = size_of_bytes(&out);
        let common = [
            &20_u16.to_le_bytes()[..],
            &member.flags.to_le_bytes(),
            &member.method.to_le_bytes(),
            &[0; 4],
            &[0; 4],
            &size_of_bytes(&packed).to_le_bytes(),
            &size.to_le_bytes(),
            &u16::try_from(member.name.len()).unwrap().to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        out.extend([b"PK\x03\x04", &common[..], member.name.as_bytes(), &packed].concat());
        if !member.unlisted {
            count += 1;
            directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &at.to_le_bytes(), member.name.as_bytes()].concat());
        }
    }
    let start = size_of_bytes(&out);
    let size = size_of_bytes(&directory);
    out.extend(directory);
    out.extend(
        [b"PK\x05\x06\0\0\0\0", &count.to_le_bytes()[..], &count.to_le_bytes(), &size.to_le_bytes(), &start.to_le_bytes(), &[0, 0]]
            .concat(),
    );
    out
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, content) in members {
        if name.len() > 100 {
            out.extend(entry(b"././@LongLink", b'L', &[name.as_bytes(), b"\0"].concat()));
        }
        out.extend(entry(&name.as_bytes()[..name.len().min(100)], b'0', content));
    }
    out.extend([0; 1024]);
    out
}

fn entry(name: &[u8], kind: u8, content: &[u8]) -> Vec<u8> {
    let mut header = [0; 512];
    header[..name.len()].copy_from_slice(name);
    header[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    header[156] = kind;
    header[257..263].copy_from_slice(b"ustar\0");
    header[148..156].fill(b' ');
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = [&header[..], content].concat();
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

/// What came out, and what did not.
type Told = (Vec<(String, Vec<u8>)>, Vec<(String, Why)>);

fn told_within(bytes: &[u8], limits: Limits) -> Told {
    let (mut members, mut unread) = (Vec::new(), Vec::new());
    let kind = format(&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(TAIL)..]).expect("an archive");
    let mut sink = |event: Event<'_>| -> Result<(), ()> {
        match event {
            Event::Member { path, content, raw: false } => {
                let mut text = Vec::new();
                content.read_to_end(&mut text).expect("a reader that never fails");
                members.push((String::from_utf8_lossy(path).into_owned(), text));
            }
            Event::Member { .. } => {}
            Event::Unread { path, why } => unread.push((String::from_utf8_lossy(path).into_owned(), why)),
        }
        Ok(())
    };
    walk(Content::Here(&mut Cursor::new(bytes)), bytes.len() as u64, kind, b"a", limits, &mut sink).unwrap();
    // the same as a stream
    let mut count = 0;
    let mut sink = |event: Event<'_>| -> Result<(), ()> {
        count += usize::from(matches!(event, Event::Member { raw: false, .. }));
        Ok(())
    };
    walk(Content::Stream(&mut &bytes[..]), bytes.len() as u64, kind, b"a", limits, &mut sink).unwrap();
    assert!(count >= members.len());
    (members, unread)
}

fn told(bytes: &[u8]) -> Told {
    told_within(bytes, Limits::default())
}

fn names(told: &Told) -> Vec<&str> {
    told.0.iter().map(|(name, _)| name.as_str()).collect()
}

const TEXT: &[u8] = b"one text\n";

#[test]
fn every_format_is_opened() {
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bzip2.write_all(TEXT).unwrap();
    let bzip2 = bzip2.finish().unwrap();
    let zstd = ruzstd::encoding::compress_to_vec(TEXT, ruzstd::encoding::CompressionLevel::Fastest);
    let skipped = [&[0x28, 0xb5, 0x2f, 0xfd], &zstd[4..], b"\x50\x2a\x4d\x18\x03\0\0\0abc", &zstd].concat();
    let xz = "fd377a585a000004e6d6b4460200210116000000742fe5a30100086f6e6520746578740a0000000000";
    let one = |name: &str| (vec![(name.to_owned(), TEXT.to_vec())], Vec::new());
    assert_eq!(told(&zip(&[member("x", TEXT)])), one("a!/x"));
    assert_eq!(told(&[b"#!/bin/sh\n".to_vec(), zip(&[member("x", TEXT)])].concat()), one("a!/x"));
    assert_eq!(told(&zip(&[Member { method: 0, ..member("x", TEXT) }])), one("a!/x"));
    assert_eq!(told(&tar(&[("x", TEXT)])), one("a!/x"));
    assert_eq!(told(&gzip(TEXT)), one("a!/content"));
    assert_eq!(told(&gzip(&tar(&[("x", TEXT)]))), one("a!/x"));
    assert_eq!(told(&bzip2), one("a!/content"));
    assert_eq!(told(&zstd), one("a!/content"));
    assert_eq!(told(&skipped).0[0].1, TEXT.repeat(2));
    let (members, _) = told(&data_encoding::HEXLOWER.decode(xz.as_bytes()).unwrap());
    assert_eq!(members, one("a!/content").0, "the sums at the end are cut off, the text is there");
}

#[test]
fn long_names_and_attributes_of_a_tar_are_read() {
    let name = "folder/".repeat(30) + "x";
    assert_eq!(names(&told(&tar(&[(&name, TEXT)]))), [format!("a!/{name}")]);
    let record = format!("{} path={name}\n", name.len() + 10);
    let pax = [entry(b"pax", b'x', record.as_bytes()), entry(b"short", b'0', TEXT), vec![0; 1024]].concat();
    assert_eq!(names(&told(&pax)), [format!("a!/{name}")]);
}

#[test]
fn archives_in_archives_are_opened_to_a_depth() {
    let innermost = zip(&[member("x", TEXT)]);
    let deep = zip(&[member("1.jar", zip(&[member("2.jar", zip(&[member("3.jar", innermost.clone()), member("y", TEXT)]))]))]);
    let told = told(&deep);
    assert_eq!(names(&told), ["a!/1.jar!/2.jar!/3.jar", "a!/1.jar!/2.jar!/y"]);
    assert_eq!(told.1, [("a!/1.jar!/2.jar!/3.jar".to_owned(), Why::Deep)]);
    let mixed = zip(&[member("b.tar.gz", gzip(&tar(&[("c.jar", &innermost)])))]);
    assert_eq!(told_within(&mixed, Limits::default()).0[0].0, "a!/b.tar.gz!/c.jar!/x");
}

#[test]
fn what_a_zip_hides_comes_out_all_the_same() {
    // two of one name, one that the directory does not list, names that point elsewhere
    let odd = zip(&[
        member("x", b"first"),
        member("x", b"second"),
        Member { unlisted: true, ..member("hidden", b"third") },
        member("../../etc/x", b"fourth"),
        member("/abs", b"fifth"),
        Member { unlisted: true, ..member("last", b"sixth") },
    ]);
    let told = told(&odd);
    assert_eq!(names(&told), ["a!/x", "a!/x", "a!/hidden", "a!/../../etc/x", "a!//abs", "a!/last"]);
    assert_eq!(told.1, []);
    assert_eq!(told.0.iter().map(|(_, text)| text.len()).sum::<usize>(), 5 + 6 + 5 + 6 + 5 + 5);
}

#[test]
fn what_cannot_be_read_is_said() {
    let x = || "a!/x".to_owned();
    for (archive, unread) in [
        (zip(&[Member { flags: 1, ..member("x", TEXT) }]), (x(), Why::Encrypted)),
        (zip(&[Member { method: 99, ..member("x", TEXT) }]), (x(), Why::Unsupported("packed by a method that is not read here"))),
        (zip(&[Member { size: Some(1000), ..member("x", TEXT) }]), (x(), Why::Damaged)),
        (gzip(&TEXT.repeat(100))[..20].to_vec(), ("a!/content".to_owned(), Why::Damaged)),
        (tar(&[("x", &TEXT.repeat(100))])[..700].to_vec(), (x(), Why::Damaged)),
        (b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), ("a".to_owned(), Why::Unsupported("7z archives are not opened"))),
        (b"PK\x03\x04".to_vec(), ("a".to_owned(), Why::Damaged)),
    ] {
        let told = told(&archive);
        assert!(told.1.contains(&unread), "{unread:?}: {told:?}");
    }
}

#[test]
fn the_text_of_a_damaged_archive_is_read_as_far_as_it_goes() {
    let whole = zip(&[member("x", TEXT), member("y", TEXT.repeat(50))]);
    let cut = told(&whole[..whole.len() - 30]);
    assert_eq!(names(&cut), ["a!/x", "a!/y"]);
    assert_eq!(cut.1, [("a".to_owned(), Why::Damaged)]);
}

#[test]
fn bombs_are_left_when_they_have_shown_what_they_are() {
    let limits = Limits { bytes: 10_000, members: 50, ..Limits::default() };
    let zeros = zip(&[member("x", vec![0; 1 << 20])]);
    let told = told_within(&zeros, limits);
    assert_eq!(told.1, [("a!/x".to_owned(), Why::Large)]);
    assert_eq!(told.0[0].1.len(), 10_000);
    let many: Vec<Member> = (0..200).map(|_| member("x", b"")).collect();
    let told = told_within(&zip(&many), limits);
    assert_eq!((told.0.len(), &told.1[..]), (49, &[("a".to_owned(), Why::Many)][..]));
    // a ratio of a thousand is no honest one
    let limits = Limits { free: 100_000, ..Limits::default() };
    assert_eq!(told_within(&zeros, limits).1, [("a!/x".to_owned(), Why::Large)]);
}

#[test]
fn a_fault_below_the_archive_is_no_damage() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk"))
        }
    }
    let half = gzip(&TEXT.repeat(1000));
    let mut reader = half[..10].chain(Broken);
    let walked = walk(Content::Stream(&mut reader), 100, Format::Packed(Method::Gzip), b"a", Limits::default(), &mut |_| Ok::<(), ()>(()));
    assert!(matches!(walked, Err(Stop::Reading(error)) if error.to_string() == "the disk"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_can_be_walked(noise: Vec<u8>, at in 0usize..400, with: Vec<u8>, kind in 0usize..3) {
        let mut bytes = match kind {
            0 => zip(&[member("x", TEXT), member("y", zip(&[member("z", &noise)]))]),
            1 => tar(&[("x", TEXT), ("y", &gzip(&noise))]),
            _ => gzip(&tar(&[("x", &noise)])),
        };
        let at = at.min(bytes.len());
        let end = (at + with.len()).min(bytes.len());
        bytes.splice(at..end, with);
        for format in [Format::Zip, Format::Tar, Format::Packed(Method::Gzip)] {
            let mut sink = |event: Event<'_>| -> Result<(), ()> {
                if let Event::Member { content, .. } = event {
                    io::copy(content, &mut io::sink()).map_err(|_| ())?;
                }
                Ok(())
            };
            let limits = Limits { bytes: 1 << 20, ..Limits::default() };
            proptest::prop_assert!(walk(Content::Here(&mut Cursor::new(&bytes)), bytes.len() as u64, format, b"a", limits, &mut sink).is_ok());
        }
    }
}

//! `PyPI`'s tokens: macaroons in the second binary format.
//!
//! Source: <https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt>.

use super::{Check, Proof, noise, radix};

/// `pypi-` and the base64url of a macaroon whose location is `pypi.org` or `test.pypi.org`.
pub const PYPI: Check = Check { name: "pypi-macaroon", run: pypi, strict: false, seal: Some(seal) };

const END: u8 = 0;
const LOCATION: u8 = 1;
const IDENTIFIER: u8 = 2;
const VERIFICATION: u8 = 4;
const SIGNATURE: u8 = 6;
/// A token with more restrictions than this is none.
const CAVEATS: usize = 64;

/// Fields: a type, a length, a value.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The next field's value where it is of this kind.
    fn take(&mut self, kind: u8) -> Option<&'a [u8]> {
        let [found, rest @ ..] = self.0 else { return None };
        if *found != kind {
            return None;
        }
        // a length of seven bits a byte, the lowest first
        let mut length = 0_usize;
        let mut at = 0;
        loop {
            let byte = *rest.get(at)?;
            length |= usize::from(byte & 0x7F) << (7 * at);
            at += 1;
            if byte & 0x80 == 0 {
                break;
            }
            if at == 3 {
                return None;
            }
        }
        let value = rest.get(at..at.checked_add(length)?)?;
        self.0 = &rest[at + length..];
        Some(value)
    }

    fn end(&mut self) -> Option<()> {
        self.0 = self.0.strip_prefix(&[END])?;
        Some(())
    }
}

/// The location, where `bytes` are a whole macaroon.
fn location(bytes: &[u8]) -> Option<&[u8]> {
    let mut fields = Fields(bytes.strip_prefix(&[2])?);
    let location = fields.take(LOCATION)?;
    fields.take(IDENTIFIER)?;
    fields.end()?;
    for _ in 0..CAVEATS {
        if fields.end().is_some() {
            return (fields.take(SIGNATURE)?.len() == 32 && fields.0.is_empty()).then_some(location);
        }
        fields.take(LOCATION);
        fields.take(IDENTIFIER)?;
        fields.take(VERIFICATION);
        fields.end()?;
    }
    None
}

fn pypi(token: &[u8]) -> Proof {
    let bytes = token.strip_prefix(b"pypi-").filter(|body| body.len() <= 8192).and_then(radix::base64).unwrap_or_default();
    match location(&bytes) {
        Some(b"pypi.org") => Proof::proven("of pypi.org"),
        Some(b"test.pypi.org") => Proof::proven("of test.pypi.org"),
        _ => Proof::refuted(),
    }
}

/// A whole token of the index that the text begins like, with one caveat.
fn seal(text: &[u8]) -> Vec<u8> {
    let make = |location: &[u8]| {
        let random = noise::bytes(text, 32 + 30);
        let mut bytes = vec![2];
        let mut put = |kind: u8, value: &[u8]| {
            bytes.extend([kind, value.len().to_le_bytes()[0]]);
            bytes.extend_from_slice(value);
        };
        put(LOCATION, location);
        put(IDENTIFIER, &random[32..]);
        bytes.push(END);
        bytes.extend([IDENTIFIER, 4]);
        bytes.extend_from_slice(b"[\"a\"");
        bytes.extend([END, END, SIGNATURE, 32]);
        bytes.extend_from_slice(&random[..32]);
        format!("pypi-{}", data_encoding::BASE64URL_NOPAD.encode(&bytes))
    };
    let (main, trial) = (make(b"pypi.org"), make(b"test.pypi.org"));
    radix::rest_of(text, if trial.as_bytes().starts_with(text) && !main.as_bytes().starts_with(text) { &trial } else { &main })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::join;

    #[test]
    fn the_vector_holds_and_a_cut_one_does_not() {
        let token = join(&["pypi-", "AgEIcHlwaS5vcmcCDEZh", "a2VUZXN0T25seQAABiBG", "RkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRg"]);
        assert_eq!(pypi(&token), Proof::proven("of pypi.org"));
        for length in 0..token.len() {
            assert_eq!(pypi(&token[..length]).outcome, Outcome::Refuted, "{length}");
        }
    }

    #[test]
    fn both_indexes_are_made_and_told() {
        for (text, fact) in
            [("pypi-", "of pypi.org"), ("pypi-AgEIcHlwaS5vcmc", "of pypi.org"), ("pypi-AgENdGVzdC5weXBpLm9yZw", "of test.pypi.org")]
        {
            let token = [text.as_bytes(), &seal(text.as_bytes())].concat();
            assert_eq!(pypi(&token), Proof::proven(fact), "{text}");
        }
    }

    #[test]
    fn long_and_broken_lengths() {
        let value = [7; 200];
        let field = [&[IDENTIFIER, 0xC8, 0x01][..], &value].concat();
        assert_eq!(Fields(&field).take(IDENTIFIER), Some(&value[..]));
        for broken in [&[IDENTIFIER][..], &[IDENTIFIER, 0x80], &[IDENTIFIER, 0x80, 0x80, 0x80, 1], &[IDENTIFIER, 5, 1]] {
            assert_eq!(Fields(broken).take(IDENTIFIER), None);
        }
    }
}

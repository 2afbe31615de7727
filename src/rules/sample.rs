//! Samples are made at run time: no token stands in the source.
//!
//! A template is text with placeholders. `{A62:24}` is 24 random characters of a class, `{A62:20-40}` 20 to 40 of them, `{uuid}` a
//! version 4 UUID, `{bytes:30820a}` these bytes, `{in:.pgpass}` (in front) the file whose whole text the sample is, `{seal}` whatever makes the rule's proof hold for what stands between the start of the secret and here. `<<` and
//! `>>` mark the secret (the whole text is the secret where they are missing), `{{` and `}}` are braces.
//!
//! Classes: `A62` letters and digits, `A62_` and `_`, `A64` and `+/`, `A64u` and `-_`, `hex`, `HEX`, `dig`, `lc36` lower case and
//! digits, `UC36`, `lc26`, `UC26`, `alpha`, `B32` `A-Z2-7`, `b32` `a-z2-7`, `b58` base58, `bech32` (upper case), `ulid` (Crockford base32), `text64` the base64 of so many letters and digits,
//! `octets` numbers below 256 with commas, `char` printable ASCII without quotes, blanks,
//! backslash and `@:/`.

use crate::proof::Check;

/// A rendered sample.
pub struct Rendered {
    /// The text to scan.
    pub text: Vec<u8>,
    /// Where the secret stands in it (bytes).
    pub secret: std::ops::Range<usize>,
    /// The file that it is the whole text of; none where it may stand in any file, between other lines.
    pub path: Option<String>,
    /// Where characters stand that the seed has chosen, and sums over them (bytes): what others cannot know. What the template itself says is
    /// no secret.
    pub random: Vec<std::ops::Range<usize>>,
}

/// A template that cannot be rendered: the reason.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TemplateError {
    /// `{` without `}`.
    #[error("a `{{` is never closed (write `{{{{` for a brace)")]
    Unclosed,
    /// Not a class that we know.
    #[error("`{{{0}}}` is no placeholder: a class and a count, like {{A62:24}}, or {{uuid}} or {{seal}}")]
    Unknown(String),
    /// `{seal}` in a rule whose proof has no sum.
    #[error("{{seal}} needs a proof that can seal")]
    NoSeal,
}

fn class(name: &str) -> Option<&'static [u8]> {
    Some(match name {
        "A62" | "text64" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "A62_" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_",
        "A64" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/",
        "A64u" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_",
        "hex" => b"0123456789abcdef",
        "HEX" => b"0123456789ABCDEF",
        "dig" => b"0123456789",
        "lc36" => b"0123456789abcdefghijklmnopqrstuvwxyz",
        "UC36" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "lc26" => b"abcdefghijklmnopqrstuvwxyz",
        "UC26" => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "alpha" => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "B32" => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "b32" => b"abcdefghijklmnopqrstuvwxyz234567",
        "b58" => b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
        "ulid" => b"0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        "bech32" => b"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        "char" => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#%&*+-.=?^_~",
        _ => return None,
    })
}

/// Renders `template` with the characters that `seed` gives; the same seed, the same text.
pub fn render(template: &str, proof: Option<Check>, seed: u64) -> Result<Rendered, TemplateError> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut text = Vec::with_capacity(template.len() * 4);
    let (mut start, mut end) = (0, None);
    let mut chosen: Vec<std::ops::Range<usize>> = Vec::new();
    let (path, mut rest) = match template.strip_prefix("{in:") {
        Some(rest) => rest.split_once('}').map(|(path, rest)| (Some(path.to_owned()), rest)).ok_or(TemplateError::Unclosed)?,
        None => (None, template),
    };
    while let Some(next) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("{{") {
            text.push(b'{');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("}}") {
            text.push(b'}');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<<") {
            start = text.len();
            rest = after;
        } else if let Some(after) = rest.strip_prefix(">>") {
            end = Some(text.len());
            rest = after;
        } else if let Some(after) = rest.strip_prefix('{') {
            let (inner, after) = after.split_once('}').ok_or(TemplateError::Unclosed)?;
            let from = text.len();
            fill(inner, proof, start, &mut text, &mut random)?;
            match chosen.last_mut() {
                _ if inner.starts_with("bytes:") => {}
                Some(last) if last.end == from => last.end = text.len(),
                _ => chosen.push(from..text.len()),
            }
            rest = after;
        } else {
            text.extend_from_slice(next.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[next.len_utf8()..];
        }
    }
    let end = end.unwrap_or(text.len());
    Ok(Rendered { text, secret: start..end, path, random: chosen })
}

fn fill(inner: &str, proof: Option<Check>, start: usize, text: &mut Vec<u8>, random: &mut fastrand::Rng) -> Result<(), TemplateError> {
    let unknown = || TemplateError::Unknown(inner.to_owned());
    match inner {
        "seal" => {
            let seal = proof.and_then(|check| check.seal).ok_or(TemplateError::NoSeal)?;
            let sum = seal(&text[start..]);
            text.extend(sum);
        }
        "uuid" => {
            let hex = class("hex").ok_or_else(unknown)?;
            for (index, width) in [8, 4, 4, 4, 12].into_iter().enumerate() {
                if index > 0 {
                    text.push(b'-');
                }
                let from = text.len();
                text.extend((0..width).map(|_| hex[random.usize(..hex.len())]));
                match index {
                    2 => text[from] = b'4',
                    3 => text[from] = b"89ab"[random.usize(..4)],
                    _ => {}
                }
            }
        }
        _ => {
            let (name, count) = inner.split_once(':').ok_or_else(unknown)?;
            if name == "bytes" {
                text.extend(data_encoding::HEXLOWER.decode(count.as_bytes()).map_err(|_| unknown())?);
                return Ok(());
            }
            if name == "octets" {
                let count: usize = count.parse().map_err(|_| unknown())?;
                let numbers: Vec<String> = (0..count).map(|_| random.u8(..).to_string()).collect();
                text.extend(numbers.join(",").bytes());
                return Ok(());
            }
            let set = class(name).ok_or_else(unknown)?;
            let (low, high) = count.split_once('-').unwrap_or((count, count));
            let low: usize = low.parse().map_err(|_| unknown())?;
            let high: usize = high.parse().map_err(|_| unknown())?;
            if low > high || high > 1 << 20 {
                return Err(unknown());
            }
            let count = random.usize(low..=high);
            let chosen: Vec<u8> = (0..count).map(|_| set[random.usize(..set.len())]).collect();
            if name == "text64" {
                text.extend(data_encoding::BASE64.encode(&chosen).bytes());
            } else {
                text.extend(chosen);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(template: &str) -> String {
        String::from_utf8(render(template, None, 7).unwrap().text).unwrap()
    }

    #[test]
    fn placeholders_are_filled_and_braces_kept() {
        assert_eq!(text("{{a: {dig:0}}}"), "{a: }");
        assert_eq!(text("x_{A62:24}").len(), 26);
        assert_eq!(text("{uuid}").len(), 36);
        assert_eq!(text("{text64:10}").len(), 16);
        assert_eq!(render("{bytes:00ff}", None, 1).unwrap().text, [0, 255]);
        let sample = render("key = \"<<k_{hex:8}>>\"", None, 1).unwrap();
        assert_eq!(sample.secret, 7..17);
        assert_eq!((sample.random.len(), sample.random.first()), (1, Some(&(9..17))));
        assert_eq!(render("{bytes:00}{hex:2}{dig:1}-{dig:1}", None, 1).unwrap().random, [1..4, 5..6]);
        assert_eq!(sample.path, None);
        let file = render("{in:config/master.key}{hex:32}", None, 1).unwrap();
        assert_eq!((file.path.as_deref(), file.secret), (Some("config/master.key"), 0..32));
    }

    #[test]
    fn the_same_seed_gives_the_same_text() {
        assert_eq!(text("{A62:40}"), text("{A62:40}"));
        assert_ne!(render("{A62:40}", None, 1).unwrap().text, render("{A62:40}", None, 2).unwrap().text);
    }

    #[test]
    fn bad_templates_say_why() {
        for template in ["{in:a.txt", "{A62:24", "{A62}", "{Z:3}", "{A62:9-2}", "{A62:x}", "{bytes:0}", "{seal}"] {
            assert!(render(template, None, 1).is_err(), "{template}");
        }
    }
}

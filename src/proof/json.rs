//! JSON inside secrets, read with bounds, and what of it may be told.

use serde_json::{Map, Value};

use super::radix;

/// No document is larger (bytes).
const LIMIT: usize = 64 << 10;

/// An object; `serde_json` bounds how deep it goes.
pub(super) fn object(bytes: &[u8]) -> Option<Map<String, Value>> {
    if bytes.len() > LIMIT {
        return None;
    }
    serde_json::from_slice(bytes).ok()
}

/// An object in base64 of either alphabet.
pub(super) fn object_in_base64(text: &[u8]) -> Option<Map<String, Value>> {
    if text.len() > LIMIT {
        return None;
    }
    radix::base64(text).and_then(|bytes| object(&bytes))
}

/// A member that is a string and not empty.
pub(super) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// A member that is a name which may be told: up to 60 letters, digits, dots, hyphens and underscores.
pub(super) fn name<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    text(object, name).filter(|text| text.len() <= 60 && text.bytes().all(plain))
}

/// The host of a URL where it is a name which may be told.
pub(super) fn name_in_url(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', ':', '?']).next()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (!host.is_empty() && host.len() <= 60 && host.bytes().all(plain)).then_some(host)
}

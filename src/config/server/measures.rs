//! Times and sizes as people write them.

use std::time::Duration;

use super::super::fields::Fields;

/// A hook that may take longer than this has no deadline worth the name.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// Less time than this is enough for nothing.
const SHORTEST: Duration = Duration::from_millis(50);

/// Reads `4s`, `500ms`, `1m 30s`.
pub(super) fn time(fields: &mut Fields<'_>, name: &'static str) -> Option<Duration> {
    let found = fields.text(name)?;
    let time = found.value.parse::<jiff::SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    let time = time.filter(|time| (SHORTEST..=LONGEST).contains(time));
    if time.is_none() {
        fields.wrong(found.at, format!("{name} is no time from 50ms to 24h"), format!("write it with its unit: {name} = \"4s\""));
    }
    time
}

/// Reads `10MiB`, `1 GiB`, `500 KB`, `4096`.
pub(super) fn size(fields: &mut Fields<'_>, name: &'static str) -> Option<u64> {
    let found = fields.text(name)?;
    let size = bytes(&found.value);
    if size.is_none() {
        fields.wrong(found.at, format!("{name} is no size"), format!("write it with its unit: {name} = \"64MiB\""));
    }
    size
}

/// The number of bytes that `text` stands for; none where that is nothing, or zero.
pub(super) fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = text[..digits].parse().ok()?;
    let unit = match text[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "k" | "kib" => 1 << 10,
        "mb" => 1_000_000,
        "m" | "mib" => 1 << 20,
        "gb" => 1_000_000_000,
        "g" | "gib" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(unit).filter(|bytes| *bytes > 0)
}

//! Dates as facts show them.

use jiff::Timestamp;

/// `2024-05-01`, in UTC, of seconds since 1970; `None` outside the years 1 to 9999.
pub(super) fn day(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.strftime("%Y-%m-%d").to_string())
}

/// The like of a time that somebody stamped on a token: between `earliest` and tomorrow (seconds since 1970), or it was never that.
pub(super) fn day_of_making(seconds: i64, earliest: i64) -> Option<String> {
    let tomorrow = now() + 86_400;
    (earliest..=tomorrow).contains(&seconds).then(|| day(seconds)).flatten()
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    Timestamp::now().as_second()
}

//! `leakgate allow FINGERPRINT`: a new entry at the end of `.leakgate.toml`; what stands there stays as it is.

use std::io::Write;

use jiff::civil::Date;

use super::{print, session};
use crate::cli::Allow;
use crate::config;
use crate::exit::Exit;
use crate::fingerprint::Fingerprint;
use crate::git::Repository;
use crate::text::printable;
use crate::trouble::Trouble;

pub(super) fn run(request: &Allow) -> Result<Exit, Trouble> {
    let wrong = |what: String, next: &str| Trouble::Usage { what, next: next.to_owned() };
    let fingerprint = Fingerprint::parse(&request.fingerprint).ok_or_else(|| {
        wrong(
            format!("{} is no fingerprint", printable(request.fingerprint.as_bytes())),
            "copy the twenty hexadecimal digits from the report",
        )
    })?;
    if request.reason.trim().is_empty() {
        return Err(wrong("a reason is needed".to_owned(), "say why it may pass: --reason \"…\""));
    }
    let expires = expiry(&request.expires, session::today())?;
    let repository = Repository::open(false)?;
    let top =
        repository.work_tree().ok_or_else(|| wrong("a bare repository has no work tree to write to".to_owned(), "run it in a clone"))?;
    let path = top.join(config::NAME);
    let present = config::load(&path)?;
    if present.allow.iter().any(|entry| entry.fingerprint == Some(fingerprint)) {
        print(&format!("{fingerprint} is allowed already, in {}\n", printable(path.as_os_str().as_encoded_bytes())))?;
        return Ok(Exit::Clean);
    }
    let write = |cause| Trouble::File { doing: "write", path: path.clone(), cause };
    let mut text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(write(cause)),
    };
    if present.fingerprint_key.is_none() {
        // so that the same entry fits in every clone; a key stands before all tables
        let key = config::key::local(repository.common_dir());
        text.insert_str(0, &config::key_line(&key));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&config::entry(fingerprint, request.reason.trim(), expires, request.owner.as_deref()));
    config::parse(&path, text.as_bytes())?;
    let mut file = tempfile::NamedTempFile::new_in(top).map_err(write)?;
    file.write_all(text.as_bytes()).map_err(write)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644)).map_err(write)?;
    }
    file.persist(&path).map_err(|error| write(error.error))?;
    print(&format!("{fingerprint} may pass until {expires}; commit {} so that others see it too\n", config::NAME))?;
    Ok(Exit::Clean)
}

/// `90d`, or a date.
pub(super) fn expiry(text: &str, today: Date) -> Result<Date, Trouble> {
    let date = match text.strip_suffix('d').map(str::parse::<i32>) {
        Some(Ok(days)) if days > 0 => jiff::Span::new().try_days(days).ok().and_then(|days| today.checked_add(days).ok()),
        Some(_) => None,
        None => text.parse::<Date>().ok().filter(|date| *date >= today),
    };
    date.ok_or_else(|| Trouble::Usage {
        what: format!("{} is no day to come", printable(text.as_bytes())),
        next: "write --expires 90d or --expires 2027-01-31".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_end_is_days_or_a_date_to_come() {
        let today = date(2026, 11, 23);
        assert_eq!(expiry("90d", today).unwrap(), date(2027, 2, 21));
        assert_eq!(expiry("2027-01-31", today).unwrap(), date(2027, 1, 31));
        for bad in ["", "d", "0d", "-1d", "90", "2020-01-01", "99999999d"] {
            assert!(expiry(bad, today).is_err(), "{bad}");
        }
    }
}

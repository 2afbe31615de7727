//! Where answers to findings are written: `.leakgate.toml` and the baseline, at the top of the work tree.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::session::{Session, today};
use crate::config::{self, Edit, Entered, NewAllow, Whole};
use crate::fingerprint::{Fingerprint, Key};
use crate::git::Repository;
use crate::suppress::baseline::{self, Baseline, Entry};
use crate::text::printable;
use crate::trouble::Trouble;

/// For how long an entry counts where nobody has said.
pub(super) const DEFAULT: &str = "365d";

/// The files that answers go to.
pub(super) struct Desk<'s> {
    repository: &'s Repository,
    top: &'s Path,
    key: Key,
}

impl<'s> Desk<'s> {
    /// The desk of the session's repository, which must have a work tree.
    pub(super) fn new(session: &'s Session) -> Result<Self, Trouble> {
        let repository = session.repository()?;
        let top = repository.work_tree().ok_or_else(|| Trouble::Usage {
            what: "a bare repository has no work tree to write to".to_owned(),
            next: "run it in a clone".to_owned(),
        })?;
        Ok(Self { repository, top, key: session.key() })
    }

    /// The configuration.
    fn config(&self) -> PathBuf {
        self.top.join(config::NAME)
    }

    /// The configuration, to be changed; one with a mistake is refused.
    pub(super) fn edit(&self) -> Result<Edit<'s>, Trouble> {
        Edit::open(&self.config(), Some(self.repository))
    }

    /// The baseline.
    pub(super) fn baseline(&self) -> PathBuf {
        self.top.join(baseline::NAME)
    }

    /// Writes these entries and, so that they fit in every clone, the key; says what has come of each. `anew`: also of entries that still
    /// count.
    pub(super) fn allow(&self, entries: &[NewAllow], anew: bool) -> Result<Vec<Entered>, Trouble> {
        let mut edit = self.edit()?;
        edit.keep_key(&self.key);
        let entered: Vec<Entered> = entries.iter().map(|entry| edit.allow(entry, today(), anew)).collect();
        if entered.iter().any(|entered| !matches!(entered, Entered::Stands(_))) {
            edit.save()?;
        }
        Ok(entered)
    }

    /// Makes sure that the key stands in the configuration. Was it put there?
    pub(super) fn keep_key(&self) -> Result<bool, Trouble> {
        let mut edit = self.edit()?;
        let put = edit.keep_key(&self.key);
        if put {
            edit.save()?;
        }
        Ok(put)
    }

    /// Puts one finding into the baseline, unless it stands there.
    pub(super) fn accept(&self, fingerprint: Fingerprint, entry: &Entry) -> Result<(), Trouble> {
        let file = Whole::read(&self.baseline(), baseline::LARGEST)?;
        let known = Baseline::parse(&file.path, file.bytes.as_deref().unwrap_or_default())?;
        self.keep_key()?;
        if known.entries.contains_key(&fingerprint) {
            return Ok(());
        }
        file.replace(&baseline::with(file.bytes.as_deref(), fingerprint, entry))
    }
}

/// A file's path as it is best shown.
pub(super) fn shown(path: &Path) -> String {
    printable(path.as_os_str().as_encoded_bytes())
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

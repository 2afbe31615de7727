//! `leakgate allow FINGERPRINT …`: entries in `.leakgate.toml`; what else stands there stays as it is.

use std::fmt::Write;

use super::desk::{DEFAULT, Desk, expiry};
use super::print;
use super::session::{Session, Trust, today};
use crate::cli::Allow;
use crate::config::{self, Entered, NewAllow};
use crate::exit::Exit;
use crate::fingerprint::Fingerprint;
use crate::text::printable;
use crate::trouble::Trouble;

pub(super) fn run(request: &Allow) -> Result<Exit, Trouble> {
    let mut fingerprints = Vec::new();
    for text in &request.fingerprints {
        let fingerprint = Fingerprint::parse(text).ok_or_else(|| Trouble::Usage {
            what: format!("{} is no fingerprint", printable(text.as_bytes())),
            next: "copy the twenty hexadecimal digits from the report".to_owned(),
        })?;
        if !fingerprints.contains(&fingerprint) {
            fingerprints.push(fingerprint);
        }
    }
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(Trouble::Usage { what: "a reason is needed".to_owned(), next: "say why it may pass: --reason \"…\"".to_owned() });
    }
    let expires = expiry(request.expires.as_deref().unwrap_or(DEFAULT), today())?;
    let session = Session::open(Trust::Developer, false, None)?;
    let desk = Desk::new(&session)?;
    let entry = |fingerprint| NewAllow { fingerprint, reason: reason.to_owned(), expires, owner: request.owner.clone() };
    let entries: Vec<NewAllow> = fingerprints.into_iter().map(entry).collect();
    let entered = desk.allow(&entries, request.expires.is_some())?;
    let mut text = String::new();
    for (NewAllow { fingerprint, .. }, entered) in entries.iter().zip(&entered) {
        let _ = match entered {
            Entered::Added => writeln!(text, "{fingerprint} may pass until {expires}"),
            Entered::Renewed(end) => {
                writeln!(text, "{fingerprint} may pass until {expires}; its entry, which had {end} as its end, was renewed")
            }
            Entered::Stands(end) => writeln!(
                text,
                "{fingerprint} is allowed already, until {end}, in {}; nothing was changed (another end: --expires)",
                config::NAME
            ),
        };
    }
    if entered.iter().any(|entered| !matches!(entered, Entered::Stands(_))) {
        let _ = writeln!(text, "commit {} so that others see it too", config::NAME);
    }
    print(&text)?;
    Ok(Exit::Clean)
}

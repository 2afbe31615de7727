//! `leakgate suppressions`: what is let pass, by what and why.

use super::baseline::at;
use super::print;
use super::scan::look;
use super::session::{Session, Trust, today};
use crate::cli::{Shape, Suppressions};
use crate::exit::Exit;
use crate::finding::Finding;
use crate::report::Listing;
use crate::suppress::{self, Grounds};
use crate::trouble::Trouble;

pub(super) fn run(request: &Suppressions) -> Result<Exit, Trouble> {
    let session = Session::open(Trust::Files, false, None)?;
    let (mut looked, _) = look(&session, at(&request.at))?;
    let baseline = session.accepted(false)?.counts;
    let around = session.surroundings(&looked.findings);
    session.weigh(&mut looked.findings, baseline.as_ref(), &around);
    let grounds = Grounds { config: session.config(), baseline: baseline.as_ref(), today: today() };
    let idle = suppress::idle(&looked.findings, grounds);
    let top = session.repository()?.work_tree().map(|top| format!("{}/", super::desk::shown(top).trim_end_matches('/')));
    let shorten = |place: &str| top.as_deref().and_then(|top| place.strip_prefix(top)).unwrap_or(place).to_owned();
    let what = if request.at.paths.is_empty() { "history" } else { "paths" };
    let ignored = |finding: &Finding| {
        let by = session.judge(finding, &around).by;
        let entry = session.config().policy.entries.iter().find(|entry| Some(&entry.place) == by.as_ref());
        let said = if by.is_some() { "policy ignores it" } else { "public by design" };
        (by, entry.and_then(|entry| entry.reason.clone()).unwrap_or_else(|| said.to_owned()))
    };
    let mut listing = Listing::new(&looked.findings, &idle, what, &ignored, &shorten);
    listing.repository = session.name();
    if what == "history" && session.repository()?.is_shallow()? {
        listing.notes.push("this clone is shallow: what matches nothing here may match in the history that lies elsewhere".to_owned());
    }
    let has_prints = baseline.is_some() || session.config().allow.iter().any(|entry| entry.fingerprint.is_some());
    if has_prints && session.config().fingerprint_key.is_none() {
        listing.notes.push("no fingerprint-key is configured: fingerprints that were made in another clone match nothing here".to_owned());
    }
    print(&match request.format {
        Shape::Human => listing.human(),
        Shape::Json => listing.json(),
    })?;
    Ok(if request.fail_unused && !listing.idle.is_empty() { Exit::Findings } else { Exit::Clean })
}

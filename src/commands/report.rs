//! `leakgate report …`

use super::tell::tell_document;
use crate::cli::Reports;
use crate::exit::Exit;
use crate::report;
use crate::trouble::Trouble;

pub(super) fn run(reports: Reports) -> Result<Exit, Trouble> {
    let Reports::Merge { files, format, output, reports } = reports;
    let mut documents = Vec::with_capacity(files.len());
    for path in files {
        let bytes = std::fs::read(&path).map_err(|cause| Trouble::File { doing: "read", path: path.clone(), cause })?;
        let document = report::parse(&path, &bytes)?;
        documents.push((path, document));
    }
    let joined = report::merge(documents);
    tell_document(&joined, format, output.as_deref(), &reports)?;
    // what the runs behind it could not look at is not clean here either
    Ok(match () {
        () if joined.looked_at != joined.meant_to => Exit::Undecided,
        () if joined.counts.block > 0 || (joined.not_looked_at.count > 0 && joined.not_looked_at.verdict == "block") => Exit::Findings,
        () => Exit::Clean,
    })
}

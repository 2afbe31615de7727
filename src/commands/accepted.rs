//! The baseline that counts in a run.

use std::path::Path;

use crate::config::Whole;
use crate::finding::Finding;
use crate::git::{Kind, Repository};
use crate::suppress::baseline::{self, Baseline};
use crate::trouble::Trouble;

/// The findings that were accepted as they were.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// What counts.
    pub(super) counts: Option<Baseline>,
    /// What stands in the working copy only: a commit that brings entries does not exempt itself.
    waits: Option<Baseline>,
    /// What else is to be said.
    note: Option<String>,
}

impl Accepted {
    /// The baseline of a run. `committed`: only what stands in HEAD counts.
    pub(super) fn read(repository: Option<&Repository>, committed: bool) -> Result<Self, Trouble> {
        let Some(repository) = repository else { return Ok(Self::default()) };
        let working = repository.work_tree().map(|top| in_file(&top.join(baseline::NAME))).transpose()?.flatten();
        if !committed && repository.work_tree().is_some() {
            return Ok(Self { counts: working, ..Self::default() });
        }
        let (counts, note) = in_head(repository)?;
        Ok(Self { counts, waits: working, note })
    }

    /// What is to be said beside these findings, which were not let pass.
    pub(super) fn notes(&self, findings: &[Finding]) -> Vec<String> {
        let mut notes: Vec<String> = self.note.iter().cloned().collect();
        let waits = |finding: &&Finding| self.waits.as_ref().is_some_and(|waits| waits.entries.contains_key(&finding.fingerprint));
        let waiting = findings.iter().filter(|finding| finding.suppression.is_none()).filter(waits).count();
        if waiting > 0 {
            let what = if waiting == 1 { "one of them stands".to_owned() } else { format!("{waiting} of them stand") };
            notes.push(format!("{what} in the {} of the working copy, which counts once it is committed", baseline::NAME));
        }
        notes
    }
}

/// The baseline at `path`; none where there is no file.
pub(super) fn in_file(path: &Path) -> Result<Option<Baseline>, Trouble> {
    let file = Whole::read(path, baseline::LARGEST)?;
    file.bytes.map(|bytes| Baseline::parse(path, &bytes)).transpose()
}

/// The baseline in HEAD; and a note where it cannot be read: a commit that corrects it has to be possible.
fn in_head(repository: &Repository) -> Result<(Option<Baseline>, Option<String>), Trouble> {
    let Some(head) = repository.head()? else { return Ok((None, None)) };
    let tree = repository.commit(head)?.tree;
    let entry = repository.entry(tree, baseline::NAME.as_bytes())?.filter(|entry| !entry.is_tree() && !entry.is_gitlink());
    let Some(entry) = entry else { return Ok((None, None)) };
    let path = Path::new("HEAD").join(baseline::NAME);
    let (_, size) = repository.header(entry.id)?;
    if size > baseline::LARGEST {
        return Ok((
            None,
            Some(format!("the committed {} counts as empty: it is larger than {} MiB", baseline::NAME, baseline::LARGEST >> 20)),
        ));
    }
    match Baseline::parse(&path, &repository.read_as(entry.id, Kind::Blob)?) {
        Ok(baseline) => Ok((Some(baseline), None)),
        Err(trouble) => {
            let why = trouble.to_string().lines().next().unwrap_or_default().to_owned();
            Ok((None, Some(format!("the committed {} counts as empty: {why}", baseline::NAME))))
        }
    }
}

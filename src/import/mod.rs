//! Moving over: what other tools are told to look for and to let pass, as a configuration of ours. Pure: nothing here reads a file or a
//! repository.

mod detect_secrets;
mod draft;
mod file;
mod git_secrets;
mod gitleaks;
mod gitleaksignore;
mod rule;
mod secretsignore;

use std::path::Path;

use jiff::civil::{Date, date};

pub use draft::{Draft, Fate, Found, Like, Note, Seen, Terms, Wanted, Which, known};

use crate::config;
use crate::text::printable;
use crate::trouble::Trouble;
use file::File;

/// The end of what has none.
const NEVER: Date = date(9999, 12, 31);

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A configuration of gitleaks.
    Gitleaks,
    /// `.gitleaksignore`.
    GitleaksIgnore,
    /// A baseline of detect-secrets.
    DetectSecrets,
    /// Patterns of git-secrets.
    GitSecrets,
    /// `.gitallowed` of git-secrets.
    GitAllowed,
    /// `.secretsignore` and its like.
    SecretsIgnore,
}

impl Format {
    /// The tool or the file, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gitleaks => "gitleaks",
            Self::GitleaksIgnore => ".gitleaksignore",
            Self::DetectSecrets => "detect-secrets",
            Self::GitSecrets => "git-secrets",
            Self::GitAllowed => ".gitallowed",
            Self::SecretsIgnore => ".secretsignore",
        }
    }

    /// The format of a file, by its name and, where that does not tell, by what stands in it.
    pub fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        match name.as_str() {
            ".gitleaks.toml" | "gitleaks.toml" => return Some(Self::Gitleaks),
            ".gitleaksignore" => return Some(Self::GitleaksIgnore),
            ".gitallowed" => return Some(Self::GitAllowed),
            ".secretsignore" | ".secretlintignore" => return Some(Self::SecretsIgnore),
            ".secrets.baseline" => return Some(Self::DetectSecrets),
            _ => {}
        }
        if text.trim_start().starts_with('{') {
            return Some(Self::DetectSecrets);
        }
        if git_secrets::is_one(text) {
            return Some(Self::GitSecrets);
        }
        if gitleaks::is_one(text) {
            return Some(Self::Gitleaks);
        }
        let mut said = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
        (said.peek().is_some() && said.all(gitleaksignore::is_one)).then_some(Self::GitleaksIgnore)
    }
}

/// Reads a file of that format on top of what other files came to. `path` is for messages.
pub fn read_into(draft: &mut Draft, path: &Path, bytes: &[u8], format: Format) -> Result<(), Trouble> {
    let file = File::new(path, bytes)?;
    match format {
        Format::Gitleaks => gitleaks::read(&file, draft)?,
        Format::GitleaksIgnore => gitleaksignore::read(&file, draft)?,
        Format::DetectSecrets => detect_secrets::read(&file, draft)?,
        Format::GitSecrets | Format::GitAllowed => git_secrets::read(&file, format == Format::GitAllowed, draft)?,
        Format::SecretsIgnore => secretsignore::read(&file, draft)?,
    }
    rule::keep_those_that_hold(draft);
    Ok(())
}

/// A configuration of gitleaks in place, as one of ours, and what became of what stands in it; none where the file is none. Its entries have
/// no end, as the tool has none; what can pass only once it is found is told and not let pass.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Option<(String, Vec<Note>)>, Trouble> {
    if Format::of(path, bytes) != Some(Format::Gitleaks) {
        return Ok(None);
    }
    let mut draft = Draft::default();
    read_into(&mut draft, path, bytes, Format::Gitleaks)?;
    for wanted in std::mem::take(&mut draft.wanted) {
        let why = "what it lets pass has to be found first: leakgate config import writes an entry for each finding";
        draft.note(wanted.place, wanted.what, Fate::Left, why);
    }
    let head = format!("read in place from {}", printable(path.as_os_str().as_encoded_bytes()));
    let text = draft.write(&head, &[], &Terms { expires: NEVER, owner: None, key: None });
    config::parse(path, text.as_bytes())?;
    Ok(Some((text, draft.notes)))
}

#[cfg(test)]
mod tests;

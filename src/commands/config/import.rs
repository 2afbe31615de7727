//! `leakgate config import`: what another tool was told, as a configuration of ours.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::find::Finder;
use crate::cli::{Foreign, Import};
use crate::commands::desk::expiry;
use crate::commands::{print, session};
use crate::config::{self, Switches};
use crate::exit::Exit;
use crate::git::Repository;
use crate::import::{self, Draft, Fate, Format, Terms};
use crate::text::{count, printable};
use crate::trouble::Trouble;

/// No more of a file is read (bytes): its reader refuses what is larger than 16 MiB.
const LARGEST: u64 = (16 << 20) + 1;

/// A configuration holds no more allow entries.
const MOST: usize = 500;

pub(super) fn run(request: &Import) -> Result<Exit, Trouble> {
    let expires = expiry(&request.expires, session::today())?;
    let repository = Repository::open(false).ok();
    let output = output(request, repository.as_ref());
    if let Some(path) = output.as_ref().filter(|path| !request.force && path.symlink_metadata().is_ok()) {
        return Err(is_there(path));
    }
    let mut draft = Draft::default();
    for path in &request.files {
        let bytes = read(path)?;
        import::read_into(&mut draft, path, &bytes, format(path, &bytes, request.format)?)?;
    }
    let names: Vec<String> = request.files.iter().map(|path| printable(path.as_os_str().as_encoded_bytes())).collect();
    let head = format!("made by leakgate config import of {}", names.join(", "));
    let place = output.clone().unwrap_or_else(|| config::NAME.into());
    let rules = config::parse(&place, draft.write(&head, &[], &terms(expires, request, None)).as_bytes())?;
    let key = key(&place, repository.as_ref());
    let found = Finder::new(repository.as_ref(), session::detector(&rules.rules, &rules.switches), &key).find(&mut draft)?;
    let entries = found.len() + rules.allow.len();
    if entries > MOST {
        return Err(Trouble::Usage {
            what: format!("it would be {entries} allow entries, more than {MOST}"),
            next: "take what is there into a baseline (leakgate baseline create), and import the rest without that file".to_owned(),
        });
    }
    let text = draft.write(&head, &found, &terms(expires, request, Some(&key)));
    // what we write, we can read, and its rules keep what their samples promise
    let whole = config::parse(&place, text.as_bytes())?;
    config::check(&whole.rules, &session::detector(&whole.rules, &Switches::default()))?;
    match &output {
        Some(path) => write(path, &text, request.force)?,
        None => print(&text)?,
    }
    tell(&draft, output.as_deref(), found.len())?;
    Ok(Exit::Clean)
}

fn terms<'a>(expires: jiff::civil::Date, request: &'a Import, key: Option<&'a crate::fingerprint::Key>) -> Terms<'a> {
    Terms { expires, owner: request.owner.as_deref(), key }
}

/// Where it goes: what is not named otherwise goes to the top of the repository. None: to standard output.
fn output(request: &Import, repository: Option<&Repository>) -> Option<PathBuf> {
    if request.output == Path::new("-") {
        return None;
    }
    let top = repository.and_then(Repository::work_tree).filter(|_| request.output == Path::new(config::NAME));
    Some(top.map_or_else(|| request.output.clone(), |top| top.join(config::NAME)))
}

fn is_there(path: &Path) -> Trouble {
    Trouble::Usage {
        what: format!("{} is there already", printable(path.as_os_str().as_encoded_bytes())),
        next: "look at the new one with --output -, write it beside with --output FILE, or replace what is there with --force".to_owned(),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    let failed = |cause| Trouble::File { doing: "read", path: path.to_owned(), cause };
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(failed)?.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn format(path: &Path, bytes: &[u8], asked: Foreign) -> Result<Format, Trouble> {
    let named = match asked {
        Foreign::Auto => Format::of(path, bytes),
        Foreign::Gitleaks => Some(Format::Gitleaks),
        Foreign::Gitleaksignore => Some(Format::GitleaksIgnore),
        Foreign::DetectSecrets => Some(Format::DetectSecrets),
        Foreign::GitSecrets => Some(Format::GitSecrets),
        Foreign::Gitallowed => Some(Format::GitAllowed),
        Foreign::Secretsignore => Some(Format::SecretsIgnore),
    };
    named.ok_or_else(|| Trouble::Usage {
        what: format!("{} looks like no file of another tool that is known here", printable(path.as_os_str().as_encoded_bytes())),
        next: "say what it is with --format; see leakgate config import --help".to_owned(),
    })
}

/// The key that the entries are made with: that of the configuration that is there, or of the repository.
fn key(place: &Path, repository: Option<&Repository>) -> crate::fingerprint::Key {
    let top = repository.and_then(Repository::work_tree).map(|top| top.join(config::NAME));
    let kept = [Some(place.to_owned()), top].into_iter().flatten().find_map(|path| config::load(&path).ok()?.fingerprint_key);
    kept.unwrap_or_else(|| repository.map_or_else(config::key::shared, |repository| config::key::local(repository.common_dir())))
}

/// The file is there whole or not at all.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Trouble> {
    let failed = |cause| Trouble::File { doing: "write", path: path.to_owned(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[allow(unused_mut, reason = "permissions are set on Unix only")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    if force {
        file.persist(path).map_err(|error| failed(error.error))?;
        return Ok(());
    }
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(is_there(path)),
        Err(error) => Err(failed(error.error)),
    }
}

/// What became of each thing on standard error; how much of it last.
fn tell(draft: &Draft, output: Option<&Path>, found: usize) -> Result<(), Trouble> {
    let mut text = draft.notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    let of = |fate| draft.notes.iter().filter(|note| note.fate == fate).count();
    let sum =
        format!("{} carried over, {} changed, {} left out; {}", of(Fate::Kept), of(Fate::Changed), of(Fate::Left), count(found, "finding"));
    text.extend(["leakgate: ", sum.as_str(), " may pass\n"]);
    if let Some(path) = output {
        let path = printable(path.as_os_str().as_encoded_bytes());
        text.extend(["leakgate: wrote ", path.as_str(), "; look at it, commit it, and try it with: leakgate scan --history\n"]);
    }
    match std::io::stderr().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Trouble::Report(error)),
        _ => Ok(()),
    }
}

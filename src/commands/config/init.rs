//! `leakgate config init`

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::commands::print;
use crate::config;
use crate::exit::Exit;
use crate::git::Repository;
use crate::text::printable;
use crate::trouble::Trouble;

pub(super) fn run(output: Option<&Path>, force: bool) -> Result<Exit, Trouble> {
    let text = config::commented();
    if output == Some(Path::new("-")) {
        return print(&text).map(|()| Exit::Clean);
    }
    let path = output.map_or_else(default_place, |path| Ok(path.to_owned()))?;
    let failed = |cause| Trouble::File { doing: "write", path: path.clone(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = super::super::file::new_file().tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    let shown = printable(path.as_os_str().as_encoded_bytes());
    if force {
        file.persist(&path).map_err(|error| failed(error.error))?;
    } else {
        file.persist_noclobber(&path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => Trouble::Usage {
                what: format!("{shown} is there already"),
                next: "compare with: leakgate config init --output -   or replace it with --force".to_owned(),
            },
            _ => failed(error.error),
        })?;
    }
    print(&format!("{shown} is written; every line of it is a comment\n"))?;
    Ok(Exit::Clean)
}

/// At the top of the work tree.
fn default_place() -> Result<PathBuf, Trouble> {
    let repository = Repository::open(false)?;
    let top = repository.work_tree().ok_or_else(|| Trouble::Usage {
        what: "a bare repository has no work tree to write to".to_owned(),
        next: format!("name the file: leakgate config init --output {}", config::BARE_NAME),
    })?;
    Ok(top.join(config::NAME))
}

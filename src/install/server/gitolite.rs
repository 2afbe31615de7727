//! Gitolite: what a site adds lies in the folder that `LOCAL_CODE` names in `.gitolite.rc`; `gitolite setup` links it into every repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Platform, Target, plain, wrong};
use crate::install::error::{InstallError, shown};
use crate::install::script;

pub(super) fn target(home: &Path, is_vref: bool) -> Result<Target, InstallError> {
    let rc = home.join(".gitolite.rc");
    let text = fs::read(&rc).map_err(InstallError::io("read", &rc))?;
    let folder =
        local_code(&String::from_utf8_lossy(&text), home).map_err(|(what, next)| wrong(format!("{}: {what}", shown(&rc)), next))?;
    Ok(if is_vref {
        Target { name: "leakgate", may_chain: false, ..plain(folder.join("VREF"), script::VREF, Platform::Gitolite) }
    } else {
        plain(folder.join("hooks/common"), script::PRE_RECEIVE, Platform::Gitolite)
    })
}

/// The folder that `LOCAL_CODE` names, or what is wrong and what to do.
fn local_code(rc: &str, home: &Path) -> Result<PathBuf, (&'static str, &'static str)> {
    const MISSING: (&str, &str) = (
        "LOCAL_CODE is not set: gitolite looks for no code of this site",
        "take the comment off its line: LOCAL_CODE => \"$ENV{HOME}/local\",",
    );
    let line = rc.lines().map(str::trim).find(|line| line.starts_with("LOCAL_CODE")).ok_or(MISSING)?;
    let value = line.split_once("=>").map(|(_, value)| value.trim().trim_end_matches(',').trim()).ok_or(MISSING)?;
    let value = value.trim_matches(['"', '\'']);
    if value.contains("GL_ADMIN_BASE") || value.starts_with("$ENV{HOME}/.gitolite/") {
        return Err((
            "LOCAL_CODE lies in the gitolite-admin repository: every push of that overwrites what stands there",
            "write the hook in a clone of gitolite-admin instead, as local/hooks/common/pre-receive, and push it; --dry-run with a LOCAL_CODE elsewhere shows its text",
        ));
    }
    let path = match value.strip_prefix("$ENV{HOME}/") {
        Some(rest) => home.join(rest),
        None if value.starts_with('/') && !value.contains('$') => PathBuf::from(value),
        None => return Err(("the value of LOCAL_CODE is not understood", "write it as \"$ENV{HOME}/local\" or as an absolute path")),
    };
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_code_is_read_as_perl_would() {
        let home = Path::new("/home/git");
        for (line, want) in [
            ("    LOCAL_CODE                =>  \"$ENV{HOME}/local\",", Some("/home/git/local")),
            ("LOCAL_CODE => '/srv/gitolite/local',", Some("/srv/gitolite/local")),
            ("  # LOCAL_CODE                =>  \"$ENV{HOME}/local\",", None),
            ("LOCAL_CODE => \"$rc{GL_ADMIN_BASE}/local\",", None),
            ("LOCAL_CODE => \"$ENV{HOME}/.gitolite/local\",", None),
            ("LOCAL_CODE => \"$ENV{WHERE}/local\",", None),
            ("", None),
        ] {
            let rc = format!("%RC = (\n    UMASK => 0077,\n{line}\n);\n1;\n");
            assert_eq!(local_code(&rc, home).ok().as_deref(), want.map(Path::new), "{line}");
        }
    }
}

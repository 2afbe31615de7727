//! `leakgate install` and `leakgate uninstall`

use super::print;
use crate::cli::{Install, PlatformName};
use crate::exit::Exit;
use crate::install::{self, Guarded, InstallError, Platform, Server, Told};
use crate::trouble::Trouble;

pub(super) fn install(request: &Install) -> Result<Exit, Trouble> {
    let binary = std::env::current_exe().map_err(|cause| Trouble::File { doing: "find", path: "this program".into(), cause })?;
    told(install::install(&guarded(request)?, &binary, request.dry_run))
}

pub(super) fn uninstall(request: &Install) -> Result<Exit, Trouble> {
    told(install::uninstall(&guarded(request)?, request.dry_run))
}

fn guarded(request: &Install) -> Result<Guarded, Trouble> {
    if request.server {
        return Ok(Guarded::Server(Server {
            paths: request.paths.clone(),
            platform: request.platform.map(platform),
            config: request.config.clone(),
            is_vref: request.vref,
        }));
    }
    match request.paths.as_slice() {
        _ if request.global && request.template => Ok(Guarded::ToCome),
        _ if request.global => Ok(Guarded::Everything),
        [] => Ok(Guarded::Repository { path: None, wire: request.wire }),
        [one] => Ok(Guarded::Repository { path: Some(one.clone()), wire: request.wire }),
        _ => Err(Trouble::Usage {
            what: "one repository at a time".to_owned(),
            next: "name one of them, or say --server for what people push to".to_owned(),
        }),
    }
}

fn platform(name: PlatformName) -> Platform {
    match name {
        PlatformName::Git => Platform::Git,
        PlatformName::Gitlab => Platform::GitLab,
        PlatformName::Gitea | PlatformName::Forgejo => Platform::Gitea,
        PlatformName::Gitolite => Platform::Gitolite,
        PlatformName::Github => Platform::GitHub,
        PlatformName::Bitbucket => Platform::Bitbucket,
        PlatformName::Gerrit => Platform::Gerrit,
    }
}

fn told(outcome: Result<Told, InstallError>) -> Result<Exit, Trouble> {
    let told = outcome.map_err(|error| trouble(&error))?;
    print(&format!("{}\n", told.to_string().trim_end()))?;
    Ok(Exit::Clean)
}

pub(super) fn trouble(error: &InstallError) -> Trouble {
    Trouble::Usage { what: error.to_string(), next: error.next().unwrap_or_default() }
}

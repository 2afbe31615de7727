//! `leakgate config …`

mod find;
mod import;
mod init;
mod show;

use std::fmt::Write;
use std::path::PathBuf;

use super::{print, session};
use crate::cli;
use crate::config;
use crate::exit::Exit;
use crate::git::Repository;
use crate::text::printable;
use crate::trouble::Trouble;

pub(super) fn run(request: cli::Config) -> Result<Exit, Trouble> {
    match request {
        cli::Config::Check { files } => check(&files),
        cli::Config::Show { format, server, config } => show::run(format, server.as_deref(), config.as_deref()),
        cli::Config::Schema { format: cli::SchemaFormat::Json } => {
            let text = serde_json::to_string_pretty(&config::schema()).map_err(|error| Trouble::Report(error.into()))?;
            print(&format!("{text}\n")).map(|()| Exit::Clean)
        }
        cli::Config::Schema { format: cli::SchemaFormat::Markdown } => print(&config::page()).map(|()| Exit::Clean),
        cli::Config::Import(request) => import::run(&request),
        cli::Config::Init { output, force } => init::run(output.as_deref(), force),
    }
}

fn check(named: &[PathBuf]) -> Result<Exit, Trouble> {
    let mut sets = Vec::new();
    let mut troubles = Vec::new();
    let repository = Repository::open(false).ok();
    if named.is_empty() {
        sets.push(config::working(None, repository.as_ref(), super::foreign)?);
    }
    for path in named {
        match config::on_disk(path, repository.as_ref()) {
            Ok(files) if files.0.is_empty() => {
                troubles.push(Trouble::File { doing: "read", path: path.clone(), cause: std::io::ErrorKind::NotFound.into() });
            }
            Ok(files) => sets.push(files),
            Err(Trouble::Several(several)) => troubles.extend(several),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let mut said = String::new();
    for files in sets {
        let paths: Vec<String> = files.paths().map(|path| printable(path.as_os_str().as_encoded_bytes())).collect();
        let config = files.config();
        match config::check(&config.rules, &session::detector(&config.rules, &config.switches)) {
            Ok(()) => {}
            Err(Trouble::Several(several)) => troubles.extend(several),
            Err(trouble) => troubles.push(trouble),
        }
        for entry in config.allow.iter().filter(|entry| entry.expires < session::today()) {
            let _ = writeln!(said, "note: the allow entry for {} ended on {}", entry.title, entry.expires);
        }
        for path in &paths {
            let _ = writeln!(said, "{path}: no mistake");
        }
        if paths.is_empty() {
            said.push_str("no file says anything: everything is as it is by default\n");
        }
    }
    if troubles.is_empty() { print(&said).map(|()| Exit::Clean) } else { Err(Trouble::Several(troubles)) }
}

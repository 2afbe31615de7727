//! `leakgate config`

mod find;
mod import;

use crate::cli::Config;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(super) fn run(config: &Config) -> Result<Exit, Trouble> {
    match config {
        Config::Import(request) => import::run(request),
    }
}

//! `leakgate man`

use std::path::Path;

use crate::cli::man_pages;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(super) fn man(folder: Option<&Path>) -> Result<Exit, Trouble> {
    let pages = man_pages();
    match folder {
        None => super::print(pages.first().map_or("", |(_, page)| page))?,
        Some(folder) => {
            let failed = |cause| Trouble::File { doing: "write", path: folder.to_owned(), cause };
            std::fs::create_dir_all(folder).map_err(failed)?;
            for (name, page) in &pages {
                std::fs::write(folder.join(name), page).map_err(failed)?;
            }
        }
    }
    Ok(Exit::Clean)
}

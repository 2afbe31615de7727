//! `leakgate explain RULE`

use super::catalogue::Catalogue;
use super::print;
use crate::exit::Exit;
use crate::trouble::Trouble;
use crate::{respond, rules};

pub(super) fn run(id: &str) -> Result<Exit, Trouble> {
    // what is built in can be told whatever the configuration looks like
    let rule = rules::find(id).map_or_else(|| Catalogue::open()?.rule(id), Ok)?;
    print(&respond::explain(rule))?;
    Ok(Exit::Clean)
}

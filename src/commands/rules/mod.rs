//! `leakgate rules …`

mod list;
mod markdown;
mod show;
mod test;

use super::catalogue::Catalogue;
use super::print;
use crate::cli::Rules;
use crate::exit::Exit;
use crate::trouble::Trouble;

pub(super) fn run(verb: &Rules) -> Result<Exit, Trouble> {
    let catalogue = Catalogue::open()?;
    match verb {
        Rules::List(request) => print(&list::list(&catalogue, request))?,
        Rules::Show { rule, format } => print(&show::show(&catalogue, catalogue.rule(rule)?, *format))?,
        Rules::Test { rules, times } => return test::run(&catalogue, rules, *times),
    }
    Ok(Exit::Clean)
}

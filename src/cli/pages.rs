//! Completions and manual pages, made of the same definition as the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;

/// The completions for a shell.
pub fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "leakgate", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The manual pages, each with the name of its file: `leakgate.1` first, then one for every verb.
pub fn man_pages() -> Vec<(String, String)> {
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    gather(&command, "leakgate", &mut pages);
    pages
}

fn gather(command: &clap::Command, name: &str, pages: &mut Vec<(String, String)>) {
    let mut out = Vec::new();
    let page = clap_mangen::Man::new(command.clone().display_name(name.to_owned()));
    // a vector takes whatever is written
    if page.render(&mut out).is_ok() {
        pages.push((format!("{name}.1"), String::from_utf8_lossy(&out).into_owned()));
    }
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        gather(verb, &format!("{name}-{}", verb.get_name()), pages);
    }
}

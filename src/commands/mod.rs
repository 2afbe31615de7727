//! One file a verb. They wire the steps together and decide nothing.

mod accepted;
mod allow;
mod audit;
mod baseline;
mod catalogue;
mod config;
mod desk;
mod doctor;
mod explain;
mod file;
mod hook;
mod install;
mod pages;
mod report;
mod review;
mod rules;
mod scan;
mod server;
mod session;
mod suppressions;
mod tell;
mod walls;

use std::io::Write;

use crate::cli::{self, Cli, Verb};
use crate::exit::Exit;
use crate::import;
use crate::trouble::Trouble;

/// Does what the command line asks for.
pub fn run(cli: Cli) -> Result<Exit, Trouble> {
    match cli.verb {
        Verb::Hook(hook) => hook::run(hook),
        Verb::Scan(scan) => scan::run(&scan),
        Verb::Install(install) => install::install(&install),
        Verb::Uninstall(install) => install::uninstall(&install),
        Verb::Doctor(doctor) => doctor::run(&doctor),
        Verb::Rules(rules) => rules::run(&rules),
        Verb::Config(request) => config::run(request),
        Verb::Explain { rule } => explain::run(&rule),
        Verb::Report(report) => report::run(report),
        Verb::Completions { shell } => print(&cli::completions(shell)).map(|()| Exit::Clean),
        Verb::Man { folder } => pages::man(folder.as_deref()),
        Verb::Audit(audit) => audit::run(audit),
        Verb::Allow(allow) => allow::run(&allow),
        Verb::Baseline(baseline) => baseline::run(baseline),
        Verb::Suppressions(request) => suppressions::run(&request),
        Verb::Review(request) => review::run(&request),
    }
}

/// A configuration of gitleaks where one of ours may stand. A rule that is not understood is said: it finds nothing.
fn foreign(path: &std::path::Path, bytes: &[u8]) -> Result<Option<String>, Trouble> {
    let Some((text, notes)) = import::read(path, bytes)? else { return Ok(None) };
    let rules = notes.iter().filter(|note| note.fate == import::Fate::Left && note.what.starts_with("rule "));
    // standard error may be closed
    let _ = rules.into_iter().try_for_each(|note| writeln!(std::io::stderr(), "leakgate: {note}"));
    Ok(Some(text))
}

/// Says on standard error what went wrong and what to do next.
pub fn complain(trouble: &Trouble) {
    if let Trouble::Several(all) = trouble {
        return all.iter().for_each(complain);
    }
    let mut text = format!("leakgate: error: {trouble}\n");
    let mut cause = std::error::Error::source(trouble);
    while let Some(error) = cause {
        let said = crate::text::cut(&crate::text::printable(error.to_string().as_bytes()), 400);
        if !text.contains(&said) {
            text.extend(["  cause: ", said.as_str(), "\n"]);
        }
        cause = error.source();
    }
    let next = trouble.next();
    if !next.is_empty() {
        text.extend(["  next: ", next.as_str(), "\n"]);
    }
    // standard error may be closed; the exit code says it all the same
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Keeps what this process holds out of core files, has a full disk told as one, and keeps what a panic would say out of every output: a panic tells its place only.
pub fn guard() {
    #[cfg(unix)]
    {
        let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: the call reads a struct that lives until it returns.
        #[expect(unsafe_code, reason = "a system call")]
        let _ = unsafe { libc::setrlimit(libc::RLIMIT_CORE, &raw const none) };
        // a file that may not grow further is an error to be told, and not the end of the process
        // SAFETY: the call reads two numbers.
        #[expect(unsafe_code, reason = "a system call")]
        let _ = unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    }
    // the limit is not asked where cores are handed to a program (core(5)); nor may others of the same user look into this process
    #[cfg(target_os = "linux")]
    {
        // SAFETY: the call takes numbers only.
        #[expect(unsafe_code, reason = "a system call")]
        let _ = unsafe { libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) };
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let _ = writeln!(
            std::io::stderr(),
            "leakgate: error: an internal fault{place}\n  next: please report it with this line; nothing was let through"
        );
        // whether panics unwind or abort: this was no decision
        #[expect(clippy::exit, reason = "a panic must end as exit 2, the class of what could not be decided")]
        std::process::exit(i32::from(Exit::Undecided.code()));
    }));
}

/// Lets `write` write to standard output, with colours where they can be shown; a reader that has gone away is no fault.
fn show(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Trouble> {
    let mut out = anstream::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Trouble::Report(error)),
        _ => Ok(()),
    }
}

/// Writes to standard output, with colours where they can be shown; a reader that has gone away is no fault.
fn print(text: &str) -> Result<(), Trouble> {
    show(|out| out.write_all(text.as_bytes()))
}

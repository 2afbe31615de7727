//! Parse, run, say once what went wrong, exit.

use std::process::ExitCode;

use clap::Parser;
use leakgate::cli::Cli;
use leakgate::commands;
use leakgate::exit::Exit;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::guard();
    // clap ends the process itself: 0 for help and version, 2 for words it does not know
    let cli = Cli::parse();
    let exit = commands::run(cli).unwrap_or_else(|trouble| {
        commands::complain(&trouble);
        Exit::Undecided
    });
    ExitCode::from(exit.code())
}

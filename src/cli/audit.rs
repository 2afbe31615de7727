//! The words of `leakgate audit`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What to do with the audit log of a server.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Is the log whole? Follows the chain of hashes from the oldest file to the last line
    #[command(after_help = "Exit codes: 0 the chain is whole, 1 it is broken (file and line are told), 2 a file cannot be read.

Without files: those of the log that the server's configuration names, the oldest first; in a bare repository without such a
configuration, its own.

Examples:
  leakgate audit verify
  leakgate audit verify audit.jsonl.2 audit.jsonl.1 audit.jsonl")]
    Verify {
        /// Files of one log, the oldest first
        files: Vec<PathBuf>,
        /// The server's configuration, where it is not /etc/leakgate/config.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// What was refused by week, who let what pass, and what passes until some day
    #[command(after_help = "Examples:
  leakgate audit report                                     the last 90 days
  leakgate audit report --since 30d --format csv            for a spreadsheet
  leakgate audit report --since 2026-01-01 --format json    for programs")]
    Report {
        /// Files of one log, the oldest first; those that the configuration names where there are none
        files: Vec<PathBuf>,
        /// For how many days back, `30d`, or since which day, `2026-01-31`
        #[arg(long, default_value = "90d", value_name = "DAYS|DATE")]
        since: String,
        /// How to tell
        #[arg(long, value_enum, default_value_t = AuditFormat::Human)]
        format: AuditFormat,
        /// The server's configuration, where it is not /etc/leakgate/config.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// How an audit is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// For spreadsheets: what was let pass, and what passes until some day
    Csv,
}

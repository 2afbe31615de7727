//! `leakgate config …`

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum Config {
    /// Look for mistakes: in the files that count here, or in those that are named
    #[command(after_help = "Exit codes: 0 no mistake, 2 mistakes, each with file, line, column and cure.

Examples:
  leakgate config check                       all files that count here
  leakgate config check shared/leakgate.toml  one, wherever it lies")]
    Check {
        /// Files to check instead
        files: Vec<PathBuf>,
    },
    /// What counts here, and which file and line says it
    #[command(after_help = "Examples:
  leakgate config show
  leakgate config show --format json | jq -r '.[] | select(.place != \"default\") | .place'
  leakgate config show --server /srv/git/project.git")]
    Show {
        /// How to tell
        #[arg(long, value_enum, default_value_t = ConfigFormat::Toml)]
        format: ConfigFormat,
        /// What counts for the pre-receive hook of this bare repository
        #[arg(long, value_name = "REPOSITORY")]
        server: Option<PathBuf>,
        /// A file that counts above all others (with --server: in place of the system's)
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// What a file may say: JSON Schema for editors, or a page for people
    #[command(after_help = "Examples:
  leakgate config schema > leakgate.schema.json   then, on the first line of .leakgate.toml:  #:schema ./leakgate.schema.json
  leakgate config schema --format markdown")]
    Schema {
        /// How to tell
        #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
        format: SchemaFormat,
    },
    /// Write a file to begin with: everything that can be set, as comments
    #[command(after_help = "Examples:
  leakgate config init                 .leakgate.toml at the top of this repository
  leakgate config init --output -      on standard output")]
    Init {
        /// Write it there; `-` is standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace a file that is there
        #[arg(long)]
        force: bool,
    },
}

/// How what counts is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// As one file, each value with its place
    Toml,
    /// For programs
    Json,
}

/// How the schema is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// JSON Schema
    Json,
    /// A page: docs/configuration.md
    Markdown,
}

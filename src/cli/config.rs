//! `leakgate config …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Take over what another tool was told: rules, and what may pass
    #[command(after_help = "What is read: a configuration of gitleaks (.gitleaks.toml) and .gitleaksignore, the baseline of detect-secrets
(.secrets.baseline), the patterns of git-secrets (.git/config, .gitallowed), and .secretsignore.
What could not be carried over is told with its line and the reason, and stands at the end of the new file.

Examples:
  leakgate config import .gitleaks.toml .gitleaksignore       into .leakgate.toml
  leakgate config import .secrets.baseline --output -         look at it first
  leakgate config import .git/config --format git-secrets --expires 90d --owner security@corp.example")]
    Import(Import),
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

/// What to take over.
#[derive(Debug, Args)]
pub struct Import {
    /// Files of another tool
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write it; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = ".leakgate.toml")]
    pub output: PathBuf,
    /// What the files are
    #[arg(long, value_enum, default_value_t = Foreign::Auto)]
    pub format: Foreign,
    /// The end of what may pass: for how many days, `90d`, or until which day, `2027-01-31`
    #[arg(long, default_value = "180d", value_name = "DAYS|DATE")]
    pub expires: String,
    /// Who answers for what may pass
    #[arg(long)]
    pub owner: Option<String>,
    /// Replace the file that is there
    #[arg(long)]
    pub force: bool,
}

/// What a foreign file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Foreign {
    /// By its name, or by what stands in it
    Auto,
    /// A configuration of gitleaks
    Gitleaks,
    /// Fingerprints of gitleaks, one a line
    Gitleaksignore,
    /// A baseline of detect-secrets
    DetectSecrets,
    /// Patterns of git-secrets: a configuration of git, or one pattern a line
    GitSecrets,
    /// Allowed patterns of git-secrets, one a line
    Gitallowed,
    /// Paths as in .gitignore, and [secrets]
    Secretsignore,
}

//! `leakgate config`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What to do with configuration.
#[derive(Debug, Subcommand)]
pub enum Config {
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

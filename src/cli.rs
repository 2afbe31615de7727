//! The command line: words and help, no behaviour.

mod answers;
mod audit;
mod config;
mod examples;
mod install;
mod pages;

use std::ffi::OsString;
use std::path::PathBuf;

pub use answers::{Allow, Baseline, Review, Shape, Suppressions, Where};
pub use audit::{Audit, AuditFormat};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub use clap_complete::Shell;
pub use config::{Config, ConfigFormat, Foreign, Import, SchemaFormat};
pub use install::{Doctor, Install, PlatformName};
pub use pages::{completions, man_pages};

/// A git hook that stops secrets before they leave.
#[derive(Debug, Parser)]
#[command(name = "leakgate", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 nothing that policy blocks, 1 findings that it blocks, 2 could not decide (never a pass).

Examples:
  leakgate install                 guard the repository you are in: commit, message, push
  leakgate scan --history          look for what is in its history already
  leakgate scan config/ .env       look at files as they lie there
  git log -p | leakgate scan -     look at any text
  leakgate explain stripe-live-secret-key")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// What git calls: look at what is about to be committed or pushed
    #[command(subcommand)]
    Hook(Hook),
    /// Look at files, standard input, what is staged, a range of commits, or the whole history
    #[command(after_help = examples::SCAN)]
    Scan(Scan),
    /// Put the hooks into a repository, into all of yours (--global), or onto a server (--server)
    #[command(after_help = "Examples:
  leakgate install                                           the repository you are in
  leakgate install --wire                                    where husky, lefthook, overcommit or pre-commit manages its hooks
  leakgate install --global                                  all repositories of yours
  leakgate install --server /srv/git --dry-run               what would be written on a server
  leakgate install --server /srv/git --config /etc/leakgate/config.toml
  leakgate install --server /var/opt/gitlab/gitaly/custom_hooks")]
    Install(Install),
    /// Take the hooks out and bring back what was there before
    #[command(after_help = examples::UNINSTALL)]
    Uninstall(Install),
    /// Does the hook really run here? Tries it with a secret made for that, and tells the cure where it does not
    #[command(
        after_help = "A secret that was never issued is staged in a temporary work tree and committed there: the hook has to refuse it.
Nothing of your repository is changed. With --server it is pushed, under a name of its own, from a temporary clone.

Exit codes: 0 guarded, 1 not guarded, 2 could not tell.

Examples:
  leakgate doctor                                  the repository you are in
  leakgate doctor --server /srv/git/app.git        a bare repository on this machine
  leakgate doctor --server ssh://git@host/app.git  any server that you may push to"
    )]
    Doctor(Doctor),
    /// The catalogue of credentials that are known: list it, look at one rule, test rules of your own
    #[command(subcommand)]
    Rules(Rules),
    /// The configuration: look for mistakes, tell what counts and why, write a file to begin with
    #[command(subcommand)]
    Config(Config),
    /// The whole story of one credential: what it opens, how to roll it, how to make a leak matter less
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// A rule's id, as findings and `leakgate rules list` name it
        rule: String,
    },
    /// Join and convert reports
    #[command(subcommand)]
    Report(Reports),
    /// Completions of this command line for a shell, on standard output
    #[command(after_help = "Examples:
  leakgate completions bash > ~/.local/share/bash-completion/completions/leakgate
  leakgate completions zsh > ~/.zfunc/_leakgate
  leakgate completions fish > ~/.config/fish/completions/leakgate.fish
  leakgate completions powershell >> $PROFILE")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual: the page of leakgate on standard output, or the pages of all verbs as files
    #[command(after_help = "Examples:
  leakgate man | man -l -
  leakgate man --folder ~/.local/share/man/man1")]
    Man {
        /// Write leakgate.1, leakgate-scan.1 … into this folder
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// The audit log of a server: is it whole, and what does it tell
    #[command(subcommand)]
    Audit(Audit),
    /// Let findings pass, one by one: writes entries with a reason and an end into .leakgate.toml
    Allow(Allow),
    /// The findings that were there when leakgate came: accept them, take out what is gone, show them
    #[command(subcommand)]
    Baseline(Baseline),
    /// What is let pass, by what and why; and which entries match nothing or are past
    Suppressions(Suppressions),
    /// Go through findings one by one and answer each: rolled, allowed, accepted, or skipped for now
    Review(Review),
}

/// Git's hooks.
#[derive(Debug, Subcommand)]
pub enum Hook {
    /// Look at what is staged
    #[command(after_help = examples::PRE_COMMIT)]
    PreCommit {
        /// Files that a framework names; looked at whole where nothing of them is staged
        files: Vec<PathBuf>,
    },
    /// Look at the message in FILE
    #[command(after_help = examples::COMMIT_MSG)]
    CommitMsg {
        /// The file that holds the message
        file: PathBuf,
    },
    /// Look at the commits that are about to be pushed (lines of pre-push on standard input)
    #[command(after_help = examples::PRE_PUSH)]
    PrePush {
        /// The remote's name, or its URL where it has none
        remote: Option<String>,
        /// The remote's URL
        url: Option<String>,
    },
    /// On a server: look at what a push brings (lines of pre-receive on standard input)
    #[command(after_help = examples::PRE_RECEIVE)]
    PreReceive {
        /// The server's configuration, instead of /etc/leakgate/config.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// On a server: look at what a push brings to one ref
    #[command(after_help = examples::UPDATE)]
    Update {
        /// The server's configuration, instead of /etc/leakgate/config.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// The ref's full name
        name: OsString,
        /// Where it stands
        old: String,
        /// Where it is to go
        new: String,
    },
    /// On a Gitolite server: the same, as a VREF calls it
    #[command(after_help = examples::VREF)]
    Vref {
        /// The server's configuration, instead of /etc/leakgate/config.toml
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// The ref's full name
        name: OsString,
        /// Where it stands
        old: String,
        /// Where it is to go
        new: String,
        /// What Gitolite says besides: two trees, the kind of access, the VREF's own name
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        more: Vec<OsString>,
    },
    /// On a Gerrit server: look at what a push brings straight to a ref
    #[command(after_help = examples::GERRIT)]
    RefUpdate(Gerrit),
    /// On a Gerrit server: look at a commit that is sent for review
    #[command(after_help = examples::GERRIT)]
    CommitReceived(Gerrit),
}

/// How Gerrit calls a hook.
#[derive(Debug, Args)]
pub struct Gerrit {
    /// The server's configuration, instead of /etc/leakgate/config.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// `--project P --refname R --uploader U --uploader-username N --oldrev O --newrev W`, and whatever else Gerrit says
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub words: Vec<OsString>,
}

/// What to look at, and how to tell.
#[derive(Debug, Args)]
pub struct Scan {
    /// Files and folders; `-` is standard input. Ignored files are left out unless they are named
    #[arg(conflicts_with_all = ["staged", "range", "history"], required_unless_present_any = ["staged", "range", "history"])]
    pub paths: Vec<PathBuf>,
    /// What is about to be committed
    #[arg(long, conflicts_with_all = ["range", "history"])]
    pub staged: bool,
    /// The commits of a range, each against its parents; `auto`: what the CI run was started for (GitHub, GitLab, Bitbucket, Azure)
    #[arg(long, value_name = "A..B|auto", conflicts_with = "history")]
    pub range: Option<String>,
    /// Everything that any ref reaches
    #[arg(long)]
    pub history: bool,
    /// A configuration file that counts above all others; `LEAKGATE_CONFIG` does the same for the hooks
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How to tell
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// What to tell: what policy blocks, also what it warns of, also what it ignores
    #[arg(long, value_enum, default_value_t = Level::Warn)]
    pub level: Level,
    /// Write the report there instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write one more report: sarif=secrets.sarif, html=secrets.html …; may be given several times
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report_file)]
    pub reports: Vec<ReportFile>,
}

/// A report to be written to a file.
#[derive(Debug, Clone)]
pub struct ReportFile {
    /// How.
    pub format: Format,
    /// Where.
    pub path: PathBuf,
}

fn report_file(text: &str) -> Result<ReportFile, String> {
    let known =
        || Format::value_variants().iter().filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned())).collect::<Vec<_>>();
    let (format, path) =
        text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or("write FORMAT=FILE, such as sarif=secrets.sarif")?;
    let format = Format::from_str(format, false).map_err(|_| format!("there is no format {format}; there are {}", known().join(", ")))?;
    Ok(ReportFile { format, path: path.into() })
}

/// What to do with reports that were written.
#[derive(Debug, Subcommand)]
pub enum Reports {
    /// Join reports in leakgate's JSON, of one repository or many, into one in any format
    #[command(after_help = "Example, for all repositories below ~/src:
  for repository in ~/src/*/; do
    (cd \"$repository\" && leakgate scan --history --format json --output ~/reports/$(basename \"$repository\").json)
  done
  leakgate report merge ~/reports/*.json --format html --output secrets.html")]
    Merge {
        /// Reports in leakgate's JSON
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to tell
        #[arg(long, value_enum, default_value_t = Format::Markdown)]
        format: Format,
        /// Write it there instead of to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write one more: FORMAT=FILE; may be given several times
        #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report_file)]
        reports: Vec<ReportFile>,
    },
}

/// A report's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// Ours, versioned
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// GitLab's secret detection report
    Gitlab,
    /// GitLab's code quality report
    Codequality,
    /// Annotations in the log of a GitHub workflow
    Github,
    /// For build servers
    Junit,
    /// For spreadsheets
    Csv,
    /// For an incident ticket
    Markdown,
    /// One page that stands alone, with filters
    Html,
    /// The list that tools for gitleaks read, with the secrets masked
    Gitleaks,
}

/// The least verdict that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// What policy blocks
    Block,
    /// Also what it warns of
    Warn,
    /// Also what it ignores
    All,
}

/// What to tell of the catalogue.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// All rules, or some of them, a line each
    #[command(after_help = "Examples:
  leakgate rules list                                     all of them
  leakgate rules list github token                        those in which both words stand
  leakgate rules list --provider stripe --mode live       live keys of one provider
  leakgate rules list --severity critical --proof         critical ones that are proved offline
  leakgate rules list --format json | jq -r '.[].id'      for programs")]
    List(List),
    /// How one rule recognises its credential: keywords, pattern, surroundings, proof and samples
    #[command(after_help = "What the credential opens and how it is rolled: leakgate explain RULE")]
    Show {
        /// A rule's id
        rule: String,
        /// How to tell
        #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
        format: ShowFormat,
    },
    /// Hold rules to their own samples: the built-in ones and those of .leakgate.toml
    #[command(after_help = "Exit codes: 0 all samples hold, 1 some do not, 2 a rule could not be read.

A rule of your own, in .leakgate.toml:

  [[rule]]
  id = \"acme-deploy-token\"
  title = \"Acme deploy token\"
  keywords = [\"acme_\"]
  pattern = '(?P<secret>acme_[0-9A-Za-z]{24})'
  hits = [\"ACME_TOKEN=<<acme_{A62:24}>>\"]
  misses = [\"acme_{A62:8}\"]

Samples are templates, so that no token stands in the file: {A62:24} is 24 random letters and digits, {hex:32}, {lc36:20-40}
likewise, {{ and }} are braces; << and >> mark what must be captured.

Examples:
  leakgate rules test                       all rules
  leakgate rules test acme-deploy-token     one
  leakgate rules test --times               and how long each takes, the slowest first")]
    Test {
        /// Ids of rules; all where none is named
        rules: Vec<String>,
        /// Also tell how long each rule takes to compile and to confirm a hit
        #[arg(long)]
        times: bool,
    },
}

/// Which rules to list, and how.
#[derive(Debug, Args)]
pub struct List {
    /// Words that have to stand in the id, the title, the provider or a keyword
    pub words: Vec<String>,
    /// Only rules of providers whose name holds this
    #[arg(long)]
    pub provider: Option<String>,
    /// Only rules of this severity
    #[arg(long, value_enum)]
    pub severity: Option<SeverityName>,
    /// Only rules of this mode
    #[arg(long, value_enum)]
    pub mode: Option<ModeName>,
    /// Only rules with an offline proof
    #[arg(long)]
    pub proof: bool,
    /// How to tell
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// A severity, as rules write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityName {
    /// Known and silent
    Info,
    /// One session, one object, short-lived
    Low,
    /// Test data, or a secret that opens little
    Medium,
    /// Data or service of one system
    High,
    /// Money, or the whole account
    Critical,
}

/// A mode, as rules write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModeName {
    /// The format says: real
    Live,
    /// The format says: test data
    Test,
    /// The format does not say
    Unknown,
}

/// A listing's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For documents: a table a provider
    Markdown,
}

/// How one rule is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

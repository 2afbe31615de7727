//! Where a finding stands: what a path says of what is in the file, and a name of whom it reaches.

use super::generic::name;
use super::{Candidate, Confidence, line_start};
use crate::proof::Outcome;
use crate::rules::{Assigned, Class, Mode, Severity};

/// How values are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Syntax {
    /// Literals have quotes.
    Code,
    /// They need none: YAML, INI, properties, `.env`.
    Config,
    /// Commands.
    Shell,
    /// Text for people.
    Prose,
    /// No path, or one that tells nothing.
    Unknown,
}

impl Syntax {
    /// Those under which everything is found that is found under any: what prose and the unknown take for a value, a shell does too. In
    /// configuration a value may stand below its name as well: where nothing is given to a name there, nothing is under the others.
    pub(super) const ALL: &[Self] = &[Self::Config, Self::Code, Self::Shell];
}

/// What a path says of the secrets in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// Made by a machine, full of digests: no place for generic findings.
    Skipped,
    /// Where values are made up: `a file of tests`.
    Lowered(&'static str),
    /// Nothing special.
    Plain,
    /// Where values are real: `a file of settings`.
    Raised,
}

/// What a path tells; all that a verdict on a generic finding takes from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    /// What it says of secrets.
    pub trust: Trust,
    pub(super) syntax: Syntax,
}

/// A name stands this near to its value (bytes).
const NAME: usize = 96;

/// Folders and words of file names (whole words, lower case) where values are made up.
#[rustfmt::skip]
const TESTS: &[&str] = &[
    "test", "tests", "testing", "testdata", "testcase", "testcases", "__tests__", "spec", "specs", "fixture", "fixtures", "__fixtures__", "mock", "mocks", "__mocks__", "stub", "stubs",
    "fake", "fakes", "snapshots", "__snapshots__", "cassettes", "vcr", "golden", "corpus", "e2e", "cypress", "conftest", "integration", "testutil", "testutils", "unittest",
    "bench", "benches", "benchmark", "benchmarks", "testsuite", "systemtest", "inttest", "smoke", "acceptance", "qa", "dockertest",
];
/// Files of keys and secrets that everybody knows.
const VECTORS: &[&str] = &["vectors", "vector", "testvectors", "wycheproof"];
#[rustfmt::skip]
const EXAMPLES: &[&str] = &[
    "sample", "samples", "example", "examples", "demo", "demos", "tutorial", "tutorials", "playground", "sandbox", "storybook", "stories", "quickstart", "quickstarts",
    "template", "templates", "tmpl", "tpl", "dist", "defaults", "snippets", "starter", "boilerplate", "cookbook", "recipes",
];
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &["docs", "doc", "documentation", "readme", "changelog", "changes", "history", "website", "guide", "guides", "site", "man"];
#[rustfmt::skip]
const TRANSLATIONS: &[&str] = &["i18n", "locales", "locale", "lang", "langs", "languages", "translations", "l10n", "messages", "intl", "nls"];
const DOCUMENT_ENDS: &[&str] = &["md", "mdx", "rst", "adoc", "asciidoc", "txt", "html", "htm", "ipynb", "tex", "org", "pod"];
const TRANSLATION_ENDS: &[&str] = &["po", "pot", "strings", "resx", "xliff", "xlf", "arb", "mo"];
/// Files that machines make.
#[rustfmt::skip]
const MACHINE: &[&str] = &[
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "deno.lock", "cargo.lock", "poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock",
    "gemfile.lock", "composer.lock", "go.sum", "packages.lock.json", "mix.lock", "pubspec.lock", "podfile.lock", "package.resolved", "flake.lock", "verification-metadata.xml",
    ".terraform.lock.hcl", "conan.lock", "module.bazel.lock", "gradle.lockfile", "record",
];
const MACHINE_ENDS: &[&str] = &[
    ".min.js",
    ".min.mjs",
    ".min.css",
    ".map",
    ".svg",
    ".css",
    ".scss",
    ".less",
    ".lock",
    ".pb.go",
    ".snap",
    ".wasm",
    ".csv",
    ".tsv",
    ".tmlanguage",
];
const MACHINE_FOLDERS: &[&str] = &["node_modules", "vendor", "third_party", ".git", "bower_components"];
#[rustfmt::skip]
const SETTINGS: &[&str] = &[
    "config", "configs", "configuration", "settings", "secret", "secrets", "credentials", "prod", "production", "deploy", "deployment", "infra", "infrastructure", "terraform", "ansible",
    "helm", "k8s", "kubernetes", "ci", "workflows", "docker-compose", "compose", "dockerfile", "env", "envrc", "application", "appsettings", "kubeconfig", "htpasswd", "npmrc", "pypirc",
    "netrc", "wp-config", "database", "connectionstrings", "bash_history", "override", "values", "local",
];
const CONFIG_ENDS: &[&str] = &[
    "yml",
    "yaml",
    "ini",
    "cfg",
    "conf",
    "cnf",
    "properties",
    "env",
    "toml",
    "envrc",
    "netrc",
    "npmrc",
    "pypirc",
    "service",
    "config",
    "credentials",
    "desktop",
    "local",
    "list",
    "prefs",
    "reg",
];
const SHELL_ENDS: &[&str] =
    &["sh", "bash", "zsh", "fish", "bat", "cmd", "ps1", "psm1", "dockerfile", "mk", "bash_history", "zsh_history", "command"];

impl Standing {
    /// What `path` tells.
    pub fn of(path: Option<&[u8]>) -> Self {
        let Some(path) = path else { return Self { trust: Trust::Plain, syntax: Syntax::Unknown } };
        let lower = String::from_utf8_lossy(path).to_lowercase();
        let (folders, file) = lower.rsplit_once(['/', '\\']).unwrap_or(("", &lower));
        let syntax = syntax(file);
        Self { trust: trust(folders, file, syntax), syntax }
    }
}

fn trust(folders: &str, file: &str, syntax: Syntax) -> Trust {
    let folder = |list: &[&str]| folders.split(['/', '\\']).any(|folder| list.contains(&folder));
    if MACHINE.contains(&file) || MACHINE_ENDS.iter().any(|end| file.ends_with(end)) || folder(MACHINE_FOLDERS) {
        return Trust::Skipped;
    }
    let words = |text: &str, list: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| list.contains(&word) || word.split('_').any(|word| list.contains(&word)))
    };
    if words(file, VECTORS) {
        return Trust::Skipped;
    }
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    let pieces = |list| words(folders, list) || words(file, list);
    // UserServiceTest.java, FooTests.cs, BarSpec.scala
    let suffixed = ["test", "tests", "spec", "testcase", "testbase", "mock", "stub", "fixture", "fixtures", "it"].iter().any(|tail| {
        stem.ends_with(tail)
            && matches!(end, "java" | "kt" | "cs" | "scala" | "groovy" | "swift" | "php" | "ts" | "js" | "tsx" | "rb" | "py" | "go")
            && (*tail != "it" || end == "java")
    });
    if suffixed || pieces(TESTS) {
        return Trust::Lowered("in a file of tests");
    }
    if pieces(TRANSLATIONS) || TRANSLATION_ENDS.contains(&end) {
        return Trust::Lowered("in a file of translations");
    }
    if pieces(EXAMPLES) {
        return Trust::Lowered("in an example");
    }
    // the history of a shell or of a database client is none of a project
    if (pieces(DOCUMENTS) && !file.ends_with("_history")) || DOCUMENT_ENDS.contains(&end) {
        return Trust::Lowered("in documentation");
    }
    let source =
        !matches!(syntax, Syntax::Config | Syntax::Shell | Syntax::Unknown) && !matches!(end, "json" | "xml" | "tfvars" | "tf" | "php");
    if !source && (words(file, SETTINGS) || words(folders, SETTINGS) || matches!(end, "tfvars" | "tfstate" | "env")) {
        return Trust::Raised;
    }
    Trust::Plain
}

fn syntax(file: &str) -> Syntax {
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    if file.starts_with(".env")
        || file.starts_with("env.")
        || CONFIG_ENDS.contains(&end)
        || matches!(file, "credentials" | "config" | ".s3cfg" | ".pgpass" | ".flaskenv")
    {
        Syntax::Config
    } else if SHELL_ENDS.contains(&end)
        || file.starts_with("dockerfile")
        || file.starts_with("makefile")
        || file.starts_with("containerfile")
        || matches!(file, ".bashrc" | ".profile" | ".zshrc" | "jenkinsfile" | "procfile")
    {
        Syntax::Shell
    } else if DOCUMENT_ENDS.contains(&end) || matches!(end, "log" | "") {
        if end.is_empty() { Syntax::Unknown } else { Syntax::Prose }
    } else {
        Syntax::Code
    }
}

/// Lets the place of a candidate in `text` count: where values are made up, a shape without a vendor is less sure; what ships to browsers is
/// surer. A vendor's token is never lowered, and the finding says where it stands.
pub(super) fn mind(candidate: &mut Candidate, text: &[u8], standing: Standing) {
    let facts = &mut candidate.proof.facts;
    if let Trust::Lowered(place) = standing.trust {
        match (candidate.rule.class, candidate.rule.assigned) {
            (Class::Vendor, _) if candidate.rule.mode == Mode::Live => facts.push(format!("{place}, but live")),
            (Class::Vendor, _) => {}
            // known by the name of its file: that is its place
            (Class::Generic, None) if !candidate.rule.files.is_empty() => {}
            // the scanner has counted it
            (Class::Generic, Some(_)) => facts.push(place.to_owned()),
            (Class::Generic, None) => {
                facts.push(place.to_owned());
                candidate.confidence = Confidence::Possible;
            }
        }
    }
    let left = &text[line_start(text, candidate.span.start).max(candidate.span.start.saturating_sub(NAME))..candidate.span.start];
    let ships = left.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').any(name::ships);
    // what is public by design may ship, and a key without a vendor mostly is
    if ships && candidate.rule.severity > Severity::Info && !matches!(candidate.rule.assigned, Some(Assigned::Key | Assigned::Token)) {
        facts.push("named for the bundle: ships to browsers".to_owned());
        if candidate.proof.outcome != Outcome::Refuted {
            candidate.confidence = candidate.confidence.max(Confidence::Likely);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_what_stands_there() {
        for (path, trust) in [
            ("src/main.py", Trust::Plain),
            ("package-lock.json", Trust::Skipped),
            ("web/dist/app.min.js", Trust::Skipped),
            ("node_modules/x/index.js", Trust::Skipped),
            ("src/hpke/test-vectors.json", Trust::Skipped),
            ("tests/test_login.py", Trust::Lowered("in a file of tests")),
            ("pkg/auth/login_test.go", Trust::Lowered("in a file of tests")),
            ("src/LoginServiceTest.java", Trust::Lowered("in a file of tests")),
            ("a/b.spec.ts", Trust::Lowered("in a file of tests")),
            (".env.example", Trust::Lowered("in an example")),
            ("README.md", Trust::Lowered("in documentation")),
            ("src/locales/de.json", Trust::Lowered("in a file of translations")),
            (".env", Trust::Raised),
            (".env.production", Trust::Raised),
            ("config/database.yml", Trust::Raised),
            ("deploy/values.yaml", Trust::Raised),
            ("src/config.py", Trust::Plain),
            ("src/latest.rs", Trust::Plain),
        ] {
            assert_eq!(Standing::of(Some(path.as_bytes())).trust, trust, "{path}");
        }
        assert_eq!(Standing::of(None).trust, Trust::Plain);
        assert_eq!(Standing::of(Some(b"Dockerfile")).syntax, Syntax::Shell);
        assert_eq!(Standing::of(Some(b"app/application.properties")).syntax, Syntax::Config);
        assert_eq!(Standing::of(Some(b"secret.rs")).syntax, Syntax::Code);
    }

    fn found(path: &str, template: &str) -> Option<(Confidence, Vec<String>)> {
        let detector = crate::detect::Detector::new();
        let text = crate::rules::sample::render(template, None, 3).unwrap().text;
        let about = crate::detect::About { path: Some(path.as_bytes()), ..Default::default() };
        let found = detector.scan(&text, 0..text.len(), about).unwrap();
        found.into_iter().next().map(|candidate| (candidate.confidence, candidate.proof.facts))
    }

    #[test]
    fn a_place_lowers_what_has_no_vendor_and_is_told_of_what_has() {
        let generic = "api_key = \"{A62:40}\"";
        assert_eq!(found("src/a.py", generic).unwrap().0, Confidence::Likely);
        let (confidence, facts) = found("tests/a.py", generic).unwrap();
        assert_eq!((confidence, facts.last().map(String::as_str)), (Confidence::Possible, Some("in a file of tests")));
        let (confidence, facts) = found("tests/a.py", "key = \"sk_live_{A62:24}\"").unwrap();
        assert_eq!((confidence, facts.last().map(String::as_str)), (Confidence::Likely, Some("in a file of tests, but live")));
    }

    #[test]
    fn what_ships_to_browsers_is_said() {
        let (confidence, facts) = found(".env", "NEXT_PUBLIC_SERVICE_SECRET={A62:40}").unwrap();
        assert_eq!(confidence, Confidence::Likely);
        assert!(facts.iter().any(|fact| fact.contains("ships to browsers")), "{facts:?}");
        let (confidence, facts) = found(".env", "SERVICE_SECRET={A62:40}").unwrap();
        assert_eq!(confidence, Confidence::Likely);
        assert!(facts.iter().all(|fact| !fact.contains("browsers")), "{facts:?}");
        assert_eq!(found("src/a.py", "VITE_API_KEY=\"{A62:40}\"").map(|found| found.0), None, "publishable, as a rule");
    }
}

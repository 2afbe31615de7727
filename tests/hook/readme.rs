//! What the README shows is what the program says.

use std::path::Path;

use crate::repo::TempRepo;
use crate::secrets::Keys;

const README: &str = include_str!("../../README.md");

/// The seed of the key in the README.
const SEED: u64 = 2026;

/// The first block of the README that begins with this line.
fn block(first: &str) -> String {
    let (_, after) = README.split_once(&format!("```console\n{first}\n")).expect("the README shows it");
    after.split_once("\n```").expect("a block ends").0.to_owned()
}

/// Fingerprints differ from repository to repository: twenty hexadecimal digits become a word.
fn without_fingerprints(text: &str) -> String {
    text.split_inclusive(|c: char| !c.is_ascii_hexdigit())
        .map(|piece| {
            let digits = piece.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
            if digits.len() == 20 { piece.replace(digits, "FINGERPRINT") } else { piece.to_owned() }
        })
        .collect()
}

#[test]
fn the_refused_commit_on_its_first_screen_is_a_real_one() {
    let repo = TempRepo::new();
    let key = Keys::new(SEED).stripe;
    let head = "# The shop's payments.\nimport os\n\nimport stripe\n\nCURRENCY = \"eur\"\nRETRIES = 3\n\n\ndef connect():\n";
    repo.write("config/payments.py", format!("{head}    stripe.api_key = \"{key}\"\n")).add("config/payments.py");
    let ran = repo.commit("Take payments");
    ran.refused_with(1);
    assert_eq!(without_fingerprints(block("$ git commit -m \"Take payments\"").trim()), without_fingerprints(ran.text().trim()));
}

/// The file of the project is `current`; with `UPDATE_DOCS` in the environment it is made so.
#[track_caller]
pub(crate) fn is_current(file: &str, current: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for documents");
        std::fs::write(&path, current).expect("a document that can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == current, "{file} is not what the catalogue says; make it so with: UPDATE_DOCS=1 cargo test --test hook readme::");
}

#[test]
fn the_table_of_rules_and_the_totals_are_those_of_the_catalogue() {
    const BEGIN: &str = "<!-- the catalogue: begin -->\n";
    const END: &str = "<!-- the catalogue: end -->\n";
    let document = TempRepo::new().leakgate(&["rules", "list", "--format", "markdown"]).succeeded().stdout.clone();
    is_current("docs/rules.md", &document);
    let totals = document.lines().find(|line| line.starts_with("**")).expect("a line of totals");
    let providers: Vec<&str> = document.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let block = format!("{totals}\n\n<details>\n<summary>All providers</summary>\n\n{}\n\n</details>\n", providers.join(" \u{b7} "));
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let (head, rest) = readme.split_once(BEGIN).expect("the README marks where the catalogue begins");
    let (_, tail) = rest.split_once(END).expect("the README marks where the catalogue ends");
    is_current("README.md", &format!("{head}{BEGIN}{block}{END}{tail}"));
}

#[test]
fn the_rules_that_it_switches_off_and_adds_are_read_and_hold() {
    let (_, after) = README.split_once("[rules]\n").expect("the README shows how rules are switched off");
    let (block, _) = after.split_once("```").expect("a block ends");
    let repo = TempRepo::new();
    repo.write(".leakgate.toml", format!("[rules]\n{block}"));
    repo.leakgate(&["rules", "test", "acme-deploy-token"]).succeeded().says("1 rule").says("all hold");
}

//! What the README shows is what the program says.

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

//! A push so large that its packs are swept before its commits are walked: how git stores a file has no say in what is found in it.

use std::fmt::Write;

use crate::server_stage::Stage;

/// Enough commits for a sweep.
const COMMITS: usize = 80;

/// A history in which `path` is first `before` and later `after`.
fn stream(path: &str, before: &str, after: &str) -> String {
    let mut stream = String::new();
    for number in 0..COMMITS {
        let (path, text) = match number {
            10 => (path.to_owned(), before.to_owned()),
            60 => (path.to_owned(), after.to_owned()),
            _ => (format!("notes/{}", number % 7), format!("note {number}\n")),
        };
        let from = if number == 0 { "from refs/heads/main^0\n" } else { "" };
        let time = 1_767_225_600 + number;
        write!(stream, "commit refs/heads/many\ncommitter Ann <ann@corp.example> {time} +0000\ndata 4\nmany\n{from}").unwrap();
        write!(stream, "M 644 inline {path}\ndata {}\n{text}\n", text.len()).unwrap();
    }
    stream
}

#[test]
fn what_a_change_far_on_completes_is_found_in_a_difference() {
    let secret = "hT7+kQ2vX9mZ4wLr";
    let notes: String = (0..90).map(|number| format!("# note {number} of the shop's own database\n")).collect();
    let head = "variable \"db_password\" {\n  type = string\n  description = \"of the database that the shop keeps everything in\"\n";
    let mut random = fastrand::Rng::with_seed(5);
    let long: String = (0..72).map(|_| random.alphanumeric()).collect();
    for (path, before, after, rule, line) in [
        ("main.tf", format!("{head}}}\n{notes}"), format!("{head}  default = \"{secret}\"\n}}\n"), "generic-password", 4),
        (
            "settings.py",
            format!("API_KEY = \"{}\n{notes}", &long[..66]),
            format!("API_KEY = \"{long}\"\n# the shop's own database\n"),
            "generic-api-key",
            1,
        ),
    ] {
        let stage = Stage::new("");
        stage.clone.ask_with_input(&["fast-import", "--quiet"], stream(path, &before, &after));
        stage.clone.git(&["repack", "-adfq"]);
        let id = |text: &str| stage.clone.ask_with_input(&["hash-object", "--stdin"], text).trim().to_owned();
        let packs = stage.clone.ask(&["rev-parse", "--git-path", "objects/pack"]);
        let index = std::fs::read_dir(stage.clone.root().join(packs.trim())).expect("packs");
        let index = index.filter_map(|entry| Some(entry.ok()?.path())).find(|path| path.extension().is_some_and(|kind| kind == "idx"));
        let listed = stage.clone.ask(&["verify-pack", "-v", index.expect("a pack").to_str().expect("a plain path")]);
        let stored = listed.lines().find(|line| line.starts_with(&id(&after))).expect("the file is packed");
        assert!(stored.ends_with(&id(&before)), "it is stored as a difference: {stored}");
        stage.clone.push(&["many"]).refused_with(1).finds(rule, &format!("{path}:{line}"));
    }
}

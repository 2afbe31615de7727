//! The documents: each command in them is one that the program understands, each link leads somewhere, each file for a CI system is read.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser};
use leakgate::cli::Cli;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use saphyr::{LoadableYamlNode, Yaml};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The pages of this folder and those below it, and the README.
fn pages() -> Vec<(PathBuf, String)> {
    files("md").into_iter().chain([Path::new(ROOT).join("README.md")]).map(read).collect()
}

fn read(path: PathBuf) -> (PathBuf, String) {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (path, text)
}

/// Files in docs/ and in docs/ci/ whose names end so.
fn files(extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["docs", "docs/ci"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).expect("the documents") {
            let path = entry.expect("a readable folder").path();
            if path.extension().is_some_and(|other| other == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What a shell would run in this block.
fn shell_blocks(page: &str) -> Vec<String> {
    let (mut blocks, mut inside) = (Vec::new(), None);
    for event in pulldown_cmark::Parser::new_ext(page, pulldown_cmark::Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => inside = Some(language.into_string()),
            Event::End(TagEnd::CodeBlock) => inside = None,
            Event::Text(text) => match inside.as_deref() {
                Some("sh") => blocks.push(text.into_string()),
                Some("console") => blocks.push(text.lines().filter_map(|line| line.strip_prefix("$ ")).collect::<Vec<_>>().join("\n")),
                _ => {}
            },
            _ => {}
        }
    }
    blocks
}

/// The calls of leakgate in lines for a shell: the words of each.
fn calls(script: &str) -> Vec<Vec<String>> {
    let mut calls = Vec::new();
    for line in script.replace("\\\n", " ").replace("; ", " ; ").lines() {
        let line = &without_substitutions(line);
        let words = shlex::split(line).unwrap_or_else(|| panic!("a shell would not understand: {line}"));
        for part in words.split(|word| matches!(word.as_str(), "|" | "||" | "&&" | ";" | "do" | "then" | "if" | "!")) {
            let part: Vec<&String> = part.iter().skip_while(|word| word.contains('=') && !word.starts_with('-')).collect();
            let program = part.first().and_then(|word| word.rsplit('/').next());
            if program.is_some_and(|word| word.trim_start_matches('(') == "leakgate") {
                let until = part.iter().position(|word| word.starts_with('>') || word.starts_with("2>")).unwrap_or(part.len());
                calls.push(part[..until].iter().map(|word| word.trim_end_matches(')').to_owned()).collect());
            }
        }
    }
    calls
}

/// The line with a word in place of each `$(…)`.
fn without_substitutions(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("$(") {
        out.extend([before, "WORD"]);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// Panics where the command line does not understand the words.
#[track_caller]
fn is_understood(place: &Path, words: &[String]) {
    if let Err(error) = Cli::try_parse_from(words) {
        let told = matches!(error.kind(), clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion);
        assert!(told, "{}: {words:?}\n{error}", place.display());
    }
}

#[test]
fn calls_are_found_in_scripts() {
    for (script, expected) in [
        ("leakgate scan --staged  # a comment", "scan --staged"),
        ("git log -p | leakgate scan -", "scan -"),
        ("if LANG=C leakgate scan a; then leakgate scan b; fi", "scan a/scan b"),
        ("(cd x && leakgate scan --history) || true", "scan --history"),
        ("leakgate scan \\\n  --range 'a b' > out 2>&1", "scan --range a b"),
        ("./leakgate-1/leakgate --version", "--version"),
        ("leakgate scan --output \"$(basename \"$x\").json\"", "scan --output WORD.json"),
        ("pip install leakgate\nman leakgate-scan", ""),
    ] {
        let found: Vec<String> = calls(script).iter().map(|words| words[1..].join(" ")).collect();
        assert_eq!(found.join("/"), expected, "{script}");
    }
}

#[test]
fn every_command_of_the_documents_is_understood() {
    let mut counted = Vec::new();
    for (path, page) in pages() {
        let found: Vec<Vec<String>> = shell_blocks(&page).iter().flat_map(|block| calls(block)).collect();
        for words in &found {
            is_understood(&path, words);
        }
        counted.push((path, found.len()));
    }
    for page in ["README.md", "quick-start.md", "answering-a-false-alarm.md", "a-secret-was-found.md", "ci.md"] {
        assert!(counted.iter().any(|(path, number)| path.ends_with(page) && *number >= 4), "{page} shows no commands: {counted:?}");
    }
}

#[test]
fn every_example_of_the_help_is_understood() {
    let mut number = 0;
    each_verb(&Cli::command(), &mut Vec::new(), &mut |path, verb| {
        let told = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in told.lines().filter(|line| line.starts_with("  ")) {
            // what the example is for stands two blanks behind it
            let example = line.trim_start().split("  ").next().unwrap_or_default();
            for words in calls(example) {
                is_understood(Path::new(&path.join(" ")), &words);
                number += 1;
            }
        }
    });
    assert!(number > 20, "{number} examples are too few: are they found?");
}

#[test]
fn every_verb_has_examples_or_says_more_than_its_line() {
    let mut lacking = Vec::new();
    each_verb(&Cli::command(), &mut Vec::new(), &mut |path, verb| {
        let is_leaf = verb.get_subcommands().next().is_none();
        if is_leaf && verb.get_after_help().is_none_or(|told| told.to_string().trim().is_empty()) {
            lacking.push(path.join(" "));
        }
    });
    assert!(lacking.is_empty(), "no `after_help` with examples: {lacking:?}");
}

fn each_verb(command: &clap::Command, path: &mut Vec<String>, visit: &mut dyn FnMut(&[String], &clap::Command)) {
    path.push(command.get_name().to_owned());
    visit(path, command);
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        each_verb(verb, path, visit);
    }
    path.pop();
}

/// The files that a page links to.
fn links(page: &str) -> Vec<String> {
    let destination = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    let all = pulldown_cmark::Parser::new_ext(page, options).filter_map(destination);
    all.filter(|to| !to.contains("://")).map(|to| to.split('#').next().unwrap_or_default().to_owned()).filter(|to| !to.is_empty()).collect()
}

#[test]
fn every_link_leads_to_a_file_and_every_page_is_in_the_index() {
    for (path, page) in pages() {
        for link in links(&page) {
            let target = path.parent().expect("a folder").join(&link);
            assert!(target.exists(), "{}: there is no {link}", path.display());
        }
    }
    let index = links(&read(Path::new(ROOT).join("docs/README.md")).1);
    for (path, _) in pages() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name == "README.md" || index.contains(&name), "docs/README.md does not name {name}");
    }
}

/// The texts below these keys.
fn below(node: &Yaml<'_>, keys: &[&str], inside: bool, found: &mut Vec<String>) {
    match node {
        Yaml::Mapping(pairs) => {
            for (key, value) in pairs {
                let wanted = key.as_str().is_some_and(|key| keys.contains(&key));
                below(value, keys, inside || wanted, found);
            }
        }
        Yaml::Sequence(items) => items.iter().for_each(|item| below(item, keys, inside, found)),
        other => found.extend(other.as_str().filter(|_| inside).map(str::to_owned)),
    }
}

#[test]
fn the_files_for_ci_systems_are_read_and_their_commands_understood() {
    let files = files("yml");
    assert_eq!(files.len(), 4, "{files:?}");
    for (path, text) in files.into_iter().map(read) {
        let documents = Yaml::load_from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(documents.len(), 1, "{}", path.display());
        let mut scripts = Vec::new();
        below(&documents[0], &["run", "script", "before_script"], false, &mut scripts);
        let found: Vec<Vec<String>> = scripts.iter().flat_map(|script| calls(script)).collect();
        assert!(found.iter().any(|words| words.join(" ").starts_with("leakgate scan --range auto")), "{}: {found:?}", path.display());
        for words in &found {
            is_understood(&path, words);
        }
        // The whole history, or else every build would end with exit code 2.
        let whole = ["fetch-depth: 0 ", "GIT_DEPTH: \"0\" ", "depth: full ", "fetchDepth: 0 "];
        assert!(whole.iter().any(|setting| text.contains(setting)), "{}: the clone would be cut short", path.display());
        // What a pipe or `||` swallows is a verdict that nobody hears.
        for script in &scripts {
            let silent = script.contains("leakgate scan") && (script.contains("||") || script.contains("| "));
            assert!(!silent, "{}: {script}", path.display());
        }
    }
}

#[test]
fn the_formats_and_exit_codes_of_the_page_are_those_of_the_program() {
    let (_, page) = read(Path::new(ROOT).join("docs/ci.md"));
    let command = Cli::command();
    let scan = command.find_subcommand("scan").expect("a verb");
    let format = scan.get_arguments().find(|argument| argument.get_id() == "format").expect("an option");
    for value in format.get_possible_values() {
        assert!(page.contains(&format!("| `{}` |", value.get_name())), "docs/ci.md does not tell of {}", value.get_name());
    }
    for code in ["| 0 |", "| 1 |", "| 2 |"] {
        assert!(page.contains(code), "docs/ci.md does not tell of {code}");
    }
}

//! The structure of the program: which module may know which. The order is that of the `mod` lines in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// Names that only these places may know.
const RESERVED: &[(&str, &[&str])] = &[
    ("git2::", &["git"]),
    ("toml::", &["config", "import", "install"]),
    ("toml_edit::", &["config"]),
    ("saphyr_parser::", &["install"]),
    ("signal_hook::", &["commands"]),
    ("rustix::", &["doctor", "cores"]),
    ("clap::", &["cli", "main"]),
    ("regex::", &["detect"]),
    ("regex_syntax::", &["detect"]),
    ("aho_corasick::", &["detect"]),
    ("flate2::", &["git", "unpack"]),
    ("bzip2::", &["unpack"]),
    ("lzma_rust2::", &["unpack"]),
    ("ruzstd::", &["unpack"]),
    ("landlock::", &["sandbox"]),
    ("println!", &[]),
    ("eprintln!", &[]),
    ("process::exit", &["main", "commands"]),
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Every source file with the name of its module and its code: comments, and what stands below the first `#[cfg(test)] mod`, left out.
fn code() -> Vec<(PathBuf, String, String)> {
    let mut files = Vec::new();
    sources(Path::new(SOURCE), &mut files);
    files
        .into_iter()
        .filter(|path| path.file_name().is_none_or(|name| name != "tests.rs"))
        .map(|path| {
            let inside = path.strip_prefix(SOURCE).unwrap();
            let module = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let body = text.split("#[cfg(test)]\nmod ").next().unwrap();
            let plain = body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            (path, module, plain)
        })
        .collect()
}

fn order() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(SOURCE).join("lib.rs")).unwrap();
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

#[test]
fn a_module_imports_only_what_stands_before_it() {
    let order = order();
    assert!(order.len() > 15, "the modules of src/lib.rs are not found: {order:?}");
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (path, module, text) in code() {
        let Some(own) = place(&module) else { continue };
        for piece in text.split("crate::").skip(1) {
            let name: String = piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if place(&name).is_some_and(|other| other > own) {
                wrong.push(format!("{}: {module} imports {name}, which stands after it", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_is_known_in_one_place() {
    let mut wrong = Vec::new();
    for (path, module, text) in code() {
        for (name, places) in RESERVED {
            let known = text.match_indices(name).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if known && !places.contains(&module.as_str()) {
                wrong.push(format!("{}: {name} belongs into {places:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the compiler is told to take on trust: memory maps, settings of libgit2, system calls, the user database.
const TRUSTED: [&str; 6] =
    ["commands/file.rs", "commands/mod.rs", "git/index.rs", "git/libgit2.rs", "git/pack/file.rs", "server/people.rs"];

#[test]
fn unsafe_blocks_are_few_and_each_says_why_it_is_sound() {
    let mut files = Vec::new();
    sources(Path::new(SOURCE), &mut files);
    let mut met = Vec::new();
    for path in files {
        let name = path.strip_prefix(SOURCE).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, _) in
            lines.iter().enumerate().filter(|(_, line)| ["unsafe {", "unsafe fn", "unsafe impl"].iter().any(|word| line.contains(word)))
        {
            // the attribute, and the comment of one to three lines above it
            let above = lines[at.saturating_sub(4)..at].join("\n");
            assert!(
                above.contains("// SAFETY: ") && above.contains("#[expect(unsafe_code, reason = \""),
                "{name}:{}: says not why",
                at + 1
            );
            met.push(name.clone());
        }
    }
    met.sort();
    met.dedup();
    assert_eq!(met, TRUSTED);
}

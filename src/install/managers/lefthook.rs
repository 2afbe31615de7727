//! lefthook: commands or jobs a hook in `lefthook.yml`, which may also be TOML or JSON, hidden, or in `.config`.

use std::path::Path;

use super::{Edit, Found, HOOKS, Manager, block, calls, edit, first, glance};
use crate::install::error::InstallError;
use crate::install::yaml::{self, Entry, Node};

/// In the order in which lefthook looks for them.
pub(super) const NAMES: [&str; 12] = [
    "lefthook.yml",
    "lefthook.yaml",
    "lefthook.toml",
    "lefthook.json",
    ".lefthook.yml",
    ".lefthook.yaml",
    ".lefthook.toml",
    ".lefthook.json",
    ".config/lefthook.yml",
    ".config/lefthook.yaml",
    ".config/lefthook.toml",
    ".config/lefthook.json",
];
/// What one person adds to them.
pub(super) const LOCAL: [&str; 4] = ["lefthook-local.yml", "lefthook-local.yaml", "lefthook-local.toml", ".lefthook-local.yml"];

pub(super) fn find(top: &Path, hook: &str) -> Option<Found> {
    let is_active = hook.contains("call_lefthook");
    let settings = match first(top, &NAMES) {
        Some(settings) => settings,
        None if is_active => top.join(NAMES[0]),
        None => return None,
    };
    let calls_us = calls(&glance(&settings));
    Some(Found { manager: Manager::Lefthook, is_active, calls_us, settings })
}

pub(super) fn edits(settings: &Path) -> Result<Vec<Edit>, InstallError> {
    let kind = settings.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let edit = match kind {
        "toml" => edit(settings.to_path_buf(), toml_lines(|_| false), |text| toml(text.unwrap_or_default()))?,
        "json" => edit(settings.to_path_buf(), yaml_lines(), |_| Err("JSON has no place for lines of ours".to_owned()))?,
        _ => edit(settings.to_path_buf(), yaml_lines(), |text| match text {
            None => Ok(block::new_file("", &yaml_lines())),
            Some(text) => yaml(text),
        })?,
    };
    Ok(vec![edit])
}

/// What lefthook runs for a hook: `{1}` and `{2}` are git's arguments.
fn run(hook: &str) -> String {
    let arguments = match hook {
        "commit-msg" => " {1}",
        "pre-push" => " {1} {2}",
        _ => "",
    };
    format!("leakgate hook {hook}{arguments}")
}

/// The keys of a command. `use_stdin`: git writes to `pre-push` what is pushed.
fn keys(hook: &str) -> String {
    let input = if hook == "pre-push" { "\nuse_stdin: true" } else { "" };
    format!("run: {}{input}", run(hook))
}

fn indented(lines: &str) -> String {
    block::indented(lines, 2)
}

fn yaml_lines() -> String {
    let one = |hook: &str| {
        format!("{hook}:\n{}", indented(&format!("commands:\n{}", indented(&format!("leakgate:\n{}", indented(&keys(hook)))))))
    };
    HOOKS.map(one).concat()
}

fn yaml(text: &str) -> Result<String, String> {
    let mut text = text.to_owned();
    for hook in HOOKS {
        let root = yaml::read(&text)?;
        let job = format!("- name: leakgate\n{}", indented(&keys(hook)));
        let command = format!("leakgate:\n{}", indented(&keys(hook)));
        let entry = match root.get(&[hook, "jobs"]) {
            Some(Node::List(..)) => Entry { path: &[hook, "jobs"], key: None, lines: &job },
            _ => Entry { path: &[hook, "commands"], key: Some("leakgate"), lines: &command },
        };
        text = yaml::insert(&text, &entry)?;
    }
    Ok(text)
}

/// A table stands anywhere, so ours stand last. `jobs`: which hooks are written as jobs.
fn toml_lines(jobs: impl Fn(&str) -> bool) -> String {
    let input = |hook: &str| if hook == "pre-push" { "use_stdin = true\n" } else { "" };
    let one = |hook: &str| {
        let head = if jobs(hook) { format!("[[{hook}.jobs]]\nname = \"leakgate\"") } else { format!("[{hook}.commands.leakgate]") };
        format!("{head}\nrun = \"{}\"\n{}", run(hook), input(hook))
    };
    HOOKS.map(one).concat()
}

fn toml(text: &str) -> Result<String, String> {
    let read = |text: &str| text.parse::<toml::Table>().map_err(|_| "it is no TOML".to_owned());
    let before = read(text)?;
    let jobs = |hook: &str| before.get(hook).and_then(|hook| hook.get("jobs")).is_some_and(toml::Value::is_array);
    let edited = block::insert(text, text.lines().count(), &toml_lines(jobs), 0);
    let mut after = read(&edited).map_err(|_| "its form leaves no place for lines of ours".to_owned())?;
    for hook in HOOKS {
        without(&mut after, hook, before.get(hook).is_some());
    }
    let same = after == before && block::remove(&edited).as_deref() == Some(text);
    if same { Ok(edited) } else { Err("its form leaves no place for lines of ours".to_owned()) }
}

/// Takes our entry out again.
fn without(root: &mut toml::Table, hook: &str, was_there: bool) {
    let Some(table) = root.get_mut(hook).and_then(toml::Value::as_table_mut) else { return };
    if let Some(jobs) = table.get_mut("jobs").and_then(toml::Value::as_array_mut) {
        jobs.pop();
    } else if let Some(commands) = table.get_mut("commands").and_then(toml::Value::as_table_mut) {
        commands.remove("leakgate");
        if commands.is_empty() {
            table.remove("commands");
        }
    }
    if table.is_empty() && !was_there {
        root.remove(hook);
    }
}

//! The baseline of detect-secrets, `.secrets.baseline`: JSON with a digest of every secret that was there.
//!
//! Facts: that tool's README and the files that it writes (versions 0.12 to 1.5).

use serde_json::Value;

use super::draft::{Draft, Fate, Like, Wanted, Which};
use super::file::{File, shown};
use super::gitleaks::by_path;
use crate::detect::translate::{Dialect, Search};
use crate::trouble::Trouble;

const CURE: &str = "write the baseline anew: detect-secrets scan > .secrets.baseline";

/// Reads one.
pub(super) fn read(file: &File<'_>, draft: &mut Draft) -> Result<(), Trouble> {
    let top: Value = serde_json::from_str(file.text).map_err(|error| {
        let line = file.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = line + error.column().saturating_sub(1);
        file.trouble(at, format!("it is no JSON: {}", shown(&error.to_string())), CURE)
    })?;
    let results = top.get("results").and_then(Value::as_object).ok_or_else(|| file.trouble(0, "it has no results", CURE))?;
    for (name, list) in results {
        let at = file.text.find(&format!("\"{name}\"")).unwrap_or(0);
        let Some(list) = list.as_array() else {
            file.wrong(at, format!("results of {} are no list", shown(name)), CURE);
            continue;
        };
        for one in list {
            result(file, name, at, one, draft);
        }
    }
    filters(file, &top, draft);
    let known = [
        "version",
        "plugins_used",
        "filters_used",
        "results",
        "generated_at",
        "exclude",
        "exclude_regex",
        "word_list",
        "custom_plugin_paths",
    ];
    for key in top.as_object().into_iter().flat_map(serde_json::Map::keys).filter(|key| !known.contains(&key.as_str())) {
        draft.note(file.place(1), shown(key), Fate::Left, "this field is not known here");
    }
    file.end()
}

fn result(file: &File<'_>, name: &str, at: usize, one: &Value, draft: &mut Draft) {
    let text = |key: &str| one.get(key).and_then(Value::as_str);
    let is_digest = |text: &&str| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(sha1) = text("hashed_secret").filter(is_digest) else {
        file.wrong(at, format!("a result of {} has no hashed_secret", shown(name)), CURE);
        return;
    };
    let at = file.text[at..].find(sha1).map_or(at, |found| at + found);
    let Some(line) = one.get("line_number").and_then(Value::as_u64).and_then(|line| usize::try_from(line).ok()) else {
        file.wrong(at, format!("a result of {} has no line_number", shown(name)), CURE);
        return;
    };
    let place = file.place(file.line(at));
    let what = format!("{} in {}:{line}", shown(text("type").unwrap_or("secret")), shown(name));
    let says = |key: &str| one.get(key).and_then(Value::as_bool);
    if says("is_secret") == Some(true) {
        draft.note(place, what, Fate::Left, "it was audited as a real secret: roll it; what is new is told all the same");
        return;
    }
    if says("is_verified") == Some(true) {
        draft.note(place, what, Fate::Left, "its provider has taken it for a valid one: roll it");
        return;
    }
    let reason =
        if says("is_secret") == Some(false) { "audited as no secret in detect-secrets" } else { "in the baseline of detect-secrets" };
    let which = Which::Digest { path: name.to_owned(), sha1: sha1.to_ascii_lowercase(), line };
    draft.wanted.push(Wanted { place, what, reason: reason.to_owned(), which });
}

/// What was left out by path, line or value.
fn filters(file: &File<'_>, top: &Value, draft: &mut Draft) {
    let line_of = |needle: &str| file.line(file.text.find(needle).unwrap_or(0));
    let patterns = |value: &Value| -> Vec<String> {
        match value {
            Value::String(text) if !text.is_empty() => vec![text.clone()],
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    };
    let empty = Vec::new();
    let filters = top.get("filters_used").and_then(Value::as_array).unwrap_or(&empty);
    for filter in filters {
        let path = filter.get("path").and_then(Value::as_str).unwrap_or_default();
        let name = path.rsplit('.').next().unwrap_or_default();
        let place = file.place(line_of(path));
        let all = filter.get("pattern").map(patterns).unwrap_or_default();
        match name {
            "should_exclude_file" => all.iter().for_each(|regex| exclude(file, regex, draft)),
            "should_exclude_line" => looked_for(&place, "excluded lines", all, |like, found| like.lines = found, draft),
            "should_exclude_secret" => looked_for(&place, "excluded secrets", all, |like, found| like.secrets = found, draft),
            _ if path.starts_with("detect_secrets.") => {}
            _ => draft.note(place, format!("filter {}", shown(path)), Fate::Left, "a filter of your own is a program, which is not run"),
        }
    }
    if let Some(exclude_) = top.get("exclude") {
        exclude_.get("files").map(patterns).unwrap_or_default().iter().for_each(|regex| exclude(file, regex, draft));
        let lines = exclude_.get("lines").map(patterns).unwrap_or_default();
        looked_for(&file.place(line_of("\"exclude\"")), "excluded lines", lines, |like, found| like.lines = found, draft);
    }
    let plugins = top.get("plugins_used").and_then(Value::as_array).unwrap_or(&empty);
    for plugin in plugins.iter().filter(|plugin| plugin.get("path").is_some()) {
        let name = plugin.get("name").and_then(Value::as_str).unwrap_or("a plugin");
        let place = file.place(line_of(&format!("\"{name}\"")));
        draft.note(
            place,
            format!("plugin {}", shown(name)),
            Fate::Left,
            "a plugin of your own is a program, which is not run: write its pattern as [[rule]]",
        );
    }
}

fn exclude(file: &File<'_>, regex: &str, draft: &mut Draft) {
    let at = file.text.find("exclude").unwrap_or(0);
    by_path(regex, &file.place(file.line(at)), "excluded files", "excluded in detect-secrets", &[], draft);
}

fn looked_for(place: &str, name: &str, regexes: Vec<String>, put: impl Fn(&mut Like, Vec<Search>), draft: &mut Draft) {
    let mut found = Vec::new();
    for regex in regexes {
        match Search::new(&regex, Dialect::Re2) {
            Ok(search) => found.push(search),
            Err(refusal) => draft.note(place.to_owned(), format!("{name}, {}", shown(&regex)), Fate::Left, refusal.to_string()),
        }
    }
    if !found.is_empty() {
        let mut like = Like::default();
        put(&mut like, found);
        let reason = "excluded in detect-secrets".to_owned();
        draft.wanted.push(Wanted { place: place.to_owned(), what: name.to_owned(), reason, which: Which::Like(like) });
    }
}

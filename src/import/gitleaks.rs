//! A configuration of gitleaks: its rules, what it extends, and what it lets pass.
//!
//! Facts: the section Configuration of that tool's README (v8).

mod table;

use super::draft::{Draft, Entry, Fate, Like, Wanted, Which, known};
use super::file::{File, shown};
use super::rule::{self, Foreign};
use crate::detect::translate::{self, Dialect, Search};
use crate::trouble::Trouble;
use table::{Table, read_table};

/// So many rules or allowlists are read.
const MANY: usize = 2_000;

/// Does this look like such a configuration? TOML that cannot be read does not.
pub(super) fn is_one(text: &str) -> bool {
    read_table(text).is_ok_and(|table| {
        let table = table.get_ref();
        let has = |name: &str, of: &[&str]| {
            table
                .get(name)
                .is_some_and(|value| value.get_ref().as_table().is_none_or(|table| of.iter().any(|key| table.contains_key(*key))))
        };
        let rules = table.get("rules").is_some_and(|rules| rules.get_ref().is_array());
        rules
            || has("allowlist", &["paths", "regexes", "commits", "stopwords", "description"])
            || has("allowlists", &[])
            || has("extend", &["useDefault", "path", "url", "disabledRules"])
    })
}

/// Reads one. What is wrong with it is an error; what has no counterpart is a note.
pub(super) fn read(file: &File<'_>, draft: &mut Draft) -> Result<(), Trouble> {
    let parsed = read_table(file.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        file.trouble(at, shown(error.message()), "correct that line; it is TOML: https://toml.io")
    })?;
    let mut top = Table::new(file, parsed.get_ref(), 0, String::new());
    for plain in ["title", "description", "minVersion"] {
        top.text(plain);
    }
    let extends = extend(&mut top, draft);
    if !extends && top.has("rules") {
        let place = file.place(1);
        draft.note(
            place,
            "useDefault is not set",
            Fate::Changed,
            "the built-in rules of leakgate stay on; [rules] off = [\"*\"] would leave only those below",
        );
    }
    let mut targets = Vec::new();
    for mut table in top.tables("rules").into_iter().take(MANY) {
        if let Some((id, ours)) = one_rule(&mut table, file, extends, draft) {
            targets.push((id, ours));
        }
        table.end(draft);
    }
    for name in ["allowlist", "allowlists"] {
        for mut table in top.tables(name).into_iter().take(MANY) {
            let rules = match table.texts("targetRules") {
                Some(ids) => ids.into_iter().filter_map(|id| ours(&id, &targets)).collect(),
                None => Vec::new(),
            };
            if table.has("targetRules") && rules.is_empty() {
                draft.note(table.place(), name, Fate::Left, "none of its targetRules is a rule here");
            } else {
                allowlist(&mut table, name, &rules, draft);
            }
            table.end(draft);
        }
    }
    top.end(draft);
    file.end()
}

/// The rule of ours that stands for a foreign id.
fn ours(id: &str, targets: &[(String, String)]) -> Option<String> {
    let own = targets.iter().find(|(foreign, _)| foreign == id).map(|(_, ours)| ours.clone());
    own.or_else(|| known(id).map(|rule| rule.id.to_owned()))
}

/// `[extend]`: is the tool's own catalogue extended?
fn extend(top: &mut Table<'_>, draft: &mut Draft) -> bool {
    let mut extends = false;
    for mut table in top.tables("extend") {
        let place = table.place();
        extends = table.flag("useDefault").unwrap_or(false);
        if extends {
            draft.note(place.clone(), "extend.useDefault", Fate::Kept, "the built-in rules of leakgate take the place of that tool's");
        }
        if let Some(path) = table.text("path") {
            let why = format!("import {} too: name it on the same command line", shown(&path));
            draft.note(place.clone(), "extend.path", Fate::Left, why);
        }
        if table.text("url").is_some() {
            draft.note(place.clone(), "extend.url", Fate::Left, "nothing is read from the network: fetch the file and import it");
        }
        for id in table.texts("disabledRules").unwrap_or_default() {
            let what = format!("disabled rule {}", shown(&id));
            match known(&id) {
                Some(rule) => {
                    draft.note(place.clone(), what, Fate::Kept, format!("{} is off", rule.id));
                    if !draft.off.iter().any(|(other, _)| other == rule.id) {
                        draft.off.push((rule.id.to_owned(), place.clone()));
                    }
                }
                None => draft.note(
                    place.clone(),
                    what,
                    Fate::Left,
                    "no single built-in rule has that meaning: whatever finds such secrets stays on",
                ),
            }
        }
        table.end(draft);
    }
    extends
}

/// One rule; its foreign id and ours.
fn one_rule(table: &mut Table<'_>, file: &File<'_>, extends: bool, draft: &mut Draft) -> Option<(String, String)> {
    let place = table.place();
    let id = table.text("id");
    if id.as_ref().is_none_or(|id| id.trim().is_empty()) {
        file.wrong(table.at, "a rule without an id", "name it: id = \"acme-token\"");
    }
    let id = id?;
    table.call(&id);
    let foreign = Foreign {
        place: place.clone(),
        id: id.clone(),
        title: table.text("description").unwrap_or_default(),
        regex: table.text("regex").unwrap_or_default(),
        dialect: Dialect::Re2,
        group: table.number("secretGroup").and_then(|group| usize::try_from(group).ok()),
        entropy: table.decimal("entropy"),
        keywords: table.texts("keywords").unwrap_or_default(),
        path: table.text("path"),
        tags: table.texts("tags").unwrap_or_default(),
    };
    table.flag("skipReport");
    let what = format!("rule {}", shown(&id));
    if table.has("required") {
        for mut required in table.tables("required") {
            for plain in ["id", "description"] {
                required.text(plain);
            }
            required.number("withinLines");
            required.number("withinColumns");
            required.end(draft);
        }
        draft.note(
            place.clone(),
            format!("{what}, required"),
            Fate::Changed,
            "it is found whether or not the other rules find something beside it",
        );
    }
    let ours = if !foreign.regex.is_empty() {
        rule::carry(&foreign, draft)
    } else if foreign.path.is_some() {
        draft.note(place, what, Fate::Left, "it is about names of files alone; leakgate looks at what stands in them");
        None
    } else {
        let ours = known(&id).map(|rule| rule.id.to_owned());
        match &ours {
            Some(ours) => draft.note(place, what, Fate::Kept, format!("what it adds to that tool's rule is added to {ours}")),
            None if extends => {
                draft.note(place, what, Fate::Left, "it changes a rule of that tool's own, of which none here has the same meaning");
            }
            None => draft.note(place, what, Fate::Left, "it has no regex"),
        }
        ours
    };
    for name in ["allowlist", "allowlists"] {
        for mut list in table.tables(name) {
            match &ours {
                Some(ours) => allowlist(&mut list, &format!("{name} of rule {}", shown(&id)), std::slice::from_ref(ours), draft),
                None => list.known_all(),
            }
            list.end(draft);
        }
    }
    ours.map(|ours| (id, ours))
}

/// What may pass: by path an entry, by whatever else once it is found.
fn allowlist(table: &mut Table<'_>, name: &str, rules: &[String], draft: &mut Draft) {
    let place = table.place();
    let description = table.text("description").unwrap_or_default();
    let reason = if description.trim().is_empty() { format!("{name} of gitleaks") } else { shown(description.trim()) };
    let condition = table.text("condition").unwrap_or_default();
    let all = match condition.to_ascii_uppercase().as_str() {
        "" | "OR" | "||" => false,
        "AND" | "&&" => true,
        _ => {
            table.wrong("condition", &format!("there is no condition {}", shown(&condition)), "it is OR or AND");
            return;
        }
    };
    let target = table.text("regexTarget").unwrap_or_default();
    let (commits, paths, regexes, stopwords) = (
        table.texts("commits").unwrap_or_default(),
        table.texts("paths").unwrap_or_default(),
        table.texts("regexes").unwrap_or_default(),
        table.texts("stopwords").unwrap_or_default(),
    );
    let kinds = [&commits, &paths, &regexes, &stopwords].iter().filter(|list| !list.is_empty()).count();
    let all = all && kinds > 1;
    if kinds == 0 {
        draft.note(place, name, Fate::Left, "it names nothing");
        return;
    }
    if all && !commits.is_empty() {
        draft.note(place, name, Fate::Left, "a commit together with other conditions cannot be asked for");
        return;
    }
    for commit in commits {
        let which = Which::Commit { commit: commit.clone(), rules: rules.to_vec() };
        draft.wanted.push(Wanted {
            place: place.clone(),
            what: format!("{name}, commit {}", shown(&commit)),
            reason: reason.clone(),
            which,
        });
    }
    let mut like = Like { all, rules: rules.to_vec(), ..Like::default() };
    if all {
        like.paths = searches(&paths, &place, name, draft);
        // a condition that is not understood is one that is not met
        if like.paths.len() < paths.len() && like.paths.is_empty() {
            return;
        }
    } else {
        for path in &paths {
            by_path(path, &place, name, &reason, rules, draft);
        }
    }
    let found = searches(&regexes, &place, name, draft);
    if all && found.is_empty() && !regexes.is_empty() {
        return;
    }
    match target.as_str() {
        "line" => like.lines = found,
        "" | "secret" => like.secrets = found,
        "match" => {
            if !found.is_empty() {
                draft.note(
                    place.clone(),
                    name,
                    Fate::Changed,
                    "its regexes are held against the secret, and not against all that the rule matches",
                );
            }
            like.secrets = found;
        }
        _ => table.wrong("regexTarget", &format!("there is no regexTarget {}", shown(&target)), "it is secret, match or line"),
    }
    like.stopwords = stopwords.iter().map(|word| word.to_lowercase()).collect();
    if like.all || !like.secrets.is_empty() || !like.lines.is_empty() || !like.stopwords.is_empty() {
        let what = format!("{name}, {}", if like.all { "all conditions" } else { "regexes and stopwords" });
        draft.wanted.push(Wanted { place, what, reason, which: Which::Like(like) });
    }
}

fn searches(regexes: &[String], place: &str, name: &str, draft: &mut Draft) -> Vec<Search> {
    let mut all = Vec::new();
    for regex in regexes {
        match Search::new(regex, Dialect::Re2) {
            Ok(search) => all.push(search),
            Err(refusal) => draft.note(place.to_owned(), format!("{name}, regex {}", shown(regex)), Fate::Left, refusal.to_string()),
        }
    }
    all
}

/// A regex over paths, as entries.
pub(super) fn by_path(regex: &str, place: &str, name: &str, reason: &str, rules: &[String], draft: &mut Draft) {
    let what = format!("{name}, path {}", shown(regex));
    match translate::globs(regex) {
        Ok(globs) => {
            draft.note(place.to_owned(), what, Fate::Kept, format!("as {}", globs.join(", ")));
            for path in globs {
                let rules: Vec<Option<String>> = if rules.is_empty() { vec![None] } else { rules.iter().cloned().map(Some).collect() };
                for rule in rules {
                    draft.allow(Entry { place: place.to_owned(), rule, path: path.clone(), reason: reason.to_owned() });
                }
            }
        }
        Err(refusal) => draft.note(place.to_owned(), what, Fate::Left, format!("no glob says the same: {refusal}")),
    }
}

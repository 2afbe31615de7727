//! Allow entries: findings that may pass, each with a reason and an end.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

use super::fields::{Fields, Source};
use crate::fingerprint::{Fingerprint, Key};
use crate::text::printable;

/// One allow entry.
#[derive(Debug, Clone)]
pub struct Allow {
    /// Which finding.
    pub fingerprint: Option<Fingerprint>,
    /// Which rule.
    pub rule: Option<String>,
    /// Which paths.
    pub path: Option<GlobMatcher>,
    /// Why.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Date,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The entry in words, for notes.
    pub title: String,
    /// The file and the line that the entry begins on: `.leakgate.toml:12`.
    pub place: String,
}

impl Allow {
    /// Does it let pass no more than one finding?
    pub fn is_single(&self) -> bool {
        self.fingerprint.is_some()
    }
}

/// Reads all entries of a file; `is_rule` knows the ids of rules.
pub(super) fn read(top: &mut Fields<'_>, source: &Source, is_rule: &dyn Fn(&str) -> bool) -> Vec<Allow> {
    let mut entries: Vec<Allow> = Vec::new();
    for fields in top.tables("allow", "allow entry: ") {
        let (at, wrong) = (fields.at, fields.noter());
        let Some(entry) = read_one(fields, source, is_rule) else { continue };
        // of two ends and two reasons for the same thing, one would count without a word about the other
        if let Some(other) = entries.iter().find(|other| other.title == entry.title) {
            let what = format!("allow entry: {} has an entry already, at {}", entry.title, other.place);
            wrong.add(at, what, "take one of the two out");
        }
        entries.push(entry);
    }
    entries
}

/// One entry; `None` where something is wrong with it, which is noted.
fn read_one(mut fields: Fields<'_>, source: &Source, is_rule: &dyn Fn(&str) -> bool) -> Option<Allow> {
    let fingerprint = fields.text("fingerprint");
    let rule = fields.text("rule");
    let path = fields.text("path");
    let reason = fields.need("reason", "say why it may pass: reason = \"…\"");
    let expires = fields.date("expires");
    let owner = fields.text("owner").map(|owner| printable(owner.value.as_bytes()));
    if reason.as_ref().is_some_and(|reason| reason.value.trim().is_empty()) {
        fields.wrong(fields.at, "its reason is empty", "say why it may pass: reason = \"…\"");
    }
    let print = fingerprint.as_ref().and_then(|text| {
        let print = Fingerprint::parse(&text.value);
        if print.is_none() {
            fields.wrong(text.at, "this fingerprint is none", "copy the twenty hexadecimal digits from the report");
        }
        print
    });
    if let Some(rule) = rule.as_ref().filter(|rule| !is_rule(&rule.value)) {
        fields.wrong(rule.at, format!("there is no rule {}", printable(rule.value.as_bytes())), "see the ids with: leakgate rules list");
    }
    let glob = path.as_ref().and_then(|path| match Glob::new(&path.value) {
        Ok(glob) => Some(glob.compile_matcher()),
        Err(error) => {
            fields.wrong(path.at, printable(error.to_string().as_bytes()), "write a glob: path = \"tests/**\"");
            None
        }
    });
    if fingerprint.is_none() && rule.is_none() && path.is_none() {
        fields.wrong(fields.at, "it names nothing", "name a fingerprint, a rule or a path");
    }
    // an entry that names what could not be read would be wider than it was meant
    let is_whole = fingerprint.is_some() == print.is_some() && path.is_some() == glob.is_some();
    let title = [("fingerprint", &fingerprint), ("rule", &rule), ("path", &path)]
        .iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| format!("{name} {}", printable(text.value.as_bytes()))))
        .collect::<Vec<_>>()
        .join(", ");
    let place = format!("{}:{}", printable(source.path.as_os_str().as_encoded_bytes()), source.position(fields.at).0);
    fields.end();
    let (reason, expires) = (printable(reason?.value.as_bytes()), expires?);
    is_whole.then(|| Allow { fingerprint: print, rule: rule.map(|rule| rule.value), path: glob, reason, expires, owner, title, place })
}

/// The text of a new entry.
pub fn entry(fingerprint: Fingerprint, reason: &str, expires: Date, owner: Option<&str>) -> String {
    let owner = owner.map(|owner| format!("owner = {}\n", quoted(owner))).unwrap_or_default();
    format!("\n[[allow]]\nfingerprint = \"{fingerprint}\"\nreason = {}\nexpires = {expires}\n{owner}", quoted(reason))
}

/// The line that keeps a fingerprint key.
pub fn key_line(key: &Key) -> String {
    format!(
        "# the fingerprints below are made with this key; keep it\nfingerprint-key = \"{}\"\n",
        data_encoding::HEXLOWER.encode(key.bytes())
    )
}

/// A text as a value of the file, in the quotes that suit it.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

//! `leakgate rules show RULE`

use std::fmt::Write;

use anstyle::Style;
use serde_json::json;

use crate::cli::ShowFormat;
use crate::commands::catalogue::Catalogue;
use crate::finding::mask_runs;
use crate::rules::sample;
use crate::rules::{Case, Edge, Rule};
use crate::secret::Secret;
use crate::text::{cut, printable};

/// Samples are shown to this width (characters).
const WIDTH: usize = 160;
/// Names of fields end here.
const NAMES: usize = 10;
const BOLD: Style = Style::new().bold();

/// How the rule recognises its credential.
pub(super) fn show(catalogue: &Catalogue, rule: &'static Rule, format: ShowFormat) -> String {
    match format {
        ShowFormat::Text => text(catalogue, rule),
        ShowFormat::Json => format!("{:#}\n", to_json(catalogue, rule)),
    }
}

fn text(catalogue: &Catalogue, rule: &Rule) -> String {
    let mut out = format!("{BOLD}{}{BOLD:#}: {}\n\n", rule.id, rule.title);
    let mut line = |name: &str, text: &str| {
        let _ = writeln!(out, "  {BOLD}{name:NAMES$}{BOLD:#}{text}");
    };
    let off = if catalogue.is_off(rule) { ", switched off" } else { "" };
    line("source", &format!("{}{off}", catalogue.place(rule).unwrap_or_else(|| "built in".to_owned())));
    line("provider", rule.provider);
    line("severity", &format!("{}, mode {}, class {}", rule.severity.name(), rule.mode.name(), rule.class.name()));
    let case = if rule.case == Case::Any { " (in any case)" } else { "" };
    if !rule.keywords.is_empty() {
        line("keywords", &format!("{}{case}", quoted(rule.keywords)));
    }
    if !rule.files.is_empty() {
        line("files", &format!("holds only in files called {}", quoted(rule.files)));
    }
    line("pattern", &printable(rule.pattern.as_bytes()));
    line("reach", &format!("{} bytes before and after a keyword", rule.reach));
    line("edges", &edges(rule));
    if let Some(near) = rule.near {
        let place = match near.above {
            0 => "on its line".to_owned(),
            lines => format!("on its line or up to {lines} above"),
        };
        line("near", &format!("one of {} {place}", quoted(near.words)));
    }
    if let Some(alphabet) = rule.entropy {
        line("entropy", &format!("has to look random for the alphabet {}", alphabet.name()));
    }
    if rule.judge.is_some() {
        line("judge", "looks at the value and what it stands in: samples, references and hosts of nobody are silent");
    }
    if let Some(check) = rule.proof {
        let refuted = if check.strict { "what fails it is silent" } else { "what fails it is only possible" };
        line("proof", &format!("{}, offline; {refuted}", check.name));
    }
    if rule.rank != 0 {
        line("rank", &format!("{}, against rules that claim the same bytes", rule.rank));
    }
    if let Some(pair) = rule.pair {
        line(
            "pair",
            &format!("{} within {} lines is the other half; severity {}", pair.with.join(" or "), pair.lines, pair.severity.name()),
        );
    }
    for hit in hits(rule) {
        line("hit", &hit);
    }
    for (miss, reason) in misses(rule) {
        line("miss", &miss);
        if !reason.is_empty() {
            line("", &format!("({reason})"));
        }
    }
    line("more", &format!("leakgate explain {}", rule.id));
    out
}

fn edges(rule: &Rule) -> String {
    let set = |edge: Edge| match edge {
        Edge::Open => "anything",
        Edge::Word => "no letter, digit or _",
        Edge::Url => "no letter, digit, _ or -",
        Edge::Base64 => "no letter, digit, _, +, / or =",
        Edge::Dotted => "no letter, digit, _, . or -",
    };
    format!("{} right before it, {} right after it", set(rule.before), set(rule.after))
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{}`", printable(word.as_bytes()))).collect::<Vec<_>>().join(", ")
}

/// The hits, rendered, with their secrets masked.
fn hits(rule: &Rule) -> Vec<String> {
    let render = |template: &&str| {
        let rendered = sample::render(template, rule.proof, 0).ok()?;
        let piece = |bytes: &[u8]| mask_runs(&printable(bytes));
        let (before, after) = (&rendered.text[..rendered.secret.start], &rendered.text[rendered.secret.end..]);
        let secret = Secret::new(&rendered.text[rendered.secret.clone()]);
        let masked = secret.masked(rule.prefix_len(secret.expose()));
        Some(cut(&format!("{}{masked}{}", piece(before), piece(after)), WIDTH))
    };
    rule.hits.iter().filter_map(render).collect()
}

/// The misses as they are written, templates, with whatever looks like a token masked; and the reasons.
fn misses(rule: &Rule) -> Vec<(String, &'static str)> {
    let show = |(template, reason): &(&'static str, &'static str)| (cut(&mask_runs(&printable(template.as_bytes())), WIDTH), *reason);
    rule.misses.iter().map(show).collect()
}

fn to_json(catalogue: &Catalogue, rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "provider": rule.provider,
        "title": rule.title,
        "own": catalogue.place(rule),
        "off": catalogue.is_off(rule),
        "severity": rule.severity.name(),
        "mode": rule.mode.name(),
        "class": rule.class.name(),
        "keywords": rule.keywords,
        "files": rule.files,
        "case": rule.case.name(),
        "pattern": rule.pattern,
        "reach": rule.reach,
        "before": rule.before.name(),
        "after": rule.after.name(),
        "near": rule.near.map(|near| json!({ "words": near.words, "above": near.above })),
        "entropy": rule.entropy.map(crate::rules::Alphabet::name),
        "judge": rule.judge.is_some(),
        "proof": rule.proof.map(|check| json!({ "name": check.name, "strict": check.strict })),
        "rank": rule.rank,
        "pair": rule.pair.map(|pair| json!({ "with": pair.with, "lines": pair.lines, "severity": pair.severity.name() })),
        "hits": hits(rule),
        "misses": misses(rule).into_iter().map(|(text, reason)| json!({ "text": text, "reason": reason })).collect::<Vec<_>>(),
        "exposes": rule.exposes,
        "roll": rule.roll,
        "logs": rule.logs,
        "advice": rule.advice,
        "reference": rule.reference,
    })
}

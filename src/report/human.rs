//! The report that a person reads: one block for each finding, in the manner of a compiler's messages, with what to do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use anstyle::{AnsiColor, Color, Style};

use super::scrub::Scrub;
use super::{Occasion, Report, names};
use crate::detect::Confidence;
use crate::finding::{Finding, Verdict};
use crate::proof::State;
use crate::respond::{Advice, Step};
use crate::rules::Mode;
use crate::text::{count, printable};

/// Columns of a block's first line: the rule's id ends here.
const WIDTH: usize = 88;
/// Carets under a mask; what follows them stays in sight that way.
const CARETS: usize = 11;
/// Vendors whose live keys move money.
const PAYMENTS: &[&str] = &[
    "Adyen",
    "Asaas",
    "Authorize.Net",
    "Braintree",
    "Braintree (PayPal)",
    "Checkout.com",
    "Klarna",
    "Mercado Pago",
    "Midtrans",
    "Mollie",
    "Paddle",
    "PayPal",
    "Paystack",
    "Plaid",
    "Razorpay",
    "Square",
    "Stripe",
];

const RED: Style = colour(AnsiColor::Red);
const YELLOW: Style = colour(AnsiColor::Yellow);
const BLUE: Style = colour(AnsiColor::Blue);
const BOLD: Style = Style::new().bold();

const fn colour(colour: AnsiColor) -> Style {
    Style::new().bold().fg_color(Some(Color::Ansi(colour)))
}

/// Text for people.
#[derive(Debug, Clone, Copy)]
pub struct Human {
    /// How many findings are told in full; the rest is counted.
    pub full: usize,
}

impl Default for Human {
    fn default() -> Self {
        Self { full: 10 }
    }
}

impl Human {
    /// Writes the whole report.
    pub fn write(&self, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let scrub = Scrub::new(&report.findings);
        let findings = names::ordered(report);
        if let Some(header) = header(report) {
            writeln!(out, "{BOLD}{header}{BOLD:#}\n")?;
        }
        let mut told: Vec<(Advice, String)> = Vec::new();
        for finding in findings.iter().take(self.full) {
            let mut block = String::new();
            top(finding, &scrub, &mut block);
            let advice = names::advice(finding, report, &scrub);
            steps(finding, advice, &mut told, &mut block);
            writeln!(out, "{block}")?;
        }
        rest(findings.get(self.full..).unwrap_or_default(), out)?;
        if let Some(guide) = report.situation.guide.as_deref().filter(|_| !findings.is_empty()) {
            writeln!(out, "  {BOLD}your organisation's guide:{BOLD:#} {}\n", printable(guide.as_bytes()))?;
        }
        unread(report, self.full, &scrub, out)?;
        let lead = if findings.is_empty() { "leakgate: note:" } else { "  note:" };
        for note in &report.notes {
            writeln!(out, "{BOLD}{lead}{BOLD:#} {}", scrub.bytes(note.as_bytes()))?;
        }
        Ok(())
    }
}

/// One finding of the report in full, with what to do.
pub fn one(report: &Report, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
    let scrub = Scrub::new(&report.findings);
    let mut block = String::new();
    top(finding, &scrub, &mut block);
    steps(finding, names::advice(finding, report, &scrub), &mut Vec::new(), &mut block);
    writeln!(out, "{block}")?;
    match &report.situation.guide {
        Some(guide) => writeln!(out, "  {BOLD}your organisation's guide:{BOLD:#} {}\n", printable(guide.as_bytes())),
        None => Ok(()),
    }
}

/// What was found and where, in one line; none for a scan, whose report holds nothing but findings.
fn header(report: &Report) -> Option<String> {
    let (block, warn, ignore) = (report.count(Verdict::Block), report.count(Verdict::Warn), report.count(Verdict::Ignore));
    let thing = match report.what {
        Occasion::Commit => "in what you are about to commit",
        Occasion::Message => "in the message of what you are about to commit",
        Occasion::Push => "in what you are about to push",
        Occasion::ServerPush => "in what you push",
        Occasion::Scan => return None,
    };
    let refused = if report.what == Occasion::ServerPush { "push refused: " } else { "" };
    match (block, warn, ignore) {
        (0, 0, 0) => None,
        (0, 0, _) => Some(format!("leakgate: note: {} {thing}, let through", count(ignore, "secret"))),
        (0, _, _) => Some(format!("leakgate: warning: {} {thing}", count(warn, "secret"))),
        (_, 0, _) => Some(format!("leakgate: {refused}{} {thing}", count(block, "secret"))),
        _ => Some(format!("leakgate: {refused}{} {thing}, and {}", count(block, "secret"), count(warn, "warning"))),
    }
}

/// Title, place, excerpt and what is known of the secret.
fn top(finding: &Finding, scrub: &Scrub<'_>, out: &mut String) {
    let (style, word) = match finding.verdict {
        Verdict::Block => (RED, "error"),
        Verdict::Warn => (YELLOW, "warning"),
        Verdict::Ignore => (BLUE, "note"),
    };
    let location = &finding.location;
    let title = printable(finding.rule.title.as_bytes());
    let id = finding.rule.id;
    let used = 4 + word.len() + title.chars().count();
    let gap = WIDTH.saturating_sub(used + id.len()).max(2);
    let _ = writeln!(out, "  {style}{word}{style:#}{BOLD}: {title}{BOLD:#}{:gap$}{id}", "");
    let number = location.line.to_string();
    let pad = 2 + number.len().max(2);
    let _ = writeln!(out, "{:pad$}{BLUE}-->{BLUE:#} {}", "", names::whereabouts(location, scrub));
    let excerpt = &location.excerpt;
    if !excerpt.text.is_empty() {
        let start = excerpt.start;
        let carets = "^".repeat(excerpt.width.clamp(1, CARETS));
        let _ = writeln!(out, "{:pad$} {BLUE}|{BLUE:#}", "");
        let _ = writeln!(out, "{BLUE}{number:>pad$} |{BLUE:#} {}", excerpt.text);
        let _ = writeln!(out, "{:pad$} {BLUE}|{BLUE:#} {:start$}{style}{carets}{style:#} {}", "", "", label(finding));
        // a label may be empty
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    for part in &finding.parts {
        let mut facts = String::new();
        for fact in &part.facts {
            let _ = write!(facts, ", {}", printable(fact.as_bytes()));
        }
        let masked = part.secret.masked(part.rule.prefix_len(part.secret.expose()));
        entry(out, pad, "part", &format!("{} on line {}: {masked}{facts}", printable(part.rule.title.as_bytes()), part.line));
    }
    if let Some(commit) = location.commit.as_deref() {
        let id = commit.id.get(..12).unwrap_or(&commit.id);
        let time = names::time(commit.time);
        let day = time.split('T').next().unwrap_or_default();
        entry(out, pad, "commit", &format!("{id} {} ({}, {day})", scrub.text(&commit.subject), scrub.text(&commit.author)));
    }
    if let Some(why) = &finding.suppression {
        entry(out, pad, "suppressed", &format!("by {}: {}", why.by, scrub.text(&why.reason)));
    }
}

/// What is known of the secret, in a few words.
fn label(finding: &Finding) -> String {
    let mut words: Vec<String> = finding.facts.iter().map(|fact| printable(fact.as_bytes())).collect();
    words.extend(finding.encoding.first().map(|_| format!("encoded ({})", finding.encoding.join(", "))));
    let money = PAYMENTS.contains(&finding.rule.provider);
    match (finding.mode(), money) {
        (Mode::Live, true) => words.push("live mode: real money".into()),
        (Mode::Live, false) => words.push("live".into()),
        (Mode::Test, true) => words.push("test mode: no real money".into()),
        (Mode::Test, false) => words.push("test".into()),
        (Mode::Unknown, _) => {}
    }
    let state = match finding.state {
        State::Usable => None,
        other => Some(names::state(other)),
    };
    words.extend(state.filter(|state| !words.iter().any(|word| word.contains(state))).map(str::to_owned));
    if finding.confidence == Confidence::Possible {
        words.push("possible, not certain".into());
    }
    words.join(", ")
}

/// What to do. Long steps that were told already are not told again.
fn steps(finding: &Finding, advice: Advice, told: &mut Vec<(Advice, String)>, out: &mut String) {
    let pad = 2 + finding.location.line.to_string().len().max(2);
    if !advice.exposes.is_empty() {
        entry(out, pad, "exposes", &printable(advice.exposes.as_bytes()));
    }
    let same =
        told.iter().find(|(other, _)| advice.now.len() + advice.then.len() > 4 && other.now == advice.now && other.then == advice.then);
    if let Some((_, place)) = same {
        entry(out, pad, "now", &format!("the same steps as for {place} above"));
    } else {
        list(out, pad, "now", &advice.now);
        list(out, pad, "then", &advice.then);
    }
    if let Some(step) = &advice.not_a_secret {
        let _ = writeln!(out, "{:pad$} {BLUE}={BLUE:#} {BOLD}not a secret?{BOLD:#} {}", "", line(step));
    }
    if same.is_none() {
        told.push((advice, format!("{}, {}", finding.rule.title, finding.masked())));
    }
}

fn entry(out: &mut String, pad: usize, name: &str, text: &str) {
    let _ = writeln!(out, "{:pad$} {BLUE}={BLUE:#} {BOLD}{name}:{BOLD:#} {text}", "");
}

fn list(out: &mut String, pad: usize, name: &str, steps: &[Step]) {
    let Some((first, more)) = steps.split_first() else { return };
    entry(out, pad, name, &line(first));
    let indent = pad + 5 + name.len();
    for step in more {
        let _ = writeln!(out, "{:indent$}{}", "", line(step));
    }
}

fn line(step: &Step) -> String {
    match &step.command {
        Some(command) => format!("{}: {command}", step.text),
        None => step.text.clone(),
    }
}

/// What was not looked at: each part on a line of its own.
fn unread(report: &Report, full: usize, scrub: &Scrub<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lead = if report.findings.is_empty() { "leakgate: " } else { "  " };
    let (style, word) = if report.unread_verdict == Verdict::Block { (RED, "error") } else { (YELLOW, "warning") };
    let told = report.unread.len().min(full);
    for part in &report.unread[..told] {
        writeln!(out, "{lead}{style}{word}{style:#}{BOLD}:{BOLD:#} not looked at: {} ({})", scrub.path(&part.path), part.why)?;
    }
    match report.tally.unread.saturating_sub(told as u64) {
        0 => {}
        more => writeln!(out, "{lead}… and {more} more that were not looked at")?,
    }
    if report.unread_verdict == Verdict::Block && told > 0 {
        let who = match report.what {
            Occasion::ServerPush => "the people who run this server can let them pass",
            _ => "`unread = \"warn\"` in .leakgate.toml lets them pass",
        };
        writeln!(out, "  next: take them out, or add them unpacked; {who}")?;
    }
    Ok(())
}

/// Findings that are not told in full, by rule.
fn rest(findings: &[&Finding], out: &mut dyn io::Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.rule.id).or_default() += 1;
    }
    let mut list: Vec<(&str, usize)> = rules.into_iter().collect();
    list.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let list: Vec<String> = list.into_iter().map(|(id, number)| format!("{number} × {id}")).collect();
    writeln!(out, "  … and {} more: {}\n", findings.len(), list.join(", "))
}

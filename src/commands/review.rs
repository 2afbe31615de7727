//! `leakgate review`: findings one by one, each answered by a person.

mod progress;
mod prompt;

use std::fmt::Write;

use jiff::Timestamp;

use super::desk::{DEFAULT, Desk, expiry};
use super::scan::{Look, look};
use super::session::{Session, Trust, today};
use super::{print, show};
use crate::cli::Review;
use crate::config::{self, NewAllow};
use crate::exit::Exit;
use crate::finding::Verdict;
use crate::report::{self, Group, Occasion, Report};
use crate::suppress::baseline::{self, Entry};
use crate::text::{count, printable};
use crate::trouble::Trouble;
use progress::Progress;
use prompt::{Answer, Prompt};

/// How a finding was answered.
enum Done {
    Written(&'static str),
    Skipped,
    Stopped,
}

pub(super) fn run(request: &Review) -> Result<Exit, Trouble> {
    let at = match &request.range {
        Some(range) => Look::Range(range),
        None if request.staged => Look::Staged,
        None if !request.paths.is_empty() => Look::Paths(&request.paths),
        None => Look::History,
    };
    let trust = if matches!(at, Look::Paths(_)) { Trust::Files } else { Trust::Developer };
    let session = Session::open(trust, false, None)?;
    let desk = Desk::new(&session)?;
    // a file that answers could not be written to is told of before anybody is asked
    desk.edit()?;
    let (mut looked, mut situation) = look(&session, at)?;
    let accepted = session.accepted(false)?;
    let around = session.surroundings(&looked.findings);
    session.weigh(&mut looked.findings, accepted.counts.as_ref(), &around);
    looked.findings.retain(|finding| finding.suppression.is_none() && finding.verdict >= Verdict::Warn);
    situation.guide.clone_from(&session.config().guide);
    let report = Report {
        findings: looked.findings,
        unread: Vec::new(),
        unread_verdict: Verdict::Warn,
        situation,
        what: Occasion::Scan,
        tally: looked.tally,
        suppressed: 0,
        notes: Vec::new(),
        repository: session.name(),
        created: Timestamp::now(),
    };
    let groups = report::groups(&report.findings);
    let progress = Progress::open(session.repository()?.git_dir(), request.again)?;
    Desktop { desk, owner: request.owner.as_deref(), report: &report, prompt: Prompt::default(), progress }.go_through(&groups)
}

/// What is needed to answer.
struct Desktop<'r> {
    desk: Desk<'r>,
    owner: Option<&'r str>,
    report: &'r Report,
    prompt: Prompt,
    progress: Progress,
}

impl Desktop<'_> {
    fn go_through(mut self, groups: &[Group<'_>]) -> Result<Exit, Trouble> {
        let open: Vec<&Group<'_>> = groups.iter().filter(|group| !self.progress.is_skipped(group.finding.fingerprint)).collect();
        let before = groups.len() - open.len();
        if groups.is_empty() {
            print("leakgate: nothing is left to review\n")?;
            return Ok(Exit::Clean);
        }
        let skipped = if before > 0 { format!(", {before} skipped before (--again asks about them)") } else { String::new() };
        print(&format!("leakgate: {} to review{skipped}\n\n", count(open.len(), "secret")))?;
        let mut left: Vec<&Group<'_>> = groups.iter().filter(|group| self.progress.is_skipped(group.finding.fingerprint)).collect();
        let mut written = Vec::new();
        let mut stopped = false;
        for (number, group) in open.iter().enumerate() {
            match self.ask(group, number + 1, open.len())? {
                Done::Written(how) => written.push(how),
                Done::Skipped => {
                    self.progress.skip(group.finding.fingerprint)?;
                    left.push(group);
                }
                Done::Stopped => {
                    stopped = true;
                    left.extend_from_slice(&open[number..]);
                    break;
                }
            }
        }
        if !stopped {
            // all have been asked about: the next review begins anew
            self.progress.end(groups.iter().map(|group| group.finding.fingerprint))?;
        }
        print(&farewell(&written, left.len(), stopped))?;
        Ok(if left.iter().any(|group| group.finding.verdict == Verdict::Block) { Exit::Findings } else { Exit::Clean })
    }

    /// Shows one and asks until there is an answer.
    fn ask(&mut self, group: &Group<'_>, number: usize, all: usize) -> Result<Done, Trouble> {
        self.show(group)?;
        loop {
            let question = format!("{number} of {all}: [r]olled, [a]llow, [b]aseline, [o]pen, sho[w], [s]kip, [q]uit, [?]: ");
            let Some(line) = self.prompt.ask(&question)? else { return Ok(Done::Stopped) };
            let done = match Answer::parse(&line) {
                Answer::Rolled => self.rolled(group)?,
                Answer::Allow => self.allow(group)?,
                Answer::Baseline => self.accept(group)?,
                Answer::Open => open(group).map(|()| None)?,
                Answer::Show => self.show(group).map(|()| None)?,
                Answer::Skip => Some(Done::Skipped),
                Answer::Quit => Some(Done::Stopped),
                Answer::Help => print(prompt::HELP).map(|()| None)?,
                Answer::Unknown => print("  one of the letters in brackets; ? tells what they do\n").map(|()| None)?,
            };
            if let Some(done) = done {
                print("\n")?;
                return Ok(done);
            }
        }
    }

    fn show(&self, group: &Group<'_>) -> Result<(), Trouble> {
        show(|out| report::one(self.report, group.finding, out))?;
        if group.places > 1 {
            print(&format!("  it stands in {} places, each commit counted; an answer is for all of them\n", group.places))?;
        }
        Ok(())
    }

    /// A key that opens nothing any more may stay where it is. None: back to the question.
    fn rolled(&mut self, group: &Group<'_>) -> Result<Option<Done>, Trouble> {
        let question = "  is the old one worthless now (revoked at the provider, not only replaced here)? [y/N] ";
        let Some(line) = self.prompt.ask(question)? else { return Ok(Some(Done::Stopped)) };
        if !matches!(line.to_ascii_lowercase().as_str(), "y" | "yes") {
            print("  then it stays open: [o] tells where it is rolled\n")?;
            return Ok(None);
        }
        self.write(group, format!("rolled on {}", today()), DEFAULT).map(|done| done.map(|()| Done::Written("rolled")))
    }

    fn allow(&mut self, group: &Group<'_>) -> Result<Option<Done>, Trouble> {
        if group.is_proven_live() {
            print("  it is proven to be well formed and not test data: if it ever worked, roll it instead\n")?;
        }
        let Some(reason) = self.prompt.ask("  why may it pass? (nothing: back) ")? else { return Ok(Some(Done::Stopped)) };
        if reason.is_empty() {
            return Ok(None);
        }
        if memchr::memmem::find(reason.as_bytes(), group.finding.secret.expose()).is_some() {
            print("  the reason holds the secret itself; say it without\n")?;
            return Ok(None);
        }
        let Some(end) = self.prompt.ask(&format!("  for how many days, or until when? (nothing: {DEFAULT}) "))? else {
            return Ok(Some(Done::Stopped));
        };
        let end = if end.is_empty() { DEFAULT.to_owned() } else { end };
        self.write(group, printable(reason.as_bytes()), &end).map(|done| done.map(|()| Done::Written("allowed")))
    }

    /// Writes an allow entry. None: the end that was typed is none.
    fn write(&self, group: &Group<'_>, reason: String, end: &str) -> Result<Option<()>, Trouble> {
        let expires = match expiry(end, today()) {
            Ok(expires) => expires,
            Err(trouble) => {
                print(&format!("  {trouble}: write 90d or 2027-01-31\n"))?;
                return Ok(None);
            }
        };
        let owner = self.owner.map(|owner| printable(owner.as_bytes()));
        // what was answered here just now counts, whatever stood there
        self.desk.allow(&[NewAllow { fingerprint: group.finding.fingerprint, reason, expires, owner }], true)?;
        print(&format!("  {} may pass until {expires}, in {}\n", group.finding.fingerprint, config::NAME))?;
        Ok(Some(()))
    }

    fn accept(&mut self, group: &Group<'_>) -> Result<Option<Done>, Trouble> {
        if group.is_proven_live() || group.is_pushed() {
            let what = if group.is_pushed() { "a remote has it" } else { "it is proven to be well formed and not test data" };
            let question = format!("  {what}: accepting it does not make it harmless. Accept it all the same? [y/N] ");
            let Some(line) = self.prompt.ask(&question)? else { return Ok(Some(Done::Stopped)) };
            if !matches!(line.to_ascii_lowercase().as_str(), "y" | "yes") {
                return Ok(None);
            }
        }
        let entry = Entry { rule: group.finding.rule.id.to_owned(), place: group.hint.clone(), line: 0 };
        self.desk.accept(group.finding.fingerprint, &entry)?;
        print(&format!("  {} stands in {}; it counts once that is committed\n", group.finding.fingerprint, baseline::NAME))?;
        Ok(Some(Done::Written("accepted")))
    }
}

/// Tells the provider's pages.
fn open(group: &Group<'_>) -> Result<(), Trouble> {
    let rule = group.finding.rule;
    let mut text = String::new();
    for (what, page) in [("roll it", rule.roll), ("its log", rule.logs)] {
        if !page.is_empty() {
            let _ = writeln!(text, "  {what}: {page}");
        }
    }
    let _ = writeln!(text, "  the whole story: leakgate explain {}", rule.id);
    print(&text)
}

fn farewell(written: &[&str], left: usize, stopped: bool) -> String {
    let of = |how: &str| written.iter().filter(|other| **other == how).count();
    let mut said: Vec<String> = ["rolled", "allowed", "accepted"]
        .into_iter()
        .map(|how| (of(how), how))
        .filter(|(number, _)| *number > 0)
        .map(|(number, how)| format!("{number} {how}"))
        .collect();
    if left > 0 {
        said.push(format!("{left} left"));
    }
    let mut text = format!("leakgate: {}\n", if said.is_empty() { "nothing is left".to_owned() } else { said.join(", ") });
    let mut files: Vec<&str> = Vec::new();
    if !written.is_empty() {
        files.push(config::NAME);
    }
    if of("accepted") > 0 {
        files.push(baseline::NAME);
    }
    if !files.is_empty() {
        let _ = writeln!(text, "  commit {} so that others see it too", files.join(" and "));
    }
    if stopped {
        text.push_str("  `leakgate review` goes on where this stopped\n");
    }
    text
}

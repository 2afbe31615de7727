//! What is compared with what.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use leakgate::detect::{About, Detector};
use leakgate::rules::{self, Rule};

use crate::measure::{Paired, median, paired, peak};
use crate::repository::Made;
use crate::{Outcome, Plan, push};

type Section = fn(&Plan) -> Outcome<()>;

/// All sections, in the order of a full run.
pub(crate) const ALL: [(&str, Section); 12] = [
    ("small", small),
    ("large", large),
    ("many", many),
    ("push", push::first),
    ("refs", push::refs),
    ("monorepo", push::monorepo),
    ("commits", push::commits),
    ("blob", push::blob),
    ("crowd", push::crowd),
    ("history", history),
    ("growth", growth),
    ("memory", memory),
];

const HOOK: [&str; 2] = ["hook", "pre-commit"];
const DIFF: [&str; 3] = ["diff", "--cached", "-U0"];

/// Ten lines in a repository of fifty files.
fn small(plan: &Plan) -> Outcome<()> {
    let mut made = Made::new(false)?;
    made.write(50, 60)?;
    made.git(&["add", "."])?;
    made.git(&["commit", "--quiet", "-m", "first"])?;
    made.stage(3, 10)?;
    row("commit, 50 files, 10 lines / git diff", &staged(&made, plan.rounds(200))?);
    Ok(())
}

/// Ten lines in a large repository.
fn large(plan: &Plan) -> Outcome<()> {
    let files = plan.size(90_000, 20_000);
    let mut made = Made::imported(false, files, 0)?;
    made.stage(3, 10)?;
    row(&format!("commit, {files} files, 10 lines / git diff"), &staged(&made, plan.rounds(80))?);
    Ok(())
}

/// A first commit of many files.
fn many(plan: &Plan) -> Outcome<()> {
    let files = plan.size(2_441, 600);
    let mut made = Made::new(false)?;
    made.write(1, 10)?;
    made.git(&["add", "."])?;
    made.git(&["commit", "--quiet", "-m", "first"])?;
    made.write(files, 150)?;
    made.git(&["add", "."])?;
    made.write_tree()?;
    row(&format!("commit of {files} files, {} lines / git diff", files * 150), &staged(&made, plan.rounds(20))?);
    Ok(())
}

fn staged(made: &Made, rounds: usize) -> Outcome<Paired> {
    let git = || {
        let mut command = made.command("git");
        command.args(DIFF);
        Ok(command)
    };
    paired(rounds, [&mut || Ok(made.leakgate(&HOOK)), &mut { git }])
}

/// A history to push or scan: the one that was named, or one that is made.
pub(crate) enum History {
    Named(PathBuf),
    Made(Made),
}

impl History {
    pub(crate) fn of(plan: &Plan, full: usize) -> Outcome<Self> {
        Ok(match &plan.repository {
            Some(path) => Self::Named(path.clone()),
            None => Self::Made(Made::imported(true, 400, plan.commits.unwrap_or(plan.size(full, full / 6)))?),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Named(path) => path,
            Self::Made(made) => made.path(),
        }
    }
}

/// The whole history, against git reading all objects.
fn history(plan: &Plan) -> Outcome<()> {
    let history = History::of(plan, 12_000)?;
    row("scan --history / git cat-file, all objects", &scanned(history.path(), plan.rounds(10))?);
    Ok(())
}

fn scanned(path: &Path, rounds: usize) -> Outcome<Paired> {
    let place = Made::new(true)?;
    let scan = || {
        let mut command = place.leakgate(&["scan", "--history", "--level", "block"]);
        command.env("GIT_DIR", path);
        Ok(command)
    };
    let read = || {
        let mut command = place.command("git");
        command.env("GIT_DIR", path).args(["cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"]);
        Ok(command)
    };
    paired(rounds, [&mut { scan }, &mut { read }])
}

/// Ten times as much, against once.
fn growth(plan: &Plan) -> Outcome<()> {
    rules_times_ten(plan)?;
    let files = plan.size(90_000, 20_000);
    let (mut ten, mut one) = (Made::imported(false, files, 0)?, Made::imported(false, files / 10, 0)?);
    ten.stage(3, 10)?;
    one.stage(3, 10)?;
    let both = paired(plan.rounds(80), [&mut || Ok(ten.leakgate(&HOOK)), &mut || Ok(one.leakgate(&HOOK))])?;
    row(&format!("commit, {files} files / a tenth of them"), &both);
    let commits = plan.size(10_000, 2_000);
    let (ten, one) = (Made::imported(true, 400, commits)?, Made::imported(true, 400, commits / 10)?);
    let scan = ["scan", "--history"];
    let both = paired(plan.rounds(10), [&mut || Ok(ten.leakgate(&scan)), &mut || Ok(one.leakgate(&scan))])?;
    row(&format!("history, {commits} commits / a tenth of them"), &both);
    Ok(())
}

/// The same text under ten times as many rules, within this process.
fn rules_times_ten(plan: &Plan) -> Outcome<()> {
    let text = Made::new(true)?.lines(plan.size(400_000, 100_000));
    let text = text.as_bytes();
    let more = (0..9).flat_map(|copy| rules::all().map(move |rule| like(rule, copy))).collect();
    let (one, ten) = (Detector::new(), Detector::with(more, Vec::new()));
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..plan.rounds(40) {
        for (detector, times) in [&ten, &one].into_iter().zip(&mut times) {
            let start = Instant::now();
            detector.scan(text, 0..text.len(), About::default())?;
            times.push(start.elapsed());
        }
    }
    let ratio = median(times[0].clone()).as_secs_f64() / median(times[1].clone()).as_secs_f64();
    row("a scan with ten times the rules / with one", &Paired { medians: times.into_iter().map(median).collect(), ratio });
    Ok(())
}

/// A rule like another one, of a vendor who does not exist: its keywords are as long, of the same kinds of characters, and not the same.
fn like(rule: &Rule, copy: u64) -> &'static Rule {
    let mut random = fastrand::Rng::with_seed(copy);
    let mut other = |keyword: &str| -> &'static str {
        let seed = keyword.bytes().fold(random.u64(..), |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let mut random = fastrand::Rng::with_seed(seed);
        let swap = |c: char| match c {
            'a'..='z' => random.lowercase(),
            'A'..='Z' => random.uppercase(),
            '0'..='9' => random.digit(10),
            other => other,
        };
        keyword.chars().map(swap).collect::<String>().leak()
    };
    let keywords: Vec<&'static str> = rule.keywords.iter().map(|keyword| other(keyword)).collect();
    Box::leak(Box::new(Rule { keywords: keywords.leak(), ..*rule }))
}

/// The most memory that a very large blob takes.
fn memory(plan: &Plan) -> Outcome<()> {
    let size = plan.size(1_000, 200) << 20;
    let made = Made::large(size)?;
    made.write_tree()?;
    let start = Instant::now();
    let bytes = peak(&mut made.leakgate(&HOOK))?;
    let time = start.elapsed();
    println!(
        "{:<42} {:>8} MiB {:>12} {:>8}",
        format!("memory, a blob of {} MiB", size >> 20),
        bytes >> 20,
        "",
        format!("{:.1} s", time.as_secs_f64())
    );
    Ok(())
}

pub(crate) fn row(what: &str, paired: &Paired) {
    let times: Vec<String> = paired.medians.iter().map(|time| shown(*time)).collect();
    println!("{what:<42} {:>12} {:>12} {:>8.2}", times[0], times[1], paired.ratio);
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 1.0 { format!("{:.2} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}

//! `leakgate rules test`

use std::fmt::Write;
use std::time::Duration;

use crate::commands::catalogue::Catalogue;
use crate::commands::{complain, print};
use crate::config::{self, Switches};
use crate::detect::Detector;
use crate::detect::conventions::Standard;
use crate::detect::samples::{self, Times};
use crate::exit::Exit;
use crate::rules::Rule;
use crate::text::count;
use crate::trouble::Trouble;

/// Holds the rules of these ids, or all, to their samples.
pub(super) fn run(catalogue: &Catalogue, ids: &[String], with_times: bool) -> Result<Exit, Trouble> {
    let mut rules: Vec<&'static Rule> =
        if ids.is_empty() { catalogue.rules() } else { ids.iter().map(|id| catalogue.rule(id)).collect::<Result<_, _>>()? };
    rules.sort_by_key(|rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    // a rule that is off can be tested all the same
    let detector = crate::commands::session::detector(&catalogue.config.rules, &Switches::default());
    let mut failed = 0;
    for rule in &rules {
        failed += usize::from(!holds(catalogue, rule, &detector));
    }
    if with_times {
        print(&table(&rules)?)?;
    }
    let samples: usize = rules.iter().map(|rule| rule.hits.len() + rule.misses.len()).sum();
    let tested = format!("{}, {}", count(rules.len(), "rule"), count(samples, "sample"));
    if failed > 0 {
        print(&format!(
            "{tested}: {} what its samples promise\n",
            if failed == 1 { "1 rule does not keep".to_owned() } else { format!("{failed} rules do not keep") }
        ))?;
        return Ok(Exit::Findings);
    }
    print(&format!("{tested}: all hold\n"))?;
    Ok(Exit::Clean)
}

/// Does the rule keep what its samples promise? What it does not is told on standard error.
fn holds(catalogue: &Catalogue, rule: &'static Rule, detector: &Detector) -> bool {
    if let Some(own) = catalogue.config.rules.iter().find(|own| own.rule.id == rule.id) {
        let result = config::check(std::slice::from_ref(own), detector);
        return result.inspect_err(complain).is_ok();
    }
    let wrong = samples::check(rule, Standard::Catalogue, detector);
    for complaint in &wrong {
        let index = complaint.index.map(|index| format!("[{index}]")).unwrap_or_default();
        let what = format!("rule {}, {}{index}: {}", rule.id, complaint.field, complaint.what);
        complain(&Trouble::Usage { what, next: complaint.cure.clone() });
    }
    wrong.is_empty()
}

/// A line each, the slowest first.
fn table(rules: &[&'static Rule]) -> Result<String, Trouble> {
    let mut timed: Vec<(Times, &str)> = Vec::new();
    for rule in rules {
        timed.push((samples::times(rule)?, rule.id));
    }
    timed.sort_by_key(|(times, _)| std::cmp::Reverse(times.compile + times.hit));
    let micros = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6);
    let mut out = format!("{:>12}  {:>12}  rule\n", "compile (µs)", "one hit (µs)");
    for (times, id) in timed {
        let _ = writeln!(out, "{:>12}  {:>12}  {id}", micros(times.compile), micros(times.hit));
    }
    Ok(out)
}

//! What the audit log of a server tells of a time: by week, by person, and by the day on which something ends.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::server::audit::{Decision, Summary};
use crate::text::{count, cut, printable};

/// What the configuration lets pass until some day.
pub type Ends = [(Date, String)];

/// For people.
pub fn human(summary: &Summary, ends: &Ends, since: Timestamp) -> String {
    let mut out = format!("Since {}\n\n", since.to_string().get(..10).unwrap_or_default());
    if summary.weeks.is_empty() {
        out.push_str("Nothing was refused, warned of or let pass.\n");
    } else {
        let _ = writeln!(
            out,
            "{:<12}{:>9}{:>9}{:>10}{:>11}{:>7}{:>13}",
            "week of", "refused", "warned", "bypassed", "undecided", "late", "would block"
        );
        for (week, sums) in &summary.weeks {
            let _ = writeln!(
                out,
                "{week:<12}{:>9}{:>9}{:>10}{:>11}{:>7}{:>13}",
                sums.refused, sums.warned, sums.bypassed, sums.undecided, sums.late, sums.would_block
            );
        }
        let mut rules: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
        for (rule, number) in summary.weeks.values().flat_map(|week| &week.rules) {
            *rules.entry(rule).or_default() += number;
        }
        let mut rules: Vec<(&str, u64)> = rules.into_iter().collect();
        rules.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        if !rules.is_empty() {
            out.push_str("\nRefused most often\n");
        }
        for (rule, number) in rules.iter().take(10) {
            let _ = writeln!(out, "{number:>6}  {}", safe(rule));
        }
    }
    list(&mut out, "Let pass by push option", &summary.bypasses, |decision| {
        format!(
            "{}  {} in {} {}: {} ({})",
            day(&decision.time),
            who(decision),
            safe(&decision.repository),
            safe(&decision.name),
            safe(&decision.rule),
            safe(&decision.fingerprint)
        )
    });
    list(&mut out, "Will be refused", &summary.until, |decision| {
        let until = decision.until.as_deref().map_or_else(|| "some day".to_owned(), safe);
        format!(
            "after {until}  {} in {} ({}), last pushed by {}",
            safe(&decision.rule),
            safe(&decision.repository),
            safe(&decision.fingerprint),
            who(decision)
        )
    });
    if !ends.is_empty() {
        out.push_str("\nEnds in the configuration\n");
    }
    for (date, what) in ends {
        let _ = writeln!(out, "  {date}  {what}");
    }
    if summary.unread > 0 {
        let lines = count(usize::try_from(summary.unread).unwrap_or(usize::MAX), "line");
        let _ = writeln!(out, "\n{lines} could not be understood; see: leakgate audit verify");
    }
    out
}

fn list(out: &mut String, title: &str, decisions: &[Decision], line: impl Fn(&Decision) -> String) {
    if decisions.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for decision in decisions {
        let _ = writeln!(out, "  {}", line(decision));
        if !decision.reason.is_empty() {
            let _ = writeln!(out, "    {}", safe(&decision.reason));
        }
    }
}

/// A log may hold what somebody has written into it by hand.
fn safe(text: &str) -> String {
    cut(&printable(text.as_bytes()), 400)
}

fn day(time: &str) -> String {
    safe(time.get(..10).unwrap_or(time))
}

fn who(decision: &Decision) -> String {
    if decision.user.is_empty() { "somebody unknown".to_owned() } else { safe(&decision.user) }
}

/// For programs.
pub fn json(summary: &Summary, ends: &Ends) -> String {
    let ends: Vec<_> = ends.iter().map(|(date, what)| serde_json::json!({ "date": date.to_string(), "what": what })).collect();
    let document = serde_json::json!({
        "weeks": summary.weeks,
        "bypasses": summary.bypasses,
        "until": summary.until,
        "ends": ends,
        "unread": summary.unread,
    });
    format!("{document:#}\n")
}

/// For spreadsheets: a line a decision. Whoever opens it there may run a formula that begins a field, so none begins like one.
pub fn csv(summary: &Summary) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let head = ["kind", "time", "user", "repository", "ref", "rule", "fingerprint", "until", "reason"];
    let _ = out.write_record(head);
    for (kind, decisions) in [("bypass", &summary.bypasses), ("until", &summary.until)] {
        for decision in decisions {
            let fields = [
                kind,
                &decision.time,
                &decision.user,
                &decision.repository,
                &decision.name,
                &decision.rule,
                &decision.fingerprint,
                decision.until.as_deref().unwrap_or_default(),
                &decision.reason,
            ];
            let _ = out.write_record(fields.map(field));
        }
    }
    out.into_inner().map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn field(text: &str) -> String {
    let text = safe(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::audit::Week;

    fn summary() -> Summary {
        let bypass = Decision {
            time: "2026-11-28T10:00:00Z".into(),
            user: "ann\x1b[31m".into(),
            repository: "pay/shop".into(),
            name: "refs/heads/main".into(),
            rule: "a-rule".into(),
            fingerprint: "00".into(),
            reason: "=cmd|' /C calc'!A0".into(),
            until: None,
        };
        let until = Decision { until: Some("2026-12-24".into()), user: String::new(), reason: String::new(), ..bypass.clone() };
        let week = Week { refused: 3, rules: [("a-rule".to_owned(), 3)].into(), ..Week::default() };
        Summary { weeks: [("2026-11-23".to_owned(), week)].into(), bypasses: vec![bypass], until: vec![until], unread: 1 }
    }

    #[test]
    fn people_read_who_let_what_pass_and_what_ends() {
        let ends = [(jiff::civil::date(2027, 1, 31), "allow entry for rule x: r".to_owned())];
        let text = human(&summary(), &ends, "2026-09-01T00:00:00Z".parse().unwrap());
        for said in [
            "2026-11-23          3",
            "ann\\x1b[31m in pay/shop",
            "after 2026-12-24",
            "2027-01-31  allow entry",
            "1 line could not",
            "     3  a-rule",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert!(human(&Summary::default(), &[], "2026-09-01T00:00:00Z".parse().unwrap()).contains("Nothing was refused"));
    }

    #[test]
    fn programs_read_json_and_spreadsheets_no_formula() {
        let document: serde_json::Value = serde_json::from_str(&json(&summary(), &[])).unwrap();
        assert_eq!(document["weeks"]["2026-11-23"]["refused"], 3);
        assert_eq!(document["bypasses"][0]["repository"], "pay/shop");
        let text = csv(&summary());
        assert!(text.contains(",'=cmd|") && text.lines().count() == 3, "{text}");
    }
}

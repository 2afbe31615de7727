//! Tests over all formats: what a report looks like, and that no secret gets into one.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;
use serde_json::Value;

use super::*;
use crate::detect::{Confidence, line_start};
use crate::finding::{CommitInfo, Count, Excerpt, Location, Mask, Part, Place, Stage};
use crate::fingerprint::{Fingerprint, Key};
use crate::proof::State;
use crate::respond::Spot;
use crate::rules::{self, Rule, sample};
use crate::secret::Secret;

const STAGES: [Stage; 7] = [Stage::Staged, Stage::Message, Stage::Committed, Stage::Outgoing, Stage::Pushed, Stage::Arriving, Stage::File];

fn found(rule: &'static Rule, text: &[u8], span: Range<usize>, stage: Stage) -> Finding {
    let secret = Secret::new(&text[span.clone()]);
    let masks = [Mask { span: span.clone(), prefix: rule.prefix_len(secret.expose()) }];
    let line = memchr::memchr_iter(b'\n', &text[..span.start]).count() + 1;
    let column = span.start - line_start(text, span.start) + 1;
    Finding {
        fingerprint: Fingerprint::new(&Key::new(b"test"), rule.id, secret.expose()),
        rule,
        secret,
        location: Location {
            place: Place::File,
            path: Some(b"config/payments.py".to_vec()),
            member: None,
            line,
            column,
            end_line: line,
            end_column: column + span.len() - 1,
            commit: None,
            excerpt: Excerpt::new(text, &masks, span),
        },
        confidence: Confidence::Likely,
        severity: rule.severity,
        facts: Vec::new(),
        state: State::Usable,
        encoding: Vec::new(),
        parts: Vec::new(),
        stage,
        comments: Vec::new(),
        suppression: None,
        verdict: Verdict::Block,
    }
}

pub(super) fn stripe(stage: Stage) -> Finding {
    let rule = rules::find("stripe-live-secret-key").unwrap();
    let key = format!("sk_live_51{}", "a1B2c3".repeat(16) + "d");
    let text = format!("{}stripe.api_key = \"{key}\"\n", "import stripe\n".repeat(11));
    let at = text.find("sk_live").unwrap();
    let mut finding = found(rule, text.as_bytes(), at..at + key.len(), stage);
    finding.facts = vec!["account acct_1…".to_owned()];
    finding
}

pub(super) fn commit(number: u8, subject: &str) -> Arc<CommitInfo> {
    Arc::new(CommitInfo {
        id: format!("{number:02x}").repeat(20),
        subject: subject.to_owned(),
        author: "Ann".to_owned(),
        time: 1_700_000_000,
    })
}

pub(super) fn report(what: Occasion, findings: Vec<Finding>) -> Report {
    let tally = Tally { texts: Count { meant: 3, done: 3 }, bytes: Count::all(100), ..Tally::default() };
    Report {
        findings,
        unread: Vec::new(),
        unread_verdict: Verdict::Warn,
        situation: Situation::default(),
        what,
        tally,
        suppressed: 0,
        notes: Vec::new(),
        repository: Some("shop".to_owned()),
        created: Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn raw(format: &dyn Format, report: &Report) -> String {
    let mut out = Vec::new();
    format.write(&Document::new(report), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every format for programs: its name, and whether it is JSON.
pub(super) const FORMATS: [(&str, &dyn Format, bool); 10] = [
    ("json", &Json, true),
    ("gitleaks", &Gitleaks, true),
    ("sarif", &Sarif, true),
    ("gitlab", &GitLab, true),
    ("codequality", &CodeQuality, true),
    ("github", &GitHub, false),
    ("junit", &JUnit, false),
    ("csv", &Csv, false),
    ("markdown", &Markdown, false),
    ("html", &Html, false),
];

fn styled(human: Human, report: &Report) -> String {
    let mut out = Vec::new();
    human.write(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(report: &Report) -> String {
    anstream::adapter::strip_str(&styled(Human::default(), report)).to_string()
}

fn json(report: &Report) -> Value {
    serde_json::from_str(&raw(&Json, report)).unwrap()
}

#[test]
fn a_refused_commit_looks_like_this() {
    let text = human(&report(Occasion::Commit, vec![stripe(Stage::Staged)]));
    let print = stripe(Stage::Staged).fingerprint;
    let want = format!(
        r#"leakgate: 1 secret in what you are about to commit

  error: Stripe live secret key                                   stripe-live-secret-key
    --> config/payments.py:12:19
     |
  12 | stripe.api_key = "sk_live_51••••••••••••••••••••••••••••••••"
     |                   ^^^^^^^^^^^ account acct_1…, live mode: real money
     = exposes: charges, refunds, payouts and customer data of the whole account
     = now: it has not left this machine. Take it out of what is staged: git restore --staged -- config/payments.py
            take the secret out of the file, then stage it again: git add -- config/payments.py
     = then: keep it in a key manager or the environment; would a restricted key (rk_live_) do?
     = not a secret? leakgate allow {print} --reason "…" (or on its line: leakgate:allow stripe-live-secret-key REASON)

"#
    );
    assert_eq!(text, want);
}

#[test]
fn headers_say_where_and_how_grave() {
    let warned = || Finding { verdict: Verdict::Warn, ..stripe(Stage::Staged) };
    let ignored = || Finding { verdict: Verdict::Ignore, ..stripe(Stage::Staged) };
    let blocked = || stripe(Stage::Staged);
    for (what, findings, header) in [
        (Occasion::Commit, vec![blocked(), blocked()], "leakgate: 2 secrets in what you are about to commit"),
        (Occasion::Commit, vec![warned(), blocked()], "leakgate: 1 secret in what you are about to commit, and 1 warning"),
        (Occasion::Message, vec![blocked()], "leakgate: 1 secret in the message of what you are about to commit"),
        (Occasion::Push, vec![blocked()], "leakgate: 1 secret in what you are about to push"),
        (Occasion::ServerPush, vec![blocked()], "leakgate: push refused: 1 secret in what you push"),
        (Occasion::ServerPush, vec![warned()], "leakgate: warning: 1 secret in what you push"),
        (Occasion::Commit, vec![warned(), warned()], "leakgate: warning: 2 secrets in what you are about to commit"),
        (Occasion::Commit, vec![ignored()], "leakgate: note: 1 secret in what you are about to commit, let through"),
        (Occasion::Scan, vec![blocked()], "  error: Stripe live secret key                                   stripe-live-secret-key"),
    ] {
        assert_eq!(human(&report(what, findings)).lines().next(), Some(header));
    }
}

#[test]
fn clean_is_silent() {
    for what in [Occasion::Commit, Occasion::Message, Occasion::Push, Occasion::ServerPush, Occasion::Scan] {
        assert_eq!(human(&report(what, Vec::new())), "");
        assert_eq!(summary(&report(what, Vec::new())), None);
    }
    assert_eq!(raw(&Gitleaks, &report(Occasion::Scan, Vec::new())), "[]\n");
}

#[test]
fn what_blocks_comes_first_and_the_rest_is_counted() {
    let mut findings: Vec<Finding> = (0..4).map(|_| Finding { verdict: Verdict::Warn, ..stripe(Stage::Staged) }).collect();
    findings.push(stripe(Stage::Staged));
    let text = anstream::adapter::strip_str(&styled(Human { full: 2 }, &report(Occasion::Commit, findings))).to_string();
    let kinds: Vec<&str> = text.lines().filter_map(|line| line.split_once(": Stripe").map(|(word, _)| word.trim())).collect();
    assert_eq!(kinds, ["error", "warning"]);
    assert!(text.contains("  … and 3 more: 3 × stripe-live-secret-key\n"), "{text}");
}

#[test]
fn the_summary_counts() {
    let mut report = report(Occasion::Scan, vec![stripe(Stage::File), stripe(Stage::File), stripe(Stage::File)]);
    report.findings[2].verdict = Verdict::Warn;
    report.suppressed = 3;
    report.tally = Tally { texts: Count { meant: 120, done: 120 }, bytes: Count::all(9), ..Tally::default() };
    assert_eq!(summary(&report).unwrap(), "leakgate: 2 secrets block, 1 warning, 3 suppressed; 120 files looked at");
    report.findings.truncate(1);
    report.suppressed = 0;
    report.tally = Tally { texts: Count { meant: 3, done: 2 }, bytes: Count::all(9), ..Tally::default() };
    assert_eq!(summary(&report).unwrap(), "leakgate: 1 secret blocks; 2 of 3 files looked at");
}

/// Stage, what is known, the commit, and words that the report must hold in this order.
type Case<'a> = (Stage, &'a Situation, Option<&'a Arc<CommitInfo>>, &'a [&'a str]);

#[test]
fn the_stage_decides_the_advice() {
    let (tip, deep) = (commit(0xaa, "tip"), commit(0xbb, "deep"));
    let situation = Situation {
        spots: vec![Spot { commit: deep.id.clone(), parent: Some("cc".repeat(20)) }],
        tips: vec![tip.id.clone()],
        remote: Some("origin".to_owned()),
        ..Situation::default()
    };
    let at_tip = Situation { spots: vec![Spot { commit: tip.id.clone(), parent: None }], ..situation.clone() };
    let root = Situation { spots: vec![Spot { commit: deep.id.clone(), parent: None }], ..situation.clone() };
    let both = Situation {
        spots: vec![situation.spots[0].clone(), Spot { commit: tip.id.clone(), parent: Some(deep.id.clone()) }],
        merges: true,
        branch: Some("side".to_owned()),
        ..situation.clone()
    };
    let staged = Situation::default;
    let unborn = Situation { unborn: true, ..staged() };
    let below = Situation { below_top: true, ..staged() };
    let mixed = Situation { mixed_files: vec![b"config/payments.py".to_vec()], ..staged() };
    let draft = "git commit -e -F \"$(git rev-parse --git-path COMMIT_EDITMSG)\"";
    let amend = "git add -- config/payments.py && git commit --amend --no-edit";
    let cases: &[Case<'_>] = &[
        (Stage::Staged, &staged(), None, &["git restore --staged -- config/payments.py"]),
        (Stage::Staged, &unborn, None, &["git rm --cached -- config/payments.py"]),
        (Stage::Staged, &below, None, &["git restore --staged -- :/config/payments.py"]),
        (Stage::Staged, &mixed, None, &["stay staged: git add -- config/payments.py"]),
        (Stage::Message, &staged(), None, &[draft]),
        (Stage::Committed, &at_tip, Some(&tip), &[amend]),
        (Stage::Outgoing, &situation, Some(&deep), &["git rebase -i cccccccccccc\n", "mark bbbbbbbbbbbb as edit", "git rebase --continue"]),
        (Stage::Outgoing, &root, Some(&deep), &["git rebase -i --root\n"]),
        (Stage::Outgoing, &staged(), Some(&deep), &["git rebase -i bbbbbbbbbbbb~1\n"]),
        (
            Stage::Committed,
            &both,
            Some(&tip),
            &["git switch side", "git rebase -i --rebase-merges cccccccccccc", "mark bbbbbbbbbbbb, aaaaaaaaaaaa as edit"],
        ),
        (
            Stage::Pushed,
            &at_tip,
            Some(&tip),
            &["Rotate key", "choose when the old key ends", "/logs", "git push --force-with-lease origin"],
        ),
        (
            Stage::Arriving,
            &situation,
            Some(&deep),
            &["the server has received it", "Rotate key", "git rebase -i cccccccccccc", "then push again"],
        ),
        (Stage::File, &staged(), None, &["take it out of the file"]),
    ];
    for (stage, situation, commit, words) in cases {
        let mut report = report(Occasion::Push, vec![stripe(*stage)]);
        report.findings[0].location.commit = commit.cloned();
        report.situation = (*situation).clone();
        let text = human(&report);
        let mut from = 0;
        for word in *words {
            let at = text[from..].find(word);
            assert!(at.is_some(), "{stage:?}: no {word:?} (in this order) in\n{text}");
            from += at.unwrap_or_default();
        }
    }
}

#[test]
fn files_for_secrets_are_better_ignored() {
    let env = || {
        let mut report = report(Occasion::Commit, vec![stripe(Stage::Staged)]);
        report.findings[0].location.path = Some(b"app/.env".to_vec());
        report
    };
    assert!(!human(&env()).contains(".gitignore"), "git follows it already");
    let mut new = env();
    new.situation.new_files = vec![b"app/.env".to_vec()];
    assert!(human(&new).contains("echo .env >> .gitignore"));
}

#[test]
fn places_have_their_own_remedy() {
    let tip = commit(0xaa, "tip");
    for (place, words) in [
        (Place::CommitMessage, "git commit --amend\n"),
        (Place::Identity, "git commit --amend --no-edit --reset-author"),
        (Place::PathName, "rename the file"),
        (Place::Tag("v1".to_owned()), "git tag -d v1"),
        (Place::RefName("refs/heads/x".to_owned()), "git branch -m NEW-NAME"),
        (Place::RefName("refs/tags/x".to_owned()), "git tag -d"),
    ] {
        let mut report = report(Occasion::Push, vec![stripe(Stage::Outgoing)]);
        report.situation.tips = vec![tip.id.clone()];
        report.findings[0].location.commit = Some(tip.clone());
        report.findings[0].location.place = place.clone();
        let text = human(&report);
        assert!(text.contains(words), "{place:?}: no {words:?} in\n{text}");
    }
}

#[test]
fn mild_findings_get_mild_words() {
    let test = Box::leak(Box::new(Rule { mode: rules::Mode::Test, ..*rules::find("stripe-live-secret-key").unwrap() }));
    for stage in STAGES {
        let told = |finding: Finding| human(&report(Occasion::Push, vec![finding]));
        assert!(told(Finding { state: State::Encrypted, ..stripe(stage) }).contains("it is encrypted"), "{stage:?}");
        assert!(told(Finding { state: State::Expired, ..stripe(stage) }).contains("it has expired"), "{stage:?}");
        assert!(told(Finding { rule: test, ..stripe(stage) }).contains("test data only"), "{stage:?}");
        assert!(!told(Finding { state: State::Expired, ..stripe(stage) }).contains("Rotate key"), "{stage:?}");
    }
}

#[test]
fn long_steps_are_told_once() {
    let mut report = report(Occasion::Scan, vec![stripe(Stage::Pushed), stripe(Stage::Pushed)]);
    report.findings[1].location.line = 13;
    let text = human(&report);
    assert_eq!(text.matches("Rotate key").count(), 1, "{text}");
    assert_eq!(text.matches("the same steps as for").count(), 1, "{text}");
}

#[test]
fn names_from_strangers_do_not_drive_the_terminal() {
    let mut finding = stripe(Stage::Pushed);
    finding.location.path = Some(b"a\x1b[2Jb\n\xff.py".to_vec());
    finding.location.commit = Some(commit(0xaa, "x\x1b]0;owned\x07"));
    finding.facts = vec!["a\nb".to_owned()];
    finding.suppression = Some(crate::finding::Suppression { by: "comment", reason: "\x1b[8m".to_owned(), ..Default::default() });
    let mut report = report(Occasion::Push, vec![finding]);
    report.notes = vec!["bad\x1b[31m".to_owned()];
    report.situation.guide = Some("https://x\x1b[0m".to_owned());
    report.situation.branch = Some("b\x1b[0m".to_owned());
    let text = human(&report);
    let styled = styled(Human::default(), &report);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
    assert!(!styled.contains("\x1b[2J") && !styled.contains("\x1b]0;") && !styled.contains("\x1b[8m"), "{styled}");
    assert!(text.contains("a\\x1b[2Jb\\n\\xff.py:12:19"), "{text}");
    let value = json(&report);
    assert_eq!(value["findings"][0]["path"], "a\\x1b[2Jb\\n\\xff.py");
    assert_eq!(value["findings"][0]["path_bytes"], data_encoding::BASE64.encode(b"a\x1b[2Jb\n\xff.py"));
}

#[test]
fn json_has_its_fields() {
    let mut finding = stripe(Stage::Arriving);
    finding.location.commit = Some(commit(0xaa, "subject"));
    finding.parts =
        vec![Part { rule: finding.rule, secret: Secret::new(b"sk_live_partpartpartpartpart"), line: 3, facts: vec!["f".to_owned()] }];
    let value = json(&report(Occasion::ServerPush, vec![finding]));
    assert_eq!(value["version"], 1);
    assert_eq!(value["stages"]["arriving"], 1);
    assert_eq!((&value["looked_at"], &value["meant_to"]), (&Value::from(3), &Value::from(3)));
    let keys: Vec<&str> = value["findings"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "rule",
            "title",
            "provider",
            "severity",
            "confidence",
            "mode",
            "state",
            "stage",
            "verdict",
            "facts",
            "encoding",
            "place",
            "path",
            "archive",
            "line",
            "column",
            "end_line",
            "end_column",
            "commit",
            "excerpt",
            "masked",
            "parts",
            "fingerprint",
            "suppression",
            "advice",
            "roll",
            "logs",
            "reference"
        ]
    );
    assert_eq!(value["findings"][0]["commit"]["time"], "2023-11-14T22:13:20Z");
}

#[test]
fn gitleaks_has_exactly_its_keys() {
    let mut finding = stripe(Stage::Pushed);
    finding.location.commit = Some(commit(0xaa, "subject"));
    let value: Value = serde_json::from_str(&raw(&Gitleaks, &report(Occasion::Scan, vec![finding]))).unwrap();
    let keys: Vec<&str> = value[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "RuleID",
            "Description",
            "StartLine",
            "EndLine",
            "StartColumn",
            "EndColumn",
            "Match",
            "Secret",
            "File",
            "SymlinkFile",
            "Commit",
            "Entropy",
            "Author",
            "Email",
            "Date",
            "Message",
            "Tags",
            "Fingerprint"
        ]
    );
    assert_eq!(value[0]["Fingerprint"], format!("{}:config/payments.py:stripe-live-secret-key:12", "aa".repeat(20)));
}

/// The findings of one secret in every place that a report prints something of.
fn everywhere(rule: &'static Rule, text: &[u8], span: &Range<usize>, stage: Stage) -> Vec<Finding> {
    let secret = &text[span.clone()];
    let lossy = String::from_utf8_lossy(secret).into_owned();
    // a subject that was cut in the middle of the secret
    let half: String = lossy.chars().take(lossy.chars().count() * 2 / 3).collect();
    let revealing = |number| Arc::new(CommitInfo { author: lossy.clone(), ..(*commit(number, &format!("add {half}…"))).clone() });
    let path = [b"backup/", secret, b".txt"].concat();
    let named = found(rule, &path, 7..7 + secret.len(), stage);
    let others = [
        Place::SymlinkTarget,
        Place::CommitMessage,
        Place::Identity,
        Place::Tag(lossy.clone()),
        Place::RefName(format!("refs/heads/{lossy}")),
        Place::Stdin,
    ];
    // the stage decides the commands, which name files; the other places take turns
    let other = others[STAGES.iter().position(|one| *one == stage).unwrap_or_default() % others.len()].clone();
    let mut list = Vec::new();
    for place in [Place::File, Place::PathName, other] {
        let mut finding = found(rule, text, span.clone(), stage);
        if place == Place::PathName {
            finding.location = named.location.clone();
        }
        finding.location.path = Some(path.clone());
        finding.location.commit = (stage != Stage::Staged).then(|| revealing(0xab));
        finding.location.place = place;
        finding.parts = vec![Part { rule, secret: Secret::new(secret), line: 1, facts: Vec::new() }];
        finding.suppression = Some(crate::finding::Suppression { by: "comment", reason: format!("is {lossy}"), ..Default::default() });
        list.push(finding);
    }
    list
}

#[test]
fn no_format_tells_a_secret() {
    // what the formats say of any finding
    let shapes: String = FORMATS.iter().map(|(_, format, _)| raw(*format, &report(Occasion::Push, vec![stripe(Stage::Pushed)]))).collect();
    for rule in rules::all() {
        let Some(template) = rule.hits.first() else { continue };
        let Ok(sample) = sample::render(template, rule.proof, 11) else { continue };
        let secret = &sample.text[sample.secret.clone()];
        let shown = Secret::new(secret).masked(rule.prefix_len(secret)).chars().filter(|c| *c != crate::secret::BULLET).count();
        // the part of it that must be in no output; a short one has to be absent as a whole
        let hidden = &secret[shown..];
        let width = hidden.len().min(12);
        // what the rule itself says (a marker such as BEGIN … KEY) is no secret
        let story = crate::respond::explain(rule) + &shapes;
        let finders: Vec<Finder<'_>> =
            hidden.windows(width).map(Finder::new).filter(|window| window.find(story.as_bytes()).is_none()).collect();
        for stage in STAGES {
            let mut report = report(Occasion::Push, everywhere(rule, &sample.text, &sample.secret, stage));
            report.situation.branch = Some(String::from_utf8_lossy(secret).into_owned());
            report.notes = vec![format!("entry {} is past", String::from_utf8_lossy(secret))];
            let mut outputs = vec![styled(Human { full: 100 }, &report), summary(&report).unwrap_or_default()];
            // what formats for programs tell is the same at every stage but for the advice, which JSON holds
            let formats = if stage == Stage::Pushed { &FORMATS[..] } else { &FORMATS[..1] };
            outputs.extend(formats.iter().map(|(_, format, _)| raw(*format, &report)));
            for output in &outputs {
                let told = finders.iter().find(|window| window.find(output.as_bytes()).is_some());
                assert!(
                    told.is_none(),
                    "{}: {stage:?}: {:?} in\n{output}",
                    rule.id,
                    told.map(|told| String::from_utf8_lossy(told.needle()))
                );
            }
            if stage == Stage::Pushed {
                for (output, (_, _, is_json)) in outputs[2..].iter().zip(FORMATS) {
                    assert!(!is_json || serde_json::from_str::<Value>(output).is_ok(), "{}", rule.id);
                }
                assert!(!line_with_control(&outputs[0]), "{}", rule.id);
            }
        }
    }
}

/// A name that holds a secret in another spelling is known from the finding in it.
#[test]
fn encoded_names_are_masked_for_all_findings_of_the_file() {
    let mut named = stripe(Stage::Staged);
    let encoded = data_encoding::BASE64URL_NOPAD.encode(named.secret.expose());
    let path = format!("keys/{encoded}").into_bytes();
    named.encoding = vec!["base64"];
    named.location.place = Place::PathName;
    named.location.path = Some(path.clone());
    named.location.excerpt = Excerpt::new(&path, &[], 5..path.len());
    let mut inside = stripe(Stage::Staged);
    inside.location.path = Some(path);
    let report = report(Occasion::Commit, vec![named, inside]);
    for output in FORMATS.iter().map(|(_, format, _)| raw(*format, &report)).chain([human(&report)]) {
        assert!(encoded.as_bytes().windows(12).all(|window| memchr::memmem::find(output.as_bytes(), window).is_none()), "{output}");
    }
}

fn line_with_control(styled: &str) -> bool {
    anstream::adapter::strip_str(styled).to_string().chars().any(|c| c.is_control() && c != '\n')
}

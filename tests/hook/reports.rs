//! Reports in files: several at once, joined, and the page in a real browser.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::ran::Ran;
use crate::repo::TempRepo;

/// Every format with a name of a file for it.
const FORMATS: [(&str, &str); 10] = [
    ("json", "all.json"),
    ("sarif", "secrets.sarif"),
    ("gitlab", "gl-secret-detection-report.json"),
    ("codequality", "gl-code-quality-report.json"),
    ("github", "annotations"),
    ("junit", "junit.xml"),
    ("csv", "secrets.csv"),
    ("markdown", "ticket.md"),
    ("html", "secrets.html"),
    ("gitleaks", "gitleaks.json"),
];

/// A repository with keys in two committed files.
#[track_caller]
fn with_keys() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("settings.env", keys.lines()).write("deep/er/copy.env", keys.lines()).add(".").slip_in("settings");
    repo
}

/// The report that a run wrote; whatever stands in it counts as output.
#[track_caller]
fn written(repo: &TempRepo, name: &str) -> String {
    let bytes = std::fs::read(repo.root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    repo.sandbox().also_printed(name, &bytes);
    String::from_utf8(bytes).expect("text")
}

#[track_caller]
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn several_at_once_hold_the_same_findings_and_no_secret() {
    let repo = with_keys();
    let mut arguments = vec!["scan".to_owned(), "--history".to_owned()];
    arguments.extend(FORMATS.iter().map(|(format, file)| format!("--report={format}={file}")));
    let ran = repo.leakgate(&arguments);
    ran.refused_with(1).finds_keys("settings.env", 1).finds_keys("deep/er/copy.env", 1);
    let texts: Vec<String> = FORMATS.iter().map(|(_, file)| written(&repo, file)).collect();
    let found = json(&texts[0])["findings"].as_array().unwrap().len();
    assert!(found >= 6, "{found}");
    let counts = [
        json(&texts[1])["runs"][0]["results"].as_array().unwrap().len(),
        json(&texts[2])["vulnerabilities"].as_array().unwrap().len(),
        json(&texts[3]).as_array().unwrap().len(),
        texts[4].lines().filter(|line| line.starts_with("::")).count(),
        texts[5].matches("<testcase ").count(),
        texts[6].lines().count() - 1,
        texts[7].lines().filter(|line| line.starts_with("## ")).count(),
        texts[8].matches("<details class=\"finding ").count(),
        json(&texts[9]).as_array().unwrap().len(),
    ];
    assert!(counts.iter().all(|count| *count == found), "{counts:?} are not {found}");
}

#[test]
fn a_clean_run_writes_reports_too() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n");
    repo.leakgate(&["scan", "--history", "--report=sarif=s.sarif", "--report=junit=j.xml", "--report=csv=s.csv"]).passed();
    assert_eq!(json(&written(&repo, "s.sarif"))["runs"][0]["results"], Value::Array(Vec::new()));
    assert!(written(&repo, "j.xml").contains("no secret in"));
    assert_eq!(written(&repo, "s.csv").lines().count(), 1);
}

#[test]
fn a_report_that_cannot_be_written_is_no_pass() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n");
    repo.leakgate(&["scan", "--history", "--report=sarif=no/such/folder/s.sarif"]).refused_with(2).says("no/such/folder/s.sarif");
    for wrong in ["--report=sarif", "--report=sarif=", "--report=excel=a.xls"] {
        repo.leakgate(&["scan", "--history", wrong]).refused_with_usage();
    }
    repo.leakgate(&["scan", "--history", "--report=excel=a.xls"]).says("codequality");
}

#[test]
fn reports_of_many_repositories_become_one() {
    let (one, other) = (with_keys(), with_keys());
    one.leakgate(&["scan", "--history", "--report=json=one.json"]).refused_with(1);
    other.leakgate(&["scan", "--history", "--report=json=other.json"]).refused_with(1);
    let (first, second) = (json(&written(&one, "one.json")), json(&written(&other, "other.json")));
    let second_path = other.root().join("other.json");
    let second_path = second_path.to_str().unwrap();
    let ran = one.leakgate(&["report", "merge", "one.json", second_path, "--format=json", "--report=html=all.html"]);
    ran.refused_with(1);
    let joined = json(&ran.stdout);
    let count = |value: &Value| value["findings"].as_array().unwrap().len();
    // both folders have one name here, so what is the same in both but for the commit stays twice
    assert_eq!(count(&joined), count(&first) + count(&second));
    assert!(joined["findings"].as_array().unwrap().iter().all(|finding| finding["repository"].is_string()));
    assert!(written(&one, "all.html").contains("details"));
}

#[test]
fn what_cannot_be_joined_is_named_and_nothing_is_written() {
    let repo = with_keys();
    repo.leakgate(&["scan", "--history", "--report=json=one.json"]).refused_with(1);
    repo.write("broken.json", "{\"version\": 1,\n<<<<<<< ours\n}").write("out.html", "before");
    let ran = repo.leakgate(&["report", "merge", "one.json", "broken.json", "--format=html", "--output=out.html"]);
    ran.refused_with(2).says("broken.json:2:1: ").says("next: give it reports");
    assert_eq!(written(&repo, "out.html"), "before");
    repo.leakgate(&["report", "merge", "one.json", "absent.json"]).refused_with(2).says("absent.json");
    repo.leakgate(&["report", "merge", "one.json", "--format=human"]).refused_with(2).says("markdown or html");
}

#[test]
fn a_gone_reader_is_no_fault_of_the_report() {
    let repo = with_keys();
    let mut command = repo.sandbox().command("sh", repo.root());
    command.args(["-c", "{ leakgate scan --history --format=html; echo \"exit $?\" >&2; } | head -c 1"]);
    repo.try_command(command).says("exit 1");
}

/// Python with what drives a browser.
fn python() -> std::path::PathBuf {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/venv/bin/python");
    assert!(python.exists(), "there is no {}: ./tests/run brings it", python.display());
    python
}

#[test]
fn the_page_works_in_a_browser() {
    let repo = with_keys();
    repo.leakgate(&["scan", "--history", "--report=html=secrets.html", "--report=json=all.json"]).refused_with(1);
    written(&repo, "secrets.html");
    let all = json(&written(&repo, "all.json"));
    let count = |test: &dyn Fn(&Value) -> bool| all["findings"].as_array().unwrap().iter().filter(|finding| test(finding)).count();
    let mut command = Command::new(python());
    // not in the sandbox: a browser wants a home and a screen of its own, and sees nothing but the page
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/click.py")).arg(repo.root().join("secrets.html"));
    let output = command.output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen = json(&String::from_utf8_lossy(&output.stdout));
    let critical = |finding: &Value| finding["severity"] == "critical";
    let stripe = |finding: &Value| finding["provider"] == "Stripe";
    let total = count(&|_| true);
    assert_eq!(seen["all"], total);
    assert_eq!(seen["critical"], count(&critical));
    assert_eq!(seen["critical of Stripe"], count(&|finding| critical(finding) && stripe(finding)));
    assert_eq!(seen["shown"], format!("{} of {total}", count(&|finding| critical(finding) && stripe(finding))));
    assert_eq!(seen["choices"]["Stripe"], count(&|finding| critical(finding) && stripe(finding)).to_string());
    assert_eq!(seen["after reset"], total);
    let deep = |finding: &Value| finding["path"].as_str().is_some_and(|path| path.starts_with("deep/er"));
    assert_eq!(seen["searched"], count(&|finding| deep(finding) && stripe(finding)));
    assert_eq!((&seen["nothing"], &seen["says so"], &seen["remedy"]), (&Value::from(0), &Value::from(true), &Value::from(true)));
    assert!(seen["links"].as_array().unwrap().iter().all(|link| link.as_str().unwrap().starts_with("https://")), "{}", seen["links"]);
    assert_eq!(seen["loaded"], 0, "the page loads nothing");
    assert_eq!(seen["complaints"], Value::Array(Vec::new()), "the browser has nothing to complain of");
}

#[test]
fn help_says_how_to_join() {
    let repo = TempRepo::new();
    let ran: Ran = repo.leakgate(&["report", "merge", "--help"]);
    ran.succeeded().says("leakgate report merge ~/reports/*.json");
}

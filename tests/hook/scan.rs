//! `leakgate scan` in all its forms and formats.

use serde_json::Value;

use crate::ran::Ran;
use crate::repo::TempRepo;
use crate::secrets::{AWS, GITHUB, Keys, STRIPE};

/// A file of settings.
const FILE: &str = "settings.env";

/// What existing tooling reads of a finding.
const GITLEAKS_KEYS: [&str; 11] =
    ["RuleID", "Description", "File", "StartLine", "EndLine", "StartColumn", "EndColumn", "Match", "Secret", "Commit", "Fingerprint"];

/// A repository with keys in a file that git does not know of.
#[track_caller]
fn with_keys() -> (TempRepo, Keys) {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, keys.lines());
    (repo, keys)
}

/// Standard output as JSON.
#[track_caller]
fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("should print JSON")))
}

/// The values of `key` in a list of objects, sorted.
fn column(list: &Value, key: &str) -> Vec<String> {
    let mut values: Vec<String> = list
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| item[key].as_str().map_or_else(|| item[key].to_string(), str::to_owned))
        .collect();
    values.sort();
    values
}

#[test]
fn a_file() {
    let (repo, _keys) = with_keys();
    let ran = repo.leakgate(&["scan", FILE]);
    ran.refused_with(1).finds_keys(FILE, 1);
    assert!(ran.stdout.contains(GITHUB), "{}", ran.why("should print the report to standard output"));
    assert!(ran.stderr.contains("3 secrets"), "{}", ran.why("should print the summary to standard error"));
}

#[test]
fn a_folder_and_the_folder_one_is_in() {
    let (repo, keys) = with_keys();
    repo.write("deep/er/copy.env", keys.lines());
    repo.leakgate(&["scan", "deep"]).refused_with(1).finds_keys("deep/er/copy.env", 1);
    repo.leakgate(&["scan", "."]).refused_with(1).finds_keys(FILE, 1).finds_keys("deep/er/copy.env", 1);
    repo.leakgate(&["scan", "readme"]).passed();
    repo.at("deep").leakgate(&["scan", "er"]).refused_with(1).says("copy.env:1");
}

#[test]
fn several_paths() {
    let (repo, keys) = with_keys();
    repo.write("other.env", keys.lines());
    repo.leakgate(&["scan", "readme", FILE, "other.env"]).refused_with(1).finds_keys(FILE, 1).finds_keys("other.env", 1);
}

#[test]
fn a_path_that_begins_with_a_dash() {
    let (repo, keys) = with_keys();
    repo.write("-v.env", keys.lines());
    repo.leakgate(&["scan", "--", "-v.env"]).refused_with(1).finds_keys("-v.env", 1);
}

#[test]
fn outside_of_any_repository() {
    let (repo, keys) = with_keys();
    std::fs::create_dir(repo.sandbox().folder().join("plain")).expect("a folder");
    let plain = repo.at("../plain");
    plain.write(FILE, keys.lines()).write("readme", "words\n");
    plain.leakgate(&["scan", FILE]).refused_with(1).finds_keys(FILE, 1);
    plain.leakgate(&["scan", "readme"]).passed();
    for form in [&["scan", "--staged"][..], &["scan", "--history"], &["scan", "--range", "a..b"]] {
        plain.leakgate(form).refused_with(2).says("repository");
    }
}

#[test]
fn standard_input() {
    let (repo, keys) = with_keys();
    repo.leakgate_with_input(&["scan", "-"], keys.lines()).refused_with(1).says(GITHUB).says(AWS).says(STRIPE);
    let ran = repo.leakgate_with_input(&["scan", "-"], "words\n");
    ran.passed();
    assert_eq!(ran.stdout, "");
}

#[test]
fn what_is_staged() {
    let (repo, _keys) = with_keys();
    repo.leakgate(&["scan", "--staged"]).passed();
    repo.add(FILE).leakgate(&["scan", "--staged"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_range() {
    let (repo, keys) = with_keys();
    repo.had(FILE, keys.lines()).had(FILE, "DEBUG=1\n");
    repo.leakgate(&["scan", "--range", "HEAD~2..HEAD"]).refused_with(1).finds_keys(FILE, 1).says(&repo.id("HEAD~")[..7]);
    repo.leakgate(&["scan", "--range", "HEAD~1..HEAD"]).passed();
    repo.leakgate(&["scan", "--range", "HEAD~2..HEAD~1"]).refused_with(1);
    for bad in ["nowhere..HEAD", "HEAD..nowhere"] {
        repo.leakgate(&["scan", "--range", bad]).refused_with(2).says("nowhere");
    }
}

#[test]
fn the_whole_history() {
    let (repo, keys) = with_keys();
    repo.leakgate(&["scan", "--history"]).passed();
    repo.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines()).had(FILE, "DEBUG=1\n").git(&["checkout", "-q", "main"]);
    repo.leakgate(&["scan", "--history"]).refused_with(1).finds_keys(FILE, 1).says(&repo.id("side~")[..7]);
}

#[test]
fn the_history_of_a_repository_without_commits() {
    TempRepo::new().leakgate(&["scan", "--history"]).passed();
}

#[test]
fn our_json() {
    let (repo, _keys) = with_keys();
    let ran = repo.leakgate(&["scan", "--format", "json", FILE]);
    ran.refused_with(1);
    let report = json(&ran);
    assert_eq!(report["version"], 1);
    let findings = &report["findings"];
    assert_eq!(column(findings, "rule"), [AWS, GITHUB, STRIPE]);
    assert_eq!(column(findings, "path"), [FILE; 3]);
    assert_eq!(column(findings, "line"), ["1", "3", "4"]);
    assert_eq!(column(findings, "verdict"), ["block"; 3]);
    let fingerprints = column(findings, "fingerprint");
    assert!(fingerprints.iter().all(|print| print.len() == 20), "{fingerprints:?}");
}

#[test]
fn the_json_of_a_clean_scan() {
    let (repo, _keys) = with_keys();
    let ran = repo.leakgate(&["scan", "--format", "json", "readme"]);
    assert_eq!(ran.code, Some(0), "{}", ran.why("should pass"));
    assert_eq!(json(&ran)["findings"], Value::Array(Vec::new()));
    let ran = repo.leakgate(&["scan", "--format", "gitleaks", "readme"]);
    assert_eq!(ran.code, Some(0), "{}", ran.why("should pass"));
    assert_eq!(json(&ran), Value::Array(Vec::new()));
}

#[test]
fn the_shape_that_other_tooling_reads() {
    let (repo, keys) = with_keys();
    repo.had(FILE, keys.lines());
    let ran = repo.leakgate(&["scan", "--format", "gitleaks", "--history"]);
    ran.refused_with(1);
    let list = json(&ran);
    assert_eq!(column(&list, "RuleID"), [AWS, GITHUB, STRIPE]);
    assert_eq!(column(&list, "File"), [FILE; 3]);
    assert_eq!(column(&list, "StartLine"), ["1", "3", "4"]);
    assert_eq!(column(&list, "Commit"), [repo.id("HEAD"), repo.id("HEAD"), repo.id("HEAD")]);
    for item in list.as_array().expect("a list") {
        for key in GITLEAKS_KEYS {
            assert!(!item[key].is_null(), "{key} in {item}");
        }
    }
}

#[test]
fn a_fingerprint_is_the_same_wherever_the_secret_stands() {
    let (repo, keys) = with_keys();
    repo.write("copy.env", format!("DEBUG=1\n\n{}", keys.lines()));
    let prints = |path: &str| {
        let ran = repo.leakgate(&["scan", "--format", "json", path]);
        column(&json(&ran)["findings"], "fingerprint")
    };
    assert_eq!(prints(FILE), prints("copy.env"));
}

#[test]
fn the_report_in_a_file() {
    let (repo, _keys) = with_keys();
    for format in ["human", "json", "gitleaks"] {
        let ran = repo.leakgate(&["scan", "--format", format, "--output", "report.out", FILE]);
        ran.refused_with(1);
        assert_eq!(ran.stdout, "", "{}", ran.why("should print nothing to standard output"));
        let report = std::fs::read(repo.root().join("report.out")).expect("a report");
        assert!(memchr::memmem::find(&report, GITHUB.as_bytes()).is_some(), "{format}: {}", String::from_utf8_lossy(&report));
        repo.sandbox().also_printed("report.out", &report);
    }
    repo.leakgate(&["scan", "--output", "no/such/folder/report", FILE]).refused_with(2).says("no/such/folder/report");
}

#[test]
fn levels() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let known = |prefix: &str| format!("STRIPE_API_KEY={}\n", keys.stripe.replace("sk_live_", prefix));
    repo.write("test.env", known("sk_test_")).write("public.env", known("pk_live_")).write("live.env", known("sk_live_"));
    let told = |path: &str, level: &str| {
        let ran = repo.leakgate(&["scan", "--format", "json", "--level", level, path]);
        (ran.code, json(&ran)["findings"].as_array().expect("a list").len())
    };
    assert_eq!(told("live.env", "block"), (Some(1), 1));
    assert_eq!(told("test.env", "block"), (Some(0), 0));
    assert_eq!(told("test.env", "warn"), (Some(0), 1));
    assert_eq!(told("public.env", "warn"), (Some(0), 0));
    assert_eq!(told("public.env", "all"), (Some(0), 1));
    // the default
    repo.leakgate(&["scan", "test.env"]).succeeded().says("stripe-test-secret-key");
    repo.leakgate(&["scan", "public.env"]).passed();
}

#[test]
fn a_clean_scan_is_silent() {
    let (repo, _keys) = with_keys();
    let ran = repo.leakgate(&["scan", "readme"]);
    ran.passed();
    assert_eq!(ran.text(), "");
}

#[test]
fn a_path_that_does_not_exist() {
    let (repo, _keys) = with_keys();
    let ran = repo.leakgate(&["scan", FILE, "no/such/path"]);
    ran.refused_with(2).says("no/such/path");
    assert_eq!(ran.stdout, "", "{}", ran.why("should not scan in part"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read() {
    // even root cannot read the first page of a process
    TempRepo::new().leakgate(&["scan", "/proc/self/mem"]).refused_with(2).says("/proc/self/mem");
}

#[test]
fn forms_that_exclude_one_another() {
    let (repo, _keys) = with_keys();
    for form in [&["scan", "--staged", "--history"][..], &["scan", "--staged", FILE], &["scan", "--range", "a..b", "--history"]] {
        repo.leakgate(form).refused_with_usage();
    }
}

#[test]
fn names_that_drive_a_terminal() {
    let (repo, keys) = with_keys();
    let path = "a\u{1b}[31m\u{202e}red\n.env";
    repo.write(path, keys.lines());
    for format in ["human", "json", "gitleaks"] {
        let ran = repo.leakgate(&["scan", "--format", format, path]);
        ran.refused_with(1).never_says("\u{1b}").never_says("\u{202e}");
    }
    repo.leakgate(&["scan", path]).finds_keys("a\\x1b[31m\\u{202e}red\\n.env", 1);
}

#[test]
fn repositories_of_other_formats() {
    for format in ["--object-format=sha256", "--ref-format=reftable"] {
        let repo = TempRepo::with_format(&[format]);
        let keys = repo.keys();
        repo.had("readme", "words\n").had(FILE, keys.lines()).had(FILE, "DEBUG=1\n");
        repo.leakgate(&["scan", "--history"]).refused_with(1).finds_keys(FILE, 1);
        repo.leakgate(&["scan", "--range", "HEAD~..HEAD"]).passed();
        repo.write(FILE, keys.lines()).add(FILE).leakgate(&["scan", "--staged"]).refused_with(1).finds_keys(FILE, 1);
    }
}

#[test]
fn a_secret_that_was_amended_away_is_no_longer_in_the_history_of_any_ref() {
    let (repo, keys) = with_keys();
    repo.had(FILE, keys.lines()).write(FILE, "DEBUG=1\n").add(FILE).git(&["commit", "-q", "--no-verify", "--amend", "--no-edit"]);
    repo.leakgate(&["scan", "--history"]).passed();
}

#[test]
fn a_pipe_whose_reader_has_gone() {
    let (repo, _keys) = with_keys();
    let mut command = repo.sandbox().command("sh", repo.root());
    command.args(["-c", "{ leakgate scan settings.env; echo $? >code; } | :"]);
    let ran = repo.sandbox().run(command, b"");
    assert_eq!(
        std::fs::read_to_string(repo.root().join("code")).expect("a code").trim(),
        "1",
        "{}",
        ran.why("should not forget its verdict")
    );
    ran.never_says("panicked");
}

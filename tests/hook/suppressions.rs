//! What is let pass can be listed, goes on to be let pass when code moves, and does not grow stale unseen.

use serde_json::Value;

use crate::ran::Ran;
use crate::repo::TempRepo;
use crate::secrets::{GITHUB, STRIPE};

const CONFIG: &str = ".leakgate.toml";

/// The fingerprint of the only finding of `path`, which lies in the working copy.
#[track_caller]
fn fingerprint(repo: &TempRepo, path: &str) -> String {
    let ran = repo.leakgate(&["scan", path, "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("is JSON")));
    report["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

fn read(repo: &TempRepo, name: &str) -> String {
    std::fs::read_to_string(repo.root().join(name)).unwrap_or_default()
}

#[track_caller]
fn listed(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("is JSON")))
}

/// A repository with one secret let pass by a comment, one by an entry and one by the baseline.
#[track_caller]
fn three() -> TempRepo {
    let repo = TempRepo::new();
    let (one, two, three) = (repo.keys(), repo.keys(), repo.keys());
    repo.had("a.env", format!("K={} # leakgate:allow {GITHUB} revoked in May\n", one.github));
    repo.had("b.env", format!("K={}\n", two.stripe));
    repo.had("c.env", format!("K={}\n", three.github));
    let print = fingerprint(&repo, "b.env");
    repo.leakgate(&["allow", &print, "--reason", "a sample", "--expires", "90d", "--owner", "payments"]).succeeded();
    repo.leakgate(&["baseline", "create"]).succeeded().says("1 secret accepted");
    repo.add(CONFIG).add(".leakgate-baseline").slip_in("leakgate");
    repo
}

#[test]
fn each_is_listed_with_what_lets_it_pass_and_why() {
    let repo = three();
    repo.leakgate(&["suppressions", "--fail-unused"])
        .succeeded()
        .says("3 secrets in the history suppressed")
        .says("by comment: 1")
        .says("--> a.env:1:3")
        .says("revoked in May")
        .says("by allow entry: 1")
        .says(".leakgate.toml:4, until 20")
        .says("owner payments: a sample")
        .says("by baseline: 1")
        .says(".leakgate-baseline:3");
    let list = listed(repo.leakgate(&["suppressions", "--format", "json"]).succeeded());
    let by: Vec<&str> = list["suppressed"].as_array().unwrap().iter().map(|record| record["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["allow entry", "baseline", "comment"]);
    assert_eq!(list["suppressed"][0]["owner"], "payments");
    assert_eq!(list["suppressed"][0]["rule"], STRIPE);
    assert_eq!(list["idle"], Value::Array(Vec::new()));
    repo.leakgate(&["suppressions", "a.env"]).succeeded().says("1 secret in these paths suppressed").says("2 entries let nothing pass");
}

#[test]
fn entries_that_match_nothing_or_are_past_are_told_and_can_fail_a_build() {
    let repo = three();
    let text = read(&repo, CONFIG);
    let past = text.lines().find(|line| line.starts_with("expires = ")).unwrap().to_owned();
    let stale = format!(
        "{}\n[[allow]]\npath = \"nowhere/**\"\nreason = \"r\"\nexpires = 2999-01-31\n",
        text.replace(&past, "expires = 2020-01-31")
    );
    repo.write(CONFIG, stale);
    repo.write(".leakgate-baseline", format!("00112233445566778899 {STRIPE} gone.py\n{}", read(&repo, ".leakgate-baseline")));
    let ran = repo.leakgate(&["suppressions"]);
    ran.succeeded()
        .says("3 entries let nothing pass")
        .says("(allow entry): ended on 2020-01-31; what it names is there")
        .says("path nowhere/** (allow entry): matches nothing")
        .says(".leakgate-baseline:1  fingerprint 00112233445566778899, rule stripe-live-secret-key (baseline): matches nothing");
    repo.leakgate(&["suppressions", "--fail-unused"]).refused_with(1);
    let list = listed(repo.leakgate(&["suppressions", "--fail-unused", "--format", "json"]).refused_with(1));
    assert_eq!(list["idle"].as_array().unwrap().len(), 3);
    assert_eq!(list["idle"][0]["past"], "2020-01-31");
}

#[test]
fn allow_keeps_the_rest_of_the_file_and_renews_what_is_past() {
    let repo = TempRepo::new();
    let (one, two) = (repo.keys(), repo.keys());
    repo.had("a.env", format!("K={}\n", one.github)).had("b.env", format!("K={}\n", two.stripe));
    let before = "# our rules\ncomments   = true  # yes\n\n[rules]\n# no samples\noff = [\n  \"stripe-test-secret-key\", # theirs\n]\n";
    repo.write(CONFIG, before);
    let (a, b) = (fingerprint(&repo, "a.env"), fingerprint(&repo, "b.env"));
    repo.leakgate(&["allow", &a, &b, &a, "--reason", "samples"])
        .succeeded()
        .says(&format!("{a} may pass until "))
        .says(&format!("{b} may pass"));
    let text = read(&repo, CONFIG);
    let mut lines = text.lines();
    assert!(before.lines().all(|line| lines.any(|other| other == line)), "{text}");
    assert_eq!(text.matches("[[allow]]").count(), 2);
    repo.leakgate(&["allow", &a, "--reason", "again"]).succeeded().says("is allowed already, until ").says("nothing was changed");
    assert_eq!(read(&repo, CONFIG), text);
    let end = text.lines().find(|line| line.starts_with("expires = ")).unwrap();
    repo.write(CONFIG, text.replacen(end, "expires = 2020-01-31 # soon", 1));
    repo.leakgate(&["allow", &a, "--reason", "still there", "--expires", "2999-01-31"])
        .succeeded()
        .says("which had 2020-01-31 as its end, was renewed");
    let renewed = read(&repo, CONFIG);
    assert!(renewed.contains("reason = \"still there\"\nexpires = 2999-01-31 # soon\n"), "{renewed}");
    assert_eq!(renewed.matches("[[allow]]").count(), 2);
    // a renewed entry counts at once, whatever stands in HEAD
    repo.add(CONFIG).slip_in("entries");
    repo.write(CONFIG, renewed.replace("2999-01-31", "2020-01-31")).add(CONFIG).slip_in("past");
    repo.leakgate(&["allow", &a, "--reason", "renewed"]).succeeded().says("was renewed");
    repo.write("c.env", read(&repo, "a.env")).add("c.env").commit("a copy").succeeded();
}

#[cfg(unix)]
#[test]
fn allow_keeps_permissions_and_touches_no_file_with_a_mistake() {
    use std::os::unix::fs::PermissionsExt;
    let repo = TempRepo::new();
    repo.write(CONFIG, "guide = \"https://example.org\"\n");
    let path = repo.root().join(CONFIG);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
    let print = "00112233445566778899";
    repo.leakgate(&["allow", print, "--reason", "r"]).succeeded();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let entry = format!("[[allow]]\nfingerprint = \"{print}\"\nreason = \"r\"\nexpires = 2999-01-31\n");
    for (text, said) in [
        ("comment = 1\n".to_owned(), ".leakgate.toml:1:1: unknown field `comment`; "),
        ("guide = 1\n".to_owned(), ".leakgate.toml:1:9: guide is an integer"),
        (entry.replace("2999-01-31", "\"soon\""), ".leakgate.toml:4:11: allow entry: expires is no date"),
        (format!("{entry}\n{entry}"), ".leakgate.toml:6:1: allow entry: fingerprint 00112233445566778899 has an entry already"),
        (format!("<<<<<<< HEAD\n{entry}=======\n>>>>>>> other\n"), ".leakgate.toml:1:1: "),
        ("comments = [\"gitleak\"]\n".to_owned(), ".leakgate.toml:1:13: no tool whose comments are read is called \"gitleak\""),
    ] {
        repo.write(CONFIG, &text);
        let said = said.trim_end_matches("; ");
        repo.leakgate(&["allow", "aabbccddeeff00112233", "--reason", "r"]).refused_with(2).says(said).says("next: ");
        assert_eq!(read(&repo, CONFIG), text);
    }
    repo.write(CONFIG, "");
    for bad in [
        &["allow", "xyz", "--reason", "r"][..],
        &["allow", print, "--reason", " "],
        &["allow", print, "--reason", "r", "--expires", "2020-01-01"],
    ] {
        repo.leakgate(bad).refused_with(2);
    }
    assert_eq!(read(&repo, CONFIG), "");
}

#[test]
fn whose_comments_count_is_a_setting() {
    let repo = TempRepo::new();
    repo.had(CONFIG, "comments = [\"leakgate\", \"detect-secrets\"]\n");
    for (comment, counts) in [
        ("leakgate:allow github-personal-access-token why", true),
        ("pragma: allowlist secret", true),
        ("gitleaks:allow", false),
        ("nosec gitleaks:allow pragma: allowlist secret", true),
    ] {
        let keys = repo.keys();
        repo.write("a.env", format!("K={} # {comment}\n", keys.github)).add("a.env");
        if counts {
            repo.commit("allowed").succeeded();
        } else {
            repo.commit("not allowed").refused_with(1).finds(GITHUB, "a.env:1");
        }
    }
    // what is stricter counts at once
    let keys = repo.keys();
    repo.write(CONFIG, "comments = [\"leakgate\"]\n");
    repo.write("a.env", format!("K={} # pragma: allowlist secret\n", keys.github)).add("a.env").commit("not allowed").refused_with(1);
}

#[test]
fn comments_about_the_next_line_and_about_blocks() {
    for text in [
        "// secretlint-disable-next-line\nconst k = \"{}\";\n",
        "# pragma: allowlist nextline secret\nk = \"{}\"\n",
        "/* secretlint-disable */\nconst a = 1;\nconst k = \"{}\";\n/* secretlint-enable */\n",
    ] {
        let repo = TempRepo::new();
        let keys = repo.keys();
        repo.had("readme", "words\n")
            .write("a.js", text.replace("{}", &keys.github))
            .add("a.js")
            .commit("allowed")
            .succeeded()
            .says("1 suppressed");
    }
    let repo = TempRepo::new();
    let keys = repo.keys();
    let text = format!("/* secretlint-disable */\nconst a = 1;\n/* secretlint-enable */\nconst k = \"{}\";\n", keys.github);
    repo.had("readme", "words\n").write("a.js", text).add("a.js").commit("closed").refused_with(1).finds(GITHUB, "a.js:4");
}

/// A way in which code moves, by its name.
type Move = (&'static str, fn(&TempRepo));

/// Ways in which code moves; each leaves another commit, path, line or indent behind.
const MOVES: &[Move] = &[
    ("moved within the file", |repo| {
        let text = read(repo, "a.env");
        repo.write("a.env", format!("{}{text}", "# words\n".repeat(40))).add("a.env").slip_in("moved");
    }),
    ("renamed", |repo| {
        repo.git(&["mv", "a.env", "b.txt"]).slip_in("renamed");
    }),
    ("moved to another folder", |repo| {
        std::fs::create_dir_all(repo.root().join("deep/down")).unwrap();
        repo.git(&["mv", "a.env", "deep/down/a.env"]).slip_in("moved");
    }),
    ("re-indented", |repo| {
        let text: String = read(repo, "a.env").lines().map(|line| format!("\t    {line}\n")).collect();
        repo.write("a.env", text).add("a.env").slip_in("indented");
    }),
    ("line ends changed", |repo| {
        let text = read(repo, "a.env").replace('\n', "\r\n");
        repo.write("a.env", text).add("a.env").slip_in("line ends");
    }),
    ("squashed", |repo| {
        repo.git(&["reset", "-q", "--soft", "HEAD~3"]).slip_in("squashed");
    }),
    ("rebased", |repo| {
        repo.git(&["checkout", "-q", "-b", "other", "HEAD~3"]).had("other", "words\n").git(&["checkout", "-q", "main"]);
        repo.git(&["-c", "core.hooksPath=/dev/null", "rebase", "-q", "other"]);
    }),
    ("cherry-picked", |repo| {
        repo.git(&["checkout", "-q", "-b", "other", "HEAD~3"]).had("other", "words\n");
        repo.git(&["-c", "core.hooksPath=/dev/null", "cherry-pick", "main~2", "main~1", "main"]);
    }),
];

/// What lets the secrets pass: entries, or the baseline.
#[track_caller]
fn survives(answer: impl Fn(&TempRepo)) {
    for (name, change) in MOVES {
        let repo = TempRepo::new();
        let keys = repo.keys();
        let pem = key_block(&repo);
        repo.had("readme", "words\n").had("first", "words\n");
        repo.had("a.env", format!("K={}\n{pem}", keys.github)).had("second", "words\n");
        answer(&repo);
        repo.add(".").slip_in("answered");
        change(&repo);
        let ran = repo.leakgate(&["scan", "--history"]);
        ran.succeeded().says("suppressed");
        assert_eq!(ran.stdout, "", "{}", ran.why(name));
        // what counts is that it does so without the old commits, too
        repo.git(&["checkout", "-q", "--orphan", "alone"]).slip_in("alone");
        for branch in repo.ask(&["branch", "--format=%(refname:short)"]).lines().filter(|branch| *branch != "alone") {
            repo.git(&["branch", "-q", "-D", branch]);
        }
        let ran = repo.leakgate(&["scan", "--history"]);
        ran.succeeded().says("2 suppressed");
        repo.leakgate(&["suppressions", "--fail-unused"]).succeeded();
    }
}

/// A private key in its armour: many lines, as long as they stand alone.
fn key_block(repo: &TempRepo) -> String {
    let rule = leakgate::rules::all().find(|rule| rule.id == "private-key-openssh").expect("a rule");
    let sample = leakgate::rules::sample::render(rule.hits[0], rule.proof, 7).expect("a sample");
    let text = String::from_utf8(sample.text).expect("text");
    for line in text.lines().filter(|line| !line.starts_with('-') && line.len() > 24).skip(1) {
        repo.sandbox().guard(&line[..line.len() - 1]);
    }
    format!("{}\n", text.trim_end())
}

#[test]
fn allow_entries_survive_that_code_moves() {
    survives(|repo| {
        let ran = repo.leakgate(&["scan", "a.env", "--format", "json"]);
        let report = listed(&ran);
        let prints: Vec<&str> =
            report["findings"].as_array().unwrap().iter().map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), 2, "{}", ran.why("should find both"));
        repo.leakgate(&["allow", prints[0], prints[1], "--reason", "revoked"]).succeeded();
    });
}

#[test]
fn a_baseline_survives_that_code_moves() {
    survives(|repo| {
        repo.leakgate(&["baseline", "create"]).succeeded().says("2 secrets accepted");
    });
}

//! Files that somebody writes, with a mistake in them: each is named by file, line, column and cure, and no command writes into such a file.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::baseline::old;
use crate::faults::ordinary;
use crate::repo::TempRepo;

const CONFIG: &str = ".leakgate.toml";
const BASELINE: &str = ".leakgate-baseline";

const ENTRY: &str = "[[allow]]\nfingerprint = \"608174300c8719e79c58\"\nreason = \"made up\"\nexpires = 2027-01-31\n";

/// A file, what reads it, what writes into it, what stands in it, and where the mistake is.
type Mistake<'a> = (&'a str, &'a [&'a [&'a str]], String, &'a str);

#[track_caller]
fn refused(repo: &TempRepo, (file, commands, text, place): &Mistake<'_>) {
    repo.write(file, text);
    for command in *commands {
        let ran = repo.leakgate(command);
        assert_eq!(ran.code, Some(2), "{file} {place} {text}: {}", ran.why("should be refused"));
        ran.says(&format!("{file}:{place}: ")).says("  next: ");
        assert_eq!(std::fs::read_to_string(repo.root().join(file)).expect("the file"), *text, "{command:?}");
    }
    std::fs::remove_file(repo.root().join(file)).expect("the file");
}

/// A repository with a committed file and one that is staged.
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("more", "more words\n").add("more");
    repo
}

#[test]
fn in_a_configuration() {
    let repo = staged();
    let commands: &[&[&str]] = &[
        &["config", "check"],
        &["hook", "pre-commit"],
        &["allow", "708174300c8719e79c58", "--reason", "made up"],
        &["baseline", "create"],
        &["rules", "list"],
        &["suppressions"],
    ];
    for (text, place) in [
        ("unread = \"warn\"\nunraed = 1\n".to_owned(), "2:1"),
        ("comments = 1\n".to_owned(), "1:12"),
        ("unread = \"warn\"\nunread = \"block\"\n".to_owned(), "2:1"),
        (ENTRY.replace("01-31", "13-31"), "4:11"),
        (ENTRY.replace("2027-01-31", "\"tomorrow\""), "4:11"),
        ("[[allow]]\npath = \"a[b\"\nreason = \"made up\"\nexpires = 2027-01-31\n".to_owned(), "2:8"),
        (format!("{ENTRY}{ENTRY}"), "5:1"),
        (format!("<<<<<<< HEAD\n{ENTRY}=======\n>>>>>>> side\n"), "1:1"),
        ("words\n".to_owned(), "1:6"),
    ] {
        refused(&repo, &(CONFIG, commands, text, place));
    }
    // a pattern is compiled by what looks for something
    let text = format!("{ENTRY}[[rule]]\nid = \"own\"\ntitle = \"words\"\nkeywords = [\"own_\"]\npattern = \"(\"\n");
    refused(&repo, &(CONFIG, &commands[..2], text, "9:11"));
}

#[test]
fn in_a_baseline() {
    let repo = staged();
    let commands: &[&[&str]] = &[&["baseline", "show"], &["baseline", "prune"], &["suppressions"], &["scan", "--staged"]];
    let line = "608174300c8719e79c58 generic-secret a:1\n";
    for (text, place) in [
        (format!("{line}<<<<<<< HEAD\n=======\n"), "2:1"),
        (format!("{line}words\n"), "2:1"),
        (format!("{line}{}", line.replace("a:1", "b:2")), "2:1"),
    ] {
        refused(&repo, &(BASELINE, commands, text, place));
    }
}

#[test]
fn in_files_of_other_tools() {
    let repo = staged();
    for (file, text, place) in [
        (".gitleaks.toml", "[[rules]]\nid = \"x\"\nregex = 1\n", "3:9"),
        (".gitleaks.toml", "[[rules]]\nid = \"x\"\nid = \"x\"\n", "3:1"),
        (".gitleaks.toml", "<<<<<<< HEAD\n[[rules]]\n=======\n", "1:1"),
        (".gitleaksignore", "<<<<<<< HEAD\n=======\n", "1:1"),
        (".gitleaksignore", "# words\nnothing of the kind\n", "2:1"),
        (".secrets.baseline", "{\"version\": \"1.5.0\", \"results\": {}", "1:34"),
        (".secrets.baseline", "{\"version\": \"1.5.0\", \"results\": []}", "1:1"),
        (".secrets.baseline", "<<<<<<< HEAD\n{}\n", "1:1"),
        (".secretsignore", "<<<<<<< HEAD\n=======\n", "1:1"),
    ] {
        refused(&repo, &(file, &[&["config", "import", file]], text.to_owned(), place));
        assert!(!repo.root().join(CONFIG).exists(), "{file} {text}");
    }
    refused(&repo, &("a.json", &[&["report", "merge", "a.json"]], "{\"a\": 1".to_owned(), "1:7"));
}

#[test]
fn without_permission_to_read_or_write() {
    let repo = staged();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("its mode");
    for (file, text, command) in [
        (CONFIG, "unread = \"warn\"\n", "config check"),
        (CONFIG, "unread = \"warn\"\n", "allow 708174300c8719e79c58 --reason words"),
        (BASELINE, "608174300c8719e79c58 generic-secret a:1\n", "baseline show"),
        (".gitleaks.toml", "[[rules]]\nid = \"x\"\nregex = \"x\"\n", "config import .gitleaks.toml"),
        (".gitleaksignore", "a:b:1\n", "config import .gitleaksignore"),
        (".secrets.baseline", "{\"version\": \"1.5.0\", \"results\": {}}", "config import .secrets.baseline"),
        (".secretsignore", "a/**\n", "config import .secretsignore"),
        ("a.json", "{}", "report merge a.json"),
    ] {
        let path = repo.root().join(file);
        repo.write(file, text);
        mode(&path, 0);
        let ran = repo.sandbox().run(ordinary(repo.sandbox(), repo.root(), &format!("leakgate {command}")), b"");
        mode(&path, 0o644);
        assert_eq!(ran.code, Some(2), "{command}: {}", ran.why("should be refused"));
        ran.says(file).says("  next: ");
        assert_eq!(std::fs::read_to_string(&path).expect("the file"), text);
        std::fs::remove_file(path).expect("the file");
    }
    // a folder in which nothing can be written: what was there is there still, and nothing half of it
    let repo = old();
    repo.write(CONFIG, ENTRY);
    for command in ["allow 708174300c8719e79c58 --reason words", "baseline create", "config init --force"] {
        mode(repo.root(), 0o555);
        let ran = repo.sandbox().run(ordinary(repo.sandbox(), repo.root(), &format!("leakgate {command}")), b"");
        mode(repo.root(), 0o755);
        assert_eq!(ran.code, Some(2), "{command}: {}", ran.why("should be refused"));
        assert_eq!(std::fs::read_to_string(repo.root().join(CONFIG)).expect("the file"), ENTRY, "{command}");
        assert!(!repo.root().join(BASELINE).exists(), "{command}");
    }
}

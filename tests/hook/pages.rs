//! Completions and the manual, as shells and man read them.

use std::process::Command;

use crate::repo::TempRepo;

#[test]
fn every_shell_takes_its_completions() {
    let repo = TempRepo::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = repo.leakgate(&["completions", shell]);
        ran.succeeded();
        assert!(ran.stdout.contains("pre-receive") && ran.stdout.contains("history"), "{}", ran.why("should know verbs and options"));
    }
    repo.leakgate(&["completions", "tcsh"]).refused_with_usage();
}

#[test]
fn bash_completes_a_verb() {
    let repo = TempRepo::new();
    repo.write("completions.bash", &repo.leakgate(&["completions", "bash"]).stdout);
    let mut command = repo.sandbox().command("bash", repo.root());
    let ask = "source completions.bash; COMP_WORDS=(leakgate sc); COMP_CWORD=1; _leakgate leakgate sc leakgate; echo \"${COMPREPLY[@]}\"";
    command.args(["-c", ask]);
    let ran = repo.try_command(command);
    assert_eq!(ran.stdout.trim(), "scan", "{}", ran.why("should complete sc"));
}

#[test]
fn each_verb_has_a_page() {
    let repo = TempRepo::new();
    repo.leakgate(&["man", "--folder", "man1"]).passed();
    let folder = repo.root().join("man1");
    for name in ["leakgate", "leakgate-scan", "leakgate-hook-pre-receive", "leakgate-report-merge", "leakgate-allow"] {
        let page = std::fs::read_to_string(folder.join(format!("{name}.1"))).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH NAME"), "{name}");
    }
    let first = repo.leakgate(&["man"]);
    assert_eq!(first.stdout, std::fs::read_to_string(folder.join("leakgate.1")).unwrap());
    assert!(first.stdout.contains("Exit codes"));
    let mut absent = Command::new(env!("CARGO_BIN_EXE_leakgate"));
    assert_eq!(absent.args(["man", "--folder", "/dev/null/man1"]).output().unwrap().status.code(), Some(2));
}

//! Moving over from other tools: `leakgate config import`.

use sha1::{Digest, Sha1};

use crate::repo::TempRepo;
use crate::secrets::{GITHUB, STRIPE};

const OURS: &str = ".leakgate.toml";

/// A rule of a company's own, as gitleaks has it.
const RULES: &str = "title = \"Umbra\"\n[extend]\nuseDefault = true\n\n[[rules]]\nid = \"umbra-key\"\ndescription = \"Umbra key\"\n\
                     regex = '''(?i)umbra_key\\s*=\\s*(ud[0-9a-f]{30})'''\nkeywords = [\"umbra_key\"]\n";

/// What is written, as text.
fn written(repo: &TempRepo) -> String {
    std::fs::read_to_string(repo.root().join(OURS)).expect("the new configuration")
}

/// A value that only the rule above knows, and that nothing may print.
fn umbra(repo: &TempRepo) -> String {
    let hex = data_encoding::HEXLOWER.encode(repo.keys().stripe.as_bytes());
    let value = format!("ud{}", &hex[60..90]);
    repo.sandbox().guard(&value[2..]);
    value
}

fn sha1(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha1::digest(text.as_bytes()))
}

#[test]
fn a_rule_of_gitleaks_stops_a_commit() {
    let repo = TempRepo::new();
    let line = format!("umbra_key = {}\n", umbra(&repo));
    repo.had("readme", "words\n").write(".gitleaks.toml", RULES).write("settings.env", line).add("settings.env");
    repo.leakgate(&["config", "import", ".gitleaks.toml"])
        .succeeded()
        .says(".gitleaks.toml, line 5: rule umbra-key: changed: a repeat without an end goes to 400 here")
        .says("leakgate: wrote");
    assert!(written(&repo).contains("# from .gitleaks.toml, line 5: rule umbra-key\n"));
    repo.leakgate(&["rules", "test", "umbra-key"]).succeeded().says("all hold");
    repo.commit("settings").refused_with(1).finds("umbra-key", "settings.env:1");
    repo.git(&["reset", "-q", "settings.env"]).write("other.env", "umbra_key = none\n").add("other.env").add(OURS);
    repo.commit("clean").succeeded();
}

#[test]
fn what_is_there_is_never_lost() {
    let repo = TempRepo::new();
    repo.write(".gitleaks.toml", RULES).write(OURS, "comments = false\n");
    repo.leakgate(&["config", "import", ".gitleaks.toml"]).refused_with(2).says("is there already").says("--force");
    assert_eq!(written(&repo), "comments = false\n");
    let shown = repo.leakgate(&["config", "import", ".gitleaks.toml", "--output", "-"]);
    shown.succeeded();
    assert!(shown.stdout.contains("[[rule]]\nid = \"umbra-key\"\n"), "{}", shown.stdout);
    repo.write("broken.toml", "[[rules]]\nid = 3\n");
    repo.leakgate(&["config", "import", "broken.toml", "--format", "gitleaks", "--force"]).refused_with(2).says("broken.toml:2:6: ");
    assert_eq!(written(&repo), "comments = false\n");
    repo.leakgate(&["config", "import", ".gitleaks.toml", "--force"]).succeeded();
    assert!(written(&repo).contains("umbra-key"));
    repo.leakgate(&["config", "import", "not-there.toml", "--output", "-"]).refused_with(2).says("cannot read not-there.toml");
    repo.write("odd", "words\n");
    repo.leakgate(&["config", "import", "odd", "--output", "-"]).refused_with(2).says("--format");
}

#[test]
fn a_line_that_gitleaks_ignores_passes_and_no_other() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a b.env", format!("x\nGITHUB_TOKEN={}\n", keys.github)).had("c.env", keys.lines());
    let first = repo.id("HEAD~1");
    let list =
        format!("a b.env:github-pat:2\n{first}:a b.env:github-pat:1\nc.env:generic-api-key:4\ngone.env:r:1\n{}:a:r:1\n", "0".repeat(40));
    repo.write(".gitleaksignore", list);
    let ran = repo.leakgate(&["config", "import", ".gitleaksignore", "--expires", "2099-12-31", "--owner", "ann"]);
    ran.succeeded()
        .says(&format!("line 1: a b.env:github-pat:2: carried over: an entry for {GITHUB} at a b.env:2"))
        .says("nothing there, so no entry is needed")
        .says(&format!("leakgate finds {STRIPE}, which it does not name"))
        .says("there is no such file")
        .says("there is no such commit here");
    let text = written(&repo);
    assert!(
        text.starts_with("# made by leakgate config import of .gitleaksignore\n\n# the fingerprints below are made with this key"),
        "{text}"
    );
    assert_eq!(text.matches("[[allow]]").count(), 1, "{text}");
    assert!(text.contains("expires = 2099-12-31\nowner = \"ann\"\n"), "{text}");
    // the same secret once more, elsewhere, is what is to pass; the others are not
    repo.write("d.env", format!("GITHUB_TOKEN={}\n", keys.github)).add("d.env").commit("allowed").succeeded();
    repo.write("e.env", format!("GITHUB_TOKEN={}\n", repo.keys().github))
        .add("e.env")
        .commit("new")
        .refused_with(1)
        .finds(GITHUB, "e.env:1");
}

#[test]
fn a_secret_of_the_baseline_of_detect_secrets_passes() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a.env", format!("GITHUB_TOKEN={}\nSTRIPE_API_KEY={}\n", keys.github, keys.stripe));
    let entry =
        |secret: &str, more: &str| format!("{{\"type\": \"T\", \"hashed_secret\": \"{}\", \"line_number\": 1{more}}}", sha1(secret));
    let list = [entry(&keys.github, ""), entry(&keys.stripe, ", \"is_secret\": true"), entry("something else", "")].join(", ");
    repo.write(".secrets.baseline", format!("{{\"version\": \"1.5.0\", \"results\": {{\"a.env\": [{list}]}}}}"));
    repo.leakgate(&["config", "import", ".secrets.baseline"])
        .succeeded()
        .says(&format!("an entry for {GITHUB} at a.env:1"))
        .says("audited as a real secret")
        .says("nothing of that digest");
    assert_eq!(written(&repo).matches("[[allow]]").count(), 1);
    repo.write("b.env", format!("GITHUB_TOKEN={}\n", keys.github)).add("b.env").commit("allowed").succeeded();
    repo.write("c.env", format!("STRIPE_API_KEY={}\n", keys.stripe)).add("c.env").commit("real").refused_with(1).finds(STRIPE, "c.env:1");
}

#[test]
fn what_matches_an_allowlist_today_passes_and_nothing_that_comes_later() {
    let repo = TempRepo::new();
    let (sample, real) = (repo.keys(), repo.keys());
    repo.had("samples.env", format!("GITHUB_TOKEN={} # a sample\n", sample.github))
        .had("real.env", format!("GITHUB_TOKEN={}\n", real.github));
    let commit = repo.id("HEAD");
    let list = format!(
        "[[allowlists]]\ndescription = \"samples\"\ncondition = \"AND\"\nregexTarget = \"line\"\nregexes = ['''a sample''']\npaths = ['''^samples''']\n\
                        [[allowlists]]\ncommits = [\"{commit}\"]\nstopwords = [\"no-such-word\"]\n"
    );
    repo.write(".gitleaks.toml", format!("{RULES}{list}"));
    repo.leakgate(&["config", "import", ".gitleaks.toml"])
        .succeeded()
        .says(&format!("allowlists, all conditions: carried over: an entry for {GITHUB} at samples.env:1"))
        .says(&format!("commit {commit}: carried over: an entry for {GITHUB} at real.env:1"))
        .says("nothing that leakgate finds in HEAD is like it");
    let again = format!("GITHUB_TOKEN={}\nGITHUB_TOKEN={}\n", sample.github, real.github);
    repo.write("again.env", again).add("again.env").commit("allowed").succeeded();
    repo.write("samples2.env", format!("GITHUB_TOKEN={} # a sample\n", repo.keys().github)).add("samples2.env");
    repo.commit("new").refused_with(1).finds(GITHUB, "samples2.env:1");
}

#[test]
fn patterns_of_git_secrets_are_read_from_the_configuration_of_git() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let umbra = umbra(&repo);
    repo.had("a.env", format!("GITHUB_TOKEN={} # a sample\n", keys.github));
    repo.git(&["config", "--add", "secrets.patterns", "umbra_key = ud[0-9a-f]{30}"]).git(&[
        "config",
        "--add",
        "secrets.patterns",
        "[A-Z]{9}",
    ]);
    repo.git(&["config", "--add", "secrets.allowed", "^a\\.env:1:.*a sample"]).git(&["config", "--add", "secrets.providers", "cat keys"]);
    repo.leakgate(&["config", "import", ".git/config"])
        .succeeded()
        .says("it names no literal of four bytes that is rare")
        .says("it is a program, which is not run")
        .says(&format!("an entry for {GITHUB} at a.env:1"));
    repo.write("b.env", format!("umbra_key = {umbra}\n")).add("b.env").commit("new").refused_with(1).finds("git-secrets-1", "b.env:1");
    repo.write("b.env", format!("GITHUB_TOKEN={}\n", keys.github)).add("b.env").commit("allowed").succeeded();
}

#[test]
fn paths_of_a_secretsignore_pass_once_they_are_committed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(".secretsignore", "fixtures/\n!fixtures/real\nmade-up/\n[secrets]\nno-such-secret\n");
    repo.leakgate(&["config", "import", ".secretsignore"]).succeeded().says("takes paths back").says("as made-up/*, */made-up/*");
    repo.add(OURS).commit("configuration").succeeded();
    for (path, passes) in [("made-up/a.env", true), ("x/made-up/b/a.env", true), ("fixtures/a.env", false), ("not-made-up/a.env", false)] {
        repo.write(path, format!("GITHUB_TOKEN={}\n", keys.github)).add(path);
        let ran = repo.commit(path);
        if passes {
            ran.succeeded();
        } else {
            ran.refused_with(1).finds(GITHUB, &format!("{path}:1"));
            repo.git(&["reset", "-q"]);
        }
    }
}

#[test]
fn in_place_a_configuration_of_gitleaks_counts_where_it_is_named() {
    let repo = TempRepo::new();
    let umbra = umbra(&repo);
    let rules = format!("{RULES}[[rules]]\nid = \"odd\"\nregex = \'\'\'umbra(?=x)\'\'\'\n[[allowlists]]\npaths = [\'\'\'^old/\'\'\']\n");
    repo.had("readme", "words\n").had("policy.toml", rules);
    let line = format!("umbra_key = {umbra}\n");
    repo.write("new/a.env", &line).write("old/a.env", &line);
    repo.leakgate(&["scan", "new", "old"]).succeeded();
    repo.leakgate(&["scan", "--config", "policy.toml", "new", "old"])
        .refused_with(1)
        .finds("umbra-key", "new/a.env:1")
        .never_says("old/a.env")
        .says("policy.toml, line 10: rule odd: left out: its pattern, character 6: a look ahead");
    repo.add("new/a.env");
    let mut command = repo.sandbox().command("git", repo.root());
    command.env("LEAKGATE_CONFIG", "policy.toml").args(["commit", "-m", "new"]);
    repo.try_command(command).refused_with(1).finds("umbra-key", "new/a.env:1");
    repo.commit("without it").succeeded();
}

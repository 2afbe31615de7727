//! What a person may let through, and what nobody can let through for himself.

use crate::ran::Ran;
use crate::repo::TempRepo;
use crate::secrets::GITHUB;

/// A file of settings.
const FILE: &str = "settings.env";

/// Commits a file with a token; `line` is its line, with `{}` where the token goes.
#[track_caller]
fn commit(lines: &str) -> Ran {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, lines.replace("{}", &keys.github)).add(FILE);
    repo.commit("settings")
}

#[test]
fn the_line_carries_an_allow_comment() {
    commit("TOKEN={} # leakgate:allow github-personal-access-token revoked long ago\n").succeeded();
}

#[test]
fn the_line_above_carries_an_allow_comment() {
    commit("# leakgate:allow github-personal-access-token revoked long ago\nTOKEN={}\n").succeeded();
}

#[test]
fn an_allow_comment_of_another_rule() {
    commit("TOKEN={} # leakgate:allow stripe-live-secret-key revoked long ago\n").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn an_allow_comment_two_lines_above() {
    commit("# leakgate:allow github-personal-access-token revoked\nDEBUG=1\nTOKEN={}\n")
        .refused_with(1)
        .finds(GITHUB, &format!("{FILE}:3"));
}

#[test]
fn a_comment_that_another_tool_reads() {
    for comment in ["gitleaks:allow", "pragma: allowlist secret"] {
        commit(&format!("TOKEN={{}} # {comment}\n")).succeeded();
    }
}

/// An allow entry for whatever stands in any path.
pub(crate) const WIDE: &str = "[[allow]]\npath = \"**\"\nreason = \"all is well\"\nexpires = 9999-12-31\n";

/// An allow entry for the only finding of what is staged.
#[track_caller]
fn single(repo: &TempRepo, expires: &str) -> String {
    let ran = repo.leakgate(&["scan", "--staged", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.why("is JSON")));
    let print = report["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    format!("[[allow]]\nfingerprint = \"{print}\"\nreason = \"revoked\"\nexpires = {expires}\n")
}

/// A repository with a token staged.
#[track_caller]
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, format!("TOKEN={}\n", keys.github)).add(FILE);
    repo
}

#[test]
fn the_same_commit_brings_a_configuration_that_would_exempt_it() {
    let repo = staged();
    repo.write(".leakgate.toml", WIDE).add(".leakgate.toml");
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1")).says("counts once it is committed");
    repo.git(&["rm", "-q", "--cached", ".leakgate.toml"]);
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
    repo.git(&["reset", "-q", FILE]).add(".leakgate.toml").slip_in("configuration");
    repo.add(FILE).commit("settings").succeeded();
}

#[test]
fn the_same_commit_brings_a_configuration_of_another_tool() {
    let repo = staged();
    for file in [".gitleaksignore", ".secrets.baseline", ".gitallowed", ".secretlintignore"] {
        repo.write(file, format!("{FILE}\n**\n.*\n")).add(file);
    }
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn an_allow_entry_for_one_finding_counts_at_once() {
    let repo = staged();
    let entry = single(&repo, "9999-12-31");
    repo.write(".leakgate.toml", entry).add(".leakgate.toml").commit("settings").succeeded();
}

#[test]
fn an_allow_entry_for_one_finding_does_not_cover_another() {
    let repo = staged();
    let entry = single(&repo, "9999-12-31");
    repo.write(".leakgate.toml", entry).add(".leakgate.toml").write(FILE, format!("TOKEN={}\n", repo.keys().github)).add(FILE);
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn an_allow_entry_that_is_past() {
    let repo = staged();
    let entry = single(&repo, "2020-01-31");
    repo.write(".leakgate.toml", entry).add(".leakgate.toml").slip_in_only(".leakgate.toml");
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn a_repository_whose_configuration_reads_no_comments() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(".leakgate.toml", "comments = false\n");
    repo.write(FILE, format!("TOKEN={} # leakgate:allow {GITHUB} revoked\n", keys.github)).add(FILE);
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
    // what is not committed does not switch them on
    repo.write(".leakgate.toml", "comments = true\n").add(".leakgate.toml").commit("settings").refused_with(1);
}

#[test]
fn a_name_that_only_begins_like_another_tools_comment() {
    commit("nosecurity_token={}\n").refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

//! What a person may let through, and what nobody can let through for himself.

use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
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

#[test]
fn an_allow_comment_in_the_pushed_line() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").published();
    for comment in ["leakgate:allow github-personal-access-token revoked", "gitleaks:allow", "pragma: allowlist secret"] {
        clone.had(FILE, format!("TOKEN={} # {comment}\n", keys.github));
        clone.push(&["main"]).refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
        clone.git(&["reset", "-q", "--hard", "HEAD~"]);
    }
}

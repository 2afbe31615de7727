//! GitLab, self-managed: the folders of server hooks, their order, and what of their words its pages show.
//! Source: <https://docs.gitlab.com/administration/server_hooks/>.

use super::{FILE, leakgate, note, noted, served};
use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;
use crate::service::program;

const VARIABLES: [(&str, &str); 5] =
    [("GL_ID", "user-7"), ("GL_USERNAME", "ann"), ("GL_PROJECT_PATH", "corp/shop"), ("GL_PROTOCOL", "ssh"), ("GL_REPOSITORY", "project-3")];

/// The project's hook, those in the project's folder, then those for all projects, each folder in alphabetical order, up to the first that
/// fails. A name that ends with a tilde is a backup.
const SCRIPT: &str = r#"input=$(cat; echo .)
for hook in custom_hooks/pre-receive custom_hooks/pre-receive.d/* ../global/pre-receive.d/*; do
  case $hook in *~) continue ;; esac
  [ -f "$hook" ] && [ -x "$hook" ] || continue
  printf '%s' "${input%.}" | "$hook" || exit 1
done
"#;

#[track_caller]
fn gitlab() -> (Server, TempRepo) {
    served("pre-receive", &VARIABLES, SCRIPT)
}

/// What GitLab's pages show of a hook's words.
fn shown(ran: &Ran) -> Vec<String> {
    let lines = ran.stderr.lines().filter_map(|line| line.strip_prefix("remote: ")?.strip_prefix("GL-HOOK-ERR:"));
    lines.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn every_place_for_hooks() {
    for place in ["custom_hooks/pre-receive", "custom_hooks/pre-receive.d/50-leakgate", "../global/pre-receive.d/50-leakgate"] {
        let (server, clone) = gitlab();
        let keys = clone.keys();
        program(&server.folder().join(place), leakgate("pre-receive"));
        clone.had("readme", "more words\n").push(&["main"]).passed();
        clone.had(FILE, keys.lines());
        let ran = clone.push(&["main"]);
        ran.refused_with(1);
        let shown = shown(&ran);
        for rule in [GITHUB, "settings.env:1"] {
            assert!(shown.iter().any(|line| line.contains(rule)), "{}", ran.why(&format!("should show {rule} on the page")));
        }
        let unmarked = |line: &&str| line.starts_with("remote: ") && !line.trim_end().starts_with("remote: GL-HOOK-ERR:");
        let unmarked: Vec<&str> = ran.stderr.lines().filter(unmarked).filter(|line| line.trim_end() != "remote:").collect();
        assert!(unmarked.is_empty(), "the page shows none of {unmarked:#?}");
    }
}

#[test]
fn an_error_is_shown_as_well() {
    let (server, clone) = gitlab();
    program(&server.folder().join("custom_hooks/pre-receive"), leakgate("pre-receive"));
    std::fs::write(server.folder().join("leakgate.toml"), "nonsense").expect("a file");
    clone.had("readme", "more words\n");
    let ran = clone.push(&["main"]);
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    assert!(!shown(&ran).is_empty(), "{}", ran.why("should say on the page why"));
}

#[test]
fn hooks_before_it_have_read_the_same_lines_and_one_that_fails_ends_it() {
    let (server, clone) = gitlab();
    let keys = clone.keys();
    note(&server, "custom_hooks/pre-receive.d/10-first", 0);
    note(&server, "custom_hooks/pre-receive.d/90-last", 0);
    program(&server.folder().join("custom_hooks/pre-receive.d/50-leakgate"), leakgate("pre-receive"));
    note(&server, "custom_hooks/pre-receive.d/60-backup~", 1);
    clone.had("readme", "more words\n").push(&["main"]).passed();
    assert_eq!(noted(&server), "10-first refs/heads/main\n90-last refs/heads/main\n");
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1);
    assert_eq!(noted(&server), "10-first refs/heads/main\n", "what comes after leakgate is not asked");
}

//! GitHub Enterprise Server: hooks run in a folder that is all of the world to them, without git; and five seconds have to do for all of
//! them. Source: <https://docs.github.com/enterprise-server/admin/enforcing-policies/enforcing-policy-with-pre-receive-hooks>.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{FILE, dispatch};
use crate::archives::zip;
use crate::packages;
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;
use crate::service::{must, plain, write};

const VARIABLES: [(&str, &str); 5] = [
    ("GITHUB_USER_LOGIN", "ann"),
    ("GITHUB_USER_IP", "127.0.0.1"),
    ("GITHUB_REPO_NAME", "corp/shop"),
    ("GITHUB_REPO_PUBLIC", "false"),
    ("GITHUB_VIA", ""),
];

/// The repository lies in the cage, and the hook sees nothing else: paths begin there. Whoever is not root makes a world in which he is.
/// `timeout` ends what takes longer than the appliance allows: five seconds there, more here, where a slow build runs on a busy machine.
const SCRIPT: &str = r#"inside() { printf '%s' "${1#"$CAGE"}"; }
repository=$(pwd -P)
quarantine=$(cd "$GIT_QUARANTINE_PATH" && pwd -P)
GIT_DIR=$(inside "$repository")
GIT_OBJECT_DIRECTORY=$(inside "$quarantine")
GIT_QUARANTINE_PATH=$GIT_OBJECT_DIRECTORY
GIT_ALTERNATE_OBJECT_DIRECTORIES=$GIT_DIR/objects
unset GIT_EXEC_PATH GIT_TRACE2_EVENT HOME TMPDIR
PATH=$PATH:/usr/sbin
become=
[ "$(id -u)" = 0 ] || become="$(command -v unshare) -r"
set -- "$(command -v timeout)" "$LIMIT" $become "$(command -v chroot)" "$CAGE" /bin/leakgate hook pre-receive
PATH=/bin exec "$@"
"#;

/// A folder with the program that a release has, which is complete in itself, and nothing else.
fn cage(folder: &Path) -> PathBuf {
    let cage = folder.join("cage");
    std::fs::create_dir_all(cage.join("bin")).expect("a folder");
    let program = std::env::var_os("LEAKGATE_PROGRAM").map_or_else(packages::program, PathBuf::from);
    std::fs::copy(program, cage.join("bin/leakgate")).expect("the program");
    cage
}

#[track_caller]
fn appliance() -> (Server, TempRepo) {
    let server = Server::without_hooks_at("cage/data/shop");
    let cage = cage(server.folder().ancestors().nth(3).expect("the world")).canonicalize().expect("a folder");
    dispatch(&server, "pre-receive", &[&VARIABLES[..], &[("CAGE", plain(&cage)), ("LIMIT", "60")]].concat(), SCRIPT);
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    (server, clone)
}

#[test]
fn the_program_alone_is_enough() {
    let (server, clone) = appliance();
    let keys = clone.keys();
    clone.had("readme", "more words\n").push(&["main"]).passed();
    clone.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines()).push(&["side"]).refused_with(1).finds_keys(FILE, 1);
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had("a", "one\n").push(&["side"]).passed();
    clone.push(&[":side"]).passed();
    server.git(&["gc", "-q"]);
    clone.had("app.zip", zip(&[("config/.env", keys.lines().as_bytes())]));
    clone.push(&["side"]).refused_with(1).finds_keys("app.zip!/config/.env", 1);
    clone.git(&["tag", "-a", "-m", &format!("token {}", keys.github), "v1", "main"]);
    clone.push(&["v1"]).refused_with(1).finds(GITHUB, "tag refs/tags/v1");
}

/// The configuration of an environment stands where that of any server does, inside the cage.
#[test]
fn a_deadline_below_that_of_the_appliance_has_the_last_word() {
    let (server, clone) = appliance();
    let cage = server.folder().ancestors().nth(2).expect("the cage");
    write(&cage.join("etc/leakgate/config.toml"), "[server]\ndeadline = \"50ms\"\n[server.audit]\nenabled = false\n");
    let mut random = fastrand::Rng::with_seed(3);
    let text: String = (0..300_000).map(|_| format!("token_{} = password key secret {}\n", random.u64(..), random.u64(..))).collect();
    clone.had("large.txt", text).push(&["main"]).refused_with(2).says("time ran out");
    assert!(!server.folder().join("leakgate/audit.jsonl").exists(), "no log was wanted");
}

#[test]
fn there_is_nothing_else_in_the_cage() {
    let (server, _clone) = appliance();
    let cage = server.folder().ancestors().nth(2).expect("the cage");
    let in_bin = must(Command::new("ls").arg(cage.join("bin")));
    assert_eq!(in_bin, "leakgate\n");
    assert!(!cage.join("usr/bin").exists() && !cage.join("proc").exists() && !cage.join("tmp").exists());
}

#[test]
fn objects_that_lie_in_another_repository_by_a_relative_path() {
    let (server, clone) = appliance();
    let keys = clone.keys();
    let network = server.beside("cage/data/network");
    clone.had(FILE, keys.lines());
    clone.git(&["push", "-q", plain(network.folder()), "main:refs/heads/main"]);
    std::fs::write(server.folder().join("objects/info/alternates"), "../../network.git/objects\n").expect("alternates");
    // known to the network, new to this repository
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

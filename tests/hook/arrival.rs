//! Which commits a push brings: what leakgate finds in the hook is what git would list, in histories made at random.
//!
//! The hook of the server is a script that asks git, then runs this very test binary in its own environment: once as it is, and once with
//! no git to be found.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

use leakgate::git::{Kind, Known, Oid, Repository};
use leakgate::source;

use crate::repo::{Server, TempRepo};

/// So many histories are made; `LEAKGATE_SEEDS=1000` makes more.
const SEEDS: u64 = 8;
/// Pushes in each of them.
const PUSHES: usize = 7;

/// Asks git, then runs the test that stands in for leakgate. `NO_GIT` says whether it has to do without git as well.
const HOOK: &str = r#"#!/bin/sh
set -eu
lines=$(cat)
tips() { printf '%s\n' "$lines" | while read -r old new name; do case $new in *[!0]*) echo "$new" ;; esac; done; }
tips | git rev-list --stdin --not --all >"$FOLDER/new"
tips | git rev-list --stdin >"$FOLDER/reached"
git rev-list --all >"$FOLDER/known"
printf '%s\n' "$lines" | "$TEST" arrival::inside_the_hook --exact --ignored --nocapture >"$FOLDER/out" 2>&1 || { cat "$FOLDER/out"; exit 1; }
if [ "$NO_GIT" = yes ]; then
  printf '%s\n' "$lines" | PATH=/nowhere "$TEST" arrival::inside_the_hook --exact --ignored --nocapture >"$FOLDER/out" 2>&1 || { echo without git:; cat "$FOLDER/out"; exit 1; }
fi
"#;

/// The part that runs in the hook.
#[test]
#[ignore = "a part of the tests of this file, which run it in the hook of a push"]
fn inside_the_hook() {
    let folder = std::path::PathBuf::from(std::env::var_os("FOLDER").expect("a folder"));
    let listed = |name: &str| -> BTreeSet<String> {
        std::fs::read_to_string(folder.join(name)).expect("git's list").lines().map(ToOwned::to_owned).collect()
    };
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).expect("the lines of the push");
    let updates = source::parse_receive(&input).expect("lines that are understood");
    let repository = Repository::open(true).expect("a repository");
    let is_commit = |id: &Oid| !id.is_zero() && repository.header(*id).expect("a header").0 == Kind::Commit;
    let tips: Vec<Oid> = updates.iter().map(|update| update.new).filter(is_commit).collect();
    let known = Known::AllRefs { moving: updates.iter().map(|update| update.name.clone()).collect() };
    let found = repository.new_commits(&tips, &known).expect("an answer");
    let ids: BTreeSet<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(ids.len(), found.len(), "each once");
    let (reached, already) = (listed("reached"), listed("known"));
    let left_out: Vec<&String> = reached.difference(&already).filter(|id| !ids.contains(*id)).collect();
    assert!(left_out.is_empty(), "new and left out: {left_out:?}");
    if std::env::var_os("SKEWED").is_none() {
        assert_eq!(ids, listed("new"), "what git lists");
    }
    let mut passed = HashSet::new();
    for id in found {
        for parent in repository.commit(id).expect("a commit").parents {
            assert!(!passed.contains(&parent), "{parent} stands before its child {id}");
        }
        passed.insert(id);
    }
}

/// Puts the script into the server, with these variables.
fn watch(server: &Server, variables: &[(&str, &str)]) {
    let folder = server.folder().join("watch");
    std::fs::create_dir(&folder).expect("a folder");
    let quoted = |value: &str| format!("'{value}'");
    let mut script = HOOK.to_owned();
    let test = std::env::current_exe().expect("this test");
    let own = [("FOLDER", folder.to_str().expect("a plain path")), ("TEST", test.to_str().expect("a plain path"))];
    for (name, value) in own.iter().chain(variables) {
        script = script.replacen("set -eu\n", &format!("set -eu\nexport {name}={}\n", quoted(value)), 1);
    }
    let hook = server.folder().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    std::fs::write(&hook, script).expect("a hook");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a hook that runs");
}

/// A developer's commits by number, and the clock that dates them.
struct History<'a> {
    clone: &'a TempRepo,
    random: fastrand::Rng,
    ids: Vec<String>,
    time: u64,
    skewed: bool,
}

impl<'a> History<'a> {
    fn new(clone: &'a TempRepo, seed: u64, skewed: bool) -> Self {
        Self { clone, random: fastrand::Rng::with_seed(seed), ids: Vec::new(), time: 1_767_225_600, skewed }
    }

    /// Adds `count` commits on top of any that there are: roots now and then, merges often.
    fn grow(&mut self, count: usize) {
        let mut stream: Vec<String> = Vec::new();
        let from = self.ids.len();
        for number in from..from + count {
            // several commits a second are common
            self.time += self.random.u64(..3);
            let time = if self.skewed && self.random.u8(..4) == 0 { self.time - self.random.u64(..5_000) } else { self.time };
            let mut commit =
                format!("commit refs/heads/made\nmark :{}\ncommitter Ann <ann@corp.example> {time} +0000\ndata 1\nx\n", number + 1);
            let parents = [0, 1, 1, 1, 1, 1, 2, 2, 2, 3][self.random.usize(..10)].min(number);
            let mut chosen: Vec<usize> = Vec::new();
            for _ in 0..parents {
                // mostly a recent one
                let back = if self.random.bool() { self.random.usize(..number.min(6)) } else { self.random.usize(..number) };
                let parent = number - 1 - back;
                if !chosen.contains(&parent) {
                    chosen.push(parent);
                }
            }
            for (at, parent) in chosen.iter().enumerate() {
                let name = if *parent < from { self.ids[*parent].clone() } else { format!(":{}", parent + 1) };
                commit = [commit.as_str(), if at == 0 { "from " } else { "merge " }, &name, "\n"].concat();
            }
            if chosen.is_empty() {
                commit = format!("reset refs/heads/made\n\n{commit}");
            }
            stream.push(format!("{commit}M 644 inline f{}\ndata {}\n{number}\n\n", number % 5, number.to_string().len() + 1));
        }
        self.clone.ask_with_input(&["fast-import", "--quiet", "--force", "--export-marks=.git/marks"], stream.concat());
        let marks = std::fs::read_to_string(self.clone.root().join(".git/marks")).expect("marks");
        let marks: BTreeMap<usize, String> = marks
            .lines()
            .filter_map(|line| line.strip_prefix(':')?.split_once(' '))
            .map(|(n, id)| (n.parse().unwrap(), id.into()))
            .collect();
        self.ids.extend(marks.into_iter().filter(|(number, _)| *number > from).map(|(_, id)| id));
        assert_eq!(self.ids.len(), from + count, "a mark for each commit");
    }

    fn any(&mut self) -> String {
        let at = self.random.usize(..self.ids.len());
        self.ids[at].clone()
    }

    fn recent(&mut self) -> String {
        let at = self.ids.len() - 1 - self.random.usize(..self.ids.len().min(8));
        self.ids[at].clone()
    }

    /// Refs to make, to move and to take away, as arguments of `git push --force`.
    fn moves(&mut self, names: &[&str], there: &[String]) -> Vec<String> {
        let mut moves = Vec::new();
        for name in names {
            let exists = there.iter().any(|other| other == &format!("refs/heads/{name}"));
            match self.random.u8(..6) {
                0 if exists => moves.push(format!(":refs/heads/{name}")),
                0 | 1 => moves.push(format!("{}:refs/heads/{name}", self.any())),
                2 | 3 => moves.push(format!("{}:refs/heads/{name}", self.recent())),
                _ => {}
            }
        }
        moves
    }
}

fn refs(server: &Server) -> Vec<String> {
    server.ask(&["for-each-ref", "--format=%(refname)"]).lines().map(ToOwned::to_owned).collect()
}

#[track_caller]
fn push(clone: &TempRepo, refs: &[String], what: &str) {
    let arguments: Vec<&str> = ["--force"].into_iter().chain(refs.iter().map(String::as_str)).collect();
    let ran = clone.push(&arguments);
    assert_eq!(ran.code, Some(0), "{what}: {}", ran.why("should pass"));
}

/// One history, pushed piece by piece; the seed decides on how the server keeps its objects and refs.
fn one(seed: u64) {
    let reftable = seed % 5 == 4;
    let skewed = seed % 7 == 6;
    let server = Server::with_format_and_no_hooks(if reftable { &["--ref-format=reftable"] } else { &[] });
    let clone = server.clone_by("ann");
    let mut history = History::new(&clone, seed, skewed);
    let mut variables = vec![("NO_GIT", if reftable { "no" } else { "yes" })];
    variables.extend(skewed.then_some(("SKEWED", "yes")));
    watch(&server, &variables);
    // objects that arrive are kept in a pack, or each in a file
    let limit = if history.random.bool() { "1" } else { "100000" };
    server.config("receive.unpackLimit", limit).config("receive.denyDeleteCurrent", "ignore").config("gc.auto", "0");
    server.config("receive.autogc", "false");
    history.grow(12);
    if history.random.u8(..3) == 0 {
        // another repository lends its objects: what is in there need not be known here
        let lender = server.beside("lender");
        clone.git(&[
            "push",
            "-q",
            "--force",
            lender.folder().to_str().expect("a plain path"),
            &format!("{}:refs/heads/x", history.recent()),
        ]);
        std::fs::write(server.folder().join("objects/info/alternates"), "../../lender.git/objects\n").expect("alternates");
    }
    if history.random.u8(..3) == 0 {
        // what the server does not tell of is sent again
        let hidden = history.recent();
        push(&clone, &[format!("{hidden}:refs/heads/hidden")], "a ref to be hidden");
        server.config("receive.hideRefs", "refs/heads/hidden");
    }
    let tagged = history.recent();
    clone.git(&["tag", "-a", "-m", "one", "v1", &tagged]);
    push(&clone, &["refs/tags/v1".to_owned(), format!("{tagged}:refs/heads/tagged")], "a tag");
    for round in 0..PUSHES {
        let more = history.random.usize(..9);
        history.grow(more);
        let moves = history.moves(&["main", "a", "b/c", "d"], &refs(&server));
        if !moves.is_empty() {
            push(&clone, &moves, &format!("seed {seed}, push {round}, {moves:?}"));
        }
        match history.random.u8(..8) {
            0 => _ = server.git(&["repack", "-q", "-a", "-d", "-k"]),
            1 => _ = server.git(&["pack-refs", "--all"]),
            2 => _ = server.git(&["commit-graph", "write", "--reachable"]),
            3 => {
                // left behind by a deletion that nobody pushed
                for name in refs(&server).iter().filter(|name| *name != "refs/heads/hidden") {
                    if history.random.bool() {
                        server.git(&["update-ref", "-d", name]);
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn what_a_push_brings_is_what_git_lists() {
    let seeds = std::env::var("LEAKGATE_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(SEEDS);
    (0..seeds).for_each(one);
}

#[test]
fn what_a_shallow_clone_pushes_is_what_git_lists() {
    for seed in 0..6 {
        let server = Server::without_hooks();
        let clone = server.clone_by("ann");
        let mut history = History::new(&clone, seed, false);
        history.grow(15);
        let tip = history.recent();
        push_unwatched(&clone, &tip, "main");
        watch(&server, &[("NO_GIT", "yes")]);
        server.config("receive.unpackLimit", if seed % 2 == 0 { "1" } else { "100" });
        let shallow = server.clone_with("bob", &["--depth", &(1 + seed % 3).to_string()]);
        shallow.had("a", format!("{seed}\n"));
        push(&shallow, &["main".to_owned(), "main:topic".to_owned()], &format!("seed {seed}"));
        shallow.git(&["checkout", "-q", "--orphan", "pages"]).had("b", "b\n");
        push(&shallow, &["pages".to_owned()], &format!("seed {seed}, pages"));
    }
}

#[test]
fn what_is_pushed_with_a_shallow_border_is_what_git_lists() {
    let elsewhere = Server::without_hooks();
    let origin = elsewhere.clone_by("ann");
    let mut history = History::new(&origin, 1, false);
    history.grow(15);
    push_unwatched(&origin, history.ids.last().expect("a commit"), "main");
    let shallow = elsewhere.clone_with("bob", &["--depth", "3"]);
    let server = elsewhere.beside("server-of-another");
    watch(&server, &[("NO_GIT", "yes")]);
    server.config("receive.shallowUpdate", "true");
    let address = server.folder().to_str().expect("a plain path").to_owned();
    for content in ["one\n", "two\n"] {
        shallow.had("a", content).git(&["push", "-q", &address, "main"]);
    }
}

fn push_unwatched(clone: &TempRepo, id: &str, branch: &str) {
    clone.git(&["push", "-q", "origin", &format!("{id}:refs/heads/{branch}")]);
}

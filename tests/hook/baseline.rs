//! The baseline: what was there when leakgate came is accepted once, and nothing that is new along with it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::repo::{Server, TempRepo};
use crate::secrets::{AWS, GITHUB, STRIPE};

/// The file.
pub(crate) const BASELINE: &str = ".leakgate-baseline";
pub(crate) const CONFIG: &str = ".leakgate.toml";

/// A repository with an old secret of each kind in `old.env`.
#[track_caller]
pub(crate) fn old() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").had("old.env", keys.lines());
    repo
}

/// The same with a baseline that is committed.
#[track_caller]
fn adopted() -> TempRepo {
    let repo = old();
    repo.leakgate(&["baseline", "create"]).succeeded();
    repo.add(BASELINE).add(CONFIG).slip_in("leakgate");
    repo
}

fn read(repo: &TempRepo, name: &str) -> String {
    std::fs::read_to_string(repo.root().join(name)).unwrap_or_default()
}

/// The lines that hold findings.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn what_was_there_is_accepted_and_told_of() {
    let repo = old();
    repo.leakgate(&["scan", "--history"]).refused_with(1).finds_keys("old.env", 1);
    repo.leakgate(&["baseline", "create"])
        .succeeded()
        .says(".leakgate-baseline: 3 secrets accepted")
        .says("by severity: ")
        .says("proven by an offline check and not test data: ")
        .says(&format!("{GITHUB} ghp_"))
        .says("git add .leakgate-baseline .leakgate.toml");
    let found = lines(&read(&repo, BASELINE));
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(found, sorted);
    let rules: BTreeSet<&str> = found.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(rules, BTreeSet::from([AWS, GITHUB, STRIPE]));
    assert!(found.iter().all(|line| line.ends_with(" old.env") && line.split(' ').count() == 3), "{found:?}");
    assert!(read(&repo, CONFIG).contains("fingerprint-key = \""));
    repo.leakgate(&["scan", "--history"]).succeeded().says("3 suppressed");
    // made anew it is the same, byte by byte
    let text = read(&repo, BASELINE);
    repo.leakgate(&["baseline", "create", "--force"]).succeeded();
    assert_eq!(read(&repo, BASELINE), text);
}

#[test]
fn what_was_pushed_is_to_be_rolled() {
    let repo = old().with_origin();
    repo.published();
    repo.leakgate(&["baseline", "create"]).succeeded().says("3 secrets have left this machine: roll them").says(", a remote has it");
}

#[test]
fn a_baseline_that_is_there_is_not_replaced_unasked() {
    let repo = adopted();
    let before = read(&repo, BASELINE);
    let more = repo.keys();
    repo.had("more.env", more.lines());
    repo.leakgate(&["baseline", "create"])
        .refused_with(2)
        .says(".leakgate-baseline is there already, and nothing was changed")
        .says("--force");
    assert_eq!(read(&repo, BASELINE), before);
    repo.leakgate(&["baseline", "create", "--force"]).succeeded().says("6 secrets accepted");
    repo.leakgate(&["baseline", "create", "more.env", "--output", "part"]).succeeded().says("part: 3 secrets accepted");
    assert_eq!(lines(&read(&repo, "part")).len(), 3);
    let nothing = TempRepo::new();
    nothing.had("readme", "words\n");
    nothing.leakgate(&["baseline", "create"]).succeeded().says("no baseline is needed");
    assert!(!nothing.root().join(BASELINE).exists() && !nothing.root().join(CONFIG).exists());
}

#[test]
fn it_lets_pass_what_it_names_and_nothing_else() {
    let repo = adopted();
    let old = read(&repo, "old.env");
    // a copy in another file is new, and known
    repo.write("copy.env", &old).add("copy.env").commit("copy").succeeded().says("3 suppressed");
    let keys = repo.keys();
    repo.write("old.env", format!("{old}{}", keys.lines())).add("old.env");
    repo.commit("more").refused_with(1).finds_keys("old.env", 5);
}

#[test]
fn a_commit_that_brings_the_entries_does_not_exempt_itself() {
    let repo = old();
    let keys = repo.keys();
    repo.write("new.env", keys.lines()).add("new.env");
    repo.leakgate(&["baseline", "create", "new.env"]).succeeded().says("3 secrets accepted");
    repo.add(BASELINE).add(CONFIG);
    repo.commit("both")
        .refused_with(1)
        .finds_keys("new.env", 1)
        .says("3 of them stand in the .leakgate-baseline of the working copy, which counts once it is committed");
    repo.leakgate(&["scan", "--staged"]).refused_with(1).says("counts once it is committed");
    // files as they lie there are judged by the file that lies beside them
    repo.leakgate(&["scan", "new.env"]).succeeded().says("3 suppressed");
    repo.git(&["reset", "-q", "new.env"]);
    repo.commit("the baseline").succeeded().never_says("leakgate:");
    repo.add("new.env").commit("what it names").succeeded().says("3 suppressed");
}

#[test]
fn it_fits_in_every_clone() {
    let repo = adopted().with_origin();
    repo.published();
    let root = repo.sandbox().folder().join("clone");
    repo.git(&[Path::new("clone"), Path::new("-q"), repo.server(), &root]);
    repo.at(&root).leakgate(&["scan", "--history"]).succeeded().says("3 suppressed");
}

#[test]
fn prune_takes_out_what_the_history_no_longer_holds() {
    let repo = adopted();
    repo.leakgate(&["baseline", "prune"]).succeeded().says("3 lines, and nothing to take out");
    let before = read(&repo, BASELINE);
    let gone = "00112233445566778899 stripe-live-secret-key gone.py\n";
    let noted = format!("# ours, from 2019\n{gone}{before}");
    repo.write(BASELINE, &noted);
    repo.leakgate(&["baseline", "prune", "--dry-run"]).refused_with(1).says("1 of 4 lines match nothing").says(gone.trim());
    assert_eq!(read(&repo, BASELINE), noted);
    repo.leakgate(&["baseline", "prune"]).succeeded().says("1 of 4 lines matched nothing in the history, and are gone");
    assert_eq!(read(&repo, BASELINE), format!("# ours, from 2019\n{before}"));
    // without the key nothing could match, and all would go
    repo.write(CONFIG, "");
    repo.leakgate(&["baseline", "prune"]).refused_with(2).says("no fingerprint-key");
    assert!(read(&repo, BASELINE).ends_with(&before));
}

#[test]
fn prune_in_a_shallow_clone() {
    let repo = adopted().with_origin();
    repo.published();
    let root = repo.sandbox().folder().join("clone");
    let mut address = std::ffi::OsString::from("file://");
    address.push(repo.server());
    repo.git(&["clone".as_ref(), "-q".as_ref(), "--depth=1".as_ref(), address.as_os_str(), root.as_os_str()]);
    let before = std::fs::read(root.join(BASELINE)).unwrap();
    repo.at(&root).leakgate(&["baseline", "prune"]).refused_with(2).says("shallow").says("git fetch --unshallow");
    assert_eq!(std::fs::read(root.join(BASELINE)).unwrap(), before);
}

#[test]
fn show_tells_what_it_holds() {
    let repo = adopted();
    repo.leakgate(&["baseline", "show"]).succeeded().says(".leakgate-baseline: 3 secrets").says(&format!("{STRIPE}  old.env"));
    let ran = repo.leakgate(&["baseline", "show", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&ran.succeeded().stdout).unwrap();
    assert_eq!(shown["entries"].as_array().unwrap().len(), 3);
    assert_eq!(shown["entries"][0]["place"], "old.env");
    repo.git(&["rm", "-q", "--cached", BASELINE]);
    std::fs::remove_file(repo.root().join(BASELINE)).unwrap();
    repo.leakgate(&["baseline", "show"]).refused_with(2).says("leakgate baseline create makes one");
}

#[test]
fn two_branches_that_add_to_it_merge_as_their_union() {
    let repo = adopted();
    repo.had(".gitattributes", ".leakgate-baseline merge=union\n");
    let adds = |branch: &str| {
        let keys = repo.keys();
        repo.git(&["checkout", "-q", "-b", branch, "main"]).had(format!("{branch}.env"), keys.lines());
        repo.leakgate(&["baseline", "create", "--force"]).succeeded().says("6 secrets accepted");
        repo.add(BASELINE).slip_in(branch);
        lines(&read(&repo, BASELINE))
    };
    // the second one is made where the history of all branches counts: only its own file is looked at there
    let one = adds("one");
    repo.git(&["checkout", "-q", "-b", "two", "main"]);
    let keys = repo.keys();
    repo.had("two.env", keys.lines());
    repo.leakgate(&["baseline", "create", "--force", "old.env", "two.env"]).succeeded().says("6 secrets accepted");
    repo.add(BASELINE).slip_in("two");
    let two = lines(&read(&repo, BASELINE));
    repo.git(&["merge", "-q", "-m", "both", "one"]);
    let both: BTreeSet<String> = one.into_iter().chain(two).collect();
    let merged = lines(&read(&repo, BASELINE));
    assert_eq!(merged.iter().cloned().collect::<BTreeSet<_>>(), both);
    repo.leakgate(&["scan", "--history"]).succeeded().says("suppressed");
    // git may repeat lines that both sides have; they are taken out when somebody tidies up
    repo.leakgate(&["baseline", "prune"]).succeeded();
    let mut tidy = lines(&read(&repo, BASELINE));
    tidy.sort();
    assert_eq!(tidy, both.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_baseline_with_a_mistake_is_named_and_not_touched() {
    let repo = adopted();
    let line = lines(&read(&repo, BASELINE)).remove(0);
    for (text, said) in [
        (format!("{line}\nwords\n"), ".leakgate-baseline:2:1: \"words\" is no fingerprint"),
        (format!("{line}\n{line}x\n"), " stands in line 1 already, with another rule or place"),
        (format!("# ours\n<<<<<<< HEAD\n{line}\n=======\n>>>>>>> other\n"), ".leakgate-baseline:2:1: a merge left its mark here"),
    ] {
        repo.write(BASELINE, &text);
        for command in
            [&["scan", "--history"][..], &["baseline", "show"], &["baseline", "prune"], &["suppressions"], &["review"], &["scan", "readme"]]
        {
            repo.leakgate(command).refused_with(2).says(said).says("next: ");
        }
        assert_eq!(read(&repo, BASELINE), text);
        // at a commit it is read where there is something that it might be about
        let keys = repo.keys();
        repo.write("new.env", keys.lines()).add("new.env").commit("new").refused_with(2).says(said);
        repo.git(&["rm", "-q", "-f", "new.env"]);
        repo.write("readme", format!("{said}\n")).add("readme").commit("clean").passed();
    }
    // what was committed so counts as empty: the commit that corrects it has to be possible
    repo.add(BASELINE).slip_in("broken");
    let good = lines(&repo.ask(&["show", "HEAD~3:.leakgate-baseline"])).join("\n");
    repo.write(BASELINE, format!("{good}\n")).add(BASELINE).commit("mended").passed();
}

#[test]
fn a_baseline_that_cannot_be_read() {
    let repo = adopted();
    std::fs::remove_file(repo.root().join(BASELINE)).unwrap();
    std::fs::create_dir(repo.root().join(BASELINE)).unwrap();
    repo.leakgate(&["scan", "--history"]).refused_with(2).says("it is no plain file");
    repo.leakgate(&["baseline", "create", "--force"]).refused_with(2).says("it is no plain file");
}

#[test]
fn a_pushed_baseline_says_nothing_to_the_server() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").published();
    clone.write("old.env", keys.lines());
    clone.leakgate(&["baseline", "create", "old.env"]).succeeded();
    // neither one that is there already nor one that comes along
    clone.add(BASELINE).add(CONFIG).slip_in("baseline");
    clone.push(&["main"]).passed();
    clone.had("old.env", keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys("old.env", 1);
}

//! Repositories that are damaged: what cannot be read is named and is exit 2, and never a pass.

use std::path::{Path, PathBuf};

use crate::commit::loose;
use crate::repo::{Server, TempRepo};

/// A file of settings.
const FILE: &str = "settings.env";

/// A repository with a folder and a file, and with keys staged in another file. Its index holds entries for all of them.
fn staged(version: &str) -> TempRepo {
    let repo = TempRepo::new();
    repo.config("index.version", version).had("d/readme", "words\n").had("readme", "words\n");
    repo.git(&["update-index", "--index-version", version]).write(FILE, repo.keys().lines()).add(FILE);
    repo
}

/// Changes the index, and expects that leakgate does not let the keys pass.
#[track_caller]
fn refused(repo: &TempRepo, what: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let path = repo.root().join(".git/index");
    let whole = std::fs::read(&path).expect("an index");
    let mut damaged = whole.clone();
    change(&mut damaged);
    assert_ne!(whole, damaged, "{what}");
    std::fs::write(&path, damaged).expect("an index");
    let ran = repo.leakgate(&["hook", "pre-commit"]);
    assert_eq!(ran.code, Some(2), "{what}: {}", ran.why("should be refused"));
    ran.says("index").says("  next: ");
    std::fs::write(&path, whole).expect("an index");
}

fn find(data: &[u8], what: &[u8]) -> usize {
    memchr::memmem::find(data, what).expect("it is in there")
}

#[test]
pub(crate) fn a_damaged_index() {
    for version in ["2", "4"] {
        let repo = staged(version);
        refused(&repo, "no index at all", |data| data[..4].copy_from_slice(b"CRID"));
        refused(&repo, "version 1", |data| data[7] = 1);
        refused(&repo, "version 5", |data| data[7] = 5);
        refused(&repo, "cut in the header", |data| data.truncate(9));
        refused(&repo, "empty", Vec::clear);
        refused(&repo, "cut in an entry", |data| data.truncate(12 + 40 + 20 + 20));
        refused(&repo, "cut in the last extension", |data| data.truncate(data.len() - 25));
        refused(&repo, "more entries than there are", |data| data[8..12].copy_from_slice(&1_000_u32.to_be_bytes()));
        refused(&repo, "fewer entries than there are", |data| data[11] -= 1);
        refused(&repo, "an extension longer than the file", |data| {
            let at = find(data, b"TREE");
            data[at + 4] = 0x7f;
        });
        refused(&repo, "an extension that changes what entries mean", |data| {
            let at = find(data, b"TREE");
            data[at..at + 4].copy_from_slice(b"tree");
        });
    }
}

/// The `TREE` extension says which folders are written already, and how many entries each stands for.
#[test]
pub(crate) fn a_tree_extension_that_lies_about_counts() {
    let repo = staged("2");
    for lie in [b"d\x000 0", b"d\x002 0", b"d\x009 0"] {
        refused(&repo, "a count", |data| {
            let at = find(data, b"d\x001 0\n");
            data[at..at + 5].copy_from_slice(lie);
        });
    }
    refused(&repo, "folders that are not there", |data| {
        let at = find(data, b"\0-1 1\n");
        data[at + 4] = b'9';
    });
}

#[test]
fn a_tree_extension_that_names_a_tree_that_is_not_there() {
    let repo = staged("2");
    let path = repo.root().join(".git/index");
    let mut data = std::fs::read(&path).expect("an index");
    let at = find(&data, b"d\x001 0\n") + 6;
    data[at..at + 20].fill(0x11);
    std::fs::write(&path, data).expect("an index");
    repo.leakgate(&["hook", "pre-commit"]).refused_with(2).says(&"11".repeat(20));
}

/// git itself does not look at the sum at the end of the index, except in `git fsck`, and commits what the entries say. The same entries are
/// looked at here, so that nothing passes; to add up a large index would take longer than all the rest.
#[test]
pub(crate) fn a_wrong_sum_at_the_end_of_the_index() {
    let repo = staged("2");
    let path = repo.root().join(".git/index");
    let mut data = std::fs::read(&path).expect("an index");
    let last = data.len() - 1;
    data[last] ^= 1;
    std::fs::write(&path, &data).expect("an index");
    repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
    repo.git(&["rm", "-q", "--cached", FILE]).write("readme", "more words\n").add("readme").commit("words").passed();
}

/// Takes an object away, or breaks its file.
fn spoil(folder: &Path, id: &str, content: Option<&[u8]>) {
    let file = loose(folder, id);
    std::fs::remove_file(&file).expect("an object");
    if let Some(content) = content {
        std::fs::write(&file, content).expect("a broken object");
    }
}

/// Ways to break the file of an object: gone, empty, no object at all, and cut in its middle.
fn damages(folder: &Path, id: &str) -> Vec<Option<Vec<u8>>> {
    let whole = std::fs::read(loose(folder, id)).expect("an object");
    vec![None, Some(Vec::new()), Some(b"no object".to_vec()), Some(whole[..whole.len() / 2].to_vec())]
}

#[test]
pub(crate) fn an_object_of_a_commit_is_damaged() {
    let long: String = (0..2_000).map(|number| format!("{}\n", number * 7_919)).collect();
    for revision in [":words", "HEAD^{tree}", "HEAD", ":d/staged"] {
        for number in 0..4 {
            let repo = TempRepo::new();
            repo.had("d/readme", "words\n").write("words", &long).write("d/staged", &long).git(&["add", "words", "d/staged"]);
            let id = repo.id(revision);
            let damage = damages(&repo.root().join(".git"), &id).remove(number);
            spoil(&repo.root().join(".git"), &id, damage.as_deref());
            repo.leakgate(&["hook", "pre-commit"]).refused_with(2).says(&id);
        }
    }
}

/// The old version of a file only tells what is not new: where it is missing, all of the file is.
#[test]
pub(crate) fn an_old_version_that_is_missing_makes_everything_new() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines());
    spoil(&repo.root().join(".git"), &repo.id(&format!("HEAD:{FILE}")), None);
    repo.write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 2);
}

/// A server with two commits of which the second has just arrived, and its line for the hook.
fn arriving() -> (Server, TempRepo, String) {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("d/readme", "words\n").had("d/readme", "more words\n").published();
    let (old, new) = (clone.id("HEAD~"), clone.id("HEAD"));
    server.git(&["update-ref", "refs/heads/main", &old]);
    (server, clone, format!("{old} {new} refs/heads/main\n"))
}

#[test]
pub(crate) fn an_object_of_a_push_is_damaged() {
    for revision in ["HEAD", "HEAD^{tree}", "HEAD:d", "HEAD:d/readme"] {
        for number in 0..4 {
            let (server, clone, line) = arriving();
            let id = clone.id(revision);
            let damage = damages(server.folder(), &id).remove(number);
            spoil(server.folder(), &id, damage.as_deref());
            server.leakgate_with_input(&["hook", "pre-receive"], &line).refused_with(2).says(&id);
        }
    }
}

/// The one file of that kind in the folder of packs, which can be written to.
fn pack(folder: &Path, kind: &str) -> PathBuf {
    let files = std::fs::read_dir(folder.join("objects/pack")).expect("packs").map(|entry| entry.expect("a file").path());
    let found: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|extension| extension == kind)).collect();
    assert_eq!(found.len(), 1, "one {kind} file");
    let mut permissions = found[0].metadata().expect("its mode").permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o644);
    std::fs::set_permissions(&found[0], permissions).expect("another mode");
    found[0].clone()
}

#[test]
pub(crate) fn a_damaged_pack() {
    for (kind, what) in [("pack", "cut"), ("pack", "broken"), ("pack", "gone"), ("idx", "cut"), ("idx", "broken"), ("idx", "gone")] {
        let (server, _clone, line) = arriving();
        // unreachable objects stay
        server.git(&["repack", "-q", "-a", "-d", "-k"]).git(&["prune-packed"]);
        let file = pack(server.folder(), kind);
        let mut data = std::fs::read(&file).expect("a pack");
        match what {
            "cut" => data.truncate(data.len() / 2),
            "broken" => data[8..].iter_mut().for_each(|byte| *byte ^= 0x55),
            _ => {}
        }
        if what == "gone" {
            std::fs::remove_file(&file).expect("a pack");
        } else {
            std::fs::write(&file, data).expect("a pack");
        }
        let ran = server.leakgate_with_input(&["hook", "pre-receive"], &line);
        assert_eq!(ran.code, Some(2), "{kind} {what}: {}", ran.why("should be refused"));
        ran.says("object ");
    }
}

/// git takes the first tree that a commit names. One that names another one further down must not be looked at there.
#[test]
fn a_commit_that_names_two_trees() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").published();
    let (clean, parent) = (clone.id("HEAD^{tree}"), clone.id("HEAD"));
    clone.had(FILE, keys.lines());
    let commit = clone.ask(&["cat-file", "commit", "HEAD"]).replacen("\n\n", &format!("\ntree {clean}\nparent {parent}\n\n"), 1);
    let made = clone.ask_with_input(&["hash-object", "-t", "commit", "--literally", "-w", "--stdin"], commit);
    clone.git(&["update-ref", "refs/heads/main", &made]);
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

/// What a push says of where a ref stands is checked by git after the hook; until then it is only said.
#[test]
fn an_old_id_that_the_ref_does_not_have_hides_nothing() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").had(FILE, keys.lines()).published();
    let (clean, bad) = (clone.id("HEAD~"), clone.id("HEAD"));
    // left behind by a forced push, so that no ref has it
    server.git(&["update-ref", "refs/heads/main", &clean]);
    let lines = format!("{bad} {clean} refs/heads/other\n{} {bad} refs/heads/topic\n", "0".repeat(40));
    server.leakgate_with_input(&["hook", "pre-receive"], lines).refused_with(1).finds_keys(FILE, 1);
}

//! What a push brings: a real `git push` from an unguarded clone to a bare repository with leakgate as its pre-receive hook.

use crate::commit::utf16;
use crate::repo::{Server, TempRepo};
use crate::secrets::{GITHUB, Keys};

/// A file of settings.
const FILE: &str = "settings.env";

/// A server and a clone that have one clean commit on `main`.
#[track_caller]
fn clean() -> (Server, TempRepo) {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    (server, clone)
}

/// The same with `settings.env` and keys in it on `main`, from the time before leakgate.
#[track_caller]
fn leaky() -> (Server, TempRepo, Keys) {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").had(FILE, keys.lines()).published();
    (server, clone, keys)
}

#[test]
fn clean_push() {
    let (_server, clone) = clean();
    clone.had("readme", "more words\n").push(&["main"]).passed();
}

#[test]
fn first_push_of_all() {
    let server = Server::new();
    server.clone_by("ann").had("readme", "words\n").push(&["main"]).passed();
}

#[test]
fn branch_deletion() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["branch", "topic"]).published().push(&["--delete", "topic"]).passed();
}

#[test]
fn secret_on_an_existing_branch() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    let commit = clone.id("HEAD");
    let ran = clone.push(&["main"]);
    ran.refused_with(1).says("leakgate: push refused: 3 secrets in what you push").finds_keys(FILE, 1).says(&commit[..7]);
}

#[test]
fn secret_on_a_new_branch() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "topic"]).had(FILE, keys.lines());
    clone.push(&["topic"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn secret_on_an_orphan_root() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "--orphan", "pages"]).had(FILE, keys.lines());
    clone.push(&["pages"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn secret_in_a_shallow_clones_push() {
    let (server, clone) = clean();
    clone.had("readme", "more words\n").published();
    let shallow = server.clone_with("bob", &["--depth=1"]);
    let keys = shallow.keys();
    shallow.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn added_in_one_commit_and_removed_in_a_later_one_of_the_same_push() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    let commit = clone.id("HEAD");
    clone.had(FILE, "DEBUG=1\n");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1).says(&commit[..7]);
}

/// `count` commits on `branch`, on top of `main`; what `bad` says is in the settings from the commit of that number (from 1) on, and not
/// in the next.
fn many(clone: &TempRepo, count: usize, bad: usize, content: &str) {
    let commit = |number: usize| {
        let settings = if number == bad { content.to_owned() } else { format!("NUMBER={number}\n") };
        let head = format!("commit refs/heads/many\ncommitter Ann <ann@corp.example> {} +0000\ndata 4\nmany\n", 1_767_225_600 + number);
        let from = if number == 1 { "from refs/heads/main^0\n" } else { "" };
        format!("{head}{from}M 644 inline {FILE}\ndata {}\n{settings}\n", settings.len())
    };
    let stream: String = (1..=count).map(commit).collect();
    clone.ask_with_input(&["fast-import", "--quiet"], stream);
}

#[test]
fn five_hundred_commits_with_the_secret_in_the_first() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    many(&clone, 500, 1, &keys.lines());
    clone.push(&["many"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_hundred_and_fifty_commits_with_the_secret_in_the_middle() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    many(&clone, 150, 75, &keys.lines());
    clone.push(&["many"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn two_refs_with_the_secret_only_in_the_second() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["branch", "a"]).git(&["checkout", "-q", "-b", "z"]).had(FILE, keys.lines());
    clone.git(&["checkout", "-q", "a"]).had("readme", "more words\n");
    clone.push(&["a", "z"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn deletion_and_secret_update_in_one_push() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["branch", "topic"]).published().had(FILE, keys.lines());
    clone.push(&[":topic", "main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn force_push_of_a_rewritten_branch_with_a_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had("readme", "more words\n").published().write(FILE, keys.lines()).add(FILE);
    clone.git(&["commit", "-q", "--amend", "-m", "again"]).push(&["--force", "main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn force_push_that_takes_an_old_secret_out() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had("readme", "more words\n");
    clone.push(&["--force", "main"]).passed();
}

#[test]
fn new_branch_at_commits_that_are_already_there() {
    let (_server, clone, _keys) = leaky();
    clone.push(&["main:refs/heads/topic"]).passed();
}

#[test]
fn fast_forward_to_commits_that_another_branch_already_has() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["branch", "release", "HEAD~"]).published().push(&["main:release"]).passed();
}

#[test]
fn merge_of_a_branch_whose_secret_is_already_on_the_server() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines());
    clone.git(&["checkout", "-q", "main"]).had("readme", "more words\n").published();
    clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]).push(&["main"]).passed();
}

#[test]
fn rename_of_a_file_with_an_old_secret() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["mv", FILE, "production.env"]).slip_in("rename").push(&["main"]).passed();
}

#[test]
fn unrelated_line_in_a_file_with_an_old_secret() {
    let (_server, clone, keys) = leaky();
    clone.had(FILE, format!("DEBUG=1\n{}", keys.lines())).push(&["main"]).passed();
}

#[test]
fn lightweight_tag_on_a_new_commit() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).git(&["tag", "v1"]).push(&["v1"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn annotated_tag_on_a_new_commit() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).git(&["tag", "-a", "-m", "one", "v1"]).push(&["v1"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn clean_tags_of_both_kinds() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["tag", "v1"]).git(&["tag", "-a", "-m", "two", "v2"]).push(&["v1", "v2"]).passed();
}

#[test]
fn secret_in_a_tags_message() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["tag", "-a", "-m", &format!("one\n\ntoken {}", keys.github), "v1"]);
    clone.push(&["v1"]).refused_with(1).finds(GITHUB, "tag refs/tags/v1");
}

#[test]
fn secret_in_a_commits_message() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.write("readme", "more words\n").add("readme").slip_in(&format!("words\n\ntoken {}", keys.github));
    let commit = clone.id("HEAD");
    clone.push(&["main"]).refused_with(1).finds(GITHUB, "commit message:3").says(&commit[..7]);
}

#[test]
fn tag_straight_to_a_blob() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    clone.git(&["tag", "blob", &blob]).push(&["blob"]).refused_with(1).finds_keys("refs/tags/blob", 1);
}

#[test]
fn tag_straight_to_a_tree() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    let inner = clone.ask_with_input(&["mktree"], format!("100644 blob {blob}\t{FILE}\n"));
    let tree = clone.ask_with_input(&["mktree"], format!("040000 tree {inner}\tdeep\n"));
    clone.git(&["tag", "-a", "-m", "a tree", "tree", &tree]);
    clone.push(&["tree"]).refused_with(1).finds_keys(&format!("deep/{FILE}"), 1);
}

#[test]
fn git_notes() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["notes", "add", "-m", &format!("token {}", keys.github)]);
    clone.push(&["refs/notes/*"]).refused_with(1).finds(GITHUB, &format!("{}:1", clone.id("HEAD")));
}

#[test]
fn evil_merge() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had("a", "one\n").git(&["checkout", "-q", "main"]).had("a", "two\n");
    let stopped = clone.try_git(&["merge", "-q", "side"]);
    assert_eq!(stopped.code, Some(1), "{}", stopped.why("should stop at a conflict"));
    clone.write("a", format!("one and two\n{}", keys.lines())).add("a").slip_in("merge");
    clone.push(&["main"]).refused_with(1).finds_keys("a", 2);
}

#[test]
fn clean_merge_commit_with_a_file_added_in_it() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had("a", "one\n").git(&["checkout", "-q", "main"]).had("b", "two\n");
    clone.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]).write(FILE, keys.lines()).add(FILE).slip_in("merge");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn diff_attribute_on_the_servers_head() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(".gitattributes", "* -diff\n").published().had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn diff_attribute_in_the_pushed_tree() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.write(".gitattributes", "* -diff\n").add(".gitattributes").had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn utf_16_with_a_byte_order_mark() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, utf16(&keys.lines())).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_nul_byte() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, format!("\0\n{}", keys.lines())).push(&["main"]).refused_with(1).finds_keys(FILE, 2);
}

#[test]
fn the_servers_configuration_changes_what_git_prints() {
    for (key, value) in [("color.ui", "always"), ("log.showSignature", "true"), ("format.pretty", "format:nothing")] {
        let (server, clone) = clean();
        let keys = clone.keys();
        server.config(key, value);
        clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1).never_says("\u{1b}");
    }
}

#[test]
fn replace_ref_pushed_earlier_hides_the_commit() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had("a", "one\n");
    let innocent = clone.id("HEAD");
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).had(FILE, keys.lines());
    clone.git(&["replace", "HEAD", &innocent]).push(&["refs/replace/*"]).passed();
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn sha256_repository() {
    let server = Server::with_format(&["--object-format=sha256"]);
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn reftable_repository() {
    let server = Server::with_format(&["--ref-format=reftable"]);
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had(FILE, keys.lines()).published();
    clone.had("readme", "words\n").push(&["main", "main~:refs/heads/topic"]).passed();
    clone.had("copy.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("copy.env", 1);
}

#[test]
fn file_name_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(&keys.github, "words\n").push(&["main"]).refused_with(1).says(GITHUB);
}

#[test]
fn a_folders_name_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(format!("{}/readme", keys.github), "words\n").push(&["main"]).refused_with(1).says(GITHUB);
}

#[test]
fn author_name_or_mail_is_the_secret() {
    for author in ["{} <ann@corp.example>", "Ann <{}>"] {
        let (_server, clone) = clean();
        let keys = clone.keys();
        clone.write("readme", "more words\n").add("readme");
        clone.git(&["commit", "-q", "-m", "words", "--author", &author.replace("{}", &keys.github)]);
        clone.push(&["main"]).refused_with(1).finds(GITHUB, "author or committer of a commit");
    }
}

#[test]
fn committer_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    let tree = clone.id("HEAD^{tree}");
    let mut command = clone.sandbox().command("git", clone.root());
    command.args(["commit-tree", "-p", "HEAD", "-m", "words", &tree]).env("GIT_COMMITTER_NAME", &keys.github);
    let made = clone.sandbox().run(command, b"");
    assert_eq!(made.code, Some(0), "{}", made.why("sets the stage"));
    clone.git(&["update-ref", "refs/heads/main", made.stdout.trim()]);
    clone.push(&["main"]).refused_with(1).finds(GITHUB, "author or committer of a commit");
}

#[test]
fn branch_name_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["branch", &keys.github]);
    let ran = clone.push(&[&keys.github]);
    ran.refused_with(1).finds(GITHUB, "name of a branch or tag");
    // git itself names the branch that it was asked to push
    clone.sandbox().forgive(&ran.command, |line| line.starts_with("remote: "));
}

#[test]
fn tag_name_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["tag", &keys.github]);
    let ran = clone.push(&[&keys.github]);
    ran.refused_with(1).finds(GITHUB, "name of a branch or tag");
    clone.sandbox().forgive(&ran.command, |line| line.starts_with("remote: "));
}

#[test]
fn garbage_on_standard_input() {
    let (server, clone) = clean();
    let id = clone.id("HEAD");
    let zero = "0".repeat(40);
    for garbage in [
        "garbage\n".to_owned(),
        format!("{zero} {id}\n"),
        format!("{} {id} refs/heads/main\n", "g".repeat(40)),
        format!("{zero} {} refs/heads/main\n", &id[..39]),
        format!("{zero} {id} refs/heads/main\n\n"),
        "\0\u{1b}[2J\u{ff}\n".to_owned(),
    ] {
        server.leakgate_with_input(&["hook", "pre-receive"], &garbage).refused_with(2).never_says("\u{1b}");
    }
}

#[test]
fn an_object_id_that_does_not_exist() {
    let (server, _clone) = clean();
    let (zero, unknown) = ("0".repeat(40), "1".repeat(40));
    server.leakgate_with_input(&["hook", "pre-receive"], format!("{zero} {unknown} refs/heads/main\n")).refused_with(2).says(&unknown);
}

#[test]
fn an_old_id_that_does_not_exist_does_not_let_the_new_one_through() {
    let (server, clone) = clean();
    let line = format!("{} {} refs/heads/main\n", "1".repeat(40), clone.id("HEAD"));
    server.leakgate_with_input(&["hook", "pre-receive"], line).refused_with(2);
}

#[test]
fn nothing_on_standard_input() {
    // git never calls the hook for nothing: somebody else has read the lines
    let (server, _clone) = clean();
    server.leakgate_with_input(&["hook", "pre-receive"], "").refused_with(2);
}

#[test]
fn a_pushed_object_cannot_be_read() {
    let (server, clone) = clean();
    clone.had(FILE, "DEBUG=1\n").published();
    let file = crate::commit::loose(server.folder(), &clone.id(&format!("HEAD:{FILE}")));
    let (old, new) = (clone.id("HEAD~"), clone.id("HEAD"));
    // as if they were arriving: no ref has them yet
    server.git(&["update-ref", "refs/heads/main", &old]);
    std::fs::remove_file(&file).expect("an object");
    std::fs::write(&file, "no object").expect("a broken object");
    server.leakgate_with_input(&["hook", "pre-receive"], format!("{old} {new} refs/heads/main\n")).refused_with(2);
}

#[test]
fn the_refusal_tells_to_roll_first() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).says("https://github.com/settings/tokens").says("https://dashboard.stripe.com/");
}

#[test]
fn each_secret_is_told_once_however_many_commits_and_refs_bring_it() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.had(FILE, format!("TOKEN={}\n", keys.github)).had("readme", "more words\n");
    clone.git(&["tag", "v1"]).git(&["branch", "topic"]);
    let ran = clone.push(&["main", "topic", "v1"]);
    ran.refused_with(1).says("leakgate: push refused: 1 secret in what you push").finds(GITHUB, &format!("{FILE}:1"));
}

#[test]
fn a_revert_that_brings_an_old_secret_back() {
    let (_server, clone, _keys) = leaky();
    clone.git(&["rm", "-q", FILE]).slip_in("take it out").published();
    // its blob is on the server already; the commit is not
    clone.git(&["revert", "--no-edit", "HEAD"]).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_library_is_linked_in() {
    let (_server, clone) = clean();
    let id = clone.id("HEAD");
    clone.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{id},library")]).slip_in("library").push(&["main"]).passed();
}

#[test]
fn symlink_whose_target_is_the_secret() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    std::os::unix::fs::symlink(&keys.github, clone.root().join("link")).expect("a link");
    clone.add("link").slip_in("link").push(&["main"]).refused_with(1).finds(GITHUB, "link (where the link points)");
}

#[test]
fn a_merge_of_two_branches_that_are_new_too() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "side"]).had(FILE, keys.lines()).git(&["checkout", "-q", "main"]).had("b", "two\n");
    clone.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    let commit = clone.id("side");
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1).says(&commit[..7]);
}

#[test]
fn a_branch_name_with_a_slash_and_no_ascii() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "été/à faire".replace(' ', "-").as_str()]).had("readme", "more words\n");
    clone.push(&["HEAD"]).passed();
    clone.had(FILE, keys.lines()).push(&["HEAD"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn objects_that_the_server_has_packed() {
    let (server, clone, keys) = leaky();
    server.git(&["gc", "-q"]);
    clone.had(FILE, format!("DEBUG=1\n{}", keys.lines())).push(&["main"]).passed();
    clone.had("copy.env", keys.lines()).push(&["main"]).refused_with(1).finds_keys("copy.env", 1);
}

#[test]
fn a_copy_made_after_a_rename_is_new() {
    let (_server, clone, keys) = leaky();
    clone.git(&["mv", FILE, "production.env"]).slip_in("rename").had("copy.env", keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys("copy.env", 1).never_says("production.env:");
}

/// The walk meets the rename first: what answered for it there must not answer for the copy.
#[test]
fn a_copy_made_before_a_rename_is_new() {
    let (_server, clone, keys) = leaky();
    clone.had("copy.env", keys.lines()).git(&["mv", FILE, "production.env"]).slip_in("rename");
    clone.push(&["main"]).refused_with(1).finds_keys("copy.env", 1).never_says("production.env:");
}

#[test]
fn every_ref_at_once() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    clone.git(&["branch", "a"]).git(&["tag", "v1"]).had(FILE, keys.lines());
    clone.push(&["--mirror"]).refused_with(1).finds_keys(FILE, 1);
    clone.git(&["reset", "-q", "--hard", "HEAD~"]).push(&["--mirror", "--atomic"]).passed();
}

#[test]
fn a_shallow_root_that_the_server_takes() {
    let (_, elsewhere) = clean();
    elsewhere.had("readme", "more words\n");
    let server = Server::new();
    server.config("receive.shallowUpdate", "true");
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let address = format!("file://{}", elsewhere.root().to_str().expect("a plain path"));
    clone.git(&["fetch", "-q", "--depth=1", &address, "main"]).git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    clone.push(&["main"]).passed();
    clone.had(FILE, keys.lines()).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn a_header_of_a_commit_that_git_does_not_know() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    let commit = clone.ask(&["cat-file", "commit", "HEAD"]);
    let (head, message) = commit.split_once("\n\n").expect("a commit");
    let made =
        clone.ask_with_input(&["hash-object", "-t", "commit", "-w", "--stdin"], format!("{head}\nx-token {}\n\n{message}\n", keys.github));
    clone.git(&["update-ref", "refs/heads/topic", &made]).push(&["topic"]).refused_with(1).says(GITHUB);
}

#[test]
fn a_tag_of_a_tag_of_a_blob() {
    let (_server, clone) = clean();
    let keys = clone.keys();
    let blob = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    clone.git(&["tag", "-a", "-m", "inner", "inner", &blob]).git(&["tag", "-a", "-m", "outer", "outer", "inner"]);
    clone.push(&["outer"]).refused_with(1).finds_keys("refs/tags/outer", 1);
}

#[test]
fn what_passes_in_tests_is_looked_at_again_where_it_is_used() {
    let (_server, clone) = clean();
    let line = format!("password = \"{}\"\n", &clone.keys().github[4..28]);
    clone.had("tests/settings.py", &line).had("src/settings.py", &line);
    clone.push(&["main"]).refused_with(1).says("generic-password").says("src/settings.py");
}

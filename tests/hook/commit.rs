//! What a commit brings: a real `git commit` with the hooks of a developer installed.

use std::path::Path;

use crate::repo::{TempRepo, name};
use crate::secrets::GITHUB;

/// A file of settings.
const FILE: &str = "settings.env";

#[test]
fn a_file_with_the_secret_is_added() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n");
    repo.write(FILE, format!("DEBUG=1\n{}", keys.lines())).add(FILE);
    repo.commit("settings").refused_with(1).says("leakgate: 3 secrets in what you are about to commit").finds_keys(FILE, 2);
}

#[test]
fn first_commit_of_a_repository() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, keys.lines())
        .add(FILE)
        .commit("first")
        .refused_with(1)
        .finds_keys(FILE, 1)
        .says(&format!("git rm --cached -- {FILE}"));
}

#[test]
fn first_commit_of_a_repository_that_is_clean() {
    let repo = TempRepo::new();
    repo.write("readme", "words\n").add("readme").commit("first").passed();
}

#[test]
fn secret_staged_and_working_copy_cleaned_afterwards() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, keys.lines()).add(FILE).write(FILE, "DEBUG=1\n");
    repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn secret_in_the_working_copy_not_staged() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, "DEBUG=0\n").add(FILE).write(FILE, keys.lines());
    repo.commit("settings").passed();
}

#[test]
fn file_holds_an_old_secret_and_an_unrelated_line_is_added() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write(FILE, format!("DEBUG=1\n{}PORT=80\n", keys.lines())).add(FILE);
    repo.commit("port").passed();
}

#[test]
fn the_line_with_the_secret_is_deleted() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, format!("DEBUG=1\n{}", keys.lines())).write(FILE, "DEBUG=1\n").add(FILE);
    repo.commit("take it out").passed();
}

#[test]
fn commit_only_a_while_the_secret_is_staged_in_b() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").write("a", "two\n").write("b", keys.lines()).add("b");
    repo.commit_with(&["-m", "only a", "-o", "a"]).passed();
}

#[test]
fn commit_only_the_file_with_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").had(FILE, "DEBUG=1\n").write("a", "two\n").add("a").write(FILE, keys.lines());
    repo.commit_with(&["-m", "only one", "-o", FILE]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn commit_all() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1\n").write(FILE, keys.lines());
    repo.commit_with(&["-a", "-m", "all"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn amend_all_that_adds_a_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").had(FILE, "DEBUG=1\n").write(FILE, keys.lines());
    repo.commit_with(&["--amend", "-a", "-m", "again"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn pure_rename_of_a_file_with_an_old_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).git(&["mv", FILE, "production.env"]);
    repo.commit("rename").passed();
}

#[test]
fn rename_with_a_secret_added() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let words: String = (0..40).map(|number| format!("SETTING_{number}={number}\n")).collect();
    repo.had(FILE, &words).git(&["mv", FILE, "production.env"]);
    repo.write("production.env", format!("{words}{}", keys.lines())).add("production.env");
    repo.commit("rename").refused_with(1).finds_keys("production.env", 41);
}

/// A merge of `side` that stops at a conflict in `a`; `on_side` is what `side` brings besides.
fn conflict(repo: &TempRepo, on_side: impl FnOnce(&TempRepo)) {
    repo.had("a", "one\n").git(&["checkout", "-q", "-b", "side"]).had("a", "two\n");
    on_side(repo);
    repo.git(&["checkout", "-q", "main"]).had("a", "three\n");
    let stopped = repo.try_git(&["merge", "-q", "side"]);
    assert_eq!(stopped.code, Some(1), "{}", stopped.why("should stop at a conflict"));
}

#[test]
fn evil_merge_with_the_secret_typed_into_the_resolution() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    conflict(&repo, |_| ());
    repo.write("a", format!("two and three\n{}", keys.lines())).add("a");
    repo.commit("merge").refused_with(1).finds_keys("a", 2);
}

#[test]
fn merge_that_brings_the_other_sides_old_secret_with_a_conflict_elsewhere() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    conflict(&repo, |side| {
        side.had(FILE, keys.lines());
    });
    repo.write("a", "two and three\n").add("a").commit("merge").passed();
}

#[test]
fn attributes_that_hide_the_file() {
    for attributes in ["*.env -diff\n", "*.env binary\n"] {
        let repo = TempRepo::new();
        let keys = repo.keys();
        repo.had(".gitattributes", attributes).write(FILE, keys.lines()).add(FILE);
        repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
    }
}

#[test]
fn a_textconv_driver_that_hides_the_file() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(".gitattributes", "*.env diff=hide\n").config("diff.hide.textconv", "true").write(FILE, keys.lines()).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn configuration_that_changes_what_git_diff_prints() {
    for (key, value) in [("color.ui", "always"), ("diff.noprefix", "true"), ("diff.external", "true")] {
        let repo = TempRepo::new();
        let keys = repo.keys();
        repo.had("readme", "words\n").config(key, value).write(FILE, keys.lines()).add(FILE);
        repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
    }
}

/// UTF-16 with its least byte first and a byte order mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn utf_16_with_a_byte_order_mark() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, utf16(&format!("DEBUG=1\r\n{}", keys.lines()))).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 2);
}

#[test]
fn a_nul_byte_in_an_otherwise_plain_file() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, format!("DEBUG=\0\n{}", keys.lines())).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 2);
}

#[test]
fn lines_that_end_with_a_carriage_return() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, keys.lines().replace('\n', "\r\n")).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn no_line_end_at_the_end_of_the_file() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, "DEBUG=1").write(FILE, format!("DEBUG=1\n{}", keys.github)).add(FILE);
    repo.commit("settings").refused_with(1).finds(GITHUB, &format!("{FILE}:2"));
}

#[test]
fn file_name_with_spaces_and_non_ascii() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let path = "réglages du serveur/clé d'accès.env";
    repo.write(path, keys.lines()).add(path);
    repo.commit("settings").refused_with(1).finds_keys(path, 1);
}

#[test]
fn file_name_with_a_newline() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("set\ntings.env", keys.lines()).add("set\ntings.env");
    repo.commit("settings").refused_with(1).finds_keys("set\\ntings.env", 1);
}

#[test]
fn file_name_that_is_no_utf_8() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(name(b"r\xe9glages.env"), keys.lines()).add(name(b"r\xe9glages.env"));
    repo.commit("settings").refused_with(1).finds_keys("r\\xe9glages.env", 1);
}

#[test]
fn file_name_with_quotes_and_a_leading_dash() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("-\"quoted\".env", keys.lines()).add("-\"quoted\".env");
    repo.commit("settings").refused_with(1).finds_keys("-\"quoted\".env", 1);
}

#[test]
fn subdirectory() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("deep/er/readme", "words\n");
    let deep = repo.at("deep/er");
    deep.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(&format!("deep/er/{FILE}"), 1);
    deep.write(FILE, keys.lines()).commit_with(&["-m", "settings", FILE]).refused_with(1).finds_keys(&format!("deep/er/{FILE}"), 1);
}

#[test]
fn symlink_whose_target_is_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    std::os::unix::fs::symlink(&keys.github, repo.root().join("link")).expect("a link");
    repo.add("link").commit("link").refused_with(1).finds(GITHUB, "link (where the link points)");
}

#[test]
fn the_files_name_is_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(&keys.github, "words\n").add(&keys.github).commit("file").refused_with(1).says(GITHUB).says("(the file's name)");
}

#[test]
fn the_commit_message_holds_it() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("readme", "words\n").add("readme");
    let ran = repo.commit(&format!("use the new token\n\nIt is {}", keys.github));
    ran.refused_with(1).finds(GITHUB, "commit message:3");
    assert_eq!(ran.hooks.last().expect("a hook").name, "commit-msg");
}

#[test]
fn what_git_cuts_from_the_message_is_no_finding() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write(FILE, "DEBUG=1\n").add(FILE);
    // the draft of `commit -v` holds the diff, and with it the old secret
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["commit", "-v"]).env("GIT_EDITOR", "sed -i -e '1s/.*/take it out/'");
    repo.try_command(command).passed();
}

/// A commit made by a hook of the pre-commit framework inherits the range that the framework was asked to look at.
#[test]
fn an_inherited_range_does_not_hide_what_is_staged() {
    let repo = TempRepo::new();
    repo.had(FILE, "DEBUG=1\n").write(FILE, repo.keys().lines()).add(FILE);
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["commit", "-m", "settings"]).env("PRE_COMMIT_FROM_REF", "HEAD").env("PRE_COMMIT_TO_REF", "HEAD");
    repo.try_command(command).refused_with(1);
}

#[test]
fn one_line_of_a_megabyte_with_the_secret_at_its_end() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let minified: String = (0..40_000).map(|number| format!("function f{number}(a){{return a}};")).collect();
    assert!(minified.len() > 1_000_000, "a megabyte");
    repo.write("app.min.js", format!("{minified}var t=\"{}\"", keys.github)).add("app.min.js");
    repo.commit("bundle").refused_with(1).finds(GITHUB, "app.min.js:1");
}

#[test]
fn base64_of_the_secret_line() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let known = "export GITHUB_TOKEN=ghp_";
    let encoded = data_encoding::BASE64.encode(format!("{known}{}\n", &keys.github[4..]).as_bytes());
    repo.sandbox().guard(&encoded[known.len().div_ceil(3) * 4..]);
    repo.write("secret.yaml", format!("kind: Secret\ndata:\n  profile: {encoded}\n")).add("secret.yaml");
    repo.commit("settings").refused_with(1).finds(GITHUB, "secret.yaml:3");
}

#[test]
fn a_git_ignored_env_added_by_force() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(".gitignore", ".env\n").write(".env", keys.lines()).git(&["add", "-f", ".env"]);
    repo.commit("settings").refused_with(1).finds_keys(".env", 1);
}

#[test]
fn an_old_secret_line_is_indented_anew() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a.py", format!("def f():\n  token = \"{}\"\n", keys.github));
    repo.write("a.py", format!("def f():\n    token = \"{}\"\n", keys.github)).add("a.py").commit("indent").passed();
}

#[test]
fn an_old_secret_line_is_moved_within_the_file() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let words: String = (0..20).map(|number| format!("SETTING_{number}={number}\n")).collect();
    repo.had(FILE, format!("{}{words}", keys.lines())).write(FILE, format!("{words}{}", keys.lines())).add(FILE);
    repo.commit("sort").passed();
}

#[test]
fn a_copy_of_an_old_secret_into_another_file_is_new() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).write("copy.env", keys.lines()).add("copy.env");
    repo.commit("copy").refused_with(1).finds_keys("copy.env", 1);
}

#[test]
fn intent_to_add_a_file_that_is_not_in_the_commit() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").write("a", "two\n").add("a").write(FILE, keys.lines()).git(&["add", "-N", FILE]);
    repo.commit("a").passed();
}

#[test]
fn intent_to_add_does_not_hide_its_neighbour() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").write("later", "words\n").git(&["add", "-N", "later"]).write(FILE, keys.lines()).add(FILE);
    repo.commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn mode_of_a_file_with_an_old_secret_changes() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).git(&["update-index", "--chmod=+x", FILE]);
    repo.commit("run it").passed();
}

#[test]
fn keyword_on_an_old_line_and_secret_on_the_new_line_below_it() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("deploy.yaml", "aws:\n  aws_secret_access_key:\n");
    repo.write("deploy.yaml", format!("aws:\n  aws_secret_access_key:\n    {}\n", keys.aws_secret)).add("deploy.yaml");
    repo.commit("deploy").refused_with(1).finds(crate::secrets::AWS, "deploy.yaml:3");
}

#[test]
fn two_hundred_megabytes_of_random_bytes() {
    let repo = TempRepo::new();
    repo.config("core.compression", "0").config("core.bigFileThreshold", "1m").config("core.looseCompression", "0");
    let mut random = fastrand::Rng::with_seed(200);
    let megabyte: Vec<u8> = (0..1 << 17).flat_map(|_| random.u64(..).to_ne_bytes()).collect();
    repo.write("disk.img", megabyte.repeat(200)).add("disk.img");
    // bounded memory: the limit counts the object's file, which is mapped; another copy would not fit
    let mut command = repo.sandbox().command("sh", repo.root());
    command.args(["-c", "ulimit -v 307200; exec git commit -q -m image"]);
    repo.try_command(command).passed();
}

/// The file of a loose object.
pub(crate) fn loose(folder: &Path, id: &str) -> std::path::PathBuf {
    folder.join("objects").join(&id[..2]).join(&id[2..])
}

#[test]
fn a_staged_object_cannot_be_read() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write(FILE, "DEBUG=1\n").add(FILE);
    let id = repo.id(&format!(":{FILE}"));
    let file = loose(&repo.root().join(".git"), &id);
    std::fs::remove_file(&file).expect("an object");
    std::fs::write(&file, "no object").expect("a broken object");
    repo.commit("settings").refused_with(2).says(&id);
}

#[test]
fn a_clean_commit_is_silent() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n").write("readme", "more words\n").add("readme");
    let ran = repo.commit_with(&["-q", "-m", "words"]);
    ran.passed();
    assert_eq!(ran.text(), "");
    assert_eq!(ran.hooks.iter().map(|hook| hook.name.as_str()).collect::<Vec<_>>(), ["pre-commit", "commit-msg"]);
}

#[test]
fn an_empty_commit_and_a_reworded_one_are_silent() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines());
    repo.commit_with(&["--allow-empty", "-m", "nothing"]).passed();
    repo.commit_with(&["--amend", "--allow-empty", "-m", "still nothing"]).passed();
}

#[test]
fn a_test_mode_key_is_told_and_let_through() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write(FILE, format!("STRIPE_API_KEY={}\n", keys.stripe.replace("live", "test"))).add(FILE);
    repo.commit("settings").succeeded().says("leakgate: warning").says("stripe-test-secret-key").says(FILE);
}

#[test]
fn a_symlink_becomes_a_file_with_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    std::os::unix::fs::symlink("readme", repo.root().join(FILE)).expect("a link");
    repo.add(FILE).slip_in("link");
    std::fs::remove_file(repo.root().join(FILE)).expect("the link");
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
}

#[test]
fn named_files_are_scanned_whole_when_nothing_is_staged() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(FILE, keys.lines()).had("readme", "words\n");
    repo.leakgate(&["hook", "pre-commit", "readme", FILE]).refused_with(1).finds_keys(FILE, 1);
    repo.leakgate(&["hook", "pre-commit", "readme"]).passed();
    repo.leakgate(&["hook", "pre-commit"]).passed();
}

/// Six million bytes with a token every 120,000 or so: some of them stand where one window ends and the next begins.
fn large(repo: &TempRepo) -> (String, usize) {
    let keys: Vec<String> = (0..50).map(|_| repo.keys().github).collect();
    let filler = "a line like many others in a large file\n".repeat(3_000);
    (keys.iter().map(|key| format!("{filler}TOKEN={key}\n")).collect(), keys.len())
}

#[test]
fn every_secret_of_a_large_file() {
    let repo = TempRepo::new();
    let (text, count) = large(&repo);
    repo.config("core.compression", "0").write("dump.sql", text).add("dump.sql");
    repo.commit("dump").refused_with(1).says(&format!("leakgate: {count} secrets in what")).finds(GITHUB, "dump.sql:3001");
}

#[test]
fn unrelated_line_in_a_large_file_with_old_secrets() {
    let repo = TempRepo::new();
    let (text, _) = large(&repo);
    repo.config("core.compression", "0").had("dump.sql", &text).write("dump.sql", format!("one more line\n{text}")).add("dump.sql");
    repo.commit("dump").passed();
}

#[test]
fn a_folder_with_an_old_secret_is_renamed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(format!("old/deep/{FILE}"), keys.lines()).had("old/readme", "words\n").git(&["mv", "old", "new"]);
    repo.commit("rename").passed();
}

#[test]
fn a_folder_becomes_a_file_with_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("thing/readme", "words\n").git(&["rm", "-q", "-r", "thing"]).write("thing", keys.lines()).add("thing");
    repo.commit("thing").refused_with(1).finds_keys("thing", 1);
}

#[test]
fn intent_to_add_beside_a_secret_in_a_folder_of_its_own() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let path = format!("a/b/{FILE}");
    repo.had("a/b/readme", "words\n").had("c/readme", "words\n").write("a/b/later", "words\n").git(&["add", "-N", "a/b/later"]);
    repo.write(&path, keys.lines()).add(&path);
    repo.commit_with(&["-m", "only c", "-o", "c/readme", "--allow-empty"]).passed();
    repo.commit("settings").refused_with(1).finds_keys(&path, 1);
}

#[test]
fn a_pick_from_another_branch_that_stopped_at_a_conflict() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("a", "one\n").git(&["checkout", "-q", "-b", "side"]).write(FILE, keys.lines()).add(FILE).had("a", "two\n");
    repo.git(&["checkout", "-q", "main"]).had("a", "three\n");
    let stopped = repo.try_git(&["cherry-pick", "side"]);
    assert_eq!(stopped.code, Some(1), "{}", stopped.why("should stop at a conflict"));
    repo.write("a", "two and three\n").add("a").commit("pick").refused_with(1).finds_keys(FILE, 1);
}

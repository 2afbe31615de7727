//! What the hook is given: lines that git does not write, and names that only some servers take.

use super::{FILE, clean};
use crate::wire::Wire;

#[test]
fn garbage_on_standard_input() {
    let (server, clone) = clean(Wire::Path);
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
    let (server, _clone) = clean(Wire::Path);
    let (zero, unknown) = ("0".repeat(40), "1".repeat(40));
    server.leakgate_with_input(&["hook", "pre-receive"], format!("{zero} {unknown} refs/heads/main\n")).refused_with(2).says(&unknown);
}

#[test]
fn an_old_id_that_does_not_exist_does_not_let_the_new_one_through() {
    let (server, clone) = clean(Wire::Path);
    let line = format!("{} {} refs/heads/main\n", "1".repeat(40), clone.id("HEAD"));
    server.leakgate_with_input(&["hook", "pre-receive"], line).refused_with(2);
}

#[test]
fn nothing_on_standard_input() {
    // git never calls the hook for nothing: somebody else has read the lines
    let (server, _clone) = clean(Wire::Path);
    server.leakgate_with_input(&["hook", "pre-receive"], "").refused_with(2);
}

#[test]
fn a_pushed_object_cannot_be_read() {
    let (server, clone) = clean(Wire::Path);
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
fn a_branch_name_with_a_slash_and_no_ascii() {
    let (_server, clone) = clean(Wire::Path);
    let keys = clone.keys();
    clone.git(&["checkout", "-q", "-b", "été/à faire".replace(' ', "-").as_str()]).had("readme", "more words\n");
    clone.push(&["HEAD"]).passed();
    clone.had(FILE, keys.lines()).push(&["HEAD"]).refused_with(1).finds_keys(FILE, 1);
}

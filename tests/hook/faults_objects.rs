//! Faults of objects and refs that damage.rs does not make.

use std::io::Write;

use crate::commit::loose;
use crate::faults::{FILE, arrived};
use crate::repo::TempRepo;

/// A loose object's file with this header in front of the content.
fn write_object(path: &std::path::Path, header: &str, content: &[u8]) {
    let _ = std::fs::remove_file(path);
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&[header.as_bytes(), b"\0", content].concat()).expect("memory");
    std::fs::write(path, encoder.finish().expect("memory")).expect("an object");
}

#[test]
pub(crate) fn an_object_whose_header_lies() {
    for size in [5_usize, 1_000, 5 << 20] {
        for lie in [0, 1, size / 2, size - 1, size + 1, 2 * size, 1 << 40] {
            let repo = TempRepo::new();
            repo.had("readme", "words\n").write(FILE, vec![b'x'; size]).add(FILE);
            let id = repo.id(&format!(":{FILE}"));
            write_object(&loose(&repo.root().join(".git"), &id), &format!("blob {lie}"), &vec![b'x'; size]);
            let ran = repo.leakgate(&["hook", "pre-commit"]);
            assert_eq!(ran.code, Some(2), "{size} bytes that say they are {lie}: {}", ran.why("should be refused"));
            ran.says(&id);
        }
    }
}

#[test]
pub(crate) fn alternates_that_are_gone() {
    let lender = TempRepo::without_hooks(&[]);
    lender.had("d/readme", "words\n").had("readme", "words\n");
    lender.git(&["clone", "-q", "--shared", "--template=", ".", "../borrower"]);
    let borrower = lender.at(lender.sandbox().folder().join("borrower"));
    borrower.install().write(FILE, lender.keys().lines()).add(FILE).commit("settings").refused_with(1).finds_keys(FILE, 1);
    let head = borrower.id("HEAD");
    std::fs::rename(lender.root(), lender.root().with_file_name("moved")).expect("another name");
    borrower.leakgate(&["hook", "pre-commit"]).refused_with(2).says(&head).says("  next: ");
    let zero = "0".repeat(40);
    let line = format!("refs/heads/main {head} refs/heads/main {zero}\n");
    borrower.leakgate_with_input(&["hook", "pre-push", "origin", "address"], line).refused_with(2);
}

#[test]
pub(crate) fn a_history_whose_objects_are_gone() {
    for revision in ["HEAD~", "HEAD~^{tree}", "HEAD~:d", "HEAD~:d/settings.env", "HEAD:readme"] {
        let repo = TempRepo::new();
        repo.had("d/readme", "words\n").had(format!("d/{FILE}"), repo.keys().lines()).had("readme", "words\nwords\n");
        let id = repo.id(revision);
        std::fs::remove_file(loose(&repo.root().join(".git"), &id)).expect("an object");
        repo.leakgate(&["scan", "--history"]).refused_with(2);
        repo.leakgate(&["scan", "--range", "HEAD"]).refused_with(2);
    }
}

#[test]
pub(crate) fn a_ref_that_is_broken() {
    for content in ["", "no id\n", "ref: refs/heads/nowhere\n", "1111111111111111111111111111111111111111\n"] {
        let (server, _clone, line) = arrived();
        // it would have made the commit known, were it whole
        let new = line.split(' ').nth(1).expect("an id").to_owned();
        std::fs::write(server.folder().join("refs/heads/broken"), content).expect("a ref");
        let ran = server.leakgate_with_input(&["hook", "pre-receive"], &line);
        assert!(matches!(ran.code, Some(1 | 2)), "{content:?}: {}", ran.why("should be refused"));
        std::fs::write(server.folder().join("refs/heads/main"), content).expect("a ref");
        let zero = "0".repeat(40);
        let ran = server.leakgate_with_input(&["hook", "pre-receive"], format!("{zero} {new} refs/heads/other\n"));
        assert!(matches!(ran.code, Some(1 | 2)), "{content:?}: {}", ran.why("should be refused"));
    }
}

//! leakgate passes on its own repository: no token stands in its source, its samples or its documents.

use std::process::Command;

#[test]
fn the_repository_of_leakgate_is_clean() {
    let ran = Command::new(env!("CARGO_BIN_EXE_leakgate"))
        .args(["scan", "--level", "warn", "."])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    let said = [ran.stdout, ran.stderr].concat();
    assert_eq!((ran.status.code(), String::from_utf8_lossy(&said).as_ref()), (Some(0), ""));
}

//! How the program is linked.

#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The catalogue holds some twenty thousand pointers. In a program that may lie anywhere in memory each of them is put right at
    // every start, which takes longer than a small commit's own work; here the linker does it once.
    let target = |name| std::env::var(name).unwrap_or_default();
    let is_static = target("CARGO_CFG_TARGET_FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

#![allow(clippy::all, warnings)]
use leakgate::install::*;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let a: Vec<&str> = args.iter().map(String::as_str).collect();
    let g = |r: &[&str]| match r { [] => Guarded::Repository(None), ["--global"] => Guarded::Everything, [p] => Guarded::Repository(Some(p.into())), _ => { eprintln!("Usage: leakgate"); std::process::exit(2) } };
    let r = match a.split_first() {
        Some((&"install", r)) => install(&g(r), &std::env::current_exe().unwrap()),
        Some((&"uninstall", r)) => uninstall(&g(r)),
        Some((&"hook", _)) => { eprintln!("leakgate: stub {a:?}"); return }
        _ => { eprintln!("Usage: leakgate"); std::process::exit(2) }
    };
    match r { Ok(o) => println!("{o}"), Err(e) => { eprintln!("leakgate: error: {e}\n  next: {}", e.next().unwrap_or_default()); std::process::exit(2) } }
}

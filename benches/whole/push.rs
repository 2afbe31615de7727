//! Pushes to a server, with the hook and without.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::measure::{paired, peak};
use crate::repository::Made;
use crate::sections::{History, row};
use crate::{Outcome, Plan};

/// Three thousand commits at once: into an empty server, or, of a real history, the newest into a server that has the others.
pub(crate) fn first(plan: &Plan) -> Outcome<()> {
    let history = History::of(plan, 3_000)?;
    let count = plan.commits.unwrap_or(plan.size(3_000, 500));
    let base = match plan.repository {
        Some(_) => older(history.path(), count)?,
        None => None,
    };
    into(base.as_ref(), &format!("push of {count} commits, with the hook / without"), history.path(), plan.rounds(10))
}

/// A server that has all of this history but the newest commits; none where it has no more.
fn older(history: &Path, count: usize) -> Outcome<Option<Made>> {
    let server = Made::new(true)?;
    let git = || {
        let mut command = server.command("git");
        command.arg("--git-dir").arg(history);
        command
    };
    let listed = git().args(["rev-list", "--max-count=1", &format!("--skip={count}"), "HEAD", "--"]).output()?;
    if !listed.status.success() {
        return Err(format!("{} is no repository with commits", history.display()).into());
    }
    let last = String::from_utf8(listed.stdout)?;
    let last = last.trim();
    if last.is_empty() {
        return Ok(None);
    }
    let pushed = git().args(["push", "--quiet"]).arg(server.path()).arg(format!("{last}:refs/heads/main")).status()?;
    if pushed.success() { Ok(Some(server)) } else { Err("git push failed".into()) }
}

/// The same with very many commits.
pub(crate) fn commits(plan: &Plan) -> Outcome<()> {
    let count = plan.size(100_000, 10_000);
    let made = Made::imported(true, 400, count)?;
    into(None, &format!("first push of {count} commits"), made.path(), plan.rounds(3))
}

/// A push of all of `history` into a server that has what `base` has, or nothing.
fn into(base: Option<&Made>, what: &str, history: &Path, rounds: usize) -> Outcome<()> {
    let pusher = Made::new(true)?;
    let mut servers: Vec<Made> = Vec::new();
    let mut prepare = |hooked: bool| {
        servers.clear();
        let server = base.map_or_else(|| Made::new(true), Made::again)?;
        if hooked {
            install(&server)?;
        }
        let mut command = pusher.command("git");
        command.arg("--git-dir").arg(history).args(["push", "--quiet"]).arg(server.path()).arg("HEAD:refs/heads/main");
        servers.push(server);
        Ok(command)
    };
    let prepare = RefCell::new(&mut prepare);
    let both = paired(rounds, [&mut || (prepare.borrow_mut())(true), &mut || (prepare.borrow_mut())(false)])?;
    row(what, &both);
    Ok(())
}

/// One commit, into a server with a history and very many refs.
pub(crate) fn refs(plan: &Plan) -> Outcome<()> {
    let (commits, refs) = (plan.size(3_000, 500), plan.size(50_000, 10_000));
    let made = Made::imported(true, 400, commits)?;
    one_commit(plan, "few refs", made, 400, 0)?;
    let made = Made::imported(true, 400, commits)?;
    one_commit(plan, &format!("{refs} refs"), made, 400, refs)
}

/// One commit, into a server with very many files.
pub(crate) fn monorepo(plan: &Plan) -> Outcome<()> {
    let files = plan.size(90_000, 20_000);
    one_commit(plan, &format!("{files} files"), Made::imported(true, files, 0)?, files, 0)
}

fn one_commit(plan: &Plan, what: &str, mut pusher: Made, files: usize, refs: usize) -> Outcome<()> {
    let rounds = plan.rounds(40);
    pusher.branch_off(files, 2 * rounds + 3)?;
    let (hooked, bare) = (server(&pusher, refs, true)?, server(&pusher, refs, false)?);
    let numbers = RefCell::new(0..);
    let push = |server: &Made| {
        let step = numbers.borrow_mut().next().ok_or("no more steps")?;
        let mut command = pusher.command("git");
        command.args(["push", "--quiet"]).arg(server.path()).arg(format!("refs/heads/step-{step}:refs/heads/topic"));
        command.arg("--force");
        Ok(command)
    };
    let both = paired(rounds, [&mut || push(&hooked), &mut || push(&bare)])?;
    row(&format!("push of one commit, {what}, with / without"), &both);
    hook_alone(&pusher, &hooked, &format!("the hook alone, {what} / git rev-list"), 2 * rounds + 2, plan.rounds(100))
}

/// A server that has `main` and `refs` more.
fn server(from: &Made, refs: usize, hooked: bool) -> Outcome<Made> {
    let server = Made::new(true)?;
    server.git(&["fetch", "--quiet", from.path().to_str().ok_or("a plain path")?, "+refs/heads/main:refs/heads/main"])?;
    if refs > 0 {
        let ids = String::from_utf8(server.command("git").args(["rev-list", "main"]).output()?.stdout)?;
        let ids: Vec<&str> = ids.lines().collect();
        let names = (0..refs).map(|at| format!("{} refs/heads/old/{at:06}\n", ids[at % ids.len()]));
        let main = format!("{} refs/heads/main\n", ids[0]);
        let text = ["# pack-refs with: peeled fully-peeled sorted \n".to_owned(), main].into_iter().chain(names).collect::<String>();
        std::fs::write(server.path().join("packed-refs"), text)?;
        let _ = std::fs::remove_file(server.path().join("refs/heads/main"));
    }
    if hooked {
        install(&server)?;
    }
    Ok(server)
}

/// The hook's own time against that of git listing the commits that are new, with what is new in a quarantine.
fn hook_alone(pusher: &Made, server: &Made, what: &str, step: usize, rounds: usize) -> Outcome<()> {
    let quarantine = server.path().join("objects/tmp_objdir-incoming-bench");
    std::fs::create_dir_all(&quarantine)?;
    let objects = server.path().join("objects");
    let guarded = |program: &str| {
        let mut command = server.command(program);
        command.env("GIT_DIR", ".").env("GIT_OBJECT_DIRECTORY", &quarantine).env("GIT_QUARANTINE_PATH", &quarantine);
        command.env("GIT_ALTERNATE_OBJECT_DIRECTORIES", &objects);
        command
    };
    let new = String::from_utf8(pusher.command("git").args(["rev-parse", &format!("refs/heads/step-{step}")]).output()?.stdout)?;
    let new = new.trim();
    let mut pack = pusher.command("git");
    let mut pack = pack.args(["pack-objects", "--quiet", "--revs", "--stdout"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    write!(pack.stdin.take().ok_or("no pipe to git")?, "{new}\n^refs/heads/main\n")?;
    let unpacked = guarded("git").args(["unpack-objects", "-q"]).stdin(pack.stdout.take().ok_or("no pipe from git")?).status()?;
    if !pack.wait()?.success() || !unpacked.success() {
        return Err("git cannot bring the commit".into());
    }
    let lines = server.path().join("lines");
    std::fs::write(&lines, format!("{} {new} refs/heads/new\n", "0".repeat(new.len())))?;
    let hook = || {
        let mut command = guarded("sh");
        command.args(["-c", "exec hooks/pre-receive <lines"]);
        Ok(command)
    };
    let list = || {
        let mut command = guarded("sh");
        command.args(["-c", "exec git rev-list \"$0\" --not --all <lines"]).arg(new);
        Ok(command)
    };
    row(what, &paired(rounds, [&mut { hook }, &mut { list }])?);
    std::fs::remove_dir_all(quarantine)?;
    Ok(())
}

/// One very large blob: time with the hook and without, and the most memory that the hook holds.
pub(crate) fn blob(plan: &Plan) -> Outcome<()> {
    let size = plan.size(1_000, 200) << 20;
    let made = Made::large(size)?;
    made.git(&["commit", "--quiet", "-m", "large"])?;
    into(None, &format!("push of a blob of {} MiB", size >> 20), &made.path().join(".git"), plan.rounds(3))?;
    let server = Made::new(true)?;
    install(&server)?;
    let mut command = made.command("git");
    command.args(["push", "--quiet"]).arg(server.path()).arg("HEAD:refs/heads/main");
    println!("{:<42} {:>8} MiB", "  the most memory of any process of it", peak(&mut command)? >> 20);
    Ok(())
}

/// Fifty pushes at once: into one repository, and each into its own.
pub(crate) fn crowd(plan: &Plan) -> Outcome<()> {
    const CROWD: usize = 50;
    let rounds = plan.rounds(8);
    let mut pusher = Made::imported(true, 400, 500)?;
    pusher.branch_off(400, 2 * CROWD * (rounds + 1))?;
    for own in [false, true] {
        let count = if own { CROWD } else { 1 };
        let made = |hooked| (0..count).map(|_| server(&pusher, 0, hooked)).collect::<Outcome<Vec<Made>>>();
        let (hooked, bare) = (made(true)?, made(false)?);
        let firsts = RefCell::new((0..).step_by(CROWD));
        let push = |servers: &[Made]| {
            let from = firsts.borrow_mut().next().ok_or("no more steps")?;
            let mut script = String::from("failed=0; children=\n");
            for at in 0..CROWD {
                let place = servers[at % count].path().display();
                let refs = format!("refs/heads/step-{0}:refs/heads/topic-{0}", from + at);
                let _ = writeln!(script, "git push --quiet '{place}' {refs} & children=\"$children $!\"");
            }
            script.push_str("for child in $children; do wait $child || failed=1; done; exit $failed\n");
            let mut command: Command = pusher.command("sh");
            command.arg("-c").arg(script);
            Ok(command)
        };
        let both = paired(rounds, [&mut || push(&hooked), &mut || push(&bare)])?;
        row(&format!("{CROWD} pushes at once, {count} repositories"), &both);
    }
    Ok(())
}

/// Makes leakgate the pre-receive hook of a server.
fn install(server: &Made) -> Outcome<()> {
    let path = server.path().to_str().ok_or("a plain path")?;
    let installed = server.leakgate(&["install", "--server", path]).output()?;
    if installed.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&installed.stderr).into_owned().into()) }
}

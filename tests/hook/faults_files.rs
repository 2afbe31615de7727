//! Faults of files: permissions, full disks, devices, file systems that are read only.

use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;

use crate::commit::loose;
use crate::faults::{FILE, is_root, mounting, ordinary, shell, staged};
use crate::faults_others::while_others;
use crate::repo::TempRepo;

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

#[test]
pub(crate) fn no_permission() {
    let repo = staged();
    let git = repo.root().join(".git");
    let object = loose(&git, &repo.id(&format!(":{FILE}")));
    let folder = object.parent().expect("a folder").to_owned();
    repo.write(".leakgate.toml", "unread = \"warn\"\n");
    let config = repo.root().join(".leakgate.toml");
    for path in [object, folder, loose(&git, &repo.id("HEAD")), git.join("index"), git.join("HEAD"), git.join("objects"), config] {
        let before = path.metadata().expect("its mode").permissions().mode();
        mode(&path, 0);
        let ran = repo.sandbox().run(ordinary(repo.sandbox(), repo.root(), "leakgate hook pre-commit"), b"");
        mode(&path, before);
        assert_eq!(ran.code, Some(2), "{}: {}", path.display(), ran.why("should be refused"));
        ran.says("leakgate: error: ").says("  next: ");
    }
    repo.leakgate(&["hook", "pre-commit"]).refused_with(1).finds_keys(FILE, 1);
}

#[test]
pub(crate) fn no_permission_to_a_file_that_is_scanned() {
    let repo = TempRepo::new();
    repo.write("d/a", "words\n").write("d/e/b", "words\n").write("d/e/c", "words\n");
    for path in ["d/e/b", "d/e"] {
        mode(&repo.root().join(path), 0);
        for named in ["d", "d/e/b", "."] {
            let ran = repo.sandbox().run(ordinary(repo.sandbox(), repo.root(), &format!("leakgate scan {named}")), b"");
            assert_eq!(ran.code, Some(2), "{path}: {}", ran.why("should be refused"));
        }
        mode(&repo.root().join(path), 0o755);
    }
    repo.leakgate(&["scan", "d"]).passed();
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a name").file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().expect("a plain name")).collect();
    names.sort();
    names
}

/// A limit on the size of files stands in for the disk: writing fails in the same place, in the middle of the file.
#[test]
pub(crate) fn a_report_file_on_a_full_disk() {
    let repo = TempRepo::new();
    let text: String = (0..40).map(|_| format!("TOKEN={}\n", repo.keys().github)).collect();
    repo.write(FILE, text);
    std::fs::create_dir(repo.root().join("out")).expect("a folder");
    repo.write("out/report", "the old one");
    for format in ["json", "sarif", "html", "csv", "markdown", "junit", "gitlab", "human"] {
        for option in [format!("--format {format} --output out/report"), format!("--report {format}=out/report")] {
            let script = format!("ulimit -f 4; exec leakgate scan {FILE} {option}");
            let ran = repo.sandbox().run(shell(repo.sandbox(), repo.root(), &script), b"");
            assert_eq!(ran.code, Some(2), "{option}: {}", ran.why("should be refused"));
            ran.says("cannot write out/report").says("  next: ");
            assert_eq!(std::fs::read(repo.root().join("out/report")).expect("a report"), b"the old one", "{option}");
            assert_eq!(names(&repo.root().join("out")), ["report"], "{option}");
        }
    }
}

#[test]
pub(crate) fn standard_output_that_is_full() {
    let repo = staged();
    for format in ["human", "json", "sarif", "html", "csv", "markdown", "junit", "gitlab", "github", "codequality"] {
        let script = format!("exec leakgate scan --staged --format {format} >/dev/full");
        let ran = repo.sandbox().run(shell(repo.sandbox(), repo.root(), &script), b"");
        ran.refused_with(2).says("cannot write the report");
    }
    let hook = repo.sandbox().run(shell(repo.sandbox(), repo.root(), "exec leakgate hook pre-commit 2>/dev/full"), b"");
    assert!(matches!(hook.code, Some(1 | 2)), "{}", hook.why("should be refused"));
    let list = repo.sandbox().run(shell(repo.sandbox(), repo.root(), "exec leakgate rules list >/dev/full"), b"");
    assert_eq!(list.code, Some(2), "{}", list.why("should fail"));
}

#[test]
pub(crate) fn a_report_to_a_device_or_link() {
    let repo = staged();
    let run = |script: &str| repo.sandbox().run(shell(repo.sandbox(), repo.root(), script), b"");
    // copies of devices: the real ones are not to be lost where this fails
    if is_root() {
        run("mknod null c 1 3 && mknod full c 1 7").succeeded();
        run("exec leakgate scan --staged --report json=null").refused_with(1);
        run("exec leakgate scan --staged --format json --output full").refused_with(2).says("cannot write full");
        assert!(["null", "full"].iter().all(|name| repo.root().join(name).metadata().expect("a device").file_type().is_char_device()));
    }
    run("mkfifo pipe && { cat pipe >read & } && leakgate scan --staged --report json=pipe; code=$?; wait; exit $code").refused_with(1);
    assert!(repo.root().join("pipe").metadata().expect("a pipe").file_type().is_fifo());
    let read = std::fs::read_to_string(repo.root().join("read")).expect("what came through");
    repo.sandbox().also_printed("the pipe", read.as_bytes());
    assert!(read.contains("stripe-live-secret-key") && read.trim_end().ends_with('}'), "{read}");
    symlink("target", repo.root().join("link")).expect("a link");
    repo.write("target", "the old one");
    run("exec leakgate scan --staged --report json=link").refused_with(1);
    assert!(repo.root().join("link").symlink_metadata().expect("a link").file_type().is_symlink());
    assert!(std::fs::read_to_string(repo.root().join("target")).expect("a report").starts_with('{'));
}

#[test]
pub(crate) fn a_read_only_file_system() {
    let repo = staged();
    let root = repo.root().display();
    let run = |command: &str| {
        let inner =
            format!("mount --bind {root} {root} && mount -o remount,bind,ro {root} && cd {root} && ! touch x 2>/dev/null && {command}");
        repo.sandbox().run(mounting(repo.sandbox(), repo.sandbox().folder(), &inner), b"")
    };
    run("exec leakgate hook pre-commit").refused_with(1).finds_keys(FILE, 1);
    run("exec leakgate scan --history").passed();
    run("exec leakgate scan --staged --report json=report.json").refused_with(2).says("cannot write report.json");
    repo.git(&["rm", "-q", "--cached", FILE]).write("readme", "more words\n").add("readme");
    run("exec leakgate hook pre-commit").passed();
}

#[test]
pub(crate) fn a_configuration_that_is_no_plain_file() {
    let repo = staged();
    let path = repo.root().join(".leakgate.toml");
    let refused = |what: &str| {
        let mut command = shell(repo.sandbox(), repo.root(), "ulimit -v 400000; exec timeout 20 leakgate hook pre-commit");
        command.env("WHAT", what);
        let ran = repo.sandbox().run(command, b"");
        assert_eq!(ran.code, Some(2), "{what}: {}", ran.why("should be refused"));
        ran.says(".leakgate.toml");
    };
    for device in ["/dev/zero", "/dev/random", "/dev/tty", "."] {
        symlink(device, &path).expect("a link");
        refused(device);
        std::fs::remove_file(&path).expect("a link");
    }
    std::fs::create_dir(&path).expect("a folder");
    refused("a folder");
    std::fs::remove_dir(&path).expect("a folder");
    std::fs::write(&path, "# words\n".repeat(200_000)).expect("a file");
    refused("a large file");
}

#[test]
pub(crate) fn a_file_that_goes_while_it_is_scanned() {
    let repo = TempRepo::new();
    (0..400).for_each(|number| {
        repo.write(format!("d/{number:03}"), format!("words {number}\n"));
    });
    let keys = repo.keys();
    repo.write("d/399.env", keys.lines());
    let folder = repo.root().join("d");
    let others = |number| {
        let path = folder.join(format!("{:03}", number % 398));
        std::fs::remove_file(&path).expect("a file");
        std::thread::sleep(Duration::from_micros(300));
        std::fs::write(&path, "words again\n").expect("a file");
    };
    while_others(others, || {
        for _ in 0..12 {
            let ran = repo.leakgate(&["scan", "d"]);
            match ran.code {
                Some(1) => drop(ran.finds_keys("d/399.env", 1)),
                _ => drop(ran.refused_with(2).says("cannot read d/")),
            }
        }
    });
}

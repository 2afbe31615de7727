//! The fault matrix: what may go wrong around leakgate, what must happen then, and the test that makes it go wrong.
//!
//! docs/reliability.md is this table; what is not in it is not promised.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::repo::{Server, TempRepo};
use crate::sandbox::Sandbox;

/// One line of the table.
struct Fault {
    what: &'static str,
    must: &'static str,
    name: &'static str,
    /// Named here so that a line without its test does not compile.
    _test: fn(),
}

macro_rules! faults {
    ($($module:ident :: $test:ident: $what:literal => $must:literal,)*) => {
        &[$(Fault { what: $what, must: $must, name: concat!(stringify!($module), "::", stringify!($test)), _test: crate::$module::$test }),*]
    };
}

/// All of them, by what goes wrong.
const MATRIX: &[(&str, &[Fault])] = &[
    (
        "Objects, packs and the index",
        faults! {
            damage::an_object_of_a_commit_is_damaged: "A staged object, HEAD or one of its trees is missing, empty, no object, or cut short" => "exit 2, the object's id",
            damage::an_object_of_a_push_is_damaged: "The same for what a push brings" => "exit 2, the object's id; the push is refused",
            damage::an_old_version_that_is_missing_makes_everything_new: "Only the old version of a changed file is missing" => "all of the file counts as new: the strict answer",
            damage::a_damaged_pack: "A pack or its index is cut short, overwritten or gone" => "exit 2, the object's id",
            damage::a_damaged_index: "The index is cut, of an unknown version, or contradicts itself" => "exit 2, the file",
            damage::a_tree_extension_that_lies_about_counts: "The index's list of written trees contradicts its entries" => "exit 2, the file",
            damage::a_wrong_sum_at_the_end_of_the_index: "Only the checksum of the index is wrong" => "what its entries say is looked at, as git commits it",
            faults_objects::an_object_whose_header_lies: "An object is longer or shorter than its header says" => "exit 2, the object's id; where git takes the first bytes of it, those are looked at",
            faults_objects::alternates_that_are_gone: "The repository that lends its objects is gone" => "exit 2, the object's id",
            faults_objects::a_history_whose_objects_are_gone: "`scan --history` or `--range` over a history with a missing commit, tree or blob" => "exit 2",
            faults_objects::a_ref_that_is_broken: "A ref's file holds no id" => "nothing passes: what the ref would have made known counts as new, or exit 2",
        },
    ),
    (
        "Files, permissions and disks",
        faults! {
            faults_files::no_permission: "An object, a folder of objects, the index, HEAD or the configuration may not be read" => "exit 2, the reason",
            faults_files::no_permission_to_a_file_that_is_scanned: "A file or folder named to `scan` may not be read" => "exit 2, the path",
            faults_files::a_report_file_on_a_full_disk: "The disk is full while a report file is written" => "exit 2; the report that was there stays as it was, and nothing else is left",
            server_audit::a_log_on_a_full_disk: "The disk is full while a server's audit log is written" => "the push is refused, exit 2 (or let through, where `unwritable` says so); the log stays whole",
            faults_files::standard_output_that_is_full: "Standard output or standard error takes no more bytes" => "exit 1 or 2, never 0",
            faults_files::a_report_to_a_device_or_link: "A report file is a device, a pipe or a link" => "the device stays what it is, the link's file is replaced",
            faults_files::a_read_only_file_system: "The repository lies on a read-only file system" => "findings are told as anywhere; a report file there is exit 2",
            faults_files::a_configuration_that_is_no_plain_file: "`.leakgate.toml` is a device, a folder or larger than 1 MiB" => "exit 2, the path",
            faults_files::a_file_that_goes_while_it_is_scanned: "A folder changes while it is scanned" => "a file that is gone is exit 2, never skipped",
        },
    ),
    (
        "The process",
        faults! {
            faults_process::interrupted_hooks: "A hook is interrupted (SIGINT, SIGTERM, SIGHUP) or killed (SIGKILL)" => "the commit or push is refused; the next one works",
            faults_process::interrupted_while_a_report_is_written: "A scan is interrupted while it writes a report file" => "the old file or the whole new one is there, and nothing half written beside it",
            faults_process::killed_while_a_report_is_written: "A scan is killed (SIGKILL) while it writes a report file" => "the old file or the whole new one is there; what is left beside it is named `.leakgate-….part`",
            faults_process::a_reader_that_goes_away: "Whoever reads standard output closes it" => "the verdict's exit code",
            faults_process::standard_streams_that_are_closed: "Standard input, output or error are closed from the start" => "the verdict's exit code; a push without its lines is exit 2",
            faults_process::out_of_descriptors: "No more file descriptors" => "exit 1 or 2 where there are secrets, never 0",
            faults_process::out_of_memory: "No more memory" => "never 0 where there are secrets",
            faults_process::no_home: "No HOME, no PATH, no environment at all" => "the verdict as anywhere",
            faults_process::a_wrong_clock: "The clock is decades wrong" => "no crash; an allow entry counts until its date by that clock",
        },
    ),
    (
        "The environment and git itself",
        faults! {
            faults_environment::no_git: "git is not on PATH" => "the verdict; where only git could tell, exit 2 and that it is not there",
            faults_environment::a_git_that_fails: "git fails, is killed, or answers garbage" => "exit 2",
            faults_environment::hostile_variables_at_a_commit: "Each `GIT_*` variable that could lead astray, at a commit" => "what git would commit is looked at, or exit 2",
            faults_environment::hostile_variables_at_a_push: "The same in the environment of a server's hook" => "the push is refused (1 or 2)",
            faults_environment::another_owner: "The repository belongs to another user, and git does not trust it" => "exit 2",
            odd::a_repository_of_another_owner_that_the_environment_trusts: "The same, and git trusts it by its configuration" => "the verdict as anywhere",
        },
    ),
    (
        "While others work",
        faults! {
            faults_others::repacked_during_a_scan: "`git repack` and `git gc` while the history is scanned" => "all is found, or exit 2",
            faults_others::repacked_during_a_push: "The same while pushes arrive" => "each push is judged right",
            faults_others::a_ref_that_moves_during_a_push: "A ref moves between the start of a push and its hook's answer" => "the push is judged by what it brings; git refuses the ref",
            faults_others::many_hooks_at_once: "Many hooks at once in one repository" => "each verdict as if it were alone",
        },
    ),
    (
        "Counting",
        faults! {
            counting::what_drops_out_of_a_commit_is_named: "A fault of leakgate's own lets a file of a commit drop out" => "exit 2, the commit and the file",
            counting::both_numbers_are_in_the_report: "Any run" => "JSON reports what was to be looked at and what was: lines, refs, commits, texts, members of archives, bytes",
        },
    ),
    (
        "Hostile content",
        faults! {
            hostile_names::escapes_everywhere_in_every_format: "Terminal escapes and bidirectional controls in paths, messages, authors, taggers, ref names and around a secret" => "they are written out (`\\x1b`, `\\u{202e}`) in every format",
            hostile_names::names_with_which_trees_lie: "Trees with `.`, `..`, `.git`, slashes, twins, wrong order, wrong modes" => "what they hold is looked at, or exit 2",
            hostile_names::links_that_lead_out: "Symbolic links that lead out of the repository or to devices" => "their targets are text; nothing is followed",
            hostile_names::long_names: "Refs and paths of thousands of characters" => "told cut short",
            hostile_names::a_configuration_in_the_push: "A pushed tree brings a configuration that lets everything pass" => "it does not count",
            hostile_names::user_rules_that_explode: "A rule of the user's whose pattern is nested, huge or matches nothing of bounded size" => "exit 2, file, line and rule",
            hostile_sizes::a_hundred_thousand_findings: "100,000 findings in one push" => "refused within a few screens and bounded memory",
            hostile_sizes::a_line_of_half_a_gigabyte: "One line of 500 MB" => "looked at in windows of bounded memory",
            hostile_sizes::folders_in_folders: "Folders thousands deep" => "looked at to 2,000 levels, beyond that exit 2; no stack overflows",
            hostile_sizes::a_tree_of_very_many_entries: "A folder of 1,000,000 entries" => "the secret among them is found",
            hostile_sizes::trees_of_the_same_trees: "Few trees that name one another so often that they stand for billions of files" => "exit 2 within seconds",
            hostile_sizes::a_commit_of_a_hundred_megabytes: "Commit headers and messages of 100 MB" => "looked at; told cut short",
            hostile_sizes::tags_of_tags: "A tag of a tag of a tag" => "looked at to 64 levels, beyond that exit 2",
            hostile_sizes::thousands_of_refs: "A push of 5,000 refs" => "each is looked at",
            hostile_archives::paths_that_climb_out: "Members of archives named `../../x` or `/etc/x`" => "told by those names; nothing is written anywhere",
            hostile_archives::bombs_of_every_kind: "Archives that unpack to thousands of times their size: zip, gzip, xz, zstd, bzip2, tar, nested" => "opened to a limit, and what was not looked at is said; bounded memory",
            hostile_archives::a_zip_that_refers_to_itself: "A zip whose members overlap, repeat or lie about their sizes" => "within limits; said where it is not looked at",
        },
    ),
];

/// The document that the table makes.
fn document() -> String {
    let mut out = "# What happens when something goes wrong\n\n\
        leakgate says \"clean\" only when it has looked at all that it meant to look at. Each line below is made to go wrong by a test with real git; \
        this page is made from the table that holds those tests (`tests/hook/faults.rs`).\n\n\
        Exit 0 is clean, 1 is findings, 2 is \"could not decide\". git stops on 1 and 2, and on a hook that was killed.\n"
        .to_owned();
    for (title, faults) in MATRIX {
        out.extend(["\n## ", title, "\n\n| What goes wrong | What happens | Test |\n| --- | --- | --- |\n"]);
        out.extend(faults.iter().map(|fault| format!("| {} | {} | `{}` |\n", fault.what, fault.must, fault.name)));
    }
    out
}

#[test]
fn the_page_is_the_table() {
    crate::readme::is_current("docs/reliability.md", &document());
}

/// A test that no line names is a promise that nobody reads.
#[test]
fn each_test_stands_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hook");
    let mut tests = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of this file") {
        let path = entry.expect("a readable folder").path();
        let module = path.file_stem().and_then(OsStr::to_str).expect("a plain name").to_owned();
        if !["faults_", "hostile_"].iter().any(|begin| module.starts_with(begin)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for after in text.split("#[test]\n").skip(1) {
            let name = after.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')).expect("a function").0;
            let name = format!("{module}::{name}");
            assert!(MATRIX.iter().flat_map(|(_, faults)| *faults).any(|fault| fault.name == name), "{name} stands in no line of the table");
            tests += 1;
        }
    }
    assert!(tests > 30, "{tests} tests: were they found?");
}

/// A file of settings.
pub(crate) const FILE: &str = "settings.env";

/// A repository with a history, and with keys staged.
#[track_caller]
pub(crate) fn staged() -> TempRepo {
    let repo = TempRepo::new();
    repo.had("d/readme", "words\n").had("readme", "words\n").write(FILE, repo.keys().lines()).add(FILE);
    repo
}

/// A server without hooks to which a commit with keys has come that no ref has yet, a clone, and the line for the hook.
#[track_caller]
pub(crate) fn arrived() -> (Server, TempRepo, String) {
    let server = Server::without_hooks();
    let clone = server.clone_by("ann");
    clone.had("d/readme", "words\n").had(FILE, clone.keys().lines()).published();
    let (old, new) = (clone.id("HEAD~"), clone.id("HEAD"));
    server.git(&["update-ref", "refs/heads/main", &old]);
    (server, clone, format!("{old} {new} refs/heads/main\n"))
}

/// Writes a program.
pub(crate) fn program(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a program");
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("a program that runs");
}

/// Is this the user whom no permission stops?
pub(crate) fn is_root() -> bool {
    let file = tempfile::tempfile().expect("a temporary file");
    std::os::unix::fs::MetadataExt::uid(&file.metadata().expect("its owner")) == 0
}

/// A shell script in the environment of this world, run by somebody whom permissions stop: root gives away the right to pass over them.
pub(crate) fn ordinary(sandbox: &Sandbox, folder: &Path, script: &str) -> Command {
    if !is_root() {
        let mut command = sandbox.command("sh", folder);
        command.args(["-c", script]);
        return command;
    }
    let rights = "-dac_override,-dac_read_search";
    let mut command = sandbox.command("setpriv", folder);
    command.args(["--bounding-set", rights, "--inh-caps", rights, "sh", "-c", script]);
    command
}

/// The same with mounts of its own: as root, or in a user namespace of its own.
pub(crate) fn mounting(sandbox: &Sandbox, folder: &Path, script: &str) -> Command {
    let mut command = sandbox.command("unshare", folder);
    if !is_root() {
        command.arg("--map-root-user");
    }
    command.args(["--mount", "sh", "-c", script]);
    command
}

/// The same by whoever runs the tests.
pub(crate) fn shell(sandbox: &Sandbox, folder: &Path, script: &str) -> Command {
    let mut command = sandbox.command("sh", folder);
    command.args(["-c", script]);
    command
}

//! The hooks as text: what is shipped, how it is filled in for one place, and how one of ours is known again.

use std::path::{Path, PathBuf};

/// A hook that is shipped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script {
    pub(super) name: &'static str,
    text: &'static str,
}

macro_rules! shipped {
    ($name:literal) => {
        Script { name: $name, text: include_str!(concat!("../../hooks/", $name)) }
    };
}

const PRE_COMMIT: Script = shipped!("pre-commit");
const COMMIT_MSG: Script = shipped!("commit-msg");
const PRE_PUSH: Script = shipped!("pre-push");
pub(super) const PRE_RECEIVE: Script = shipped!("pre-receive");
const UPDATE: Script = shipped!("update");
/// Gerrit's name for what it calls before a ref moves.
pub(super) const REF_UPDATE: Script = shipped!("ref-update");
/// And for each commit that is sent for review.
pub(super) const COMMIT_RECEIVED: Script = shipped!("commit-received");
/// A check of Gitolite's; its file is called as rules name it.
pub(super) const VREF: Script = shipped!("vref");

/// Where people work.
pub(super) const CLIENT: [Script; 3] = [PRE_COMMIT, COMMIT_MSG, PRE_PUSH];
/// Where they push to. `update` is for servers that leave no room for `pre-receive`; who needs it copies the file.
pub(super) const SERVER: [Script; 1] = [PRE_RECEIVE];
/// Whatever may have been put into a hooks folder, by us or by hand.
pub(super) const ALL: [Script; 5] = [PRE_COMMIT, COMMIT_MSG, PRE_PUSH, PRE_RECEIVE, UPDATE];

/// What other programs than git call.
const FOREIGN: [Script; 3] = [REF_UPDATE, COMMIT_RECEIVED, VREF];

/// What git runs besides [`CLIENT`] (githooks(5)). A global `core.hooksPath` hides all of these in every repository, so each has to be passed
/// on. Two are left out: `push-to-checkout`, because its mere presence changes what a push to a checked-out branch does, and
/// `fsmonitor-watchman`, which is named in the configuration and not looked up.
pub(super) const PASSED_ON: [&str; 22] = [
    "applypatch-msg",
    "p4-changelist",
    "p4-post-changelist",
    "p4-pre-submit",
    "p4-prepare-changelist",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-receive",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-merge-commit",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "proc-receive",
    "reference-transaction",
    "update",
];

/// How a hook calls the program; the verb follows.
const CALL: &str = r#""$bin" hook "#;

/// The second line of every hook of ours, followed by the seal once it is installed.
const MARK: &str = "# leakgate hook";

impl Script {
    /// The text for one repository.
    pub(super) fn for_repository(&self, binary: &Path) -> Vec<u8> {
        self.for_server(binary, None)
    }

    /// The text for a server; `config` is the administrator's file of settings, which the hook's command line then names.
    pub(super) fn for_server(&self, binary: &Path, config: Option<&Path>) -> Vec<u8> {
        seal(&fill(self.text, |line| match (line.starts_with("recorded="), config, line.find(CALL)) {
            (true, ..) => Some(assignment("recorded", binary)),
            (false, Some(config), Some(at)) => {
                let verb = at + CALL.len();
                let end = verb + line[verb..].find(' ')?;
                let (call, rest) = line.as_bytes().split_at(end);
                Some([call, b" --config ", &quoted(config), rest].concat())
            }
            _ => None,
        }))
    }

    /// The text for the folder of global hooks: the hook that comes first is the repository's own; where that is ours, it does everything.
    pub(super) fn for_everything(&self, binary: &Path) -> Vec<u8> {
        seal(&fill(self.text, |line| {
            if line.starts_with("recorded=") {
                Some(assignment("recorded", binary))
            } else if line.starts_with("kept=") {
                let ours = format!(r#"case $second in "{MARK}"*) exec "$kept" "$@" ;; esac"#);
                let second = r#"second=; [ ! -x "$kept" ] || { read -r _; read -r second; } <"$kept""#;
                Some(format!("{}\n{second}\n{ours}", own("kept", self.name)).into_bytes())
            } else {
                None
            }
        }))
    }
}

/// A hook for the folder of global hooks that does nothing but call the repository's own.
pub(super) fn pass_through(name: &str) -> Vec<u8> {
    let text = include_str!("pass-through.sh");
    seal(&fill(text, |line| line.starts_with("own=").then(|| own("own", name).into_bytes())))
}

/// Sets `variable` to the path of the repository's own hook. In a linked worktree or a submodule `GIT_DIR` is not where the hooks are; there
/// git is asked.
fn own(variable: &str, name: &str) -> String {
    format!(
        "{variable}=${{GIT_DIR:-.git}}\n[ -d \"${variable}/objects\" ] || {variable}=$(git rev-parse --git-common-dir) || exit 2\n{variable}=${variable}/hooks/{name}"
    )
}

/// Replaces the lines for which `filled` has something.
fn fill(text: &str, filled: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    for line in text.lines() {
        out.extend(filled(line).unwrap_or_else(|| line.into()));
        out.push(b'\n');
    }
    out
}

/// `name='path'` for a POSIX shell, whatever bytes the path holds.
fn assignment(name: &str, path: &Path) -> Vec<u8> {
    [name.as_bytes(), b"=", &quoted(path)].concat()
}

/// The path as one word for a POSIX shell.
fn quoted(path: &Path) -> Vec<u8> {
    let mut out = b"'".to_vec();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\'' => out.extend(br"'\''"),
            byte => out.push(*byte),
        }
    }
    out.push(b'\'');
    out
}

/// The program that a hook of ours falls back on.
pub(super) fn recorded(text: &[u8]) -> Option<PathBuf> {
    let line = text.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"recorded="))?;
    let text = String::from_utf8(line.to_vec()).ok()?;
    let path = text.strip_prefix('\'')?.strip_suffix('\'')?.replace(r"'\''", "'");
    Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty())
}

/// Writes the text's checksum behind the mark, so that a later version knows whether somebody has changed it.
fn seal(text: &[u8]) -> Vec<u8> {
    let Some((before, _, after)) = marked(text) else { return text.to_vec() };
    let mut out = before.to_vec();
    out.extend(format!("{MARK} {:08x}\n", checksum(before, after)).into_bytes());
    out.extend(after);
    out
}

fn checksum(before: &[u8], after: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(before);
    sum.update(after);
    sum.finalize()
}

/// The first line, what follows the mark on the second, and the rest; nothing where the second line has no mark.
fn marked(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let first = text.iter().position(|byte| *byte == b'\n')? + 1;
    let (before, rest) = text.split_at(first);
    let line = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let seal = rest[..line].strip_prefix(MARK.as_bytes())?;
    Some((before, seal.trim_ascii(), rest.get(line + 1..).unwrap_or_default()))
}

/// Whose a hook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// Ours, as we wrote it or as it is shipped: it may be replaced.
    Us,
    /// Ours, changed by hand.
    UsAndSomebody,
    /// Somebody else's.
    Somebody,
}

/// Whose hook is this?
pub(super) fn maker(text: &[u8]) -> Maker {
    match marked(text) {
        None => Maker::Somebody,
        Some((before, seal, after)) if seal == format!("{:08x}", checksum(before, after)).as_bytes() => Maker::Us,
        Some(_) if ALL.iter().chain(&FOREIGN).any(|script| script.text.as_bytes() == text) => Maker::Us,
        Some(_) => Maker::UsAndSomebody,
    }
}

/// Does this hook ask for its own file name? Under another name it would do something else, or nothing: husky's, overcommit's and many
/// self-made dispatchers pass silently then.
pub(super) fn goes_by_its_name(text: &[u8]) -> bool {
    const OWN: [&str; 6] = ["$0", "${0", "BASH_SOURCE", "PROGRAM_NAME", "argv[0]", "__FILE__"];
    let text = String::from_utf8_lossy(text);
    text.contains("${0##*/}") || text.lines().any(|line| line.contains("basename") && OWN.iter().any(|own| line.contains(own)))
}

/// Was this hook written by `pre-commit install` (pre-commit.com)?
pub(super) fn is_of_the_framework(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"File generated by pre-commit").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_hooks_are_short_and_marked() {
        for script in ALL.into_iter().chain(FOREIGN) {
            assert!(script.text.lines().count() < 15, "{} has 15 lines or more", script.name);
            assert_eq!(script.text.lines().nth(1), Some(MARK), "{}: second line", script.name);
            assert_eq!(script.text.lines().filter(|line| line.starts_with("recorded=")).count(), 1, "{}: one recorded= line", script.name);
            let is_alone = script.name == VREF.name;
            assert_eq!(script.text.lines().any(|line| line.starts_with("kept=")), !is_alone, "{}: one kept= line", script.name);
            assert!(script.text.contains(&format!("{CALL}{} \"$", script.name)), "{} calls itself something else", script.name);
        }
    }

    #[test]
    fn ours_is_known_again_and_so_is_a_change_by_hand() {
        let sealed = PRE_PUSH.for_repository(Path::new("/opt/it's here/leakgate"));
        let mut changed = sealed.clone();
        changed.extend(b"make lint\n");
        let cases: [(&[u8], Maker); 6] = [
            (&sealed, Maker::Us),
            (&pass_through("post-merge"), Maker::Us),
            (PRE_PUSH.text.as_bytes(), Maker::Us),
            (&changed, Maker::UsAndSomebody),
            (b"#!/bin/sh\n# leakgate hook", Maker::UsAndSomebody),
            (b"#!/bin/sh\nmake lint\n# leakgate hook\n", Maker::Somebody),
        ];
        for (text, want) in cases {
            assert_eq!(maker(text), want, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn a_file_of_settings_is_named_in_every_call() {
        let settings = Path::new("/etc/it's/leak gate.toml");
        for (script, calls) in [(PRE_RECEIVE, 2), (UPDATE, 1), (REF_UPDATE, 1), (COMMIT_RECEIVED, 1), (VREF, 1)] {
            let text = script.for_server(Path::new("/opt/leakgate"), Some(settings));
            let text = String::from_utf8(text).unwrap();
            let named = text.matches(r#" --config '/etc/it'\''s/leak gate.toml' "$"#).count();
            assert_eq!((named, maker(text.as_bytes())), (calls, Maker::Us), "{text}");
        }
    }

    #[test]
    fn a_path_is_one_word_for_the_shell() {
        let path = Path::new("/a b/it's $HOME");
        assert_eq!(assignment("recorded", path), br"recorded='/a b/it'\''s $HOME'");
        assert_eq!(recorded(&PRE_COMMIT.for_repository(path)).as_deref(), Some(path));
    }

    #[test]
    fn a_hook_that_asks_for_its_name_is_seen() {
        let cases = [
            ("exec \"$(dirname \"$0\")/x\" \"$@\"", false),
            ("n=$(basename \"$0\")", true),
            ("hook=${0##*/}", true),
            ("hook_type = File.basename($PROGRAM_NAME)", true),
            ("basename \"$file\"", false),
        ];
        for (text, want) in cases {
            assert_eq!(goes_by_its_name(text.as_bytes()), want, "{text}");
        }
    }
}

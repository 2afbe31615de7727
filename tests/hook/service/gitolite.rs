//! Gitolite, set up as its documentation says, for whoever runs the tests: one that has leakgate in `hooks/common`, and one that has it as
//! a VREF.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use super::sshd::{PEOPLE, Sshd, keys, public};
use super::{folder, must, plain, tool, write};
use crate::sandbox;
use crate::wire::Wire;

/// A Gitolite and what it is reached through.
pub(crate) struct Gitolite {
    home: PathBuf,
    pub(crate) sshd: Sshd,
}

static HOOKED: LazyLock<Gitolite> = LazyLock::new(|| Gitolite::set_up(Wire::Gitolite));
static VREF: LazyLock<Gitolite> = LazyLock::new(|| Gitolite::set_up(Wire::Vref));

/// The one for this way.
pub(crate) fn of(wire: Wire) -> &'static Gitolite {
    if wire == Wire::Vref { &VREF } else { &HOOKED }
}

impl Gitolite {
    fn set_up(wire: Wire) -> Self {
        let folder = folder("gitolite");
        let home = folder.join("home");
        std::fs::create_dir_all(home.join(".ssh")).expect("a folder for keys");
        // without it, not even its settings are told
        std::fs::create_dir_all(home.join(".gitolite/logs")).expect("a folder for its log");
        keys(&folder);
        // code of the site lies in a folder of the hosting user's own; lists for daemons that nobody runs here are left out
        let settings = gitolite(&home, &["print-default-rc"]);
        assert!(settings.contains("%RC = (\n"), "Gitolite's settings begin otherwise:\n{settings}");
        let settings = settings.replacen("%RC = (\n", "%RC = (\n    LOCAL_CODE => \"$ENV{HOME}/local\",\n", 1);
        write(&home.join(".gitolite.rc"), settings.replace("'daemon',", "").replace("'gitweb',", ""));
        let mut install = Command::new(env!("CARGO_BIN_EXE_leakgate"));
        install.args(["install", "--server", plain(&home)]);
        let rule = if wire == Wire::Vref {
            install.arg("--vref");
            "    -   VREF/leakgate = @all\n"
        } else {
            ""
        };
        must(hosted(&mut install, &home));
        gitolite(&home, &["setup", "-pk", plain(&folder.join("ann.pub"))]);
        let worlds = format!("repo world-[A-Za-z0-9]+/[a-z]+\n    C   = @all\n    RW+ = @all\n{rule}");
        let sshd = Sshd::start(folder.clone(), &home);
        // the administrator's clone, and a push to it
        let admin = folder.join("admin");
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            hosted(git.current_dir(&folder).args(arguments), &home).env("GIT_SSH_COMMAND", sshd.command());
            must(&mut git);
        };
        git(&["clone", "-q", "ssh://ann/gitolite-admin", plain(&admin)]);
        write(&admin.join("conf/gitolite.conf"), format!("repo gitolite-admin\n    RW+ = ann\n\n{worlds}"));
        for person in PEOPLE {
            write(&admin.join(format!("keydir/{person}.pub")), public(&folder, person));
        }
        for arguments in [&["add", "."][..], &["commit", "-q", "-m", "worlds"], &["push", "-q"]] {
            git(&[&["-C", plain(&admin)], arguments].concat());
        }
        Self { home, sshd }
    }

    /// Where a repository lies.
    pub(crate) fn folder(&self, repository: &str) -> PathBuf {
        self.home.join("repositories").join(format!("{repository}.git"))
    }
}

/// Runs Gitolite's own command as the hosting user.
fn gitolite(home: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(tool("gitolite"));
    must(hosted(command.args(arguments), home))
}

/// The environment of the hosting user.
fn hosted<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    let user = must(Command::new("id").arg("-un"));
    command.env_clear().env("HOME", home).env("USER", user.trim()).env("PATH", sandbox::tools()).env("GIT_CONFIG_NOSYSTEM", "1")
}

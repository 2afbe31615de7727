//! The ways that a push can take to a server, and what differs between them: the address, the environment that the client needs, and who
//! speaks for a refusal.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::service::{gitolite, lighttpd, sshd};

/// A way that a push takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    /// A path of this machine.
    Path,
    /// OpenSSH's server.
    Ssh,
    /// `git http-backend` behind lighttpd, with a password.
    Http,
    /// Gitolite over ssh, with leakgate as its pre-receive hook in `hooks/common`.
    Gitolite,
    /// Gitolite over ssh, with leakgate as a VREF: asked for each ref, once its objects are in.
    Vref,
}

impl Wire {
    /// Is each ref judged alone, by a hook that has no say over the others?
    pub(crate) fn judges_each_ref(self) -> bool {
        self == Self::Vref
    }

    /// Does Gitolite make the repositories, and their hooks?
    pub(crate) fn is_gitolite(self) -> bool {
        matches!(self, Self::Gitolite | Self::Vref)
    }

    /// Where the bare repository `name` of the world in `world` lies.
    pub(crate) fn folder(self, world: &Path, name: &str) -> PathBuf {
        match self {
            Self::Gitolite | Self::Vref => gitolite::of(self).folder(&repository(world, name)),
            Self::Path | Self::Ssh | Self::Http => world.join(format!("{name}.git")),
        }
    }

    /// How `person` reaches it.
    pub(crate) fn address(self, person: &str, world: &Path, name: &str) -> String {
        let folder = self.folder(world, name);
        let folder = folder.to_str().expect("a plain path");
        match self {
            Self::Path => format!("file://{folder}"),
            Self::Ssh => format!("ssh://{person}{folder}"),
            Self::Http => lighttpd::shared().address(person, folder),
            Self::Gitolite | Self::Vref => format!("ssh://{person}/{}", repository(world, name)),
        }
    }

    /// Lets git find its way, and lets the server's git write its record where the client's does.
    pub(crate) fn prepare(self, command: &mut Command, trace: &Path) {
        command.env("GIT_TRACE2_EVENT", trace);
        match self {
            Self::Path => {}
            Self::Ssh => _ = command.env("GIT_SSH_COMMAND", sshd::shared().command()),
            Self::Gitolite | Self::Vref => _ = command.env("GIT_SSH_COMMAND", gitolite::of(self).sshd.command()),
            Self::Http => {
                let header = format!("{}: {}", lighttpd::TRACE_HEADER, trace.display());
                command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "http.extraHeader").env("GIT_CONFIG_VALUE_0", header);
            }
        }
    }
}

/// The name that Gitolite knows a repository of a world by.
fn repository(world: &Path, name: &str) -> String {
    format!("{}/{name}", world.file_name().expect("a folder").to_str().expect("a plain name"))
}

/// Makes tests of rows: each is a push that runs over every way there is.
macro_rules! over_every_wire {
    ($($row:ident)*) => { $( mod $row {
        use crate::wire::Wire;

        #[test]
        fn over_a_path() {
            super::$row(Wire::Path);
        }
        #[test]
        fn over_ssh() {
            super::$row(Wire::Ssh);
        }
        #[test]
        fn over_http() {
            super::$row(Wire::Http);
        }
        #[test]
        fn through_gitolite() {
            super::$row(Wire::Gitolite);
        }
        #[test]
        fn through_gitolite_as_a_vref() {
            super::$row(Wire::Vref);
        }
    } )* };
}
pub(crate) use over_every_wire;

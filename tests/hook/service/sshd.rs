//! OpenSSH's server, with keys and a configuration of its own, for whoever runs the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use super::{Service, folder, must, plain, tool, write};
use crate::sandbox;

/// People who have a key.
pub(crate) const PEOPLE: [&str; 2] = ["ann", "bob"];

/// The settings of whom people log in as.
const SETTINGS: &str = "[init]\n\tdefaultBranch = main\n[user]\n\tname = host\n\temail = host@corp.example\n";

/// A server that takes the keys of [`PEOPLE`].
pub(crate) struct Sshd {
    service: Service,
}

static SHARED: LazyLock<Sshd> = LazyLock::new(|| {
    let folder = folder("sshd");
    let home = folder.join("home");
    keys(&folder);
    let allowed: String = PEOPLE.iter().map(|person| public(&folder, person)).collect();
    write(&home.join(".ssh/authorized_keys"), allowed);
    Sshd::start(folder, &home)
});

/// The one that plain git is behind.
pub(crate) fn shared() -> &'static Sshd {
    &SHARED
}

/// Makes keys for the server and for everybody.
pub(crate) fn keys(folder: &Path) {
    for name in ["host"].iter().chain(&PEOPLE) {
        must(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(folder.join(name)));
    }
}

/// A person's public key, as a line.
pub(crate) fn public(folder: &Path, person: &str) -> String {
    std::fs::read_to_string(folder.join(format!("{person}.pub"))).expect("a key")
}

impl Sshd {
    /// Starts one whose users find `home` as their home, with the keys that lie in `folder`.
    pub(crate) fn start(folder: PathBuf, home: &Path) -> Self {
        let is_root = must(Command::new("id").arg("-u")).trim() == "0";
        if is_root {
            // where the service of the system is not started, nothing has made it; sshd insists on it
            std::fs::create_dir_all("/run/sshd").expect("the folder that sshd locks itself into");
        }
        write(&home.join(".gitconfig"), SETTINGS);
        let home = home.to_path_buf();
        let service = Service::start(folder, "Server listening on", |folder, port| {
            let config = format!(
                "ListenAddress 127.0.0.1\nPort {port}\nHostKey {0}/host\nAuthorizedKeysFile {1}/.ssh/authorized_keys\nPidFile none\n\
                 StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
                 UseDNS no\nMaxStartups 500\nMaxSessions 500\n\
                 AcceptEnv GIT_TRACE2_EVENT GIT_PROTOCOL GIT_DEFAULT_HASH GIT_DEFAULT_REF_FORMAT\n\
                 SetEnv HOME={1} PATH={2} GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC\n",
                folder.display(),
                home.display(),
                plain(sandbox::tools()),
            );
            write(&folder.join("config"), config);
            let mut sshd = Command::new(tool("sshd"));
            sshd.args(["-D", "-f", plain(&folder.join("config")), "-E", plain(&folder.join("log"))]);
            sshd
        });
        let sshd = Self { service };
        sshd.write_client();
        sshd
    }

    /// The client's configuration: a host for each person, who log in as whoever runs the tests.
    fn write_client(&self) {
        let folder = self.service.folder();
        let user = must(Command::new("id").arg("-un"));
        let common = format!(
            "Host *\n  HostName 127.0.0.1\n  Port {}\n  User {}\n  HostKeyAlias tests\n  UserKnownHostsFile {}/known\n  \
             GlobalKnownHostsFile none\n  StrictHostKeyChecking yes\n  IdentitiesOnly yes\n  BatchMode yes\n  \
             SendEnv GIT_TRACE2_EVENT GIT_DEFAULT_HASH GIT_DEFAULT_REF_FORMAT\n",
            self.service.port(),
            user.trim(),
            folder.display(),
        );
        let people: String = PEOPLE.iter().map(|person| format!("Host {person}\n  IdentityFile {}/{person}\n", folder.display())).collect();
        write(&folder.join("client"), common + &people);
        write(&folder.join("known"), format!("tests {}", public(folder, "host")));
    }

    /// The client's command, as `GIT_SSH_COMMAND` wants it.
    pub(crate) fn command(&self) -> String {
        format!("ssh -F '{}'", self.service.folder().join("client").display())
    }
}

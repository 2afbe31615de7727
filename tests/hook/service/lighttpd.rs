//! lighttpd in front of `git http-backend`, with passwords.

use std::process::Command;
use std::sync::LazyLock;

use super::sshd::PEOPLE;
use super::{Service, folder, must, plain, program, tool, write};
use crate::sandbox;

/// The header that names where the server's git writes its record: a request has no other way to tell its hooks' environment apart.
pub(crate) const TRACE_HEADER: &str = "X-Trace";

/// A web server that serves all worlds.
pub(crate) struct Lighttpd {
    service: Service,
}

static SHARED: LazyLock<Lighttpd> = LazyLock::new(|| {
    let folder = folder("lighttpd");
    let users: String = PEOPLE.iter().map(|person| format!("{person}:password of {person}\n")).collect();
    write(&folder.join("users"), users);
    write(&folder.join("home/.gitconfig"), "");
    // lighttpd hands on no environment of its own
    let backend = format!(
        "#!/bin/sh\nexport PATH='{}' HOME='{}/home' LC_ALL=C TZ=UTC GIT_CONFIG_NOSYSTEM=1 GIT_PROJECT_ROOT='{}' GIT_HTTP_EXPORT_ALL=1 \
         GIT_TRACE2_EVENT=\"$HTTP_X_TRACE\"\nexec '{}/git-http-backend'\n",
        plain(sandbox::tools()),
        folder.display(),
        std::env::temp_dir().display(),
        must(Command::new("git").arg("--exec-path")).trim(),
    );
    program(&folder.join("backend"), backend);
    Lighttpd {
        service: Service::start(folder, "server started", |folder, port| {
            let config = format!(
                "server.modules = (\"mod_auth\", \"mod_authn_file\", \"mod_alias\", \"mod_cgi\")\n\
                 server.bind = \"127.0.0.1\"\nserver.port = {port}\nserver.document-root = \"{0}/home\"\nserver.errorlog = \"{0}/log\"\n\
                 server.upload-dirs = (\"{0}\")\nserver.max-connections = 500\n\
                 auth.backend = \"plain\"\nauth.backend.plain.userfile = \"{0}/users\"\n\
                 auth.require = (\"/\" => (\"method\" => \"basic\", \"realm\" => \"git\", \"require\" => \"valid-user\"))\n\
                 alias.url = (\"/git\" => \"{0}/backend\")\n\
                 cgi.assign = (\"/backend\" => \"\")\n",
                folder.display()
            );
            write(&folder.join("config"), config);
            let mut lighttpd = Command::new(tool("lighttpd"));
            lighttpd.args(["-D", "-f", plain(&folder.join("config"))]);
            lighttpd
        }),
    }
});

/// The one that all tests push to.
pub(crate) fn shared() -> &'static Lighttpd {
    &SHARED
}

impl Lighttpd {
    /// How a person reaches a repository in a world.
    pub(crate) fn address(&self, person: &str, folder: &str) -> String {
        let inside = folder.strip_prefix(plain(&std::env::temp_dir())).expect("a folder of a world");
        format!("http://{person}:password%20of%20{person}@127.0.0.1:{}/git{inside}", self.service.port())
    }
}

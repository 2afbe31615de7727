//! Repositories to commit in and servers to push to, with leakgate installed as a user installs it.
//!
//! The methods read like the scenario; what sets the stage hands the repository on, what is under test hands back a [`Ran`].

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use crate::ran::Ran;
use crate::sandbox::Sandbox;
use crate::secrets::Keys;
use crate::wire::Wire;

/// A repository with a work tree.
pub(crate) struct TempRepo {
    sandbox: Rc<Sandbox>,
    root: PathBuf,
    server: Option<PathBuf>,
}

/// A bare repository.
pub(crate) struct Server {
    sandbox: Rc<Sandbox>,
    name: String,
    folder: PathBuf,
}

/// Puts the hooks into the repository at `folder`, as its owner would.
fn install(sandbox: &Sandbox, folder: &Path) {
    let mut command = sandbox.command("leakgate", folder);
    command.arg("install");
    must(sandbox, command, b"");
}

/// Runs a command that sets the stage: it has to work.
#[track_caller]
fn must(sandbox: &Sandbox, command: Command, input: &[u8]) -> String {
    let ran = sandbox.run(command, input);
    assert_eq!(ran.code, Some(0), "{}", ran.why("sets the stage and has to work"));
    ran.stdout
}

/// HEAD and every ref of the repository at `folder`, one a line.
fn refs(sandbox: &Sandbox, folder: &Path) -> String {
    let mut command = sandbox.command("git", folder);
    command.args(["show-ref", "--head"]);
    sandbox.run(command, b"").stdout
}

impl TempRepo {
    /// An empty repository with the hooks of a developer in it.
    #[track_caller]
    pub(crate) fn new() -> Self {
        Self::with_format(&[])
    }

    /// The same in another format: options of `git init`.
    #[track_caller]
    pub(crate) fn with_format(options: &[&str]) -> Self {
        let repo = Self::without_hooks(options);
        repo.install();
        repo
    }

    /// An empty repository that nobody guards.
    #[track_caller]
    pub(crate) fn without_hooks(options: &[&str]) -> Self {
        let sandbox = Rc::new(Sandbox::new(Location::caller()));
        let root = sandbox.folder().join("work");
        std::fs::create_dir(&root).expect("a work tree");
        let repo = Self { sandbox, root, server: None };
        repo.git(&[&["init", "-q", "-b", "main", "--template="], options].concat());
        repo
    }

    /// Puts the hooks of a developer into it.
    pub(crate) fn install(&self) -> &Self {
        install(&self.sandbox, &self.root);
        self
    }

    /// The same world, seen from another folder: a subdirectory, a linked worktree, a submodule.
    pub(crate) fn at(&self, folder: impl AsRef<Path>) -> Self {
        Self { sandbox: Rc::clone(&self.sandbox), root: self.root.join(folder), server: self.server.clone() }
    }

    /// The world it lives in.
    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Where commands run.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// New keys, which nothing in this world may print.
    pub(crate) fn keys(&self) -> Keys {
        self.sandbox.keys()
    }

    /// Writes a file of the working copy.
    pub(crate) fn write(&self, path: impl AsRef<OsStr>, content: impl AsRef<[u8]>) -> &Self {
        let path = self.root.join(path.as_ref());
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the file");
        std::fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self
    }

    /// Stages a file.
    #[track_caller]
    pub(crate) fn add(&self, path: impl AsRef<OsStr>) -> &Self {
        self.git(&[OsStr::new("add"), OsStr::new("--"), path.as_ref()])
    }

    /// Commits a file as somebody without hooks does: it was there before.
    #[track_caller]
    pub(crate) fn had(&self, path: impl AsRef<OsStr>, content: impl AsRef<[u8]>) -> &Self {
        self.write(path.as_ref(), content).add(path.as_ref()).slip_in("before")
    }

    /// Commits what is staged past the hooks.
    #[track_caller]
    pub(crate) fn slip_in(&self, message: &str) -> &Self {
        self.git(&["commit", "-q", "--no-verify", "-m", message])
    }

    /// Commits one file past the hooks, and leaves what is staged besides.
    #[track_caller]
    pub(crate) fn slip_in_only(&self, path: &str) -> &Self {
        self.git(&["commit", "-q", "--no-verify", "-m", "before", "--only", "--", path])
    }

    /// Sets a value of the repository's configuration.
    #[track_caller]
    pub(crate) fn config(&self, key: &str, value: &str) -> &Self {
        self.git(&["config", key, value])
    }

    /// Runs a git command that sets the stage: it has to work.
    #[track_caller]
    pub(crate) fn git<S: AsRef<OsStr>>(&self, args: &[S]) -> &Self {
        self.ask(args);
        self
    }

    /// Runs a git command that has to work, for what it says.
    #[track_caller]
    pub(crate) fn ask<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        self.ask_with_input(args, "")
    }

    /// The same for an answer that need not be text.
    #[track_caller]
    pub(crate) fn ask_bytes<S: AsRef<OsStr>>(&self, args: &[S]) -> Vec<u8> {
        let mut command = self.sandbox.command("git", &self.root);
        let output = command.args(args).output().expect("git");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// The same with something on its standard input.
    #[track_caller]
    pub(crate) fn ask_with_input<S: AsRef<OsStr>>(&self, args: &[S], input: impl AsRef<[u8]>) -> String {
        let mut command = self.sandbox.command("git", &self.root);
        command.args(args);
        must(&self.sandbox, command, input.as_ref()).trim_end().to_owned()
    }

    /// Runs a git command under test, which should change a ref of this repository.
    pub(crate) fn try_git<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        let mut command = self.sandbox.command("git", &self.root);
        command.args(args);
        self.try_command(command)
    }

    /// Runs a command under test, which should change a ref of this repository.
    pub(crate) fn try_command(&self, command: Command) -> Ran {
        let before = refs(&self.sandbox, &self.root);
        let ran = self.sandbox.run(command, b"");
        Ran { refs: Some((before, refs(&self.sandbox, &self.root))), ..ran }
    }

    /// `git commit -m`.
    pub(crate) fn commit(&self, message: &str) -> Ran {
        self.commit_with(&["-m", message])
    }

    /// `git commit` with these options and paths.
    pub(crate) fn commit_with<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        let words: Vec<&OsStr> = std::iter::once(OsStr::new("commit")).chain(args.iter().map(AsRef::as_ref)).collect();
        self.try_git(&words)
    }

    /// `git push origin` with these options and refspecs; the refs that should change are the server's.
    pub(crate) fn push<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        self.push_to("origin", args)
    }

    /// `git push` to that remote or address, with these options and refspecs; the refs that should change are the server's.
    pub(crate) fn push_to<S: AsRef<OsStr>>(&self, remote: &str, args: &[S]) -> Ran {
        let server = self.server();
        let mut command = self.sandbox.command("git", &self.root);
        command.args(["push", remote]).args(args);
        let before = refs(&self.sandbox, server);
        let ran = self.sandbox.run(command, b"");
        Ran { refs: Some((before, refs(&self.sandbox, server))), ..ran }
    }

    /// Brings every branch and tag to the server behind its hook's back: it had them before.
    #[track_caller]
    pub(crate) fn published(&self) -> &Self {
        let server = self.server();
        let mut command = self.sandbox.command("git", server);
        command.args(["fetch", "-q"]).arg(&self.root).args(["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]);
        must(&self.sandbox, command, b"");
        self.git(&["fetch", "-q", "origin"])
    }

    /// The server that pushes go to.
    #[track_caller]
    pub(crate) fn server(&self) -> &Path {
        self.server.as_deref().expect("a server to push to")
    }

    /// With a server without hooks, known here as `origin`.
    #[track_caller]
    pub(crate) fn with_origin(self) -> Self {
        self.with_remote("origin")
    }

    /// With a server without hooks, known here as `remote`.
    #[track_caller]
    pub(crate) fn with_remote(self, remote: &str) -> Self {
        let server = Server::bare(Rc::clone(&self.sandbox), remote, &[]);
        self.git(&[OsStr::new("remote"), OsStr::new("add"), OsStr::new(remote), server.folder.as_os_str()]);
        Self { server: Some(server.folder), ..self }
    }

    /// Runs leakgate itself.
    pub(crate) fn leakgate<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        self.leakgate_with_input(args, "")
    }

    /// Runs leakgate itself with something on its standard input.
    pub(crate) fn leakgate_with_input<S: AsRef<OsStr>>(&self, args: &[S], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.sandbox.command("leakgate", &self.root);
        command.args(args);
        self.sandbox.run(command, input.as_ref())
    }

    /// The id of a revision.
    #[track_caller]
    pub(crate) fn id(&self, revision: &str) -> String {
        self.ask(&["rev-parse", "--verify", revision])
    }
}

impl Server {
    /// An empty server with leakgate as its pre-receive hook.
    #[track_caller]
    pub(crate) fn new() -> Self {
        Self::over(Wire::Path)
    }

    /// The same in another format: options of `git init`.
    #[track_caller]
    pub(crate) fn with_format(options: &[&str]) -> Self {
        Self::over_with_format(Wire::Path, options)
    }

    /// The same, reached in another way.
    #[track_caller]
    pub(crate) fn over(wire: Wire) -> Self {
        Self::over_with_format(wire, &[])
    }

    /// The same in another format: options of `git init`.
    #[track_caller]
    pub(crate) fn over_with_format(wire: Wire, options: &[&str]) -> Self {
        let server = Self::bare(Rc::new(Sandbox::over(wire, Location::caller())), "server", options);
        if !wire.is_gitolite() {
            server.guarded();
        }
        server
    }

    /// An empty server that nobody guards.
    #[track_caller]
    pub(crate) fn without_hooks() -> Self {
        Self::with_format_and_no_hooks(&[])
    }

    /// The same in another format: options of `git init`.
    #[track_caller]
    pub(crate) fn with_format_and_no_hooks(options: &[&str]) -> Self {
        Self::bare(Rc::new(Sandbox::new(Location::caller())), "server", options)
    }

    /// An empty server that nobody guards, in a place of its own: a path without `.git`.
    #[track_caller]
    pub(crate) fn without_hooks_at(place: &str) -> Self {
        Self::bare(Rc::new(Sandbox::new(Location::caller())), place, &[])
    }

    /// Another one in the same world, empty and unguarded.
    #[track_caller]
    pub(crate) fn beside(&self, name: &str) -> Self {
        Self::bare(Rc::clone(&self.sandbox), name, &[])
    }

    #[track_caller]
    fn bare(sandbox: Rc<Sandbox>, name: &str, options: &[&str]) -> Self {
        let wire = sandbox.wire();
        let folder = wire.folder(sandbox.folder(), name);
        let server = Self { sandbox, name: name.to_owned(), folder };
        if wire.is_gitolite() {
            server.made_by_gitolite(options);
        } else {
            std::fs::create_dir_all(&server.folder).expect("a folder");
            server.git(&[&["init", "-q", "--bare", "-b", "main", "--template="], options].concat());
        }
        server
    }

    /// Gitolite makes a repository when somebody who may asks for it; git's variables tell it the format.
    #[track_caller]
    fn made_by_gitolite(&self, options: &[&str]) {
        let mut command = self.sandbox.command("git", self.sandbox.folder());
        command.arg("ls-remote").arg(self.address("ann"));
        for option in options {
            match option.split_once('=') {
                Some(("--object-format", format)) => command.env("GIT_DEFAULT_HASH", format),
                Some(("--ref-format", format)) => command.env("GIT_DEFAULT_REF_FORMAT", format),
                _ => panic!("Gitolite knows no {option}"),
            };
        }
        must(&self.sandbox, command, b"");
    }

    /// How a person reaches it.
    pub(crate) fn address(&self, person: &str) -> String {
        self.sandbox.wire().address(person, self.sandbox.folder(), &self.name)
    }

    /// A developer's clone, without hooks.
    #[track_caller]
    pub(crate) fn clone_by(&self, person: &str) -> TempRepo {
        self.clone_with(person, &[])
    }

    /// A developer's clone, without hooks, with these options of `git clone`; it comes over the wire, not by links to files.
    #[track_caller]
    pub(crate) fn clone_with(&self, person: &str, options: &[&str]) -> TempRepo {
        let root = self.sandbox.folder().join(person);
        let mut command = self.sandbox.command("git", self.sandbox.folder());
        command.args(["clone", "-q", "--template="]).args(options).arg(self.address(person)).arg(&root);
        must(&self.sandbox, command, b"");
        TempRepo { sandbox: Rc::clone(&self.sandbox), root, server: Some(self.folder.clone()) }
    }

    /// Runs a git command there that sets the stage: it has to work.
    #[track_caller]
    pub(crate) fn git<S: AsRef<OsStr>>(&self, args: &[S]) -> &Self {
        let mut command = self.sandbox.command("git", &self.folder);
        command.args(args);
        must(&self.sandbox, command, b"");
        self
    }

    /// Runs a git command there that has to work, for what it says.
    #[track_caller]
    pub(crate) fn ask<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let mut command = self.sandbox.command("git", &self.folder);
        command.args(args);
        must(&self.sandbox, command, b"").trim_end().to_owned()
    }

    /// The same with something on its standard input.
    #[track_caller]
    pub(crate) fn ask_with_input(&self, args: &[&str], input: impl AsRef<[u8]>) -> String {
        let mut command = self.sandbox.command("git", &self.folder);
        command.args(args);
        must(&self.sandbox, command, input.as_ref()).trim_end().to_owned()
    }

    /// With leakgate as its pre-receive hook.
    pub(crate) fn guarded(&self) -> &Self {
        install(&self.sandbox, &self.folder);
        self
    }

    /// Sets a value of the server's configuration.
    #[track_caller]
    pub(crate) fn config(&self, key: &str, value: &str) -> &Self {
        self.git(&["config", key, value])
    }

    /// Runs leakgate in it, with something on its standard input.
    pub(crate) fn leakgate_with_input(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.sandbox.command("leakgate", &self.folder);
        command.args(args);
        self.sandbox.run(command, input.as_ref())
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Bytes as a file name.
pub(crate) fn name(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

//! Why a push could not be decided, and what of that is for whoever pushes: their own objects and lines, nothing of the server's inside.

use crate::config::server::Cause;
use crate::git::GitError;
use crate::trouble::Trouble;

/// Which kind of cause it is.
pub fn of(trouble: &Trouble) -> Cause {
    match trouble {
        Trouble::Git(GitError::Object { .. } | GitError::Damaged { .. } | GitError::Malformed { .. }) => Cause::Object,
        Trouble::Git(_) => Cause::Repository,
        Trouble::File { path, .. } if path.as_os_str() == STANDARD_INPUT => Cause::Input,
        // what else is read beside the repository is configuration
        Trouble::Detect(_) | Trouble::Config { .. } | Trouble::File { .. } => Cause::Configuration,
        Trouble::Input { .. } | Trouble::Usage { .. } => Cause::Input,
        Trouble::Several(all) => all.first().map_or(Cause::Internal, of),
        _ => Cause::Internal,
    }
}

/// What standard input is called where a file is named.
pub const STANDARD_INPUT: &str = "standard input";

/// What went wrong and what to do next, as whoever pushes may know it.
pub fn public(trouble: &Trouble) -> (String, String) {
    let theirs = |what: &str| (what.to_owned(), "tell the people who run this server".to_owned());
    match trouble {
        Trouble::Git(GitError::Object { id, .. } | GitError::Damaged { id, .. }) => {
            (format!("cannot read object {id}"), format!("see what git says: git cat-file -t {id}; git fsck, then push again"))
        }
        Trouble::Git(error @ GitError::Malformed { .. }) => (error.to_string(), error.next()),
        Trouble::Input { .. } | Trouble::Usage { .. } => (trouble.to_string(), trouble.next()),
        Trouble::Several(all) => all.first().map_or_else(|| theirs("this push could not be looked at"), public),
        Trouble::Git(GitError::NoGit { .. }) => (
            "git cannot be started here".to_owned(),
            "tell the people who run this server: git has to be on the PATH of this hook".to_owned(),
        ),
        _ => match of(trouble) {
            Cause::Configuration => theirs("the configuration of leakgate on this server cannot be used"),
            Cause::Repository => theirs("the repository on the server cannot be read"),
            Cause::Input => theirs("git's lines cannot be read"),
            _ => theirs("this push could not be looked at"),
        },
    }
}

/// All that is known, for the audit log: the error, its place, its causes, and what to do next.
pub fn detail(trouble: &Trouble) -> String {
    let mut text = trouble.to_string();
    let mut cause = std::error::Error::source(trouble);
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    let next = trouble.next();
    if !next.is_empty() {
        text.extend(["; next: ", next.as_str()]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::Oid;

    #[test]
    fn nothing_of_the_servers_inside_is_public() {
        let io = || std::io::Error::other("mount /secret/disk is gone");
        let id = Oid::parse(&[b'1'; 40]).unwrap();
        let cases = [
            (Trouble::Git(GitError::Open { place: "/secret/repo".into(), cause: "x".into() }), Cause::Repository),
            (Trouble::Git(GitError::Object { id, cause: "no /secret/objects/11".into() }), Cause::Object),
            (Trouble::Git(GitError::Command { command: "rev-list".into(), cause: "/secret: no".into() }), Cause::Repository),
            (Trouble::File { doing: "read", path: "/secret/config.toml".into(), cause: io() }, Cause::Configuration),
            (
                Trouble::Config { path: "/secret/c.toml".into(), line: 1, column: 2, cause: "unknown".into(), cure: "see /secret".into() },
                Cause::Configuration,
            ),
            (Trouble::Report(io()), Cause::Internal),
            (Trouble::Uncounted { what: "texts", count: crate::finding::Count::default(), missing: Vec::new() }, Cause::Internal),
        ];
        for (trouble, cause) in cases {
            assert_eq!(of(&trouble), cause);
            let (what, next) = public(&trouble);
            assert!(!what.contains("secret") && !next.contains("secret"), "{what}; {next}");
            assert!(!what.is_empty() && !next.is_empty());
            assert!(detail(&trouble).contains("secret") || matches!(trouble, Trouble::Uncounted { .. }), "{}", detail(&trouble));
        }
    }
}

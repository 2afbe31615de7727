//! Which platform calls the hook, and what its variables say: who pushes, to which repository, and how.
//!
//! The variables are those of the vendors' documentation. Their values are text from strangers: a name that is too long or holds control
//! characters is shown, and opens nothing.

use std::ffi::OsString;

use super::people::OS;
pub use crate::config::server::Platform;
use crate::text::{cut, printable};

/// A name longer than this (bytes) is shown cut, and is nobody's.
const LONGEST: usize = 200;

/// How the hook is called; where a platform has its own way, it is told by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Once for all refs, before any of them moves.
    PreReceive,
    /// Once for each ref.
    Update,
    /// By Gitolite, once for each ref, as a VREF.
    Vref,
    /// By Gerrit, which names project and uploader as arguments.
    Gerrit {
        /// The project's name.
        project: Option<OsString>,
        /// The uploader's account name, or their display name with address.
        uploader: Option<OsString>,
    },
}

/// A variable of the environment.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Somebody's name as a stranger gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it may be shown.
    pub shown: String,
    /// It is shown as it is: only then does a pattern fit it.
    pub exact: bool,
}

impl Name {
    /// A name as a variable holds it.
    pub fn new(value: &OsString) -> Self {
        let bytes = value.as_encoded_bytes();
        let shown = cut(&printable(bytes), LONGEST);
        let exact = bytes.len() <= LONGEST && shown.as_bytes() == bytes;
        Self { shown, exact }
    }
}

/// What a hook is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A push.
    Push,
    /// The platform only wants to know whether it would pass.
    DryRun,
    /// The platform pushes to itself.
    Internal,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The platform.
    pub platform: Platform,
    /// Who pushes; nobody where the operating system has to be asked, see [`people::user`](super::people::user).
    pub user: Option<Name>,
    /// What says so: a variable, an argument, or the operating system.
    pub told_by: &'static str,
    /// The repository's name on the platform; none where the platform names none.
    pub repository: Option<Name>,
    /// Where the push comes from, if not from git: `blob#save`, `web`, `pull-request-merge`.
    pub via: Option<String>,
    /// It was made in a browser: nothing can be amended there.
    pub in_browser: bool,
    /// What is asked for.
    pub purpose: Purpose,
    /// The hook is given push options.
    pub has_options: bool,
    /// What every line has to begin with, so that the platform shows it.
    pub prefix: &'static str,
}

/// Reads who asks. `known` is the platform where an administrator has named it: then no other one's variables count.
pub fn caller(call: &Call, known: Option<Platform>, variable: Variable<'_>) -> Caller {
    let get = |name: &str| variable(name).filter(|value| !value.is_empty());
    let platform = known.unwrap_or_else(|| detect(call, &get));
    let is_true = |name: &str| get(name).is_some_and(|value| value == "true" || value == "1");
    let text = |name: &str| get(name).map(|value| Name::new(&value).shown);
    let (user, told_by) = user(platform, call, &get);
    let via = match platform {
        Platform::GitHub => text("GITHUB_VIA"),
        Platform::GitLab => text("GL_PROTOCOL").filter(|protocol| protocol == "web"),
        Platform::Gitea => text("GITEA_PUSH_TRIGGER"),
        Platform::Bitbucket => text("BB_HOOK_TRIGGER_ID").filter(|trigger| trigger != "push"),
        Platform::Git | Platform::Gitolite | Platform::Gerrit => None,
    };
    Caller {
        platform,
        user: user.map(|user| Name::new(&user)),
        told_by,
        repository: repository(platform, call, &get).map(|name| Name::new(&name)),
        in_browser: via.as_deref().is_some_and(|via| via == "web" || via == "file-edit" || via.starts_with("blob")),
        via,
        purpose: match platform {
            Platform::Bitbucket if is_true("BB_IS_DRY_RUN") => Purpose::DryRun,
            Platform::Gitea if is_true("GITEA_INTERNAL_PUSH") => Purpose::Internal,
            _ => Purpose::Push,
        },
        has_options: *call == Call::PreReceive,
        prefix: if platform == Platform::GitLab { "GL-HOOK-ERR: " } else { "" },
    }
}

/// `GL_` begins the variables of GitLab and of Gitolite; only GitLab sets `GL_ID`.
fn detect(call: &Call, get: Variable<'_>) -> Platform {
    let has = |name: &str| get(name).is_some();
    match call {
        Call::Gerrit { .. } => Platform::Gerrit,
        Call::Vref => Platform::Gitolite,
        Call::PreReceive | Call::Update => match () {
            () if has("GITHUB_USER_LOGIN") => Platform::GitHub,
            () if has("GL_ID") => Platform::GitLab,
            () if has("GITEA_REPO_NAME") => Platform::Gitea,
            () if has("BB_HOOK_TYPE") => Platform::Bitbucket,
            () if has("GL_USER") && has("GL_REPO") => Platform::Gitolite,
            () => Platform::Git,
        },
    }
}

fn user(platform: Platform, call: &Call, get: Variable<'_>) -> (Option<OsString>, &'static str) {
    let first = |names: &[&'static str]| {
        let found = names.iter().find_map(|name| Some((Some(get(name)?), *name)));
        found.unwrap_or((None, names.first().copied().unwrap_or_default()))
    };
    match platform {
        Platform::GitHub => first(&["GITHUB_USER_LOGIN"]),
        // a deploy key has no user, only an id
        Platform::GitLab => first(&["GL_USERNAME", "GL_ID"]),
        Platform::Gitea => first(&["GITEA_PUSHER_NAME"]),
        Platform::Bitbucket => first(&["BB_USER_NAME"]),
        Platform::Gitolite => first(&["GL_USER"]),
        Platform::Gerrit => match call {
            Call::Gerrit { uploader, .. } => (uploader.clone(), "--uploader"),
            Call::PreReceive | Call::Update | Call::Vref => (None, "--uploader"),
        },
        Platform::Git => match first(&["REMOTE_USER"]) {
            (Some(user), by) => (Some(user), by),
            (None, _) => match signer(get) {
                Some(signer) => (Some(signer), "GIT_PUSH_CERT_SIGNER"),
                None => (None, OS),
            },
        },
    }
}

/// Who signed the push. A signature counts where git calls it good and the nonce in it was this server's own: an old one could be played
/// again.
fn signer(get: Variable<'_>) -> Option<OsString> {
    let good = get("GIT_PUSH_CERT_STATUS").is_some_and(|status| status == "G");
    let fresh = get("GIT_PUSH_CERT_NONCE_STATUS").is_some_and(|status| status == "OK" || status == "SLOP");
    get("GIT_PUSH_CERT_SIGNER").filter(|_| good && fresh)
}

fn repository(platform: Platform, call: &Call, get: Variable<'_>) -> Option<OsString> {
    let joined = |owner: &str, name: &str| {
        let mut path = get(owner)?;
        path.push("/");
        path.push(get(name)?);
        Some(path)
    };
    match platform {
        Platform::GitHub => get("GITHUB_REPO_NAME"),
        Platform::GitLab => get("GL_PROJECT_PATH").or_else(|| get("GL_REPOSITORY")),
        Platform::Gitea => {
            let mut name = joined("GITEA_REPO_USER_NAME", "GITEA_REPO_NAME")?;
            if get("GITEA_REPO_IS_WIKI").is_some_and(|is| is == "true") {
                name.push(".wiki");
            }
            Some(name)
        }
        Platform::Bitbucket => joined("BB_PROJECT_KEY", "BB_REPO_SLUG"),
        Platform::Gitolite => get("GL_REPO"),
        Platform::Gerrit => match call {
            Call::Gerrit { project, .. } => project.clone(),
            Call::PreReceive | Call::Update | Call::Vref => None,
        },
        Platform::Git => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(call: &Call, known: Option<Platform>, variables: &[(&str, &str)]) -> Caller {
        caller(call, known, &|name| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| OsString::from(value)))
    }

    /// What is told of a push with these variables: platform, user, repository.
    fn told(call: &Call, variables: &[(&str, &str)]) -> (&'static str, Option<String>, Option<String>) {
        let caller = asked(call, None, variables);
        (caller.platform.name(), caller.user.map(|name| name.shown), caller.repository.map(|name| name.shown))
    }

    #[test]
    fn platforms_are_told_by_their_variables() {
        let gerrit = Call::Gerrit { project: Some("tools".into()), uploader: Some("ann".into()) };
        let name = |text: &str| Some(text.to_owned());
        for (call, variables, platform, user, repository) in [
            (Call::PreReceive, &[][..], "git", None, None),
            (Call::PreReceive, &[("REMOTE_USER", "ann")], "git", name("ann"), None),
            (Call::PreReceive, &[("GITHUB_USER_LOGIN", "ann"), ("GITHUB_REPO_NAME", "o/r")], "github", name("ann"), name("o/r")),
            (
                Call::PreReceive,
                &[
                    ("GL_ID", "user-1"),
                    ("GL_PROTOCOL", "ssh"),
                    ("GL_USERNAME", "ann"),
                    ("GL_PROJECT_PATH", "g/p"),
                    ("GL_REPOSITORY", "project-1"),
                ],
                "gitlab",
                name("ann"),
                name("g/p"),
            ),
            (Call::Update, &[("GL_ID", "key-7"), ("GL_REPOSITORY", "project-1")], "gitlab", name("key-7"), name("project-1")),
            (
                Call::PreReceive,
                &[("GITEA_REPO_NAME", "r"), ("GITEA_REPO_USER_NAME", "o"), ("GITEA_REPO_IS_WIKI", "true"), ("GITEA_PUSHER_NAME", "ann")],
                "gitea",
                name("ann"),
                name("o/r.wiki"),
            ),
            (
                Call::PreReceive,
                &[("BB_HOOK_TYPE", "PRE"), ("BB_PROJECT_KEY", "K"), ("BB_REPO_SLUG", "s"), ("BB_USER_NAME", "ann")],
                "bitbucket",
                name("ann"),
                name("K/s"),
            ),
            (Call::PreReceive, &[("GL_USER", "ann"), ("GL_REPO", "a/b")], "gitolite", name("ann"), name("a/b")),
            (Call::PreReceive, &[("GL_USER", "ann"), ("GL_REPO", "")], "git", None, None),
            (Call::Vref, &[("GL_USER", "ann"), ("GL_REPO", "a/b")], "gitolite", name("ann"), name("a/b")),
            (gerrit, &[("GL_ID", "user-1")], "gerrit", name("ann"), name("tools")),
        ] {
            assert_eq!(told(&call, variables), (platform, user, repository), "{variables:?}");
        }
    }

    #[test]
    fn a_signature_counts_where_it_is_good_and_fresh() {
        let signed = |status: &str, nonce: &str| {
            let caller = asked(
                &Call::PreReceive,
                None,
                &[("GIT_PUSH_CERT_SIGNER", "Ann <a@b>"), ("GIT_PUSH_CERT_STATUS", status), ("GIT_PUSH_CERT_NONCE_STATUS", nonce)],
            );
            caller.told_by == "GIT_PUSH_CERT_SIGNER"
        };
        assert!(signed("G", "OK") && signed("G", "SLOP"));
        for (status, nonce) in [("B", "OK"), ("U", "OK"), ("N", "OK"), ("", "OK"), ("G", "BAD"), ("G", "MISSING"), ("G", "")] {
            assert!(!signed(status, nonce), "{status} {nonce}");
        }
    }

    #[test]
    fn a_named_platform_believes_no_other_ones_variables() {
        let forged = [("GITHUB_USER_LOGIN", "root"), ("REMOTE_USER", "ann")];
        let caller = asked(&Call::PreReceive, Some(Platform::Git), &forged);
        assert_eq!((caller.platform, caller.user.map(|name| name.shown)), (Platform::Git, Some("ann".to_owned())));
    }

    #[test]
    fn names_of_strangers_are_escaped_cut_and_then_nobodys() {
        for (value, shown, exact) in
            [("ann", "ann", true), ("J\u{f6}rg", "J\u{f6}rg", true), ("a\x1b[1m", "a\\x1b[1m", false), ("a\nb", "a\\nb", false)]
        {
            let name = asked(&Call::PreReceive, None, &[("REMOTE_USER", value)]).user.unwrap();
            assert_eq!((name.shown.as_str(), name.exact), (shown, exact));
        }
        let name = asked(&Call::PreReceive, None, &[("REMOTE_USER", &"a".repeat(5_000))]).user.unwrap();
        assert!(name.shown.chars().count() == LONGEST && !name.exact);
    }

    #[test]
    fn dry_runs_and_what_a_platform_does_itself_are_told_apart() {
        let caller = asked(
            &Call::PreReceive,
            None,
            &[("BB_HOOK_TYPE", "PRE"), ("BB_IS_DRY_RUN", "true"), ("BB_HOOK_TRIGGER_ID", "pull-request-merge")],
        );
        assert!(caller.purpose == Purpose::DryRun && !caller.in_browser);
        assert_eq!(caller.via.as_deref(), Some("pull-request-merge"));
        let internal = asked(&Call::PreReceive, None, &[("GITEA_REPO_NAME", "r"), ("GITEA_INTERNAL_PUSH", "true")]);
        assert_eq!(internal.purpose, Purpose::Internal);
        // a variable of one platform says nothing on another
        assert_eq!(asked(&Call::PreReceive, None, &[("GITEA_INTERNAL_PUSH", "true")]).purpose, Purpose::Push);
        assert!(asked(&Call::PreReceive, None, &[("GL_ID", "user-1"), ("GL_PROTOCOL", "web")]).in_browser);
        assert!(asked(&Call::PreReceive, None, &[("GITHUB_USER_LOGIN", "a"), ("GITHUB_VIA", "blob#save")]).in_browser);
        assert_eq!(asked(&Call::PreReceive, None, &[("GL_ID", "user-1")]).prefix, "GL-HOOK-ERR: ");
    }
}

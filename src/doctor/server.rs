//! What people push to.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use super::canary::{Canary, NAME};
use super::checkup::{Checkup, Verdict};
use super::git;
use super::program::Program;
use super::run::{Limits, Ran, run};
use crate::install::{Layout, Standing, detect, shown, standing};
use crate::text::printable;

/// Git answers for a repository to its owner only.
const SOMEBODYS: &str = "the repository belongs to another user";

/// Pushes a canary to `target`, a bare repository on this machine or a URL, under a name of its own. Whatever comes of it, that name is gone
/// afterwards.
pub fn examine_server(target: &str, this: &Path, limits: &Limits) -> Checkup {
    let mut checkup = Checkup::new();
    let path = Path::new(target);
    checkup.fact("server", printable(target.as_bytes()));
    let address = if path.is_dir() {
        if !describe(&mut checkup, path, this, limits) {
            return checkup;
        }
        let absolute = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let mut address = OsString::from("file://");
        address.push(absolute);
        address
    } else if target.contains(':') {
        target.into()
    } else {
        checkup.verdict = Verdict::Unknown("there is no such folder".to_owned());
        checkup.complain(
            format!("{} is neither a folder nor a URL", printable(target.as_bytes())),
            "name a bare repository, or a URL that you may push to",
        );
        return checkup;
    };
    match Clone::make(&address, limits) {
        Ok(clone) => clone.push(&mut checkup, limits),
        Err(why) => {
            checkup.verdict = Verdict::Unknown("a temporary clone could not be made".to_owned());
            let cure = if why.contains(SOMEBODYS) {
                "sudo -u OWNER leakgate doctor --server PATH, as the user that the repository belongs to"
            } else {
                "see whether you can clone it: git clone"
            };
            checkup.complain(why, cure);
        }
    }
    checkup
}

/// What lies there; false where git alone cannot try it.
fn describe(checkup: &mut Checkup, path: &Path, this: &Path, limits: &Limits) -> bool {
    let by_url = |checkup: &mut Checkup, platform: &str| {
        checkup.verdict = Verdict::Unknown(format!("{platform} runs its hooks itself: a push on this machine does not go through them"));
        checkup.complain(
            "a push has to go the way that people push",
            "leakgate doctor --server URL, with the URL of a project that you may push to",
        );
        false
    };
    match detect(path, None) {
        Layout::GitLab | Layout::GitLabHooks(_) => by_url(checkup, "GitLab"),
        Layout::GerritSite => by_url(checkup, "Gerrit"),
        Layout::GitoliteHome => by_url(checkup, "Gitolite"),
        Layout::Gitea => by_url(checkup, "Gitea"),
        Layout::Bare | Layout::Carried(_) => {
            let hooks = path.join("hooks");
            let told = match standing(&hooks, "pre-receive") {
                Standing::Missing => "none".to_owned(),
                Standing::Ours { runs: false, path, .. } => {
                    checkup
                        .complain(format!("{} may not be run: git passes over it", shown(&path)), format!("chmod +x '{}'", shown(&path)));
                    "leakgate's, but it may not be run".to_owned()
                }
                Standing::Ours { recorded, .. } => match Program::of_hook(recorded.as_deref(), this, limits) {
                    Some(program) => format!("leakgate's, calls {}", program.told()),
                    None => "leakgate's, and finds no program".to_owned(),
                },
                Standing::Others { names_us, .. } => format!("somebody's{}", if names_us { "; it names leakgate" } else { "" }),
            };
            checkup.fact("pre-receive", told);
            true
        }
        Layout::WorkTree | Layout::Tree => {
            checkup.verdict = Verdict::Unknown("this is no bare repository".to_owned());
            checkup.complain(format!("{} is not what people push to", shown(path)), "name one bare repository, or the URL of one");
            false
        }
    }
}

/// A temporary clone with a canary in it.
struct Clone {
    // the folder is gone once this is dropped
    _folder: tempfile::TempDir,
    work: PathBuf,
    canary: Canary,
}

impl Clone {
    fn make(address: &OsStr, limits: &Limits) -> Result<Self, String> {
        let told = |error: io::Error| error.to_string();
        let folder = tempfile::Builder::new().prefix("leakgate-doctor-").tempdir().map_err(told)?;
        let canary = Canary::new();
        let clone = Self { work: folder.path().join("clone"), _folder: folder, canary };
        let mut command = git(&[]);
        // nothing of the person's own hooks has a say in it
        command.args([
            "clone",
            "--quiet",
            "--no-checkout",
            "--depth=1",
            "--no-tags",
            "--template=",
            "--config",
            "core.hooksPath=/dev/null",
            "--",
        ]);
        command.arg(address).arg(&clone.work);
        let ran = run(command, limits).map_err(told)?;
        if ran.text.contains("dubious ownership") {
            return Err(SOMEBODYS.to_owned());
        }
        if !ran.succeeded() {
            return Err(ran.last_words());
        }
        // a history of its own: whatever is pushed is new
        let name = format!("{}.txt", clone.canary.name);
        std::fs::write(clone.work.join(&name), clone.canary.text()).map_err(told)?;
        for args in [
            &["symbolic-ref", "HEAD", "refs/heads/leakgate-canary"][..],
            &["read-tree", "--empty"],
            &["add", "--force", "--", &name],
            &["commit", "--quiet", "--no-verify", "--message", "leakgate doctor: a canary, which is to be refused"],
        ] {
            let ran = clone.git(args, limits).map_err(told)?;
            if !ran.succeeded() {
                return Err(format!("git {}: {}", args[0], ran.last_words()));
            }
        }
        Ok(clone)
    }

    fn git(&self, args: &[&str], limits: &Limits) -> io::Result<Ran> {
        let mut git = git(&[]);
        git.arg("-C").arg(&self.work).args(args);
        run(git, limits)
    }

    fn push(&self, checkup: &mut Checkup, limits: &Limits) {
        let name = format!("refs/heads/{NAME}/{}", self.canary.name.trim_start_matches(NAME).trim_start_matches('-'));
        checkup.fact("pushed as", name.clone());
        let pushed = self.git(&["push", "--quiet", "--no-verify", "origin", &format!("HEAD:{name}")], limits);
        // what follows has to be done also where the person wants this to end
        let calm = Limits { stop: std::sync::Arc::default(), ..limits.clone() };
        let left = self.git(&["ls-remote", "origin", &name], &calm);
        let is_there = left.as_ref().map_or(true, |left| !left.succeeded() || left.text.contains(&name));
        let is_gone = is_there
            && self.git(&["push", "--quiet", "--no-verify", "origin", &format!(":{name}")], &calm).is_ok_and(|ran| ran.succeeded());
        let pushed = match pushed {
            Ok(pushed) => pushed,
            Err(error) => {
                checkup.verdict = Verdict::Unknown(format!("git push cannot be run: {error}"));
                return checkup.complain("git is needed", "install git, or put it on PATH");
            }
        };
        let words = self.canary.masked(&pushed.last_words());
        checkup.verdict = match pushed.code {
            Some(0) => {
                let was = format!("{name} was on the server");
                if is_gone {
                    checkup.complain(
                        format!("the canary was taken: {was} for a moment, and is deleted again; its objects stay until git gc there. It was never issued and opens nothing"),
                        "leakgate install --server PATH, on the server",
                    );
                } else {
                    checkup.complain(
                        format!("the canary was taken, and {was} AND STILL IS: it could not be deleted"),
                        format!("git push URL :{name}"),
                    );
                    checkup.complain("nothing refuses a secret there", "leakgate install --server PATH, on the server");
                }
                Verdict::NotGuarded("a push with a secret was taken".to_owned())
            }
            None => Verdict::Unknown("the push did not end in time".to_owned()),
            Some(_) if Canary::is_told_in(&pushed.text) => {
                Verdict::Guarded("a push with a secret was refused there, by leakgate".to_owned())
            }
            Some(_) if pushed.text.contains("leakgate: error: ") => {
                let said = pushed.text.lines().find(|line| line.contains("leakgate: error: ")).unwrap_or_default();
                checkup.complain(printable(self.canary.masked(said).trim().as_bytes()), "do what the message of a push there says");
                Verdict::NotGuarded("the hook is there and stops every push, whatever is in it".to_owned())
            }
            Some(_) => {
                checkup.complain(
                    format!("the push failed before leakgate was asked: {words}"),
                    "see whether you may push there at all: git push --dry-run",
                );
                Verdict::Unknown("the push was not refused by leakgate".to_owned())
            }
        };
    }
}

//! A person's repository.

use std::io;
use std::path::Path;

use super::canary::Canary;
use super::causes::{self, Scene};
use super::checkup::{Checkup, Verdict};
use super::run::{Limits, Ran};
use super::trial::{Around, Trial, common_folder};
use crate::config;
use crate::install::{Git, InstallError, shown};

/// Tries the hooks of the repository that `path` lies in, or the current folder. `this` is the program that asks.
pub fn examine(path: Option<&Path>, this: &Path, limits: &Limits) -> Checkup {
    let mut checkup = Checkup::new();
    if std::env::var_os("HOME").is_none() && std::env::var_os("XDG_CONFIG_HOME").is_none() {
        checkup.complain(
            "HOME is not set: git reads no configuration of yours, so that hooks of `leakgate install --global` do not count",
            r#"export HOME="$(getent passwd "$(id -u)" | cut -d: -f6)""#,
        );
    }
    let scene = match Scene::look(&Git::of(path), this, limits) {
        Ok(scene) => scene,
        Err(error) => {
            unreachable_repository(&mut checkup, &error);
            return checkup;
        }
    };
    scene.tell(&mut checkup);
    checkup.fact("configuration", configurations(&scene.hooks.top));
    if scene.hooks.is_bare {
        checkup.verdict = Verdict::Unknown("this is a bare repository: nobody commits in it".to_owned());
        checkup.complain(
            "what is pushed here is judged by its pre-receive hook",
            format!("leakgate doctor --server {}", shown(&scene.hooks.top)),
        );
        return checkup;
    }
    match tried(&scene, this, limits) {
        Ok(tried) => conclude(&mut checkup, &scene, &tried),
        Err(error) => {
            checkup.verdict = Verdict::Unknown(format!("no place to try it in could be made: {error}"));
            checkup.complain("a temporary folder and git are needed", "export TMPDIR=a folder that you may write to");
        }
    }
    scene.explain(&mut checkup);
    checkup
}

/// The files that count for a developer here, as far as they are there.
fn configurations(top: &Path) -> String {
    let named = std::env::var_os("LEAKGATE_CONFIG").filter(|value| !value.is_empty()).map(Into::into);
    let all = [Some(config::system_path()), config::user_path(), Some(top.join(config::NAME)), named];
    let there: Vec<String> = all.into_iter().flatten().filter(|path| path.is_file()).map(|path| shown(&path)).collect();
    if there.is_empty() { "none: what is built in counts".to_owned() } else { there.join(", ") }
}

fn unreachable_repository(checkup: &mut Checkup, error: &InstallError) {
    checkup.verdict = Verdict::Unknown("git does not say where the hooks are".to_owned());
    match error {
        InstallError::EmptyHooksPath => {
            checkup.verdict = Verdict::NotGuarded("git runs no hook here".to_owned());
            checkup.complain(error.to_string(), causes::UNSET);
        }
        _ => checkup.complain(error.to_string(), error.next().unwrap_or_default()),
    }
}

/// What the trial showed.
struct Tried {
    is_linked: bool,
    /// This program, asked itself.
    this: Ran,
    canary: Ran,
    /// A commit without a secret; not tried where the canary went through.
    clean: Option<Ran>,
    mask: Canary,
}

fn tried(scene: &Scene, this: &Path, limits: &Limits) -> Result<Tried, String> {
    let canary = Canary::new();
    let common = common_folder(&scene.git)?;
    let around = Around { top: &scene.hooks.top, common: &common, hooks: &scene.hooks.folder, is_relative: scene.is_relative };
    let told = |error: io::Error| error.to_string();
    let trial = Trial::prepare(&around, &canary, limits).map_err(told)?;
    let secret = format!("{}.txt", canary.name);
    trial.stage(&secret, &canary.text(), limits).map_err(told)?;
    let own = trial.judged_by(this, limits).map_err(told)?;
    let refused = trial.commit("leakgate doctor: a canary, which is to be refused", limits).map_err(told)?;
    let clean = if refused.succeeded() || refused.code.is_none() {
        None
    } else {
        trial.unstage(&secret, limits).map_err(told)?;
        trial.stage(&format!("{}-clean.txt", canary.name), "nothing secret\n", limits).map_err(told)?;
        Some(trial.commit("leakgate doctor: nothing secret, which is to pass", limits).map_err(told)?)
    };
    Ok(Tried { is_linked: trial.is_linked, this: own, canary: refused, clean, mask: canary })
}

fn conclude(checkup: &mut Checkup, scene: &Scene, tried: &Tried) {
    let place = if tried.is_linked { "a temporary work tree of this repository" } else { "a temporary repository with the same hooks" };
    checkup.fact("tried in", place);
    let words = |ran: &Ran| tried.mask.masked(&ran.last_words());
    let is_told = Canary::is_told_in(&tried.canary.text);
    if !Canary::is_told_in(&tried.this.text) {
        // whatever the hook does: this program would not have refused it
        checkup.complain(
            format!("this program, asked itself, does not refuse the canary (exit {:?}): {}", tried.this.code, words(&tried.this)),
            "look at the configuration that counts here, and correct it: leakgate rules list",
        );
    }
    checkup.verdict = match (tried.canary.code, &tried.clean) {
        (None, _) => {
            checkup
                .complain(format!("a hook did not end in time, after saying: {}", words(&tried.canary)), "leakgate doctor --timeout 600");
            Verdict::Unknown("a hook did not end".to_owned())
        }
        (Some(0), _) => {
            if let Some(manager) = scene.managers.iter().find(|found| found.is_active && found.calls_us && scene.runs_hook()) {
                checkup.complain(
                    format!("{} runs and is to call leakgate, but passed over it: {}", manager.manager, words(&tried.canary)),
                    causes::cure_of_skipping(manager.manager),
                );
            }
            Verdict::NotGuarded("a commit with a secret was let through".to_owned())
        }
        (Some(_), clean) if is_told => {
            if let Some(ran) = clean.as_ref().filter(|ran| !ran.succeeded()) {
                checkup.complain(
                    format!("a commit without a secret is refused there, too, not for a secret: {}", words(ran)),
                    "see what that hook needs; in a temporary work tree it has only the files at the top",
                );
            }
            Verdict::Guarded("a commit with a secret was refused here, by leakgate".to_owned())
        }
        (Some(_), _) if tried.canary.text.contains("leakgate: error: ") => {
            checkup.complain(
                format!("leakgate's hook cannot decide: {}", words(&tried.canary)),
                "do what the message says: git commit shows all of it",
            );
            Verdict::NotGuarded("the hook is there and stops every commit, whatever is in it".to_owned())
        }
        (Some(_), Some(clean)) if clean.succeeded() => {
            Verdict::Unknown(format!("another hook refused the canary before leakgate was asked: {}", words(&tried.canary)))
        }
        (Some(_), _) => Verdict::Unknown(format!("a hook refuses every commit in {place}: {}", words(&tried.canary))),
    };
}

//! What is known to keep a hook from running, looked for where it can be seen.

use std::path::{Path, PathBuf};

use super::checkup::{Checkup, Verdict};
use super::program::{Program, VERSION};
use super::run::Limits;
use crate::install::{Found, Git, InstallError, Kind, Manager, Standing, managers, same, shown, standing};
use crate::text::{cut, printable};

/// The cure of a `core.hooksPath` whose place is not known.
pub(super) const UNSET: &str = "git config --show-origin core.hooksPath tells where it is set; take it out there";

/// Variables that switch hooks off, and whose hooks.
const SWITCHES: [(&str, &[Manager]); 8] = [
    ("SKIP", &[Manager::Framework, Manager::Overcommit]),
    ("PRE_COMMIT_ALLOW_NO_CONFIG", &[Manager::Framework]),
    ("HUSKY", &[Manager::Husky]),
    ("HUSKY_SKIP_HOOKS", &[Manager::Husky]),
    ("LEFTHOOK", &[Manager::Lefthook]),
    ("LEFTHOOK_EXCLUDE", &[Manager::Lefthook]),
    ("OVERCOMMIT_DISABLE", &[Manager::Overcommit]),
    ("GIT_CONFIG_PARAMETERS", &[]),
];

/// A repository and its hooks, as they are seen from outside.
pub(super) struct Scene {
    pub(super) git: Git,
    pub(super) hooks: crate::install::Hooks,
    pub(super) managers: Vec<Found>,
    /// `core.hooksPath` is a path that counts from the top of the work tree.
    pub(super) is_relative: bool,
    /// Where a value of it is set: scope and file.
    setting: Option<(String, String)>,
    /// Where hooks would be without it.
    own: PathBuf,
    /// The main work tree's git folder, where this is a linked one.
    linked_to: Option<PathBuf>,
    standing: [(&'static str, Standing); 3],
    program: Option<Program>,
}

impl Scene {
    /// Looks around, changes nothing.
    pub(super) fn look(git: &Git, this: &Path, limits: &Limits) -> Result<Self, InstallError> {
        let hooks = git.hooks()?;
        let there = Git::of(Some(&hooks.top));
        let own = there.own_hooks()?;
        let raw = there.run(&["config", "--show-scope", "--show-origin", "--get", "core.hooksPath"])?;
        let line = String::from_utf8_lossy(&raw.stdout).into_owned();
        let mut parts = line.trim_end().splitn(3, '\t').map(|part| printable(part.as_bytes()));
        let setting = parts.next().filter(|scope| !scope.is_empty()).zip(parts.next());
        let is_relative = parts.next().is_some_and(|value| !value.starts_with(['/', '~', '%']));
        let (git_folder, common) = (there.git_folder()?, there.common_folder()?);
        let linked_to = (!same(&git_folder, &common)).then_some(common);
        let managers = if hooks.is_bare { Vec::new() } else { managers(&hooks.top, &hooks.folder) };
        let standing = ["pre-commit", "commit-msg", "pre-push"].map(|name| (name, standing(&hooks.folder, name)));
        let calls = managers.iter().any(|found| found.is_active && found.calls_us);
        let program = match &standing[0].1 {
            Standing::Ours { recorded, .. } => Program::of_hook(recorded.as_deref(), this, limits),
            Standing::Others { .. } if calls => Program::of_hook(None, this, limits),
            Standing::Others { .. } | Standing::Missing => None,
        };
        Ok(Self { git: there, hooks, managers, is_relative, setting, own, linked_to, standing, program })
    }

    /// What is known.
    pub(super) fn tell(&self, checkup: &mut Checkup) {
        let linked = self.linked_to.as_ref().map(|main| format!(", a linked work tree of {}", shown(main))).unwrap_or_default();
        checkup.fact("repository", format!("{}{linked}", shown(&self.hooks.top)));
        let set = self.setting.as_ref().map(|(scope, origin)| format!(" (core.hooksPath, {scope}, {origin})")).unwrap_or_default();
        checkup.fact("hooks", format!("{}{set}", shown(&self.hooks.folder)));
        if self.hooks.is_bare {
            return;
        }
        for (name, standing) in &self.standing {
            checkup.fact(name, told(standing));
        }
        for found in &self.managers {
            let runs = if found.is_active { "manages the hooks" } else { "has settings, and its hooks are not put in" };
            let calls = if found.calls_us { "is to call leakgate" } else { "does not call leakgate" };
            checkup.fact("manager", format!("{} {runs}; it {calls} ({})", found.manager, shown(&found.settings)));
        }
        if let Some(program) = &self.program {
            checkup.fact("it calls", program.told());
        }
    }

    /// What is not as it should be. Where the trial was refused by leakgate these are notes.
    pub(super) fn explain(&self, checkup: &mut Checkup) {
        self.folder(checkup);
        self.hook(checkup);
        self.binary(checkup);
        self.environment(checkup);
        if matches!(checkup.verdict, Verdict::NotGuarded(_)) && checkup.complaints.is_empty() {
            checkup.complain(
                "no cause is known: the hook is there and does not stop the canary",
                "run the hook by hand with something staged: sh -x .git/hooks/pre-commit",
            );
        }
    }

    fn unset(&self) -> String {
        match self.setting.as_ref().map(|(scope, _)| scope.as_str()) {
            Some(scope @ ("local" | "global" | "system" | "worktree")) => format!("git config --{scope} --unset-all core.hooksPath"),
            Some("command") => "unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS".to_owned(),
            _ => UNSET.to_owned(),
        }
    }

    fn folder(&self, checkup: &mut Checkup) {
        let folder = &self.hooks.folder;
        let Some((scope, origin)) = self.setting.as_ref() else { return };
        let where_set = format!("core.hooksPath ({scope}, {origin})");
        if !folder.is_dir() {
            match &self.linked_to {
                Some(_) if self.is_relative && folder.ends_with(".husky/_") => checkup.complain(
                    format!("this linked work tree has no {}: husky puts it into each work tree anew", shown(folder)),
                    "npx husky",
                ),
                Some(main) if self.is_relative => {
                    let there = main.parent().unwrap_or(main).join(folder.strip_prefix(&self.hooks.top).unwrap_or(folder));
                    checkup.complain(
                        format!("{where_set} counts from the top of each work tree, and this linked one has no {}", shown(folder)),
                        format!("git config core.hooksPath '{}'", shown(&there)),
                    );
                }
                _ => checkup.complain(format!("{where_set} names {}, which is no folder: git runs no hook", shown(folder)), self.unset()),
            }
            return;
        }
        let is_ours = |folder: &Path| matches!(standing(folder, "pre-commit"), Standing::Ours { .. });
        if is_ours(folder) || self.hooks.kind == Kind::Global {
            return;
        }
        let global = self.git.global_folder().ok().filter(|ours| is_ours(ours));
        let shadowed = Some(self.own.clone()).filter(|own| is_ours(own)).or(global);
        if let Some(shadowed) = shadowed {
            checkup.complain(
                format!("{where_set} hides leakgate's hook: it lies in {}, and git looks only in {}", shown(&shadowed), shown(folder)),
                self.unset(),
            );
        }
    }

    /// Does git run the hook that stands there?
    pub(super) fn runs_hook(&self) -> bool {
        matches!(self.standing[0].1, Standing::Ours { runs: true, .. } | Standing::Others { runs: true, .. })
    }

    fn hook(&self, checkup: &mut Checkup) {
        if self.setting.is_some() && !self.hooks.folder.is_dir() {
            return; // told already
        }
        let active = self.managers.iter().find(|found| found.is_active);
        match &self.standing[0].1 {
            Standing::Missing => {
                checkup.complain(format!("there is no pre-commit hook in {}", shown(&self.hooks.folder)), "leakgate install");
            }
            Standing::Ours { path, runs: false, .. } => {
                checkup.complain(format!("{} may not be run: git passes over it", shown(path)), format!("chmod +x '{}'", shown(path)));
            }
            Standing::Others { runs: false, .. } => {
                let path = shown(&self.hooks.folder.join("pre-commit"));
                checkup.complain(format!("{path} may not be run: git passes over it"), format!("chmod +x '{path}'"));
            }
            Standing::Others { .. } if active.is_some_and(|found| !found.calls_us) => {
                let manager = active.map(|found| found.manager.to_string()).unwrap_or_default();
                checkup.complain(format!("{manager} manages the hooks here and does not call leakgate"), "leakgate install --wire");
            }
            Standing::Others { names_us: false, .. } if active.is_none() => {
                checkup.complain("the pre-commit hook here is somebody's and does not call leakgate", "leakgate install");
            }
            Standing::Ours { .. } | Standing::Others { .. } => {
                let missing: Vec<&str> =
                    self.standing[1..].iter().filter(|(_, standing)| *standing == Standing::Missing).map(|(name, _)| *name).collect();
                if !missing.is_empty() {
                    checkup.complain(
                        format!("nothing looks at {}", missing.join(" and ")),
                        if active.is_some() { "leakgate install --wire" } else { "leakgate install" },
                    );
                }
            }
        }
    }

    fn binary(&self, checkup: &mut Checkup) {
        let needs =
            matches!(self.standing[0].1, Standing::Ours { .. }) || self.managers.iter().any(|found| found.is_active && found.calls_us);
        match &self.program {
            None if needs => checkup.complain(
                "the hook finds no leakgate program: not on PATH, not where it was recorded, not in ~/.local/bin",
                "leakgate install (it records where this program lies)",
            ),
            Some(program) if program.version.is_none() => {
                checkup.complain(
                    format!("the hook calls {}, which does not run", shown(&program.path)),
                    format!("rm '{}'", shown(&program.path)),
                );
            }
            Some(program) if program.version.as_deref() != Some(VERSION) => checkup.complain(
                format!("the hook calls another version: {}; this is {VERSION}", program.told()),
                format!("install -m 755 \"$(command -v leakgate)\" '{}', with the newer one first on PATH", shown(&program.path)),
            ),
            _ => {}
        }
    }

    fn environment(&self, checkup: &mut Checkup) {
        for (name, managers) in SWITCHES {
            let Some(value) = std::env::var_os(name).filter(|value| !value.is_empty()) else { continue };
            let concerns = |found: &&Found| managers.contains(&found.manager);
            let counts = self.managers.iter().find(concerns);
            let is_on = match name {
                "HUSKY" | "LEFTHOOK" => value == "0" || value == "false",
                "GIT_CONFIG_PARAMETERS" => value.to_string_lossy().to_ascii_lowercase().contains("core.hookspath"),
                _ => true,
            };
            if is_on && (counts.is_some() || managers.is_empty()) {
                let whose = counts.map_or_else(|| "git".to_owned(), |found| found.manager.to_string());
                checkup.complain(
                    format!(
                        "{name}={} stands in the environment: {whose} passes over hooks for it",
                        cut(&printable(value.as_encoded_bytes()), 60)
                    ),
                    format!("unset {name}"),
                );
            }
        }
    }
}

/// What to do where a manager is to call us and did not.
pub(super) fn cure_of_skipping(manager: Manager) -> &'static str {
    match manager {
        Manager::Husky => "take HUSKY=0 out of ~/.config/husky/init.sh and of the environment",
        Manager::Lefthook => "put lefthook on PATH and see what it skips: lefthook run pre-commit --verbose",
        Manager::Overcommit => "overcommit --sign && overcommit --sign pre-commit",
        Manager::Framework => "pre-commit run --hook-stage pre-commit --verbose leakgate",
    }
}

fn told(standing: &Standing) -> String {
    match standing {
        Standing::Missing => "none".to_owned(),
        Standing::Ours { path, runs: true, .. } => format!("leakgate's ({})", shown(path)),
        Standing::Ours { runs: false, .. } => "leakgate's, but it may not be run".to_owned(),
        Standing::Others { runs: true, names_us: true } => "somebody's; it names leakgate".to_owned(),
        Standing::Others { runs: true, .. } => "somebody's".to_owned(),
        Standing::Others { runs: false, .. } => "somebody's, and it may not be run".to_owned(),
    }
}

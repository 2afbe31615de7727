//! What is left for the administrator to do on each platform.

use super::{CARRIED, Platform, Server, Target};
use crate::install::error::shown;

/// After the hooks were put there.
pub(super) fn after(targets: &[Target], server: &Server) -> Vec<String> {
    let mut notes = Vec::new();
    for platform in platforms(targets) {
        let first = targets.iter().find(|target| target.platform == platform);
        let folder = first.map(|target| shown(&target.folder)).unwrap_or_default();
        notes.extend(of(platform, &folder, first.is_some_and(|target| target.own_folders == 1), server.is_vref));
    }
    notes.push(format!("whether it refuses: leakgate doctor --server {}", doctored(targets)));
    notes
}

/// After they were taken out.
pub(super) fn afterwards(targets: &[Target]) -> Vec<String> {
    let has = |platform| targets.iter().any(|target| target.platform == platform);
    let mut notes = Vec::new();
    if has(Platform::Gitolite) {
        notes.push(
            "then, as gitolite's user: gitolite setup --hooks-only; take VREF/leakgate out of gitolite.conf if it names it".to_owned(),
        );
    }
    if has(Platform::GitHub) || has(Platform::Bitbucket) {
        notes.push("take the hook out of the platform's settings, too: what was uploaded stays there".to_owned());
    }
    notes
}

fn platforms(targets: &[Target]) -> Vec<Platform> {
    let mut platforms: Vec<Platform> = Vec::new();
    for target in targets {
        if !platforms.contains(&target.platform) {
            platforms.push(target.platform);
        }
    }
    platforms
}

fn doctored(targets: &[Target]) -> &'static str {
    if targets.iter().all(|target| target.platform == Platform::Git) { "PATH" } else { "URL of a repository" }
}

fn of(platform: Platform, folder: &str, is_global: bool, is_vref: bool) -> Vec<String> {
    match platform {
        Platform::Git => vec!["repositories that are made later are guarded once this is run again".to_owned()],
        Platform::Gitea => vec![
            "Gitea makes each repository's hooks itself: those of later ones are guarded once this is run again (a daily timer does)".to_owned(),
        ],
        Platform::GitLab if is_global => {
            let above = folder.trim_end_matches("/pre-receive.d");
            vec![
                format!(
                    "GitLab runs it for every repository once it knows the folder: in /etc/gitlab/gitlab.rb gitaly['configuration'] has to hold hooks: {{ custom_hooks_dir: '{above}' }}; then: gitlab-ctl reconfigure"
                ),
                "on a Gitaly cluster the same on every node; hooks are not replicated by Geo".to_owned(),
            ]
        }
        Platform::GitLab => vec![
            "later projects are not guarded: GitLab's folder for all of them is better (leakgate install --server /var/opt/gitlab/gitaly/custom_hooks)".to_owned(),
            "on a Gitaly cluster: tar -cf - custom_hooks | gitaly hooks set --storage STORAGE --repository PATH --config CONFIG, on any node".to_owned(),
        ],
        Platform::Gitolite if is_vref => vec![
            "in gitolite.conf: repo @all, and below it: -   VREF/leakgate = @all".to_owned(),
            "push gitolite-admin with that line; the check runs for each ref of a push, after git has taken its objects in".to_owned(),
        ],
        Platform::Gitolite => vec!["then, as gitolite's user: gitolite setup --hooks-only; it links the hook into every repository".to_owned()],
        Platform::Gerrit => vec![
            "Gerrit runs them through its hooks plugin: ref-update for pushes that go past review, commit-received for each commit that is sent for review".to_owned(),
            "Gerrit waits 30 seconds for it: hooks.syncHookTimeout in etc/gerrit.config gives it more".to_owned(),
        ],
        Platform::GitHub => vec![
            format!("commit {CARRIED} (it is executable) into a repository of the appliance, on its default branch"),
            "make an environment that holds /bin/sh and, as /usr/local/bin/leakgate, a leakgate that needs no library (ldd says: not a dynamic executable); git is not needed".to_owned(),
            "pack it and bring it in: tar -czf env.tar.gz -C FOLDER . && ghe-hook-env-create leakgate env.tar.gz, on the appliance".to_owned(),
            "then, as site administrator, under Hooks: add a pre-receive hook with that environment, repository and file, enforced".to_owned(),
            "all hooks of a push share 5 seconds: set deadline = \"4s\" in [server] of the configuration inside the environment".to_owned(),
        ],
        Platform::Bitbucket => vec![
            "hook scripts have to be on: feature.hook.scripts=true in bitbucket.properties, then restart".to_owned(),
            "leakgate has to lie on every node as /usr/local/bin/leakgate".to_owned(),
            format!("as system administrator, register {CARRIED} as a PRE hook script and configure it for the system, a project or a repository (Atlassian: Registering and maintaining hook scripts)"),
        ],
    }
}

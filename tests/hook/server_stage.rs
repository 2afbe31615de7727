//! A server whose hook is called as a platform calls it: with its variables, and with the administrator's configuration.

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::Value;

use crate::ran::Ran;
use crate::repo::{Server, TempRepo};

/// A bare repository behind a platform, and a developer's clone of it with one commit on `main`.
pub(crate) struct Stage {
    pub(crate) server: Server,
    pub(crate) clone: TempRepo,
    /// Lines of shell that the hook begins with.
    before: String,
}

impl Stage {
    /// A plain server with this configuration of its administrator. `AUDIT` in it stands for a folder of this world.
    #[track_caller]
    pub(crate) fn new(config: &str) -> Self {
        Self::with_format(config, &[])
    }

    /// The same in another format: options of `git init`.
    #[track_caller]
    pub(crate) fn with_format(config: &str, options: &[&str]) -> Self {
        let server = Server::with_format_and_no_hooks(options);
        let clone = server.clone_by("ann");
        clone.had("readme", "words\n").published();
        let stage = Self { server, clone, before: String::new() };
        stage.configure(config).hook("pre-receive", "exec leakgate hook pre-receive --config \"$CONFIG\"");
        stage
    }

    /// A platform that gives its hooks these variables.
    #[track_caller]
    pub(crate) fn on(config: &str, variables: &[(&str, &str)]) -> Self {
        let mut stage = Self::new(config);
        for (name, value) in variables {
            let _ = writeln!(stage.before, "export {name}='{value}'");
        }
        stage.hook("pre-receive", "exec leakgate hook pre-receive --config \"$CONFIG\"");
        stage
    }

    /// Writes the administrator's configuration anew.
    pub(crate) fn configure(&self, config: &str) -> &Self {
        let text = config.replace("AUDIT", self.folder("audit").to_str().expect("a plain path"));
        std::fs::write(self.folder("system.toml"), text).expect("a configuration");
        self
    }

    /// A place in this world.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.clone.sandbox().folder().join(name)
    }

    /// Puts a hook into the server: this, after the platform's variables.
    pub(crate) fn hook(&self, name: &str, script: &str) -> &Self {
        let path = self.server.folder().join("hooks").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let config = self.folder("system.toml");
        let text = format!("#!/bin/sh\nCONFIG='{}'\n{}{script}\n", config.display(), self.before);
        std::fs::write(&path, text).expect("a hook");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a hook that runs");
        self
    }

    /// Pushes a commit with a file of that content to `main`.
    pub(crate) fn push_file(&self, path: &str, content: &str) -> Ran {
        self.clone.had(path, content).push(&["main"])
    }

    /// The lines of the audit log that the configuration names, which hold no secret.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.records_in(&self.folder("audit/audit.jsonl"))
    }

    /// The same of another file.
    pub(crate) fn records_in(&self, path: &std::path::Path) -> Vec<Value> {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        self.clone.sandbox().also_printed("the audit log", text.as_bytes());
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// `leakgate audit` with the server's configuration.
    pub(crate) fn audit(&self, words: &[&str]) -> Ran {
        let config = self.folder("system.toml");
        let mut all = vec!["audit"];
        all.extend(words);
        all.extend(["--config", config.to_str().expect("a plain path")]);
        self.clone.leakgate(&all)
    }
}

/// A configuration with an audit log and this besides.
pub(crate) fn audited(more: &str) -> String {
    format!("[server.audit]\npath = \"AUDIT/audit.jsonl\"\n{more}\n")
}

/// The one line of the log about a push.
#[track_caller]
pub(crate) fn push_line(records: &[Value]) -> &Value {
    let pushes: Vec<&Value> = records.iter().filter(|record| record["event"] == "push").collect();
    assert_eq!(pushes.len(), 1, "{records:?}");
    pushes[0]
}

//! The configuration: files of TOML, read, checked, laid over one another and turned into what the other modules use. Nothing else sees TOML.

mod allow;
mod comments;
mod edit;
mod extends;
mod fields;
mod join;
pub mod key;
mod layer;
mod layers;
mod policy;
pub mod registry;
mod rule;
mod schema;
pub mod server;
mod show;
pub mod stamp;
mod switches;
mod whole;

pub use allow::{Allow, entry, key_line, quoted};
pub use comments::{Comments, TOOLS};
pub use edit::{Edit, Entered, NewAllow};
pub use join::join;
pub use layer::{Layer, load, parse};
pub use layers::{
    Base, Files, Foreign, Loaded, administrators, bare, committed, developer, on_disk, repositorys, system_path, trusted, user_path,
    working,
};
pub use policy::{Entry as PolicyEntry, Policy};
pub use rule::{Own, check};
pub use schema::{commented, page, schema};
pub use show::{Shown, show};
pub use switches::{Selector, Switches};
pub use whole::Whole;

use crate::finding::Verdict;
use crate::fingerprint::Key;

/// The file's name, at the top of a repository.
pub const NAME: &str = ".leakgate.toml";
/// The file's name in a bare repository: its administrator's, not part of what is pushed.
pub const BARE_NAME: &str = "leakgate.toml";

/// What the configuration says, all of its files together.
#[derive(Debug, Clone)]
pub struct Config {
    /// The key of this repository's fingerprints.
    pub fingerprint_key: Option<Key>,
    /// Whose allow comments count.
    pub comments: Comments,
    /// The organisation's own page on what to do.
    pub guide: Option<String>,
    /// What comes of parts of archives that could not be looked at: a warning, or a block.
    pub unread: Verdict,
    /// Findings that may pass.
    pub allow: Vec<Allow>,
    /// Rules of the user's own. Their fields are well formed; whether they keep what they promise, [`check`] says.
    pub rules: Vec<Own>,
    /// Which rules are off.
    pub switches: Switches,
    /// What findings lead to.
    pub policy: Policy,
    /// What counts on a server.
    pub server: server::Server,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            fingerprint_key: None,
            comments: Comments::default(),
            guide: None,
            unread: Verdict::Warn,
            allow: Vec::new(),
            rules: Vec::new(),
            switches: Switches::default(),
            policy: Policy::default(),
            server: server::Server::default(),
        }
    }
}

impl Config {
    /// The layers over one another, the lowest first: what a higher one says once replaces what a lower one says; lists add up, and a rule
    /// replaces one of the same id.
    pub fn of(layers: impl IntoIterator<Item = Layer>) -> Self {
        layers.into_iter().fold(Self::default(), Self::under)
    }

    /// This with one layer more on top.
    fn under(mut self, layer: Layer) -> Self {
        self.fingerprint_key = layer.fingerprint_key.or(self.fingerprint_key);
        self.comments = layer.comments.unwrap_or(self.comments);
        self.guide = layer.guide.or(self.guide);
        self.unread = layer.unread.unwrap_or(self.unread);
        self.allow.extend(layer.allow);
        self.rules.retain(|own| !layer.rules.iter().any(|other| other.rule.id == own.rule.id));
        self.rules.extend(layer.rules);
        self.switches.extend(layer.switches);
        self.policy.extend(layer.policy);
        self.server = layer.server.over(self.server);
        self
    }
}

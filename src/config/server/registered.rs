//! The fields of `[server]` for the registry.

use crate::config::registry::{Field, Kind, Table};

const ANSWERS: Kind = Kind::Choice(&["block", "allow"]);

const fn field(name: &'static str, kind: Kind, default: &'static str, about: &'static str, example: &'static str) -> Field {
    Field { name, kind, default, about, example }
}

/// All tables.
pub(in crate::config) const SERVER: Table = Table {
    name: "server",
    many: false,
    about: "What counts on a server. It is read from the system's file (or the one that the hook's command line names) and from `leakgate.toml` in the bare repository, never from what is pushed.",
    fields: &[
        field(
            "platform",
            Kind::Choice(&["git", "github", "gitlab", "gitea", "bitbucket", "gitolite", "gerrit"]),
            "",
            "The platform, where its variables shall not tell: then those of no other one are believed.",
            "\"gitlab\"",
        ),
        field("deadline", Kind::Text, "", "How long a push may be looked at; without it, as long as it takes.", "\"4s\""),
        field("late", ANSWERS, "\"block\"", "What becomes of a push that could not be looked at to its end by then.", "\"allow\""),
        field("full", Kind::Number, "10", "How many findings are told in full, 1 to 1000; the rest is counted.", "3"),
        field("message", Kind::Text, "", "A line of your own under every refusal.", "\"questions: #security\""),
        field("comments", Kind::Flag, "false", "Do allow comments in what is pushed count?", "false"),
        field(
            "default-branch",
            Kind::Flag,
            "false",
            "Does the `.leakgate.toml` count that stands on the default branch before the push? Its `[server]` never does.",
            "true",
        ),
        field("skip-internal", Kind::Flag, "true", "On Gitea and Forgejo: are pushes that the platform makes itself passed over?", "false"),
        field("metrics", Kind::Text, "", "A file for counters in Prometheus' text form.", "\"/var/lib/node_exporter/leakgate.prom\""),
        field(
            "sandbox",
            Kind::Choice(&["auto", "off", "require"]),
            "\"auto\"",
            "Is the hook shut into a sandbox (Landlock, on Linux) before it looks at what is pushed? As far as the kernel can, never, or always: then a push is refused where there is none.",
            "\"require\"",
        ),
    ],
};

/// What becomes of a push that could not be decided.
pub(in crate::config) const UNDECIDED: Table = Table {
    name: "server.undecided",
    many: false,
    about: "What becomes of a push that could not be decided, by cause. What is allowed is put on record.",
    fields: &[
        field(
            "configuration",
            ANSWERS,
            "\"block\"",
            "A mistake in the repository's own file; one in the system's always blocks.",
            "\"block\"",
        ),
        field("repository", ANSWERS, "\"block\"", "The repository or its refs cannot be read.", "\"block\""),
        field("object", ANSWERS, "\"block\"", "An object that is pushed is missing, damaged or not well formed.", "\"block\""),
        field("input", ANSWERS, "\"block\"", "A line of git's or a push option is not understood.", "\"block\""),
        field("internal", ANSWERS, "\"block\"", "A fault of leakgate or of the machine.", "\"block\""),
    ],
};

/// Who may let a finding pass.
pub(in crate::config) const BYPASS: Table = Table {
    name: "server.bypass",
    many: false,
    about: "Who may let one finding pass: `git push -o leakgate.allow=FINGERPRINT:REASON`. Nobody, where this table is not there. Every use is put on record.",
    fields: &[
        field("users", Kind::Texts, "[]", "Users as the platform names them, or globs over them.", "[\"ann\", \"release-*\"]"),
        field(
            "groups",
            Kind::Texts,
            "[]",
            "Groups: those of `[[server.group]]`, Gitolite's, and the operating system's.",
            "[\"security\"]",
        ),
        field("refs", Kind::Texts, "[]", "The refs that it is possible for; all where there are none.", "[\"refs/heads/**\"]"),
    ],
};

/// Groups.
pub(in crate::config) const GROUP: Table = Table {
    name: "server.group",
    many: true,
    about: "People who are named together, where the platform does not tell a hook its groups.",
    fields: &[
        field("name", Kind::Text, "", "What `[server.bypass]` and, as `@name`, `[[policy]]` call it. It has to be there.", "\"security\""),
        field("members", Kind::Texts, "[]", "Users as the platform names them, or globs over them.", "[\"ann\", \"bob\"]"),
    ],
};

/// The audit log.
pub(in crate::config) const AUDIT: Table = Table {
    name: "server.audit",
    many: false,
    about: "The log of decisions: JSON Lines in a chain of hashes. `leakgate audit verify` follows it, `leakgate audit report` sums it up.",
    fields: &[
        field("enabled", Kind::Flag, "true", "Is there one?", "true"),
        field(
            "path",
            Kind::Text,
            "",
            "The file; `leakgate/audit.jsonl` in the repository where none is named.",
            "\"/var/log/leakgate/audit.jsonl\"",
        ),
        field(
            "unwritable",
            ANSWERS,
            "\"block\"",
            "What becomes of a push that cannot be recorded. Where no path is named, it may pass.",
            "\"block\"",
        ),
        field("rotate", Kind::Text, "", "When a new file is begun: from a size on, or every day.", "\"10MiB\""),
        field("keep", Kind::Number, "12", "How many old files are kept, 1 to 10000.", "52"),
        field("clean", Kind::Flag, "false", "Are pushes recorded in which nothing was found?", "true"),
    ],
};

/// Limits.
pub(in crate::config) const LIMITS: Table = Table {
    name: "server.limits",
    many: false,
    about: "The most that is looked at. What is left out is named to whoever pushes and put on record.",
    fields: &[
        field("blob", Kind::Text, "", "The size of a file.", "\"1GiB\""),
        field("blob-over", ANSWERS, "\"block\"", "What becomes of a push with a larger one.", "\"allow\""),
        field("archive", Kind::Text, "", "The size of an archive that is opened.", "\"256MiB\""),
        field("archive-over", ANSWERS, "\"block\"", "What becomes of a push with a larger one.", "\"allow\""),
        field("commits", Kind::Number, "", "The number of commits in a push; the newest are looked at.", "50000"),
        field("commits-over", ANSWERS, "\"block\"", "What becomes of a push with more.", "\"allow\""),
    ],
};

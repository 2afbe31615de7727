//! Every field of the configuration, with what it is for. The schema for editors, the reference page, the commented file of `config init` and
//! what `config show` tells are views of this; a test holds it to what the reader understands.

use super::server::registered;

/// A table of the file.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name; empty for the top of the file, with dots for a table in a table.
    pub name: &'static str,
    /// There may be several: `[[name]]`.
    pub many: bool,
    /// What it is for.
    pub about: &'static str,
    /// Its fields, in the order in which people meet them.
    pub fields: &'static [Field],
}

/// A field of a table.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What counts where it is left out; empty where nothing does.
    pub default: &'static str,
    /// What it is for, a sentence or two.
    pub about: &'static str,
    /// A value, as it is written.
    pub example: &'static str,
}

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text, or a list of them.
    Words,
    /// A list of texts.
    Texts,
    /// True or false.
    Flag,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, or a list of them.
    Choices(&'static [&'static str]),
    /// Something else: a JSON Schema.
    Other(&'static str),
}

const fn field(name: &'static str, kind: Kind, default: &'static str, about: &'static str, example: &'static str) -> Field {
    Field { name, kind, default, about, example }
}

const SEVERITIES: &[&str] = &["info", "low", "medium", "high", "critical"];
const MODES: &[&str] = &["live", "test", "unknown"];

/// All tables.
pub const TABLES: &[Table] = &[
    Table {
        name: "",
        many: false,
        about: "At the top of the file.",
        fields: &[
            field(
                "extends",
                Kind::Words,
                "",
                "Files that this one builds upon: paths relative to this file, `git+REF:FILE` out of a ref of this repository, or `git+PATH#REF:FILE` out of another one on this machine. What stands here counts above what stands there. Nothing is fetched.",
                "\"shared/leakgate.toml\"",
            ),
            field(
                "comments",
                Kind::Other(
                    r#"{"anyOf":[{"type":"boolean"},{"type":"array","items":{"enum":["leakgate","gitleaks","trufflehog","detect-secrets","secretlint","ggshield","gitguardian","kingfisher","bandit","gosec","flake8","ruff","sonarqube","sonar"]}}]}"#,
                ),
                "true",
                "Whose allow comments beside a secret count: everybody's, nobody's, or those of the tools that a list names. Never on a server, unless `[server]` says so.",
                "[\"leakgate\", \"gitleaks\"]",
            ),
            field(
                "guide",
                Kind::Text,
                "",
                "Your organisation's own page on what to do; shown with every finding.",
                "\"https://example.org/leaks\"",
            ),
            field(
                "unread",
                Kind::Choice(&["warn", "block"]),
                "\"warn\"",
                "What comes of parts of archives that could not be looked at.",
                "\"warn\"",
            ),
            field(
                "fingerprint-key",
                Kind::Text,
                "",
                "The key that fingerprints are made with, so that they fit in every clone; `leakgate allow` writes it.",
                "\"00112233445566778899aabbccddeeff\"",
            ),
        ],
    },
    Table {
        name: "rules",
        many: false,
        about: "Which rules are off. At a commit, what is switched off counts once it is committed.",
        fields: &[
            field("off", Kind::Texts, "[]", "Rules by id, by provider, or by a glob over ids.", "[\"docusign\", \"stripe-test-*\"]"),
            field("on", Kind::Texts, "[]", "Rules that stay on, whatever `off` says.", "[\"stripe-test-restricted-key\"]"),
        ],
    },
    Table {
        name: "policy",
        many: true,
        about: "What findings lead to, where you want it otherwise. An entry is for the findings that fit everything it names; of those that fit, the last one counts. Without any: what is at least of high severity and likely blocks, and whatever is proven and live; the rest warns; public halves are silent. At a commit, what is stricter counts at once, the rest once it is committed.",
        fields: &[
            field("verdict", Kind::Choice(&["block", "warn", "ignore"]), "", "What they lead to. It has to be there.", "\"warn\""),
            field("rule", Kind::Words, "", "Rules by id, by provider, or by a glob over ids.", "\"stripe-test-*\""),
            field("severity", Kind::Choices(SEVERITIES), "", "Severities.", "[\"low\", \"medium\"]"),
            field("confidence", Kind::Choices(&["possible", "likely", "proven"]), "", "How sure a finding is.", "\"possible\""),
            field("mode", Kind::Choices(MODES), "", "Real, or a playground.", "\"test\""),
            field("path", Kind::Words, "", "Globs over paths.", "\"tests/**\""),
            field(
                "ref",
                Kind::Words,
                "",
                "Globs over full names of refs. At a commit, that of the branch that is checked out.",
                "\"refs/heads/release-*\"",
            ),
            field("user", Kind::Words, "", "On a server: globs over who pushes; groups as `@group`.", "\"@release\""),
            field("repository", Kind::Words, "", "On a server: globs over the repository's name.", "\"sandbox/*\""),
            field(
                "until",
                Kind::Date,
                "",
                "The last day on which the entry counts. A server's audit log says what would have blocked without it.",
                "2027-01-31",
            ),
            field("reason", Kind::Text, "", "Why.", "\"the clean-up ends in January\""),
        ],
    },
    Table {
        name: "allow",
        many: true,
        about: "Findings that may pass: all that an entry names has to fit. `leakgate allow` writes one. At a commit, an entry for a single fingerprint counts at once, a wider one once it is committed.",
        fields: &[
            field("fingerprint", Kind::Text, "", "One finding, by the fingerprint that the report names.", "\"5f0bf8773bcc96f702a1\""),
            field("rule", Kind::Text, "", "All findings of a rule.", "\"stripe-live-secret-key\""),
            field("path", Kind::Text, "", "A glob over paths.", "\"tests/**\""),
            field("reason", Kind::Text, "", "Why they may pass. It has to be there.", "\"a key of the vendor's public sandbox\""),
            field("expires", Kind::Date, "", "The last day on which the entry counts. It has to be there.", "2027-06-30"),
            field("owner", Kind::Text, "", "Who answers for it.", "\"payments\""),
        ],
    },
    Table {
        name: "rule",
        many: true,
        about: "Rules of your own, with the fields of a built-in one; `leakgate rules show RULE` shows how those use them, `leakgate rules test` holds them to their samples. One that is added counts at once; one that is changed or taken out counts as it was committed, too, until that is.",
        fields: &[
            field("id", Kind::Text, "", "In kebab-case, yours first. It has to be there.", "\"acme-deploy-token\""),
            field("title", Kind::Text, "", "What a person calls it. It has to be there.", "\"Acme deploy token\""),
            field(
                "keywords",
                Kind::Texts,
                "",
                "The rarest literals, of four bytes or more: one of them stands in or beside every such secret.",
                "[\"acme_\"]",
            ),
            field(
                "pattern",
                Kind::Text,
                "",
                "A regex over bytes with bounded repeats; the group `secret` is what is masked. It has to be there.",
                "'(?P<secret>acme_[0-9A-Za-z]{24})'",
            ),
            field(
                "hits",
                Kind::Texts,
                "",
                "Samples that must be found, as templates: `{A62:24}` is 24 random letters and digits, `<<` and `>>` mark what is captured.",
                "[\"ACME_TOKEN=<<acme_{A62:24}>>\"]",
            ),
            field(
                "misses",
                Kind::Other(
                    r#"{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"object","properties":{"text":{"type":"string"},"reason":{"type":"string"}},"required":["text"],"additionalProperties":false}]}}"#,
                ),
                "",
                "Samples that must not be found, each as a text, or with its reason.",
                "[{ text = \"acme_{A62:8}\", reason = \"too short\" }]",
            ),
            field("provider", Kind::Text, "\"own rules\"", "Who issues it.", "\"Acme\""),
            field("severity", Kind::Choice(SEVERITIES), "\"high\"", "How bad it is when it is out.", "\"critical\""),
            field("mode", Kind::Choice(MODES), "\"unknown\"", "Does the format say that it is real, or test data?", "\"live\""),
            field(
                "files",
                Kind::Texts,
                "[]",
                "The files that the rule holds in, by base name or ending; everywhere where there are none.",
                "[\"acme.ini\", \"*.acme\"]",
            ),
            field("case", Kind::Choice(&["exact", "any"]), "\"exact\"", "How keywords are compared.", "\"any\""),
            field("reach", Kind::Number, "256", "How many bytes around a keyword the pattern may stand, 16 to 16384.", "512"),
            field(
                "before",
                Kind::Choice(&["open", "word", "url", "base64", "dotted"]),
                "\"word\"",
                "What must not touch the secret in front.",
                "\"url\"",
            ),
            field(
                "after",
                Kind::Choice(&["open", "word", "url", "base64", "dotted"]),
                "\"word\"",
                "What must not touch it behind.",
                "\"url\"",
            ),
            field(
                "near",
                Kind::Other(
                    r#"{"type":"object","properties":{"words":{"type":"array","items":{"type":"string"}},"above":{"type":"integer","minimum":0,"maximum":5}},"required":["words"],"additionalProperties":false}"#,
                ),
                "",
                "Words of which one has to stand near, and on how many lines above.",
                "{ words = [\"acme\"], above = 2 }",
            ),
            field(
                "entropy",
                Kind::Choice(&["digits", "hex", "lc36", "a62", "a64"]),
                "",
                "The alphabet of the random part, where it has to look random.",
                "\"a62\"",
            ),
            field("proof", Kind::Text, "", "An offline check, by its name in `leakgate rules list --proof`.", "\"github-crc32\""),
            field("rank", Kind::Number, "0", "Of rules that claim the same bytes the one with the higher rank wins, -100 to 100.", "1"),
            field(
                "class",
                Kind::Choice(&["vendor", "generic"]),
                "\"vendor\"",
                "May the path (tests, examples) lower the confidence? For generic ones only.",
                "\"generic\"",
            ),
            field(
                "pair",
                Kind::Other(
                    r#"{"type":"object","properties":{"with":{"type":"array","items":{"type":"string"}},"lines":{"type":"integer","minimum":0,"maximum":100},"severity":{"enum":["info","low","medium","high","critical"]}},"required":["with"],"additionalProperties":false}"#,
                ),
                "",
                "Rules whose findings nearby are the other half of the credential.",
                "{ with = [\"acme-key-id\"], lines = 5, severity = \"critical\" }",
            ),
            field("exposes", Kind::Text, "", "What its holder can do.", "\"deploys to production\""),
            field("roll", Kind::Text, "", "The page where it is rolled.", "\"https://acme.example/keys\""),
            field("logs", Kind::Text, "", "The page that shows what it was used for.", "\"https://acme.example/logs\""),
            field("advice", Kind::Text, "", "What to do first once it has left.", "\"Revoke it in the console\""),
            field("reference", Kind::Text, "", "The page that documents the format.", "\"https://acme.example/docs/tokens\""),
        ],
    },
    registered::SERVER,
    registered::UNDECIDED,
    registered::BYPASS,
    registered::GROUP,
    registered::AUDIT,
    registered::LIMITS,
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The reader names the fields that it knows where it meets one that it does not.
    #[test]
    fn the_registry_lists_what_the_reader_understands() {
        for table in TABLES {
            let head = match (table.name, table.many) {
                ("", _) => String::new(),
                (name, true) => format!("[[{name}]]\n"),
                (name, false) => format!("[{name}]\n"),
            };
            // a rule without these is not read to its end
            let more = if table.name == "rule" { "id = \"acme\"\ntitle = \"Acme\"\npattern = 'x'\n" } else { "" };
            let error = crate::config::parse(Path::new("c"), format!("{head}{more}zzzzzz = 1\n").as_bytes()).unwrap_err();
            let all = match error {
                crate::trouble::Trouble::Several(all) => all,
                one => vec![one],
            };
            let cure = all.iter().find(|one| one.to_string().contains("zzzzzz")).unwrap().next();
            let list = cure.split("the fields are: ").nth(1).unwrap();
            let mut read: Vec<&str> = list.split(", ").collect();
            let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
            let below = |name: &str| if table.name.is_empty() { name.to_owned() } else { format!("{}.{name}", table.name) };
            read.retain(|name| !tables.contains(&below(name).as_str()));
            let mut listed: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
            read.sort_unstable();
            listed.sort_unstable();
            assert_eq!(read, listed, "[{}]", table.name);
        }
    }

    #[test]
    fn every_example_is_read() {
        for table in TABLES {
            let head = match (table.name, table.many) {
                ("", _) => String::new(),
                (name, true) => format!("[[{name}]]\n"),
                (name, false) => format!("[{name}]\n"),
            };
            let lines: String = table
                .fields
                .iter()
                // what they name is not there
                .filter(|field| !matches!(field.name, "extends" | "pair"))
                .map(|field| [field.name, " = ", field.example, "\n"].concat())
                .collect();
            let read = crate::config::parse(Path::new("c"), format!("{head}{lines}").as_bytes());
            assert!(read.is_ok(), "{}", read.unwrap_err());
            for field in table.fields {
                assert!(field.about.ends_with(['.', '?']) && !field.example.is_empty(), "{}.{}", table.name, field.name);
            }
        }
    }
}

//! Whose allow comments count.

use super::fields::Fields;
use crate::text::{nearest, printable};

/// The tools whose comments are read, by the names that the setting `comments` takes; ours first.
pub const TOOLS: &[&str] = &[
    "leakgate",
    "gitleaks",
    "trufflehog",
    "detect-secrets",
    "secretlint",
    "ggshield",
    "kingfisher",
    "bandit",
    "gosec",
    "flake8",
    "sonarqube",
];

/// Other names of these tools, or tools that read the same comment.
const ALSO: &[(&str, &str)] = &[("ruff", "flake8"), ("sonar", "sonarqube"), ("gitguardian", "ggshield")];

/// Whose allow comments count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comments(Vec<&'static str>);

impl Default for Comments {
    /// Everybody's.
    fn default() -> Self {
        Self(TOOLS.to_vec())
    }
}

impl From<bool> for Comments {
    /// Everybody's, or nobody's.
    fn from(all: bool) -> Self {
        if all { Self::default() } else { Self(Vec::new()) }
    }
}

impl Comments {
    /// Do comments of this tool count?
    pub fn count(&self, tool: &str) -> bool {
        self.0.contains(&tool)
    }

    /// The names of the tools whose comments count.
    pub fn tools(&self) -> &[&'static str] {
        &self.0
    }

    /// What counts by both.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.retain(|tool| other.count(tool));
        self
    }
}

/// Reads `comments`: true, false, or a list of tools.
pub(super) fn read(top: &mut Fields<'_>) -> Option<Comments> {
    if top.is_flag("comments") {
        return top.flag("comments").map(Comments::from);
    }
    let mut tools = Vec::new();
    for name in top.texts("comments")?.value {
        let known = ALSO.iter().find(|(also, _)| *also == name.value).map_or(name.value.as_str(), |(_, tool)| tool);
        let Some(tool) = TOOLS.iter().find(|tool| **tool == known) else {
            let names = TOOLS.iter().chain(ALSO.iter().map(|(also, _)| also)).copied();
            let meant = nearest(&name.value, names).map(|word| format!("did you mean \"{word}\"? ")).unwrap_or_default();
            let cure = format!("{meant}there are {}; or write comments = true or comments = false", TOOLS.join(", "));
            top.wrong(name.at, format!("no tool whose comments are read is called \"{}\"", printable(name.value.as_bytes())), cure);
            continue;
        };
        if tools.contains(tool) {
            top.wrong(name.at, format!("{tool} is named twice"), "take one of the two out");
        }
        tools.push(*tool);
    }
    Some(Comments(tools))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    fn read(text: &str) -> Result<Comments, String> {
        let config = parse(std::path::Path::new("c.toml"), text.as_bytes());
        config.map(|config| config.comments).map_err(|error| format!("{error}; {}", error.next()))
    }

    #[test]
    fn all_none_or_some() {
        assert_eq!(read("").unwrap(), Comments::from(true));
        assert_eq!(read("comments = true\n").unwrap(), Comments::from(true));
        assert_eq!(read("comments = false\n").unwrap(), Comments::from(false));
        assert_eq!(read("comments = []\n").unwrap(), Comments::from(false));
        let some = read("comments = [\"leakgate\", \"ruff\"]\n").unwrap();
        assert!(some.count("leakgate") && some.count("flake8") && !some.count("gitleaks"));
        assert_eq!(some.clone().and(&Comments::from(false)), Comments::from(false));
        assert_eq!(Comments::from(true).and(&some), some);
    }

    #[test]
    fn the_schema_knows_all_of_them() {
        let field = crate::config::registry::TABLES[0].fields.iter().find(|field| field.name == "comments").unwrap();
        let crate::config::registry::Kind::Other(schema) = field.kind else { panic!("a schema") };
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let mut listed: Vec<&str> =
            schema["anyOf"][1]["items"]["enum"].as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
        let mut known: Vec<&str> = TOOLS.iter().copied().chain(ALSO.iter().map(|(also, _)| *also)).collect();
        listed.sort_unstable();
        known.sort_unstable();
        assert_eq!(listed, known);
    }

    #[test]
    fn a_tool_that_is_not_known_is_named_with_what_was_meant() {
        for (text, said) in [
            (
                "comments = [\"gitleak\"]\n",
                "c.toml:1:13: no tool whose comments are read is called \"gitleak\"; did you mean \"gitleaks\"?",
            ),
            (
                "comments = [\"leakgate\", \"zzz\"]\n",
                "c.toml:1:25: no tool whose comments are read is called \"zzz\"; there are leakgate, ",
            ),
            ("comments = [\"bandit\", \"bandit\"]\n", "c.toml:1:23: bandit is named twice"),
            ("comments = [1]\n", "c.toml:1:13: comments is an integer"),
            ("comments = \"gitleaks\"\n", "c.toml:1:12: comments is a string"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(said), "{error}");
        }
    }
}

//! What a command did, and what a test may expect of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::secrets::{AWS, GITHUB, STRIPE};
use crate::wire::Wire;

/// A hook that git ran, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HookRun {
    /// `pre-commit` and the like.
    pub(crate) name: String,
    /// Its exit code, which git itself does not hand on.
    pub(crate) code: i64,
}

impl HookRun {
    /// Reads git's own record of its children (`GIT_TRACE2_EVENT`).
    pub(crate) fn read(trace: &str) -> Vec<Self> {
        let mut names: BTreeMap<(String, u64), String> = BTreeMap::new();
        let mut runs = Vec::new();
        // what git does in the background (maintenance) may be writing a line while this is read; the hooks had ended before
        for line in trace.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let event: Value = serde_json::from_str(line).expect("git writes JSON");
            let id = || (event["sid"].to_string(), event["child_id"].as_u64().unwrap_or_default());
            match event["event"].as_str() {
                Some("child_start") if event["child_class"] == "hook" => {
                    names.insert(id(), event["hook_name"].as_str().unwrap_or_default().to_owned());
                }
                Some("child_exit") => {
                    if let Some(name) = names.remove(&id()) {
                        runs.push(Self { name, code: event["code"].as_i64().unwrap_or(-1) });
                    }
                }
                _ => {}
            }
        }
        runs
    }
}

/// What a command did. Every expectation hands it on, so that they can be chained; one is owed.
#[must_use = "a run that nothing is expected of tests nothing"]
#[derive(Debug)]
pub(crate) struct Ran {
    /// The command line.
    pub(crate) command: String,
    /// Its exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it said.
    pub(crate) stdout: String,
    /// What it said aside.
    pub(crate) stderr: String,
    /// The hooks that git ran meanwhile, in the order of their ends.
    pub(crate) hooks: Vec<HookRun>,
    /// All refs before and after, where the command is one that should change them.
    pub(crate) refs: Option<(String, String)>,
    /// How a push reached its server.
    pub(crate) wire: Wire,
}

impl Ran {
    /// It did what it was asked to, and no hook said a word.
    #[track_caller]
    pub(crate) fn passed(&self) -> &Self {
        let ran = self.succeeded();
        assert!(!ran.text().contains("leakgate"), "{}", ran.why("should be silent"));
        ran
    }

    /// It did what it was asked to; a hook may have said something.
    #[track_caller]
    pub(crate) fn succeeded(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{}", self.why("should pass"));
        if let Some((before, after)) = &self.refs {
            assert_ne!(before, after, "{}", self.why("should change a ref"));
            assert!(!self.hooks.is_empty(), "{}", self.why("should run a hook"));
        }
        self
    }

    /// It was stopped, by a hook that ended with `code` (or ended with it itself where it is no git command), and nothing came into being.
    #[track_caller]
    pub(crate) fn refused_with(&self, code: i32) -> &Self {
        self.refused_but_for(code, &[])
    }

    /// The same, but where each ref is judged alone, these refs changed: nothing is wrong with them.
    #[track_caller]
    pub(crate) fn refused_but_for(&self, code: i32, others: &[&str]) -> &Self {
        if let Some((before, after)) = &self.refs {
            assert_ne!(self.code, Some(0), "{}", self.why("should be refused"));
            let codes: Vec<i64> = self.hooks.iter().map(|hook| hook.code).filter(|code| *code != 0).collect();
            if self.wire.judges_each_ref() {
                // what git calls there has codes of its own: Perl ends with whatever error number it saw last
                assert!(!codes.is_empty(), "{}", self.why("should be refused by a hook"));
                assert_eq!(changed(before, after), others, "{}", self.why("should change the other refs and no more"));
            } else {
                assert_eq!(codes, [i64::from(code)], "{}", self.why("should be refused by one hook with that code"));
                assert_eq!(before, after, "{}", self.why("should change no ref"));
            }
        } else {
            assert_eq!(self.code, Some(code), "{}", self.why("should end with that code"));
        }
        if code == 2 {
            assert!(self.text().contains("leakgate: error: "), "{}", self.why("should name the error"));
        }
        self
    }

    /// The command line makes no sense, and it says how one that does looks.
    #[track_caller]
    pub(crate) fn refused_with_usage(&self) -> &Self {
        assert_eq!(self.code, Some(2), "{}", self.why("should end with code 2"));
        assert!(self.stderr.contains("--help"), "{}", self.why("should tell where the usage is told"));
        assert_eq!(self.stdout, "", "{}", self.why("should report nothing"));
        self
    }

    /// `text` stands in what was printed.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.text().contains(text), "{}", self.why(&format!("should say {text:?}")));
        self
    }

    /// `text` stands nowhere in what was printed.
    #[track_caller]
    pub(crate) fn never_says(&self, text: &str) -> &Self {
        assert!(!self.text().contains(text), "{}", self.why(&format!("should not say {text:?}")));
        self
    }

    /// It names the rule and the place: `path:line` for a file, the report's own words for anything else.
    #[track_caller]
    pub(crate) fn finds(&self, rule: &str, place: &str) -> &Self {
        let text = self.text();
        let lines: Vec<&str> = text.lines().collect();
        let of_rule = |at: &usize| lines[*at].trim_end().ends_with(rule);
        let told = (0..lines.len()).filter(of_rule).any(|at| {
            lines.get(at + 1).and_then(|line| line.split_once("--> ")).is_some_and(|(_, at)| {
                at.strip_prefix(place).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
            })
        });
        assert!(told, "{}", self.why(&format!("should tell {rule} at {place}")));
        self
    }

    /// It names all of [`crate::secrets::Keys::lines`] in `path`, the first of them on `line`.
    #[track_caller]
    pub(crate) fn finds_keys(&self, path: &str, line: usize) -> &Self {
        self.finds(GITHUB, &format!("{path}:{line}"))
            .finds(AWS, &format!("{path}:{}", line + 2))
            .finds(STRIPE, &format!("{path}:{}", line + 3))
    }

    /// Both streams.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// A message for a failure.
    pub(crate) fn why(&self, what: &str) -> String {
        format!(
            "`{}` {what}\nexit code {:?}, hooks {:?}, refs {:?}\n{}{}",
            self.command, self.code, self.hooks, self.refs, self.stdout, self.stderr
        )
    }
}

/// The refs that changed, sorted by name.
fn changed(before: &str, after: &str) -> Vec<String> {
    let lines = |text: &str| -> BTreeSet<String> { text.lines().map(ToOwned::to_owned).collect() };
    let (before, after) = (lines(before), lines(after));
    let names = before.symmetric_difference(&after).filter_map(|line| Some(line.split_once(' ')?.1.to_owned()));
    names.filter(|name| name != "HEAD").collect::<BTreeSet<_>>().into_iter().collect()
}

//! A secret that was never issued, made for one trial and known again wherever it is told.

use crate::rules::{self, sample};

/// Rules whose samples make the canary: vendors' tokens, of which some are proved. More than one, since a configuration may turn one off.
const RULES: [&str; 4] = ["github-personal-access-token", "stripe-live-secret-key", "npm-access-token", "gitlab-personal-access-token"];
/// What every file, ref and author of a trial is called, so that an audit log tells a trial from a leak.
pub(super) const NAME: &str = "leakgate-canary";

/// One canary.
pub(super) struct Canary {
    /// `leakgate-canary-` and eight digits.
    pub(super) name: String,
    lines: Vec<String>,
}

impl Canary {
    /// Another one every time.
    pub(super) fn new() -> Self {
        let mut random = fastrand::Rng::new();
        let name = format!("{NAME}-{:08x}", random.u32(..));
        let line = |id: &&str| {
            let rule = rules::find(id)?;
            let rendered = sample::render(rule.hits.first()?, rule.proof, random.u64(..)).ok()?;
            String::from_utf8(rendered.text).ok()
        };
        Self { name, lines: RULES.iter().filter_map(line).collect() }
    }

    /// The file that holds it.
    pub(super) fn text(&self) -> String {
        format!("made by leakgate doctor for one trial; these were never issued\n{}\n", self.lines.join("\n"))
    }

    /// Does this name what it is found by?
    pub(super) fn is_told_in(text: &str) -> bool {
        RULES.iter().any(|rule| text.contains(rule))
    }

    /// What was printed, without the canary: it opens nothing, but whoever reads it cannot know.
    pub(super) fn masked(&self, text: &str) -> String {
        let words = self.lines.iter().flat_map(|line| line.split([' ', '=', ':', '"'])).filter(|word| word.len() > 16);
        words.fold(text.to_owned(), |text, word| text.replace(word, "(the canary)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::{About, Detector};

    #[test]
    fn a_canary_is_found_whatever_it_is_made_of() {
        let detector = Detector::with(Vec::new(), Vec::new());
        for _ in 0..50 {
            let canary = Canary::new();
            let scan = |text: &str| detector.scan(text.as_bytes(), 0..text.len(), About::default()).unwrap().len();
            let found = scan(&canary.text());
            assert!(found >= 3, "{found} of {} are found", RULES.len());
            assert_eq!(canary.lines.len(), RULES.len());
            let masked = canary.masked(&canary.text());
            assert_eq!(scan(&masked), 0, "the canary is told");
        }
        assert!(Canary::is_told_in("error: …  stripe-live-secret-key") && !Canary::is_told_in("error"));
    }
}

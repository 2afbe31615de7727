//! Findings that another tool lets pass, found again: by place, by digest, by commit, by what they look like.

use std::collections::BTreeMap;

use sha1::{Digest, Sha1};

use crate::detect::Detector;
use crate::detect::decode;
use crate::finding::{Finding, Place, Stage};
use crate::fingerprint::Key;
use crate::git::{Kind, Oid, Repository};
use crate::import::{Draft, Fate, Found, Like, Note, Seen, Wanted, Which};
use crate::inspect::{Budget, Crew, Inspector};
use crate::rules;
use crate::source::{self, Before, Body, Item};
use crate::text::{cut, printable};
use crate::trouble::Trouble;

/// Findings and the text that they stand in; none where there is no such file.
type Looked = Option<(Vec<Finding>, Vec<u8>)>;

/// Looks where another tool says that something stands.
pub(super) struct Finder<'a> {
    repository: Option<&'a Repository>,
    detector: Detector,
    key: &'a Key,
    /// The tree of HEAD; none without a repository or while its branch is unborn.
    head: Option<Oid>,
    files: BTreeMap<(Option<Oid>, String), Looked>,
    found: Vec<Found>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(repository: Option<&'a Repository>, detector: Detector, key: &'a Key) -> Self {
        Self { repository, detector, key, head: None, files: BTreeMap::new(), found: Vec::new() }
    }

    /// Finds all that the draft wants; what is not there is noted in it.
    pub(super) fn find(mut self, draft: &mut Draft) -> Result<Vec<Found>, Trouble> {
        let wanted = std::mem::take(&mut draft.wanted);
        if let (false, Some(repository)) = (wanted.is_empty(), self.repository) {
            self.head = repository.head()?.map(|head| repository.commit(head)).transpose()?.map(|commit| commit.tree);
        }
        let mut likes = Vec::new();
        for wanted in wanted {
            let result = match &wanted.which {
                Which::Place { commit, path, line, rule } => self.by_place(commit.as_deref(), path, *line, rule)?,
                Which::Digest { path, sha1, line } => self.by_digest(path, sha1, *line)?,
                Which::Commit { commit, rules } => self.by_commit(commit, rules)?,
                Which::Like(_) => {
                    likes.push(wanted);
                    continue;
                }
            };
            self.settle(&wanted, result, draft);
        }
        if !likes.is_empty() {
            self.by_likeness(&likes, draft)?;
        }
        Ok(self.found)
    }

    fn settle(&mut self, wanted: &Wanted, result: Result<Vec<Finding>, String>, draft: &mut Draft) {
        let (fate, why) = match result {
            Ok(findings) => {
                let told: Vec<String> = findings.iter().map(|finding| self.allow(wanted, finding)).collect();
                (Fate::Kept, cut(&format!("an entry for {}", told.join(", ")), 300))
            }
            Err(why) => (Fate::Left, why),
        };
        draft.notes.push(Note { place: wanted.place.clone(), what: wanted.what.clone(), fate, why });
    }

    /// Adds an entry for the finding, once; says which finding it is.
    fn allow(&mut self, wanted: &Wanted, finding: &Finding) -> String {
        let told = format!("{} at {}", finding.rule.id, place(finding));
        if !self.found.iter().any(|other| other.fingerprint == finding.fingerprint) {
            let comment = format!("from {}: {told}", wanted.place);
            self.found.push(Found { fingerprint: finding.fingerprint, comment, reason: wanted.reason.clone() });
        }
        told
    }

    fn by_place(&mut self, commit: Option<&str>, path: &str, line: usize, rule: &str) -> Result<Result<Vec<Finding>, String>, Trouble> {
        let tree = match commit {
            Some(id) => match self.tree(id) {
                Some(tree) => Some(tree),
                None => return Ok(Err("there is no such commit here".to_owned())),
            },
            None => None,
        };
        let Some((findings, _)) = self.file(tree, path)? else { return Ok(Err("there is no such file".to_owned())) };
        let there: Vec<Finding> = on_line(findings, line).cloned().collect();
        if there.is_empty() {
            return Ok(Err("leakgate finds nothing there, so no entry is needed".to_owned()));
        }
        let meant = crate::import::known(rule).map_or(rule, |rule| rule.id);
        let named: Vec<Finding> = there.iter().filter(|finding| finding.rule.id == meant).cloned().collect();
        if !named.is_empty() {
            return Ok(Ok(named));
        }
        let other = there.iter().map(|finding| finding.rule.id).collect::<Vec<_>>().join(", ");
        // a rule that we know is another one than what stands there, too
        if there.len() > 1 || rules::find(meant).is_some() {
            return Ok(Err(format!("on that line leakgate finds {other}, which it does not name: see leakgate allow")));
        }
        Ok(Ok(there))
    }

    fn by_digest(&mut self, path: &str, sha1: &str, line: usize) -> Result<Result<Vec<Finding>, String>, Trouble> {
        let Some((findings, text)) = self.file(None, path)? else { return Ok(Err("there is no such file any more".to_owned())) };
        let same: Vec<Finding> = findings.iter().filter(|finding| digest(finding.secret.expose()) == sha1).cloned().collect();
        if !same.is_empty() {
            return Ok(Ok(same));
        }
        if findings.iter().any(|finding| finding.parts.iter().any(|part| digest(part.secret.expose()) == sha1)) {
            return Ok(Err("it is one half of a credential, of which the other half would pass as well: see leakgate allow".to_owned()));
        }
        // another tool takes more or less of the line for the secret; of a private key it takes the heading alone
        let row = nth_line(text, line);
        let piece = pieces(row).find(|piece| digest(piece) == sha1);
        let there: Vec<Finding> = on_line(findings, line).cloned().collect();
        let Some(piece) = piece else {
            return Ok(Err("leakgate finds nothing of that digest there, so no entry is needed".to_owned()));
        };
        let is_it = |finding: &Finding| {
            let secret = finding.secret.expose();
            let holds = |whole: &[u8], part: &[u8]| memchr::memmem::find(whole, part).is_some();
            holds(secret, piece) || holds(piece, secret)
        };
        match there.as_slice() {
            [] => Ok(Err("leakgate finds nothing there, so no entry is needed".to_owned())),
            [one] if is_it(one) => Ok(Ok(there)),
            _ => Ok(Err("what leakgate finds there is something else: see leakgate allow".to_owned())),
        }
    }

    fn by_commit(&mut self, commit: &str, rules: &[String]) -> Result<Result<Vec<Finding>, String>, Trouble> {
        let gone = || Ok(Err("there is no such commit here".to_owned()));
        let Some(repository) = self.repository.filter(|_| is_id(commit)) else { return gone() };
        let Ok(id) = repository.resolve(commit) else { return gone() };
        let key = || self.key.clone();
        let mut inspector = Inspector::new(&self.detector, Some(repository), &key, Stage::Committed);
        let announced = source::commit(repository, id, &mut |item| inspector.look(item))?;
        inspector.announced(announced.count());
        let mut findings = inspector.looked().counted()?.findings;
        findings.retain(|finding| rules.is_empty() || rules.iter().any(|rule| rule == finding.rule.id));
        if findings.is_empty() {
            return Ok(Err("leakgate finds nothing in what that commit brings, so no entry is needed".to_owned()));
        }
        Ok(Ok(findings))
    }

    /// Holds all findings in HEAD against what they look like.
    fn by_likeness(&mut self, likes: &[Wanted], draft: &mut Draft) -> Result<(), Trouble> {
        let mut matched: Vec<Vec<Finding>> = likes.iter().map(|_| Vec::new()).collect();
        if let (Some(repository), Some(tree)) = (self.repository, self.head) {
            let delta = repository.compare(tree, &[])?;
            let key = self.key.clone();
            let keys = move |_: Option<&Repository>| key.clone();
            let budget = Budget::default();
            let crew = Crew { detector: &self.detector, swept: None, stage: Stage::Committed, budget: &budget, key: &keys };
            let visit = |_: Option<&Repository>, change: &_, visit: &mut source::Visit<'_>| source::change(&delta, change, None, visit);
            let looked = crew.look(Some(repository), &delta.changes, &visit, &|| {})?.counted()?;
            for finding in
                looked.findings.iter().filter(|finding| finding.location.place == Place::File && finding.location.member.is_none())
            {
                let Some(path) = &finding.location.path else { continue };
                let Some(change) = delta.changes.iter().find(|change| change.path == *path) else { continue };
                let blob = repository.read_as(change.new.id, Kind::Blob)?;
                let text = decode::text(&blob);
                let number = finding.location.line;
                let line = nth_line(&text.bytes, number);
                let seen = Seen { rule: finding.rule.id, path, number, line, secret: finding.secret.expose() };
                for (wanted, matched) in likes.iter().zip(&mut matched) {
                    if matches!(&wanted.which, Which::Like(wish) if Like::holds(wish, &seen)) {
                        matched.push(finding.clone());
                    }
                }
            }
        }
        for (wanted, matched) in likes.iter().zip(matched) {
            let none = "nothing that leakgate finds in HEAD is like it, so no entry is needed; what comes later is told";
            let result = if matched.is_empty() { Err(none.to_owned()) } else { Ok(matched) };
            self.settle(wanted, result, draft);
        }
        Ok(())
    }

    fn tree(&self, commit: &str) -> Option<Oid> {
        let repository = self.repository?;
        let id = repository.resolve(commit).ok()?;
        Some(repository.commit(id).ok()?.tree)
    }

    /// What is found in a file of a tree; of HEAD, or of the working copy where HEAD has none, where no tree is named.
    fn file(&mut self, tree: Option<Oid>, path: &str) -> Result<&Looked, Trouble> {
        let entry = (tree, path.to_owned());
        if !self.files.contains_key(&entry) {
            let looked = self.look(tree, path)?;
            self.files.insert(entry.clone(), looked);
        }
        Ok(self.files.get(&entry).unwrap_or(&None))
    }

    fn look(&self, tree: Option<Oid>, path: &str) -> Result<Looked, Trouble> {
        let Some(repository) = self.repository else { return Ok(None) };
        let path = path.strip_prefix("./").unwrap_or(path);
        let mut id = None;
        if let Some(tree) = tree.or(self.head) {
            let mut at = Some((tree, true));
            for name in path.split('/') {
                let Some((folder, true)) = at else { break };
                let entry = repository.entry(folder, name.as_bytes())?;
                at = entry.filter(|entry| !entry.is_gitlink() && !entry.is_symlink()).map(|entry| (entry.id, entry.is_tree()));
            }
            id = at.filter(|(_, is_folder)| !is_folder).map(|(id, _)| id);
        }
        let bytes = match id {
            Some(id) => repository.read_as(id, Kind::Blob)?,
            None if tree.is_some() => return Ok(None),
            None => match self.working(path) {
                Some(bytes) => bytes,
                None => return Ok(None),
            },
        };
        let key = || self.key.clone();
        let mut inspector = Inspector::new(&self.detector, Some(repository), &key, Stage::Committed);
        let item =
            Item { place: &Place::File, path: Some(path.as_bytes()), body: Body::Text(&bytes), before: Before::Nothing, commit: None };
        inspector.look(item)?;
        inspector.announced(1);
        let findings = inspector.looked().counted()?.findings;
        Ok(Some((findings, decode::text(&bytes).bytes.into_owned())))
    }

    /// A file of the working copy, where the path stays within it.
    fn working(&self, path: &str) -> Option<Vec<u8>> {
        let top = self.repository?.work_tree()?;
        let is_plain = std::path::Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let file = top.join(path);
        let kind = file.symlink_metadata().ok().filter(|_| is_plain)?;
        (kind.is_file() && kind.len() <= 64 << 20).then(|| std::fs::read(file).ok()).flatten()
    }
}

fn is_id(text: &str) -> bool {
    (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn on_line(findings: &[Finding], line: usize) -> impl Iterator<Item = &Finding> {
    findings
        .iter()
        .filter(move |finding| finding.location.member.is_none() && (finding.location.line..=finding.location.end_line).contains(&line))
}

fn nth_line(text: &[u8], line: usize) -> &[u8] {
    text.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default()
}

/// What another tool may have taken for the secret: the whole line, what stands between dashes, quotes and signs.
fn pieces(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let plain = line.trim_ascii();
    let heading = plain.strip_prefix(b"-----").and_then(|rest| memchr::memmem::find(rest, b"-----").map(|end| &rest[..end]));
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`');
    let is_sign = move |byte: &u8| {
        is_quote(byte)
            || byte.is_ascii_whitespace()
            || matches!(byte, b'=' | b':' | b',' | b';' | b'(' | b')' | b'<' | b'>' | b'{' | b'}' | b'@')
    };
    let after = move |sign: u8| plain.iter().position(|byte| *byte == sign).map(|at| plain[at + 1..].trim_ascii());
    std::iter::once(plain)
        .chain(heading)
        .chain([b'=', b':'].into_iter().filter_map(after))
        .chain(plain.split(is_quote))
        .chain(plain.split(is_sign))
        .filter(|piece| !piece.is_empty())
}

fn digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha1::digest(bytes))
}

fn place(finding: &Finding) -> String {
    let path = finding.location.path.as_deref().map(printable).unwrap_or_default();
    format!("{path}:{}", finding.location.line)
}

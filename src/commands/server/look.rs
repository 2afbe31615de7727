//! Looks at what a push brings, and judges it.

use std::cell::OnceCell;
use std::mem::ManuallyDrop;
use std::sync::Arc;

use jiff::civil::Date;

use super::Request;
use super::run::{Run, variable};
use super::watch;
use crate::commands::hook::situation;
use crate::commands::session::{self, Session, Surroundings};
use crate::commands::walls;
use crate::config::server::{Answer, Cause, Server};
use crate::config::{self, Config};
use crate::finding::{Finding, Stage, Tally, Unread, Verdict};
use crate::git::{self, Known, Oid, Repository};
use crate::inspect::{Budget, Left, Looked, Why};
use crate::policy::{self, Scene};
use crate::respond::{Appeal, Made, Situation};
use crate::server::bypass::{self, Standing};
use crate::server::options::{self, Asked};
use crate::server::people;
use crate::server::platform::Purpose;
use crate::suppress;
use crate::trouble::Trouble;

/// One finding and what becomes of it.
pub(super) struct Decision {
    /// The finding, with its verdict or with what suppresses it.
    pub(super) finding: Finding,
    /// It passes for some time only: it would be refused without that.
    pub(super) would_block: bool,
    /// The last day of that time.
    pub(super) until: Option<Date>,
}

/// A push that was looked at.
pub(super) struct Judged {
    pub(super) decisions: Vec<Decision>,
    pub(super) unread: Vec<Unread>,
    pub(super) unread_verdict: Verdict,
    pub(super) tally: Tally,
    pub(super) commits: u64,
    pub(super) left: Left,
    /// What becomes of the push for what was left; none where nothing was.
    pub(super) left_answer: Option<Answer>,
    pub(super) situation: Situation,
    pub(super) notes: Vec<String>,
}

impl Judged {
    /// Does policy refuse the push for what is in it?
    pub(super) fn blocks(&self) -> bool {
        self.count(Verdict::Block) > 0 || (!self.unread.is_empty() && self.unread_verdict == Verdict::Block)
    }

    /// Is there nothing to be said?
    pub(super) fn is_clean(&self) -> bool {
        self.count(Verdict::Block) + self.count(Verdict::Warn) + self.bypassed() == 0 && self.unread.is_empty() && self.left.is_empty()
    }

    /// How many findings count and are judged so.
    pub(super) fn count(&self, verdict: Verdict) -> usize {
        let counts = |decision: &&Decision| decision.finding.suppression.is_none() && decision.finding.verdict == verdict;
        self.decisions.iter().filter(counts).count()
    }

    /// How many findings a push option lets pass.
    pub(super) fn bypassed(&self) -> usize {
        self.decisions.iter().filter(|decision| is_bypassed(&decision.finding)).count()
    }
}

/// Does a push option let it pass?
pub(super) fn is_bypassed(finding: &Finding) -> bool {
    finding.suppression.as_ref().is_some_and(|why| why.by == bypass::BY)
}

/// Looks and judges; nothing where the platform pushes to itself.
pub(super) fn look(run: &mut Run, request: Request) -> Result<Option<Judged>, Trouble> {
    let below = config::administrators(request.config.as_deref(), super::super::foreign)?;
    run.under(below.server());
    run.updates = request.updates?;
    let repository = Repository::open(true)?;
    run.at(&repository);
    let mut files = below.with(config::bare(&repository)?);
    run.under(files.server());
    if run.server.default_branch == Some(true)
        && let Some(head) = repository.head()?
    {
        files = files.with(config::committed(&repository, head, "HEAD", None)?.for_developers());
    }
    if run.caller.purpose == Purpose::Internal && run.server.skip_internal != Some(false) {
        return Ok(None);
    }
    let asked = if run.caller.has_options { options::read(&variable)? } else { Vec::new() };
    watch::guard(run);
    let budget = Arc::new(budget(run));
    let written = run.log().map(|log| log.path).into_iter().chain(run.server.metrics.clone()).collect::<Vec<_>>();
    // what is read from here on comes from whoever pushes, and threads that start later are shut in as well
    walls::enclose(&repository, run.server.sandbox, &written)?;
    // the process ends soon, and its memory with it: taking that apart piece by piece would only keep the push waiting
    let session = ManuallyDrop::new(Session::on_server(repository, files.config(), Arc::clone(&budget))?);
    let terms = Terms { config: session.config().clone(), asked };
    let watch = watch::start(run, &terms, &budget);
    let judged = looked_at(run, &session, &terms)?;
    run.settle();
    drop(watch);
    Ok(Some(judged))
}

fn budget(run: &Run) -> Budget {
    let limits = &run.server.limits;
    let budget = Budget::new(limits.blob.most, limits.archive.most, limits.commits.most);
    match run.server.deadline {
        Some(deadline) => budget.within(deadline.saturating_sub(run.elapsed())),
        None => budget,
    }
}

/// What a push is judged by.
#[derive(Clone)]
pub(super) struct Terms {
    config: Config,
    asked: Vec<Asked>,
}

fn looked_at(run: &Run, session: &Session, terms: &Terms) -> Result<Judged, Trouble> {
    let (repository, updates) = (session.repository()?, &run.updates);
    for update in updates.iter().filter(|update| !update.old.is_zero() && !update.new.is_zero()) {
        // git knows what it moves a ref from: an id that is not here does not come from git
        repository.header(update.old)?;
    }
    let known = Known::AllRefs { moving: updates.iter().map(|update| update.name.clone()).collect() };
    let looked = session.look_at_push(Stage::Arriving, updates, &known)?;
    if looked.findings.is_empty() {
        return Ok(judge(run, terms, looked, &Surroundings::default(), Situation::default(), Vec::new()));
    }
    let tips: Vec<Oid> = updates.iter().map(|update| update.new).filter(|id| !id.is_zero()).collect();
    let situation = situation(repository, &looked.findings, &tips, None)?;
    let around = session.refs_of_push(updates, &known, &looked.findings)?;
    let notes = brought(repository, &tips, &run.server)?;
    Ok(judge(run, terms, looked, &around, situation, notes))
}

/// Judges what was found by the time that the clock's watcher cuts off.
pub(super) fn cut_off(run: &Run, terms: &Terms, budget: &Budget) -> Judged {
    let looked = Looked { findings: budget.take_found(), left: Left::unknown(), ..Looked::default() };
    // which ref brings a finding was not found out, so the strictest one decides
    let refs = run.updates.iter().map(|update| String::from_utf8_lossy(&update.name).into_owned()).collect();
    judge(run, terms, looked, &Surroundings { refs, ..Surroundings::default() }, Situation::default(), Vec::new())
}

/// Suppresses, lets pass what may, and asks policy.
fn judge(run: &Run, terms: &Terms, looked: Looked, around: &Surroundings, mut situation: Situation, mut notes: Vec<String>) -> Judged {
    let Looked { mut findings, unread, tally, left, commits } = looked;
    let config = &terms.config;
    if run.caller.in_browser {
        situation.made = Made::InBrowser;
    }
    situation.guide.clone_from(&config.guide);
    let today = session::today();
    if !findings.is_empty() {
        // no baseline: one that is in the repository was pushed
        suppress::suppress(&mut findings, suppress::Grounds { config, baseline: None, today });
        let past = config.allow.iter().filter(|entry| entry.expires < today);
        notes.extend(past.map(|entry| format!("the allow entry for {} ended on {}", entry.title, entry.expires)));
    }
    let standing = OnceCell::new();
    let standing = || standing.get_or_init(|| self::standing(run)).clone();
    notes.extend(ask(&mut findings, &terms.asked, &standing));
    let mut around = around.clone();
    if !findings.is_empty() && !config.policy.is_empty() {
        around.repository = run.repository();
        around.users = users(run);
    }
    let decisions: Vec<Decision> = findings.into_iter().map(|finding| decide(finding, config, &around, today)).collect();
    let blocks = |decision: &Decision| decision.finding.suppression.is_none() && decision.finding.verdict == Verdict::Block;
    if decisions.iter().any(blocks) {
        situation.appeal = appeal(run, &standing());
    }
    notes.extend(time_left(&decisions));
    let left_answer = left.why.iter().map(|why| answer(&run.server, *why)).max_by_key(|answer| *answer == Answer::Block);
    Judged { decisions, unread, unread_verdict: config.unread, tally, commits, left, left_answer, situation, notes }
}

/// What becomes of a push that was not looked at for this reason.
fn answer(server: &Server, why: Why) -> Answer {
    match why {
        Why::Late => server.answer(Cause::Late),
        Why::Blob => server.limits.blob.over.unwrap_or(Answer::Block),
        Why::Archive => server.limits.archive.over.unwrap_or(Answer::Block),
        Why::Commits => server.limits.commits.over.unwrap_or(Answer::Block),
    }
}

fn decide(finding: Finding, config: &Config, around: &Surroundings, today: Date) -> Decision {
    let scene = Scene { today, users: &around.users, repository: around.repository.as_deref(), refs: around.refs_of(&finding) };
    let judged = policy::judge(&finding, &config.policy, &scene);
    let would_block = judged.later == Verdict::Block && judged.verdict != Verdict::Block && finding.suppression.is_none();
    Decision { finding: Finding { verdict: judged.verdict, ..finding }, would_block, until: judged.until.filter(|_| would_block) }
}

/// What passes now and will not for ever.
fn time_left(decisions: &[Decision]) -> Option<String> {
    let until = decisions.iter().filter(|decision| decision.would_block).filter_map(|decision| decision.until).min()?;
    Some(format!("this passes until {until} only; after that day such a push is refused"))
}

fn standing(run: &Run) -> Standing {
    let names: Vec<String> = run.updates.iter().map(|update| String::from_utf8_lossy(&update.name).into_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let groups = |user: &_| people::groups(run.caller.platform, user, run.caller.told_by, &run.server.groups);
    bypass::standing(run.server.bypass.as_ref(), run.user(), groups, &names)
}

/// Lets pass what is asked for, where whoever asks may; what there is to be said about it.
fn ask(findings: &mut [Finding], asked: &[Asked], standing: &dyn Fn() -> Standing) -> Vec<String> {
    if asked.is_empty() {
        return Vec::new();
    }
    match standing() {
        Standing::Granted => {
            let unmet = bypass::apply(findings, asked);
            unmet.into_iter().map(|print| format!("the push option leakgate.allow={print} fits nothing in this push")).collect()
        }
        Standing::Nobody => vec!["nobody may let findings pass by push options here; tell the people who run this server".to_owned()],
        Standing::Others(who) => vec![format!("you may not let findings pass by push options here; these may: {who}")],
    }
}

/// Who pushes, and his groups with a sign.
fn users(run: &Run) -> Vec<String> {
    let Some(user) = run.user().filter(|user| user.exact) else { return Vec::new() };
    let groups = people::groups(run.caller.platform, user, run.caller.told_by, &run.server.groups);
    let groups = groups.iter().map(|group| format!("@{}", group.trim_start_matches('@')));
    std::iter::once(user.shown.clone()).chain(groups).collect()
}

/// How whoever pushes can answer a false alarm.
fn appeal(run: &Run, standing: &Standing) -> Appeal {
    // options that have come tell that they can come
    let takes = || variable("GIT_PUSH_OPTION_COUNT").is_some_and(|count| count != "0") || git::takes_push_options() != Some(false);
    match standing {
        Standing::Nobody | Standing::Others(_) => Appeal::Tell,
        Standing::Granted if !run.caller.has_options => Appeal::NoOptions,
        Standing::Granted if takes() => Appeal::Push,
        Standing::Granted => Appeal::Unadvertised,
    }
}

/// Files that would exempt something, where this push brings them: they do not count for it.
fn brought(repository: &Repository, tips: &[Oid], server: &Server) -> Result<Vec<String>, Trouble> {
    let tree = |id: Oid| repository.commit(id).map(|commit| commit.tree);
    let before = repository.head()?.map(tree).transpose()?;
    let mut notes = Vec::new();
    for name in [config::NAME, suppress::baseline::NAME] {
        let entry = |tree: Oid| repository.entry(tree, name.as_bytes()).map(|entry| entry.map(|entry| entry.id));
        let old = before.map(entry).transpose()?.flatten();
        // a tip that is no commit has no such file
        let mut new = tips.iter().filter_map(|tip| tree(*tip).ok()).map(entry);
        if new.any(|new| new.is_ok_and(|new| new.is_some() && new != old)) {
            notes.push(if server.default_branch == Some(true) {
                format!("the {name} that this push brings counts once it is on the default branch, as far as policy allows")
            } else {
                format!("the {name} that this push brings does not count here: what may pass is for the people who run this server")
            });
        }
    }
    Ok(notes)
}

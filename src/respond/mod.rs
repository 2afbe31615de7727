//! What to do about a finding: the words and the exact commands for the state that the secret is in.
//!
//! Pure functions: from a [`Finding`] and what is known of the repository ([`Situation`]) to [`Advice`]. No word of advice holds a secret.

mod explain;
mod history;
mod kind;
mod roll;
mod shell;
mod situation;

pub use explain::explain;
pub use situation::{Appeal, Fate, Made, Situation, Spot};

use crate::finding::{Finding, Place, Stage};
use crate::proof::State;
use crate::rules::Mode;
use kind::Kind;

/// What to do about one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// What the holder of the secret can do.
    pub exposes: String,
    /// What comes first, in order.
    pub now: Vec<Step>,
    /// What comes after.
    pub then: Vec<Step>,
    /// What to type if it is no secret; none where that is not decided here.
    pub not_a_secret: Option<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// In words.
    pub text: String,
    /// The command that does it, to be typed as it stands; safe for a POSIX shell.
    pub command: Option<String>,
}

impl Step {
    /// Words alone.
    pub fn say(text: impl Into<String>) -> Self {
        Self { text: text.into(), command: None }
    }

    /// Words and a command.
    pub fn run(text: impl Into<String>, command: impl Into<String>) -> Self {
        Self { text: text.into(), command: Some(command.into()) }
    }
}

/// What to do about `finding`.
pub fn advise(finding: &Finding, situation: &Situation) -> Advice {
    let passes = situation.fate == Fate::Passes;
    let known_to_others = |said| {
        let mut now = vec![Step::say(said)];
        now.extend(roll::steps(finding));
        (now, history::rewrite(finding, situation))
    };
    let on_the_remote = |said| {
        let (now, mut then) = known_to_others(said);
        then.extend(history::publish(situation));
        (now, then)
    };
    let (now, then) = match finding.stage {
        Stage::Staged => (history::unstage(finding, situation), keep(finding, situation)),
        Stage::Message => (history::reword_draft(), keep(finding, situation)),
        Stage::Outgoing if passes => on_the_remote("the push goes on with it: once it has left, treat it as known to others"),
        Stage::Committed | Stage::Outgoing => {
            let mut now = vec![Step::say("as far as is known here, no remote has it: that makes it easy to undo")];
            now.extend(history::rewrite(finding, situation));
            let mut then = keep(finding, situation);
            then.push(Step::say(
                "if the commits were ever copied elsewhere (another remote, a shared disk, a build log, a chat), roll it as well",
            ));
            (now, then)
        }
        Stage::Pushed => on_the_remote("it has left this machine: treat it as known to others"),
        Stage::Arriving => {
            let (now, mut then) = if passes {
                on_the_remote("the push has passed, and the server has it: treat it as known to others")
            } else {
                let (now, mut then) = known_to_others("the push was refused, but the server has received it: treat it as known to others");
                then.push(Step::say("then push again"));
                (now, then)
            };
            if situation.made == Made::InBrowser {
                then = vec![Step::say("take it out in the browser, and save again")];
            }
            (now, then)
        }
        Stage::File => {
            let mut now = vec![Step::say("take it out of the file; let the program read it from a key manager or the environment")];
            if finding.location.path.is_none() {
                now = vec![Step::say("take it out before you pass this text on")];
            }
            let mut then = keep(finding, situation);
            if finding.state == State::Usable {
                let roll = finding.rule.roll;
                let page = if roll.is_empty() { String::new() } else { format!(": {roll}") };
                then.push(Step::run(
                    format!("if others have seen it, roll it{page} ; the steps"),
                    format!("leakgate explain {}", finding.rule.id),
                ));
            }
            (now, then)
        }
    };
    let mut now = now;
    if let Some(mild) = mild(finding, situation) {
        now.insert(0, Step::say(mild));
    }
    Advice { exposes: finding.rule.exposes.to_owned(), now, then, not_a_secret: not_a_secret(finding, situation) }
}

/// What makes a finding less grave, where something does and the steps for rolling do not say it already.
fn mild(finding: &Finding, situation: &Situation) -> Option<&'static str> {
    if matches!(finding.stage, Stage::Pushed | Stage::Arriving) || (finding.stage == Stage::Outgoing && situation.fate == Fate::Passes) {
        return None;
    }
    match (finding.state, finding.mode()) {
        (State::Expired, _) => Some("by its own date it has expired, so it opens nothing any more; the next one would"),
        (State::Encrypted, _) => Some("it is encrypted: of use only to who knows the passphrase. It is still better kept elsewhere"),
        (State::Usable, Mode::Test) => Some("it opens test data only; keep it out all the same, a live key would take the same way"),
        _ => None,
    }
}

/// Where it belongs instead.
fn keep(finding: &Finding, situation: &Situation) -> Vec<Step> {
    let mut steps = match kind::of(finding.rule) {
        Kind::StripeKey if finding.mode() != Mode::Test => {
            vec![Step::say("keep it in a key manager or the environment; would a restricted key (rk_live_) do?")]
        }
        Kind::StripeOrganization => {
            vec![Step::say("keep it in a key manager; would a key of one account, or a restricted one, do?")]
        }
        Kind::PrivateKey | Kind::Wallet => {
            vec![Step::say("keep it in an agent, a key manager or a file outside the repository that only you can read")]
        }
        Kind::Identifier => Vec::new(),
        _ => vec![Step::say("keep it in a key manager or the environment, and let the program read it from there")],
    };
    let path = finding.location.path.as_deref().filter(|_| finding.stage == Stage::Staged && finding.location.place == Place::File);
    if let Some((path, name)) = path.and_then(|path| Some((path, local_file(path)?))) {
        // git passes over only what it does not follow yet
        if situation.unborn || situation.new_files.iter().any(|new| new == path) {
            steps.push(if situation.below_top {
                Step::say(format!("a file like this one is best never committed: add {name} to .gitignore at the top"))
            } else {
                Step::run("a file like this one is best never committed", format!("echo {name} >> .gitignore"))
            });
        }
    }
    steps
}

/// The name of a file that people keep secrets in.
fn local_file(path: &[u8]) -> Option<&'static str> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    [".env", ".env.local", ".env.production", ".netrc", ".pgpass", ".npmrc", ".pypirc", "id_rsa", "id_ed25519", "id_ecdsa"]
        .into_iter()
        .find(|local| local.as_bytes() == name)
}

/// How a false alarm is answered.
fn not_a_secret(finding: &Finding, situation: &Situation) -> Option<Step> {
    let id = finding.rule.id;
    let print = finding.fingerprint;
    Some(match (finding.stage, &finding.location.place) {
        (Stage::Arriving, _) => match situation.appeal {
            Appeal::Tell => Step::say(format!("tell the people who run this server, with its fingerprint: {print}")),
            Appeal::Push => {
                Step::run("you may let it pass, which is put on record", format!("git push -o 'leakgate.allow={print}:REASON'"))
            }
            Appeal::Unadvertised => Step::say(format!(
                "you may let it pass by a push option, once the people who run this server have set receive.advertisePushOptions; its \
                 fingerprint: {print}"
            )),
            Appeal::NoOptions => Step::say(format!(
                "you may let it pass by a push option, but this hook is given none: leakgate has to be installed as pre-receive; its \
                 fingerprint: {print}"
            )),
        },
        (_, Place::File) => Step::say(format!("leakgate allow {print} --reason \"…\" (or on its line: leakgate:allow {id} REASON)")),
        (_, Place::Stdin) => return None,
        _ => Step::say(format!("leakgate allow {print} --reason \"…\"")),
    })
}

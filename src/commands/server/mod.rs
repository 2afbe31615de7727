//! The hooks of a server: look at what a push brings, decide, put it on record, and tell whoever pushes.
//!
//! Whatever goes wrong ends here: who pushes is told what concerns him, the audit log gets the rest.

mod books;
pub(super) mod gerrit;
mod look;
mod run;
mod voice;
mod watch;

use std::path::PathBuf;

use crate::config::server::{Answer, Cause};
use crate::exit::Exit;
use crate::server::audit::Record;
use crate::server::cause;
use crate::server::platform::Call;
use crate::source::Update;
use crate::trouble::Trouble;
use look::Judged;
use run::Run;

/// What the hook is asked.
pub(super) struct Request {
    /// How it is called.
    pub(super) call: Call,
    /// The configuration that its command line names.
    pub(super) config: Option<PathBuf>,
    /// The refs that are to move, or why that is not understood.
    pub(super) updates: Result<Vec<Update>, Trouble>,
}

/// Decides about a push.
pub(super) fn receive(request: Request) -> Exit {
    let mut run = Run::new(&request.call);
    match look::look(&mut run, request) {
        Ok(None) => Exit::Clean,
        Ok(Some(judged)) => concluded(&run, judged),
        Err(trouble) => undecided(&run, &trouble),
    }
}

/// What was decided is recorded, counted and told.
fn concluded(run: &Run, judged: Judged) -> Exit {
    let records = books::records(run, &judged);
    let unrecorded = books::keep(run, &records);
    books::count(run, &judged, unrecorded.is_some());
    let recorded = !records.is_empty() && unrecorded.is_none() && run.log().is_some();
    let exit = match () {
        () if judged.blocks() => Exit::Findings,
        () if judged.left_answer == Some(Answer::Block) || unrecorded == Some(Answer::Block) => Exit::Undecided,
        () => Exit::Clean,
    };
    voice::say(run, &voice::judged(run, judged, unrecorded, exit, recorded));
    exit
}

/// What could not be decided is refused, unless policy says otherwise for that very cause.
fn undecided(run: &Run, trouble: &Trouble) -> Exit {
    run.settle();
    let cause = cause::of(trouble);
    let answer = run.server.answer(cause);
    let (what, next) = cause::public(trouble);
    ended(run, cause, answer, &what, &next, &cause::detail(trouble))
}

/// The end of a push that was not decided.
fn ended(run: &Run, cause: Cause, answer: Answer, what: &str, next: &str, detail: &str) -> Exit {
    let record = Record {
        verdict: answer.name().to_owned(),
        cause: Some(cause.name().to_owned()),
        detail: Some(run::bounded(detail)),
        duration_ms: Some(run.took()),
        ..run.record()
    };
    let unrecorded = books::keep(run, std::slice::from_ref(&record));
    books::count_undecided(run, cause, answer, unrecorded.is_some());
    let refused = answer == Answer::Block || unrecorded == Some(Answer::Block);
    voice::say(run, &voice::undecided(run, what, next, refused, unrecorded));
    if refused { Exit::Undecided } else { Exit::Clean }
}

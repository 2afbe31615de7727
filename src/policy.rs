//! What a finding leads to: block, warn or nothing.

use crate::detect::Confidence;
use crate::finding::{Finding, Verdict};
use crate::proof::State;
use crate::rules::{Mode, Severity};

/// The verdict where no team has said otherwise: block what is at least of high severity and likely, and whatever is proven and live;
/// warn of the rest; say nothing of public halves.
pub fn judge(finding: &Finding) -> Verdict {
    if finding.severity == Severity::Info {
        return Verdict::Ignore;
    }
    if finding.mode() == Mode::Test || finding.state != State::Usable || finding.confidence == Confidence::Possible {
        return Verdict::Warn;
    }
    let proven_live = finding.confidence == Confidence::Proven && finding.mode() == Mode::Live;
    if proven_live || finding.severity >= Severity::High { Verdict::Block } else { Verdict::Warn }
}

//! The kernel's side of it.

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    RulesetStatus, Scope, path_beneath_rules,
};

use super::{Room, SandboxError, State};

/// The newest version of the interface that is asked for; an older kernel holds the process to as much of it as it knows.
const NEWEST: ABI = ABI::V6;
/// The first that knows of the network.
const NETWORK: ABI = ABI::V4;

pub(super) fn state() -> State {
    if knows(NETWORK).is_ok() {
        State::Whole
    } else if knows(ABI::V1).is_ok() {
        State::Files
    } else {
        State::Absent("this kernel has no Landlock (Linux 5.13), or it was not switched on at boot")
    }
}

/// Asks the kernel for an empty set of rules, which holds nobody to anything.
fn knows(abi: ABI) -> Result<(), RulesetError> {
    let rules = Ruleset::default().set_compatibility(CompatLevel::HardRequirement).handle_access(AccessFs::from_all(abi))?;
    let rules = if abi >= NETWORK { rules.handle_access(AccessNet::from_all(abi))? } else { rules };
    rules.create().map(|_| ())
}

pub(super) fn enter(room: &Room) -> Result<State, SandboxError> {
    let status = put_up(room).map_err(|error| SandboxError(error.to_string()))?;
    Ok(if status == RulesetStatus::NotEnforced { State::Absent("this kernel has no Landlock") } else { state() })
}

fn put_up(room: &Room) -> Result<RulesetStatus, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let run = read | AccessFs::Execute;
    // a file that lies there may be written, cut and taken away, a new one made; folders, links, sockets and devices may not
    let write: BitFlags<AccessFs> = read | AccessFs::WriteFile | AccessFs::Truncate | AccessFs::MakeReg | AccessFs::RemoveFile;
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        // what is not there needs no rule
        .add_rules(path_beneath_rules(&room.read, read))?
        .add_rules(path_beneath_rules(&room.run, run))?
        .add_rules(path_beneath_rules(&room.write, write))?
        .restrict_self()?;
    Ok(status.ruleset)
}

//! What a server has beyond a developer's machine: a platform that says who pushes, push options, people who may let a finding pass, a
//! deadline, an audit log and metrics.
//!
//! Nothing here prints, and nothing here looks at what is pushed.

pub mod audit;
pub mod bypass;
pub mod cause;
pub mod metrics;
pub mod options;
pub mod people;
pub mod platform;

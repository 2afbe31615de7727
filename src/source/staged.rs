//! What is about to be committed.

use super::commits::visit_delta;
use super::Visit;
use crate::git::Repository;
use crate::trouble::Trouble;

/// Visits everything staged that differs from HEAD and from whatever is being merged.
pub fn staged(repository: &Repository, visit: &mut Visit<'_>) -> Result<(), Trouble> {
    visit_delta(&repository.staged()?, None, visit)
}

//! What stands below the help of verbs: examples, and what a list of options does not say.

pub(super) const PRE_COMMIT: &str = "Git calls it before a commit; `leakgate install` sees to that. Exit codes 1 and 2 stop the commit.

Examples:
  leakgate hook pre-commit             what git would do now
  leakgate scan --staged               the same as a report, in any format";

pub(super) const COMMIT_MSG: &str = "Git calls it with the file that holds the message; `leakgate install` sees to that.

Example:
  leakgate hook commit-msg .git/COMMIT_EDITMSG";

pub(super) const PRE_PUSH: &str = "Git calls it before a push, with a line for each ref: LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID.

Example:
  leakgate scan --range '@{upstream}..HEAD'        what a push would be asked about, as a report";

pub(super) const PRE_RECEIVE: &str =
    "Git calls it on a server, with a line for each ref: OLD-ID NEW-ID REF. One refusal refuses the whole push. Nothing in the
push itself has a say.

Example:
  leakgate install /srv/git/project.git            put it into a bare repository";

pub(super) const UPDATE: &str = "Git calls it on a server once for each ref; the others may pass. Where pre-receive can be had, take that.

Example:
  leakgate hook update refs/heads/main OLD-ID NEW-ID";

pub(super) const SCAN: &str = "Exit codes: 0 nothing that policy blocks, 1 findings that it blocks, 2 could not decide (never a pass).

Examples:
  leakgate scan config/ .env                       files and folders as they lie there
  leakgate scan --staged                           what is about to be committed
  leakgate scan --range main..HEAD                 the commits of a branch
  leakgate scan --range auto                       in a build: what it was started for
  leakgate scan --history --report html=secrets.html
  git log -p | leakgate scan -                     any text";

pub(super) const UNINSTALL: &str = "Examples:
  leakgate uninstall                               the repository you are in
  leakgate uninstall --global                      all of yours";

pub(super) const EXPLAIN: &str = "Examples:
  leakgate explain stripe-live-secret-key
  leakgate rules list stripe                       which rules there are";

pub(super) const VREF: &str = "Gitolite calls it once for each ref, as a VREF of its rules; a push that breaks none of them comes this far.

Example:
  leakgate install --server /home/git --vref       put it into Gitolite";

pub(super) const GERRIT: &str = "Gerrit calls it with what it knows as options of its own; `leakgate install --server` sees to that.

Example:
  leakgate install --server /srv/gerrit            put it into a site";

//! Which groups somebody is in: those of the configuration, and what the platform or the operating system tells. Asked for only where a
//! bypass depends on it.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::platform::{Caller, Name, Platform};
use crate::config::server::Group;

/// So many groups are heard of.
const MOST: usize = 1_000;

/// Who pushes. The operating system is asked only now: its answer may come from a directory service.
pub fn user(caller: &Caller) -> Option<Name> {
    if caller.told_by == OS { os_user().map(|name| Name::new(&name)) } else { caller.user.clone() }
}

/// All groups of the user.
pub fn groups(platform: Platform, user: &Name, told_by: &str, configured: &[Group]) -> Vec<String> {
    if !user.exact {
        return Vec::new();
    }
    let mut groups: Vec<String> = configured
        .iter()
        .filter(|group| group.members.iter().any(|member| member.holds(&user.shown)))
        .map(|group| group.name.clone())
        .collect();
    match platform {
        Platform::Gitolite => groups.extend(gitolite(&user.shown)),
        Platform::Git if told_by == OS => groups.extend(os_groups()),
        _ => {}
    }
    groups.truncate(MOST);
    groups
}

/// What a name that the operating system gave is told by.
pub const OS: &str = "operating system";

/// Gitolite's own groups, `@admins` and the like, with and without the sign. Gitolite says where its programs are.
fn gitolite(user: &str) -> Vec<String> {
    let Some(folder) = std::env::var_os("GL_BINDIR").filter(|folder| !folder.is_empty()) else { return Vec::new() };
    let program = std::path::Path::new(&folder).join("gitolite");
    let mut command = Command::new(program);
    command.args(["list-memberships", "-u", user]).stdin(Stdio::null()).stderr(Stdio::null());
    let Ok(output) = command.output() else { return Vec::new() };
    if !output.status.success() {
        return Vec::new();
    }
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().take(MOST).flat_map(|line| [line.to_owned(), line.trim_start_matches('@').to_owned()]).collect()
}

/// The user that this process runs as.
#[cfg(unix)]
fn os_user() -> Option<OsString> {
    os::user()
}

#[cfg(not(unix))]
fn os_user() -> Option<OsString> {
    None
}

#[cfg(unix)]
fn os_groups() -> Vec<String> {
    os::groups()
}

#[cfg(not(unix))]
fn os_groups() -> Vec<String> {
    Vec::new()
}

/// The user database. The C library is asked, since names may come from a directory service.
#[cfg(unix)]
mod os {
    use std::ffi::{CStr, OsString};
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStringExt;

    /// Room for one entry of the database (bytes).
    const ROOM: usize = 64 << 10;

    pub(super) fn user() -> Option<OsString> {
        let mut entry = MaybeUninit::<libc::passwd>::uninit();
        let mut room = vec![0; ROOM];
        let mut found = std::ptr::null_mut();
        // SAFETY: entry, room and found live until the call returns, and room is as long as it says.
        #[expect(unsafe_code, reason = "the user database")]
        let code = unsafe { libc::getpwuid_r(libc::getuid(), entry.as_mut_ptr(), room.as_mut_ptr(), room.len(), &raw mut found) };
        if code != 0 || found.is_null() {
            return None;
        }
        // SAFETY: the call has filled the entry; its name is a C string in room.
        #[expect(unsafe_code, reason = "the user database")]
        let name = unsafe { CStr::from_ptr(entry.assume_init_ref().pw_name) };
        Some(OsString::from_vec(name.to_bytes().to_vec()))
    }

    pub(super) fn groups() -> Vec<String> {
        let mut ids: Vec<libc::gid_t> = vec![0; 4096];
        // SAFETY: there is room for as many ids as it says.
        #[expect(unsafe_code, reason = "the groups of this process")]
        let count = unsafe { libc::getgroups(libc::c_int::try_from(ids.len()).unwrap_or(0), ids.as_mut_ptr()) };
        ids.truncate(usize::try_from(count).unwrap_or(0));
        // SAFETY: the call takes nothing and cannot fail.
        #[expect(unsafe_code, reason = "the groups of this process")]
        ids.push(unsafe { libc::getgid() });
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(group).collect()
    }

    fn group(id: libc::gid_t) -> Option<String> {
        let mut entry = MaybeUninit::<libc::group>::uninit();
        let mut room = vec![0; ROOM];
        let mut found = std::ptr::null_mut();
        // SAFETY: entry, room and found live until the call returns, and room is as long as it says.
        #[expect(unsafe_code, reason = "the group database")]
        let code = unsafe { libc::getgrgid_r(id, entry.as_mut_ptr(), room.as_mut_ptr(), room.len(), &raw mut found) };
        if code != 0 || found.is_null() {
            return None;
        }
        // SAFETY: the call has filled the entry; its name is a C string in room.
        #[expect(unsafe_code, reason = "the group database")]
        let name = unsafe { CStr::from_ptr(entry.assume_init_ref().gr_name) };
        name.to_str().ok().map(str::to_owned)
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn this_process_has_a_user_and_a_group() {
            assert!(super::user().is_some_and(|name| !name.is_empty()));
            assert!(!super::groups().is_empty());
        }
    }
}

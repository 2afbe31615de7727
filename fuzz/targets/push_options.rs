//! Push options and the other things that a caller says in the environment.
#![no_main]

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use leakgate::server::options;
use leakgate::server::platform::{Call, caller};

const NAMES: [&str; 8] =
    ["GITHUB_USER_LOGIN", "GITHUB_REPO_NAME", "GL_ID", "GL_USERNAME", "GL_PROJECT_PATH", "GITEA_PUSHER_NAME", "BB_USER_NAME", "GL_USER"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let lines: Vec<OsString> = data.split(|byte| *byte == b'\n').map(|line| OsString::from_vec(line.to_vec())).collect();
    let variable = |name: &str| -> Option<OsString> {
        if name == "GIT_PUSH_OPTION_COUNT" {
            return Some(lines.len().to_string().into());
        }
        match name.strip_prefix("GIT_PUSH_OPTION_") {
            Some(number) => lines.get(number.parse::<usize>().ok()?).cloned(),
            None => lines.get(NAMES.iter().position(|known| *known == name)?).cloned(),
        }
    };
    let said = match options::read(&variable) {
        Ok(asked) => {
            assert!(
                asked.len() <= lines.len()
                    && asked.iter().all(|one| !one.reason.is_empty() && one.reason.chars().count() <= options::REASON)
            );
            asked.into_iter().map(|one| one.reason).collect::<String>()
        }
        Err(trouble) => format!("{trouble}{}", trouble.next()),
    };
    assert!(!said.chars().any(char::is_control), "{said:?}");
    let caller = caller(&Call::PreReceive, None, &variable);
    let names = caller.user.iter().chain(&caller.repository).map(|name| name.shown.as_str());
    assert!(names.chain([caller.told_by]).all(|name| !name.chars().any(char::is_control)));
});

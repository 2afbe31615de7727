//! Push options: what whoever pushes asks of the hook. Options of other programs are passed over; one of ours that is not understood is an
//! error, since its author takes it for granted.

use super::platform::Variable;
use crate::fingerprint::Fingerprint;
use crate::text::{cut, nearest, printable};
use crate::trouble::Trouble;

/// What an option of ours begins with.
const ALLOW: &str = "leakgate.allow";
/// More options than this come from no person.
const MOST: usize = 1_000;
/// More findings than this are not answered one by one.
const MOST_ALLOWED: usize = 20;
/// A reason is at most this long (characters).
pub const REASON: usize = 300;

/// One finding that somebody asks to let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub fingerprint: Fingerprint,
    /// Why, escaped.
    pub reason: String,
}

/// Reads `GIT_PUSH_OPTION_COUNT` and its companions.
pub fn read(variable: Variable<'_>) -> Result<Vec<Asked>, Trouble> {
    let Some(count) = variable("GIT_PUSH_OPTION_COUNT").filter(|count| !count.is_empty()) else { return Ok(Vec::new()) };
    let count = count.to_str().and_then(|count| count.parse::<usize>().ok()).filter(|count| *count <= MOST);
    let count = count.ok_or_else(|| wrong(format!("there are more than {MOST} push options, or git does not say how many"), USE))?;
    let mut asked: Vec<Asked> = Vec::new();
    for number in 0..count {
        let Some(option) = variable(&format!("GIT_PUSH_OPTION_{number}")) else {
            return Err(wrong(format!("push option {number} of {count} is missing"), "push again"));
        };
        if let Some(one) = parse(option.as_encoded_bytes())? {
            // said twice is said once
            if asked.iter().all(|other| other.fingerprint != one.fingerprint) {
                asked.push(one);
            }
        }
    }
    if asked.len() > MOST_ALLOWED {
        return Err(wrong(
            format!("{} findings are to pass; more than {MOST_ALLOWED} at once are not let through one by one", asked.len()),
            "tell the people who run this server",
        ));
    }
    Ok(asked)
}

const USE: &str = "write it so: git push -o leakgate.allow=FINGERPRINT:REASON";

fn wrong(what: String, next: &str) -> Trouble {
    Trouble::Usage { what, next: next.to_owned() }
}

/// One option; none where it is another program's.
fn parse(option: &[u8]) -> Result<Option<Asked>, Trouble> {
    let split = option.iter().position(|byte| *byte == b'=').unwrap_or(option.len());
    let key = String::from_utf8_lossy(&option[..split]);
    let shown = || cut(&printable(&option[..split]), 60);
    if key != ALLOW {
        let lower = key.to_ascii_lowercase();
        let meant = nearest(&key, [ALLOW]).is_some();
        if !meant && !lower.starts_with("leakgate") {
            return Ok(None);
        }
        let guess = if meant { format!(" did you mean {ALLOW}?") } else { String::new() };
        return Err(wrong(format!("there is no push option {};{guess}", shown()).trim_end_matches(';').to_owned(), USE));
    }
    let value = option.get(split + 1..).unwrap_or_default();
    let colon = value.iter().position(|byte| *byte == b':').unwrap_or(value.len());
    let Some(fingerprint) = std::str::from_utf8(&value[..colon]).ok().and_then(Fingerprint::parse) else {
        return Err(wrong(
            format!("the push option {ALLOW} names no fingerprint"),
            "copy the twenty hexadecimal digits from the report: git push -o leakgate.allow=FINGERPRINT:REASON",
        ));
    };
    let reason = value.get(colon + 1..).unwrap_or_default().trim_ascii();
    if reason.is_empty() {
        return Err(wrong(
            format!("the push option {ALLOW}={fingerprint} gives no reason"),
            "say why it may pass: git push -o 'leakgate.allow=FINGERPRINT:a key of the test account'",
        ));
    }
    let reason = printable(reason);
    if reason.chars().count() > REASON {
        return Err(wrong(format!("the reason of {ALLOW}={fingerprint} is longer than {REASON} characters"), "shorten it"));
    }
    Ok(Some(Asked { fingerprint, reason }))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    const PRINT: &str = "00112233445566778899";

    fn options(options: &[&[u8]]) -> Result<Vec<Asked>, String> {
        read(&|name| {
            if name == "GIT_PUSH_OPTION_COUNT" {
                return Some(options.len().to_string().into());
            }
            let number: usize = name.strip_prefix("GIT_PUSH_OPTION_")?.parse().ok()?;
            Some(OsString::from_vec(options.get(number)?.to_vec()))
        })
        .map_err(|error| error.to_string())
    }

    #[test]
    fn a_fingerprint_and_a_reason_are_read() {
        let text = format!("leakgate.allow={PRINT}: a key: of the test account ");
        let asked = options(&[b"ci.skip", text.as_bytes(), b"merge_request.create=1", text.as_bytes()]).unwrap();
        assert_eq!(asked, [Asked { fingerprint: Fingerprint::parse(PRINT).unwrap(), reason: "a key: of the test account".into() }]);
        assert_eq!(options(&[]), Ok(Vec::new()));
        assert_eq!(read(&|_| None).unwrap(), Vec::new());
        let escaped = [format!("leakgate.allow={PRINT}:a").as_bytes(), b"\x1b[31m\xff"].concat();
        assert_eq!(options(&[&escaped]).unwrap()[0].reason, "a\\x1b[31m\\xff");
    }

    #[test]
    fn what_is_out_of_form_is_told() {
        let long = format!("leakgate.allow={PRINT}:{}", "a".repeat(301));
        for (option, said) in [
            ("leakgate.alow=x", "there is no push option leakgate.alow; did you mean leakgate.allow?"),
            ("leakgate.skip", "there is no push option leakgate.skip"),
            ("LEAKGATE.ALLOW=x", "there is no push option LEAKGATE.ALLOW; did you mean leakgate.allow?"),
            ("leakgate-all=x", "there is no push option leakgate-all"),
            ("leakgate.allow", "names no fingerprint"),
            ("leakgate.allow=", "names no fingerprint"),
            ("leakgate.allow=0011:why", "names no fingerprint"),
            ("leakgate.allow=00112233445566778899", "gives no reason"),
            ("leakgate.allow=00112233445566778899:  ", "gives no reason"),
            (long.as_str(), "longer than 300 characters"),
        ] {
            let error = options(&[option.as_bytes()]).unwrap_err();
            assert!(error.contains(said), "{option}: {error}");
        }
    }

    #[test]
    fn counts_that_cannot_be_are_told() {
        for count in ["x", "-1", "1001", "99999999999999999999"] {
            assert!(read(&|name| (name == "GIT_PUSH_OPTION_COUNT").then(|| count.into())).is_err(), "{count}");
        }
        assert!(read(&|name| (name == "GIT_PUSH_OPTION_COUNT").then(|| "1".into())).unwrap_err().to_string().contains("missing"));
        let many: Vec<String> = (0..21).map(|number| format!("leakgate.allow={number:020x}:why")).collect();
        let many: Vec<&[u8]> = many.iter().map(String::as_bytes).collect();
        assert!(options(&many).unwrap_err().contains("21 findings"));
        assert_eq!(options(&many[..20]).unwrap().len(), 20);
    }
}

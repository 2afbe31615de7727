//! One section of a configuration file of git, with line numbers, which git itself does not tell.

use crate::import::file::{File, shown};
use crate::trouble::Trouble;

/// The keys (lower case) and values of the sections of that name, with the lines that they begin on.
pub(super) fn section(file: &File<'_>, wanted: &str) -> Result<Vec<(usize, String, String)>, Trouble> {
    let mut found = Vec::new();
    let mut inside = false;
    let mut lines = file.text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    });
    while let Some((at, line)) = lines.next() {
        let mut plain = line.trim_start();
        if plain.starts_with('[') {
            let (name, rest) =
                plain[1..].split_once(']').ok_or_else(|| file.trouble(at, "a section that is never closed", "close it: [secrets]"))?;
            inside = name.trim().eq_ignore_ascii_case(wanted);
            plain = rest.trim_start();
        }
        if !inside || plain.is_empty() || plain.starts_with(['#', ';']) {
            continue;
        }
        let (key, raw) = plain.split_once('=').unwrap_or((plain, ""));
        let key = key.trim().to_ascii_lowercase();
        let mut raw = raw.to_owned();
        // a backslash at the end goes on with the next line
        while raw.ends_with('\\') && !raw.ends_with("\\\\") {
            raw.pop();
            let Some((_, more)) = lines.next() else { break };
            raw.push_str(more);
        }
        let value = value(&raw)
            .map_err(|what| file.trouble(at, format!("{}: {what}", shown(&key)), "see git-config(1) for how a value is written"))?;
        found.push((file.line(at), key, value));
    }
    Ok(found)
}

/// A value: quotes taken off, escapes read, blanks at the ends and comments left out.
fn value(raw: &str) -> Result<String, &'static str> {
    let mut out = String::new();
    let (mut quoted, mut kept) = (false, 0);
    let mut characters = raw.trim_start().chars();
    while let Some(next) = characters.next() {
        match next {
            '"' => {
                quoted = !quoted;
                kept = out.len();
            }
            '\\' => {
                out.push(match characters.next() {
                    Some('n') => '\n',
                    Some('t') => '\t',
                    Some('b') => '\u{8}',
                    Some(same @ ('\\' | '"')) => same,
                    _ => return Err("an escape that git does not know"),
                });
                kept = out.len();
            }
            '#' | ';' if !quoted => break,
            _ => {
                out.push(next);
                if quoted || !next.is_whitespace() {
                    kept = out.len();
                }
            }
        }
    }
    if quoted {
        return Err("a quote that is never closed");
    }
    out.truncate(kept);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn values_are_read_as_git_reads_them() {
        let text = "[core]\n\tpatterns = no\n[Secrets]\n\tPatterns = acme_[a-f]{8} # why\n\tallowed = \"a # b\" ; c\n\tpatterns = a\\\\.b \\\n  c\n[other]\npatterns = no\n";
        let file = File::new(Path::new("config"), text.as_bytes()).unwrap();
        let found = section(&file, "secrets").unwrap();
        let told: Vec<(usize, &str, &str)> = found.iter().map(|(line, key, value)| (*line, key.as_str(), value.as_str())).collect();
        assert_eq!(told, [(4, "patterns", "acme_[a-f]{8}"), (5, "allowed", "a # b"), (6, "patterns", "a\\.b   c")]);
        for bad in ["[secrets\n", "[secrets]\npatterns = \"a\n", "[secrets]\npatterns = \\q\n"] {
            let file = File::new(Path::new("config"), bad.as_bytes()).unwrap();
            assert!(section(&file, "secrets").is_err(), "{bad}");
        }
    }
}

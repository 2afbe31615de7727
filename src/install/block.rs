//! Our lines in a file of somebody else's: between two comments, so that they can be taken out again to the byte.

const BEGIN: &str = "# >>> leakgate";
const END: &str = "# <<< leakgate";
const EXPLAINED: &str = "; `leakgate uninstall` takes these lines out";
/// Says that the whole file is ours.
const OWN_FILE: &str = "; `leakgate install` made this file";

/// The lines, so many columns further in; each ends like the others, and an empty one stays empty.
pub(super) fn indented(lines: &str, columns: usize) -> String {
    let mut out = String::with_capacity(lines.len() * 2);
    for line in lines.lines() {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', columns));
        }
        out.extend([line, "\n"]);
    }
    out
}

/// `lines` between two comments, `indent` columns in.
fn block(lines: &str, indent: usize, explained: &str) -> String {
    let margin = " ".repeat(indent);
    format!("{margin}{BEGIN}{explained}\n{}{margin}{END}\n", indented(lines, indent))
}

/// A new file: `head` (what a shell has to read first, or nothing) and `lines`.
pub(super) fn new_file(head: &str, lines: &str) -> String {
    format!("{head}{}", block(lines, 0, OWN_FILE))
}

/// Puts `lines` before line number `at` (from 0) of `text`, or behind its end.
pub(super) fn insert(text: &str, at: usize, lines: &str, indent: usize) -> String {
    let marked = block(lines, indent, EXPLAINED);
    let offset: usize = text.split_inclusive('\n').take(at).map(str::len).sum();
    let (before, after) = text.split_at(offset);
    if before.is_empty() || before.ends_with('\n') {
        format!("{before}{marked}{after}")
    } else {
        // a text whose last line has no end: it is given one, and ours has none
        format!("{before}\n{}", marked.trim_end_matches('\n'))
    }
}

/// What is left without our blocks; `None` where a whole file was ours. Text without a block comes back as it is.
pub(super) fn remove(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut is_own) = (false, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !inside && bare.starts_with(BEGIN) {
            inside = true;
            is_own |= bare.ends_with(OWN_FILE);
        } else if inside && bare == END {
            inside = false;
            if !line.ends_with('\n') && out.ends_with('\n') {
                out.pop();
            }
        } else if !inside {
            out.push_str(line);
        }
    }
    // one that somebody has taken the end of is left to a person
    if inside {
        return Some(text.to_owned());
    }
    let is_bare = out.lines().all(|line| line.trim().is_empty() || line.starts_with('#') || line.contains("/_/husky.sh"));
    if is_own && is_bare { None } else { Some(out) }
}

/// Is a block of ours in it?
pub(super) fn is_in(text: &str) -> bool {
    text.lines().any(|line| line.trim().starts_with(BEGIN))
}

/// Is there a begin without an end?
pub(super) fn is_broken(text: &str) -> bool {
    let count = |mark: &str| text.lines().filter(|line| line.trim().starts_with(mark)).count();
    count(BEGIN) != count(END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out_to_the_byte() {
        for text in ["", "a", "a\n", "a\nb", "a\n\nb\n\n", "a\r\nb\r\n", "  a:\n    b: 1\n"] {
            for at in 0..=text.lines().count() {
                let once = insert(text, at, "x: 1\n\ny: 2", 2);
                assert!(is_in(&once) && !is_broken(&once), "{once}");
                assert_eq!(remove(&once).as_deref(), Some(text), "{once:?}");
                let twice = insert(&once, 0, "z", 0);
                assert_eq!(remove(&twice).as_deref(), Some(text), "{twice:?}");
            }
            assert_eq!(remove(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_file_of_ours_goes_as_a_whole_unless_somebody_added_to_it() {
        let file = new_file("#!/bin/sh\n", "leakgate");
        assert_eq!(remove(&file), None, "{file}");
        assert_eq!(remove(&new_file("", "a: 1")), None);
        assert_eq!(remove(&format!("{file}npm test\n")).as_deref(), Some("#!/bin/sh\nnpm test\n"));
    }

    #[test]
    fn a_block_without_an_end_is_left_alone() {
        let broken = insert("a\n", 1, "x", 0).replace(END, "#");
        assert_eq!(remove(&broken).as_deref(), Some(broken.as_str()));
        assert!(is_broken(&broken));
    }
}

//! Which rules a file's name calls for: some credentials are known by where they stand and not by what stands beside them.

use super::words::RULES;
use crate::rules::{self, Rule};

/// What is looked up of a path, and the number of a rule that asks for it.
#[derive(Clone, Copy)]
struct Key {
    /// Of a base name, or of an ending from its last dot on.
    hash: u32,
    rule: usize,
}

/// The names that built-in rules ask for, sorted by the compiler: a commit whose files bear none of them pays for one look each.
static BUILT_IN: [Key; COUNT] = {
    let mut keys = [Key { hash: 0, rule: 0 }; COUNT];
    let (mut filled, mut rule) = (0, 0);
    while rule < RULES {
        let files = rules::ALL[rule].files;
        let mut file = 0;
        while file < files.len() {
            let new = Key { hash: hash(key(files[file].as_bytes())), rule };
            let mut at = filled;
            while at > 0 && keys[at - 1].hash > new.hash {
                keys[at] = keys[at - 1];
                at -= 1;
            }
            keys[at] = new;
            filled += 1;
            file += 1;
        }
        rule += 1;
    }
    keys
};

const COUNT: usize = {
    let (mut count, mut rule) = (0, 0);
    while rule < RULES {
        count += rules::ALL[rule].files.len();
        rule += 1;
    }
    count
};

/// The numbers of the rules that ask for this path, ascending: built-in ones, and `extra` ones after them.
pub(super) fn wanting(path: &[u8], extra: &[&'static Rule]) -> Vec<usize> {
    let asks = |rule: &Rule| rule.files.iter().any(|glob| matches(glob.as_bytes(), path));
    let base = base(path);
    let ending = last(base, b'.').map(|dot| &base[dot..]);
    let mut found = Vec::new();
    for hash in std::iter::once(base).chain(ending).map(hash) {
        let from = BUILT_IN.partition_point(|key| key.hash < hash);
        found.extend(BUILT_IN[from..].iter().take_while(|key| key.hash == hash).map(|key| key.rule));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|number| rules::rule(*number).is_some_and(asks));
    found.extend((RULES..).zip(extra).filter(|(_, rule)| asks(rule)).map(|(number, _)| number));
    found
}

/// What every path that the glob matches has as its base name, or as the last ending of it.
const fn key(glob: &[u8]) -> &[u8] {
    let base = base(glob);
    match base {
        [b'*', ending @ ..] => match last(ending, b'.') {
            Some(dot) => ending.split_at(dot).1,
            None => ending,
        },
        _ => base,
    }
}

const fn base(path: &[u8]) -> &[u8] {
    match last(path, b'/') {
        Some(slash) => path.split_at(slash + 1).1,
        None => path,
    }
}

const fn last(text: &[u8], byte: u8) -> Option<usize> {
    let mut at = text.len();
    while at > 0 {
        at -= 1;
        if text[at] == byte {
            return Some(at);
        }
    }
    None
}

/// Does the path match a glob of [`Rule::files`]? Case does not matter.
fn matches(glob: &[u8], path: &[u8]) -> bool {
    let (name, file) = (base(glob), base(path));
    let named = match name {
        [b'*', ending @ ..] => ends_with(file, ending),
        _ => file.eq_ignore_ascii_case(name),
    };
    // folders with the slash behind them, whole
    let (folders, way) = (&glob[..glob.len() - name.len()], &path[..path.len() - file.len()]);
    named && ends_with(way, folders) && (folders.is_empty() || way.len() == folders.len() || way[way.len() - folders.len() - 1] == b'/')
}

fn ends_with(text: &[u8], ending: &[u8]) -> bool {
    text.len() >= ending.len() && text[text.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

/// What is wrong with a glob, if anything.
pub(super) fn complaint(glob: &str) -> Option<&'static str> {
    let name = glob.rsplit('/').next().unwrap_or_default();
    let ending = name.strip_prefix('*');
    if glob.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Some("lower case, please: case does not matter")
    } else if name.is_empty() || glob.starts_with('/') {
        Some("ends in a base name and begins with no slash")
    } else if ending.unwrap_or(name).contains(['*', '?', '[']) || glob[..glob.len() - name.len()].contains(['*', '?', '[']) {
        Some("only a base name may begin with `*`; there are no other wildcards")
    } else if ending.is_some_and(|ending| !ending.contains('.')) {
        Some("an ending holds a dot")
    } else {
        None
    }
}

/// FNV-1a over the lower-case bytes.
const fn hash(text: &[u8]) -> u32 {
    let (mut hash, mut at) = (0x811c_9dc5_u32, 0);
    while at < text.len() {
        hash = (hash ^ text[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    static BY_NAME: Rule = Rule { id: "by-name", files: &[".pgpass", "pgpass.conf"], ..Rule::BASE };
    static BY_ENDING: Rule = Rule { id: "by-ending", files: &["*.kdbx", "*.collection.json"], ..Rule::BASE };
    static BY_FOLDER: Rule = Rule { id: "by-folder", files: &["config/master.key", "config/credentials/*.key"], ..Rule::BASE };
    static ANYWHERE: Rule = Rule { id: "anywhere", keywords: &["some"], ..Rule::BASE };

    #[test]
    fn names_endings_and_folders_are_told_apart() {
        let extra = [&BY_NAME, &ANYWHERE, &BY_ENDING, &BY_FOLDER];
        let none: &[usize] = &[];
        for (path, rules) in [
            (".pgpass", &[0][..]),
            ("home/me/.pgpass", &[0]),
            ("AppData/postgresql/PGPASS.CONF", &[0]),
            ("x.pgpass", none),
            (".pgpass/readme", none),
            ("vault/team.kdbx", &[2]),
            ("team.KDBX", &[2]),
            ("team.kdbx.txt", none),
            ("a.collection.json", &[2]),
            ("collection.json", none),
            ("config/master.key", &[3]),
            ("app/config/master.key", &[3]),
            ("myconfig/master.key", none),
            ("master.key", none),
            ("config/credentials/production.key", &[3]),
            ("config/production.key", none),
            ("", none),
        ] {
            let mut found = wanting(path.as_bytes(), &extra);
            found.retain(|number| *number >= RULES);
            assert_eq!(found, rules.iter().map(|number| RULES + number).collect::<Vec<_>>(), "{path}");
        }
    }

    #[test]
    fn the_catalogue_knows_which_names_matter() {
        let detector = crate::detect::Detector::new();
        for (path, wanted) in [("home/.pgpass", true), ("env/prod.tfstate", true), ("src/main.rs", false), ("README.md", false)] {
            assert_eq!(detector.wants_path(path.as_bytes()), wanted, "{path}");
        }
    }

    #[test]
    fn globs_that_cannot_be_are_refused() {
        for glob in [".pgpass", "*.kdbx", "*.collection.json", "config/*.key", "a/b/c"] {
            assert_eq!(complaint(glob), None, "{glob}");
        }
        for glob in ["", "config/", "/etc/shadow", "Login", "*", "*key", "id_*", "*/master.key", "a?b"] {
            assert!(complaint(glob).is_some(), "{glob}");
        }
    }
}

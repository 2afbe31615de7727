//! Which rules a file's name calls for: some credentials are known by where they stand and not by what stands beside them.

use crate::rules::Rule;

/// The names that rules ask for.
pub(super) struct Names {
    rules: Vec<&'static Rule>,
    /// Hash of a base name, or of an ending from its last dot on, and the index of a rule that asks for it; sorted.
    keys: Vec<(u32, usize)>,
}

impl Names {
    pub(super) fn new(rules: impl Iterator<Item = &'static Rule>) -> Self {
        let rules: Vec<&'static Rule> = rules.collect();
        let mut keys: Vec<(u32, usize)> =
            rules.iter().enumerate().flat_map(|(index, rule)| rule.files.iter().map(move |glob| (hash(key(glob)), index))).collect();
        keys.sort_unstable();
        keys.dedup();
        Self { rules, keys }
    }

    /// The indices of the rules that ask for this path, ascending.
    pub(super) fn wanting(&self, path: &[u8]) -> Vec<usize> {
        let base = base(path);
        let ending = memchr::memrchr(b'.', base).map(|dot| &base[dot..]);
        let mut found = Vec::new();
        for hash in std::iter::once(base).chain(ending).map(hash) {
            let from = self.keys.partition_point(|(key, _)| *key < hash);
            found.extend(self.keys[from..].iter().take_while(|(key, _)| *key == hash).map(|(_, rule)| *rule));
        }
        found.retain(|rule| self.rules[*rule].files.iter().any(|glob| matches(glob.as_bytes(), path)));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What every path that the glob matches has as its base name, or as the last ending of it.
fn key(glob: &str) -> &[u8] {
    let base = base(glob.as_bytes());
    match base {
        [b'*', ending @ ..] => &ending[memchr::memrchr(b'.', ending).unwrap_or(0)..],
        _ => base,
    }
}

fn base(path: &[u8]) -> &[u8] {
    &path[memchr::memrchr(b'/', path).map_or(0, |slash| slash + 1)..]
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
fn hash(text: &[u8]) -> u32 {
    text.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
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
        let names = Names::new([&BY_NAME, &ANYWHERE, &BY_ENDING, &BY_FOLDER].into_iter());
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
            assert_eq!(names.wanting(path.as_bytes()), rules, "{path}");
        }
    }

    #[test]
    fn the_catalogue_knows_which_names_matter() {
        let detector = crate::detect::Detector::new(crate::rules::all());
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

//! What each file comes to, as notes and as a configuration that our own reader takes.

use super::*;
use crate::detect::translate::{Dialect, Search};

fn draft(path: &Path, bytes: &[u8], format: Format) -> Result<Draft, Trouble> {
    let mut draft = Draft::default();
    read_into(&mut draft, path, bytes, format).map(|()| draft)
}

fn drafted(name: &str, text: &str) -> Draft {
    let path = Path::new(name);
    let format = Format::of(path, text.as_bytes()).expect("a format");
    draft(path, text.as_bytes(), format).expect("a draft")
}

fn written(draft: &Draft) -> config::Config {
    let text = draft.write("test", &[], &Terms { expires: date(2027, 1, 31), owner: Some("ann"), key: None });
    let config = config::parse(Path::new("c.toml"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let rules = config.rules.iter().map(|own| own.rule).collect();
    config::check(&config.rules, &crate::detect::Detector::with(rules, Vec::new())).unwrap_or_else(|error| panic!("{error}\n{text}"));
    config
}

fn mistakes(name: &str, text: &str) -> Vec<String> {
    let path = Path::new(name);
    let format = Format::of(path, text.as_bytes()).expect("a format");
    match draft(path, text.as_bytes(), format) {
        Ok(_) => Vec::new(),
        Err(Trouble::Several(all)) => all.iter().map(|one| format!("{one} | {}", one.next())).collect(),
        Err(one) => vec![format!("{one} | {}", one.next())],
    }
}

#[track_caller]
fn told(draft: &Draft, fate: Fate, what: &str, why: &str) {
    let is_it = |note: &&Note| note.fate == fate && note.what.contains(what) && note.why.contains(why);
    assert!(draft.notes.iter().any(|note| is_it(&note)), "{fate:?} {what}: {why}\n{:#?}", draft.notes);
}

/// A configuration of a made-up company; `{}` is what follows its first rule.
fn gitleaks(more: &str) -> String {
    format!(
        "title = \"Umbra\"\n[extend]\nuseDefault = true\n[[rules]]\nid = \"Umbra_Deploy.Key\"\ndescription = \"Umbra deploy key\"\n\
         regex = '''(?i)umbra_deploy\\s*=\\s*[\"']?(ud[0-9a-f]{{30}})\\b'''\nkeywords = [\"umbra_deploy\"]\ntags = [\"umbra\", \"deploy\"]\n{more}"
    )
}

#[test]
fn a_rule_of_gitleaks_is_a_rule_of_ours() {
    let draft = drafted(".gitleaks.toml", &gitleaks(""));
    let config = written(&draft);
    let rule = config.rules[0].rule;
    assert_eq!((rule.id, rule.title, rule.keywords), ("umbra-deploy-key", "Umbra deploy key", &["umbra_deploy"][..]));
    assert!(rule.pattern.contains("(?P<secret>ud[0-9a-f]{30})"), "{}", rule.pattern);
    told(&draft, Fate::Changed, "rule Umbra_Deploy.Key", "it is called umbra-deploy-key here");
    told(&draft, Fate::Changed, "rule Umbra_Deploy.Key", "goes to 400 here");
    assert!(draft.notes.iter().all(|note| !note.why.contains("keywords")), "{:?}", draft.notes);
    told(&draft, Fate::Kept, "extend.useDefault", "built-in rules");
    assert!(
        draft.rules[0].text.contains("# from .gitleaks.toml, line 4: rule Umbra_Deploy.Key\n# tags: umbra, deploy\n"),
        "{}",
        draft.rules[0].text
    );
    // no token stands in the samples
    assert!(rule.hits.iter().all(|hit| hit.contains("{hex:30}")), "{:?}", rule.hits);
}

#[test]
fn what_a_rule_cannot_be_is_named_with_its_line_and_the_reason() {
    for (rule, why) in [
        ("regex = '''(?=umbra_)[a-z]{9}'''", "character 1: a look ahead"),
        ("regex = '''umbra_([a-z])\\1'''", "character 14: a reference back"),
        ("regex = '''umbra_['''", "never closed"),
        ("regex = '''[0-9a-f]{32}'''", "it names no literal"),
        ("regex = '''[0-9a-f]{32}'''\nkeywords = [\"key\"]", "it names no literal"),
        ("regex = '''umbra_([a-z]{9})'''\nsecretGroup = 2", "there are 1 groups"),
        ("path = '''\\.p12$'''", "names of files alone"),
        ("description = \"nothing\"", "none here has the same meaning"),
        ("regex = '''(?:umbra(?:_x{1,100}){1,100}){1,100}'''", "1024 KiB"),
    ] {
        let draft = drafted(".gitleaks.toml", &gitleaks(&format!("[[rules]]\nid = \"second\"\n{rule}\n")));
        told(&draft, Fate::Left, "rule second", why);
        let note = draft.notes.iter().find(|note| note.what == "rule second").unwrap();
        assert_eq!(note.place, ".gitleaks.toml, line 10");
        assert_eq!(written(&draft).rules.len(), 1);
    }
}

#[test]
fn where_the_meaning_cannot_be_kept_more_is_found() {
    for (rule, why) in [
        ("regex = '''^umbra_[a-z]{9}$'''", "ends of lines"),
        ("regex = '''umbra_[!-~]{9}'''\nentropy = 3.1", "entropy of 3.1 is not asked for"),
        ("regex = '''umbra_[a-z]{9}'''\npath = '''conf/.*'''", "found in all files"),
        ("regex = '''umbra_[a-z]{9}'''\nkeywords = [\"key\"]", "keywords are those that every match holds"),
        ("regex = '''[0-9a-f]{32}'''\nkeywords = [\"umbra_host\"]", "16 KiB around its keywords"),
        ("regex = '''umbra_\\pN{9}'''", "ASCII"),
        ("regex = '''umbra_[a-z]{9}'''\n[[rules.required]]\nid = \"other\"\nwithinLines = 3", ""),
        ("regex = '''umbra_(?:a([a-z]{9}))?(?:b([a-z]{9}))?'''", "the whole match"),
    ] {
        let draft = drafted(".gitleaks.toml", &gitleaks(&format!("[[rules]]\nid = \"second\"\n{rule}\n")));
        told(&draft, Fate::Changed, "rule second", why);
        assert_eq!(written(&draft).rules.len(), 2, "{rule}: {:#?}", draft.notes);
    }
}

#[test]
fn a_rule_for_files_and_a_rule_with_a_floor() {
    let more = "[[rules]]\nid = \"umbra-file\"\nregex = '''(?m)^pin\\s*:\\s*([0-9]{8})$'''\npath = '''(^|/)umbra\\.pin$'''\n\
                [[rules]]\nid = \"umbra-hex\"\nregex = '''umbra:([0-9a-f]{32})'''\nentropy = 3.5\n";
    let draft = drafted(".gitleaks.toml", &gitleaks(more));
    let config = written(&draft);
    let rule = |id: &str| config.rules.iter().map(|own| own.rule).find(|rule| rule.id == id).unwrap();
    assert_eq!((rule("umbra-file").files, rule("umbra-file").keywords), (&["umbra.pin"][..], &[][..]));
    assert_eq!(rule("umbra-hex").entropy, Some(crate::rules::Alphabet::Hex));
}

#[test]
fn a_rule_that_is_built_in_is_not_imported_again() {
    let rule = "[[rules]]\nid = \"github-pat\"\nregex = '''ghp_[0-9a-zA-Z]{36}'''\nkeywords = [\"ghp_\"]\n\
                [[rules.allowlists]]\npaths = ['''^samples/''']\n";
    let built_in = crate::rules::find("github-personal-access-token").expect("a rule");
    let search = Search::new("ghp_[0-9a-zA-Z]{36}", Dialect::Re2).unwrap();
    assert!(crate::detect::translate::matches_all_hits(&search, built_in) || known("github-pat").is_some());
    let draft = drafted(".gitleaks.toml", &gitleaks(rule));
    let config = written(&draft);
    // a checksum stands in the token, which a random sample of the pattern has not: it is imported where that is told apart
    let ids: Vec<&str> = config.rules.iter().map(|own| own.rule.id).collect();
    assert!(ids == ["umbra-deploy-key"] || ids == ["umbra-deploy-key", "github-pat"], "{ids:?} {:#?}", draft.notes);
    assert_eq!(config.allow.len(), 1);
    assert!(config.allow[0].rule.is_some() && config.allow[0].path.as_ref().unwrap().is_match("samples/a"));
}

#[test]
fn what_may_pass_by_path_is_an_entry_and_the_rest_has_to_be_found() {
    let more = "[[rules.allowlists]]\ndescription = \"made up\"\ncondition = \"AND\"\nregexTarget = \"line\"\nregexes = ['''sample''']\npaths = ['''^docs/''']\n\
                [rules.allowlist]\n";
    // a table and a list of the same meaning may stand side by side
    let more = more.trim_end_matches("[rules.allowlist]\n").to_owned()
        + "[[allowlists]]\npaths = ['''(^|/)tests/''', '''(?=x)''', '''^[^/]+$''']\ncommits = [\"0123456789abcdef\"]\nstopwords = [\"Example\"]\n\
           [[allowlists]]\ntargetRules = [\"Umbra_Deploy.Key\"]\npaths = ['''^old/''']\n[[allowlists]]\ntargetRules = [\"none\"]\npaths = ['''^x/''']\n";
    let draft = drafted(".gitleaks.toml", &gitleaks(&more));
    let config = written(&draft);
    let paths: Vec<String> = draft.entries.iter().map(|entry| format!("{} {}", entry.rule.as_deref().unwrap_or("*"), entry.path)).collect();
    assert_eq!(paths, ["* tests/*", "* */tests/*", "umbra-deploy-key old/*"]);
    assert!(config.allow.iter().all(|entry| entry.owner.as_deref() == Some("ann") && entry.expires == date(2027, 1, 31)));
    told(&draft, Fate::Left, "allowlists, path (?=x)", "look ahead");
    told(&draft, Fate::Left, "allowlists, path ^[^/]+$", "no glob");
    told(&draft, Fate::Left, "allowlists", "targetRules");
    let kinds: Vec<&str> = draft
        .wanted
        .iter()
        .map(|wanted| match &wanted.which {
            Which::Commit { .. } => "commit",
            Which::Like(like) if like.all => "all",
            Which::Like(_) => "any",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["all", "commit", "any"]);
}

#[test]
fn what_is_switched_off_is_off_where_the_meaning_is_certain() {
    let text = gitleaks("").replace(
        "useDefault = true",
        "useDefault = true\nurl = \"https://a.example\"\npath = \"b.toml\"\ndisabledRules = [\"generic-api-key\", \"no-such\"]",
    );
    let draft = drafted(".gitleaks.toml", &text);
    assert!(written(&draft).switches.is_off(crate::rules::find("generic-api-key").unwrap()));
    told(&draft, Fate::Left, "disabled rule no-such", "stays on");
    told(&draft, Fate::Left, "extend.url", "network");
    told(&draft, Fate::Left, "extend.path", "b.toml");
}

#[test]
fn mistakes_in_toml_name_line_and_column() {
    for (text, said) in [
        ("[[rules]]\nid = 3\n", ".gitleaks.toml:2:6: rules: id is of the type integer | write a text"),
        ("[[rules]]\nregex = \"a\"\n", ".gitleaks.toml:1:1: a rule without an id | name it"),
        ("[[rules]]\nid = \"a\"\nid = \"b\"\n", ".gitleaks.toml:3:1: duplicate key"),
        ("rules = 3\n", ".gitleaks.toml:1:9: rules is of the type integer"),
        ("[[rules]]\nid = \"a\"\nsecretGroup = \"1\"\n", ".gitleaks.toml:3:15: rule a, secretGroup is of the type string"),
        ("[allowlist]\npaths = \"a\"\n", ".gitleaks.toml:2:9: allowlist: paths is of the type string"),
        (
            "[allowlist]\npaths = [\"a\"]\ncondition = \"XOR\"\n",
            ".gitleaks.toml:3:13: allowlist: there is no condition XOR | it is OR or AND",
        ),
        ("[allowlist\n", ".gitleaks.toml:1:11: "),
        ("a = 1\n<<<<<<< ours\n", ".gitleaks.toml:2:1: a merge has left its marks here | finish the merge"),
    ] {
        let all = mistakes(".gitleaks.toml", text);
        assert!(all.iter().any(|mistake| mistake.starts_with(said)), "{said}: {all:#?}");
    }
    let draft = drafted(".gitleaks.toml", &gitleaks("colour = \"red\"\n"));
    told(&draft, Fate::Left, "colour", "not known here");
}

#[test]
fn fingerprints_of_gitleaks_are_to_be_found() {
    let draft = drafted(".gitleaksignore", "# c\na/b.env:generic-api-key:3\n0123456789abcdef0123456789abcdef01234567:a.env:r:1 # old\n");
    assert_eq!(
        draft.wanted.iter().map(|wanted| wanted.place.as_str()).collect::<Vec<_>>(),
        [".gitleaksignore, line 2", ".gitleaksignore, line 3"]
    );
    assert!(mistakes(".gitleaksignore", "a.env\n")[0].starts_with(".gitleaksignore:1:1: a.env is no fingerprint of gitleaks"));
}

#[test]
fn a_baseline_of_detect_secrets() {
    let digest = "0123456789abcdef0123456789abcdef01234567";
    let one = |more: &str| format!("{{\"type\": \"Secret Keyword\", \"hashed_secret\": \"{digest}\", \"line_number\": 3{more}}}");
    let all = [one(""), one(", \"is_secret\": false"), one(", \"is_secret\": true"), one(", \"is_verified\": true")].join(",\n");
    let text = format!(
        "{{\"version\": \"1.5.0\", \"plugins_used\": [{{\"name\": \"Own\", \"path\": \"file://own.py\"}}],\n\"filters_used\": [{{\"path\": \
         \"detect_secrets.filters.regex.should_exclude_file\", \"pattern\": [\"^old/\"]}}, {{\"path\": \"own.filter\"}}, {{\"path\": \
         \"detect_secrets.filters.regex.should_exclude_line\", \"pattern\": [\"sample\"]}}],\n\"results\": {{\"a.py\": [{all}]}}}}"
    );
    let draft = drafted(".secrets.baseline", &text);
    assert_eq!(written(&draft).allow.len(), 1);
    assert_eq!(
        draft.wanted.iter().map(|wanted| wanted.reason.as_str()).collect::<Vec<_>>(),
        ["in the baseline of detect-secrets", "audited as no secret in detect-secrets", "excluded in detect-secrets"]
    );
    told(&draft, Fate::Left, "Secret Keyword in a.py:3", "real secret");
    told(&draft, Fate::Left, "Secret Keyword in a.py:3", "valid one");
    told(&draft, Fate::Left, "plugin Own", "not run");
    told(&draft, Fate::Left, "filter own.filter", "not run");
    for (text, said) in [
        ("{\n  \"version\": }", ".secrets.baseline:2:14: it is no JSON"),
        ("{}", ".secrets.baseline:1:1: it has no results"),
        ("{\"results\": {\n\"a\": [{}]}}", ".secrets.baseline:2:1: a result of a has no hashed_secret"),
        ("{\"results\": {\n\"a\": 3}}", ".secrets.baseline:2:1: results of a are no list"),
    ] {
        assert!(mistakes(".secrets.baseline", text)[0].starts_with(said), "{said}: {:?}", mistakes(".secrets.baseline", text));
    }
}

#[test]
fn patterns_of_git_secrets() {
    let text = "[core]\n\tbare = false\n[secrets]\n\tpatterns = umbra_[0-9a-f]{20}\n\tpatterns = (a)\\\\1umbra\n\tallowed = sample\n\tproviders = cat keys\n";
    let draft = drafted("config", text);
    let config = written(&draft);
    assert_eq!(config.rules.len(), 1);
    assert_eq!(config.rules[0].rule.pattern, "(?P<secret>umbra_[0-9a-f]{20})");
    told(&draft, Fate::Left, "provider cat keys", "not run");
    told(&draft, Fate::Left, "rule git-secrets-", "reference back");
    assert!(matches!(&draft.wanted[0].which, Which::Like(like) if like.located.len() == 1));
    let lines = self::draft(Path::new("patterns.txt"), b"# c\numbra_[0-9a-f]{20}\n", Format::GitSecrets).unwrap();
    assert_eq!(written(&lines).rules.len(), 1);
    let allowed = drafted(".gitallowed", "tests/.*:.*sample\n");
    assert_eq!((allowed.wanted.len(), allowed.rules.len()), (1, 0));
}

#[test]
fn of_rules_that_find_the_same_one_is_kept() {
    let twice = "umbra_[0-9a-f]{20}\numbra_[0-9a-f]{20}\n(?:x)\numbra_host_[0-9a-f]{20}\n";
    let all = draft(Path::new("patterns.txt"), twice.as_bytes(), Format::GitSecrets).unwrap();
    let ids: Vec<&str> = written(&all).rules.iter().map(|own| own.rule.id).collect();
    assert_eq!(ids, ["git-secrets-1", "git-secrets-4"]);
    told(&all, Fate::Left, "rule git-secrets-2", "git-secrets-1 takes it");
    // the same id in two files
    let mut both = drafted(".gitleaks.toml", &gitleaks(""));
    let other = gitleaks("").replace("umbra_deploy", "umbra_upload");
    read_into(&mut both, Path::new("b.toml"), other.as_bytes(), Format::Gitleaks).unwrap();
    let ids: Vec<&str> = written(&both).rules.iter().map(|own| own.rule.id).collect();
    assert_eq!(ids, ["umbra-deploy-key", "umbra-deploy-key-imported"]);
}

#[test]
fn paths_and_secrets_of_a_secretsignore() {
    let draft = drafted(".secretsignore", "kept/\n!kept/not\n\ntest/*\na*b\n[secrets]\n[A-Z]{4}sample\n(?=x)\n");
    written(&draft);
    assert_eq!(draft.entries.iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["test/*"]);
    told(&draft, Fate::Left, "kept/", "takes paths back");
    told(&draft, Fate::Left, "a*b", "a star in the middle");
    told(&draft, Fate::Left, "a pattern of [secrets], line 8", "look ahead");
    assert_eq!(draft.wanted.len(), 1);
}

#[test]
fn in_place_a_configuration_of_gitleaks_is_one_of_ours() {
    let text = gitleaks("[[allowlists]]\npaths = ['''^old/''']\nstopwords = [\"sample\"]\n");
    let (ours, notes) = read(Path::new(".gitleaks.toml"), text.as_bytes()).unwrap().expect("it is one");
    let config = config::parse(Path::new("c.toml"), ours.as_bytes()).unwrap();
    assert_eq!((config.rules.len(), config.allow.len()), (1, 1));
    assert!(notes.iter().any(|note| note.fate == Fate::Left && note.why.contains("config import")));
    // by what stands in it, whatever its name
    assert!(read(Path::new("policy.toml"), text.as_bytes()).unwrap().is_some());
    for own in [
        "",
        "comments = false\n",
        "[rules]\noff = [\"stripe\"]\n",
        "extends = \"a.toml\"\n",
        "[[rule]]\nid = \"a\"\n",
        "[[\n",
        "[[allow]]\npath = \"a\"\n",
    ] {
        assert!(read(Path::new(".leakgate.toml"), own.as_bytes()).unwrap().is_none(), "{own}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]
    #[test]
    fn no_file_breaks_its_reader(text in "(\\[\\[rules\\]\\]\n|\\[allowlist\\]\n|regex = '[a-z(\\[+*]{0,6}'\n|id = \"a\"\n|paths = \\['[a-z(]{0,4}'\\]\n|[ -~]{0,12}\n){0,8}") {
        for format in [Format::Gitleaks, Format::GitleaksIgnore, Format::DetectSecrets, Format::GitSecrets, Format::GitAllowed, Format::SecretsIgnore] {
            if let Ok(draft) = draft(Path::new("f"), text.as_bytes(), format) {
                written(&draft);
            }
        }
    }
}

/// Found by fuzzing: our own reader refused what was made of it.
#[test]
fn a_line_that_stands_twice_is_one_entry() {
    let draft = drafted(".secretsignore", "a/b.py\n*.min.js\na/b.py\n");
    let once = drafted(".secretsignore", "a/b.py\n*.min.js\n");
    assert_eq!(written(&draft).allow.len(), written(&once).allow.len());
}

/// Found by fuzzing: globs went into the notes as they stood in the file.
#[test]
fn notes_drive_no_terminal() {
    let draft = drafted(".secretsignore", "a\u{1b}[2Jb\n*.m\u{0}\n");
    assert!(!draft.notes.is_empty() && draft.notes.iter().all(|note| !note.to_string().chars().any(char::is_control)), "{:?}", draft.notes);
}

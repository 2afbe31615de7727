//! Hostile names and words: what drives terminals, leads out of the repository, or would change the policy that judges it.

use std::os::unix::fs::symlink;

use crate::faults::{FILE, shell};
use crate::ran::Ran;
use crate::repo::{Server, TempRepo};
use crate::secrets::GITHUB;

/// What a terminal takes for orders or shows in another order, and zero-width characters.
const ORDERS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\u{2066}\u{200b}\u{feff}\u{8}";

/// Nothing in it drives a terminal; line ends and tabs are the format's own.
#[track_caller]
fn tame(what: &str, text: &str) {
    let wild = text.chars().find(|c| (c.is_control() && !"\n\r\t".contains(*c)) || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(*c));
    assert_eq!(wild, None, "{what}: {text:?}");
}

/// Mode, name and id of each entry of a tree.
type Entries<'a> = [(&'a str, &'a [u8], &'a str)];

#[test]
pub(crate) fn escapes_everywhere_in_every_format() {
    const FORMATS: [&str; 11] =
        ["human", "json", "sarif", "gitlab", "codequality", "github", "junit", "csv", "markdown", "html", "gitleaks"];
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let path = format!("d{ORDERS}/a{ORDERS}.env");
    clone.had("readme", "words\n").published();
    clone.write(&path, format!("{ORDERS} TOKEN={} {ORDERS}\r\n", keys.github)).add(&path);
    let author = format!("Ann{ORDERS} <ann{ORDERS}@corp.example>");
    clone.git(&["commit", "-q", "-m", &format!("subject{ORDERS}\n\nTOKEN={}{ORDERS}\n", keys.stripe), "--author", &author]);
    clone.git(&["tag", "-a", "-m", &format!("tag{ORDERS} TOKEN={}", keys.github), "v1"]);
    // not by `ask`: what git itself prints of the tag is no output of leakgate's
    let tag = String::from_utf8(clone.ask_bytes(&["cat-file", "tag", "v1"])).expect("text");
    let mut tag = tag.trim_end().replace("tagger Ann Author", &format!("tagger Ann{ORDERS}"));
    tag.push('\n');
    let tag = clone.ask_with_input(&["hash-object", "-t", "tag", "-w", "--literally", "--stdin"], tag);
    // git takes no controls in the names of refs, but bidirectional ones
    let name = "refs/tags/v\u{202e}\u{200b}2";
    clone.git(&["update-ref", name, &tag]);
    let pushed = clone.push(&["main", &format!("{name}:{name}")]);
    pushed.refused_with(1).says("\\x1b[2J").says("\\u{202e}");
    let own: String = pushed.text().lines().filter(|line| line.contains("leakgate") || line.starts_with("remote:")).collect();
    tame("a push", &own.replace("\u{1b}[K", ""));
    for format in FORMATS {
        let ran = clone.leakgate(&["scan", "--history", "--format", format, "--level", "all"]);
        ran.refused_with(1);
        assert!(ran.stdout.contains("\\x1b") || ran.stdout.contains("\\\\x1b") || ran.stdout.contains("%1B"), "{format}: {}", ran.stdout);
        tame(format, &ran.text());
        let ran = clone.leakgate(&["scan", &path, "--format", format]);
        ran.refused_with(1);
        tame(format, &ran.text());
    }
}

/// A tree with these entries, as no git of today would write it.
fn tree(repo: &TempRepo, entries: &[(&str, &[u8], &str)]) -> String {
    let mut data = Vec::new();
    for (mode, name, id) in entries {
        data.extend([mode.as_bytes(), b" ", name, b"\0"].concat());
        data.extend(data_encoding::HEXLOWER.decode(id.as_bytes()).expect("an id"));
    }
    repo.ask_with_input(&["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], data)
}

/// A commit of that tree on top of HEAD.
fn commit(repo: &TempRepo, tree: &str) -> String {
    repo.ask(&["commit-tree", "-m", "words", "-p", "HEAD", tree])
}

/// The server's hook for a new branch at that commit, in a repository that has its objects.
fn received(repo: &TempRepo, id: &str) -> Ran {
    let mut command = repo.sandbox().command("leakgate", &repo.root().join(".git"));
    command.args(["hook", "pre-receive"]);
    repo.sandbox().run(command, format!("{} {id} refs/heads/topic\n", "0".repeat(40)).as_bytes())
}

#[test]
pub(crate) fn names_with_which_trees_lie() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    clone.write("key", clone.keys().lines());
    let bad = clone.ask(&["hash-object", "-w", "key"]);
    let good = clone.ask_with_input(&["hash-object", "-w", "--stdin"], "words\n");
    let below = tree(&clone, &[("100644", b"x.env", &bad)]);
    let harmless = tree(&clone, &[("100644", b"x.env", &good)]);
    let cases: &[(&str, &Entries<'_>)] = &[
        ("a dot", &[("100644", b".", &bad)]),
        ("two dots", &[("40000", b"..", &below)]),
        (".git", &[("40000", b".git", &below)]),
        (".GIT", &[("40000", b".GIT", &below)]),
        ("git~1", &[("40000", b"git~1", &below)]),
        (".git with what is not shown", &[("40000", ".g\u{200c}it".as_bytes(), &below)]),
        (".git as a file", &[("100644", b".git", &bad)]),
        ("a slash", &[("100644", b"a/b", &bad)]),
        ("a slash in front", &[("100644", b"/etc/passwd", &bad)]),
        ("a backslash", &[("100644", b"..\\x", &bad)]),
        ("twins, the bad one first", &[("100644", b"a", &bad), ("100644", b"a", &good)]),
        ("twins, the bad one last", &[("100644", b"a", &good), ("100644", b"a", &bad)]),
        ("a file and a folder of one name", &[("100644", b"a", &good), ("40000", b"a", &below)]),
        ("twin folders", &[("40000", b"a", &harmless), ("40000", b"a", &below)]),
        ("wrong order", &[("100644", b"z", &good), ("100644", b"a", &bad), ("100644", b"m", &good)]),
        ("mode 0", &[("0", b"a", &bad)]),
        ("mode 7777777", &[("7777777", b"a", &bad)]),
        ("mode of no kind", &[("000644", b"a", &bad)]),
        ("mode with zeroes in front", &[("0100644", b"a", &bad)]),
        ("mode of a folder for a file", &[("40000", b"a", &bad)]),
        ("mode of a file for a folder", &[("100644", b"a", &below)]),
        ("mode of a link for a folder", &[("120000", b"a", &below)]),
        ("mode of a submodule for a file", &[("160000", b"a", &bad), ("100644", b"b", &bad)]),
        ("a line feed", &[("100644", b"a\nb", &bad)]),
        ("no UTF-8", &[("100644", b"\xff\xfe", &bad)]),
    ];
    for (what, entries) in cases {
        let id = commit(&clone, &tree(&clone, entries));
        let ran = received(&clone, &id);
        assert!(matches!(ran.code, Some(1 | 2)), "{what}: {}", ran.why("should be refused by the hook"));
        // git itself refuses some of them before it asks the hook
        let ran = clone.push(&[&format!("{id}:refs/heads/topic")]);
        assert_ne!(ran.code, Some(0), "{what}: {}", ran.why("should be refused"));
    }
    // what git itself could not read is no tree
    for (what, raw) in [
        ("no name", [b"100644 \0", &[1; 20][..]].concat()),
        ("no mode", [b" a\0", &[1; 20][..]].concat()),
        ("half an id", [b"100644 a\0", &[1; 9][..]].concat()),
        ("no end of the name", b"100644 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".to_vec()),
    ] {
        let id = clone.ask_with_input(&["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], raw);
        let id = clone.ask_with_input(
            &["hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
            format!("tree {id}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nwords\n"),
        );
        let ran = received(&clone, &id);
        assert_eq!(ran.code, Some(2), "{what}: {}", ran.why("should be refused"));
    }
}

#[test]
pub(crate) fn links_that_lead_out() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    std::fs::write(clone.sandbox().folder().join("outside.env"), keys.lines()).expect("a file outside");
    clone.had("readme", "words\n").published();
    for (name, target) in [("a", "../outside.env"), ("b", "/dev/zero"), ("c", "/proc/self/environ"), ("d", "d"), (".leakgate", "../..")] {
        symlink(target, clone.root().join(name)).expect("a link");
        clone.git(&["add", name]);
    }
    for what in ["--staged", ".", "a b c d"] {
        let script = format!("ulimit -v 400000; exec timeout 20 leakgate scan {what}");
        clone.sandbox().run(shell(clone.sandbox(), clone.root(), &script), b"").passed();
    }
    clone.slip_in("links").push(&["main"]).passed();
    // the target is text like any other
    symlink(format!("../{}", keys.github), clone.root().join("e")).expect("a link");
    clone.git(&["add", "e"]).slip_in("link").push(&["main"]).refused_with(1).says(GITHUB).says("where the link points");
}

#[test]
pub(crate) fn long_names() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    let keys = clone.keys();
    // refs: as long as files may be named
    let name = format!("refs/heads/{}/{}", "n".repeat(200), "m".repeat(200));
    clone.push(&[&format!("main:{name}")]).passed();
    let with_key = format!("refs/heads/{}/{}", "n".repeat(150), keys.github);
    let ran = clone.push(&[&format!("main:{with_key}")]);
    clone.sandbox().forgive(&ran.command, |line| line.contains("leakgate"));
    assert!(ran.hooks.iter().any(|hook| hook.code == 1), "the name of a ref");
    // paths: longer than any file system has
    let bad = clone.ask_with_input(&["hash-object", "-w", "--stdin"], keys.lines());
    let mut id = tree(&clone, &[("100644", "x".repeat(5_000).as_bytes(), &bad)]);
    for _ in 0..20 {
        id = tree(&clone, &[("40000", "f".repeat(3_000).as_bytes(), &id)]);
    }
    let id = commit(&clone, &id);
    let ran = clone.push(&[&format!("{id}:refs/heads/topic")]);
    ran.refused_with(1);
    // git itself complains of such a path at length; ours is what comes from the server
    let told: usize = ran.text().lines().filter(|line| line.starts_with("remote: ")).map(str::len).sum();
    assert!((1..20_000).contains(&told), "{told} bytes are told of a long path");
}

#[test]
pub(crate) fn a_configuration_in_the_push() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    clone.had("readme", "words\n").published();
    for text in [
        "[rules]\noff = [\"*\"]\n".to_owned(),
        "comments = true\nunread = \"warn\"\n[rules]\noff = [\"github-personal-access-token\", \"aws-*\", \"stripe-*\"]\n".to_owned(),
        "this is = not [toml\n".to_owned(),
        "# words\n".repeat(300_000),
    ] {
        let keys = clone.keys();
        for name in [".leakgate.toml", "leakgate.toml", ".leakgate-baseline", ".gitleaks.toml", ".gitleaksignore", ".gitattributes"] {
            clone.write(name, &text).add(name);
        }
        clone.write(FILE, keys.lines()).add(FILE).slip_in("settings");
        clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
        clone.git(&["reset", "-q", "--hard", "origin/main"]);
    }
}

/// Patterns that no program should try, and others that look as if they took for ever and do not.
#[test]
pub(crate) fn user_rules_that_explode() {
    let repo = TempRepo::new();
    let rule = |pattern: &str| {
        format!(
            "[[rule]]\nid = \"acme-token\"\ntitle = \"Acme token\"\nkeywords = [\"acme_\"]\npattern = '{pattern}'\nhits = [\"<<acme_aaaaaaaaaa>>\"]\nmisses = [{{ text = \"acme_b\", reason = \"short\" }}]\n"
        )
    };
    repo.write("words", format!("acme_{}\n", "a".repeat(200_000)));
    let scan = |pattern: &str| {
        repo.write(".leakgate.toml", rule(pattern));
        let ran = repo.sandbox().run(shell(repo.sandbox(), repo.root(), "ulimit -v 600000; exec timeout 30 leakgate scan words"), b"");
        assert!(ran.text().len() < 8_000, "{} bytes are told", ran.text().len());
        ran
    };
    for pattern in [
        "(?P<secret>acme_(a{1,1000}){1,1000})",
        "(?P<secret>acme_((((a{100}){100}){100}){100}))",
        "(?P<secret>acme_a{100000})",
        "(?P<secret>acme_a{4294967296})",
        "(?P<secret>acme_(",
        &format!("(?P<secret>acme_{})", "(".repeat(5_000)),
        &format!("(?P<secret>acme_{}a{})", "(".repeat(2_000), ")".repeat(2_000)),
        &format!("(?P<secret>acme_({}))", vec!["a{500}"; 500].join("|")),
    ] {
        let ran = scan(pattern);
        assert_eq!(ran.code, Some(2), "{}: {}", &pattern[..pattern.len().min(60)], ran.why("should be refused"));
        ran.says(".leakgate.toml:").says("acme-token").says("  next: ");
    }
    for pattern in [
        "(?P<secret>acme_a*)",
        "(?P<secret>acme_(a|aa)+)",
        "(?P<secret>acme_.*)",
        "(?P<secret>acme_(a+)+b)",
        "(?P<secret>acme_(a?){60}a{60})",
    ] {
        let ran = scan(pattern);
        assert!(matches!(ran.code, Some(0..=2)), "{pattern}: {}", ran.why("should end in time"));
    }
}

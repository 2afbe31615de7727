use std::path::Path;
use std::time::Duration;

use super::*;
use crate::config::parse;

fn server(text: &str) -> Result<Server, String> {
    parse(Path::new("c.toml"), text.as_bytes()).map(|config| config.server).map_err(|error| error.to_string())
}

const WHOLE: &str = r#"
[server]
platform = "gitlab"
deadline = "4s"
late = "allow"
full = 3
message = "ask #security"
comments = true
default-branch = true
skip-internal = false
metrics = "/var/lib/leakgate.prom"
sandbox = "require"

[server.undecided]
object = "allow"

[server.bypass]
users = ["ann", "bot-*"]
groups = ["security"]
refs = ["refs/heads/**"]

[[server.group]]
name = "security"
members = ["bob"]

[server.audit]
path = "/var/log/leakgate/audit.jsonl"
unwritable = "allow"
rotate = "10MiB"
keep = 5
clean = true

[server.limits]
blob = "100MiB"
blob-over = "allow"
archive = "1 GiB"
commits = 20_000
"#;

#[test]
fn a_whole_table_is_read() {
    let server = server(WHOLE).unwrap();
    assert_eq!(server.platform, Some(Platform::GitLab));
    assert_eq!(server.deadline, Some(Duration::from_secs(4)));
    assert_eq!(
        (server.answer(Cause::Late), server.answer(Cause::Object), server.answer(Cause::Input)),
        (Answer::Allow, Answer::Allow, Answer::Block)
    );
    assert_eq!((server.full(), server.message.as_deref(), server.comments), (3, Some("ask #security"), Some(true)));
    let bypass = server.bypass.as_ref().unwrap();
    assert!(bypass.users[1].holds("bot-9") && !bypass.users[0].holds("anna"));
    assert!(bypass.refs[0].holds("refs/heads/a/b"));
    assert!(server.groups[0].members[0].holds("bob"));
    assert_eq!((server.audit.rotate, server.audit.keep(), server.audit.unwritable()), (Some(Rotate::Size(10 << 20)), 5, Answer::Allow));
    assert_eq!(server.limits.blob, Limit { most: Some(100 << 20), over: Some(Answer::Allow) });
    assert_eq!(server.limits.commits, Limit { most: Some(20_000), over: None });
}

#[test]
fn what_is_not_said_is_strict_and_what_the_lower_file_says_stays() {
    let empty = server("").unwrap();
    assert_eq!((empty.answer(Cause::Late), empty.answer(Cause::Limit), empty.full()), (Answer::Block, Answer::Block, 10));
    assert!(empty.bypass.is_none());
    // a log that nobody asked for stops no push; one that was asked for does
    assert_eq!(empty.audit.unwritable(), Answer::Allow);
    assert_eq!(server("[server.audit]\npath = \"/a\"\n").unwrap().audit.unwritable(), Answer::Block);
    let upper = server("[server]\nlate = \"block\"\n[server.audit]\nkeep = 2\n").unwrap();
    let joined = upper.over(server(WHOLE).unwrap());
    assert_eq!((joined.answer(Cause::Late), joined.audit.keep(), joined.full()), (Answer::Block, 2, 3));
    assert!(joined.bypass.is_some() && joined.audit.path.is_some());
}

#[test]
fn mistakes_are_named_with_line_and_column() {
    for (text, begin) in [
        ("server = 1\n", "c.toml:1:10: server is an integer"),
        ("[server]\ndedline = \"4s\"\n", "c.toml:2:1: server: unknown field `dedline`"),
        ("[server]\ndeadline = \"4\"\n", "c.toml:2:12: server: deadline is no time"),
        ("[server]\ndeadline = \"-4s\"\n", "c.toml:2:12: server: deadline is no time"),
        ("[server]\ndeadline = \"1ms\"\n", "c.toml:2:12: server: deadline is no time"),
        ("[server]\nlate = \"alow\"\n", "c.toml:2:8: server: there is no late \"alow\""),
        ("[server]\nfull = 0\n", "c.toml:2:8: server: full is 0"),
        ("[server]\nplatform = \"github.com\"\n", "c.toml:2:12: server: there is no platform"),
        ("[server]\nmetrics = \"m.prom\"\n", "c.toml:2:11: server: metrics is no absolute path"),
        ("[server.undecided]\nobjects = \"allow\"\n", "c.toml:2:1: server: undecided: unknown field `objects`"),
        ("[server.bypass]\nusers = [\"[\"]\n", "c.toml:2:10: server: bypass: "),
        ("[server.bypass]\nusers = [\"\"]\n", "c.toml:2:10: server: bypass: an empty name"),
        ("[server.bypass]\nusers = \"ann\"\n", "c.toml:2:9: server: bypass: users is a string"),
        ("[[server.group]]\nmembers = []\n", "c.toml:1:1: server: group: it has no name"),
        ("[server.audit]\nrotate = \"1KiB\"\n", "c.toml:2:10: server: audit: rotate is neither"),
        ("[server.audit]\npath = \"audit.jsonl\"\n", "c.toml:2:8: server: audit: path is no absolute path"),
        ("[server.limits]\nblob = \"much\"\n", "c.toml:2:8: server: limits: blob is no size"),
        ("[server.limits]\ncommits = -1\n", "c.toml:2:11: server: limits: commits is -1"),
    ] {
        let error = server(text).unwrap_err();
        assert!(error.starts_with(begin), "{text:?}: {error}");
    }
}

#[test]
fn sizes_are_read_with_their_units() {
    for (text, bytes) in [
        ("4096", Some(4096)),
        ("1 KiB", Some(1024)),
        ("1kb", Some(1000)),
        ("10MiB", Some(10 << 20)),
        ("2G", Some(2 << 30)),
        ("0", None),
        ("", None),
        ("-1", None),
        ("1TiBB", None),
        ("99999999999999999999", None),
        ("18446744073709551615GiB", None),
    ] {
        assert_eq!(measures::bytes(text), bytes, "{text}");
    }
}

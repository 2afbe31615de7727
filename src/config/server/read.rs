//! Reads the table.

use std::path::PathBuf;

use globset::GlobBuilder;

use super::super::fields::{At, Fields};
use super::{Answer, Audit, Bypass, Group, Limit, Limits, Pattern, Platform, Rotate, Server, Undecided, Walls, measures};
use crate::text::printable;

/// A line of the organisation's own is at most this long (bytes).
const MESSAGE: usize = 500;

const ANSWERS: [Answer; 2] = [Answer::Block, Answer::Allow];
const WALLS: [Walls; 3] = [Walls::Auto, Walls::Off, Walls::Require];

/// Reads `[server]`.
pub(in crate::config) fn read(top: &mut Fields<'_>) -> Server {
    let Some(mut fields) = top.table("server", "write a table: [server] and then deadline = \"4s\" and so on") else {
        return Server::default();
    };
    let server = Server {
        platform: fields.choice("platform", &Platform::ALL, Platform::name),
        deadline: measures::time(&mut fields, "deadline"),
        late: fields.choice("late", &ANSWERS, Answer::name),
        undecided: undecided(&mut fields),
        full: fields.number("full", 1..=1_000).and_then(|full| usize::try_from(full).ok()),
        message: message(&mut fields),
        comments: fields.flag("comments"),
        default_branch: fields.flag("default-branch"),
        skip_internal: fields.flag("skip-internal"),
        metrics: file(&mut fields, "metrics"),
        sandbox: fields.choice("sandbox", &WALLS, Walls::name),
        bypass: bypass(&mut fields),
        groups: groups(&mut fields),
        audit: audit(&mut fields),
        limits: limits(&mut fields),
    };
    fields.end();
    server
}

fn undecided(fields: &mut Fields<'_>) -> Undecided {
    let Some(mut fields) = fields.table("undecided", "write a table: [server.undecided] and then repository = \"block\" and so on") else {
        return Undecided::default();
    };
    let mut answer = |name| fields.choice(name, &ANSWERS, Answer::name);
    let undecided = Undecided {
        configuration: answer("configuration"),
        repository: answer("repository"),
        object: answer("object"),
        input: answer("input"),
        internal: answer("internal"),
    };
    fields.end();
    undecided
}

fn message(fields: &mut Fields<'_>) -> Option<String> {
    let found = fields.text("message")?;
    if found.value.len() > MESSAGE {
        fields.wrong(found.at, format!("message is longer than {MESSAGE} bytes"), "shorten it; guide = \"https://…\" names a page");
    }
    Some(found.value)
}

/// A file, which has to be named in full: a hook runs in another folder on every platform.
fn file(fields: &mut Fields<'_>, name: &'static str) -> Option<PathBuf> {
    let found = fields.text(name)?;
    let path = PathBuf::from(&found.value);
    if path.is_absolute() {
        return Some(path);
    }
    fields.wrong(found.at, format!("{name} is no absolute path"), format!("write it from the root on: {name} = \"/var/…\""));
    None
}

fn patterns(fields: &mut Fields<'_>, name: &'static str) -> Vec<Pattern> {
    let list = fields.texts(name).map_or_else(Vec::new, |list| list.value);
    list.into_iter().filter_map(|text| pattern(fields, &text)).collect()
}

fn pattern(fields: &Fields<'_>, text: &At<String>) -> Option<Pattern> {
    // a name is no path, but `refs/heads/*` should mean what it means to git: no slash further down
    match GlobBuilder::new(&text.value).literal_separator(true).build() {
        Ok(glob) if !text.value.is_empty() => Some(Pattern { text: printable(text.value.as_bytes()), matcher: glob.compile_matcher() }),
        Ok(_) => {
            fields.wrong(text.at, "an empty name fits nobody", "take it out");
            None
        }
        Err(error) => {
            fields.wrong(
                text.at,
                printable(error.to_string().as_bytes()),
                "write a name or a glob: \"ann\", \"security-*\", \"refs/heads/**\"",
            );
            None
        }
    }
}

fn bypass(fields: &mut Fields<'_>) -> Option<Bypass> {
    let mut fields = fields.table("bypass", "write a table: [server.bypass] and then users = [\"…\"]")?;
    let bypass =
        Bypass { users: patterns(&mut fields, "users"), groups: patterns(&mut fields, "groups"), refs: patterns(&mut fields, "refs") };
    fields.end();
    Some(bypass)
}

fn groups(fields: &mut Fields<'_>) -> Vec<Group> {
    let read = |mut fields: Fields<'_>| {
        let name = fields.need("name", "name = \"security\"");
        let members = patterns(&mut fields, "members");
        fields.end();
        Some(Group { name: name?.value, members })
    };
    fields.tables("group", "server: group: ").into_iter().filter_map(read).collect()
}

fn audit(fields: &mut Fields<'_>) -> Audit {
    let Some(mut fields) = fields.table("audit", "write a table: [server.audit] and then path = \"/var/log/leakgate/audit.jsonl\"") else {
        return Audit::default();
    };
    let audit = Audit {
        enabled: fields.flag("enabled"),
        path: file(&mut fields, "path"),
        unwritable: fields.choice("unwritable", &ANSWERS, Answer::name),
        rotate: rotate(&mut fields),
        keep: fields.number("keep", 1..=10_000).and_then(|keep| usize::try_from(keep).ok()),
        clean: fields.flag("clean"),
    };
    fields.end();
    audit
}

fn rotate(fields: &mut Fields<'_>) -> Option<Rotate> {
    /// A smaller file holds too few lines to be worth its name.
    const LEAST: u64 = 4 << 10;
    let found = fields.text("rotate")?;
    let rotate = match found.value.as_str() {
        "daily" => Some(Rotate::Daily),
        size => measures::bytes(size).filter(|size| *size >= LEAST).map(Rotate::Size),
    };
    if rotate.is_none() {
        fields.wrong(found.at, "rotate is neither \"daily\" nor a size of at least 4KiB", "write rotate = \"10MiB\" or rotate = \"daily\"");
    }
    rotate
}

fn limits(fields: &mut Fields<'_>) -> Limits {
    let Some(mut fields) = fields.table("limits", "write a table: [server.limits] and then blob = \"100MiB\" and so on") else {
        return Limits::default();
    };
    let limits = Limits {
        blob: Limit { most: measures::size(&mut fields, "blob"), over: fields.choice("blob-over", &ANSWERS, Answer::name) },
        archive: Limit { most: measures::size(&mut fields, "archive"), over: fields.choice("archive-over", &ANSWERS, Answer::name) },
        commits: Limit {
            most: fields.number("commits", 1..=100_000_000).and_then(|most| u64::try_from(most).ok()),
            over: fields.choice("commits-over", &ANSWERS, Answer::name),
        },
    };
    fields.end();
    limits
}

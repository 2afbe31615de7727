//! Makes those first inputs of the fuzz targets that come from leakgate itself: the samples of its rules, rendered now, in the forms in
//! which the targets take them. `cargo run --example fuzz_seeds -- fuzz/corpus`

use std::fs;
use std::io;
use std::path::PathBuf;

use leakgate::proof;
use leakgate::report::{Document, Format, Json, Occasion, Report};
use leakgate::rules::{self, Rule, sample};
use leakgate::server::audit::{Event, Record};

/// A configuration with every kind of table.
const CONFIG: &str = r#"# a comment
fingerprint-key = "00112233445566778899aabbccddeeff"
comments = false
guide = "https://example.org/guide"
unread = "block"

[rules]
off = ["stripe-*", "GitHub"]
on = ["stripe-live-secret-key"]

[[allow]]
fingerprint = "00112233445566778899"
reason = "a sample of the vendor's"
expires = 2027-01-31
owner = "ann"

[[allow]]
rule = "generic-api-key"
path = "tests/**"
reason = "tests"
expires = 2027-01-31

[[rule]]
id = "acme-token"
title = "Acme token"
keywords = ["acme_"]
pattern = '(?P<secret>acme_[0-9A-Za-z]{24})'
near = { words = ["acme", "deploy"], above = 2 }
pair = { with = ["aws-access-key-id"], lines = 3, severity = "low" }
proof = "github-crc32"
entropy = "a62"
hits = ["ACME=<<acme_{A62:24}>>"]
misses = ["acme_{A62:8}", { text = "acme_x", reason = "too short" }]
"#;

/// Lines for which only names tell.
const NAMES: &[&str] = &[
    "password = \"{A62:16}\"\n",
    "DB_PASSWORD={char:14}\n",
    "{{\"apiKey\": \"{A62:32}\"}}\n",
    "client_secret: {A64u:40}\n",
    "<add key=\"Secret\" value=\"{A62:20}\" />\n",
    "url = \"postgres://app:{A62:18}@db.corp.example/app\"\n",
    "const token = process.env.TOKEN || '{hex:40}';\n",
];

/// What other tools are told, in the order in which the target knows them.
const OTHERS: &[&str] = &[
    "[extend]\nuseDefault = true\ndisabledRules = [\"a\"]\n[[rules]]\nid = \"acme\"\ndescription = \"Acme\"\nregex = '''acme_([0-9a-z]{20})'''\n\
     keywords = [\"acme_\"]\nentropy = 3.5\nsecretGroup = 1\n[[rules.allowlists]]\ncondition = \"AND\"\npaths = ['''tests/.*''']\nstopwords = [\"sample\"]\n\
     [[allowlists]]\ncommits = [\"abc\"]\nregexes = ['''x''']\nregexTarget = \"line\"\n",
    "# a comment\nabcdef0123456789abcdef0123456789abcdef01:a/b.py:generic-api-key:12\na/b.py:stripe-access-token:3\n",
    "{\"version\": \"1.4.0\", \"plugins_used\": [{\"name\": \"AWSKeyDetector\"}], \"filters_used\": [], \"results\": {\"a.py\": [{\"type\": \"Secret Keyword\", \
     \"filename\": \"a.py\", \"hashed_secret\": \"0123456789abcdef0123456789abcdef01234567\", \"is_verified\": false, \"line_number\": 3}]}}",
    "[secrets]\n\tproviders = git secrets --aws-provider\n\tpatterns = acme_[0-9a-z]{20}\n\tallowed = sample\n",
    "sample_[0-9]+\n",
    "# a comment\na/b.py\n*.min.js\n[secrets]\nabc\n",
];

fn main() -> io::Result<()> {
    let corpus = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "fuzz/corpus".into()));
    let put = |target: &str, name: &str, bytes: &[u8]| -> io::Result<()> {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    put("config", "all", CONFIG.as_bytes())?;
    put("push_options", "allow", b"leakgate.allow=00112233445566778899:a key of the test account\nci.skip\nmerge_request.create=1\n")?;
    let record =
        Record { time: "2026-11-28T10:00:00Z".to_owned(), verdict: "bypass".to_owned(), event: Event::Finding, ..Record::default() };
    put("audit", "line", &serde_json::to_vec(&record)?)?;
    put("baseline", "two", b"# a comment\n00112233445566778899 stripe-live-secret-key a/b.py\nffeeddccbbaa99887766 generic-api-key c d\n")?;
    for (number, text) in OTHERS.iter().enumerate() {
        put("import", &number.to_string(), &[&[u8::try_from(number).unwrap_or(0)][..], text.as_bytes()].concat())?;
    }
    put("merge", "none", &json(Vec::new()))?;
    for (number, template) in NAMES.iter().enumerate() {
        let text = render(template, None)?.text;
        for kind in 0..12_u8 {
            put("generic", &format!("{number}-{kind}"), &[&[kind][..], &text].concat())?;
        }
        put(
            "comments",
            &number.to_string(),
            &[&[4, 16][..], text.trim_ascii(), b" # leakgate:allow generic-password a sample\n"].concat(),
        )?;
        put("comments", &format!("above-{number}"), &[&[40, 9][..], b"// leakgate:allow generic-token why\n", &text].concat())?;
    }
    for (number, rule) in rules::all().enumerate() {
        let Some(hit) = rule.hits.first() else { continue };
        seeds_of(rule, number, &render(hit, rule.proof)?, &put)?;
        let fields = [rule.pattern, rule.keywords.first().unwrap_or(&"acme"), hit, rule.misses.first().map_or("", |(text, _)| text)];
        put("own_rules", rule.id, fields.join("\n").as_bytes())?;
    }
    Ok(())
}

fn seeds_of(rule: &Rule, number: usize, sample: &sample::Rendered, put: &impl Fn(&str, &str, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let (text, secret) = (&sample.text, &sample.text[sample.secret.clone()]);
    let id = rule.id;
    put("detector", id, &[&[0, 128][..], text].concat())?;
    // a seam of the first windows goes through its middle
    let shift = u16::try_from((8 << 10) - text.len().min(8000) / 2).unwrap_or(0).to_le_bytes();
    put("windows", id, &[&shift[..], text].concat())?;
    put(
        "reports",
        id,
        &[&u16::try_from(number).unwrap_or(0).to_le_bytes()[..], &[7, 9, 1, b'a', b'b', b'/', 5, 2, b'.', b'e', b'n']].concat(),
    )?;
    // the line is copied, moved and cut
    let edits = [[3, 0, 0, 4, 0], [0, 0, 9, 1, 40], [9, 1, 2, 0, 0], [200, 0, 0, 2, 99]].concat();
    put("novelty", id, &[&edits[..], b"a = x\ny\n", b"line one\nline two\nline three\n", text, b"\nlast\n"].concat())?;
    put("sweep", id, &changed(text, sample.secret.end))?;
    if let Some(check) = rule.proof {
        let place = proof::ALL.iter().position(|other| other.name == check.name).and_then(|at| u8::try_from(at).ok()).unwrap_or(0);
        put("proofs", id, &[&[place][..], secret].concat())?;
    }
    if number.is_multiple_of(20) {
        let wide: Vec<u8> = text.iter().flat_map(|byte| [*byte, 0]).collect();
        let percent: String = text.iter().flat_map(|byte| format!("%{byte:02x}").into_bytes()).map(char::from).collect();
        let escapes: String = text.iter().flat_map(|byte| format!("\\u00{byte:02x}").into_bytes()).map(char::from).collect();
        for (name, bytes) in [
            ("base64", data_encoding::BASE64.encode(text).into_bytes()),
            ("base64-base64", data_encoding::BASE64URL_NOPAD.encode(data_encoding::BASE64.encode(text).as_bytes()).into_bytes()),
            ("mime", data_encoding::BASE64_MIME.encode(text).into_bytes()),
            ("hex", data_encoding::HEXLOWER.encode(text).into_bytes()),
            ("utf-16", wide),
            ("percent", percent.into_bytes()),
            ("escapes", escapes.into_bytes()),
        ] {
            put("decoders", &format!("{id}-{name}"), &bytes)?;
            put("detector", &format!("{id}-{name}"), &[&[0, 128][..], &bytes].concat())?;
            put("sweep", &format!("{id}-{name}"), &changed(&bytes, bytes.len() * 9 / 10))?;
        }
    }
    Ok(())
}

/// A text that was another one before: it began with other words, lacked what stands before `end`, and had a line more.
fn changed(text: &[u8], end: usize) -> Vec<u8> {
    let place = |place: usize| u16::try_from(place).unwrap_or(0).to_le_bytes();
    let ([a, b], [c, d]) = (place(end.saturating_sub(1)), place(text.len()));
    [&[0, 0, 0, 3, a, b, 1, 0, c, d, 0, 4][..], b"abc\nxyz", text].concat()
}

fn render(template: &str, proof: Option<proof::Check>) -> io::Result<sample::Rendered> {
    sample::render(template, proof, 11).map_err(io::Error::other)
}

/// A report of these findings, as leakgate writes it.
fn json(notes: Vec<String>) -> Vec<u8> {
    let report = Report {
        findings: Vec::new(),
        unread: Vec::new(),
        unread_verdict: leakgate::finding::Verdict::Warn,
        situation: leakgate::respond::Situation::default(),
        what: Occasion::Scan,
        tally: leakgate::finding::Tally::default(),
        suppressed: 0,
        notes,
        repository: Some("shop".to_owned()),
        created: jiff::Timestamp::UNIX_EPOCH,
    };
    let mut out = Vec::new();
    let _ = Json.write(&Document::new(&report), &mut out);
    out
}

//! Secrets in archives, packed files and documents that hold others; and archives that want to be trouble.

use std::io::Write;

use crate::repo::TempRepo;
use crate::secrets::GITHUB;

/// A member: name and content.
pub(crate) type Member<'a> = (&'a str, &'a [u8]);

/// A zip with its members deflated.
pub(crate) fn zip(members: &[Member<'_>]) -> Vec<u8> {
    zip_with(members, 8, 0)
}

/// A zip whose headers claim this method (0: stored, 8: deflated) and these flags (1: encrypted).
pub(crate) fn zip_with(members: &[Member<'_>], method: u16, flags: u16) -> Vec<u8> {
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).expect("a small archive").to_le_bytes();
    let short = |number: usize| u16::try_from(number).expect("a small number").to_le_bytes();
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let packed = if method == 8 {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(content).expect("memory");
            encoder.finish().expect("memory")
        } else {
            content.to_vec()
        };
        let common = [
            &[20, 0][..],
            &flags.to_le_bytes(),
            &method.to_le_bytes(),
            &[0; 4],
            &crc32fast::hash(content).to_le_bytes(),
            &size(&packed),
            &size(content),
            &short(name.len()),
            &[0, 0],
        ]
        .concat();
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &size(&out), name.as_bytes()].concat());
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
    }
    let (start, length, count) = (size(&out), size(&directory), short(members.len()));
    out.extend(directory);
    out.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &start, &[0, 0]].concat());
    out
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub(crate) fn tar(name: &str, content: &[u8]) -> Vec<u8> {
    let mut header = [0; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    header[156] = b'0';
    header[257..263].copy_from_slice(b"ustar\0");
    header[148..156].fill(b' ');
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = [&header[..], content].concat();
    out.resize(out.len().next_multiple_of(512) + 1024, 0);
    out
}

pub(crate) fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length / 8).flat_map(|_| random.u64(..).to_ne_bytes()).collect()
}

#[test]
fn the_secret_in_a_file_in_a_zip() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("app.zip", zip(&[("readme", b"words\n"), ("config/.env", keys.lines().as_bytes())])).add("app.zip");
    let ran = repo.commit("app");
    ran.refused_with(1).says("3 secrets").finds_keys("app.zip!/config/.env", 1).says("git rm --cached -- app.zip");
}

#[test]
fn every_kind_of_archive() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let text = keys.lines();
    let text = text.as_bytes();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(text).expect("memory");
    let document = format!("<w:document><w:t>{}</w:t></w:document>", keys.github);
    for (path, archive, place) in [
        (
            "app.war",
            zip(&[("WEB-INF/lib/a.jar", &zip(&[("application.properties", text)]))]),
            "app.war!/WEB-INF/lib/a.jar!/application.properties",
        ),
        ("pkg.tgz", gzip(&tar("package/.npmrc", text)), "pkg.tgz!/package/.npmrc"),
        ("backup.tar", tar("etc/.env", text), "backup.tar!/etc/.env"),
        ("env.gz", gzip(text), "env.gz!/env"),
        ("env.bz2", bzip2.finish().expect("memory"), "env.bz2!/env"),
        ("env.zst", ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest), "env.zst!/env"),
        (
            "notes.docx",
            zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]),
            "notes.docx!/word/document.xml",
        ),
        ("lib-1.0-py3-none-any.whl", zip(&[("lib/settings.py", text)]), "lib-1.0-py3-none-any.whl!/lib/settings.py"),
        ("app.apk", zip(&[("classes.dex", b"dex\n035\0"), ("assets/config.json", text)]), "app.apk!/assets/config.json"),
        ("no-name-tells", zip_with(&[("x", text)], 0, 0), "no-name-tells!/x"),
        ("run.sh", [b"#!/bin/sh\nexec java -jar $0\n", &zip(&[("x", text)])[..]].concat(), "run.sh!/x"),
        ("up.zip", zip(&[("../../etc/passwd", text)]), "up.zip!/../../etc/passwd"),
    ] {
        repo.write(path, archive);
        let ran = repo.leakgate(&["scan", "--format", "json", path]);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        let places: Vec<(&str, &str)> = report["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|finding| finding["rule"] == GITHUB)
            .map(|finding| (finding["path"].as_str().unwrap_or_default(), finding["archive"].as_str().unwrap_or_default()))
            .collect();
        assert_eq!(places, [(place, path)], "{}", ran.why("should tell the place inside"));
        ran.refused_with(1);
    }
}

#[test]
fn what_stood_in_the_archive_before_is_not_new() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let with = |words: &[u8], more: &[u8]| zip(&[("readme", words), ("old.env", keys.lines().as_bytes()), ("new.env", more)]);
    repo.had("app.zip", with(b"words", b"")).write("app.zip", with(b"other words", b"DEBUG=1")).add("app.zip");
    repo.commit("words").passed();
    repo.write("app.zip", zip(&[("moved.env", keys.lines().as_bytes())])).add("app.zip").commit("moved").passed();
    let others = repo.keys();
    repo.write("app.zip", with(b"words", others.lines().as_bytes())).add("app.zip");
    repo.commit("more").refused_with(1).says("3 secrets").finds_keys("app.zip!/new.env", 1);
}

#[test]
fn an_archive_with_an_old_secret_is_renamed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("app.zip", zip(&[(".env", keys.lines().as_bytes())])).git(&["mv", "app.zip", "old.zip"]).commit("name").passed();
    repo.write("copy.zip", zip(&[(".env", keys.lines().as_bytes())]))
        .add("copy.zip")
        .commit("copy")
        .refused_with(1)
        .says("copy.zip!/.env:1");
}

#[test]
fn what_was_not_looked_at_is_said_and_blocks_where_policy_says_so() {
    let repo = TempRepo::new();
    repo.had("readme", "words\n");
    repo.write("a.zip", zip_with(&[("x", b"what nobody can read")], 8, 1)).add("a.zip");
    repo.commit("encrypted").succeeded().says("leakgate: warning: not looked at: a.zip!/x (encrypted)").says("1 part not looked at");
    repo.write("b.gz", &gzip(&noise(1, 100_000))[..5_000]).add("b.gz");
    repo.commit("cut").succeeded().says("not looked at: b.gz!/b (damaged or cut short)");
    repo.had(".leakgate.toml", "unread = \"block\"\n");
    repo.write("c.7z", b"7z\xbc\xaf\x27\x1c\0\x04 and so on").add("c.7z");
    repo.commit("other").refused_with(1).says("leakgate: error: not looked at: c.7z (7z archives are not opened)").says("next: ");
    let ran = repo.leakgate(&["scan", "--format", "json", "a.zip"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["not_looked_at"]["count"], 1);
    assert_eq!(report["not_looked_at"]["parts"][0]["path"], "a.zip!/x");
    ran.refused_with(1);
}

#[test]
fn the_name_of_a_member_is_the_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("a.zip", zip_with(&[(&format!("notes/{}.txt", keys.github), b"words")], 8, 1)).add("a.zip");
    repo.commit("name").refused_with(1).says(GITHUB).says("a.zip!/notes/");
}

#[test]
fn a_bomb_is_left_and_said() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n");
    let zeros = zip(&[("zeros", &vec![0; 200 << 20])]);
    assert!(zeros.len() < 2 << 20);
    repo.write("zeros.zip", &zeros).add("zeros.zip");
    repo.commit("zeros").succeeded().says("not looked at: zeros.zip!/zeros (unpacks to too many bytes)");
    // what stands before it is found, and so is what stands beside it
    repo.write("bomb.zip", zip(&[(".env", keys.lines().as_bytes()), ("1.zip", &zeros), ("2.zip", &zeros)])).add("bomb.zip");
    repo.commit("bomb").refused_with(1).finds_keys("bomb.zip!/.env", 1).says("bomb.zip!/1.zip!/zeros (unpacks to too many bytes)");
}

#[test]
fn a_large_archive_is_not_held_in_memory() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.config("core.compression", "0").config("core.bigFileThreshold", "1m").config("core.looseCompression", "0");
    let large = noise(7, 1 << 20).repeat(100);
    let inner = zip_with(&[("large.bin", &large), ("config/.env", keys.lines().as_bytes())], 0, 0);
    repo.write("large.zip", zip_with(&[("inner.jar", &inner)], 0, 0)).add("large.zip");
    let mut command = repo.sandbox().command("sh", repo.root());
    command.args(["-c", "ulimit -v 307200; exec git commit -q -m large"]);
    repo.try_command(command).refused_with(1).finds_keys("large.zip!/inner.jar!/config/.env", 1);
}

#[test]
fn cells_of_a_notebook_and_sources_of_a_map() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let source: Vec<String> = keys.lines().lines().map(|line| format!("{line}\n")).collect();
    let notebook = serde_json::json!({
        "cells": [{ "cell_type": "markdown", "source": "words" }, { "cell_type": "code", "source": source, "outputs": [] }],
        "nbformat": 4
    });
    let map =
        serde_json::json!({ "version": 3, "sources": ["src/a.ts"], "sourcesContent": [format!("\n{}", keys.lines())], "mappings": "" });
    repo.write("try.ipynb", notebook.to_string()).write("app.js.map", map.to_string()).add("try.ipynb").add("app.js.map");
    repo.commit("all").refused_with(1).says("6 secrets").finds_keys("try.ipynb!/cell 2", 1).finds_keys("app.js.map!/src/a.ts", 2);
    repo.slip_in("before");
    repo.write("try.ipynb", notebook.to_string().replace("words", "other words")).add("try.ipynb").commit("words").passed();
}

#[test]
fn strings_of_a_program() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let wide: Vec<u8> = keys.github.encode_utf16().flat_map(u16::to_le_bytes).collect();
    repo.write("tool.exe", [b"MZ\x90\0\x03\0\0\0", &[0, 1, 2][..], &noise(3, 4096), &[0, 0], &wide, &[0, 0], &noise(4, 4096)].concat());
    repo.leakgate(&["scan", "tool.exe"]).refused_with(1).says(GITHUB).says("utf-16");
    repo.write("tool", [b"\x7fELF\x02\x01\x01\0", &noise(5, 4096)[..], &[0], keys.stripe.as_bytes(), &[0], &noise(6, 4096)].concat());
    repo.leakgate(&["scan", "tool"]).refused_with(1).says("stripe-live-secret-key");
}

#[test]
fn a_line_of_two_hundred_megabytes() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    // one letter is a run of base64 that never ends
    let mut line = vec![b'A'; 200 << 20];
    line.extend(format!(" {}", keys.github).as_bytes());
    repo.write("line.txt", &line);
    let mut command = repo.sandbox().command("sh", repo.root());
    command.args(["-c", "ulimit -v 307200; exec leakgate scan line.txt"]);
    repo.sandbox().run(command, b"").refused_with(1).finds(GITHUB, "line.txt:1");
}

#[test]
fn text_that_is_no_valid_utf_8_or_utf_16() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("a.txt", [b"\xff\xc3(\x80 key = ", keys.github.as_bytes(), b"\xe2\x82\n"].concat());
    let mut wide: Vec<u8> = format!("\u{feff}key = {}", keys.github).encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.splice(4..4, [0x00, 0xd8]);
    wide.push(b'x');
    repo.write("b.txt", wide);
    repo.leakgate(&["scan", "a.txt", "b.txt"]).refused_with(1).finds(GITHUB, "a.txt:1").finds(GITHUB, "b.txt:1");
}

#[test]
fn values_of_a_kubernetes_secret() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    let value = data_encoding::BASE64.encode(keys.stripe.as_bytes());
    let twice = data_encoding::BASE64.encode(data_encoding::BASE64.encode(keys.github.as_bytes()).as_bytes());
    repo.write("secret.yaml", format!("apiVersion: v1\nkind: Secret\ndata:\n  stripe: {value}\n  github: {twice}\n")).add("secret.yaml");
    let ran = repo.commit("secret");
    ran.refused_with(1).finds("stripe-live-secret-key", "secret.yaml:4").finds(GITHUB, "secret.yaml:5").says("encoded (base64, base64)");
    assert!(!ran.text().contains(&value[..30]) && !ran.text().contains(&twice[..30]), "{}", ran.why("should mask what is encoded"));
}

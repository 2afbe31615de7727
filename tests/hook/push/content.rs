//! What the files of a push hold, and what they say about how to be read.

use super::{FILE, clean};
use crate::allow::WIDE;
use crate::archives::zip;
use crate::commit::utf16;
use crate::secrets::GITHUB;
use crate::wire::{Wire, over_every_wire};

over_every_wire! {
    diff_attribute_on_the_servers_head
    diff_attribute_in_the_pushed_tree
    utf_16_with_a_byte_order_mark
    a_nul_byte
    a_zip
    an_allow_comment_in_the_pushed_line
    a_configuration_in_the_pushed_tree
    a_configuration_that_switches_rules_off
    symlink_whose_target_is_the_secret
    a_library_is_linked_in
    what_passes_in_tests_is_looked_at_again_where_it_is_used
    the_refusal_tells_to_roll_first
}

fn diff_attribute_on_the_servers_head(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(".gitattributes", "* -diff\n").published().had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn diff_attribute_in_the_pushed_tree(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.write(".gitattributes", "* -diff\n").add(".gitattributes").had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn utf_16_with_a_byte_order_mark(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, utf16(&keys.lines())).push(&["main"]).refused_with(1).finds_keys(FILE, 1);
}

fn a_nul_byte(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, format!("\0\n{}", keys.lines())).push(&["main"]).refused_with(1).finds_keys(FILE, 2);
}

fn symlink_whose_target_is_the_secret(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    std::os::unix::fs::symlink(&keys.github, clone.root().join("link")).expect("a link");
    clone.add("link").slip_in("link").push(&["main"]).refused_with(1).finds(GITHUB, "link (where the link points)");
}

fn a_library_is_linked_in(wire: Wire) {
    let (_server, clone) = clean(wire);
    let id = clone.id("HEAD");
    clone.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{id},library")]).slip_in("library").push(&["main"]).passed();
}

fn what_passes_in_tests_is_looked_at_again_where_it_is_used(wire: Wire) {
    let (_server, clone) = clean(wire);
    let line = format!("password = \"{}\"\n", &clone.keys().github[4..28]);
    clone.had("tests/settings.py", &line).had("src/settings.py", &line);
    clone.push(&["main"]).refused_with(1).says("generic-password").says("src/settings.py");
}

fn the_refusal_tells_to_roll_first(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).says("https://github.com/settings/tokens").says("https://dashboard.stripe.com/");
}

fn a_zip(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had("app.zip", zip(&[("config/.env", keys.lines().as_bytes())]));
    clone.push(&["main"]).refused_with(1).says("push refused: 3 secrets").finds_keys("app.zip!/config/.env", 1);
}

fn an_allow_comment_in_the_pushed_line(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    for comment in ["leakgate:allow github-personal-access-token revoked", "gitleaks:allow", "pragma: allowlist secret"] {
        clone.had(FILE, format!("TOKEN={} # {comment}\n", keys.github));
        clone.push(&["main"]).refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
        clone.git(&["reset", "-q", "--hard", "HEAD~"]);
    }
}

fn a_configuration_in_the_pushed_tree(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    // neither one that arrives along with the secret nor one that was there before
    for content in ["words\n", "other words\n"] {
        clone.write(".leakgate.toml", WIDE).add(".leakgate.toml").write("leakgate.toml", WIDE).add("leakgate.toml");
        clone.had("other", content).write(".gitleaksignore", format!("{FILE}\n")).add(".gitleaksignore");
        clone.had(FILE, format!("TOKEN={}\n", keys.github));
        clone.push(&["main"]).refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
        clone.git(&["reset", "-q", "--hard", "HEAD~"]).published();
    }
}

fn a_configuration_that_switches_rules_off(wire: Wire) {
    let (_server, clone) = clean(wire);
    let keys = clone.keys();
    clone.had(".leakgate.toml", "[rules]\noff = [\"*\"]\n").had(FILE, format!("TOKEN={}\n", keys.github));
    clone.push(&["main"]).refused_with(1).finds(GITHUB, &format!("{FILE}:1"));
}

//! The configuration: which files count, what they lead to, and what is told of them.

use crate::repo::{Server, TempRepo};
use crate::secrets::{GITHUB, STRIPE};

const FILE: &str = "settings.env";
const CONFIG: &str = ".leakgate.toml";

/// A repository with keys staged.
#[track_caller]
fn staged() -> TempRepo {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had("readme", "words\n").write(FILE, keys.lines()).add(FILE);
    repo
}

/// `git commit` with these variables.
fn commit_with(repo: &TempRepo, variables: &[(&str, &str)]) -> crate::ran::Ran {
    let mut command = repo.sandbox().command("git", repo.root());
    command.args(["commit", "-m", "settings"]).envs(variables.iter().copied());
    repo.try_command(command)
}

const WARN: &str = "[[policy]]\nverdict = \"warn\"\n";

#[test]
fn a_committed_policy_counts() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(CONFIG, "[[policy]]\nrule = \"stripe\"\npath = \"*.env\"\nverdict = \"warn\"\n");
    repo.write(FILE, format!("STRIPE_API_KEY={}\n", keys.stripe)).add(FILE);
    repo.commit("settings").succeeded().says("leakgate: warning: 1 secret").finds(STRIPE, FILE);
    repo.write("more.env", format!("GITHUB_TOKEN={}\n", keys.github)).add("more.env");
    repo.commit("more").refused_with(1).finds(GITHUB, "more.env");
}

#[test]
fn a_policy_that_is_only_staged_makes_nothing_weaker() {
    let repo = staged();
    repo.write(CONFIG, WARN).add(CONFIG);
    repo.commit("settings").refused_with(1).says("what has changed under [[policy]] counts where it is stricter");
    repo.git(&["reset", "-q"]).add(CONFIG).slip_in("policy");
    repo.add(FILE).commit("settings").succeeded().says("leakgate: warning: 3 secrets");
}

#[test]
fn a_policy_that_is_only_in_the_working_copy_makes_it_stricter() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(CONFIG, WARN);
    repo.write(CONFIG, "[[policy]]\nverdict = \"block\"\n");
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1);
}

#[test]
fn a_policy_for_a_branch_counts_on_that_branch() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.had(CONFIG, "[[policy]]\nref = \"refs/heads/play-*\"\nverdict = \"warn\"\n");
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").refused_with(1);
    repo.git(&["checkout", "-q", "-b", "play-1"]).commit("settings").succeeded();
}

#[test]
fn a_policy_for_a_branch_counts_for_what_is_pushed_to_it() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    clone.had("readme", "words\n").published();
    std::fs::write(server.folder().join("leakgate.toml"), "[[policy]]\nref = \"refs/heads/play\"\nverdict = \"warn\"\n").expect("a file");
    clone.had(FILE, keys.lines());
    clone.push(&["main"]).refused_with(1).finds_keys(FILE, 1);
    // what comes by two refs is judged by the stricter one
    clone.push(&["main", "main:play"]).refused_with(1);
    clone.push(&["main:play"]).succeeded().says("warning");
}

#[test]
fn the_users_the_systems_and_the_named_file_count() {
    for place in ["user", "system", "named"] {
        let repo = staged();
        let home = repo.sandbox().folder().join("home");
        let path = match place {
            "user" => home.join(".config/leakgate/config.toml"),
            _ => home.join("other.toml"),
        };
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, WARN).expect("a file");
        let path = path.to_str().expect("a plain path").to_owned();
        let variables: &[(&str, &str)] = match place {
            "user" => &[],
            "system" => &[("LEAKGATE_SYSTEM_CONFIG", &path)],
            _ => &[("LEAKGATE_CONFIG", &path)],
        };
        commit_with(&repo, variables).succeeded().says("leakgate: warning: 3 secrets");
    }
}

#[test]
fn a_named_file_has_to_be_there() {
    let repo = staged();
    commit_with(&repo, &[("LEAKGATE_CONFIG", "/none/such.toml")]).refused_with(2).says("/none/such.toml");
    repo.leakgate(&["scan", "--staged", "--config", "none.toml"]).refused_with(2).says("none.toml");
}

#[test]
fn the_environment_has_no_say_on_a_server() {
    let server = Server::new();
    let clone = server.clone_by("ann");
    let keys = clone.keys();
    let home = clone.sandbox().folder().join("home");
    std::fs::write(home.join("lax.toml"), "[[policy]]\nverdict = \"ignore\"\n").expect("a file");
    std::fs::create_dir_all(home.join(".config/leakgate")).expect("a folder");
    std::fs::write(home.join(".config/leakgate/config.toml"), "[[policy]]\nverdict = \"ignore\"\n").expect("a file");
    clone.had(FILE, keys.lines());
    let lax = home.join("lax.toml");
    let mut command = clone.sandbox().command("git", clone.root());
    command.args(["push", "origin", "main"]).env("LEAKGATE_CONFIG", &lax).env("LEAKGATE_SYSTEM_CONFIG", &lax);
    let ran = clone.sandbox().run(command, b"");
    assert_ne!(ran.code, Some(0), "{}", ran.why("should be refused"));
    ran.finds_keys(FILE, 1);
}

#[test]
fn what_a_committed_file_extends_is_read_as_it_was_committed() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.write("ci/base.toml", "comments = true\n").write(CONFIG, "extends = \"ci/base.toml\"\n");
    repo.git(&["add", "."]).slip_in("configuration");
    // only the working copy of the file below has been made lax
    repo.write("ci/base.toml", WARN).write(FILE, keys.lines()).git(&["add", "."]);
    repo.commit("settings").refused_with(1).says("[[policy]]");
    repo.git(&["reset", "-q"]).add("ci/base.toml").slip_in("policy");
    repo.add(FILE).commit("settings").succeeded().says("leakgate: warning");
}

#[test]
fn a_file_of_a_ref_is_extended() {
    let repo = TempRepo::new();
    let keys = repo.keys();
    repo.git(&["checkout", "-q", "--orphan", "shared"]).had("base.toml", WARN);
    repo.git(&["checkout", "-q", "--orphan", "main"]).git(&["rm", "-q", "-f", "base.toml"]);
    repo.had(CONFIG, "extends = \"git+refs/heads/shared:base.toml\"\n");
    repo.write(FILE, keys.lines()).add(FILE).commit("settings").succeeded().says("leakgate: warning: 3 secrets");
    repo.write(CONFIG, "extends = \"git+refs/heads/none:base.toml\"\n").add(CONFIG).slip_in("no such ref");
    repo.write("more.env", "A=1\n").add("more.env");
    repo.commit("more").refused_with(2).says(".leakgate.toml:1:11: cannot read git+refs/heads/none:base.toml");
}

#[test]
fn check_names_every_mistake_and_what_is_well() {
    let repo = TempRepo::new();
    repo.leakgate(&["config", "check"]).succeeded().says("no file says anything");
    repo.write(CONFIG, "comments = true\n");
    repo.leakgate(&["config", "check"]).succeeded().says(".leakgate.toml: no mistake");
    repo.write(CONFIG, "coments = true\n[[policy]]\nverdict = \"blok\"\n");
    let ran = repo.leakgate(&["config", "check"]);
    ran.refused_with(2)
        .says(".leakgate.toml:1:1: unknown field `coments`")
        .says("did you mean `comments`?")
        .says(":3:11: ")
        .says("\"block\"");
    repo.write(CONFIG, "<<<<<<< HEAD\ncomments = true\n=======\n").add(CONFIG);
    repo.leakgate(&["config", "check"]).refused_with(2).says(".leakgate.toml:1:1: a merge left its marks here");
    repo.commit("a conflict").refused_with(2);
    repo.write(
        "own.toml",
        "[[rule]]\nid = \"acme\"\ntitle = \"Acme\"\nkeywords = [\"acme_\"]\npattern = '(?P<secret>acme_[0-9]{9})'\nhits = [\"acme_\"]\n",
    );
    repo.leakgate(&["config", "check", "own.toml"]).refused_with(2).says("own.toml:6:9: rule acme, hits[0]");
}

#[test]
fn show_tells_every_value_with_its_place() {
    let repo = TempRepo::new();
    repo.write("base.toml", "guide = \"https://example.org/a\"\nunread = \"block\"\n");
    repo.write(CONFIG, "extends = \"base.toml\"\nguide = \"https://example.org/b\"\n[rules]\noff = [\"docusign\"]\n[[policy]]\nmode = \"test\"\nverdict = \"ignore\"\n");
    let ran = repo.leakgate(&["config", "show"]);
    ran.succeeded().says("comments = true  # default").says("guide = \"https://example.org/b\"  # ").says(".leakgate.toml:2\n");
    ran.says("base.toml:2\n").says("[rules]\noff = [\"docusign\"]").says("[[policy]]\nverdict = \"ignore\"").never_says("example.org/a");
    let json: serde_json::Value = serde_json::from_str(&repo.leakgate(&["config", "show", "--format", "json"]).stdout).expect("JSON");
    assert!(json.as_array().expect("a list").iter().any(|value| value["field"] == "unread" && value["value"] == "\"block\""));
}

#[test]
fn init_writes_a_file_once() {
    let repo = TempRepo::new();
    repo.leakgate(&["config", "init"]).succeeded().says(".leakgate.toml is written");
    repo.leakgate(&["config", "check"]).succeeded();
    repo.leakgate(&["config", "init"]).refused_with(2).says("is there already").says("--force");
    repo.leakgate(&["config", "init", "--force"]).succeeded();
    repo.leakgate(&["config", "init", "--output", "-"]).succeeded().says("#[[policy]]");
}

#[test]
fn the_reference_page_is_current() {
    let repo = TempRepo::new();
    let made = repo.leakgate(&["config", "schema", "--format", "markdown"]).stdout;
    let kept = include_str!("../../docs/configuration.md");
    assert!(made == kept, "docs/configuration.md is old: leakgate config schema --format markdown > docs/configuration.md");
}

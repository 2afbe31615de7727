//! Files in which package managers and git keep their credentials.

use super::judge;
use super::rule::*;

const FILE: Rule = Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, judge: Some(judge::password), ..Rule::BASE };

/// A value of Composer's auth.json, which other programs have too: one of Composer's members stands before it.
fn composer(seen: &Sighting<'_>) -> Verdict {
    let members = ["\"http-basic\"", "\"bearer\"", "\"github-oauth\"", "\"gitlab-token\"", "\"gitlab-oauth\"", "\"bitbucket-oauth\"", "\"forgejo-token\""];
    let before = &seen.text[..seen.matched.start];
    if members.iter().any(|member| memchr::memmem::find(before, member.as_bytes()).is_some()) { judge::password(seen) } else { Verdict::Silent }
}

/// Rules for the files of package managers and git.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "cargo-registry-token",
        provider: "Cargo",
        title: "registry token in Cargo's credentials",
        files: &[".cargo/credentials", ".cargo/credentials.toml", "cargo/credentials.toml"],
        pattern: r#"(?m)^[ \t]{0,4}(?:token|secret-key)[ \t]{0,4}=[ \t]{0,4}["'](?P<secret>[^"'\s]{12,600})["']"#,
        exposes: "publishes crates to that registry as its owner",
        roll: "https://doc.rust-lang.org/cargo/reference/registry-authentication.html",
        advice: "Revoke the token at the registry that the section names",
        reference: "https://doc.rust-lang.org/cargo/reference/config.html#credentials",
        hits: &["{in:.cargo/credentials.toml}[registries.acme]\ntoken = \"<<{A62:40}>>\"\n", "{in:home/.cargo/credentials}[registry]\ntoken = '<<{A62:32}>>'\n"],
        misses: &[("{in:.cargo/credentials.toml}[registries.acme]\ntoken = \"your-token-goes-here\"\n", "a placeholder"), ("{in:.cargo/credentials.toml}[registries.acme]\nindex = \"sparse+https://crates.acme.net/\"\n", "no token")],
        ..FILE
    },
    Rule {
        id: "composer-auth",
        provider: "Composer",
        title: "credential in Composer's auth.json",
        files: &["auth.json"],
        pattern: r#""(?:password|consumer-secret|token|[a-z0-9.-]{1,100}\.[a-z]{2,20})"\s{0,4}:\s{0,4}"(?P<secret>[^"\s]{4,400})""#,
        judge: Some(composer),
        exposes: "reads the private packages of that host, and often more of the account",
        roll: "https://getcomposer.org/doc/articles/authentication-for-private-packages.md",
        advice: "Change the password or revoke the token at the host that the entry names",
        reference: "https://getcomposer.org/doc/articles/authentication-for-private-packages.md",
        hits: &["{in:auth.json}{{\"http-basic\": {{\"repo.magento.com\": {{\"username\": \"{hex:32}\", \"password\": \"<<{hex:32}>>\"}}}}}}", "{in:.composer/auth.json}{{\n  \"bearer\": {{\n    \"packages.acme.net\": \"<<{A62:40}>>\"\n  }}\n}}"],
        misses: &[("{in:auth.json}{{\"http-basic\": {{\"repo.magento.com\": {{\"username\": \"<public-key>\", \"password\": \"<private-key>\"}}}}}}", "documentation"), ("{in:auth.json}{{\"users\": {{\"a\": {{\"password\": \"{A62:20}\"}}}}}}", "another program's file")],
        ..FILE
    },
    Rule {
        id: "gem-credentials",
        provider: "RubyGems",
        title: "key in the credentials of the gem command",
        files: &[".gem/credentials", "gem/credentials"],
        pattern: r#"(?m)^["']?:?[A-Za-z0-9_./:-]{2,120}["']?:[ \t]{1,4}["']?(?:Bearer |Basic )?(?P<secret>[A-Za-z0-9_.+/=-]{16,200})["']?[ \t\r]{0,4}$"#,
        exposes: "publishes and yanks gems at that host as its owner",
        roll: "https://guides.rubygems.org/api-key-scopes/",
        advice: "Delete the key at the host that the line names",
        reference: "https://guides.rubygems.org/command-reference/#gem-signin",
        hits: &["{in:.gem/credentials}---\n:acme: Bearer <<{A62:40}>>\n", "{in:home/.gem/credentials}---\n:rubygems_api_key: <<{hex:32}>>\n"],
        misses: &[("{in:.gem/credentials}---\n:rubygems_api_key: YOUR_RUBYGEMS_API_KEY\n", "a placeholder"), ("{in:.gem/credentials}---\n:rubygems_api_key: ${{RUBYGEMS_KEY_OF_ACME}}\n", "a reference")],
        ..FILE
    },
    Rule {
        id: "git-credentials-file",
        provider: "Git",
        title: "password in git's credential store",
        files: &[".git-credentials", "git-credentials", "git/credentials"],
        pattern: r"(?m)^[a-z][a-z0-9+]{1,10}://[^:@/\s]{0,200}:(?P<secret>[^@\s/]{1,400})@[^\s@]{1,200}",
        reach: 1_024,
        judge: Some(judge::url),
        severity: Severity::Critical,
        exposes: "logs in as that user: reads and pushes whatever the account may",
        roll: "https://docs.github.com/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
        advice: "Revoke the token or change the password at that host, and use a credential manager",
        reference: "https://git-scm.com/docs/git-credential-store",
        hits: &["{in:.git-credentials}https://alice:<<{A62:20}>>@code.acme.net\n", "{in:.config/git/credentials}https://ci:<<{A62:24}>>@10.0.0.8:3000\n"],
        misses: &[("{in:.git-credentials}https://alice@code.acme.net\n", "no password"), ("{in:.git-credentials}https://user:${{TOKEN}}@code.acme.net\n", "a reference")],
        ..FILE
    },
    Rule {
        id: "poetry-http-basic",
        provider: "Poetry",
        title: "password in Poetry's auth.toml",
        files: &["pypoetry/auth.toml"],
        pattern: r#"(?m)^[ \t]{0,4}password[ \t]{0,4}=[ \t]{0,4}["'](?P<secret>[^"'\n]{4,400})["']"#,
        exposes: "reads, and often uploads, the packages of that index",
        roll: "https://python-poetry.org/docs/repositories/#configuring-credentials",
        advice: "Change the password or revoke the token at the index that the section names",
        reference: "https://python-poetry.org/docs/repositories/#configuring-credentials",
        hits: &["{in:.config/pypoetry/auth.toml}[http-basic.acme]\nusername = \"ci\"\npassword = \"<<{A62:20}>>\"\n", "{in:pypoetry/auth.toml}[http-basic.x]\npassword = '<<{char:16}>>'\n"],
        misses: &[("{in:pypoetry/auth.toml}[http-basic.acme]\nusername = \"ci\"\npassword = \"\"\n", "empty"), ("{in:pypoetry/auth.toml}[http-basic.acme]\npassword = \"changeme\"\n", "a placeholder")],
        ..FILE
    },
    Rule {
        id: "yarn-registry-auth",
        provider: "Yarn",
        title: "registry credential of Yarn",
        keywords: &["npmAuthToken", "npmAuthIdent"],
        pattern: r#"npmAuth(?:Token|Ident)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:[A-Za-z0-9_.@-]{1,80}:)?(?P<secret>[A-Za-z0-9_.+/=~-]{8,1200})"#,
        reach: 1_400,
        exposes: "publishes and installs packages of that registry",
        roll: "https://docs.npmjs.com/revoking-access-tokens",
        advice: "Revoke the token at the registry that the section names and read it from the environment",
        reference: "https://yarnpkg.com/configuration/yarnrc#npmAuthToken",
        hits: &["{in:.yarnrc.yml}npmScopes:\n  acme:\n    npmAuthToken: \"<<{A62:40}>>\"\n", "npmAuthIdent: ci:<<{A62:20}>>"],
        misses: &[("{in:.yarnrc.yml}npmAuthToken: \"${{NPM_TOKEN}}\"\n", "a reference"), ("npmAuthToken: your-token-goes-here", "a placeholder")],
        ..FILE
    },
];

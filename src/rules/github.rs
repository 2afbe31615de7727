//! GitHub: personal, OAuth and app tokens, and clone URLs that hold one.

use super::rule::*;
use crate::proof::{crc, jwt};

const TOKENS: &str = "https://github.com/settings/tokens";
const LOG: &str = "https://github.com/settings/security-log";
const FORMATS: &str = "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/";
const APP_TOKENS: &str = "https://docs.github.com/rest/apps/installations#revoke-an-installation-access-token";
const APP_GRANTS: &str = "https://github.com/settings/apps/authorizations";

const GITHUB: Rule =
    Rule { provider: "GitHub", roll: TOKENS, logs: LOG, reference: FORMATS, entropy: Some(Alphabet::A62), ..Rule::BASE };

/// GitHub's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "github-app-client-id",
        provider: "GitHub",
        title: "GitHub app client id",
        keywords: &["Iv1.", "Iv23", "Ov23"],
        pattern: r"(?P<secret>(?:Iv1\.[0-9a-f]{16}|[IO]v23[0-9A-Za-z]{16}))",
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://docs.github.com/apps/oauth-apps/building-oauth-apps/creating-an-oauth-app",
        hits: &["GITHUB_CLIENT_ID=<<Iv1.{hex:16}>>", "clientId: '<<Ov23{A62:16}>>'"],
        misses: &[("Iv1.{hex:10}", "too short"), ("xOv23{A62:16}", "a piece of something longer")],
        ..Rule::BASE
    },
    Rule {
        id: "github-app-installation-jwt",
        title: "GitHub app installation token (stateless)",
        keywords: &["ghs_"],
        pattern: r"(?P<secret>ghs_[0-9]{1,20}_eyJ[0-9A-Za-z_-]{10,400}\.eyJ[0-9A-Za-z_-]{20,1200}\.[0-9A-Za-z_-]{43,700})",
        reach: 2400,
        after: Edge::Url,
        entropy: Some(Alphabet::Hex),
        proof: Some(jwt::JWT),
        rank: 1,
        severity: Severity::Medium,
        exposes: "acts as the app in the repositories of one installation, for up to an hour",
        roll: APP_TOKENS,
        logs: "",
        advice: "Revoke it with DELETE /installation/token, then mend what printed it",
        reference: "https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/",
        hits: &[
            "GITHUB_TOKEN=<<ghs_{dig:7}_eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{A62:140}.{seal}>>",
            "Authorization: Bearer <<ghs_{dig:6}_eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{A62:200}.{seal}>>",
        ],
        misses: &[
            ("ghs_{dig:7}_{A64u:33}.{A64u:140}.{A64u:342}", "the parts are no encoded JSON objects"),
            ("ghs_{A62:36}", "the opaque form has a rule of its own"),
        ],
        ..GITHUB
    },
    Rule {
        id: "github-app-installation-token",
        title: "GitHub app installation token",
        keywords: &["ghs_"],
        pattern: r"(?P<secret>ghs_[0-9A-Za-z]{36})",
        proof: Some(crc::GITHUB),
        severity: Severity::Medium,
        exposes: "acts as the app (or as an Actions job) in the repositories it was made for, for up to an hour",
        roll: APP_TOKENS,
        logs: "",
        advice: "Revoke it with DELETE /installation/token, then find out why it was written down",
        reference: "https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app",
        hits: &["GITHUB_TOKEN: <<ghs_{A62:30}{seal}>>", "git clone https://x-access-token:<<ghs_{A62:30}{seal}>>@github.com/acme/site.git"],
        misses: &[
            ("ghs_{A62:35}", "one character short"),
            ("lengths_{A62:36}", "an identifier that ends alike"),
            ("ghs_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a placeholder"),
        ],
        ..GITHUB
    },
    Rule {
        id: "github-app-refresh-token",
        title: "GitHub app refresh token",
        keywords: &["ghr_"],
        pattern: r"(?P<secret>ghr_(?:[0-9A-Za-z]{76}|[0-9A-Za-z]{36}))",
        proof: Some(crc::GITHUB_REFRESH),
        severity: Severity::Critical,
        exposes: "mints access tokens that act as the user through the app, for six months",
        roll: APP_GRANTS,
        advice: "Revoke the user's authorisation of the app, which ends every token made from it",
        reference: "https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens",
        hits: &["\"refresh_token\": \"<<ghr_{A62:76}>>\"", "refresh_token=<<ghr_{A62:70}{seal}>>&expires_in=1", "refreshToken: <<ghr_{A62:36}>>"],
        misses: &[("ghr_{A62:75}", "one character short of the documented length"), ("ghr_{A62:20}", "too short for either form")],
        ..GITHUB
    },
    Rule {
        id: "github-app-user-token",
        title: "GitHub app user access token",
        keywords: &["ghu_"],
        pattern: r"(?P<secret>ghu_[0-9A-Za-z]{36})",
        proof: Some(crc::GITHUB),
        severity: Severity::High,
        exposes: "acts as the user wherever both the user and the app have access",
        roll: APP_GRANTS,
        advice: "Revoke the authorisation of the app that it was issued to",
        hits: &["COPILOT_TOKEN=<<ghu_{A62:30}{seal}>>", "{{\"oauth_token\":\"<<ghu_{A62:30}{seal}>>\"}}"],
        misses: &[("ghu_{A62:37}", "one character too many"), ("ghu_{A62:30}", "too short")],
        ..GITHUB
    },
    Rule {
        id: "github-clone-url-token",
        title: "GitHub token in a clone URL",
        keywords: &["@github.com/"],
        pattern: r"https?://(?:[0-9A-Za-z._-]{1,60}:)?(?P<secret>[0-9A-Za-z_]{30,255})(?::(?:x-oauth-basic)?)?@github\.com/",
        entropy: Some(Alphabet::Hex),
        before: Edge::Open,
        rank: -2,
        severity: Severity::Critical,
        exposes: "pulls from, and mostly pushes to, whatever its owner may",
        advice: "Revoke the token, then set the remote to a URL without one",
        reference: "https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation",
        hits: &[
            "git remote add origin https://deploy:<<{hex:40}>>@github.com/acme/site.git",
            "    url = https://<<{hex:40}>>:x-oauth-basic@github.com/acme/site.git",
            "pip install git+https://<<{A62:40}>>@github.com/acme/lib.git@v1",
        ],
        misses: &[
            ("https://${{GITHUB_PERSONAL_ACCESS_TOKEN_OF_CI}}@github.com/acme/site.git", "a reference to a variable"),
            ("https://octocat:hunter2@github.com/acme/site.git", "a password, which GitHub no longer takes"),
            ("https://user:YOUR_GITHUB_PERSONAL_ACCESS_TOKEN@github.com/acme/site.git", "a placeholder"),
        ],
        ..GITHUB
    },
    Rule {
        id: "github-fine-grained-personal-access-token",
        title: "GitHub fine-grained personal access token",
        keywords: &["github_pat_"],
        pattern: r"(?P<secret>github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59})",
        severity: Severity::Critical,
        exposes: "does what its permissions say in the repositories its owner chose",
        roll: "https://github.com/settings/personal-access-tokens",
        advice: "Delete it in the list of fine-grained tokens; regenerating keeps the name and makes a new value",
        reference: "https://docs.github.com/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
        hits: &["GH_TOKEN=<<github_pat_{A62:22}_{A62:59}>>", "headers = {{\"Authorization\": \"Bearer <<github_pat_{A62:22}_{A62:59}>>\"}}"],
        misses: &[
            ("github_pat_{A62:22}_{A62:58}", "one character short"),
            ("github_pat_{A62:82}", "no underscore between its parts"),
            ("GITHUB_PAT_{A62:22}_{A62:59}", "the prefix is lower case"),
        ],
        ..GITHUB
    },
    Rule {
        id: "github-legacy-token",
        title: "GitHub token from before April 2021, or OAuth client secret",
        keywords: &[
            "github_token", "githubtoken", "github-token", "github.token", "github_api", "githubapi", "github_access", "githubaccess", "github_oauth",
            "githuboauth", "github_auth", "githubauth", "github_personal", "github_pat", "github_secret", "githubsecret", "github_client", "githubclient",
            "gh_token",
        ],
        case: Case::Any,
        pattern: r#"(?i:git[_.-]?hub|\bgh)(?i:[_.-]?(?:api|access|oauth|auth|personal|client|app|bot|ci)){0,3}[_.-]?(?i:token|secret|pat|key)["']?\s{0,3}[=:]{1,2}>?\s{0,3}["']?(?P<secret>[0-9a-f]{40})"#,
        entropy: Some(Alphabet::Hex),
        rank: -1,
        exposes: "acts as its owner with the scopes it was given, or signs in as the OAuth app",
        advice: "Delete it; tokens of this age have no expiry and mostly wide scopes",
        hits: &[
            "GITHUB_TOKEN=<<{hex:40}>>",
            "  github_api_token: \"<<{hex:40}>>\"",
            "const githubAccessToken = '<<{hex:40}>>';",
        ],
        misses: &[
            ("uses: actions/checkout@{hex:40} # github token", "a commit id"),
            ("github_commit = {hex:40}", "a commit id by its name"),
            ("GITHUB_TOKEN={hex:64}", "too long: a SHA-256"),
            ("GITHUB_TOKEN=0123456789abcdef0123456789abcdef01234567", "typed in, not random"),
        ],
        ..GITHUB
    },
    Rule {
        id: "github-oauth-access-token",
        title: "GitHub OAuth access token",
        keywords: &["gho_"],
        pattern: r"(?P<secret>gho_[0-9A-Za-z]{36})",
        proof: Some(crc::GITHUB),
        severity: Severity::Critical,
        exposes: "acts as the user with the scopes granted to an OAuth app; the gh command logs in with one",
        roll: "https://github.com/settings/applications",
        advice: "Revoke the OAuth app's access (gh: log out and in again)",
        hits: &["    oauth_token: <<gho_{A62:30}{seal}>>", "curl -H 'Authorization: token <<gho_{A62:30}{seal}>>' https://api.github.com/user"],
        misses: &[("gho_{A62:34}", "too short"), ("gho_your_token_goes_here_000000000000000", "a placeholder")],
        ..GITHUB
    },
    Rule {
        id: "github-oauth-client-secret",
        title: "GitHub OAuth client secret",
        keywords: &["github_client", "githubclient", "github_oauth", "github_secret", "gh_client", "gh_oauth", "client_secret", "clientsecret", "client-secret"],
        case: Case::Any,
        pattern: r#"(?i:(?:github|gh)[a-z0-9_.-]{0,24}secret|client[_-]?secret)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{40})"#,
        near: Some(Near { words: &["github", "gh_client", "gh_oauth"], above: 3 }),
        entropy: Some(Alphabet::Hex),
        pair: Some(Pair { with: &["github-app-client-id"], lines: 4, severity: Severity::High }),
        exposes: "poses as the app towards GitHub's sign-in, and checks or revokes the tokens of its users",
        roll: "https://github.com/settings/developers",
        advice: "Generate a new client secret in the app's settings, deploy it, then delete this one",
        reference: "https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/best-practices-for-creating-an-oauth-app",
        hits: &["GITHUB_CLIENT_SECRET=<<{hex:40}>>", "github:\n  client_id: Ov23{A62:16}\n  client_secret: <<{hex:40}>>"],
        misses: &[("client_secret={hex:40}", "nothing says GitHub"), ("GITHUB_SHA={hex:40}", "a commit"), ("GITHUB_CLIENT_SECRET={hex:32}", "another width")],
        ..GITHUB
    },
    Rule {
        id: "github-personal-access-token",
        title: "GitHub personal access token (classic)",
        keywords: &["ghp_"],
        pattern: r"(?P<secret>ghp_[0-9A-Za-z]{36})",
        proof: Some(crc::GITHUB),
        severity: Severity::Critical,
        exposes: "reads and writes every repository of its owner, as far as its scopes go",
        advice: "Delete it, and replace it with a fine-grained token that expires",
        hits: &["export GITHUB_TOKEN=<<ghp_{A62:30}{seal}>>", "//npm.pkg.github.com/:_authToken=<<ghp_{A62:30}{seal}>>", "\\n<<ghp_{A62:30}{seal}>>\\n"],
        misses: &[
            ("ghp_{A62:35}", "one character short"),
            ("ghp_{A62:40}", "four characters too many"),
            ("ghp_0000000000000000000000000000000000Abcd", "a placeholder"),
        ],
        ..GITHUB
    },
];

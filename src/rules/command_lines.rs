//! Passwords on command lines: in scripts, and in the histories that shells keep.

use super::judge;
use super::rule::*;

const COMMAND: Rule = Rule {
    provider: "Command line",
    before: Edge::Open,
    after: Edge::Open,
    class: Class::Generic,
    rank: -1,
    reach: 640,
    judge: Some(judge::password),
    roll: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    reference: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ..Rule::BASE
};

/// A user and a password as `user:password`: judged like those of a URL.
fn of_user(seen: &Sighting<'_>) -> Verdict {
    let read = &seen.text[seen.matched.start..seen.secret.start];
    let user = read.strip_suffix(b":").unwrap_or(read).rsplit(|byte| matches!(byte, b' ' | b'"' | b'\'' | b'=' | b'\\')).next().unwrap_or_default();
    if user.eq_ignore_ascii_case(&seen.text[seen.secret.clone()]) || user.starts_with(b"your") {
        return Verdict::Silent;
    }
    judge::password(seen)
}

/// Rules for command lines.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "curl-user-password",
        provider: "curl",
        title: "user and password on curl's command line",
        keywords: &["curl -", "curl.exe -", "curl \\"],
        pattern: r#"curl(?:\.exe)?[ \t\\](?:[^\n|;&]{0,300}?[ \t])?(?:-[a-zA-Z]{0,6}u|--user|--proxy-user)[ =]{0,2}\\?["']?[^\s:"'$<>{}\[\]%\\]{1,80}:(?P<secret>[^\s"'$<>{}\[\]%\\`]{4,200})"#,
        judge: Some(of_user),
        exposes: "logs in at the address on the same line as that user",
        advice: "Change the password and hand it over by --netrc or the environment",
        reference: "https://curl.se/docs/manpage.html#-u",
        roll: "https://curl.se/docs/manpage.html#-u",
        hits: &["curl -u alice:<<{A62:14}>> https://nexus.acme.net/repository/raw/", "{in:.bash_history}curl -s -X POST --user 'ci:<<{A62:16}>>' https://10.0.0.4/api\n"],
        misses: &[("curl -u username:password https://api.acme.net", "documentation"), ("curl -u \"$USER:$TOKEN\" https://api.acme.net", "a reference"), ("curl -u admin:admin http://localhost:3000", "a default"), ("curl -fsSL https://get.acme.net:8443/install.sh", "a port")],
        ..COMMAND
    },
    Rule {
        id: "mysql-command-password",
        provider: "MySQL",
        title: "password on the command line of a MySQL program",
        keywords: &["mysql -", "mysqldump -", "mysqladmin -", "mysqlimport -", "mariadb -", "mariadb-dump -", "mariadb-admin -"],
        pattern: r#"(?:mysql|mariadb)(?:dump|admin|import|-dump|-admin)?[ \t](?:[^\n|;&<>]{0,200}?[ \t])?(?:-p|--password=)\\?["']?(?P<secret>[^\s"'$\-`\\;|&<>(){}][^\s"'$`\\;|&<>(){}]{2,120})"#,
        exposes: "logs in to the database with the rights of that account",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        advice: "Change the account's password and keep the next one in an option file",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
        hits: &["mysqldump -h db1 -u shop -p<<{A62:14}>> shop > shop.out", "{in:.bash_history}mysql -u root --password='<<{A62:16}>>' -e 'show databases'\n"],
        misses: &[("mysql -u root -p shop < schema", "asks for it"), ("mysql -u root -p$DB_PASSWORD shop", "a reference"), ("mysql -u root -ppassword", "documentation"), ("mysql -u root --protocol=tcp", "another option")],
        ..COMMAND
    },
    Rule {
        id: "registry-login-password",
        title: "password on the command line of a login",
        keywords: &["docker login", "podman login", "buildah login", "registry login", "az login", "oc login", "cf login", "skopeo login", "argocd login"],
        pattern: r#"(?:docker|podman|buildah|registry|az|oc|cf|skopeo|argocd) login(?:[ \t][^\n|;&]{0,240}?)?[ \t](?:-p|--password)[ =]{0,2}\\?["']?(?P<secret>[^\s"'$`\\;|&<>(){}\-][^\s"'$`\\;|&<>(){}]{3,400})"#,
        exposes: "logs in at that registry or cloud as that user",
        advice: "Change the password and use --password-stdin",
        roll: "https://docs.docker.com/reference/cli/docker/login/",
        reference: "https://docs.docker.com/reference/cli/docker/login/",
        hits: &["docker login -u ci -p <<{A62:16}>> registry.acme.net", "az login --service-principal -u app --password '<<{A62:30}>>' --tenant acme"],
        misses: &[("echo $PASSWORD | docker login -u ci --password-stdin registry.acme.net", "from standard input"), ("docker login -u $USER -p $PASSWORD", "a reference"), ("docker login -u <user> -p <password>", "documentation")],
        ..COMMAND
    },
    Rule {
        id: "shell-history-password",
        title: "password option in a shell's history",
        files: &[
            ".bash_history", ".zsh_history", ".zhistory", ".sh_history", ".history", ".ash_history", ".ksh_history", "fish_history", ".histfile", "bash_history", "zsh_history", "consolehost_history.txt",
            "*.bash_history", "*.zsh_history", ".node_repl_history", ".python_history", ".psql_history", ".mysql_history", ".rediscli_history", ".irb_history",
        ],
        pattern: r#"(?im)(?:[ \t]--?(?:[a-z]{1,20}-)?(?:password|passwd|passphrase|secret|token|api-?key|access-?key|client-secret|pass|pwd)[ =]|^(?:auth|config set requirepass)[ \t]|(?:requirepass|convertto-securestring(?: -string)?|net user [^\s]{1,60}|chpasswd <<< ?[^\s:]{1,60}:)[ \t]{0,2})[ \t]{0,2}\\?["']?(?P<secret>[^\s"'$`\\;|&<>(){}\-][^\s"'$`\\;|&<>(){}]{3,400})"#,
        exposes: "what the command could do with it, which the line tells",
        advice: "Change it where the command used it, and keep histories out of git",
        roll: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
        hits: &["{in:.bash_history}cd app\n./deploy --host web1 --password <<{A62:14}>>\n", "{in:home/.zsh_history}: 1700000000:0;vaultctl login --token=<<{A62:26}>>\n", "{in:.rediscli_history}auth <<{A62:20}>>\n"],
        misses: &[("{in:.bash_history}./deploy --host web1 --password \"$PASSWORD\"\n", "a reference"), ("{in:.bash_history}./deploy --password-file /run/pw --verbose\n", "kept elsewhere"), ("{in:.bash_history}git push --token-auth --dry-run\n", "a switch")],
        ..COMMAND
    },
];

//! Configuration files with credentials: .netrc, .htpasswd, .pgpass, .my.cnf.

use super::judge;
use super::rule::*;
use crate::proof::htpasswd::PASSWORD_HASH;

const FILE: Rule = Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -2, ..Rule::BASE };

/// Rules for credential files.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "htpasswd-hash",
        provider: "Apache httpd",
        title: "user with a password hash",
        keywords: &["$apr1$", ":$2y$", ":$2a$", ":$2b$", ":{SHA}", ":{SSHA}", ":$6$", ":$5$", ":$y$", ":$argon2"],
        pattern: r"(?m)^\s{0,8}[A-Za-z0-9_.@-]{1,64}:(?P<secret>\$apr1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}|\$2[aby]\$[0-3][0-9]\$[./0-9A-Za-z]{53}|\{SHA\}[A-Za-z0-9+/]{27}=|\{SSHA\}[A-Za-z0-9+/]{32,64}={0,2}|\$6\$(?:rounds=[0-9]{4,9}\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{86}|\$5\$(?:rounds=[0-9]{4,9}\$)?[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{43}|\$y\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}|\$argon2id?\$v=19\$[a-z0-9,=]{8,40}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{16,90})",
        proof: Some(PASSWORD_HASH),
        after: Edge::Base64,
        severity: Severity::Medium,
        exposes: "lets the password be guessed offline",
        roll: "https://httpd.apache.org/docs/current/programs/htpasswd.html",
        advice: "Give these users new passwords and make the file where it is served from",
        reference: "https://httpd.apache.org/docs/current/misc/password_encryptions.html",
        hits: &["admin:<<$apr1${A62:8}${A62:22}>>", "deploy:<<$2y$10${A62:53}>>\n", "root:<<$6${A62:16}${A62:86}>>:19700:0:99999:7:::", "ops:<<{{SHA}}{A64:27}=>>"],
        misses: &[("admin:$apr1${A62:8}${A62:20}", "two characters short"), ("root:!:19700:0:99999:7:::", "a locked account"), ("admin:$2y$10$...", "documentation")],
        ..FILE
    },
    Rule {
        id: "my-cnf-password",
        provider: "MySQL",
        title: "password in a MySQL option file",
        keywords: &["[client]", "[mysql]", "[mysqldump]", "[mysqladmin]", "[clientroot]"],
        pattern: r#"(?m)^\[(?:client|mysql|mysqldump|mysqladmin|clientroot)\][^\[]{0,400}?^\s{0,4}password\s{0,4}=\s{0,4}["']?(?P<secret>[^\s"']{1,100})"#,
        reach: 768,
        judge: Some(judge::password),
        severity: Severity::High,
        exposes: "logs in to the MySQL server with the rights of that account",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        advice: "Change the account's password and keep the option file in the home directory",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/option-files.html",
        hits: &["[client]\nuser=backup\npassword=<<{A62:16}>>\n", "[mysqldump]\nuser = dump\nhost = db1\npassword = \"<<{char:20}>>\"\n"],
        misses: &[("[client]\nuser=root\npassword=your_password\n", "a placeholder"), ("[client]\nsocket=/run/mysqld.sock\n[mysqld]\nport=3306\n", "no password")],
        ..FILE
    },
    Rule {
        id: "mysql-command-password",
        provider: "MySQL",
        title: "password in a mysql command",
        keywords: &["mysql ", "mysqldump ", "mysqladmin ", "mysqlimport ", "mariadb "],
        pattern: r#"\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb)\s[^\n]{0,160}?\s["']?-p["']?(?P<secret>[^\s"'$<;|&-][^\s"'$<;|&]{7,100})"#,
        judge: Some(judge::on_command_line),
        rank: -4,
        severity: Severity::High,
        exposes: "logs in to the MySQL server with the rights of that account",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        advice: "Change the account's password; mysql_config_editor keeps it out of commands",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
        hits: &["mysql -h db1 -u root -p<<Xk{A62:14}7>> shop < dump.sql", "mysqldump -u backup -p'<<q{A62:18}9B>>' --all-databases"],
        misses: &[("mysql -u root -p shop", "it asks for one"), ("mysql -u root -p$MYSQL_PASSWORD shop", "a reference"), ("mysql -u root -password", "another option")],
        ..FILE
    },
    Rule {
        id: "netrc-password",
        provider: "netrc",
        title: "password in a netrc file",
        keywords: &["machine "],
        pattern: r#"machine\s{1,4}[A-Za-z0-9.-]{3,120}\s{1,12}login\s{1,4}[^\s]{1,100}\s{1,12}password\s{1,4}["']?(?P<secret>[^\s"']{1,255})"#,
        reach: 512,
        judge: Some(judge::password),
        severity: Severity::High,
        exposes: "logs in at that host as that user",
        roll: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        advice: "Change the password (or revoke the token) at the host that the line names",
        reference: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        hits: &["machine git.acme.net login ci password <<{A62:20}>>", "machine api.acme.net\n  login deploy\n  password <<{char:24}>>\n"],
        misses: &[("machine api.heroku.com login me@acme.net password $HEROKU_API_KEY", "a reference"), ("the machine learns to login with a password of its own", "prose")],
        ..FILE
    },
    Rule {
        id: "pgpass-password",
        provider: "PostgreSQL",
        title: "password in a .pgpass file",
        keywords: &[":5432:", ":6432:", ":5433:"],
        pattern: r"(?m)^(?:[A-Za-z0-9.-]{3,200}|\*):(?:5432|6432|5433):[A-Za-z0-9_*-]{1,63}:[A-Za-z0-9_.@-]{1,63}:(?P<secret>[^\s:]{1,100})\r?$",
        judge: Some(judge::password),
        severity: Severity::High,
        exposes: "logs in to the database with the rights of that role",
        roll: "https://www.postgresql.org/docs/current/sql-alterrole.html",
        advice: "Change the role's password; the file belongs in a home directory with mode 0600",
        reference: "https://www.postgresql.org/docs/current/libpq-pgpass.html",
        hits: &["db.acme.net:5432:shop:shop_rw:<<{A62:18}>>", "*:5432:*:backup:<<{char:20}>>\n"],
        misses: &[("hostname:5432:database:username:password", "documentation"), ("ports:\n  - 127.0.0.1:5432:5432\n", "published ports")],
        ..FILE
    },
];

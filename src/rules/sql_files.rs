//! Passwords in SQL: accounts that statements make, dumps with the users' hashes, and MySQL's login file.

use super::judge;
use super::rule::*;

const SQL: Rule =
    Rule { provider: "SQL", before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, judge: Some(judge::password), ..Rule::BASE };

/// A password of an account, and not its hash.
fn plain(seen: &Sighting<'_>) -> Verdict {
    let value = &seen.text[seen.secret.clone()];
    let hex = |bytes: &[u8], length: usize| bytes.len() == length && bytes.iter().all(u8::is_ascii_hexdigit);
    let is_hash = value.starts_with(b"SCRAM-SHA-256$")
        || value.starts_with(b"$A$")
        || value.strip_prefix(b"*").is_some_and(|rest| hex(rest, 40))
        || value.strip_prefix(b"md5").is_some_and(|rest| hex(rest, 32));
    if is_hash { Verdict::Silent } else { judge::of_user(value, account(&seen.text[seen.matched.start..seen.secret.start])) }
}

/// The account that a statement names behind USER, ROLE, LOGIN or TO.
fn account(statement: &[u8]) -> &[u8] {
    let mut words = statement.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let kinds = ["user", "role", "login", "to"];
    if !words.any(|word| kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind.as_bytes()))) {
        return b"";
    }
    let quote = |byte: &u8| matches!(byte, b'\'' | b'"' | b'`' | b'[' | b']' | b'@' | b'\\');
    words.next().and_then(|name| name.split(quote).find(|piece| !piece.is_empty())).unwrap_or_default()
}

/// Rules for SQL.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "mysql-login-file",
        provider: "MySQL",
        title: "MySQL login file",
        files: &[".mylogin.cnf", "mylogin.cnf"],
        pattern: r"\A(?P<secret>(?s-u)\x00{4}[\x00-\x1F]{20}.{4,512})",
        reach: 4_608,
        class: Class::Vendor,
        judge: None,
        exposes: "logs in to the servers in it: the key of its encryption stands in the file itself",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        advice: "Change the passwords of the accounts in it (mysql_config_editor print --all lists them)",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/mysql-config-editor.html",
        hits: &["{in:.mylogin.cnf}<<{bytes:00000000}{bytes:0a1b0c1d0e1f010203040506070809101112131410000000}{A62:60}>>", "{in:home/.mylogin.cnf}<<{bytes:00000000}{bytes:0102030405060708090a0b0c0d0e0f1011121314}{bytes:20000000}{A62:64}>>"],
        misses: &[("{in:.mylogin.cnf}[client]\nuser = web\n", "text"), ("{in:.mylogin.cnf}{bytes:00000000}", "cut short")],
        ..SQL
    },
    Rule {
        id: "postgresql-scram-secret",
        provider: "PostgreSQL",
        title: "SCRAM secret of a PostgreSQL role",
        keywords: &["SCRAM-SHA-256$"],
        pattern: r"(?P<secret>SCRAM-SHA-256\$[0-9]{3,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=)",
        judge: None,
        severity: Severity::Medium,
        exposes: "lets the role's password be guessed offline, and a server pose as the real one",
        roll: "https://www.postgresql.org/docs/current/sql-alterrole.html",
        advice: "Give the role a new password; dump with pg_dumpall --no-role-passwords",
        reference: "https://www.postgresql.org/docs/current/catalog-pg-authid.html",
        hits: &["ALTER ROLE shop WITH LOGIN PASSWORD '<<SCRAM-SHA-256$4096:{A64:22}==${A64:43}=:{A64:43}=>>';", "shop \"<<SCRAM-SHA-256$4096:{A64:22}==${A64:43}=:{A64:43}=>>\""],
        misses: &[("password_encryption = SCRAM-SHA-256$", "a setting"), ("SCRAM-SHA-256$4096:{A64:22}==${A64:20}=", "cut short")],
        ..SQL
    },
    Rule {
        id: "sql-account-password",
        title: "password of an account that a statement makes",
        keywords: &["identified by", "identified with", "identified\\040by"],
        case: Case::Any,
        reach: 640,
        pattern: r#"(?i)(?:(?:create|alter)(?: |\\040){1,4}user|grant|set(?: |\\040){1,4}password)(?: |\\040)[^;]{1,400}?identified(?: |\\040){1,4}(?:with(?: |\\040){1,4}[^\s'"]{1,40}(?: |\\040){1,4})?by(?: |\\040){1,4}\\?['"](?P<secret>[^'"\\\n]{1,128})\\?['"]"#,
        judge: Some(plain),
        exposes: "logs in to the database with the rights of that account",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/alter-user.html",
        advice: "Change the account's password with ALTER USER and hand it to the statement from outside",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/create-user.html",
        hits: &["CREATE USER 'shop'@'%' IDENTIFIED BY '<<{A62:16}>>';", "{in:.mysql_history}GRANT\\040ALL\\040ON\\040*.*\\040TO\\040app\\040IDENTIFIED\\040BY\\040'<<{A62:14}>>';\n", "ALTER USER root@localhost IDENTIFIED WITH mysql_native_password BY '<<{char:18}>>';"],
        misses: &[("CREATE USER 'shop'@'%' IDENTIFIED BY 'password';", "documentation"), ("GRANT USAGE ON *.* TO a IDENTIFIED BY '*{HEX:40}'", "a hash"), ("f\"CREATE USER {{name}} IDENTIFIED BY '{{password}}'\"", "a template"), ("CREATE USER a IDENTIFIED BY '$PASSWORD'", "a reference"), ("the columns identified by \"colUsed\" are read", "prose")],
        ..SQL
    },
    Rule {
        id: "sql-dump-password-hash",
        title: "password hash in a dump of users",
        files: &["*.sql", "*.dump", "*.pgsql", "*.mysql", "*.psql"],
        pattern: r"(?i-u)(?:insert\s{1,4}into|copy)\s{1,4}[^\s(]{0,80}(?:user|account|member|admin|customer|login|employee)[^\s(]{0,40}[\s(](?s-u:.{0,3000}?)(?P<secret>(?-i:\$2[abxy]\$[0-3][0-9]\$[./0-9A-Za-z]{53}|\$[PH]\$[./0-9A-Za-z]{31}|\$S\$[./0-9A-Za-z]{52}|\$wp\$2y\$[0-3][0-9]\$[./0-9A-Za-z]{53}|\$argon2id?\$v=19\$[a-z0-9,=]{8,40}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{16,90}|pbkdf2_sha256\$[0-9]{3,7}\$[A-Za-z0-9]{8,64}\$[A-Za-z0-9+/]{43}=|\$[156]\$[./0-9A-Za-z]{1,16}\$[./0-9A-Za-z]{22,86}))",
        reach: 4_096,
        judge: None,
        severity: Severity::Medium,
        exposes: "lets the users' passwords be guessed offline; the dump holds their names and addresses too",
        roll: "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
        advice: "Have these users choose new passwords, tell them if they are real, and dump without the users' table",
        reference: "https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html",
        hits: &["{in:dump.sql}INSERT INTO `wp_users` (`ID`, `user_login`, `user_pass`) VALUES (1, 'admin', '<<$P$B{A62:30}>>');\n", "{in:backup/shop.sql}COPY public.accounts (id, email, hash) FROM stdin;\n1\tanna@acme.net\t<<$2b$12${A62:53}>>\n"],
        misses: &[("{in:schema.sql}INSERT INTO roles (id, name) VALUES (1, '$2b$12${A62:53}');\n", "no table of users"), ("{in:dump.sql}INSERT INTO users (id, hash) VALUES (1, '!');\n", "no hash")],
        ..SQL
    },
    Rule {
        id: "sql-role-password",
        title: "password of a role that a statement makes",
        keywords: &["create role", "alter role", "create user", "alter user", "create login", "alter login"],
        case: Case::Any,
        pattern: r#"(?i)(?:create|alter)\s{1,4}(?:role|user|login)\s[^;\n]{1,240}?\bpassword\s{0,4}=?\s{0,4}N?\\?'(?P<secret>[^'"\n\\]{1,128})\\?'"#,
        reach: 512,
        judge: Some(plain),
        exposes: "logs in to the database with the rights of that role",
        roll: "https://www.postgresql.org/docs/current/sql-alterrole.html",
        advice: "Change the role's password and hand it to the statement from outside",
        reference: "https://www.postgresql.org/docs/current/sql-createrole.html",
        hits: &["CREATE USER shop WITH ENCRYPTED PASSWORD '<<{A62:16}>>';", "psql -c \"ALTER ROLE api PASSWORD '<<{char:20}>>'\"", "CREATE LOGIN [app] WITH PASSWORD = N'<<{A62:18}>>', CHECK_POLICY = OFF"],
        misses: &[("CREATE USER shop WITH PASSWORD 'changeme';", "a placeholder"), ("CREATE USER weblog WITH PASSWORD 'weblog';", "the user's own name"), ("CREATE ROLE shop PASSWORD 'md5{hex:32}';", "a hash"), ("CREATE USER ${{DB_USER}} PASSWORD '${{DB_PASSWORD}}'", "a reference"), ("CREATE ROLE readers NOLOGIN;", "no password")],
        ..SQL
    },
];

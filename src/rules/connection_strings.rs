//! Connection strings: passwords of databases, queues, directories, mail, file transfer and git in URLs and in `name=value` pairs.

use super::judge;
use super::rule::*;

/// `scheme://user:secret@host`, the password up to the last `@` before the path; `+driver` may follow the scheme.
macro_rules! url {
    ($scheme:literal) => {
        concat!(
            "(?i:",
            $scheme,
            r#")(?:\+[A-Za-z0-9_]{1,20})?://[^\s:/?#@"'`<>\\]{0,80}:(?P<secret>[^\s"'`<>/\\]{1,200})@[A-Za-z0-9\[$%{(_.]"#
        )
    };
}

const URL: Rule = Rule {
    case: Case::Any,
    reach: 512,
    before: Edge::Open,
    after: Edge::Open,
    class: Class::Generic,
    rank: -2,
    judge: Some(judge::url),
    ..Rule::BASE
};

const PAIRS: Rule = Rule { judge: Some(judge::pairs), ..URL };

/// Rules for connection strings.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ado-connection-string",
        provider: "SQL Server",
        title: "database connection string with a password",
        keywords: &[";password=", ";pwd=", "; password=", "; pwd=", ";password =", ";pwd ="],
        pattern: r#"(?i)(?:server|data source|address|addr|host|hostname|dsn|driver)\s{0,2}=[^"'`\r\n<>]{1,300};\s{0,2}(?:password|pwd)\s{0,2}=\s{0,2}(?P<secret>[^\s;"'`<>&]{1,128})"#,
        severity: Severity::Critical,
        exposes: "logs in to the database with the rights of that login",
        roll: "https://learn.microsoft.com/sql/t-sql/statements/alter-login-transact-sql",
        logs: "https://learn.microsoft.com/sql/relational-databases/security/auditing/sql-server-audit-database-engine",
        advice: "Change the login's password with ALTER LOGIN, then look at which addresses have used it",
        reference: "https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax",
        hits: &[
            "<add name=\"Main\" connectionString=\"Server=tcp:sql01.acme.net,1433;Initial Catalog=shop;User Id=shop;Password=<<{A62:18}>>;Encrypt=True\" />",
            "\"Default\": \"Data Source=10.4.0.12;Initial Catalog=hr;UID=hr_app;PWD=<<{char:16}>>;\"",
            "conn = \"Host=pg.acme.net;Port=5432;Username=api;Password=<<{A62:20}>>\"",
        ],
        misses: &[
            ("Server=sql01.acme.net;Database=shop;Integrated Security=true;", "no password: the machine's own account is used"),
            ("Server=sql01.acme.net;Database=shop;User Id=shop;Password=${{SHOP_PASSWORD}};", "a reference"),
            ("Server=myserver;Database=mydb;User Id=myuser;Password=mypassword;", "documentation"),
            ("Server=localhost;Database=shop;User Id=sa;Password=letmein;", "a weak password on this machine"),
        ],
        ..PAIRS
    },
    Rule {
        id: "amqp-connection-url",
        provider: "RabbitMQ",
        title: "message broker URL with a password",
        keywords: &["amqp://", "amqps://", "mqtt://", "mqtts://", "stomp://", "nats://"],
        pattern: url!("amqps?|mqtts?|stomp|nats"),
        severity: Severity::High,
        exposes: "reads and publishes messages in the queues that the user may reach",
        roll: "https://www.rabbitmq.com/docs/access-control",
        advice: "Change the broker user's password and close its open connections",
        reference: "https://www.rabbitmq.com/docs/uri-spec",
        hits: &["CELERY_BROKER_URL=amqp://worker:<<{A62:20}>>@mq.acme.net:5672/prod", "url: \"amqps://app:<<{A62:24}>>@b-1.mq.eu-west-1.amazonaws.com:5671\""],
        misses: &[("amqp://guest:guest@localhost:5672/", "the default of every installation"), ("amqp://user:pass@host:5672/vhost", "documentation")],
        ..URL
    },
    Rule {
        id: "directory-connection-url",
        provider: "LDAP",
        title: "directory URL with a password",
        keywords: &["ldap://", "ldaps://"],
        pattern: url!("ldaps?"),
        severity: Severity::High,
        exposes: "binds to the directory and reads its people and groups",
        roll: "https://www.rfc-editor.org/rfc/rfc3062",
        advice: "Change the bind account's password in the directory",
        reference: "https://www.rfc-editor.org/rfc/rfc4516",
        hits: &["LDAP_URL=ldaps://svc-bind:<<{A62:18}>>@dc1.acme.net:636/dc=acme,dc=net", "url: ldap://reader:<<{A62:22}>>@10.0.3.2"],
        misses: &[("ldap://dc1.acme.net:389/dc=acme,dc=net", "no password"), ("ldap://admin:${{LDAP_PASSWORD}}@dc1.acme.net", "a reference")],
        ..URL
    },
    Rule {
        id: "file-transfer-url",
        provider: "FTP",
        title: "file transfer URL with a password",
        keywords: &["ftp://", "ftps://", "ssh://", "smb://", "webdav://", "svn://"],
        pattern: url!("s?ftps?|ssh|smb|cifs|webdavs?|svn(?:\\+ssh)?"),
        severity: Severity::High,
        exposes: "reads and replaces files on the server",
        roll: "https://www.rfc-editor.org/rfc/rfc1738",
        advice: "Change the account's password on the server and compare its files with a known copy",
        reference: "https://www.rfc-editor.org/rfc/rfc1738",
        hits: &["lftp -e mirror ftp://deploy:<<{A62:16}>>@files.acme.net/www", "backup_target = \"sftp://backup:<<{A62:20}>>@vault.acme.net/daily\""],
        misses: &[("ftp://ftp.acme.net/pub/file.tar.gz", "no password"), ("ftp://anonymous:guest@ftp.example.com/", "a reserved name")],
        ..URL
    },
    Rule {
        id: "git-credentials-url",
        provider: "Git",
        title: "web or git URL with a password",
        keywords: &[
            "@github.com", "@gitlab.com", "@bitbucket.org", "@codeberg.org", "@dev.azure.com", "@gitea.", "@gitlab.", "@git.", "@bitbucket.", "x-access-token:", "oauth2:",
            "gitlab-ci-token:", "x-token-auth:", "@pypi.", "@nexus.", "@artifactory.", "@registry.", "@npm.", "@proxy.", "@api.", "@jenkins.", "@elastic", "@kibana.",
            ".elastic-cloud.com", ".es.io", ".found.io", ".jfrog.io/", "@packages.",
        ],
        pattern: url!("https?|git"),
        severity: Severity::Critical,
        exposes: "logs in as that user: reads and pushes whatever the account may",
        roll: "https://docs.github.com/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
        advice: "Revoke the token or change the password at that host, then clone with a credential manager",
        reference: "https://git-scm.com/docs/git-credential-store",
        hits: &[
            "https://ci-bot:<<{A62:20}>>@github.com",
            "git clone https://oauth2:<<{A62:20}>>@gitlab.acme.net/team/shop.git",
            "--index-url https://build:<<{char:18}>>@nexus.acme.net/repository/pypi/simple",
        ],
        misses: &[
            ("https://x-access-token:${{GITHUB_TOKEN}}@github.com/acme/shop.git", "a reference"),
            ("https://x-access-token:${{{{ secrets.TOKEN }}}}@github.com/acme/shop.git", "a reference in a workflow"),
            ("git@github.com:acme/shop.git", "no password"),
            ("https://user:password@gitlab.com/acme/shop.git", "documentation"),
            ("https://<user>:<token>@github.com/acme/shop.git", "documentation"),
        ],
        ..URL
    },
    Rule {
        id: "jdbc-connection-string",
        provider: "JDBC",
        title: "JDBC connection string with a password",
        keywords: &["jdbc:"],
        pattern: r#"(?i)jdbc:(?:[a-z0-9]{2,20}:){1,3}[^\s"'`<>]{0,300}[?&;](?:password|pwd)=(?P<secret>[^\s"'`<>&;]{1,128})"#,
        rank: -1,
        severity: Severity::Critical,
        exposes: "logs in to the database with the rights of that user",
        roll: "https://docs.oracle.com/javase/tutorial/jdbc/basics/connecting.html",
        advice: "Change the database user's password and pass it to the driver as a property from the environment",
        reference: "https://docs.oracle.com/javase/tutorial/jdbc/basics/connecting.html",
        hits: &[
            "spring.datasource.url=jdbc:mysql://db1.acme.net:3306/shop?user=shop&password=<<{A62:18}>>&useSSL=true",
            "url: \"jdbc:sqlserver://sql01.acme.net:1433;databaseName=hr;user=hr;password=<<{A62:20}>>;\"",
        ],
        misses: &[
            ("jdbc:mysql://db1.acme.net:3306/shop?user=shop&password=${{DB_PASSWORD}}", "a reference"),
            ("jdbc:postgresql://db1.acme.net/shop", "no password"),
        ],
        ..PAIRS
    },
    Rule {
        id: "libpq-connection-string",
        provider: "PostgreSQL",
        title: "PostgreSQL connection words with a password",
        keywords: &["host="],
        pattern: r#"(?i)\bhost=[^\s"'`;]{1,200}(?:\s[a-z_]{2,24}=[^\s"'`;]{1,100}){0,8}\spassword=(?P<secret>[^\s"'`;]{1,128})"#,
        severity: Severity::Critical,
        exposes: "logs in to the database with the rights of that role",
        roll: "https://www.postgresql.org/docs/current/sql-alterrole.html",
        advice: "Give the role a new password and take it from PGPASSFILE or the environment",
        reference: "https://www.postgresql.org/docs/current/libpq-connect.html",
        hits: &["dsn = \"host=pg.acme.net port=5432 user=api dbname=shop password=<<{A62:20}>> sslmode=require\"", "psql 'host=10.1.0.9 user=etl password=<<{char:16}>>'"],
        misses: &[
            ("host=localhost port=5432 user=postgres password=postgres dbname=test", "the default on this machine"),
            ("host=%s port=%d user=%s password=%s dbname=%s", "a format"),
        ],
        ..PAIRS
    },
    Rule {
        id: "mail-connection-url",
        provider: "SMTP",
        title: "mail server URL with a password",
        keywords: &["smtp://", "smtps://", "imap://", "imaps://", "pop3://", "pop3s://"],
        pattern: url!("smtps?|imaps?|pop3s?"),
        severity: Severity::High,
        exposes: "sends mail in that account's name, or reads its mailbox",
        roll: "https://www.rfc-editor.org/rfc/rfc4954",
        advice: "Change the mail account's password and look through what it has sent",
        reference: "https://www.rfc-editor.org/rfc/rfc5092",
        hits: &["MAILER_DSN=smtp://noreply:<<{A62:16}>>@mail.acme.net:587", "url: \"imaps://inbox:<<{A62:20}>>@mail.acme.net\""],
        misses: &[("smtp://user:pass@smtp.example.com:25", "a reserved name"), ("MAILER_DSN=smtp://localhost:1025", "no password")],
        ..URL
    },
    Rule {
        id: "mongodb-connection-url",
        provider: "MongoDB",
        title: "MongoDB URL with a password",
        keywords: &["mongodb://", "mongodb+srv://"],
        pattern: url!("mongodb(?:\\+srv)?"),
        severity: Severity::Critical,
        exposes: "reads and writes the databases that the user may reach",
        roll: "https://www.mongodb.com/docs/atlas/security-add-mongodb-users/",
        logs: "https://www.mongodb.com/docs/atlas/access-tracking/",
        advice: "Change the database user's password and read the cluster's access history",
        reference: "https://www.mongodb.com/docs/manual/reference/connection-string/",
        hits: &["MONGO_URI=mongodb+srv://api:<<{A62:16}>>@cluster0.k3v9x.mongodb.net/shop?retryWrites=true", "mongoose.connect('mongodb://root:<<{A62:20}>>@10.0.0.5:27017,10.0.0.6:27017/admin')"],
        misses: &[
            ("mongodb+srv://<username>:<password>@cluster0.k3v9x.mongodb.net/", "documentation"),
            ("mongodb://root:example@mongo:27017/", "the sample of the image's manual"),
            ("mongodb+srv://api:${{MONGO_PASSWORD}}@cluster0.k3v9x.mongodb.net/", "a reference"),
        ],
        ..URL
    },
    Rule {
        id: "mysql-connection-url",
        provider: "MySQL",
        title: "MySQL or MariaDB URL with a password",
        keywords: &["mysql://", "mysql2://", "mysql+", "mariadb://", "mariadb+", "tidb://"],
        pattern: url!("mysql2?x?|mariadb|tidb"),
        severity: Severity::Critical,
        exposes: "reads and writes the schemas that the user may reach",
        roll: "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        advice: "Set a new password for the account with ALTER USER and discard the old one",
        reference: "https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html",
        hits: &["DATABASE_URL=mysql://shop:<<{A62:16}>>@db1.acme.net:3306/shop", "engine = create_engine(\"mysql+pymysql://etl:<<{A62:24}>>@10.0.4.2/warehouse\")"],
        misses: &[
            ("mysql://root:root@127.0.0.1:3306/test", "the default on this machine"),
            ("mysql://shop@db1.acme.net/shop", "no password"),
            ("f\"mysql+pymysql://{{user}}:{{password}}@{{host}}/shop\"", "a template"),
        ],
        ..URL
    },
    Rule {
        id: "oracle-connection-string",
        provider: "Oracle",
        title: "Oracle connection string with a password",
        keywords: &["oracle:thin:", "oracle:oci:", "oracle://", "sqlplus "],
        pattern: r#"(?i)(?:jdbc:oracle:(?:thin|oci8?):|oracle(?:\+[a-z_]{1,20})?://|sqlplus (?:-[a-z] ){0,3})[a-z0-9_$#]{1,60}[/:](?P<secret>[^\s"'`<>/@]{1,128})@[a-z0-9/(\[]"#,
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "logs in to the database as that schema's owner",
        roll: "https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-USER.html",
        advice: "Change the user's password with ALTER USER and look at the unified audit trail",
        reference: "https://docs.oracle.com/en/database/oracle/oracle-database/19/jjdbc/data-sources-and-URLs.html",
        hits: &["db.url=jdbc:oracle:thin:hr/<<{A62:16}>>@//ora1.acme.net:1521/ORCLPDB", "create_engine('oracle+cx_oracle://etl:<<{A62:18}>>@ora1.acme.net:1521/ORCL')"],
        misses: &[("jdbc:oracle:thin:scott/tiger@localhost:1521:orcl", "the sample of every manual"), ("jdbc:oracle:thin:@//ora1.acme.net:1521/ORCLPDB", "no password")],
        ..URL
    },
    Rule {
        id: "postgresql-connection-url",
        provider: "PostgreSQL",
        title: "PostgreSQL URL with a password",
        keywords: &["postgres://", "postgresql://", "postgres+", "postgresql+", "postgis://", "cockroachdb://", "redshift://", "redshift+", "timescale://"],
        pattern: url!("postgres(?:ql)?|postgis|cockroachdb|redshift|timescale"),
        severity: Severity::Critical,
        exposes: "reads and writes the databases that the role may reach",
        roll: "https://www.postgresql.org/docs/current/sql-alterrole.html",
        advice: "Change the role's password and load the URL from the environment",
        reference: "https://www.postgresql.org/docs/current/libpq-connect.html",
        hits: &[
            "DATABASE_URL=postgres://shop:<<{A62:24}>>@db.acme.net:5432/shop",
            "  url: \"postgresql+asyncpg://api:<<{char:14}>>@10.1.2.3/api\"",
            "\"uri\": \"postgresql://owner:<<{A62:12}>>@ep-cool-1.eu-central-1.aws.neon.tech/main?sslmode=require\"",
        ],
        misses: &[
            ("postgres://postgres:postgres@localhost:5432/postgres", "the default on this machine"),
            ("postgresql://user:password@db.acme.net/shop", "documentation"),
            ("postgresql://app:${{DB_PASSWORD}}@db.acme.net/shop", "a reference"),
            ("postgres://app@db.acme.net/shop", "no password"),
            ("postgres://app:{A62:20}@db.example.com/shop", "a reserved name"),
        ],
        ..URL
    },
    Rule {
        id: "redis-connection-url",
        provider: "Redis",
        title: "Redis URL with a password",
        keywords: &["redis://", "rediss://", "valkey://", "keydb://", "redis+sentinel://", "redis-sentinel://"],
        pattern: url!("rediss?|valkeys?|keydb|redis-sentinel"),
        severity: Severity::High,
        exposes: "reads, changes and empties the cache or queue",
        roll: "https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/",
        advice: "Set a new password for the ACL user and kill its connections",
        reference: "https://www.iana.org/assignments/uri-schemes/prov/redis",
        hits: &["REDIS_URL=rediss://default:<<{A62:28}>>@cache.acme.net:6380/0", "broker = 'redis://:<<{A62:20}>>@10.0.0.7:6379/1'"],
        misses: &[("redis://localhost:6379/0", "no password"), ("redis://:password@redis:6379/0", "documentation"), ("redis://:${{REDIS_PASSWORD}}@cache.acme.net:6379", "a reference")],
        ..URL
    },
    Rule {
        id: "service-connection-url",
        provider: "Database",
        title: "service URL with a password",
        keywords: &[
            "mssql://", "mssql+", "sqlserver://", "clickhouse://", "clickhouse+", "clickhouses://", "neo4j://", "neo4j+s://", "bolt://", "cassandra://", "couchdb://", "couchbase://", "couchbases://",
            "influxdb://", "trino://", "presto://", "hive://", "kafka://", "elasticsearch://", "opensearch://", "vertica://", "db2://", "firebird://", "rethinkdb://", "scylla://", "socks5://",
        ],
        pattern: url!("mssql|sqlserver|clickhouses?|neo4j(?:\\+s(?:sc)?)?|bolt(?:\\+s(?:sc)?)?|cassandra|couchdb|couchbases?|influxdb|trino|presto|hive|kafka|elasticsearch|opensearch|vertica|db2|firebird|rethinkdb|scylla|socks5h?"),
        severity: Severity::High,
        exposes: "logs in to the service with the rights of that user",
        roll: "https://www.rfc-editor.org/rfc/rfc3986",
        advice: "Change the user's password in the service itself and end its sessions",
        reference: "https://www.rfc-editor.org/rfc/rfc3986",
        hits: &["DSN=clickhouse://etl:<<{A62:20}>>@ch.acme.net:9000/events", "create_engine(\"mssql+pyodbc://sa:<<{char:16}>>@sql01.acme.net/hr?driver=ODBC+Driver+18\")", "NEO4J_URI=neo4j+s://neo4j:<<{A62:32}>>@3f2a.databases.neo4j.io"],
        misses: &[("bolt://neo4j:test@localhost:7687", "a weak password on this machine"), ("mssql://username:password@server/database", "documentation")],
        ..URL
    },
];

//! Files with the accounts of a system or a server: shadow, htpasswd, htdigest, tomcat-users.xml.

use super::judge;
use super::rule::*;

const ACCOUNTS: Rule =
    Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, severity: Severity::Medium, ..Rule::BASE };

/// Rules for files of accounts.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "htdigest-hash",
        provider: "Apache httpd",
        title: "user with a digest in an htdigest file",
        files: &[".htdigest", "htdigest", "*.htdigest", ".htdigests"],
        pattern: r"(?m)^[^:\s#]{1,64}:[^:\n]{1,120}:(?P<secret>[0-9a-f]{32})[ \t\r]{0,4}$",
        entropy: Some(Alphabet::Hex),
        exposes: "logs in as that user to whoever can speak Digest authentication: the digest is as good as the password there",
        roll: "https://httpd.apache.org/docs/current/programs/htdigest.html",
        advice: "Give these users new passwords and make the file where it is served from",
        reference: "https://httpd.apache.org/docs/current/programs/htdigest.html",
        hits: &["{in:.htdigest}admin:Staff only:<<{hex:32}>>\n", "{in:conf/site.htdigest}# users\nops:private:<<{hex:32}>>\r\n"],
        misses: &[("{in:.htdigest}admin:Staff only:{hex:31}\n", "one character short"), ("{in:.htdigest}admin:Staff only:00000000000000000000000000000000\n", "zeros")],
        ..ACCOUNTS
    },
    Rule {
        id: "htpasswd-short-hash",
        provider: "Apache httpd",
        title: "user with a hash or a plain password in an htpasswd file",
        files: &[".htpasswd", "htpasswd", "*.htpasswd", ".htpasswds", "htpasswd.users"],
        pattern: r"(?m)^[A-Za-z0-9_.@-]{1,64}:(?:\{PLAIN\})?(?P<secret>\$1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}|[^\s:${}]{4,100})[ \t\r]{0,4}$",
        judge: Some(judge::password),
        exposes: "is the password itself, or its hash by crypt(3), which is guessed within hours",
        roll: "https://httpd.apache.org/docs/current/programs/htpasswd.html",
        advice: "Give these users new passwords, hashed with bcrypt (htpasswd -B)",
        reference: "https://httpd.apache.org/docs/current/misc/password_encryptions.html",
        hits: &["{in:.htpasswd}admin:<<{A62:13}>>\n", "{in:deploy/nginx.htpasswd}ops:{{PLAIN}}<<{A62:16}>>\n", "{in:.htpasswd}www:<<$1${A62:8}${A62:22}>>\n"],
        misses: &[("{in:.htpasswd}admin:changeme\n", "a placeholder"), ("{in:.htpasswd}admin:{{{{ htpasswd_hash }}}}\n", "a template"), ("{in:.htpasswd}# user:password\n", "a comment")],
        ..ACCOUNTS
    },
    Rule {
        id: "shadow-hash",
        provider: "Unix",
        title: "account with a password hash in a shadow file",
        files: &["shadow", "shadow-", "gshadow", "gshadow-", "master.passwd", "etc/passwd", "security/passwd"],
        pattern: r"(?m)^[A-Za-z_][A-Za-z0-9_.-]{0,31}:!{0,2}(?P<secret>(?:\$(?:1|3|5|6|7|y|gy|md5|sha1|2[abxy])\$|\{ssha(?:1|256|512)\})[^:\s]{16,400}|[./0-9A-Za-z]{13}):",
        exposes: "lets the account's password be guessed offline",
        roll: "https://man7.org/linux/man-pages/man1/passwd.1.html",
        advice: "Give every account in the file a new password, on every machine where the old one holds",
        reference: "https://man7.org/linux/man-pages/man5/shadow.5.html",
        hits: &["{in:etc/shadow}root:<<$6${A62:16}${A62:86}>>:19700:0:99999:7:::\n", "{in:rootfs/etc/passwd}daemon:x:1:1::/:/bin/false\nroot:<<{A62:13}>>:0:0:root:/root:/bin/sh\n", "{in:backup/gshadow-}adm:<<$y$j9T${A62:22}${A62:43}>>::syslog\n"],
        misses: &[("{in:etc/shadow}root:*:19700:0:99999:7:::\ndaemon:!:19700::::::\n", "locked accounts"), ("{in:etc/passwd}root:x:0:0:root:/root:/bin/bash\n", "the hash stands elsewhere")],
        ..ACCOUNTS
    },
    Rule {
        id: "tomcat-user-password",
        provider: "Apache Tomcat",
        title: "user with a password in tomcat-users.xml",
        files: &["tomcat-users.xml"],
        pattern: r#"<user\s[^<>]{0,400}?\bpassword\s{0,3}=\s{0,3}["'](?P<secret>[^"'\n]{1,100})["']"#,
        reach: 512,
        judge: Some(judge::password),
        severity: Severity::High,
        exposes: "installs applications, which is running code, where the user has a manager's role",
        roll: "https://tomcat.apache.org/tomcat-10.1-doc/manager-howto.html",
        advice: "Give the user another password, digested, and close the manager to the outside",
        reference: "https://tomcat.apache.org/tomcat-10.1-doc/realm-howto.html",
        hits: &["{in:conf/tomcat-users.xml}<tomcat-users>\n  <user username=\"deploy\" password=\"<<{A62:14}>>\" roles=\"manager-script\"/>\n</tomcat-users>", "{in:tomcat-users.xml}<user name='ops' roles='admin-gui' password='<<{char:12}>>' />"],
        misses: &[("{in:tomcat-users.xml}<user username=\"admin\" password=\"<must-be-changed>\" roles=\"manager-gui\"/>", "the text of the template"), ("{in:tomcat-users.xml}<user username=\"tomcat\" password=\"tomcat\" roles=\"tomcat\"/>", "the sample of the manual"), ("{in:tomcat-users.xml}<role rolename=\"manager-gui\"/>", "no password")],
        ..ACCOUNTS
    },
];

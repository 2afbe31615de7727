//! Files in which mail programs keep passwords: msmtp, fetchmail, mutt, offlineimap, Postfix.

use super::judge;
use super::rule::*;

const MAIL: Rule = Rule {
    before: Edge::Open,
    after: Edge::Open,
    class: Class::Generic,
    rank: -1,
    judge: Some(judge::password),
    exposes: "reads the mailbox, or sends mail in its name",
    roll: "https://www.rfc-editor.org/rfc/rfc4954",
    advice: "Change the account's password and let the program ask a password manager for it",
    ..Rule::BASE
};

/// Rules for the files of mail programs.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "fetchmail-password",
        provider: "fetchmail",
        title: "password in .fetchmailrc",
        files: &[".fetchmailrc", "fetchmailrc"],
        pattern: r#"(?m)^[^#\n]{0,300}?\bpass(?:word)?[ \t]{1,8}(?:is[ \t]{1,4})?["']?(?P<secret>[^\s"',;]{3,200})"#,
        reach: 640,
        reference: "https://www.fetchmail.info/fetchmail-man.html",
        hits: &["{in:.fetchmailrc}poll mail.acme.net proto imap user \"alice\" password \"<<{A62:14}>>\"\n", "{in:.fetchmailrc}poll pop.acme.net\n  user bob pass <<{A62:12}>>\n"],
        misses: &[("{in:.fetchmailrc}# user alice password {A62:14}\n", "a comment"), ("{in:.fetchmailrc}poll mail.acme.net user \"alice\" password \"your-password\"\n", "a placeholder")],
        ..MAIL
    },
    Rule {
        id: "mail-client-password",
        provider: "Mail",
        title: "password in the configuration of a mail program",
        files: &[".offlineimaprc", "offlineimaprc", "offlineimap/config", ".mbsyncrc", "mbsyncrc", "isyncrc", ".getmailrc", "getmailrc", ".mailrc", ".s-nailrc"],
        pattern: r#"(?im)^[ \t]{0,8}(?:set[ \t]{1,4})?(?:remotepass|pass|password|smtp-auth-password)[ \t]{0,4}[= \t][ \t]{0,4}["']?(?P<secret>[^\s"'=][^\s"']{2,200})"#,
        reference: "https://www.offlineimap.org/doc/conf_examples.html",
        hits: &["{in:.offlineimaprc}[Repository remote]\ntype = IMAP\nremotepass = <<{A62:16}>>\n", "{in:.mbsyncrc}IMAPAccount acme\nUser alice\nPass <<{A62:14}>>\n"],
        misses: &[("{in:.mbsyncrc}IMAPAccount acme\nPassCmd \"pass show mail/acme\"\n", "asks a password manager"), ("{in:.offlineimaprc}remotepasseval = get_pass()\n", "a call")],
        ..MAIL
    },
    Rule {
        id: "msmtp-password",
        provider: "msmtp",
        title: "password in .msmtprc or .esmtprc",
        files: &[".msmtprc", "msmtprc", ".esmtprc", "esmtprc", "msmtp/config"],
        pattern: r#"(?m)^[ \t]{0,8}password[ \t]{0,4}[= \t][ \t]{0,4}["']?(?P<secret>[^\s"'=][^\s"']{2,200})"#,
        reference: "https://marlam.de/msmtp/msmtp.html",
        hits: &["{in:.msmtprc}account acme\nhost smtp.acme.net\nuser noreply\npassword <<{A62:16}>>\n", "{in:etc/esmtprc}hostname = smtp.acme.net:587\nusername = \"web\"\npassword = \"<<{A62:18}>>\"\n"],
        misses: &[("{in:.msmtprc}account acme\npasswordeval pass show smtp\n", "asks a password manager"), ("{in:.msmtprc}password your_password_here\n", "a placeholder")],
        ..MAIL
    },
    Rule {
        id: "mutt-password",
        provider: "Mutt",
        title: "password in the configuration of Mutt",
        keywords: &["imap_pass", "smtp_pass", "pop_pass"],
        pattern: r#"(?m)^[ \t]{0,8}set[ \t]{1,4}(?:my_)?(?:imap|smtp|pop)_pass[ \t]{0,4}=[ \t]{0,4}["']?(?P<secret>[^\s"'`$][^\s"'`]{2,200})"#,
        reference: "https://muttmua.gitlab.io/mutt/manual-dev.html",
        hits: &["set imap_user = \"alice\"\nset imap_pass = \"<<{A62:16}>>\"\n", "{in:.muttrc}set smtp_pass='<<{A62:14}>>'\n"],
        misses: &[("set imap_pass = `pass show mail`", "asks a password manager"), ("set smtp_pass = $my_pass", "a reference")],
        ..MAIL
    },
    Rule {
        id: "postfix-sasl-password",
        provider: "Postfix",
        title: "relay password of Postfix",
        files: &["sasl_passwd", "sasl/passwd", "smtp_sasl_passwd", "relay_passwd"],
        pattern: r"(?m)^\[?[A-Za-z0-9.@_-]{3,200}\]?(?::[a-z0-9]{1,12})?[ \t]{1,20}[^\s:]{1,200}:(?P<secret>[^\s]{3,400})[ \t\r]{0,4}$",
        reference: "https://www.postfix.org/SASL_README.html#client_sasl_enable",
        hits: &["{in:etc/postfix/sasl_passwd}[smtp.acme.net]:587 noreply@acme.net:<<{A62:18}>>\n", "{in:sasl_passwd}smtp.relay.net\tuser7:<<{A62:20}>>\n"],
        misses: &[("{in:sasl_passwd}[smtp.example.com]:587 username:password\n", "documentation"), ("{in:sasl_passwd}#[smtp.acme.net]:587 a:{A62:12}\n", "a comment")],
        ..MAIL
    },
];

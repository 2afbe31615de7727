//! PuTTY: private keys in its own file format.

use super::rule::*;
use crate::proof::putty;

const FORMAT: &str = "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html";

const PUTTY: Rule = Rule {
    provider: "PuTTY",
    keywords: &["PuTTY-User-Key-File-"],
    reach: 8000,
    before: Edge::Open,
    proof: Some(putty::PUTTY),
    roll: "https://github.com/settings/keys",
    reference: FORMAT,
    ..Rule::BASE
};

/// PuTTY's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "putty-encrypted-private-key",
        title: "PuTTY private key with a passphrase",
        pattern: r"(?P<secret>PuTTY-User-Key-File-[23]: [0-9A-Za-z@.-]{3,60}\r?\nEncryption: aes256-cbc\r?\nComment: [^\n]{0,200}\nPublic-Lines: [0-9]{1,3}\r?\n(?:[0-9A-Za-z+/=]{1,80}\r?\n){1,}(?:[A-Z][0-9A-Za-z-]{3,30}: [^\n]{1,100}\n){0,6}Private-Lines: [0-9]{1,3}\r?\n(?:[0-9A-Za-z+/=]{1,80}\r?\n){1,}Private-MAC: [0-9a-f]{40,64})",
        severity: Severity::Medium,
        exposes: "logs in wherever its public half is authorized, to who guesses the passphrase",
        advice: "Replace the pair if the passphrase is short or used elsewhere",
        hits: &[
            "<<PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\nComment: work\nPublic-Lines: 2\nAAAAB3NzaC1yc2EA{A64:48}\n{A64:64}\nPrivate-Lines: 1\n{A64:64}\nPrivate-MAC: {hex:40}>>\n",
            "<<PuTTY-User-Key-File-3: ssh-rsa\nEncryption: aes256-cbc\nComment: me@acme\nPublic-Lines: 1\nAAAAB3NzaC1yc2EA{A64:48}\nKey-Derivation: Argon2id\nArgon2-Memory: 8192\nArgon2-Passes: 13\nArgon2-Parallelism: 1\nArgon2-Salt: {hex:32}\nPrivate-Lines: 2\n{A64:64}\n{A64:64}\nPrivate-MAC: {hex:64}>>\n",
        ],
        misses: &[
            ("PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\nComment: work\nPublic-Lines: 2\n{A64:64}\n", "the public lines alone"),
            ("if (line.startsWith(\"PuTTY-User-Key-File-2: \"))", "a program that reads the format"),
        ],
        ..PUTTY
    },
    Rule {
        id: "putty-private-key",
        title: "PuTTY private key",
        pattern: r"(?P<secret>PuTTY-User-Key-File-[23]: [0-9A-Za-z@.-]{3,60}\r?\nEncryption: none\r?\nComment: [^\n]{0,200}\nPublic-Lines: [0-9]{1,3}\r?\n(?:[0-9A-Za-z+/=]{1,80}\r?\n){1,}Private-Lines: [0-9]{1,3}\r?\n(?:[0-9A-Za-z+/=]{1,80}\r?\n){1,}Private-MAC: [0-9a-f]{40,64})",
        severity: Severity::Critical,
        exposes: "logs in wherever its public half is authorized",
        advice: "Take the public key out of every authorized_keys file and account, then make a new pair",
        hits: &[
            "<<PuTTY-User-Key-File-2: ssh-ed25519\n{seal}>>\n",
            "# deploy.ppk\n<<PuTTY-User-Key-File-3: ssh-ed25519\n{seal}>>\n",
        ],
        misses: &[
            ("PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\n{A64:64}\nPrivate-Lines: 1\n", "cut short"),
            ("PuTTY-User-Key-File-3: ssh-rsa", "the first line alone"),
        ],
        ..PUTTY
    },
];

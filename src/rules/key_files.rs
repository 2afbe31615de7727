//! Files that are keys, or that lock up keys and passwords: Rails and Jenkins keys, vault passwords, key stores, password databases.

use super::judge;
use super::rule::*;

/// A file that is nothing but the secret.
const KEY: Rule = Rule { before: Edge::Open, after: Edge::Open, class: Class::Generic, rank: -1, ..Rule::BASE };

/// A container: what is captured is its head, long enough to tell one from another.
const LOCKED: Rule = Rule { before: Edge::Open, after: Edge::Open, reach: 1_024, rank: -1, severity: Severity::Medium, ..Rule::BASE };

const PASSPHRASE: &str = "what it locks up, protected by a passphrase unless that is empty or can be guessed";

/// Random bytes and not text that somebody wrote.
fn is_raw(seen: &Sighting<'_>) -> Verdict {
    if seen.text[seen.secret.clone()].is_ascii() { Verdict::Silent } else { Verdict::Believed }
}

/// Rules for files of keys.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ansible-vault-encrypted",
        provider: "Ansible",
        title: "text encrypted with Ansible Vault",
        keywords: &["$ANSIBLE_VAULT;"],
        pattern: r"(?P<secret>\$ANSIBLE_VAULT;1\.[0-9];AES(?:256)?(?:;[0-9A-Za-z_.-]{1,64})?\s{1,20}[0-9a-f]{64,80})",
        severity: Severity::Info,
        exposes: "nothing, as long as the vault's password is not beside it and cannot be guessed",
        advice: "Keep the vault's password out of the repository",
        reference: "https://docs.ansible.com/ansible/latest/vault_guide/index.html",
        hits: &["<<$ANSIBLE_VAULT;1.1;AES256\n{hex:80}>>\n{hex:80}\n", "password: !vault |\n  <<$ANSIBLE_VAULT;1.2;AES256;prod\n  {hex:80}>>\n"],
        misses: &[("a file begins with $ANSIBLE_VAULT;1.1;AES256", "prose"), ("$ANSIBLE_VAULT;1.1;AES256\n{hex:20}\n", "cut short")],
        ..LOCKED
    },
    Rule {
        id: "ansible-vault-password-file",
        provider: "Ansible",
        title: "password of an Ansible vault",
        files: &[
            ".vault_pass", ".vault-pass", ".vaultpass", "vault_pass", "vault-pass", "vault.pass", ".vault_pass.txt", ".vault-pass.txt", ".vaultpass.txt", "vault_pass.txt",
            "vault-pass.txt", "vaultpass.txt", ".vault_password", ".vault-password", "vault_password", "vault-password", "vault_password.txt", "vault-password.txt",
            ".vault_password.txt", ".ansible_vault_pass", ".ansible-vault-pass", ".ansible_vault_password", "ansible_vault_password", "ansible-vault-password", "vault_password_file",
            "vault-password-file", ".vault_password_file",
        ],
        pattern: r"\A\s{0,20}(?P<secret>[^\s#$<][^\r\n]{3,200}?)\s{0,20}\z",
        judge: Some(judge::password),
        severity: Severity::Critical,
        exposes: "decrypts whatever is encrypted with Ansible Vault beside it and in the history",
        roll: "https://docs.ansible.com/ansible/latest/vault_guide/vault_encrypting_content.html",
        advice: "Rekey the vault (ansible-vault rekey) and roll every secret in it: the history still opens with the old password",
        reference: "https://docs.ansible.com/ansible/latest/vault_guide/vault_managing_passwords.html",
        hits: &["{in:.vault_pass}<<{A62:24}>>\n", "{in:ansible/vault_password.txt}<<{lc26:6} {lc26:7} {lc26:5} {dig:2}>>\n"],
        misses: &[("{in:.vault_pass}#!/bin/sh\nexec pass show ansible/vault\n", "a script that asks for it"), ("{in:vault_pass.txt}changeme\n", "a placeholder"), ("{in:.vault_pass}$VAULT_PASSWORD\n", "a reference")],
        ..KEY
    },
    Rule {
        id: "firefox-key-database",
        provider: "Mozilla Firefox",
        title: "key database of a Firefox profile",
        files: &["key4.db", "key3.db"],
        pattern: r"\A(?P<secret>(?s-u)(?:SQLite format 3\x00|\x00\x06\x15\x61).{96,512})",
        exposes: "opens the saved logins beside it, unless a primary password was set",
        roll: "https://support.mozilla.org/kb/use-primary-password-protect-stored-logins",
        advice: "Change the passwords that are saved in the profile and keep profiles out of git",
        reference: "https://support.mozilla.org/kb/profiles-where-firefox-stores-user-data",
        hits: &["{in:profile/key4.db}<<SQLite format 3{bytes:00}{bytes:1000010100402020}{A62:400}>>", "{in:key3.db}<<{bytes:00061561}{bytes:00000002}{A62:400}>>"],
        misses: &[("{in:key4.db}version https://git-lfs.github.com/spec/v1\noid sha256:{hex:64}\nsize 294912\n", "a pointer to the file"), ("{in:key4.db}", "empty")],
        ..LOCKED
    },
    Rule {
        id: "firefox-saved-logins",
        provider: "Mozilla Firefox",
        title: "saved logins of a Firefox or Thunderbird profile",
        files: &["logins.json", "logins-backup.json"],
        pattern: r#""encryptedPassword"\s{0,3}:\s{0,3}"(?P<secret>M[A-Za-z0-9+/]{40,2000}={0,2})""#,
        exposes: "a saved password, to whoever also has key4.db (and the primary password, if one was set)",
        roll: "https://support.mozilla.org/kb/use-primary-password-protect-stored-logins",
        advice: "Change the passwords that are saved in the profile and keep profiles out of git",
        reference: "https://support.mozilla.org/kb/profiles-where-firefox-stores-user-data",
        hits: &["{in:logins.json}{{\"logins\":[{{\"hostname\":\"https://acme.net\",\"encryptedUsername\":\"MDI{A64:60}\",\"encryptedPassword\":\"<<MDo{A64:68}=>>\"}}]}}", "{in:profile/logins.json}{{\"encryptedPassword\": \"<<MEI{A64:80}>>\"}}"],
        misses: &[("{in:logins.json}{{\"nextId\":1,\"logins\":[]}}", "none saved"), ("{in:logins.json}{{\"encryptedUsername\":\"MDI{A64:60}\"}}", "a user's name")],
        ..LOCKED
    },
    Rule {
        id: "jenkins-master-key",
        provider: "Jenkins",
        title: "Jenkins master key",
        files: &["master.key"],
        pattern: r"\A\s{0,2}(?P<secret>[0-9a-f]{256})\s{0,4}\z",
        severity: Severity::Critical,
        exposes: "with hudson.util.Secret, opens every credential that Jenkins has stored",
        roll: "https://www.jenkins.io/doc/book/using/using-credentials/",
        advice: "Roll every credential that this Jenkins holds, then its keys, and keep JENKINS_HOME out of git",
        reference: "https://www.jenkins.io/doc/developer/security/secrets/",
        hits: &["{in:secrets/master.key}<<{hex:256}>>", "{in:jenkins_home/secrets/master.key}<<{hex:256}>>\n"],
        misses: &[("{in:secrets/master.key}{hex:255}", "one character short"), ("{in:secrets/master.key}See the operations handbook.\n", "prose")],
        ..KEY
    },
    Rule {
        id: "jenkins-secret-file",
        provider: "Jenkins",
        title: "key file of Jenkins",
        files: &["hudson.util.secret", "hudson.console.annotatedlargetext.consolenote", "secrets/org.jenkinsci.main.modules.instance_identity.instanceidentity.key"],
        pattern: r"\A(?P<secret>(?s-u).{48,4096})\z",
        judge: Some(is_raw),
        severity: Severity::High,
        exposes: "with master.key, opens every credential that Jenkins has stored",
        roll: "https://www.jenkins.io/doc/book/using/using-credentials/",
        advice: "Roll every credential that this Jenkins holds, then its keys, and keep JENKINS_HOME out of git",
        reference: "https://www.jenkins.io/doc/developer/security/secrets/",
        hits: &["{in:secrets/hudson.util.Secret}<<{bytes:9f00e1}{A62:200}{bytes:c3d4}{A62:67}>>", "{in:hudson.util.Secret}<<{bytes:8890}{A62:270}>>"],
        misses: &[("{in:hudson.util.Secret}{bytes:9f00e1}{A62:20}", "too short"), ("{in:hudson.util.Secret}This file is made by the first start of the server, see the notes.\n", "prose")],
        ..LOCKED
    },
    Rule {
        id: "keepass-database",
        provider: "KeePass",
        title: "KeePass database",
        files: &["*.kdbx", "*.kdb"],
        pattern: r"\A(?P<secret>(?s-u)\x03\xD9\xA2\x9A[\x65-\x67]\xFB\x4B\xB5.{60,512})",
        exposes: PASSPHRASE,
        roll: "https://keepass.info/help/base/security.html",
        advice: "Change the passwords in it: whoever has the file may guess its master password for ever",
        reference: "https://keepass.info/help/kb/kdbx.html",
        hits: &["{in:team.kdbx}<<{bytes:03d9a29a67fb4bb500000400021000000031c1f2e6bf714350be5805216afc5aff}{A62:400}>>", "{in:old/Passwords.kdb}<<{bytes:03d9a29a65fb4bb503000000}{A62:300}>>"],
        misses: &[("{in:team.kdbx}version https://git-lfs.github.com/spec/v1\noid sha256:{hex:64}\n", "a pointer to the file"), ("{in:team.kdbx}", "empty")],
        ..LOCKED
    },
    Rule {
        id: "key-store-file",
        provider: "Key store",
        title: "key store of Bouncy Castle, or of secret keys",
        files: &["*.bks", "*.bcfks", "*.uber", "*.ubr", "*.jceks", "*.keystore", "*.jks", "*.ks"],
        // BKS and UBER: version, length of the salt, salt, rounds; JCEKS whose first entry is a secret key; BCFKS: PBES2 at its start
        pattern: r"\A(?P<secret>(?s-u)(?:\x00\x00\x00[\x01\x02]\x00\x00\x00\x14.{20}\x00\x00[\x01-\xFF].|\xCE\xCE\xCE\xCE\x00\x00\x00[\x01\x02]\x00\x00.{2}\x00\x00\x00\x03|\x30[\x82-\x84].{2,4}\x30[\x82-\x84].{2,4}\x30.{1,3}\x06\x09\x2A\x86\x48\x86\xF7\r\x01\x05\r).{60,512})",
        exposes: PASSPHRASE,
        roll: "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html",
        advice: "Replace the keys inside and give the build a new store from its secret manager",
        reference: "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html",
        hits: &["{in:app/release.bks}<<{bytes:0000000200000014}{A62:20}{bytes:000006fa}{A62:400}>>", "{in:secrets.jceks}<<{bytes:cececece000000020000000100000003}{A62:500}>>"],
        misses: &[("{in:trust.jks}{bytes:feedfeed000000020000000100000002}{A62:500}", "certificates only: a trust store"), ("{in:release.keystore}# to be made by the pipeline\n", "text")],
        ..LOCKED
    },
    Rule {
        id: "macos-keychain",
        provider: "Apple",
        title: "macOS keychain",
        files: &["*.keychain", "*.keychain-db"],
        pattern: r"\A(?P<secret>(?s-u)(?:kych\x00\x01.{60,512}|SQLite format 3\x00.{96,512}))",
        exposes: PASSPHRASE,
        roll: "https://support.apple.com/guide/keychain-access/welcome/mac",
        advice: "Change the passwords and revoke the signing identities in it",
        reference: "https://support.apple.com/guide/keychain-access/what-is-keychain-access-kyca1083/mac",
        hits: &["{in:ci/build.keychain-db}<<kych{bytes:00010000000000100000}{A62:400}>>", "{in:login.keychain}<<kych{bytes:00010000}{A62:200}>>"],
        misses: &[("{in:build.keychain}{bytes:00}", "no keychain"), ("{in:login.keychain}/Users/ci/login.keychain\n", "a path")],
        ..LOCKED
    },
    Rule {
        id: "rails-key-file",
        provider: "Rails",
        title: "Rails master key file",
        files: &["config/master.key", "config/credentials/*.key"],
        pattern: r"\A\s{0,2}(?P<secret>[0-9a-f]{32})\s{0,4}\z",
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "decrypts the credentials file that is committed beside the code",
        roll: "https://guides.rubyonrails.org/security.html#custom-credentials",
        advice: "Re-encrypt the credentials with a new key and roll every secret in them",
        reference: "https://guides.rubyonrails.org/security.html#custom-credentials",
        hits: &["{in:config/master.key}<<{hex:32}>>", "{in:shop/config/credentials/production.key}<<{hex:32}>>\n"],
        misses: &[("{in:config/master.key}{hex:31}", "one character short"), ("{in:config/master.key}<%= ENV[\"RAILS_MASTER_KEY\"] %>\n", "a reference"), ("{in:keys/master.key}{hex:32}", "another folder")],
        ..KEY
    },
];

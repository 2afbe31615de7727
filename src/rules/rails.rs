//! Ruby on Rails: the secret key base, the master key of encrypted credentials.

use super::rule::*;

const GUIDE: &str = "https://guides.rubyonrails.org/security.html#custom-credentials";

const RAILS: Rule = Rule { provider: "Ruby on Rails", case: Case::Any, entropy: Some(Alphabet::Hex), rank: -1, roll: GUIDE, reference: GUIDE, ..Rule::BASE };

/// Rails' rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "rails-master-key",
        title: "Rails master key",
        keywords: &["rails_master_key", "master.key", "rails-master-key", "railsmasterkey"],
        pattern: r#"(?i:master[._-]?key)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{32})"#,
        exposes: "decrypts the credentials file that is committed beside the code",
        advice: "Re-encrypt the credentials with a new master key and rotate every secret in them",
        hits: &["RAILS_MASTER_KEY=<<{hex:32}>>", "env:\n  RAILS_MASTER_KEY: \"<<{hex:32}>>\""],
        misses: &[("RAILS_MASTER_KEY={hex:31}", "one character short"), ("RAILS_MASTER_KEY=${{{{ secrets.RAILS_MASTER_KEY }}}}", "a reference")],
        ..RAILS
    },
    Rule {
        id: "rails-secret-key-base",
        title: "Rails secret key base",
        keywords: &["secret_key_base", "secretkeybase", "secret-key-base", "secret_token"],
        pattern: r#"(?i:secret_?key_?base|secret-key-base|secret_token)[\\"'\]]{0,3}\s{0,4}(?:=>|:=|[=:])\s{0,4}[\\"'`]{0,2}(?P<secret>[0-9a-f]{128})"#,
        exposes: "forges and reads signed and encrypted cookies of the application",
        advice: "Rotate secret_key_base (bin/rails secret); all sessions end with it",
        hits: &["SECRET_KEY_BASE=<<{hex:128}>>", "production:\n  secret_key_base: <<{hex:128}>>", "config.secret_token = '<<{hex:128}>>'"],
        misses: &[("SECRET_KEY_BASE={hex:64}", "too short"), ("secret_key_base: <%= ENV[\"SECRET_KEY_BASE\"] %>", "a reference"), ("sha512: {hex:128}", "a digest")],
        ..RAILS
    },
];

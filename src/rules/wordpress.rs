//! WordPress: application passwords and wp-config.php.

use super::judge;
use super::rule::*;

const CONFIG: &str = "https://developer.wordpress.org/apis/wp-config-php/";

const WORDPRESS: Rule = Rule { provider: "WordPress", reference: CONFIG, ..Rule::BASE };

/// WordPress's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "wordpress-application-password",
        title: "WordPress application password",
        keywords: &["application_password", "application password", "applicationpassword", "app_password", "app_pass", "wp_pass", "wp-json"],
        case: Case::Any,
        pattern: r#"(?P<secret>[0-9A-Za-z]{4}(?: [0-9A-Za-z]{4}){5})["'\n\r]"#,
        before: Edge::Base64,
        near: Some(Near { words: &["application_password", "application password", "applicationpassword", "app_pass", "wp_pass", "wp-json"], above: 2 }),
        entropy: Some(Alphabet::Lc36),
        rank: -1,
        exposes: "edits the site through its API as that user",
        advice: "Revoke the application password in the user's profile",
        roll: "https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/",
        reference: "https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/",
        hits: &["WP_APP_PASSWORD=\"<<{A62:4} {A62:4} {A62:4} {A62:4} {A62:4} {A62:4}>>\"", "curl --user \"admin:<<{A62:4} {A62:4} {A62:4} {A62:4} {A62:4} {A62:4}>>\" https://site.org/wp-json/wp/v2/posts"],
        misses: &[("WP_APP_PASSWORD=\"{A62:4} {A62:4} {A62:4} {A62:4} {A62:4}\"", "a group is missing"), ("text = \"{A62:4} {A62:4} {A62:4} {A62:4} {A62:4} {A62:4}\"", "nothing says password"), ("WP_APP_PASSWORD=\"xxxx xxxx xxxx xxxx xxxx xxxx\"", "a placeholder")],
        ..WORDPRESS
    },
    Rule {
        id: "wordpress-config-salt",
        title: "WordPress key or salt in wp-config.php",
        keywords: &["AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT"],
        pattern: r#"(?:define\(\s{0,3}["'](?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)["']\s{0,3},\s{0,10}["'](?P<secret>[!-&(-\[\]-~ ]{64})["'])"#,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::A64),
        exposes: "forges login cookies of the site",
        advice: "Generate new salts, which signs everybody out",
        roll: "https://api.wordpress.org/secret-key/1.1/salt/",
        hits: &["define('AUTH_KEY',         '<<{char:64}>>');", "define( \"SECURE_AUTH_SALT\", \"<<{char:64}>>\" );"],
        misses: &[("define('AUTH_KEY', 'put your unique phrase here');", "the text of the template"), ("define('AUTH_KEY', getenv('AUTH_KEY'));", "a reference")],
        ..WORDPRESS
    },
    Rule {
        id: "wordpress-database-password",
        title: "Database password in wp-config.php",
        keywords: &["'DB_PASSWORD'", "\"DB_PASSWORD\""],
        pattern: r#"define\(\s{0,3}["']DB_PASSWORD["']\s{0,3},\s{0,10}["'](?P<secret>[^"'\n<>{}$\s][^"'\n<>{}]{5,100})["']"#,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::Digits),
        judge: Some(judge::password),
        class: Class::Generic,
        exposes: "reads and changes the site's database from where it can be reached",
        advice: "Change the database password and load it from the environment",
        roll: CONFIG,
        hits: &["define('DB_PASSWORD', '<<{A62:16}>>');", "define( \"DB_PASSWORD\", \"<<{char:12}>>\" );"],
        misses: &[("define('DB_PASSWORD', '');", "empty"), ("define('DB_PASSWORD', 'password_here');", "the text of the template"), ("define('DB_PASSWORD', getenv('DB_PASSWORD'));", "a reference")],
        ..WORDPRESS
    },
];

//! Secrets without a vendor's mark. No keywords and no patterns: the scanner of `detect::generic` finds them by the name that they are
//! given to and by how random they are.

use super::rule::*;

const GENERIC: Rule = Rule {
    provider: "Generic",
    before: Edge::Open,
    after: Edge::Open,
    class: Class::Generic,
    rank: -5,
    reach: 1024,
    roll: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    reference: "https://cwe.mitre.org/data/definitions/798.html",
    ..Rule::BASE
};

/// Rules for what has only a name.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "generic-api-key",
        title: "API key or encryption key",
        assigned: Some(Assigned::Key),
        exposes: "calls the service in your name, or opens what the key encrypts",
        advice: "Make a new key at the service that issued it, then revoke this one; a key that encrypts needs its data encrypted anew",
        hits: &[
            "const apiKey = \"<<{A62:32}>>\";", "SERVICE_API_KEY=<<{hex:40}>>", "  \"secretKey\": \"<<{A64u:40}>>\",", "encryption_key: '<<{hex:64}>>'",
            "private_key = b\"<<{A62:44}>>\"", "<add key=\"StorageKey\" value=\"<<{A62:48}>>\"/>", "x-api-key: <<{A62:40}>>",
        ],
        misses: &[
            ("api_key = os.environ[\"SERVICE_API_KEY\"]", "a reference"), ("apiKey: \"your-api-key-goes-here\"", "a placeholder"), ("public_key = \"{A62:40}\"", "public by name"),
            ("primary_key = \"{A62:40}\"", "a column"), ("apiKeyHash: \"{hex:64}\"", "a digest"), ("api_key = getApiKeyFromKeychain", "a name"), ("keyboard: \"{A62:32}\"", "another word"),
        ],
        ..GENERIC
    },
    Rule {
        id: "generic-password",
        title: "password",
        assigned: Some(Assigned::Password),
        exposes: "logs in wherever this password is used",
        advice: "Change the password wherever it is used, and load the new one from the environment or a key manager",
        hits: &[
            "db_password = \"<<{A62:18}>>\"", "DB_PASSWORD=<<{A62:20}>>", "  password: '<<{A62:24}>>'", "<password><<{A62:20}>></password>", "backup-tool --user app --password=<<{A62:20}>> shop",
            "spring.datasource.password=<<{A62:20}>>", "mot_de_passe = \"<<{A62:20}>>\"", "\"kennwort\": \"<<{A62:20}>>\"", "os.getenv(\"DB_PASSWORD\", \"<<{A62:20}>>\")",
        ],
        misses: &[
            ("password = input(\"Password: \")", "a call"), ("password: \"Passwort\"", "a label"), ("password: str", "a type"), ("db_password = \"${{DB_PASSWORD}}\"", "a reference"),
            ("password = \"changeme\"", "a placeholder"), ("PASSWORD_HASH=\"{A62:40}\"", "a digest"), ("password: {{{{ vault_password }}}}", "a template"), ("passwordField = \"{A62:20}\"", "a field"),
        ],
        ..GENERIC
    },
    Rule {
        id: "generic-secret",
        title: "secret",
        assigned: Some(Assigned::Secret),
        exposes: "signs or logs in as the application that holds it",
        advice: "Make a new secret where this one was issued, deploy it, then revoke this one",
        hits: &["client_secret: \"<<{A62:32}>>\"", "JWT_SECRET=<<{hex:64}>>", "app.secret = '<<{A64u:43}>>'", "sessionSecret: \"<<{A62:40}>>\""],
        misses: &[
            ("secret_name = \"{A62:32}\"", "the name of one"), ("client_secret = settings.CLIENT_SECRET", "a reference"), ("secret: \"keyboard cat\"", "the sample of a manual"),
            ("secretKeyRef: \"{A62:20}\"", "a reference"), ("secret: superSecretValueForTheTestSuite", "words"),
        ],
        ..GENERIC
    },
    Rule {
        id: "generic-token",
        title: "access token",
        assigned: Some(Assigned::Token),
        exposes: "acts as the user or the service that it was issued to",
        advice: "Revoke the token at the service that issued it, then issue a new one with fewer rights",
        hits: &["access_token = \"<<{A62:40}>>\"", "DEPLOY_TOKEN=<<{hex:40}>>", "Authorization: Bearer <<{A62:40}>>", "\"refreshToken\": \"<<{A64u:48}>>\""],
        misses: &[
            ("next_token = \"{A62:40}\"", "a page of a list"), ("csrf_token = \"{A62:40}\"", "of one form"), ("token = tokenizer.next()", "of a parser"), ("token_url: \"https://login.acme.net/oauth/token\"", "an address"),
            ("Authorization: Bearer <token>", "a placeholder"),
        ],
        ..GENERIC
    },
    Rule {
        id: "generic-url-password",
        title: "password in a URL",
        assigned: Some(Assigned::Url),
        exposes: "what that user may do on that host",
        advice: "Change the password and take it out of the URL",
        roll: "https://www.rfc-editor.org/rfc/rfc3986",
        reference: "https://www.rfc-editor.org/rfc/rfc3986",
        hits: &["HTTPS_PROXY=http://svc:<<{A62:18}>>@10.20.0.5:3128", "camera: rtsp://viewer:<<{A62:18}>>@10.20.7.14:554/stream1", "COUCHDB_URL=http://app:<<{A62:20}>>@db1.corp.net:5984", "x = \"https://robot:<<{A62:20}>>@files.corp.net/a\""],
        misses: &[
            ("git clone https://user:${{TOKEN}}@git.corp.net/a.git", "a reference"), ("http_proxy=http://proxy.corp.net:3128/a@b", "a port"), ("git clone https://user:<password>@host.tld/a.git", "a placeholder"),
            ("https://{{user}}:{{password}}@db1.corp.net", "a template"), ("http://app:{A62:20}@example.com/", "a reserved name"),
        ],
        ..GENERIC
    },
];

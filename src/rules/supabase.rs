//! Supabase: project keys that pass over row level security, the same as signed tokens, management tokens.

use super::rule::*;
use crate::proof::{jwt, supabase};

const KEYS: &str = "https://supabase.com/dashboard/project/_/settings/api-keys";
const LOGS: &str = "https://supabase.com/dashboard/project/_/logs/edge-logs";
const DOCS: &str = "https://supabase.com/docs/guides/api/api-keys";

const SUPABASE: Rule =
    Rule { provider: "Supabase", roll: KEYS, logs: LOGS, reference: DOCS, entropy: Some(Alphabet::A64), after: Edge::Url, ..Rule::BASE };

/// Supabase's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "supabase-access-token",
        title: "Supabase management access token",
        keywords: &["sbp_"],
        pattern: r"(?P<secret>sbp_[0-9a-f]{40})",
        after: Edge::Word,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "manages every project of its owner: reads their keys, runs SQL, deletes them",
        roll: "https://supabase.com/dashboard/account/tokens",
        logs: "",
        advice: "Delete the token on the account page, then roll the keys of projects it could read",
        reference: "https://supabase.com/docs/reference/api/introduction",
        hits: &["SUPABASE_ACCESS_TOKEN=<<sbp_{hex:40}>>", "run: supabase login --token <<sbp_{hex:40}>>"],
        misses: &[("sbp_{hex:39}", "one character short"), ("sbp_{hex:64}", "too long"), ("sbp_0000000000000000000000000000000000000000", "a placeholder")],
        ..SUPABASE
    },
    Rule {
        id: "supabase-anon-key",
        title: "Supabase anon key (signed token)",
        // the claims {"iss":"supabase", and {"role":"anon", in base64
        keywords: &["eyJpc3MiOiJzdXBhYmFzZSIs", "eyJyb2xlIjoiYW5vbi"],
        pattern: r"(?P<secret>eyJhbGciOiJIUzI1NiI[0-9A-Za-z_-]{10,80}\.eyJ(?:pc3MiOiJzdXBhYmFzZSIsInJlZiI6I[0-9A-Za-z_-]{28}Iiwicm9sZSI6ImFub24iL|yb2xlIjoiYW5vbi)[0-9A-Za-z_-]{10,200}\.[0-9A-Za-z_-]{43})",
        proof: Some(jwt::JWT),
        rank: 1,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Info,
        exposes: "what row level security leaves open to anybody: it is made for browsers",
        advice: "See that every table has row level security",
        hits: &[
            "VITE_SUPABASE_ANON_KEY=<<eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6I{A62:28}Iiwicm9sZSI6ImFub24iL{A62:50}.{seal}>>",
            "anonKey: '<<eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiYW5vbi{A62:60}.{seal}>>'",
        ],
        misses: &[
            ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{A62:60}.{A64u:43}", "another issuer's token"),
            ("eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6I{A62:28}Iiwicm9sZSI6ImFub24iL{A62:50}", "the claims alone"),
        ],
        ..SUPABASE
    },
    Rule {
        id: "supabase-secret-key",
        title: "Supabase secret key",
        keywords: &["sb_secret_"],
        // every local stack has the same key, which begins with N7UN
        pattern: r"(?P<secret>sb_secret_(?:[0-9A-MO-Za-z_-][0-9A-Za-z_-]{3}|N[0-689A-Za-z_-][0-9A-Za-z_-]{2}|N7[0-9A-TV-Za-z_-][0-9A-Za-z_-]|N7U[0-9A-MO-Za-z_-])[0-9A-Za-z_-]{18}_[0-9A-Za-z_-]{8})",
        proof: Some(supabase::SUPABASE),
        severity: Severity::Critical,
        exposes: "reads and writes every table and file of the project, past row level security",
        advice: "Make a new secret key, move the servers to it, and delete this one",
        hits: &["SUPABASE_SECRET_KEY=<<sb_secret_{A64u:22}_{A62:8}>>", "apikey: <<sb_secret_{A62:22}_{A64u:7}{A62:1}>>", "SUPABASE_SECRET_KEY=<<sb_secret_{A62:22}_{seal}>>"],
        misses: &[
            ("sb_publishable_{A64u:22}_{A64u:8}", "the public half"),
            ("sb_secret_N7UN{A64u:18}_{A64u:8}", "begins like the key that all local stacks share"),
            ("sb_secret_{A62:22}", "cut short"),
        ],
        ..SUPABASE
    },
    Rule {
        id: "supabase-service-role-key",
        title: "Supabase service_role key (signed token)",
        // {"iss":"supabase", and {"role":"service_role" in base64; the local demo's issuer is supabase-demo
        keywords: &["eyJpc3MiOiJzdXBhYmFzZSIs", "eyJyb2xlIjoic2VydmljZV9yb2xlI"],
        pattern: r"(?P<secret>eyJhbGciOiJIUzI1NiI[0-9A-Za-z_-]{10,80}\.eyJ(?:pc3MiOiJzdXBhYmFzZSIsInJlZiI6I[0-9A-Za-z_-]{28}Iiwicm9sZSI6InNlcnZpY2Vfcm9sZS|yb2xlIjoic2VydmljZV9yb2xlI)[0-9A-Za-z_-]{10,200}\.[0-9A-Za-z_-]{43})",
        proof: Some(jwt::JWT),
        rank: 1,
        entropy: Some(Alphabet::Hex),
        severity: Severity::Critical,
        exposes: "reads and writes every table and file of the project, past row level security",
        advice: "Move to secret keys (sb_secret_) and switch the signed keys off; changing the signing secret logs everybody out",
        hits: &[
            "SUPABASE_SERVICE_ROLE_KEY=<<eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6I{A62:28}Iiwicm9sZSI6InNlcnZpY2Vfcm9sZS{A62:51}.{seal}>>",
            "createClient(url, \"<<eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlI{A62:61}.{seal}>>\")",
        ],
        misses: &[
            ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6I{A62:28}Iiwicm9sZSI6ImFub24iL{A62:50}.{A64u:43}", "the public anon key"),
            ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZS1kZW1v{A62:60}.{A64u:43}", "the demo key of local stacks"),
        ],
        ..SUPABASE
    },
];

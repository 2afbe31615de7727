//! Clerk: secret keys.

use super::rule::*;

const CLERK: Rule = Rule {
    provider: "Clerk",
    keywords: &["clerk"],
    case: Case::Any,
    near: Some(Near { words: &["clerk"], above: 5 }),
    entropy: Some(Alphabet::A62),
    rank: 1,
    roll: "https://dashboard.clerk.com/last-active?path=api-keys",
    reference: "https://clerk.com/docs/guides/development/clerk-environment-variables",
    ..Rule::BASE
};

/// Clerk's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "clerk-live-secret-key",
        title: "Clerk live secret key",
        pattern: r"(?P<secret>sk_live_[0-9A-Za-z]{40,60})",
        severity: Severity::Critical,
        mode: Mode::Live,
        exposes: "reads, changes and impersonates every user of the application",
        advice: "Add a secret key, deploy it, then delete the leaked one",
        hits: &["CLERK_SECRET_KEY=<<sk_live_{A62:42}>>", "import {{ createClerkClient }} from '@clerk/backend';\nconst c = createClerkClient({{ secretKey: '<<sk_live_{A62:40}>>' }});"],
        misses: &[("CLERK_SECRET_KEY=sk_live_{A62:24}", "Stripe's old width"), ("SECRET_KEY=sk_live_{A62:42}", "nothing names the vendor"), ("CLERK_SECRET_KEY=sk_live_{A62:90}", "too long")],
        ..CLERK
    },
    Rule {
        id: "clerk-test-secret-key",
        title: "Clerk development secret key",
        pattern: r"(?P<secret>sk_test_[0-9A-Za-z]{40,60})",
        severity: Severity::Medium,
        mode: Mode::Test,
        exposes: "the users of the development instance",
        advice: "Replace the key of the development instance",
        hits: &["CLERK_SECRET_KEY=<<sk_test_{A62:42}>>", "NEXT_PUBLIC_CLERK_SIGN_IN_URL=/sign-in\nCLERK_SECRET_KEY=\"<<sk_test_{A62:44}>>\""],
        misses: &[("CLERK_SECRET_KEY=sk_test_{A62:30}", "too short"), ("SECRET_KEY=sk_test_{A62:42}", "nothing names the vendor")],
        ..CLERK
    },
];

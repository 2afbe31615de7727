//! Meta (Facebook): user, page and system-user tokens, app tokens, app secrets.

use super::rule::*;

const META: Rule = Rule {
    provider: "Meta (Facebook)",
    roll: "https://developers.facebook.com/apps/",
    logs: "https://developers.facebook.com/tools/debug/accesstoken/",
    reference: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
    ..Rule::BASE
};

/// Rules for Meta's tokens.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "facebook-access-token",
        title: "Meta user, page or system-user token",
        // three letters are no keyword: the fourth is a letter of the app id's coding
        keywords: &[
            "EAAA", "EAAB", "EAAC", "EAAD", "EAAE", "EAAF", "EAAG", "EAAH", "EAAI", "EAAJ", "EAAK", "EAAL", "EAAM", "EAAN", "EAAO", "EAAP", "EAAQ", "EAAR", "EAAS", "EAAT", "EAAU",
            "EAAV", "EAAW", "EAAX", "EAAY", "EAAZ",
        ],
        pattern: r"(?P<secret>EAA[A-Z][A-Za-z0-9]{96,396})",
        reach: 512,
        before: Edge::Word,
        after: Edge::Base64,
        entropy: Some(Alphabet::A62),
        judge: Some(is_coded),
        severity: Severity::Critical,
        exposes: "acts as the person, page or system user: posts, reads insights, spends advertising budget",
        advice: "Invalidate the token, and reset the app secret if the app is yours",
        hits: &["FB_PAGE_TOKEN=<<EAAG{A62:60}ZA{A62:60}ZC{A62:40}>>", "{{\"access_token\": \"<<EAAB{A62:40}ZB{A62:50}ZD{A62:60}>>\"}}"],
        misses: &[("EAAB{A62:60}", "too short (Square's tokens are of that length)"), ("data:font/woff;base64,EAAB{A62:120}/{A62:60}", "a piece of base64")],
        ..META
    },
    Rule {
        id: "facebook-app-id",
        provider: "Meta (Facebook)",
        title: "Facebook app id",
        keywords: &["facebook", "fb_app", "fb_client", "fbapp", "meta_app"],
        case: Case::Any,
        pattern: named!(r"(?:facebook|fb|meta)[a-z0-9_.-]{0,16}(?:app|client)[_-]?id", "[0-9]{15,17}"),
        severity: Severity::Info,
        exposes: "names the application; it opens nothing without its secret",
        advice: "Leave it",
        reference: "https://developers.facebook.com/docs/development/create-an-app/app-dashboard/basic-settings/",
        hits: &["FACEBOOK_APP_ID=<<{dig:16}>>", "fb_app_id: '<<{dig:15}>>'"],
        misses: &[("app_id={dig:16}", "nothing says Facebook"), ("FACEBOOK_APP_ID={dig:9}", "too short")],
        ..Rule::BASE
    },
    Rule {
        id: "facebook-app-secret",
        title: "Meta app secret",
        keywords: &["facebook", "fb_app", "fb_secret", "fb_client", "fbapp", "meta_app", "instagram", "whatsapp"],
        case: Case::Any,
        pattern: named!(r"(?:facebook|fb|meta|instagram|whatsapp)[a-z0-9_.-]{0,24}secret(?:_?key)?", "[0-9a-f]{32}"),
        entropy: Some(Alphabet::Hex),
        pair: Some(Pair { with: &["facebook-app-id"], lines: 4, severity: Severity::Critical }),
        severity: Severity::Critical,
        exposes: "gets tokens in the app's name, and forges what its webhooks are sent",
        advice: "Reset the app secret under Basic settings",
        reference: "https://developers.facebook.com/docs/facebook-login/security",
        hits: &["FACEBOOK_APP_SECRET=<<{hex:32}>>", "fb_app_secret: '<<{hex:32}>>'"],
        misses: &[("FACEBOOK_APP_ID={dig:16}", "the app id is public"), ("facebook_sdk_md5 = {hex:32}", "a digest"), ("FB_APP_SECRET={hex:31}", "one character short")],
        ..META
    },
    Rule {
        id: "facebook-app-token",
        title: "Meta app access token",
        keywords: &["facebook", "fb_access", "fb_app", "fb_page", "fb_token", "graph.fb", "instagram", "oculus"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9]{15,17}(?:\||%7C)[A-Za-z0-9_-]{27,40})",
        after: Edge::Url,
        near: Some(Near { words: &["facebook", "fb_", "graph.fb", "instagram", "oculus"], above: 2 }),
        entropy: Some(Alphabet::Hex),
        exposes: "acts as the app: reads its settings, manages its test users and publishes to it",
        advice: "Reset the app secret: the token is made of it",
        hits: &["FB_ACCESS_TOKEN=<<{dig:16}|{A64u:26}{A62:1}>>", "curl 'https://graph.facebook.com/app?access_token=<<{dig:15}%7C{A64u:26}{A62:1}>>'"],
        misses: &[("token={dig:16}|{A62:27}", "no vendor near"), ("facebook {dig:16}|{A62:12}", "too short")],
        ..META
    },
];

/// The coding writes `Z` only as the head of a pair: ZA, ZB, ZC or ZD. A random text of a hundred letters without any other pair is rare.
fn is_coded(seen: &Sighting<'_>) -> Verdict {
    let token = &seen.text[seen.secret.clone()];
    let pairs = token.windows(2).filter(|pair| pair[0] == b'Z' && matches!(pair[1], b'A'..=b'D')).count();
    if pairs > 0 { Verdict::Believed } else { Verdict::Weak }
}

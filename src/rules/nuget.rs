//! NuGet: API keys and clear-text feed passwords.

use super::judge;
use super::rule::*;
use crate::proof::ids::NUGET;

const BASE: Rule = Rule { provider: "NuGet", ..Rule::BASE };

/// NuGet's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "nuget-api-key",
        title: "NuGet API key",
        // the first two bytes are ASCII "v4", so the fourth base32 character begins with a zero bit
        keywords: &["oy2a", "oy2b", "oy2c", "oy2d", "oy2e", "oy2f", "oy2g", "oy2h", "oy2i", "oy2j", "oy2k", "oy2l", "oy2m", "oy2n", "oy2o", "oy2p"],
        pattern: r"(?P<secret>oy2[a-p][a-z2-7]{42})",
        proof: Some(NUGET),
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "publishes and unlists its owner's packages",
        advice: "Delete the API key and check the versions that were pushed",
        roll: "https://www.nuget.org/account/apikeys",
        reference: "https://github.com/NuGet/NuGetGallery",
        hits: &["dotnet nuget push out.nupkg --api-key <<oy2{seal}>> --source nuget.org", "NUGET_API_KEY: <<oy2k{b32:42}>>"],
        misses: &[("oy2a{b32:41}", "one character short"), ("oy2z{b32:42}", "not what the version bytes give"), ("toy2a{b32:42}", "a piece of something longer")],
        ..BASE
    },
    Rule {
        id: "nuget-feed-password",
        title: "Clear-text feed password in nuget.config",
        keywords: &["cleartextpassword"],
        case: Case::Any,
        pattern: r#"(?i:key\s{0,3}=\s{0,3}["']cleartextpassword["']\s{1,6}value\s{0,3}=\s{0,3})["'](?P<secret>[^"'%\s${}<>][^"'%\s{}<>]{5,200})["']"#,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::Digits),
        judge: Some(judge::password),
        class: Class::Generic,
        exposes: "reads, and often writes, the private package feed",
        advice: "Change the feed's password or token and take it from the environment",
        roll: "https://learn.microsoft.com/nuget/reference/nuget-config-file",
        reference: "https://learn.microsoft.com/nuget/reference/nuget-config-file",
        hits: &["<add key=\"ClearTextPassword\" value=\"<<{A64u:20}>>\" />", "<add key='ClearTextPassword' value='<<{A62:52}>>' />"],
        misses: &[("<add key=\"ClearTextPassword\" value=\"%FEED_TOKEN%\" />", "a reference"), ("<add key=\"Password\" value=\"{A62:40}\" />", "the encrypted form"), ("<add key=\"ClearTextPassword\" value=\"\" />", "empty")],
        ..BASE
    },
];

//! ngrok: authtokens and API keys.

use super::rule::*;
use crate::proof::ids::NGROK;

/// ngrok's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "ngrok-authtoken",
        provider: "ngrok",
        title: "ngrok authtoken or API key",
        keywords: &["ngrok", "authtoken"],
        case: Case::Any,
        pattern: r"(?P<secret>[0-9A-Za-z]{27}_[0-9][0-9A-Za-z]{20})",
        proof: Some(NGROK),
        entropy: Some(Alphabet::A62),
        exposes: "opens tunnels in the account's name and on its domains",
        advice: "Reset the authtoken, or delete the API key",
        roll: "https://dashboard.ngrok.com/get-started/your-authtoken",
        reference: "https://ngrok.com/docs/agent/",
        hits: &["ngrok config add-authtoken <<{seal}>>", "version: 2\nauthtoken: <<1{A62:26}_{dig:1}{A62:20}>>", "NGROK_API_KEY=<<2{A62:26}_{dig:1}{A62:20}>>"],
        misses: &[("ngrok {A62:26}_{dig:1}{A62:20}", "the id is too short"), ("x = {A62:27}_{dig:1}{A62:20}", "nothing names the vendor"), ("NGROK_AUTHTOKEN=your_ngrok_authtoken", "a placeholder")],
        ..Rule::BASE
    },
];

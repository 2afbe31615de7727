//! How a credential that has left is made worthless, in order: roll, choose when the old one ends, deploy, read the log, look for damage.

use super::Step;
use super::kind::{self, Kind};
use crate::finding::Finding;
use crate::proof::State;
use crate::rules::{Mode, Rule};

/// The steps for a finding that others may have seen.
pub(super) fn steps(finding: &Finding) -> Vec<Step> {
    let rule = finding.rule;
    match finding.state {
        State::Expired => return vec![Step::say("by its own date it has expired: nothing has to be rolled, if nobody has renewed it")],
        State::Encrypted => {
            return vec![
                Step::say("it is encrypted: whoever has it still needs the passphrase"),
                Step::say(
                    "replace it if the passphrase is short, was used elsewhere or was ever written down; a new passphrase does not help, \
                     the copy that is out keeps the old one",
                ),
            ];
        }
        State::Usable => {}
    }
    let mut steps: Vec<Step> = of_rule(rule).into_iter().map(Step::say).collect();
    if rule.mode == Mode::Test {
        steps.insert(0, Step::say("it opens test data only, so there is no hurry; roll it all the same, habits reach live keys"));
    }
    steps
}

/// The steps by kind, in words.
pub(super) fn of_rule(rule: &Rule) -> Vec<String> {
    let roll = rule.roll;
    match kind::of(rule) {
        Kind::StripeKey | Kind::StripeRestricted => stripe_key(rule),
        Kind::StripeOrganization => {
            let mut steps = vec!["this key acts on every account of the organization: roll it before anything else".to_owned()];
            steps.extend(stripe_key(rule));
            steps
        }
        Kind::StripeWebhook => vec![
            format!("roll it on its endpoint: {roll} ; the old one may stay valid for up to 24 hours, in which both sign"),
            "choose now, not later, if others may have seen it: whoever holds it can forge events that your endpoint believes".to_owned(),
            "deploy the new one, then look for events in your own log that Stripe's list of deliveries does not show".to_owned(),
        ],
        Kind::StripeSession => vec![
            format!("it lives shortly and opens one customer, reader or payment; {}", first_lower(rule.advice)),
            logs(rule, "see whether that one object was used by somebody else"),
        ],
        Kind::StripeConnect => vec![
            format!("deauthorize the connected account and have it connect again, which ends the token: {roll}"),
            logs(rule, "look for requests on the connected account that are not yours"),
        ],
        Kind::Identifier => vec!["it is public by design: nothing has to be rolled".to_owned()],
        kind => general(rule, kind),
    }
}

fn stripe_key(rule: &Rule) -> Vec<String> {
    let damage = if rule.mode == Mode::Test {
        "who used it, from which address, for what"
    } else {
        "who used it, from which address, for what; look for charges, refunds, payouts, connected accounts, settings, keys, webhook \
         endpoints and team members that are not yours"
    };
    let mut steps = vec![
        format!("roll it first, clean the history second: {} , find the key, menu \"…\", Rotate key", rule.roll),
        "choose when the old key ends: \"now\" if anybody outside may have seen it or its log shows a request that you do not know \
         (what still holds it fails until it has the new one); a delay of some hours only if it stayed inside your team"
            .to_owned(),
        "copy the new key at once (it is shown once) into your key manager, and deploy it".to_owned(),
        logs(rule, damage),
        "delete the old key once nothing uses it; its request log stays readable".to_owned(),
    ];
    if rule.mode != Mode::Test {
        steps
            .push("beware of mail that threatens to close your account unless you enable something: holders of stolen keys send it".into());
    }
    steps
}

fn general(rule: &Rule, kind: Kind) -> Vec<String> {
    let page = if rule.roll.is_empty() { String::new() } else { format!(": {}", rule.roll) };
    let advice = rule.advice.trim_end_matches('.');
    let mut steps = vec![format!("{}{page}", first_lower(advice))];
    let ending = match kind {
        Kind::Wallet => "nobody can end it for you: whoever holds it can move what it holds, so move that first, to a key made elsewhere",
        Kind::PrivateKey => {
            "make a new pair, put the new public half wherever the old one is trusted, then take the old one out there and revoke \
             certificates made with it"
        }
        Kind::ConnectionString | Kind::Password => {
            "the old password ends at once when you change it: have the new one ready wherever it is used, and close sessions that are open"
        }
        Kind::WebhookUrl => "delete the old URL rather than keep both: whoever knows it can post there",
        Kind::SigningSecret => {
            "let old and new overlap only as long as the sender needs to change over: whoever holds the old one can forge what it signs"
        }
        Kind::Token => "revoke the old one now if anybody outside may have seen it; what still uses it fails until it has the new one",
        _ => {
            "if you can choose when the old one ends: now, if anybody outside may have seen it; a delay of some hours only if it stayed inside \
             your team"
        }
    };
    steps.push(ending.to_owned());
    steps.push("keep the new one in a key manager or the environment, not into a file of the repository".to_owned());
    steps.push(logs(rule, "look for uses that are not yours, back to the day it got out"));
    steps
}

/// Where its use can be read, and what to look for.
fn logs(rule: &Rule, what: &str) -> String {
    if rule.logs.is_empty() {
        format!("read the provider's or your own logs: {what}")
    } else {
        format!("read the log: {} : {what}", rule.logs)
    }
}

/// The sentence with a small first letter, unless its first word is a name or an abbreviation.
fn first_lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(sentence.chars().skip(1)).collect()
        }
        _ => sentence.to_owned(),
    }
}

//! The whole story of a credential, for `leakgate explain RULE`.

use super::kind::{self, Kind};
use super::roll;
use crate::rules::{Assigned, Case, Class, Mode, Rule, Severity};

/// Columns that the text is wrapped to.
const WIDTH: usize = 88;

/// What the rule's credential is, how it is recognised, what it opens, how it is rolled, where its use shows, and how to make a leak of
/// it matter less. Plain text that ends in a line feed.
pub fn explain(rule: &Rule) -> String {
    let mut out = format!("{} ({})\n", rule.title, rule.id);
    let mode = match rule.mode {
        Mode::Live => ", live",
        Mode::Test => ", test mode",
        Mode::Unknown => "",
    };
    push_line(&mut out, &format!("{}, severity {}{mode}", rule.provider, rule.severity.name()));
    if !rule.exposes.is_empty() {
        section(&mut out, "What it opens", &[sentence(rule.exposes)]);
    }
    section(&mut out, "How it is recognised", &recognised(rule));
    section(&mut out, "Live and test", &live_and_test(rule));
    if rule.severity > Severity::Info {
        section(&mut out, "Not committed, or not pushed yet", &not_pushed());
    }
    let steps = roll::of_rule(rule);
    let steps: Vec<String> = match steps.as_slice() {
        [only] => vec![sentence(only)],
        _ => steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, sentence(step))).collect(),
    };
    section(&mut out, "Once others may have seen it", &steps);
    if rule.severity > Severity::Info {
        section(&mut out, "Where its use shows", &[where_logs(rule)]);
        section(&mut out, "How to make a leak matter less", &matter_less(rule));
        section(&mut out, "What to watch for", &watch(rule));
    }
    if !rule.reference.is_empty() {
        section(&mut out, "Reference", &[rule.reference.to_owned()]);
    }
    out
}

fn recognised(rule: &Rule) -> Vec<String> {
    let quoted = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    let case = if rule.case == Case::Any { ", in capitals or small letters" } else { "" };
    match rule.keywords {
        [] => {}
        [one] => lines.push(format!("`{one}` stands in the text{case}, and what is around it has the shape of such a credential.")),
        many => {
            lines.push(format!(
                "One of {} stands in the text{case}, and what is around it has the shape of such a credential.",
                quoted(many)
            ));
        }
    }
    if let Some(assigned) = rule.assigned {
        let what = match assigned {
            Assigned::Url => "A URL has a password in front of its host, and the password is neither a sample nor a reference.",
            Assigned::Password => "A name such as `db_password` is given a literal that looks like a password.",
            Assigned::Key => "A name such as `api_key` is given a literal of random characters.",
            Assigned::Secret => "A name such as `client_secret` is given a literal of random characters.",
            Assigned::Token => "A name such as `access_token` is given a literal of random characters.",
        };
        lines.push(what.to_owned());
        lines.push("Words, placeholders, references, digests and identifiers are passed over.".to_owned());
    }
    if let Some(near) = rule.near {
        let place = match near.above {
            0 => "on the same line".to_owned(),
            1 => "on the same line, the line above or a line of its block".to_owned(),
            lines => format!("on the same line, the {lines} lines above or a line of its block"),
        };
        lines.push(format!("The shape alone means nothing, so one of these words has to stand {place}: {}.", quoted(near.words)));
    }
    if rule.entropy.is_some() {
        lines.push("Its random part has to look random: placeholders and words are passed over.".to_owned());
    }
    if let Some(check) = rule.proof {
        lines.push(if check.strict {
            format!("A check without network ({}) confirms it; what fails the check is not reported.", check.name)
        } else {
            format!("A check without network ({}) confirms it; what fails the check is reported as possible.", check.name)
        });
    }
    if let Some(pair) = rule.pair {
        lines.push(format!(
            "Where a finding of `{}` stands within {} lines, they are one credential, severity {}.",
            pair.with.join("` or `"),
            pair.lines,
            pair.severity.name()
        ));
    }
    if rule.class == Class::Generic {
        lines.push("No vendor made this shape: a path of tests or examples, or a weak context, makes it less sure.".to_owned());
    }
    lines
}

fn live_and_test(rule: &Rule) -> Vec<String> {
    let stripe = rule.provider == "Stripe";
    let text = match rule.mode {
        Mode::Live if stripe => {
            "The prefix says live: real money and real customers. Live keys are shown once, when they are made. A live key in a file of tests \
             or examples is still a live key; use a test key there."
        }
        Mode::Live => "The format says that it is a live one, wherever it stands: in a file of tests or examples, too.",
        Mode::Test if stripe => {
            "The prefix says test mode or sandbox: no real money, and test objects are not visible to live keys. It can be shown again in the \
             Dashboard at any time. Unless your policy says otherwise it warns and does not block, and it shows the way that a live key should take: through the environment."
        }
        Mode::Test => "The format says test or sandbox: no real data hangs on it, but habits reach live keys.",
        Mode::Unknown if rule.severity == Severity::Info => {
            "It is public by design and reported only on request. Make sure that the value beside it is not the secret one."
        }
        Mode::Unknown => "The format does not say whether it is live or test: treat it as live.",
    };
    vec![text.to_owned()]
}

fn not_pushed() -> Vec<String> {
    [
        "Take it out of the file and out of the commit: git restore --staged, git commit --amend, or git rebase -i for an older commit. A later \
         commit that deletes the line keeps it in the history.",
        "Rolling it is then prudent rather than urgent; where it touched a shared disk, a build log or a chat, roll it.",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn where_logs(rule: &Rule) -> String {
    match (rule.logs.is_empty(), rule.provider) {
        (false, "Stripe") => format!(
            "{} ; the menu \"…\" of a key also shows the requests made with that key alone: is the new one used, and by whom the old one?",
            rule.logs
        ),
        (false, _) => rule.logs.to_owned(),
        (true, _) => "The provider has no page for it that we know: your own logs, and bills, have to tell.".to_owned(),
    }
}

/// Habits that help whatever the credential is, after those of its kind.
fn matter_less(rule: &Rule) -> Vec<String> {
    let mut lines: Vec<&str> = match kind::of(rule) {
        Kind::StripeKey | Kind::StripeRestricted | Kind::StripeOrganization => vec![
            "Use restricted keys (rk_): none, read or write for each resource; a call beyond them fails. Above all for third parties and agents. \
             Put service and owner into the key's name, so that a finding can be traced.",
            "Limit the addresses that a live key works from (menu \"…\", Manage IP restrictions) where yours are stable.",
            "Never put a secret key into an application, a mobile app, a browser bundle or an SDK: publishable keys (pk_) are for those. Variables \
             that begin with NEXT_PUBLIC_, VITE_ or REACT_APP_ reach the browser.",
            "Roll keys as a rehearsal, so that it is quick on the day; the keys of the Stripe CLI end after 90 days by themselves.",
        ],
        Kind::StripeWebhook => vec![
            "One secret for each endpoint; check the signature and its time on every event, and fetch the object from Stripe before you act on it.",
            "Roll it as a rehearsal: both secrets sign for up to 24 hours.",
        ],
        Kind::StripeSession => {
            vec!["Hand it only to the customer or reader it was made for, over TLS; do not log it, store it or put it into a URL."]
        }
        Kind::StripeConnect => {
            vec!["Store tokens of connected accounts apart from your own keys; it is somebody else's account that is open."]
        }
        Kind::Wallet => vec![
            "Keep what is worth something in a hardware wallet or behind several signatures; leave a program's wallet only what it needs.",
            "Use other keys for tests, made for tests, that never held anything.",
        ],
        Kind::PrivateKey => vec![
            "Give the file a passphrase, or keep the key in hardware or an agent that never hands it out.",
            "Use one key for each machine and purpose, and certificates that end soon, so that taking one out is easy.",
        ],
        Kind::ConnectionString | Kind::Password => vec![
            "Let the server take connections from your own networks only, over TLS.",
            "Give each service a user of its own with the rights it needs; where the platform can, use short-lived tokens in place of passwords.",
        ],
        Kind::WebhookUrl => vec!["Let it post to one place only, and treat what arrives there as coming from anybody."],
        Kind::SigningSecret => {
            vec!["One secret for each sender; check the time in what is signed, so that a recorded event cannot be sent again."]
        }
        Kind::Identifier => Vec::new(),
        Kind::ApiKey | Kind::Token => vec![
            "Give it the fewest rights (scopes, read only, one project) and, where the provider can, a list of addresses it works from.",
            "Let it end soon, or use short-lived credentials that the platform gives at run time.",
        ],
    };
    lines.extend([
        "Keep it in a key manager; leave no copy in a local file.",
        "Give it only to those who need it, and go through that list and the keys themselves at set times: take out what nobody uses.",
        "Do not send it by mail, chat or support ticket; leakgate scan - looks at a text before you paste it.",
        "Practise rolling it before you have to.",
    ]);
    lines.into_iter().map(str::to_owned).collect()
}

fn watch(rule: &Rule) -> Vec<String> {
    let lines: &[&str] = match kind::of(rule) {
        Kind::StripeKey | Kind::StripeRestricted | Kind::StripeOrganization | Kind::StripeConnect => &[
            "Charges, refunds, payouts and connected accounts that are not yours; changed settings; new keys, webhook endpoints and team members.",
            "Live keys used where a test key would do, and addresses in the request log that you do not know.",
            "If something is odd but nothing is proven, roll the key anyway and look for the cause meanwhile.",
            "Stripe may write to you about a leak and may roll a live key by itself; it does not find every leak, so do not wait for it. \
             Beware of mail that threatens to close your account unless you enable something.",
        ],
        Kind::StripeWebhook | Kind::SigningSecret => {
            &["Events that were acted on here and that the sender's list of deliveries does not show."]
        }
        Kind::StripeSession => &["That one object changed or paid by somebody who should not."],
        Kind::Wallet => &["Transfers and approvals that are not yours: programs look for such keys and empty them within minutes."],
        Kind::PrivateKey => &["Log-ins, signatures and decryptions from machines that you do not know; new entries in authorized_keys."],
        Kind::ConnectionString | Kind::Password => {
            &["Log-ins from addresses that you do not know, large reads, and new users on the server."]
        }
        Kind::WebhookUrl => &["Messages that nobody of yours has sent, above all such as ask people to click or to pay."],
        _ => &[
            "Uses at hours, from addresses or of functions that are not yours; new keys, users and permissions; bills and limits that jump.",
            "If something is odd but nothing is proven, roll it anyway and look for the cause meanwhile.",
        ],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// With a capital first letter and a full stop, unless it ends in an address.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    out.push_str(chars.as_str());
    let address = out.rsplit(' ').next().is_some_and(|word| word.contains("://"));
    if !address && !out.ends_with(['.', '?', '!']) {
        out.push('.');
    }
    out
}

fn section(out: &mut String, heading: &str, lines: &[String]) {
    out.push('\n');
    push_line(out, heading);
    for line in lines {
        wrap(out, line);
    }
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// One paragraph, indented by two, later lines by four. A word that is longer than a line stands alone.
fn wrap(out: &mut String, text: &str) {
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column == 0 {
            out.push_str("  ");
            column = 2;
        } else if column + 1 + width > WIDTH {
            out.push_str("\n    ");
            column = 4;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_rule_has_its_story() {
        for rule in rules::all() {
            let text = explain(rule);
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(rule.id) && flat.contains(rule.title), "{}", rule.id);
            for page in [rule.logs, rule.reference] {
                assert!(rule.severity == Severity::Info || flat.contains(page), "{}: {page} is not told", rule.id);
            }
            assert!(text.ends_with('\n') && !text.contains("\n\n\n") && !text.lines().any(|line| line.ends_with(' ')), "{}", rule.id);
            // the first two lines are the rule's own words
            assert!(text.lines().skip(2).all(|line| line.chars().count() <= WIDTH || !line.trim().contains(' ')), "{}: too wide", rule.id);
        }
    }

    #[test]
    fn stripe_is_told_in_full() {
        let flat = explain(rules::find("stripe-live-secret-key").unwrap()).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "https://dashboard.stripe.com/apikeys",
            "https://dashboard.stripe.com/logs",
            "menu \"…\", Rotate key",
            "choose when the old key ends",
            "restricted keys",
            "Manage IP restrictions",
            "key manager",
            "payouts",
            "Practise rolling",
            "does not find every leak",
        ] {
            assert!(flat.to_lowercase().contains(&words.to_lowercase()), "{words}");
        }
    }

    #[test]
    fn sentences_end() {
        for (text, want) in [("a b", "A b."), ("see https://x.y/z", "See https://x.y/z"), ("is it?", "Is it?")] {
            assert_eq!(sentence(text), want);
        }
    }
}

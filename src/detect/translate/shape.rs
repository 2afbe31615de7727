//! The shape that our rules have: one group named `secret`, no repeat without an end, nothing tied to the ends of the text.

use std::ops::Range;

use regex_syntax::ast::{self, AssertionKind, Ast, GroupKind, RepetitionKind, RepetitionRange};
use regex_syntax::hir::Hir;

use super::dialect::Plain;
use super::{Refusal, pattern};

/// Ends that are tried for repeats without one, the widest first.
const BOUNDS: &[u32] = &[400, 200, 100, 50, 20];
/// The same for a single repeat of whatever characters there are, which goes over lines.
const WIDE: &[u32] = &[4000, 2000, 1000];
/// No rule looks further than this (bytes).
const REACH: usize = 16 << 10;

/// What came of it.
pub(super) struct Shaped {
    pub(super) pattern: String,
    pub(super) longest: usize,
    pub(super) remarks: Vec<String>,
    pub(super) tree: Hir,
}

/// What is to be written in place of a piece of the pattern.
struct Edit {
    span: Range<usize>,
    text: String,
}

/// A repeat without an end.
struct Open {
    span: Range<usize>,
    least: u32,
    lazy: bool,
}

/// What a walk over the pattern has found.
#[derive(Default)]
struct Seen {
    edits: Vec<Edit>,
    open: Vec<Open>,
    /// Groups that capture: their heads, `(` or `(?P<name>`, and whether they stand in one of several branches or may be left out.
    groups: Vec<(Range<usize>, bool)>,
    tied: bool,
    /// Repeats of any character.
    wide: usize,
}

/// Brings the pattern into shape.
pub(super) fn shape(plain: &Plain, group: Option<usize>) -> Result<Shaped, Refusal> {
    let mut seen = Seen::default();
    walk(&plain.tree, false, &mut seen);
    let mut remarks = Vec::new();
    let chosen = match group {
        Some(0) | None if seen.groups.is_empty() => None,
        Some(number) if number > 0 => {
            if number > seen.groups.len() {
                return Err(Refusal::whole(format!("secretGroup is {number}, and there are {} groups", seen.groups.len())));
            }
            Some(number - 1)
        }
        // the first group that takes part
        _ if seen.groups.len() == 1 || !seen.groups[0].1 => Some(0),
        _ => {
            remarks.push("any of several groups may hold the secret: the whole match is taken for it".to_owned());
            None
        }
    };
    for (number, (head, _)) in seen.groups.iter().enumerate() {
        let text = if Some(number) == chosen { "(?P<secret>" } else { "(?:" };
        seen.edits.push(Edit { span: head.clone(), text: text.to_owned() });
    }
    if seen.tied {
        remarks.push("its ends of the text are ends of lines here".to_owned());
    }
    let wide = if seen.open.len() == 1 && seen.wide == 1 { WIDE } else { &[] };
    let mut why = Refusal::whole("it is too large");
    for bound in wide.iter().chain(BOUNDS) {
        let pattern = write(&plain.text, &seen, *bound, chosen.is_none());
        let tree = pattern::parse(&pattern);
        let tree = tree.map_err(|error| foreign_place(plain, &error))?;
        if let Err(error) = pattern::compile(&pattern) {
            why = Refusal::whole(pattern::why(&error).0);
        } else if let Some(longest) = tree.properties().maximum_len().filter(|longest| *longest <= REACH) {
            if !seen.open.is_empty() {
                remarks.push(format!("a repeat without an end goes to {bound} here"));
            }
            return Ok(Shaped { pattern, longest, remarks, tree });
        } else {
            why = Refusal::whole(format!("a match may be longer than {} KiB", REACH >> 10));
        }
        if seen.open.is_empty() {
            break;
        }
    }
    Err(why)
}

/// What the translator has to say, at its place as far as that can be told.
fn foreign_place(plain: &Plain, error: &regex_syntax::Error) -> Refusal {
    match error {
        regex_syntax::Error::Parse(error) => plain.refusal(error.span().start.offset, error.kind().to_string()),
        regex_syntax::Error::Translate(error) => Refusal::whole(error.kind().to_string()),
        _ => Refusal::whole("it cannot be read"),
    }
}

fn write(text: &str, seen: &Seen, bound: u32, whole: bool) -> String {
    let mut edits: Vec<(Range<usize>, String)> = seen.edits.iter().map(|edit| (edit.span.clone(), edit.text.clone())).collect();
    for open in &seen.open {
        let most = if open.least < bound { bound } else { open.least.saturating_add(bound) };
        edits.push((open.span.clone(), format!("{{{},{most}}}{}", open.least, if open.lazy { "?" } else { "" })));
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len() + 32);
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(&text[at..span.start]);
        out.push_str(&new);
        at = span.end;
    }
    out.push_str(&text[at..]);
    if whole { format!("(?P<secret>{out})") } else { out }
}

/// Gathers what has to change. `loose`: this part need not take part in a match. The parser has bounded the depth.
fn walk(tree: &Ast, loose: bool, seen: &mut Seen) {
    match tree {
        Ast::Assertion(assertion) => {
            let text = match assertion.kind {
                AssertionKind::StartLine | AssertionKind::StartText => "(?m:^)",
                AssertionKind::EndLine | AssertionKind::EndText => "(?m:$)",
                _ => return,
            };
            seen.tied = true;
            seen.edits.push(Edit { span: range(assertion.span), text: text.to_owned() });
        }
        Ast::Repetition(repetition) => {
            let least = match &repetition.op.kind {
                RepetitionKind::ZeroOrMore => Some(0),
                RepetitionKind::OneOrMore => Some(1),
                RepetitionKind::Range(RepetitionRange::AtLeast(least)) => Some(*least),
                _ => None,
            };
            if let Some(least) = least {
                seen.open.push(Open { span: range(repetition.op.span), least, lazy: !repetition.greedy });
                seen.wide += usize::from(is_wide(&repetition.ast));
            }
            let may_be_none = match &repetition.op.kind {
                RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => true,
                RepetitionKind::OneOrMore => false,
                RepetitionKind::Range(
                    RepetitionRange::Exactly(least) | RepetitionRange::AtLeast(least) | RepetitionRange::Bounded(least, _),
                ) => *least == 0,
            };
            walk(&repetition.ast, loose || may_be_none, seen);
        }
        Ast::Group(group) => {
            if !matches!(group.kind, GroupKind::NonCapturing(_)) {
                let start = group.span.start.offset;
                seen.groups.push((start..inner_start(group), loose));
            }
            walk(&group.ast, loose, seen);
        }
        Ast::Alternation(alternation) => alternation.asts.iter().for_each(|branch| walk(branch, true, seen)),
        Ast::Concat(concat) => concat.asts.iter().for_each(|part| walk(part, loose, seen)),
        _ => {}
    }
}

/// Where a capturing group's own text begins.
fn inner_start(group: &ast::Group) -> usize {
    match &group.kind {
        // the name, and the `>` behind it
        GroupKind::CaptureName { name, .. } => name.span.end.offset + 1,
        _ => group.span.start.offset + 1,
    }
}

/// Does it match any character, or any but a few?
fn is_wide(tree: &Ast) -> bool {
    match tree {
        Ast::Dot(_) => true,
        Ast::ClassBracketed(class) => class.negated || is_everything(&class.kind),
        Ast::Group(group) => is_wide(&group.ast),
        Ast::Alternation(alternation) => alternation.asts.iter().any(is_wide),
        _ => false,
    }
}

/// `[\s\S]` and its like.
fn is_everything(set: &ast::ClassSet) -> bool {
    let ast::ClassSet::Item(ast::ClassSetItem::Union(union)) = set else { return false };
    let negated = |item: &ast::ClassSetItem| matches!(item, ast::ClassSetItem::Perl(class) if class.negated);
    union.items.iter().any(negated)
}

fn range(span: ast::Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, pattern};

    #[test]
    fn groups_ends_and_bounds() {
        for (foreign, group, ours) in [
            ("acme_[a-f]{32}", None, "(?P<secret>acme_[a-f]{32})"),
            ("(?i)acme=([a-f]{32})", None, "(?i)acme=(?P<secret>[a-f]{32})"),
            ("(acme)=([a-f]{32})", Some(2), "(?:acme)=(?P<secret>[a-f]{32})"),
            ("(acme)=([a-f]{32})", Some(0), "(?P<secret>acme)=(?:[a-f]{32})"),
            ("(?P<key>acme)=(?P<value>[a-f]{32})", Some(2), "(?:acme)=(?P<secret>[a-f]{32})"),
            ("acme_(a)|umbra_(b)", None, "(?P<secret>acme_(?:a)|umbra_(?:b))"),
            ("^acme_a+$", None, "(?P<secret>(?m:^)acme_a{1,400}(?m:$))"),
            (r"\Aacme_a{9,}?\z", None, "(?P<secret>(?m:^)acme_a{9,400}?(?m:$))"),
            (r"acme_[\s\S]*?end", None, r"(?P<secret>acme_[\s\S]{0,4000}?end)"),
            ("acme_(?:ab*c){1,300}", None, "(?P<secret>acme_(?:ab{0,20}c){1,300})"),
        ] {
            assert_eq!(pattern(foreign, Dialect::Re2, group).map(|done| done.pattern), Ok(ours.to_owned()), "{foreign}");
        }
    }

    #[test]
    fn what_changes_is_said() {
        let said = |foreign| pattern(foreign, Dialect::Re2, None).unwrap().remarks.join("; ");
        assert_eq!(said("acme_[a-f]{32}"), "");
        assert!(said("^acme_a+").contains("ends of lines") && said("^acme_a+").contains("goes to 400"));
        assert!(said("a(b)?(c)?").contains("the whole match"));
        assert!(said(r"acme_\pN").contains("ASCII"));
    }

    #[test]
    fn what_explodes_is_refused() {
        for (foreign, what) in [("(?:(?:a{1,100}){1,100}){1,100}", "1024 KiB"), ("a", ""), ("(a)(b)", "")] {
            let done = pattern(foreign, Dialect::Re2, Some(3).filter(|_| what.is_empty()));
            let refusal = done.unwrap_err();
            assert!(refusal.what.contains(if what.is_empty() { "secretGroup is 3" } else { what }), "{refusal}");
        }
    }
}

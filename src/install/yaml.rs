//! Where a line goes into somebody's YAML. The file is edited as text, so that its comments and its order stay; what it means before and
//! after is read by a parser, and only an edit that adds our entry and nothing else is accepted.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::block;

/// How deep a file of settings may nest.
const DEEP: usize = 64;

/// What a YAML text means, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// A scalar, or an alias.
    Leaf(String),
    /// Nothing at all.
    Null,
    /// A sequence.
    List(Vec<Node>, Place),
    /// A mapping.
    Map(Vec<(String, Node, Place)>, Place),
}

/// The line (from 0) where something begins; all places are equal, since only the meaning is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(usize);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// An entry that is to be there.
pub(super) struct Entry<'a> {
    /// The keys that lead to the mapping or the sequence that it goes into.
    pub(super) path: &'a [&'a str],
    /// Its key in a mapping; none in a sequence.
    pub(super) key: Option<&'a str>,
    /// Its lines, from the first column.
    pub(super) lines: &'a str,
}

/// The text with the entry; or why it cannot be put in.
pub(super) fn insert(text: &str, entry: &Entry) -> Result<String, String> {
    let before = read(text)?;
    let (at, indent, lines) = place(text, &before, entry)?;
    let edited = block::insert(text, at, &lines, indent);
    let after = read(&edited).map_err(|_| CANNOT.to_owned())?;
    let is_ours_alone = without(after, entry) == emptied(before, entry);
    // the text may hold other blocks of ours already
    if is_ours_alone && block::remove(&edited) == block::remove(text) { Ok(edited) } else { Err(CANNOT.to_owned()) }
}

const CANNOT: &str = "its form leaves no place for lines of ours";

/// A list or a mapping that is being read, and what was in it so far: of a mapping, keys and values in turn.
type Open = (Node, Vec<(Node, Place)>);

/// What a text means; an empty one is an empty mapping.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let mut stack: Vec<Open> = Vec::new();
    let mut root = None;
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| format!("line {}: it is no YAML", error.marker().line()))?;
        let finished = match event {
            Event::Scalar(value, ScalarStyle::Plain, _, None) if matches!(&*value, "" | "~" | "null") => Some((Node::Null, start(span))),
            Event::Scalar(value, ..) => Some((Node::Leaf(value.into_owned()), start(span))),
            Event::Alias(id) => Some((Node::Leaf(format!("*{id}")), start(span))),
            Event::SequenceStart(..) => {
                stack.push((Node::List(Vec::new(), start(span)), Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                stack.push((Node::Map(Vec::new(), start(span)), Vec::new()));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().and_then(|(node, children)| closed(&node, children)),
            Event::DocumentStart(_) => {
                documents += 1;
                None
            }
            _ => None,
        };
        if stack.len() > DEEP {
            return Err("it nests too deep".to_owned());
        }
        if let Some(finished) = finished {
            match stack.last_mut() {
                Some((_, children)) => children.push(finished),
                None => root = Some(finished.0),
            }
        }
    }
    if documents > 1 {
        return Err("it holds several documents".to_owned());
    }
    Ok(match root {
        None | Some(Node::Null) => Node::Map(Vec::new(), Place(0)),
        Some(root) => root,
    })
}

fn start(span: Span) -> Place {
    Place(span.start.line().saturating_sub(1))
}

fn closed(node: &Node, children: Vec<(Node, Place)>) -> Option<(Node, Place)> {
    match node {
        Node::List(_, place) => Some((Node::List(children.into_iter().map(|(child, _)| child).collect(), *place), *place)),
        Node::Map(_, place) => {
            let mut entries = Vec::new();
            let mut children = children.into_iter();
            while let (Some((key, at)), Some((value, _))) = (children.next(), children.next()) {
                let key = match key {
                    Node::Leaf(key) => key,
                    other => format!("{other:?}"),
                };
                entries.push((key, value, at));
            }
            Some((Node::Map(entries, *place), *place))
        }
        Node::Leaf(_) | Node::Null => None,
    }
}

impl Node {
    /// The value under these keys.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Node> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        let Node::Map(entries, _) = self else { return None };
        entries.iter().find(|(key, ..)| key == first)?.1.get(rest)
    }

    /// Does any value in it hold this text?
    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Node::Null => false,
            Node::Leaf(value) => value.contains(text),
            Node::List(items, _) => items.iter().any(|item| item.holds(text)) || joined(items).contains(text),
            Node::Map(entries, _) => entries.iter().any(|(_, value, _)| value.holds(text)),
        }
    }
}

/// A command that is written as a list of its words.
fn joined(items: &[Node]) -> String {
    items.iter().map(|item| if let Node::Leaf(word) = item { word.as_str() } else { "" }).collect::<Vec<_>>().join(" ")
}

/// The line (from 0) that the entry goes before, how far in, and its lines.
fn place(text: &str, root: &Node, entry: &Entry) -> Result<(usize, usize, String), String> {
    // a parser's column of a list is that of its first item where that stands below its key
    let line = |place: &Place| text.lines().nth(place.0).unwrap_or_default();
    let margin = |place: &Place| line(place).len() - line(place).trim_start().len();
    let block_style = |place: &Place| !line(place).trim_start().starts_with(['{', '[']);
    let Node::Map(top, root_place) = root else { return Err("it is no mapping".to_owned()) };
    if !top.is_empty() && !block_style(root_place) {
        return Err(CANNOT.to_owned());
    }
    let (mut node, mut indent, mut key_line) = (root, 0, None);
    if !top.is_empty() {
        indent = margin(root_place);
    }
    for (depth, key) in entry.path.iter().enumerate() {
        let Node::Map(entries, _) = node else { return Err(format!("{} is no mapping", entry.path[..depth].join("."))) };
        let Some((_, value, at)) = entries.iter().find(|(name, ..)| name == key) else {
            // the keys that are missing, and the entry below them
            let lines = nested(&entry.path[depth..], entry.lines);
            return Ok(match key_line {
                None => (text.lines().count(), indent, lines),
                Some(line) => (line + 1, indent, lines),
            });
        };
        key_line = Some(at.0);
        match value {
            Node::Null if bare_key(line(at), key) => {
                return Ok((at.0 + 1, margin(at) + 2, nested(&entry.path[depth + 1..], entry.lines)));
            }
            Node::Map(_, place) | Node::List(_, place) if place.0 > at.0 && block_style(place) => indent = margin(place),
            _ => return Err(format!("{} is written in a form that leaves no place for lines of ours", entry.path[..=depth].join("."))),
        }
        node = value;
    }
    match (node, entry.key) {
        (Node::List(..), None) | (Node::Map(..), Some(_)) => {}
        _ => return Err(format!("{} is of another kind than expected", entry.path.join("."))),
    }
    Ok((key_line.map_or(text.lines().count(), |line| line + 1), indent, entry.lines.to_owned()))
}

/// `key:` and nothing but a comment?
fn bare_key(line: &str, key: &str) -> bool {
    let rest = line.trim_start().trim_start_matches(['"', '\'']).strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'']));
    rest.and_then(|rest| rest.trim_start().strip_prefix(':')).is_some_and(|rest| rest.trim().is_empty() || rest.trim().starts_with('#'))
}

fn nested(keys: &[&str], lines: &str) -> String {
    let Some((first, rest)) = keys.split_first() else { return lines.to_owned() };
    format!("{first}:\n{}", block::indented(&nested(rest, lines), 2))
}

/// The tree without the entry, and without the empty mappings that lead to where it was.
fn without(mut root: Node, entry: &Entry) -> Node {
    take(&mut root, entry.path, entry.key);
    emptied(root, entry)
}

fn take(node: &mut Node, path: &[&str], key: Option<&str>) {
    match (node, path.split_first()) {
        (Node::Map(entries, _), Some((first, rest))) => {
            if let Some((_, value, _)) = entries.iter_mut().find(|(name, ..)| name == first) {
                take(value, rest, key);
            }
        }
        // ours is the one of the name, not one of two
        (Node::Map(entries, _), None) if entries.iter().filter(|(name, ..)| Some(name.as_str()) == key).count() == 1 => {
            entries.retain(|(name, ..)| Some(name.as_str()) != key);
        }
        (Node::List(items, _), None) if !items.is_empty() => {
            items.remove(0);
        }
        _ => {}
    }
}

/// The tree without what leads to the entry's place and holds nothing.
fn emptied(mut root: Node, entry: &Entry) -> Node {
    for depth in (0..entry.path.len()).rev() {
        let (path, last) = (&entry.path[..depth], entry.path[depth]);
        if let Some(Node::Map(entries, _)) = at(&mut root, path) {
            entries.retain(|(name, value, _)| name != last || !is_empty(value));
        }
    }
    root
}

fn at<'a>(node: &'a mut Node, path: &[&str]) -> Option<&'a mut Node> {
    let Some((first, rest)) = path.split_first() else { return Some(node) };
    let Node::Map(entries, _) = node else { return None };
    at(&mut entries.iter_mut().find(|(key, ..)| key == first)?.1, rest)
}

fn is_empty(node: &Node) -> bool {
    match node {
        Node::Null => true,
        Node::List(items, _) => items.is_empty(),
        Node::Map(entries, _) => entries.is_empty(),
        Node::Leaf(_) => false,
    }
}

#[cfg(test)]
mod tests;

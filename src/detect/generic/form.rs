//! From a name to the value that it is given, in the forms of the common languages and configuration formats. Everything is bounded: a
//! form is read from the name on, never a line from its start.

use std::ops::Range;

use super::reader::{GAP, LONGEST, Reader};
use crate::detect::place::Syntax;

/// Whether a form begins shows so near a name (bytes), on either side.
pub(super) const NEAR: usize = GAP + 24;
/// A form that has begun is read no farther than this (bytes): some lines, and the value.
pub(super) const FAR: usize = 6 * (LONGEST + 2 * GAP);

/// How a value is given to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `name = "value"`, `name: "value"`, `<name>value</name>` and the like, the value marked as one.
    Quoted,
    /// `name=value` and `name: value` where the syntax needs no quotes.
    Plain,
    /// `name=value` where it may as well be code: a query, a command, a keyword argument.
    Loose,
    /// `.name("value")`, `put("name", "value")`
    Argument,
    /// `name == "value"`
    Compared,
}

/// A value as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// Without its quotes (bytes).
    pub(super) span: Range<usize>,
    /// How it is given.
    pub(super) form: Form,
}

/// The value that is given to the name at `name`, if this is a place where one is given a literal. `begun`: it may become such a place by a
/// change that is not [`NEAR`] the name.
pub(super) fn value(text: &[u8], name: &Range<usize>, syntax: Syntax, begun: &mut bool) -> Option<Value> {
    let mut at = Reader { text, at: name.end, begun: false };
    let value = read(&mut at, name, syntax);
    *begun |= at.begun;
    value
}

fn read(at: &mut Reader<'_>, name: &Range<usize>, syntax: Syntax) -> Option<Value> {
    let text = at.text;
    let before = name.start.checked_sub(1).map(|before| text[before]);
    if before == Some(b'<') {
        return element(at);
    }
    // what closes the name: a quote (escaped in JSON within a string), a subscript, a call around it
    let escaped = at.eat(b"\\");
    let quote = at.peek().filter(|byte| matches!(byte, b'"' | b'\'' | b'`') && before == Some(*byte));
    at.at += usize::from(quote.is_some());
    if escaped && quote.is_none() {
        return None;
    }
    let mut called = false;
    if quote.is_some() {
        at.eat_any(&[b"]", b" ]"]);
    }
    if quote.is_some() && at.peek() == Some(b')') {
        called = true;
        at.at += 1;
    }
    let blanks = at.blanks();
    at.begun = blanks > 8;
    // a property of C#
    at.eat_any(&[b"{ get; set; } ", b"{ get; init; } ", b"{ get; } "]);
    if at.at > name.end && quote.is_some() && !called {
        let from = at.at;
        if let Some(value) = second_attribute(at, name) {
            return Some(value);
        }
        at.at = from;
    }
    // only the first argument of a call names the second
    let opens = text[name.start.saturating_sub(GAP)..name.start.saturating_sub(1)].trim_ascii_end().ends_with(b"(");
    if at.peek() == Some(b',') && !opens {
        return None;
    }
    if let Some(form) = operator(at, called, quote.is_some(), escaped, syntax) {
        at.begun = true;
        return literal(at, form, syntax, escaped);
    }
    let argument = text[name.clone()].starts_with(b"-");
    match at.peek()? {
        // `--password value`, `ENV NAME value`, `Bearer value`
        _ if blanks > 0
            && quote.is_none()
            && (argument || is_instruction(text, name.start) || text[name.clone()].eq_ignore_ascii_case(b"bearer")) =>
        {
            at.begun = true;
            literal(at, if argument { Form::Loose } else { Form::Plain }, Syntax::Shell, false)
        }
        b'\r' | b'\n' if quote.is_none() && syntax == Syntax::Config => below(at),
        _ => None,
    }
}

/// Reads what gives a value to a name, and says how it is given.
fn operator(at: &mut Reader<'_>, called: bool, quoted: bool, escaped: bool, syntax: Syntax) -> Option<Form> {
    // how all of them begin
    if !matches!(at.peek()?, b'=' | b'!' | b'?' | b'|' | b'o' | b':' | b'+' | b'<' | b'(' | b',' | b's' | b'S') {
        return None;
    }
    if at.eat_any(&[b"===", b"!==", b"==", b"!="]) {
        return (!called).then_some(Form::Compared);
    }
    // a fallback: of a variable, of a call that reads one
    if at.eat_any(&[b"??=", b"||=", b"??", b"||", b"?:", b"or \"", b"or '"]) {
        if matches!(at.text[at.at - 1], b'"' | b'\'') {
            at.at -= 1;
        }
        return Some(Form::Quoted);
    }
    if called {
        return None;
    }
    if at.eat_any(&[b":=", b"=>", b"+=", b"?=", b"<-"]) {
        return Some(Form::Quoted);
    }
    if at.eat(b"=") {
        return Some(if at.text[..at.at - 1].ends_with(b" ") || syntax == Syntax::Config { Form::Plain } else { Form::Loose });
    }
    if at.peek() == Some(b':') && !at.rest().starts_with(b"::") {
        at.at += 1;
        // `name: Type = "value"`
        let line = at.line();
        let kind = line.iter().take(48).take_while(|byte| byte.is_ascii_alphanumeric() || b"_<>[]&'|?,. !".contains(byte)).count();
        if kind > 1 && line.get(kind) == Some(&b'=') && !matches!(line.get(kind + 1), Some(b'=' | b'>')) && !escaped {
            at.at += kind + 1;
            return Some(Form::Quoted);
        }
        return Some(Form::Plain);
    }
    if !quoted && at.eat(b"(") {
        return Some(Form::Argument);
    }
    // `put("name", "value")`
    if quoted && at.eat(b",") {
        return Some(Form::Argument);
    }
    // `var name string = "value"`
    if !quoted && at.eat_any(&[b"string = ", b"string=", b"String = "]) {
        return Some(Form::Quoted);
    }
    None
}

/// The literal at the cursor.
fn literal(at: &mut Reader<'_>, form: Form, syntax: Syntax, escaped: bool) -> Option<Value> {
    let from = at.at;
    at.blanks();
    if (matches!(at.peek(), Some(b'\n' | b'\r')) || at.rest().starts_with(b"\\\n")) && syntax == Syntax::Code {
        // the value stands on the next line
        at.eat(b"\\");
        at.lines(1);
    }
    if matches!(at.peek(), Some(b'|' | b'>')) && syntax != Syntax::Code && form == Form::Plain {
        return block(at);
    }
    // prefixes of strings, and the few calls that only wrap one
    if at.rest().starts_with(b"(\"") || at.rest().starts_with(b"('") {
        at.at += 1;
    }
    at.eat(b"[]byte(");
    let word = at.word();
    let after = at.rest().get(word.len()).copied();
    if !word.is_empty() && word.len() <= 2 && matches!(after, Some(b'"' | b'\'')) && word.iter().all(|byte| b"rRbBfFuULN".contains(byte)) {
        at.at += word.len();
    } else if after == Some(b'(') {
        let wraps: [&[u8]; 8] = [b"secretstr", b"secretstring", b"str", b"string::from", b"buffer.from", b"b64decode", b"atob", b"bytes"];
        if !wraps.contains(&word.to_ascii_lowercase().as_slice()) {
            return None;
        }
        at.at += word.len() + 1;
    }
    at.eat_any(&[b"@", b"$\""]);
    if at.text[at.at - 1] == b'"' && at.text[from..at.at].ends_with(b"$\"") {
        at.at -= 1;
    }
    if escaped || at.rest().starts_with(b"\\\"") || at.rest().starts_with(b"\\'") {
        return at.eat(b"\\").then(|| quoted(at, form, true)).flatten();
    }
    match at.peek()? {
        b'"' | b'\'' | b'`' => quoted(at, form, false),
        _ => bare(at, from, form, syntax),
    }
}

fn quoted(at: &mut Reader<'_>, form: Form, escaped: bool) -> Option<Value> {
    let quote = at.peek().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let start = at.at + 1;
    let line = &at.line()[1..];
    let mut skip = false;
    let end = line.iter().position(|byte| {
        if escaped {
            return *byte == b'\\';
        }
        let ends = *byte == quote && !skip;
        skip = *byte == b'\\' && !skip;
        ends
    })?;
    let span = start..start + end;
    // `"a" + b`, `"a" . b`, `"%s" % b`, `"{}".format(b)`: a piece of something, or a template
    let after = &line[end + 1..];
    let after = after.trim_ascii_start();
    let pieces: [&[u8]; 7] = [b"+ ", b"+\"", b". $", b".format", b"% ", b"..", b"<>"];
    if pieces.iter().any(|piece| after.starts_with(piece)) || after.is_empty() && end == 0 {
        return None;
    }
    // a second argument after a builder's first says that this was none
    if form == Form::Argument && at.text[at.at.saturating_sub(1)] == b'(' && !matches!(after.first(), None | Some(b')' | b';')) {
        return None;
    }
    let form = match form {
        Form::Plain | Form::Loose => Form::Quoted,
        other => other,
    };
    Some(Value { span, form })
}

/// A value without quotes.
fn bare(at: &mut Reader<'_>, from: usize, form: Form, syntax: Syntax) -> Option<Value> {
    let spaced = at.at > from;
    let line = at.line();
    let ends: &[u8] = match (form, syntax) {
        (Form::Plain, Syntax::Config) => b"",
        (Form::Plain, Syntax::Prose | Syntax::Unknown | Syntax::Shell) => b" \t\"'`;&|)<>,",
        (Form::Loose, _) if !spaced || syntax == Syntax::Shell => b" \t\"'`;&|)<>,}]\\",
        _ => return None,
    };
    let mut value = &line[..line.iter().position(|byte| ends.contains(byte)).unwrap_or(line.len())];
    if ends.is_empty() {
        let comment = value.windows(2).position(|pair| matches!(pair, b" #" | b" ;" | b"\t#"));
        value = value[..comment.unwrap_or(value.len())].trim_ascii_end();
        value = value.strip_suffix(b",").or_else(|| value.strip_suffix(b";")).unwrap_or(value);
    } else if form == Form::Plain {
        // in prose a value is the last of its line; punctuation is no part of it
        if syntax != Syntax::Shell && !line[value.len()..].iter().all(|byte| b" \t\"'`,.;)".contains(byte)) {
            return None;
        }
        value = value.strip_suffix(b".").unwrap_or(value);
    }
    let span = at.at..at.at + value.len();
    (!value.is_empty() && value.len() <= LONGEST).then_some(Value { span, form })
}

/// `<name>value</name>`
fn element(at: &mut Reader<'_>) -> Option<Value> {
    if !at.eat(b">") {
        return None;
    }
    at.begun = true;
    at.lines(1);
    let rest = at.rest();
    let end = memchr::memchr(b'<', &rest[..rest.len().min(LONGEST)])?;
    if !rest[end..].starts_with(b"</") {
        return None;
    }
    let value = rest[..end].trim_ascii_end();
    Some(Value { span: at.at..at.at + value.len(), form: Form::Quoted })
}

/// `name="NAME" value="v"`, `"name": "NAME", "value": "v"`: the value stands beside the name, or on one of the two lines below.
fn second_attribute(at: &mut Reader<'_>, name: &Range<usize>) -> Option<Value> {
    let head = &at.text[name.start.saturating_sub(16)..name.start];
    let names = |word: &[u8]| memchr::memmem::find(&head.to_ascii_lowercase(), word).is_some();
    if !(names(b"name") || names(b"key") || names(b"id")) && at.peek() != Some(b'{') {
        return None;
    }
    at.begun = true;
    // terraform: `variable "name" {`, with a default some lines below
    if at.eat(b"{") {
        for _ in 0..4 {
            at.at += at.line().len();
            at.lines(1);
            if at.eat(b"default") {
                at.blanks();
                return at.eat(b"=").then(|| literal(at, Form::Quoted, Syntax::Code, false)).flatten();
            }
        }
        return None;
    }
    at.eat(b",");
    at.lines(2);
    at.eat_any(&[b"\"", b"'"]);
    if !at.eat_any(&[b"value", b"Value", b"VALUE", b"content"]) {
        return None;
    }
    at.eat_any(&[b"\"", b"'"]);
    at.blanks();
    at.eat_any(&[b"=", b":"]).then(|| literal(at, Form::Quoted, Syntax::Code, false)).flatten()
}

/// `- name: NAME` with `value: v` on the next line.
fn below(at: &mut Reader<'_>) -> Option<Value> {
    at.begun = true;
    at.lines(1);
    if !at.eat(b"value:") {
        return None;
    }
    literal(at, Form::Plain, Syntax::Config, false)
}

/// A YAML block of one line.
fn block(at: &mut Reader<'_>) -> Option<Value> {
    at.at += 1;
    at.eat_any(&[b"-", b"+"]);
    at.blanks();
    if !matches!(at.peek(), Some(b'\n' | b'\r')) {
        return None;
    }
    let own = at.at;
    at.lines(1);
    let indent = at.at - own;
    let value = at.line().trim_ascii_end();
    let span = at.at..at.at + value.len();
    // a block of more lines is a key or a text
    let next = at.text[span.end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let deeper = next + 1 >= indent && at.text.get(span.end + next).is_some_and(|byte| *byte != b'#') && next > 2;
    (!deeper && !value.is_empty() && value.len() <= LONGEST).then_some(Value { span, form: Form::Plain })
}

/// `ENV NAME value` of container files.
fn is_instruction(text: &[u8], name: usize) -> bool {
    let head = &text[name.saturating_sub(8)..name];
    let line = head.rsplit(|byte| *byte == b'\n').next().unwrap_or(head);
    matches!(line.trim_ascii(), b"ENV" | b"ARG") && line.ends_with(b" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::words;

    /// The values of all names in `text`.
    fn read(text: &str, syntax: Syntax) -> Vec<(&str, Form)> {
        let mut found = Vec::new();
        for at in words::pieces(text.as_bytes()) {
            if let Some(name) = super::super::name::around(text.as_bytes(), at)
                && let Some(value) = value(text.as_bytes(), &name, syntax, &mut false)
            {
                found.push((&text[value.span], value.form));
            }
        }
        found
    }

    proptest::proptest! {
        /// Where nothing begins under the first syntax of those that stand for all, the others are not asked.
        #[test]
        fn what_begins_under_any_syntax_begins_under_the_first(
            before in "[\"'<(., \n]{0,3}",
            behind in proptest::collection::vec(
                proptest::sample::select(vec!["\"", "'", "\\", "]", ")", " ", "         ", "\t", "=", ":", ",", "(", "\n", "\r\n", ">", "value", "key", "x", "or "]),
                0..8,
            ),
        ) {
            let text = format!("{before}password{}", behind.concat());
            let name = before.len()..before.len() + "password".len();
            let begins = |syntax: &Syntax| {
                let mut begun = false;
                value(text.as_bytes(), &name, *syntax, &mut begun);
                begun
            };
            if !begins(&Syntax::ALL[0]) {
                proptest::prop_assert!(!Syntax::ALL.iter().any(begins), "{:?}", text);
            }
        }
    }

    #[test]
    fn values_are_read_in_every_form() {
        use Form::{Argument, Compared, Loose, Plain, Quoted};
        use Syntax::{Code, Config, Prose, Shell};
        for (text, syntax, form) in [
            ("password = \"V4l_ue\"", Code, Quoted),
            ("password := `V4l_ue`", Code, Quoted),
            ("password: \"V4l_ue\",", Code, Quoted),
            ("\"password\": \"V4l_ue\"", Code, Quoted),
            ("\"password\" => 'V4l_ue'", Code, Quoted),
            (":password => 'V4l_ue'", Code, Quoted),
            ("{\\\"password\\\": \\\"V4l_ue\\\"}", Code, Quoted),
            ("config['password'] = 'V4l_ue'", Code, Quoted),
            ("const PASSWORD: &'static str = \"V4l_ue\";", Code, Quoted),
            ("password: Optional[str] = \"V4l_ue\"", Code, Quoted),
            ("var password string = \"V4l_ue\"", Code, Quoted),
            ("String password =\n    \"V4l_ue\";", Code, Quoted),
            ("password = b\"V4l_ue\"", Code, Quoted),
            ("password = SecretStr(\"V4l_ue\")", Code, Quoted),
            ("os.getenv(\"DB_PASSWORD\", \"V4l_ue\")", Code, Argument),
            ("process.env.DB_PASSWORD || \"V4l_ue\"", Code, Quoted),
            ("process.env.DB_PASSWORD ?? 'V4l_ue'", Code, Quoted),
            ("os.environ.get('DB_PASSWORD') or 'V4l_ue'", Code, Quoted),
            ("define('SMTP_PASSWORD', 'V4l_ue');", Code, Argument),
            (".password(\"V4l_ue\")", Code, Argument),
            ("setPassword('V4l_ue');", Code, Argument),
            ("string Password { get; set; } = \"V4l_ue\";", Code, Quoted),
            ("if password == \"V4l_ue\"", Code, Compared),
            ("<password>V4l_ue</password>", Code, Quoted),
            ("<add key=\"password\" value=\"V4l_ue\"/>", Code, Quoted),
            ("{\"name\": \"DB_PASSWORD\", \"value\": \"V4l_ue\"}", Code, Quoted),
            ("variable \"db_password\" {\n  type = string\n  default = \"V4l_ue\"\n}", Code, Quoted),
            ("https://x.org/?password=V4l_ue&a=b", Code, Loose),
            ("password: V4l_ue # note", Config, Plain),
            ("password = V4l_ue", Config, Plain),
            ("- name: DB_PASSWORD\n  value: V4l_ue\n", Config, Plain),
            ("password: |\n  V4l_ue\nnext: x\n", Config, Plain),
            ("DB_PASSWORD=V4l_ue", Config, Plain),
            ("export DB_PASSWORD=V4l_ue cmd", Shell, Loose),
            ("ENV DB_PASSWORD V4l_ue\n", Shell, Plain),
            ("mysql --password V4l_ue db", Shell, Loose),
            ("backup --password=V4l_ue db", Shell, Loose),
            ("The password: V4l_ue", Prose, Plain),
        ] {
            assert!(read(text, syntax).contains(&("V4l_ue", form)), "{text}: {:?}", read(text, syntax));
        }
    }

    #[test]
    fn what_gives_no_literal_is_passed_over() {
        for (text, syntax) in [
            ("password = read_password()", Syntax::Code),
            ("password = other", Syntax::Code),
            ("password: str", Syntax::Code),
            ("[\"user\", \"password\"]", Syntax::Code),
            ("password(", Syntax::Code),
            ("</password>", Syntax::Code),
            ("password = \"a\" + b", Syntax::Code),
            ("the password is V4l_ue and more", Syntax::Prose),
        ] {
            assert_eq!(read(text, syntax), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[ -~\n]{0,60}") {
            let text = format!("password{text}");
            for syntax in [Syntax::Code, Syntax::Config, Syntax::Shell, Syntax::Prose, Syntax::Unknown] {
                let _ = value(text.as_bytes(), &(0..8), syntax, &mut false);
            }
        }
    }
}

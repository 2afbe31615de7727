//! From what is known of a value to how sure it is: points that add up, so that every verdict can be told in a line.
//!
//! | what | points |
//! | --- | --- |
//! | name | `client_secret`, `db_password` 2; `password` 1; `token` 0 |
//! | value | random 3; a password that was made 3; a UUID 1; a password that a person chose 1, a word with digits 0 |
//! | form | compared with, or an argument of a call: -1; without quotes where code may stand: -1 |
//! | comment | in one: -1 |
//! | place | settings +1; tests, examples, documentation, translations -2 |
//! | words beside it | `example`, `dummy`, `for testing` -2; `production`, `do not commit` +1 |
//! | ships to browsers | a password or a secret +1; a key, which is most often meant to -4 |
//!
//! Four points are likely, three possible, fewer nothing.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::form::Form;
use super::name::Name;
use super::value::Shape;
use crate::detect::Confidence;
use crate::detect::place::Trust;
use crate::rules::Assigned;

/// What stands beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Words that say: made up.
    MadeUp,
    /// Words that say: real.
    Real,
    /// Neither.
    Nothing,
}

/// How sure it is; `None` below what is worth telling.
pub(super) fn confidence(name: &Name, shape: Shape, form: Form, commented: bool, trust: Trust, beside: Beside) -> Option<Confidence> {
    let value = match shape {
        Shape::Random(_) | Shape::Made(_) => 3,
        Shape::Uuid | Shape::Chosen => 1,
        Shape::Simple => 0,
    };
    let form = match form {
        Form::Quoted | Form::Plain => 0,
        Form::Argument | Form::Compared | Form::Loose => -1,
    };
    let place = match trust {
        Trust::Skipped => return None,
        Trust::Lowered(_) => -2,
        Trust::Plain => 0,
        Trust::Raised => 1,
    };
    let beside = match beside {
        Beside::MadeUp => -2,
        Beside::Real => 1,
        Beside::Nothing => 0,
    };
    let ships = match (name.ships, name.kind) {
        (false, _) => 0,
        (true, Assigned::Password | Assigned::Secret | Assigned::Url) => 1,
        (true, Assigned::Key | Assigned::Token) => -4,
    };
    match name.strength + value + form - i32::from(commented) + place + beside + ships {
        4.. => Some(Confidence::Likely),
        3 => Some(Confidence::Possible),
        _ => None,
    }
}

/// Words (lower case) that say what stands beside them is made up.
#[rustfmt::skip]
const MADE_UP: &[&str] = &[
    "example", "sample", "dummy", "fake", "mock", "not a real", "not real", "for testing", "test key", "test only", "test token", "test password", "placeholder",
    "documentation", "public key", "e.g.", "for instance", "such as", "unittest", "expect(", "assert",
];
/// Words that say: real.
const REAL: &[&str] = &["production", "do not commit", "don't commit", "hardcoded", "live key", "real key", "todo remove", "todo: remove"];

/// What the words of a line and of the comment above it say.
pub(super) fn beside(words: &[u8]) -> Beside {
    // a finder takes longer to make than to look through a line
    static FINDERS: LazyLock<[Vec<Finder<'static>>; 2]> =
        LazyLock::new(|| [MADE_UP, REAL].map(|list| list.iter().map(Finder::new).collect()));
    let [made_up, real] = &*FINDERS;
    let lower = words.to_ascii_lowercase();
    let holds = |list: &[Finder<'_>]| list.iter().any(|word| word.find(&lower).is_some());
    if holds(made_up) {
        Beside::MadeUp
    } else if holds(real) {
        Beside::Real
    } else {
        Beside::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_add_up() {
        let name = |kind, strength, ships| Name { kind, strength, ships };
        let tests = Trust::Lowered("in a file of tests");
        for (name, shape, form, trust, beside, want) in [
            (name(Assigned::Password, 2, false), Shape::Made(3.5), Form::Quoted, Trust::Plain, Beside::Nothing, Some(Confidence::Likely)),
            (name(Assigned::Password, 1, false), Shape::Chosen, Form::Plain, Trust::Raised, Beside::Nothing, Some(Confidence::Possible)),
            (name(Assigned::Password, 1, false), Shape::Chosen, Form::Quoted, Trust::Plain, Beside::Nothing, None),
            (name(Assigned::Token, 0, false), Shape::Random(4.2), Form::Quoted, Trust::Plain, Beside::Nothing, Some(Confidence::Possible)),
            (name(Assigned::Key, 2, false), Shape::Random(4.2), Form::Quoted, tests, Beside::Nothing, Some(Confidence::Possible)),
            (name(Assigned::Key, 2, false), Shape::Random(4.2), Form::Quoted, tests, Beside::MadeUp, None),
            (name(Assigned::Key, 2, true), Shape::Random(4.2), Form::Plain, Trust::Raised, Beside::Nothing, None),
            (name(Assigned::Secret, 2, true), Shape::Uuid, Form::Plain, Trust::Plain, Beside::Nothing, Some(Confidence::Likely)),
            (name(Assigned::Key, 2, false), Shape::Random(4.2), Form::Quoted, Trust::Skipped, Beside::Nothing, None),
        ] {
            assert_eq!(confidence(&name, shape, form, false, trust, beside), want, "{name:?} {shape:?} {form:?} {trust:?} {beside:?}");
        }
        let (name, shape) = (name(Assigned::Password, 1, false), Shape::Made(3.5));
        assert_eq!(confidence(&name, shape, Form::Quoted, true, Trust::Plain, Beside::Nothing), Some(Confidence::Possible));
    }

    #[test]
    fn words_beside_a_value_count() {
        assert_eq!(beside(b"# for testing only"), Beside::MadeUp);
        assert_eq!(beside(b"# PRODUCTION"), Beside::Real);
        assert_eq!(beside(b"password ="), Beside::Nothing);
    }
}

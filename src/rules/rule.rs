//! What a rule is. A rule is one literal in one place, with everything about it.

use std::ops::Range;

use crate::proof::Check;

/// One kind of credential: what it looks like, how it is proved, what it means and what to do about it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Kebab-case, provider first: `stripe-live-secret-key`.
    pub id: &'static str,
    /// The vendor as it writes its own name.
    pub provider: &'static str,
    /// What a person calls it: `Stripe live secret key`.
    pub title: &'static str,
    /// Literals of four bytes or more of which one stands in every match's neighbourhood ([`Rule::reach`]); the rarest there are. None
    /// where `files` alone says where to look.
    pub keywords: &'static [&'static str],
    /// The files that the rule holds in, every file where there are none. Lower case, compared without case: a base name
    /// (`.pgpass`) or `*` and an ending with a dot (`*.tfstate`), after folders where these matter (`config/master.key`).
    pub files: &'static [&'static str],
    /// How keywords are compared. The pattern says for itself whether case matters (`(?i)`).
    pub case: Case,
    /// A bytes regex, Unicode off, repeats bounded, with one capture group named `secret`.
    pub pattern: &'static str,
    /// How many bytes before and after a keyword the pattern (and its `near` words) may stand.
    pub reach: usize,
    /// For secrets that have only a name: the scanner of `detect::generic` finds them, without keywords and without a pattern.
    pub assigned: Option<Assigned>,
    /// What must not stand right before the secret.
    pub before: Edge,
    /// What must not stand right after the secret.
    pub after: Edge,
    /// For shapes that mean nothing alone: words of which one must stand near, in an assignment or the like.
    pub near: Option<Near>,
    /// The alphabet of the secret's random part, where the value has to look random to be believed.
    pub entropy: Option<Alphabet>,
    /// For loose patterns: is the value believable where it stands?
    pub judge: Option<Judge>,
    /// The offline check.
    pub proof: Option<Check>,
    /// Of rules that claim the same bytes the one with the higher rank wins: 0 for a vendor's format, more for a format that is a
    /// special case of another one, less for a shape that several vendors share.
    pub rank: i8,
    /// Whether a path (tests, examples, documentation) may lower the confidence: never for a vendor's token.
    pub class: Class,
    /// The rules whose findings nearby belong to the same credential (an id and its secret). The others become parts.
    pub pair: Option<Pair>,
    /// How bad it is when it is out.
    pub severity: Severity,
    /// Real money and real data, or a playground.
    pub mode: Mode,
    /// One sentence: what the holder can do.
    pub exposes: &'static str,
    /// The provider's page where it is rolled or revoked.
    pub roll: &'static str,
    /// The provider's page that shows what it was used for; empty where there is none.
    pub logs: &'static str,
    /// One imperative sentence: the first thing to do once it has left.
    pub advice: &'static str,
    /// The page that documents the format.
    pub reference: &'static str,
    /// Samples that must be found. Templates ([`crate::rules::sample`]); what stands between `<<` and `>>` must be captured, the
    /// whole text where there are no such marks.
    pub hits: &'static [&'static str],
    /// Samples that must stay silent under this rule, each with the reason.
    pub misses: &'static [(&'static str, &'static str)],
}

impl Rule {
    /// What most rules share; a rule names the rest: `Rule { id: "…", ..Rule::BASE }`.
    pub const BASE: Self = Self {
        id: "",
        provider: "",
        title: "",
        keywords: &[],
        files: &[],
        case: Case::Exact,
        pattern: "",
        reach: 256,
        assigned: None,
        before: Edge::Word,
        after: Edge::Word,
        near: None,
        entropy: None,
        judge: None,
        proof: None,
        rank: 0,
        class: Class::Vendor,
        pair: None,
        severity: Severity::High,
        mode: Mode::Unknown,
        exposes: "",
        roll: "",
        logs: "",
        advice: "",
        reference: "",
        hits: &[],
        misses: &[],
    };

    /// Length in bytes of the literal that `secret` begins with because the rule says so: what a mask may show.
    pub fn prefix_len(&self, secret: &[u8]) -> usize {
        self.keywords.iter().filter(|word| secret.starts_with(word.as_bytes())).map(|word| word.len()).max().unwrap_or(0)
    }
}

/// A pattern for a value that is assigned to a name: the name's regex (case does not matter), the value's.
macro_rules! named {
    ($name:literal, $value:literal) => {
        concat!("(?i:", $name, r#")\\?["'\]]{0,2}\s{0,3}(?:[=:]{1,2}>?|,)\s{0,3}\(?\\?["'`]?(?P<secret>"#, $value, ")")
    };
}
pub(crate) use named;

/// What a scanner finds by the name that it is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// `db_password`
    Password,
    /// `api_key`, `encryption_key`
    Key,
    /// `client_secret`
    Secret,
    /// `access_token`
    Token,
    /// The password in a URL, by its place.
    Url,
}

/// How keywords are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// As written.
    Exact,
    /// ASCII letters of either case.
    Any,
}

/// The set of characters that must not touch a secret: otherwise it is a piece of something longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Anything may.
    Open,
    /// `0-9A-Za-z_`
    Word,
    /// `0-9A-Za-z_-`
    Url,
    /// `0-9A-Za-z_+/=`
    Base64,
    /// `0-9A-Za-z_.-`
    Dotted,
}

/// Words that give a shape its meaning.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    /// Lower case; compared without case.
    pub words: &'static [&'static str],
    /// How many lines above the secret's line count too (0 to 5).
    pub above: u8,
}

/// The alphabet of a random part; gives the entropy floor by length (bits a character).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// `0-9`
    Digits,
    /// `0-9a-f`, either case
    Hex,
    /// Lower (or upper) case and digits, 32 to 36 characters
    Lc36,
    /// Letters and digits
    A62,
    /// Letters, digits and two more (`+/` or `-_`)
    A64,
}

/// Vendor's token or generic shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A format that one vendor (or standard) made.
    Vendor,
    /// A shape with a telling name: passwords in assignments, connection strings.
    Generic,
}

/// Judges a value by itself and by the match that it stands in. Pure.
pub type Judge = fn(&Sighting<'_>) -> Verdict;

/// A match as a [`Judge`] sees it.
#[derive(Debug, Clone)]
pub struct Sighting<'a> {
    /// The text around the match.
    pub text: &'a [u8],
    /// Where the whole match stands (bytes).
    pub matched: Range<usize>,
    /// Where the `secret` capture stands (bytes).
    pub secret: Range<usize>,
}

/// What a [`Judge`] makes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It stands for a secret, refers to one, or opens nothing.
    Silent,
    /// It may be one.
    Weak,
    /// Nothing speaks against it.
    Believed,
}

/// Findings that are one credential.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Ids of the rules whose findings become parts of this one's: of each the nearest.
    pub with: &'static [&'static str],
    /// At most this many lines apart.
    pub lines: usize,
    /// Severity of all together.
    pub severity: Severity,
}

/// How bad it is when it is out. The order is the order of badness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not a secret: known, and silent.
    Info,
    /// One session, one object, short-lived.
    Low,
    /// Test data, or a secret that opens little.
    Medium,
    /// Data or service of one system.
    High,
    /// Money, or the whole account.
    Critical,
}

/// Real or playground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The format says: real.
    Live,
    /// The format says: test data.
    Test,
    /// The format does not say.
    Unknown,
}

impl Severity {
    /// As reports and configuration write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl Mode {
    /// As reports and configuration write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
            Self::Unknown => "unknown",
        }
    }
}

impl Case {
    /// As configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Any => "any",
        }
    }
}

impl Edge {
    /// As configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Word => "word",
            Self::Url => "url",
            Self::Base64 => "base64",
            Self::Dotted => "dotted",
        }
    }
}

impl Alphabet {
    /// As configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Digits => "digits",
            Self::Hex => "hex",
            Self::Lc36 => "lc36",
            Self::A62 => "a62",
            Self::A64 => "a64",
        }
    }
}

impl Class {
    /// As configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Generic => "generic",
        }
    }
}

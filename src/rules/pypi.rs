//! PyPI: upload tokens and passwords in .pypirc.

use super::judge;
use super::rule::*;
use crate::proof::macaroon::PYPI;

const INDEX: Rule = Rule { provider: "PyPI", reference: "https://docs.pypi.org/api/secrets/", after: Edge::Url, ..Rule::BASE };

/// PyPI's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "pypi-api-token",
        title: "PyPI API token",
        keywords: &["pypi-AgEIcHlwaS5vcmc"],
        pattern: r"(?P<secret>pypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,1000})",
        proof: Some(PYPI),
        reach: 1100,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Critical,
        exposes: "uploads new versions of its owner's packages to everybody who installs them",
        advice: "Remove the token, check the release history, and prefer trusted publishing",
        roll: "https://pypi.org/manage/account/token/",
        hits: &["TWINE_PASSWORD=<<pypi-AgEIcHlwaS5vcmc{seal}>>", "[pypi]\nusername = __token__\npassword = <<pypi-AgEIcHlwaS5vcmc{seal}>>"],
        misses: &[("pypi-AgEIcHlwaS5vcmc{A64u:30}", "too short"), ("pypi-{A64u:140}", "another head than pypi.org")],
        ..INDEX
    },
    Rule {
        id: "pypi-test-api-token",
        title: "TestPyPI API token",
        keywords: &["pypi-AgENdGVzdC5weXBpLm9yZw"],
        pattern: r"(?P<secret>pypi-AgENdGVzdC5weXBpLm9yZw[0-9A-Za-z_-]{50,1000})",
        proof: Some(PYPI),
        reach: 1100,
        entropy: Some(Alphabet::Lc36),
        severity: Severity::Medium,
        mode: Mode::Test,
        exposes: "uploads packages to the test index",
        advice: "Remove the token",
        roll: "https://test.pypi.org/manage/account/token/",
        hits: &["TWINE_PASSWORD=<<pypi-AgENdGVzdC5weXBpLm9yZw{seal}>>", "password = <<pypi-AgENdGVzdC5weXBpLm9yZw{seal}>>"],
        misses: &[("pypi-AgENdGVzdC5weXBpLm9yZw{A64u:30}", "too short"), ("pypi-AgENdGVzdC5weXBp", "the head alone")],
        ..INDEX
    },
    Rule {
        id: "pypi-upload-password",
        title: "Password in .pypirc",
        keywords: &["[pypi]", "[testpypi]", "[server-login]", "index-servers"],
        pattern: r#"(?:\[(?:pypi|testpypi|server-login)\]|index-servers)(?s:.{0,300}?)\n[ \t]{0,8}password[ \t]{0,4}[=:][ \t]{0,4}(?P<secret>[^\s"'#$<>{}%*\[\]][^\s"'#<>{}\[\]]{5,99})"#,
        reach: 512,
        before: Edge::Open,
        after: Edge::Open,
        entropy: Some(Alphabet::Digits),
        judge: Some(judge::password),
        class: Class::Generic,
        exposes: "uploads packages as this user",
        advice: "Change the password and put a project-scoped token in its place",
        roll: "https://pypi.org/manage/account/",
        reference: "https://packaging.python.org/en/latest/specifications/pypirc/",
        hits: &["[pypi]\nusername = alice\npassword = <<{A64u:16}>>", "[distutils]\nindex-servers =\n  corp\n\n[corp]\nrepository: https://pypi.corp/\npassword: <<{A62:14}>>"],
        misses: &[("[pypi]\nusername = alice\npassword = ${{PYPI_PASSWORD}}", "a reference"), ("[pypi]\npassword =\n", "empty"), ("[pypi]\npassword = <your password>", "a placeholder")],
        ..INDEX
    },
];

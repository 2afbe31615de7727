//! OpenPGP: armored private keys.

use super::rule::*;
use crate::proof::pgp::PGP_CRC24;

/// OpenPGP's rules.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "openpgp-private-key",
        provider: "OpenPGP",
        title: "OpenPGP private key block",
        keywords: &["BEGIN PGP PRIVATE KEY BLOCK"],
        // a body line may be indented, quoted, or joined by a literal \n
        pattern: r#"(?P<secret>-----BEGIN PGP PRIVATE KEY BLOCK-----(?:[\s"'+,;>*#]|\\[nr]){1,12}(?:[A-Z][A-Za-z]{2,15}: [^\n\\]{0,100}(?:[\s"'+,;>*#]|\\[nr]){1,12}){0,4}(?:[0-9A-Za-z+/=]{4,80}(?:[\s"'+,;>*#]|\\[nr]){1,12}){2,}-----END PGP PRIVATE KEY BLOCK-----)"#,
        proof: Some(PGP_CRC24),
        reach: 14000,
        before: Edge::Open,
        after: Edge::Open,
        severity: Severity::Critical,
        exposes: "signs and decrypts in its owner's name, unless a strong passphrase protects it",
        advice: "Publish a revocation certificate and make a new key",
        roll: "https://keys.openpgp.org/manage",
        reference: "https://www.rfc-editor.org/rfc/rfc9580",
        hits: &[
            "<<-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{seal}>>",
            "# signing key of the releases\n<<-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n{seal}>>",
        ],
        misses: &[("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ{A64:62}\n{A64:64}\n={A64:4}\n-----END PGP PUBLIC KEY BLOCK-----", "a public key"), ("grep -e '-----BEGIN PGP PRIVATE KEY BLOCK-----' key.asc", "a search for the marker"), ("-----BEGIN PGP PRIVATE KEY BLOCK-----\n...\n-----END PGP PRIVATE KEY BLOCK-----", "a placeholder")],
        ..Rule::BASE
    },
];

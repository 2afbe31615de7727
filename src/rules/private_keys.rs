//! Private keys and key stores: PEM (PKCS#1, SEC1, DSA, PKCS#8), OpenSSH, age, PKCS#12, Java key stores (OpenPGP and PuTTY have their own files).
//!
//! A key is captured as the whole block, from its first line to its last. Its lines may be indented, commented, quoted and concatenated, or
//! joined by a literal `\n`. A BEGIN line alone, or one with too little base64 behind it, is documentation or code that writes keys.

use super::rule::*;
use crate::proof::bech32::AGE;
use crate::proof::openssh::OPENSSH;
use crate::proof::pem::PEM_KEY;

/// A block's longest body (bytes) is a RSA key of 16,384 bits with room for indents and quotes.
const REACH: usize = 16_384;

/// A PEM block: its label, then the regex of what the base64 begins with.
macro_rules! pem {
    ($label:literal, $head:literal) => {
        concat!(
            "(?P<secret>-----BEGIN ", $label, "-----", r#"[\s\\nr"'`,+#*>|;&%0AD$=(.]{0,60}"#, $head,
            r#"[A-Za-z0-9+/]{24}[A-Za-z0-9+/=\s\\"'`,.;#*>|&%()$:_<]{16,}?-----END "#, $label, "-----)"
        )
    };
}

const KEY: Rule = Rule {
    provider: "Private key",
    reach: REACH,
    before: Edge::Open,
    after: Edge::Open,
    severity: Severity::Critical,
    roll: "https://letsencrypt.org/docs/revoking/",
    reference: "https://www.rfc-editor.org/rfc/rfc7468",
    ..Rule::BASE
};

/// Is it the keystore of Android's debug builds, whose password everybody knows?
fn is_no_debug_store(seen: &Sighting<'_>) -> Verdict {
    let head = &seen.text[seen.secret.start..seen.secret.end.min(seen.secret.start + 4_096)];
    let known = [b"androiddebugkey".as_slice(), b"a\0n\0d\0r\0o\0i\0d\0d\0e\0b\0u\0g\0k\0e\0y"];
    if known.iter().any(|name| memchr::memmem::find(head, name).is_some()) { Verdict::Silent } else { Verdict::Believed }
}

/// Rules for private keys.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        id: "age-secret-key",
        provider: "age",
        title: "age identity",
        keywords: &["AGE-SECRET-KEY-1"],
        pattern: "(?P<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})",
        proof: Some(AGE),
        reach: 256,
        before: Edge::Word,
        after: Edge::Word,
        entropy: Some(Alphabet::Lc36),
        exposes: "decrypts every file that was encrypted to it",
        roll: "https://github.com/FiloSottile/age",
        advice: "Make a new identity, encrypt everything to it again and treat what the old one could open as known",
        reference: "https://github.com/C2SP/C2SP/blob/main/age.md",
        hits: &["AGE-SECRET-KEY-1{seal}", "SOPS_AGE_KEY=<<AGE-SECRET-KEY-1{seal}>>", "# created: 2025-01-01\n<<AGE-SECRET-KEY-1{seal}>>\n"],
        misses: &[("AGE-SECRET-KEY-1{bech32:58}", "its sum does not hold"), ("AGE-SECRET-KEY-1{bech32:57}", "one character short"), ("AGE-SECRET-KEY-1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "a placeholder")],
        ..KEY
    },
    Rule {
        id: "java-key-store",
        title: "Java key store with a private key",
        keywords: &["\u{5}X.509\0"],
        pattern: r"(?s-u)(?P<secret>(?:\xFE\xED\xFE\xED|\xCE\xCE\xCE\xCE)\x00\x00\x00[\x01\x02]\x00\x00.{2}\x00\x00\x00\x01\x00.{40,6000}?\x00\x05X\.509\x00)",
        reach: 8_192,
        judge: Some(is_no_debug_store),
        severity: Severity::Medium,
        exposes: "holds a private key behind a password that can be guessed offline",
        advice: "Replace the keys inside, revoke their certificates and keep the store out of git",
        reference: "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html",
        hits: &[
            "<<{bytes:feedfeed000000020000000100000001}{bytes:0006}{lc26:6}{bytes:0000019000000000}{A62:700}{bytes:00000001}{bytes:00}{bytes:05}X.509{bytes:00}>>{A62:60}",
            "<<{bytes:cececece000000020000000200000001}{bytes:0003}{lc26:3}{bytes:0000019000000000}{A62:1200}{bytes:000000010005}X.509{bytes:00}>>{A62:60}",
        ],
        misses: &[
            ("{bytes:feedfeed000000020000000100000002}{bytes:0006}{lc26:6}{bytes:00000190000000000005}X.509{bytes:00}{A62:600}", "certificates only: a trust store"),
            ("{bytes:feedfeed000000020000000100000001}{bytes:000f}androiddebugkey{bytes:0000019000000000}{A62:700}{bytes:000000010005}X.509{bytes:00}", "the store of debug builds"),
        ],
        ..KEY
    },
    Rule {
        id: "java-key-store-base64",
        title: "Java key store in base64",
        keywords: &["/u3+7QAAAA", "zs7OzgAAAA"],
        pattern: r"(?P<secret>(?:/u3\+7QAAAA|zs7OzgAAAA)[EI]A[A-Za-z0-9+/]{4}AAAAAQ[A-Za-z0-9+/]{400,}={0,2})",
        reach: 8_192,
        before: Edge::Word,
        after: Edge::Base64,
        severity: Severity::Medium,
        exposes: "holds a private key behind a password that can be guessed offline",
        advice: "Replace the keys inside and give the build a new store from its secret manager",
        reference: "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html",
        hits: &["KEYSTORE_BASE64=<</u3+7QAAAAIAAAABAAAAAQ{A64:900}==>>", "keystore: \"<<zs7OzgAAAAIAAAABAAAAAQ{A64:1200}>>\""],
        misses: &[("/u3+7QAAAAIAAAABAAAAAg{A64:900}", "its first entry is a certificate: a trust store"), ("/u3+7QAAAAIAAAABAAAAAQ{A64:40}", "too short to hold a key")],
        ..KEY
    },
    Rule {
        id: "pkcs12-key-store",
        title: "PKCS#12 key store",
        // the end of the object identifier of a key bag, 1.2.840.113549.1.12.10.1.2
        keywords: &["\r\u{1}\u{c}\n\u{1}\u{2}"],
        pattern: r"(?s-u)(?P<secret>\x30(?:\x82..|\x83...|\x84....|\x80)\x02\x01\x03\x30.{1,5}\x06\x09\x2A\x86\x48\x86\xF7\r\x01\x07\x01.{8,8000}?\x06\x0B\x2A\x86\x48\x86\xF7\r\x01\x0C\n\x01\x02)",
        reach: 10_240,
        judge: Some(is_no_debug_store),
        severity: Severity::Medium,
        exposes: "holds a private key behind a password that can be guessed offline",
        advice: "Replace the key inside, revoke its certificate and keep the store out of git",
        reference: "https://www.rfc-editor.org/rfc/rfc7292",
        hits: &[
            "<<{bytes:308209e00201033082099a06092a864886f70d010701a082098b}{A62:40}{bytes:060b2a864886f70d010c0a0102}>>{A62:400}",
            "<<{bytes:308205e00201033082059a06092a864886f70d010701a082058b}{A62:1900}{bytes:060b2a864886f70d010c0a0102}>>{A62:40}",
        ],
        misses: &[
            ("{bytes:308209e00201033082099a06092a864886f70d010701a082098b}{A62:900}", "no key bag: certificates only"),
            ("{A62:40}{bytes:060b2a864886f70d010c0a0102}{A62:40}", "an object identifier in a program's table"),
        ],
        ..KEY
    },
    Rule {
        id: "pkcs12-key-store-base64",
        title: "PKCS#12 key store in base64",
        keywords: &["GCSqGSIb3DQEHAaCC", "MIACAQMwgAYJKoZIhvcNAQcBoI"],
        pattern: r"(?P<secret>(?:MII[A-Za-z0-9+/]{2}[AQgw]IBAzCC[A-Za-z0-9+/]{3}GCSqGSIb3DQEHAaCC|MIACAQMwgAYJKoZIhvcNAQcBoI)[A-Za-z0-9+/]{600,}={0,2})",
        before: Edge::Word,
        after: Edge::Base64,
        severity: Severity::Medium,
        exposes: "holds a private key behind a password that can be guessed offline",
        advice: "Replace the key inside and revoke its certificate: for a signing identity at the platform that issued it",
        reference: "https://www.rfc-editor.org/rfc/rfc7292",
        hits: &["CERT_P12=<<MIIKYQIBAzCCCicGCSqGSIb3DQEHAaCC{A64:2400}==>>", "p12: \"<<MIIFZgIBAzCCBSwGCSqGSIb3DQEHAaCC{A64:1300}=>>\""],
        misses: &[("MIIKYQIBAzCCCicGCSqGSIb3DQEHAaCC{A64:100}", "cut off"), ("MIIFazCCA1OgAwIBAgIRAIIQz7DSQONZRGPgu2OCiwAwDQYJKoZIhvcNAQELBQAw{A64:1200}", "a certificate")],
        ..KEY
    },
    Rule {
        id: "private-key-dsa",
        title: "DSA private key",
        keywords: &["-BEGIN DSA PRIVATE KEY-----"],
        pattern: pem!("DSA PRIVATE KEY", "M[A-P]"),
        proof: Some(PEM_KEY),
        exposes: "signs, and logs in over SSH, as its owner",
        advice: "Take the public half out of every authorized_keys file and replace the key by an Ed25519 one",
        hits: &["-----BEGIN DSA PRIVATE KEY-----{seal}", "key: |\n    <<-----BEGIN DSA PRIVATE KEY-----\n    {seal}>>\n", "\"key\": \"<<-----BEGIN DSA PRIVATE KEY-----\\n{seal}>>\\n\""],
        misses: &[("-----BEGIN DSA PRIVATE KEY-----\nMIIBu{A64:59}\n{A64:64}\n{A64:64}\n-----END DSA PRIVATE KEY-----", "no key by its structure"), ("-----BEGIN DSA PRIVATE KEY-----", "the line alone"), ("-----BEGIN DSA PRIVATE KEY-----\n...\n-----END DSA PRIVATE KEY-----", "documentation")],
        ..KEY
    },
    Rule {
        id: "private-key-ec",
        title: "EC private key",
        keywords: &["-BEGIN EC PRIVATE KEY-----"],
        pattern: pem!("EC PRIVATE KEY", "M[A-P]"),
        proof: Some(PEM_KEY),
        exposes: "signs as its owner: TLS server, token issuer or wallet",
        advice: "Make a new key pair and revoke the certificates and tokens that hang on this one",
        reference: "https://www.rfc-editor.org/rfc/rfc5915",
        hits: &["-----BEGIN EC PRIVATE KEY-----{seal}", "key: |\n    <<-----BEGIN EC PRIVATE KEY-----\n    {seal}>>\n", "\"key\": \"<<-----BEGIN EC PRIVATE KEY-----\\n{seal}>>\\n\""],
        misses: &[("-----BEGIN EC PRIVATE KEY-----\nMIIBu{A64:59}\n{A64:64}\n{A64:64}\n-----END EC PRIVATE KEY-----", "no key by its structure"), ("-----BEGIN EC PRIVATE KEY-----\n<your key>\n-----END EC PRIVATE KEY-----", "documentation"), ("-----BEGIN EC PUBLIC KEY-----\nMFkwEw{A64:58}\n{A64:60}\n-----END EC PUBLIC KEY-----", "a public key")],
        ..KEY
    },
    Rule {
        id: "private-key-encrypted",
        title: "encrypted private key",
        keywords: &["-BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"],
        pattern: concat!(
            r#"(?P<secret>-----BEGIN (?:ENCRYPTED PRIVATE KEY-----[\s\\nr"'`,+#*>|;&%0AD$=(.]{0,60}M[A-P]|(?:RSA |EC |DSA |)PRIVATE KEY-----[\s\\nr"'`,+#*>|;&]{0,60}"#,
            r#"Proc-Type: 4,ENCRYPTED[\s\\nr"'`,+#*>|;&]{1,60}DEK-Info: [A-Z0-9-]{3,24},[0-9A-Fa-f]{8,64}[\s\\nr"'`,+#*>|;&]{1,60})"#,
            r#"[A-Za-z0-9+/]{24}[A-Za-z0-9+/=\s\\"'`,.;#*>|&%()$:_<]{16,}?-----END (?:RSA |EC |DSA |ENCRYPTED |)PRIVATE KEY-----)"#
        ),
        proof: Some(PEM_KEY),
        severity: Severity::Medium,
        exposes: "is a private key to whoever knows, or guesses, its passphrase",
        advice: "Replace the key if its passphrase is short, shared or written down near it",
        reference: "https://www.rfc-editor.org/rfc/rfc5958",
        hits: &["-----BEGIN ENCRYPTED PRIVATE KEY-----\n{seal}", "<<-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{HEX:32}\n\n{seal}>>\n"],
        misses: &[("-----BEGIN ENCRYPTED PRIVATE KEY-----", "the line alone"), ("if pem.startswith('-----BEGIN ENCRYPTED PRIVATE KEY-----'): raise Locked", "code that reads keys")],
        ..KEY
    },
    Rule {
        id: "private-key-openssh",
        title: "OpenSSH private key",
        keywords: &["-BEGIN OPENSSH PRIVATE KEY-----"],
        pattern: pem!("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjE"),
        proof: Some(OPENSSH),
        exposes: "logs in, pushes and signs as its owner wherever the public half is known",
        roll: "https://docs.github.com/authentication/connecting-to-github-with-ssh",
        advice: "Take the public half out of every server and account first, then make a new key",
        reference: "https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key",
        hits: &["-----BEGIN OPENSSH PRIVATE KEY-----\n{seal}", "DEPLOY_KEY=\"<<-----BEGIN OPENSSH PRIVATE KEY-----\\n{seal}>>\""],
        misses: &[
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE{A64:34}\n{A64:70}\n-----END OPENSSH PRIVATE KEY-----", "no key by its structure"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA...\n-----END OPENSSH PRIVATE KEY-----", "documentation"),
            ("grep -q 'BEGIN OPENSSH PRIVATE KEY-----' key && echo found", "a script"),
        ],
        ..KEY
    },
    Rule {
        id: "private-key-pkcs8",
        title: "private key",
        keywords: &["-BEGIN PRIVATE KEY-----"],
        pattern: pem!("PRIVATE KEY", "M[A-P]"),
        proof: Some(PEM_KEY),
        exposes: "signs and decrypts as its owner: TLS server, service account or token issuer",
        advice: "Make a new key pair and revoke what was issued to the old one: certificate, service account key or signing key",
        reference: "https://www.rfc-editor.org/rfc/rfc5958",
        hits: &[
            "-----BEGIN PRIVATE KEY-----\n{seal}",
            "\"private_key\": \"<<-----BEGIN PRIVATE KEY-----\\n{seal}>>\\n\",",
            "const KEY = '<<-----BEGIN PRIVATE KEY-----\\n' +\n  '{seal}>>';",
            "tls.key: |\n    <<-----BEGIN PRIVATE KEY-----\n    {seal}>>\n",
        ],
        misses: &[
            ("-----BEGIN PRIVATE KEY-----\nMIIEv{A64:59}\n{A64:64}\n-----END PRIVATE KEY-----", "no key by its structure"),
            ("-----BEGIN PRIVATE KEY-----", "the line alone"),
            ("pem = \"-----BEGIN PRIVATE KEY-----\\n\" + base64.encodebytes(der) + \"\\n-----END PRIVATE KEY-----\"", "code that writes keys"),
            ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC...\n-----END PRIVATE KEY-----", "documentation"),
            ("-----BEGIN PUBLIC KEY-----\nMIIBI{A64:59}\n{A64:64}\n-----END PUBLIC KEY-----", "a public key"),
            ("-----BEGIN CERTIFICATE-----\nMIIDd{A64:59}\n{A64:64}\n-----END CERTIFICATE-----", "a certificate"),
        ],
        ..KEY
    },
    Rule {
        id: "private-key-rsa",
        title: "RSA private key",
        keywords: &["-BEGIN RSA PRIVATE KEY-----"],
        pattern: pem!("RSA PRIVATE KEY", "M[A-P]"),
        proof: Some(PEM_KEY),
        exposes: "signs and decrypts as its owner: TLS server, SSH user or token issuer",
        advice: "Make a new key pair, revoke its certificates and take the public half out of every server",
        reference: "https://www.rfc-editor.org/rfc/rfc8017",
        hits: &["-----BEGIN RSA PRIVATE KEY-----{seal}", "key: |\n    <<-----BEGIN RSA PRIVATE KEY-----\n    {seal}>>\n", "\"key\": \"<<-----BEGIN RSA PRIVATE KEY-----\\n{seal}>>\\n\""],
        misses: &[("-----BEGIN RSA PRIVATE KEY-----\nMIIBu{A64:59}\n{A64:64}\n{A64:64}\n-----END RSA PRIVATE KEY-----", "no key by its structure"), ("-----BEGIN RSA PRIVATE KEY-----\nMIIE...\n-----END RSA PRIVATE KEY-----", "documentation"), ("-----BEGIN RSA PUBLIC KEY-----\nMIIBC{A64:59}\n{A64:64}\n-----END RSA PUBLIC KEY-----", "a public key")],
        ..KEY
    },
];

//! Private keys in PEM (RFC 7468): PKCS#1 (RFC 8017), SEC 1 (RFC 5915), DSA as OpenSSL writes it, PKCS#8 plain and encrypted (RFC 5958), and
//! the older encryption of RFC 1421 (`Proc-Type: 4,ENCRYPTED`). OpenSSH's own blocks go to [`super::openssh`].

use super::armor::{self, Armor};
use super::der::{self, Der, INTEGER, OCTETS, OID, SEQUENCE};
use super::{Check, Proof, State, noise, openssh, radix};

/// A whole `-----BEGIN … PRIVATE KEY-----` block; lines may be indented, quoted, or joined by a written `\n`.
pub const PEM_KEY: Check = Check { name: "pem-key", run: inspect, strict: true, seal: Some(seal) };

/// The like once more in base64, as in a kubeconfig's `client-key-data`.
pub const PEM_BASE64: Check = Check { name: "pem-key-base64", run: inspect_base64, strict: true, seal: Some(seal_base64) };

/// No key is larger (bytes); what is, is not looked at.
const LIMIT: usize = 64 << 10;

/// What an armoured private key says of itself.
pub(super) fn inspect(block: &[u8]) -> Proof {
    if block.len() > LIMIT {
        return Proof::plausible();
    }
    let Some(armor) = Armor::read(block) else { return Proof::refuted() };
    if armor.label.starts_with(b"OPENSSH") {
        return openssh::body(&armor);
    }
    let Some(bytes) = armor.bytes() else {
        return if armor.looks_wrapped() { Proof::plausible() } else { Proof::refuted() };
    };
    if armor.header("Proc-Type").is_some_and(|value| value.ends_with(b"ENCRYPTED")) {
        return encrypted_body(&armor, &bytes);
    }
    match key(&bytes) {
        Some(proof) => proof,
        // a block that is cut off may be whole elsewhere
        None if !armor.closed && bytes.first() == Some(&SEQUENCE) => Proof::plausible(),
        None => Proof::refuted(),
    }
}

fn inspect_base64(text: &[u8]) -> Proof {
    if text.len() > LIMIT {
        return Proof::plausible();
    }
    radix::base64(text).map_or_else(Proof::refuted, |block| inspect(&block))
}

/// The body is cipher text: all that can be seen is that it has a block cipher's length.
fn encrypted_body(armor: &Armor, bytes: &[u8]) -> Proof {
    let cipher = armor.header("DEK-Info").and_then(|value| value.split(|byte| *byte == b',').next()).unwrap_or_default();
    let named =
        (3..=20).contains(&cipher.len()) && cipher.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-');
    if !named || bytes.len() < 64 || !bytes.len().is_multiple_of(8) {
        return Proof::refuted();
    }
    Proof::proven(format!("encrypted with {}", String::from_utf8_lossy(cipher))).state(State::Encrypted)
}

/// What a DER private key says of itself; the label is not asked, since some writers put the wrong one.
pub(super) fn key(bytes: &[u8]) -> Option<Proof> {
    let mut outer = Der::whole(bytes)?;
    let start = outer;
    match outer.any()? {
        (SEQUENCE, algorithm) => encrypted_pkcs8(algorithm, outer),
        (INTEGER, version) if version.len() == 1 => match *outer.0.first()? {
            INTEGER => integers(start).map(Proof::proven),
            OCTETS => sec1(outer, None).map(Proof::proven),
            SEQUENCE => pkcs8(outer).map(Proof::proven),
            _ => None,
        },
        _ => None,
    }
}

/// PKCS#1 is a version and eight integers, DSA a version and five.
fn integers(mut der: Der) -> Option<String> {
    der.expect(INTEGER)?;
    let first = der.expect(INTEGER)?;
    let mut count = 2;
    while der.0.first() == Some(&INTEGER) {
        der.expect(INTEGER).filter(|number| !number.is_empty())?;
        count += 1;
    }
    // more than two primes are told in a sequence at the end
    let more = der.0.is_empty() || der.expect(SEQUENCE).is_some() && der.0.is_empty();
    let bits = der::bits(first);
    match count {
        9 if more && bits >= 256 => Some(format!("RSA {bits} bits")),
        6 if more && bits >= 256 => Some(format!("DSA {bits} bits")),
        _ => None,
    }
}

/// SEC 1 after the version: the key, then the curve unless something around it named it already.
fn sec1(mut der: Der, curve: Option<&str>) -> Option<String> {
    let secret = der.expect(OCTETS)?;
    let inside = match der.0.first() {
        Some(0xA0) => der.expect(0xA0).map(|content| Der(content).expect(OID).map_or("", name_of_curve)),
        _ => None,
    };
    if der.0.first() == Some(&0xA1) {
        der.expect(0xA1)?;
    }
    let name = inside.or(curve).unwrap_or("");
    (der.0.is_empty() && (16..=72).contains(&secret.len())).then(|| format!("EC {name}").trim_end().to_owned())
}

/// PKCS#8 after the version.
fn pkcs8(mut der: Der) -> Option<String> {
    let mut algorithm = Der(der.expect(SEQUENCE)?);
    let identifier = algorithm.expect(OID)?;
    let secret = der.expect(OCTETS)?;
    // attributes and the public key may follow
    while !der.0.is_empty() {
        der.any().filter(|(tag, _)| matches!(tag, 0x80 | 0x81 | 0xA0 | 0xA1))?;
    }
    match identifier {
        // 1.2.840.113549.1.1.1 and .10
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01 | 0x0A] => Der::whole(secret).and_then(integers),
        // 1.2.840.10045.2.1
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01] => {
            let mut inner = Der::whole(secret)?;
            inner.expect(INTEGER)?;
            sec1(inner, Some(algorithm.expect(OID).map_or("", name_of_curve)))
        }
        // 1.2.840.10040.4.1
        [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01] => {
            let prime = Der(algorithm.expect(SEQUENCE)?).expect(INTEGER)?;
            Some(format!("DSA {} bits", der::bits(prime)))
        }
        // RFC 8410
        [0x2B, 0x65, kind @ 0x6E..=0x71] => {
            let (name, length) = [("X25519", 32), ("X448", 56), ("Ed25519", 32), ("Ed448", 57)][usize::from(kind - 0x6E)];
            Der(secret).expect(OCTETS).filter(|key| key.len() == length).map(|_| name.to_owned())
        }
        _ if secret.len() >= 16 => Some("private key".to_owned()),
        _ => None,
    }
}

/// Encrypted PKCS#8 after its algorithm.
fn encrypted_pkcs8(algorithm: &[u8], mut der: Der) -> Option<Proof> {
    let identifier = Der(algorithm).expect(OID)?;
    let secret = der.expect(OCTETS)?;
    // 1.2.840.113549.1.5 (PKCS#5) or 1.2.840.113549.1.12.1 (PKCS#12)
    let password_based = identifier.starts_with(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05])
        || identifier.starts_with(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01]);
    (password_based && der.0.is_empty() && secret.len() >= 16).then(|| Proof::proven("encrypted with a passphrase").state(State::Encrypted))
}

/// What people call a curve; empty where it has no well-known name.
fn name_of_curve(identifier: &[u8]) -> &'static str {
    match identifier {
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x01] => "P-192",
        [0x2B, 0x81, 0x04, 0x00, 0x21] => "P-224",
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07] => "P-256",
        [0x2B, 0x81, 0x04, 0x00, 0x22] => "P-384",
        [0x2B, 0x81, 0x04, 0x00, 0x23] => "P-521",
        [0x2B, 0x81, 0x04, 0x00, 0x0A] => "secp256k1",
        _ => "",
    }
}

const OID_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const OID_P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
const OID_PBES2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D];

/// A sequence of integers: a version, then random ones of these lengths (bytes).
fn random_integers(seed: &[u8], lengths: &[usize]) -> Vec<u8> {
    let mut content = der::element(INTEGER, &[0]);
    let mut random = noise::bytes(seed, lengths.iter().sum());
    for length in lengths {
        let rest = random.split_off(*length);
        // the first bit set, as a modulus has it, and a zero before it that keeps the number positive
        random[0] |= 0x80;
        content.extend(der::element(INTEGER, &[&[0][..], &random].concat()));
        random = rest;
    }
    der::element(SEQUENCE, &content)
}

/// The rest of a block that begins with `text`, after its label: right in structure, random in its numbers.
pub(super) fn seal(text: &[u8]) -> Vec<u8> {
    let label = armor::split_label(text).map_or(&b""[..], |(label, _)| label);
    let rsa = || random_integers(text, &[256, 3, 256, 128, 128, 128, 128, 128]);
    if label.starts_with(b"OPENSSH") {
        return openssh::seal(text);
    }
    let body = if memchr::memmem::find(text, b"Proc-Type").is_some() {
        noise::bytes(text, 1200)
    } else {
        match label {
            b"EC PRIVATE KEY" => {
                let curve = der::element(0xA0, &der::element(OID, OID_P256));
                let secret = der::element(OCTETS, &noise::bytes(text, 32));
                der::element(SEQUENCE, &[der::element(INTEGER, &[1]), secret, curve].concat())
            }
            b"DSA PRIVATE KEY" => random_integers(text, &[128, 20, 128, 128, 20]),
            b"ENCRYPTED PRIVATE KEY" => {
                let parameters = der::element(SEQUENCE, &noise::bytes(b"parameters", 48));
                let algorithm = der::element(SEQUENCE, &[der::element(OID, OID_PBES2), parameters].concat());
                der::element(SEQUENCE, &[algorithm, der::element(OCTETS, &noise::bytes(text, 1232))].concat())
            }
            b"PRIVATE KEY" => {
                let algorithm = der::element(SEQUENCE, &[&der::element(OID, OID_RSA)[..], &[0x05, 0]].concat());
                der::element(SEQUENCE, &[der::element(INTEGER, &[0]), algorithm, der::element(OCTETS, &rsa())].concat())
            }
            _ => rsa(),
        }
    };
    armor::finish(text, &body, 64, b"")
}

/// The whole value, of an RSA key.
fn seal_base64(text: &[u8]) -> Vec<u8> {
    let mut block = b"-----BEGIN RSA PRIVATE KEY-----\n".to_vec();
    block.extend(armor::finish(&block, &random_integers(text, &[256, 3, 256, 128, 128, 128, 128, 128]), 64, b""));
    block.push(b'\n');
    radix::rest_of(text, &data_encoding::BASE64.encode(&block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    fn block(text: &str) -> Vec<u8> {
        [text.as_bytes(), &seal(text.as_bytes())].concat()
    }

    #[test]
    fn every_kind_of_key_is_told() {
        for (label, fact, state) in [
            ("RSA PRIVATE KEY", "RSA 2048 bits", State::Usable),
            ("EC PRIVATE KEY", "EC P-256", State::Usable),
            ("DSA PRIVATE KEY", "DSA 1024 bits", State::Usable),
            ("PRIVATE KEY", "RSA 2048 bits", State::Usable),
            ("ENCRYPTED PRIVATE KEY", "encrypted with a passphrase", State::Encrypted),
            ("OPENSSH PRIVATE KEY", "Ed25519", State::Usable),
        ] {
            for between in ["\n", "\r\n", "\n      ", r"\n", r"\\n", ""] {
                let text = format!("-----BEGIN {label}-----{between}");
                assert_eq!(inspect(&block(&text)), Proof::proven(fact).state(state), "{label} {between:?}");
            }
        }
    }

    #[test]
    fn old_encryption_is_told() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n";
        assert_eq!(inspect(&block(text)), Proof::proven("encrypted with AES-128-CBC").state(State::Encrypted));
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n";
        assert_eq!(inspect(&block(text)).outcome, Outcome::Refuted);
    }

    #[test]
    fn pkcs8_of_other_kinds() {
        let wrap = |identifier: &[u8], parameters: &[u8], secret: &[u8]| {
            let algorithm = der::element(SEQUENCE, &[&der::element(OID, identifier)[..], parameters].concat());
            der::element(SEQUENCE, &[der::element(INTEGER, &[0]), algorithm, der::element(OCTETS, secret)].concat())
        };
        let sec1 = der::element(SEQUENCE, &[der::element(INTEGER, &[1]), der::element(OCTETS, &[7; 48])].concat());
        let p384 = der::element(OID, &[0x2B, 0x81, 0x04, 0x00, 0x22]);
        let prime = der::element(SEQUENCE, &der::element(INTEGER, &[0x7F; 256]));
        for (bytes, fact) in [
            (wrap(&[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], &p384, &sec1), Some("EC P-384")),
            (wrap(&[0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01], &prime, &[2, 1, 1]), Some("DSA 2047 bits")),
            (wrap(&[0x2B, 0x65, 0x70], &[], &der::element(OCTETS, &[7; 32])), Some("Ed25519")),
            (wrap(&[0x2B, 0x65, 0x6F], &[], &der::element(OCTETS, &[7; 56])), Some("X448")),
            (wrap(&[0x2B, 0x65, 0x70], &[], &der::element(OCTETS, &[7; 31])), None),
            (wrap(&[0x2A], &[], &[7; 16]), Some("private key")),
            (wrap(&[0x2A], &[], &[7; 15]), None),
        ] {
            assert_eq!(key(&bytes), fact.map(Proof::proven));
        }
    }

    #[test]
    fn what_is_no_key_is_refuted() {
        for body in ["", "...", "<your key here>", "MIIEpAIBAAKCAQEA", "xxxxxxxx", "REDACTED", "MIIEpAIBAAKCAQEA..."] {
            let text = format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----");
            assert_eq!(inspect(text.as_bytes()).outcome, Outcome::Refuted, "{body}");
        }
        // a certificate is a sequence of a sequence too
        let certificate =
            der::element(SEQUENCE, &[der::element(SEQUENCE, &der::element(INTEGER, &[1])), der::element(OCTETS, &[0; 40])].concat());
        assert_eq!(key(&certificate), None);
        assert_eq!(inspect(b"").outcome, Outcome::Refuted);
    }

    #[test]
    fn a_cut_or_strangely_wrapped_block_is_not_refuted() {
        let whole = block("-----BEGIN RSA PRIVATE KEY-----\n");
        assert_eq!(inspect(&whole[..whole.len() / 2]).outcome, Outcome::Plausible);
        let lines = String::from_utf8(whole).unwrap();
        let odd = lines.replace('\n', "{!}\n");
        assert_eq!(inspect(odd.as_bytes()).outcome, Outcome::Plausible);
    }

    #[test]
    fn base64_of_a_block() {
        let value = seal_base64(b"");
        assert_eq!(inspect_base64(&value), Proof::proven("RSA 2048 bits"));
        assert_eq!(seal_base64(b"LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt").len(), value.len() - 36);
        assert_eq!(inspect_base64(b"LS0t").outcome, Outcome::Refuted);
    }
}

//! Azure keys that carry a Marvin32 sum of themselves.
//!
//! Source: <https://github.com/microsoft/security-utilities>: signatures, seeds and vectors.

use super::{Check, Proof, noise, radix};

/// Keys with a four-letter signature ten characters before their end (`+ASt`, `ACDb`, `APIM` and so on): the last four bytes are the sum of all
/// others, under one of the seeds of that signature.
pub const AZURE_IDENTIFIABLE: Check =
    Check { name: "azure-identifiable-key", run: identifiable, strict: true, seal: Some(seal_identifiable) };

/// Common annotated security keys of 84 or 88 characters (`JQQJ9` at 52): the sum of the first 60 bytes stands at 80. Not every public
/// sample fits, so a refusal only lowers.
pub const AZURE_ANNOTATED: Check = Check { name: "azure-annotated-key", run: annotated, strict: false, seal: Some(seal_annotated) };

/// The seed of storage, Event Grid and annotated keys.
const DEFAULT: &[u8; 8] = b"Default0";
const MESSAGING: &[&[u8; 8]] = &[b"Send0000", b"Listen00", b"Manage00", b"System00", b"Unknown0"];

/// Signature and its seeds, as the ASCII that their numbers spell. `+ACR` is not told: no public sample fits its seed.
#[rustfmt::skip]
const SEEDS: &[(&[u8; 4], &[&[u8; 8]])] = &[
    (b"+ASt", &[DEFAULT]),
    (b"AZEG", &[DEFAULT]),
    (b"ACDb", &[b"MastRW00", b"MastRO00", b"SystRW00", b"SystRO00", b"SysAll00", b"Resour00", b"Encryp00"]),
    (b"+ABa", &[b"AbAcct00"]),
    (b"+AMC", &[b"Classic0"]),
    (b"APIM", &[b"Tenant00", b"IoTHub00", b"Gatewy00", b"GitKey00"]),
    (b"+ASb", MESSAGING),
    (b"+AEh", MESSAGING),
    (b"+ARm", MESSAGING),
    (b"AIoT", &[b"IoTHub00", b"Device00", b"DpsKey00"]),
    (b"AzCa", &[b"Access00"]),
    (b"AzFu", &[b"Functi00", b"Master00", b"System00"]),
    (b"AzSe", &[b"PAdmin00", b"Query000"]),
];

/// The sum of `data` under a seed: two words are stirred with each four bytes.
fn marvin32(seed: [u8; 8], data: &[u8]) -> u32 {
    fn mix(a: &mut u32, b: &mut u32) {
        *b ^= *a;
        *a = a.rotate_left(20).wrapping_add(*b);
        *b = b.rotate_left(9) ^ *a;
        *a = a.rotate_left(27).wrapping_add(*b);
        *b = b.rotate_left(19);
    }
    let seed = u64::from_be_bytes(seed);
    let (mut a, mut b) = ((seed & 0xFFFF_FFFF) as u32, (seed >> 32) as u32);
    let mut words = data.chunks_exact(4);
    for word in &mut words {
        a = a.wrapping_add(u32::from_le_bytes([word[0], word[1], word[2], word[3]]));
        mix(&mut a, &mut b);
    }
    let mut last = [0; 4];
    let rest = words.remainder();
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] = 0x80;
    a = a.wrapping_add(u32::from_le_bytes(last));
    mix(&mut a, &mut b);
    mix(&mut a, &mut b);
    a ^ b
}

/// The seeds of a key's signature; `None` where it has none that is known.
fn seeds(key: &[u8]) -> Option<&'static [&'static [u8; 8]]> {
    let length = key.len() - key.iter().rev().take_while(|byte| **byte == b'=').count();
    let signature = key.get(length.checked_sub(10)?..length - 6)?;
    SEEDS.iter().find(|(known, _)| known.as_slice() == signature).map(|(_, seeds)| *seeds)
}

fn identifiable(key: &[u8]) -> Proof {
    if !(40..=100).contains(&key.len()) {
        return Proof::refuted();
    }
    let Some(bytes) = radix::base64(key) else { return Proof::refuted() };
    let Some(seeds) = seeds(key) else { return Proof::plausible() };
    match bytes.split_last_chunk::<4>() {
        Some((data, sum)) => Proof::checksum(seeds.iter().any(|seed| marvin32(**seed, data).to_le_bytes() == *sum)),
        None => Proof::refuted(),
    }
}

/// What follows the signature: the bits that fill up a byte (zero), then the sum.
fn seal_identifiable(text: &[u8]) -> Vec<u8> {
    let signature = &text[text.len().saturating_sub(4)..];
    let seed = SEEDS.iter().find(|(known, _)| known.as_slice() == signature).map_or(DEFAULT, |(_, seeds)| seeds[0]);
    let url = text.iter().any(|byte| matches!(byte, b'-' | b'_'));
    let padded = [text, b"A"].concat();
    let Some(mut data) = radix::base64(if (text.len() * 6).is_multiple_of(8) { text } else { &padded }) else { return Vec::new() };
    data.truncate((text.len() * 6).div_ceil(8));
    data.extend(marvin32(*seed, &data).to_le_bytes());
    let encoding = if url { data_encoding::BASE64URL } else { data_encoding::BASE64 };
    encoding.encode(&data).into_bytes().split_off(text.len())
}

/// The four letters of the service that issued an annotated key.
const SERVICES: &[(&[u8; 4], &str)] = &[
    (b"AZDO", "Azure DevOps"),
    (b"ACOG", "Azure AI services"),
    (b"AZAC", "Azure App Configuration"),
    (b"AZEG", "Azure Event Grid"),
    (b"AZMP", "Azure Maps"),
    (b"AZCS", "Azure Communication Services"),
    (b"AZMR", "Azure Mixed Reality"),
    (b"AZFR", "Azure Fluid Relay"),
];

/// The two ways in which the sum is written, six characters each.
fn annotated_sums(data: &[u8]) -> [Vec<u8>; 2] {
    let bytes = marvin32(*DEFAULT, data).to_le_bytes();
    let mut sixty_two = radix::digits(&bytes, radix::DIGITS_62, 0);
    sixty_two.resize(6, b'0');
    [sixty_two, data_encoding::BASE64_NOPAD.encode(&bytes).into_bytes()]
}

fn annotated(key: &[u8]) -> Proof {
    let body = key.strip_suffix(b"==").unwrap_or(key);
    if !matches!((key.len(), body.len()), (84, 84) | (88, 86)) || &key[52..57] != b"JQQJ9" {
        return Proof::refuted();
    }
    let (head, sum) = body.split_at(80);
    let Some(data) = radix::base64(head) else { return Proof::refuted() };
    if !annotated_sums(&data).iter().any(|known| known.starts_with(sum)) {
        return Proof::refuted();
    }
    let mut proof = Proof::checksum(true);
    if let Some((_, name)) = SERVICES.iter().find(|(known, _)| known.as_slice() == &key[76..80]) {
        proof.facts.push(format!("issued by {name}"));
    }
    if let (year @ b'A'..=b'Z', month @ b'A'..=b'L') = (key[58], key[59]) {
        proof.facts.push(format!("created {}-{:02}", 2024 + u16::from(year - b'A'), month - b'A' + 1));
    }
    proof
}

/// What is missing: up to the signature where the text ends before the annotation, else the four characters of the sum.
fn seal_annotated(text: &[u8]) -> Vec<u8> {
    let mut key = text.to_vec();
    if key.len() < 80 {
        let annotation = b"JQQJ99BKAAAAAAAAAAAAAAAAAZDO";
        let random = noise::characters(text, radix::DIGITS_62, 52);
        key.extend_from_slice(random.get(text.len()..).unwrap_or_default());
        key.extend_from_slice(&annotation[key.len() - 52..]);
    }
    let Some(data) = radix::base64(&key[..80]) else { return Vec::new() };
    key.truncate(80);
    key.extend_from_slice(&annotated_sums(&data)[0][..4]);
    key.split_off(text.len().min(80))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::{join, one_character_changes};

    const VECTORS: &[&[&str]] = &[
        &["FakeFakeFakeFakeFakeFakeFakeFakeFakeFa", "keFakeFakeFakeFakeFakeFakeFakeFakeFaOm", "+ASt", "BsZPrg=="],
        &["FakeFakeFakeFakeFakeFakeFakeFakeFakeFa", "keFakeFakeFakeFakeFakeFakeFakeFakeFayT", "ACDb", "uZAkRw=="],
        &["FakeFakeFakeFake", "FakeFakeFakeFak02", "+ASb", "Nzsabo="],
        &["FakeFakeFakeFakeFakeF", "akeFakeFakeFakeFakeDs", "AzSe", "DGZzoF"],
    ];

    #[test]
    fn identifiable_vectors_hold_and_changes_do_not() {
        for parts in VECTORS {
            let key = join(parts);
            assert_eq!(identifiable(&key).outcome, Outcome::Proven, "{}", parts[2]);
            for changed in one_character_changes(&key, 0..parts[0].len() + parts[1].len()) {
                assert_eq!(identifiable(&changed).outcome, Outcome::Refuted, "{}", parts[2]);
            }
        }
    }

    #[test]
    fn every_signature_is_sealed() {
        for (signature, _) in SEEDS {
            let signature = std::str::from_utf8(*signature).unwrap();
            for length in [33, 42, 44, 76] {
                let text = format!("{}{signature}", &"Fake".repeat(19)[..length]).into_bytes();
                let key = [&text[..], &seal_identifiable(&text)].concat();
                assert_eq!(identifiable(&key).outcome, Outcome::Proven, "{signature} at {length}");
                assert_eq!(key.len(), [44, 52, 56, 88][[33, 42, 44, 76].iter().position(|at| *at == length).unwrap()]);
            }
        }
    }

    #[test]
    fn an_unknown_signature_is_not_judged() {
        let key = format!("{}+ACRAabcde", "Fake".repeat(11).split_at(42).0);
        assert_eq!(identifiable(key.as_bytes()).outcome, Outcome::Plausible);
    }

    #[test]
    fn the_annotated_vector_holds_and_changes_do_not() {
        let parts = &["FakeFakeFakeFakeFakeFakeFa", "keFakeFakeFakeFakeFakeFake", "JQQJ99BKAAAAAAAAAAAAAAAAAZDO", "OcwV"];
        let key = join(parts);
        assert_eq!(annotated(&key), Proof::checksum(true).with("issued by Azure DevOps").with("created 2025-11"));
        for changed in one_character_changes(&key, 0..80) {
            assert_eq!(annotated(&changed).outcome, Outcome::Refuted);
        }
        for length in [0, 3, 52, 57, 80] {
            let made = [&key[..length], &seal_annotated(&key[..length])].concat();
            assert_eq!((made.len(), annotated(&made).outcome), (84, Outcome::Proven), "{length}");
        }
    }

    #[test]
    fn the_older_way_of_writing_the_sum_holds_too() {
        let head = join(&["FakeFakeFakeFakeFakeFakeFa", "keFakeFakeFakeFakeFakeFake", "JQQJ99BKAAAAAAAAAAAAAAAA", "AZDO"]);
        let sum = &annotated_sums(&radix::base64(&head).unwrap())[1];
        let long = [&head[..], sum, b"=="].concat();
        let expected = Proof::checksum(true).with("issued by Azure DevOps").with("created 2025-11");
        assert_eq!((long.len(), annotated(&long)), (88, expected.clone()));
        assert_eq!(annotated(&[&head[..], &sum[..4]].concat()), expected);
    }
}

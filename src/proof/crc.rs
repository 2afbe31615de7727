//! Tokens that carry a CRC-32 of themselves: the ordinary one (IEEE 802.3, reflected polynomial 0xEDB88320, as zlib computes it), each
//! vendor with its own idea of what is summed and how the sum is written.

use data_encoding::{BASE32_NOPAD, BASE64_NOPAD, HEXLOWER, HEXUPPER};

use super::radix::{self, DIGITS_62};
use super::{Check, Proof, noise};

/// `0-9a-z`
const DIGITS_36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// GitHub `ghp_`, `gho_`, `ghu_`, `ghs_` of 40 characters: the last six are the base62 CRC-32 of the 30 before them. Other lengths carry no
/// sum that is known and stay plausible.
/// Source: <https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/>, and public expired tokens.
pub const GITHUB: Check = Check { name: "github-crc32", run: github, strict: true, seal: Some(seal_62) };

/// GitHub `ghr_`: the last six are the base62 CRC-32 of all between the prefix and them. The vendor says so of all its tokens; no public
/// sample of this one was at hand, so a misfit says nothing.
/// Source: as above.
pub const GITHUB_REFRESH: Check = Check { name: "github-refresh-crc32", run: github_refresh, strict: false, seal: Some(seal_62) };

/// npm `npm_` of 40 characters: the same as GitHub's.
/// Source: <https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/>, and a public dummy token.
pub const NPM: Check = Check { name: "npm-crc32", run: github, strict: true, seal: Some(seal_62) };

/// Vercel `vcp_` and its like, 60 characters: the last six are the base62 CRC-32 of the 50 before them. Found by experiment on four
/// public samples; no vendor page states it.
pub const VERCEL: Check = Check { name: "vercel-crc32", run: vercel, strict: false, seal: Some(seal_62) };

/// Cloudflare `cfut_`, `cfat_`, `cfk_` with 48 characters: the last eight are the CRC-32 of the 40 before them in lower hex. The vendor
/// documents that there is a sum, not which; two public samples fit.
pub const CLOUDFLARE: Check = Check { name: "cloudflare-crc32", run: cloudflare, strict: false, seal: Some(seal_cloudflare) };

/// Grafana `glsa_`, 32 characters, `_`: then the CRC-32 of all but that last underscore, little-endian, in lower hex.
/// Source: Grafana's `pkg/components/satokengen`.
pub const GRAFANA: Check = Check { name: "grafana-crc32", run: grafana, strict: true, seal: Some(seal_grafana) };

/// Confluent Cloud `cflt` of 64 characters: the last six are the base64 of the little-endian CRC-32 of the 54 before them. One public sample.
pub const CONFLUENT: Check = Check { name: "confluent-crc32", run: confluent, strict: false, seal: Some(seal_confluent) };

/// Zuplo `zpka_`, 32 characters, `_`: then their CRC-32 in lower hex. Two public samples.
pub const ZUPLO: Check = Check { name: "zuplo-crc32", run: zuplo, strict: false, seal: Some(seal_zuplo) };

/// GitLab routable tokens (`glpat-….01.…`): the last seven characters are the base36 CRC-32 of everything before them.
/// Source: GitLab's `lib/authn/token_field/generator/routable_token.rb`.
pub const GITLAB_ROUTABLE: Check = Check { name: "gitlab-crc32", run: gitlab, strict: true, seal: Some(seal_gitlab) };

/// Atlassian `ATATT3…=`: the last eight characters are the CRC-32 of everything before them in upper hex. One public sample.
pub const ATLASSIAN: Check = Check { name: "atlassian-crc32", run: atlassian, strict: false, seal: Some(seal_atlassian) };

/// Azure DevOps personal access tokens of the old form, 52 characters of base32: bytes 2, 7, 8 and 22 are the CRC-32 of the other 28, masked
/// by the kind of token.
/// Source: <https://github.com/microsoft/security-utilities>; not tried on a real token.
pub const AZURE_DEVOPS: Check = Check { name: "azure-devops-crc32", run: azure_devops, strict: false, seal: Some(seal_azure_devops) };

/// What stands after the prefix: after the first underscore.
fn body(token: &[u8]) -> &[u8] {
    memchr::memchr(b'_', token).map_or(token, |at| &token[at + 1..])
}

/// Is the end of `token`'s body, after `length` characters, what `sum` makes of those?
fn sealed(token: &[u8], length: usize, width: usize, sum: fn(&[u8]) -> Vec<u8>) -> Proof {
    match body(token).split_at_checked(length) {
        Some((data, end)) if end.len() == width => Proof::checksum(sum(data) == end),
        _ => Proof::plausible(),
    }
}

fn sum_62(data: &[u8]) -> Vec<u8> {
    radix::digits(&crc32fast::hash(data).to_be_bytes(), DIGITS_62, 6)
}

fn sum_hex(data: &[u8]) -> Vec<u8> {
    HEXLOWER.encode(&crc32fast::hash(data).to_be_bytes()).into_bytes()
}

fn seal_62(text: &[u8]) -> Vec<u8> {
    sum_62(body(text))
}

fn github(token: &[u8]) -> Proof {
    sealed(token, 30, 6, sum_62)
}

fn github_refresh(token: &[u8]) -> Proof {
    let body = body(token);
    match body.len().checked_sub(6).map(|at| body.split_at(at)) {
        Some((data, end)) if !data.is_empty() && sum_62(data) == end => Proof::checksum(true),
        _ => Proof::plausible(),
    }
}

fn vercel(token: &[u8]) -> Proof {
    sealed(token, 50, 6, sum_62)
}

fn cloudflare(token: &[u8]) -> Proof {
    sealed(token, 40, 8, sum_hex)
}

fn seal_cloudflare(text: &[u8]) -> Vec<u8> {
    sum_hex(body(text))
}

fn sum_grafana(data: &[u8]) -> Vec<u8> {
    HEXLOWER.encode(&crc32fast::hash(data).to_le_bytes()).into_bytes()
}

fn grafana(token: &[u8]) -> Proof {
    match token.split_at_checked(37) {
        Some((data, [b'_', sum @ ..])) if sum.len() == 8 => Proof::checksum(sum_grafana(data) == sum),
        _ => Proof::refuted(),
    }
}

fn seal_grafana(text: &[u8]) -> Vec<u8> {
    sum_grafana(text.strip_suffix(b"_").unwrap_or(text))
}

fn sum_confluent(data: &[u8]) -> Vec<u8> {
    BASE64_NOPAD.encode(&crc32fast::hash(data).to_le_bytes()).into_bytes()
}

fn confluent(token: &[u8]) -> Proof {
    match token.split_at_checked(58) {
        Some((data, sum)) if sum.len() == 6 => Proof::checksum(sum_confluent(&data[4..]) == sum),
        _ => Proof::plausible(),
    }
}

fn seal_confluent(text: &[u8]) -> Vec<u8> {
    sum_confluent(text.get(4..).unwrap_or_default())
}

fn zuplo(token: &[u8]) -> Proof {
    match body(token).split_at_checked(32) {
        Some((data, [b'_', sum @ ..])) if sum.len() == 8 => Proof::checksum(sum_hex(data) == sum),
        _ => Proof::refuted(),
    }
}

fn seal_zuplo(text: &[u8]) -> Vec<u8> {
    let data = body(text);
    sum_hex(data.strip_suffix(b"_").unwrap_or(data))
}

fn sum_gitlab(data: &[u8]) -> Vec<u8> {
    radix::digits(&crc32fast::hash(data).to_be_bytes(), DIGITS_36, 7)
}

fn gitlab(token: &[u8]) -> Proof {
    // a prefix of five or more, 27 characters of payload, a dot, two of its length and seven of the sum; what is shorter and has no
    // dot is of the older kind, which has no sum
    if token.len() < 40 && !token.contains(&b'.') {
        return Proof::plausible();
    }
    match token.len().checked_sub(7).and_then(|at| token.split_at_checked(at)) {
        Some((data @ [.., b'.', _, _], sum)) => Proof::checksum(sum_gitlab(data) == sum),
        _ => Proof::refuted(),
    }
}

fn seal_gitlab(text: &[u8]) -> Vec<u8> {
    sum_gitlab(text)
}

fn sum_atlassian(data: &[u8]) -> Vec<u8> {
    HEXUPPER.encode(&crc32fast::hash(data).to_be_bytes()).into_bytes()
}

fn atlassian(token: &[u8]) -> Proof {
    match token.len().checked_sub(8).and_then(|at| token.split_at_checked(at)) {
        Some((data @ [.., b'='], sum)) if sum_atlassian(data) == sum => Proof::checksum(true),
        // the one public sample of this kind does not follow the rule, so nothing speaks against the token
        _ if token.starts_with(b"ATCTT3") => Proof::plausible(),
        _ => Proof::refuted(),
    }
}

fn seal_atlassian(text: &[u8]) -> Vec<u8> {
    sum_atlassian(text)
}

/// Where the four bytes of the sum stand.
const DEVOPS_PLACES: [usize; 4] = [2, 7, 8, 22];
/// What the sum is masked with, and of whom that tells.
const DEVOPS_MASKS: [(u32, &str); 2] = [(0xE0B9_692D, "user token"), (0x1019_F92E, "application token")];

fn sum_azure_devops(bytes: &[u8]) -> u32 {
    let kept: Vec<u8> = bytes.iter().enumerate().filter(|(place, _)| !DEVOPS_PLACES.contains(place)).map(|(_, byte)| *byte).collect();
    crc32fast::hash(&kept)
}

fn azure_devops(token: &[u8]) -> Proof {
    if token.len() != 52 || token.iter().any(u8::is_ascii_uppercase) {
        return Proof::refuted();
    }
    let Some(bytes) = radix::base32(token) else { return Proof::refuted() };
    let sum = u32::from_be_bytes(DEVOPS_PLACES.map(|place| bytes[place]));
    let whole = sum_azure_devops(&bytes);
    DEVOPS_MASKS.iter().find(|(mask, _)| whole ^ mask == sum).map_or_else(Proof::refuted, |(_, kind)| Proof::checksum(true).with(*kind))
}

/// The whole token: its sum stands in the middle.
fn seal_azure_devops(text: &[u8]) -> Vec<u8> {
    let mut bytes = noise::bytes(text, 32);
    let sum = (sum_azure_devops(&bytes) ^ DEVOPS_MASKS[0].0).to_be_bytes();
    for (place, byte) in DEVOPS_PLACES.into_iter().zip(sum) {
        bytes[place] = byte;
    }
    BASE32_NOPAD.encode(&bytes).to_ascii_lowercase().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::{join, one_character_changes};

    const VECTORS: &[(Check, &[&str])] = &[
        (GITHUB, &["ghp_", "FakeTestOnlymav", "zfVABqZ5YsOOlB1", "0ykd2M"]),
        (GITHUB, &["ghp_", "zQWBuTSOoRi4A9s", "pHcVY5ncnsDkxkJ", "0mLq17"]),
        (NPM, &["npm_", "FakeTestOnlyf46", "RfHk7hp3ILTgK2y", "39YEhd"]),
        (NPM, &["npm_", "qkJaB6MffYVzZXW", "qmcoF49yrUxP3wf", "0LsakP"]),
        (VERCEL, &["vcp_", "FakeTestOnly3mH3UqtmaFCrv", "kUb7keKpQPXNubfuQPk3YWreX", "1c8uyT"]),
        (CLOUDFLARE, &["cfut_", "FakeTestOnlyGJJ83LhP", "VhojEH0pRtTexWmYgJkB", "2814ad5e"]),
        (GRAFANA, &["glsa_", "FakeTestOnlyCeiw", "USZihevAqQyk28qG_", "7cccbbdd"]),
        (CONFLUENT, &["cflt", "FakeTestOnlyh7iRXFLAjieIGwt", "XLPByYRJfDhd1PE2vrV4E63L1PT", "nRF/RQ"]),
        (ZUPLO, &["zpka_", "faketestonlyfcvc", "fplgjh1klmdkt9zn_", "ecb685a7"]),
        (GITLAB_ROUTABLE, &["glpat-", "RmFrZVRlc3RPbm", "x5MDAwMG86MQM.0r", "1d3o82x"]),
        (GITLAB_ROUTABLE, &["glpat-", "RmFrZVRlc3RPbm", "x5MDAwMG86MQM.01.0r", "1rx66li"]),
        (GITLAB_ROUTABLE, &["glrt-t1_", "RmFrZVRlc3RPbm", "x5MDAwMG86MQM.01.0r", "1j2ccut"]),
        (
            ATLASSIAN,
            &[
                "ATATT3xFfGF0",
                "FakeTestOnlym5CqAeGFgOfreBV3Oa7BYRtEFntQa2brHNYKuIXiS-WkcUfopdV4XVnBMTFLJrBoCPRvkLE03",
                "_-Gvgc46TvL5ntHrXToq7mEAjFnJplKhj_b_auAN46Cxba768nmD78Y3sRZaaeydGeCnV9FPkKAcHcjL254c-=",
                "700DFB8B",
            ],
        ),
    ];

    #[test]
    fn vectors_hold_and_seal() {
        for (check, parts) in VECTORS {
            let token = join(parts);
            assert_eq!((check.run)(&token).outcome, Outcome::Proven, "{}: {}", check.name, parts[1]);
            let (text, sum) = token.split_at(token.len() - parts[3].len());
            assert_eq!((check.seal.unwrap())(text), sum, "{}", check.name);
        }
    }

    #[test]
    fn a_changed_character_is_refuted() {
        for (check, parts) in VECTORS {
            let token = join(parts);
            for changed in one_character_changes(&token, parts[0].len()..token.len()) {
                assert_eq!((check.run)(&changed).outcome, Outcome::Refuted, "{}: {}", check.name, String::from_utf8_lossy(&changed[4..]));
            }
        }
    }

    #[test]
    fn azure_devops_keeps_its_sum_inside() {
        let token = join(&["izq5s23fkrsvey3to", "rhw43dzizqwwzkumv", "z6i5cpnzwhsrtbnnsq"]);
        assert_eq!(azure_devops(&token).outcome, Outcome::Proven);
        // the last character carries one bit, and four that mean nothing
        for changed in one_character_changes(&token, 0..51) {
            assert_eq!(azure_devops(&changed).outcome, Outcome::Refuted);
        }
        let made = seal_azure_devops(b"");
        assert_eq!(azure_devops(&made), Proof::checksum(true).with("user token"));
    }

    #[test]
    fn other_lengths_are_not_judged_where_forms_without_a_sum_exist() {
        for (check, text) in [(GITHUB, "ghs_12345_x.y.z"), (VERCEL, "vcp_x"), (GITLAB_ROUTABLE, "glpat-x"), (CONFLUENT, "cflt")] {
            assert_eq!((check.run)(text.as_bytes()).outcome, Outcome::Plausible, "{}", check.name);
        }
        assert_eq!(atlassian(b"ATCTT3xFfG=00000000").outcome, Outcome::Plausible);
    }
}

//! Tokens that hold an identifier of a known layout: a UUID, a KSUID, an object id, a snowflake. A fit speaks for the token and tells when it was
//! made, but a chance text may fit too: it stays plausible.

use super::{Check, Proof, date, noise, radix};

/// `NuGet` `oy2…` of 46 characters: base32 of 12 bytes that begin with `v4`, then of 16.
/// Source: the `NuGet` Gallery's `ApiKeyV4`; it does not insist on the unused bits itself.
pub const NUGET: Check = Check { name: "nuget-layout", run: nuget, strict: false, seal: Some(seal_nuget) };

/// `CircleCI` `CCIPAT_` and `CCIPRJ_`: base58 of a version 4 UUID, then 40 hex digits. Tried on the vendor's printed example.
pub const CIRCLECI: Check = Check { name: "circleci-uuid", run: circleci, strict: false, seal: Some(seal_circleci) };

/// ngrok: a KSUID of 27 characters, which tells the second of its making, then `_`. Two public samples.
/// Source: <https://github.com/segmentio/ksuid>.
pub const NGROK: Check = Check { name: "ngrok-ksuid", run: ngrok, strict: false, seal: Some(seal_ngrok) };

/// Postman `PMAK-` (an object id: its first eight hex digits are a time) and `PMAT-` (a ULID). Four public samples.
pub const POSTMAN: Check = Check { name: "postman-date", run: postman, strict: false, seal: Some(seal_postman) };

/// Discord bot tokens: the first part is the base64 of the bot's id, a snowflake, which tells when it was made.
/// Source: <https://discord.com/developers/docs/reference>.
pub const DISCORD: Check = Check { name: "discord-snowflake", run: discord, strict: false, seal: Some(seal_discord) };

/// 2015-01-01, in seconds: before any of these vendors made a token.
const EARLIEST: i64 = 1_420_070_400;
/// A moment for samples: 2023-11-14.
const SAMPLE: u32 = 1_700_000_000;
/// What KSUIDs count from.
const KSUID_EPOCH: i64 = 1_400_000_000;
const BASE_58: &[u8] = super::base58::ALPHABET;
const CROCKFORD: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Plausible, with the day of its making; refuted where that cannot be.
fn made(seconds: Option<i64>) -> Proof {
    seconds
        .and_then(|seconds| date::day_of_making(seconds, EARLIEST))
        .map_or_else(Proof::refuted, |day| Proof::plausible().with(format!("created {day}")))
}

fn plausible_if(holds: bool) -> Proof {
    if holds { Proof::plausible() } else { Proof::refuted() }
}

fn nuget(key: &[u8]) -> Proof {
    if key.len() != 46 {
        return Proof::refuted();
    }
    let head = radix::base32(&key[..20]);
    let canonical = matches!(key[19], b'a' | b'q') && b"aeimquy4".contains(&key[45]);
    plausible_if(canonical && head.is_some_and(|head| head.starts_with(b"v4")) && radix::base32(&key[20..]).is_some())
}

fn seal_nuget(text: &[u8]) -> Vec<u8> {
    let random = noise::bytes(text, 26);
    let encode = |bytes: &[u8]| data_encoding::BASE32_NOPAD.encode(bytes).to_ascii_lowercase();
    radix::rest_of(text, &(encode(&[b"v4", &random[..10]].concat()) + &encode(&random[10..])))
}

fn circleci(token: &[u8]) -> Proof {
    let uuid = token.get(7..29).and_then(|digits| radix::number(digits, BASE_58, 16));
    plausible_if(uuid.is_some_and(|uuid| uuid[6] >> 4 == 4 && uuid[8] >> 6 == 2))
}

fn seal_circleci(text: &[u8]) -> Vec<u8> {
    let mut uuid = noise::bytes(text, 16);
    uuid[6] = uuid[6] & 0x0F | 0x40;
    uuid[8] = uuid[8] & 0x3F | 0x80;
    let mut out = radix::digits(&uuid, BASE_58, 22);
    out.push(b'_');
    out.extend_from_slice(data_encoding::HEXLOWER.encode(&noise::bytes(text, 20)).as_bytes());
    out
}

fn ngrok(token: &[u8]) -> Proof {
    let ksuid = token.get(..27).and_then(|digits| radix::number(digits, radix::DIGITS_62, 20));
    made(ksuid.and_then(|ksuid| ksuid.first_chunk::<4>().map(|time| i64::from(u32::from_be_bytes(*time)) + KSUID_EPOCH)))
}

fn seal_ngrok(text: &[u8]) -> Vec<u8> {
    let mut ksuid = 300_000_000_u32.to_be_bytes().to_vec();
    ksuid.extend(noise::bytes(text, 16));
    let mut out = radix::digits(&ksuid, radix::DIGITS_62, 27);
    out.extend_from_slice(b"_1");
    out.extend(noise::characters(text, radix::DIGITS_62, 20));
    out
}

fn postman(token: &[u8]) -> Proof {
    if token.starts_with(b"PMAT-") {
        // the first ten digits are milliseconds
        let time = token.get(5..15).and_then(|digits| radix::number(digits, CROCKFORD, 8));
        let time = time.and_then(|time| time.first_chunk::<8>().map(|time| u64::from_be_bytes(*time) / 1000));
        return made(time.and_then(|seconds| i64::try_from(seconds).ok()));
    }
    let time = token.get(5..13).and_then(|digits| radix::number(digits, b"0123456789abcdef", 4));
    made(time.and_then(|time| time.first_chunk::<4>().map(|time| i64::from(u32::from_be_bytes(*time)))))
}

fn seal_postman(text: &[u8]) -> Vec<u8> {
    let hex = |length| data_encoding::HEXLOWER.encode(&noise::bytes(text, length));
    if text.starts_with(b"PMAT-") {
        let time = radix::digits(&(u64::from(SAMPLE) * 1000).to_be_bytes(), CROCKFORD, 10);
        return [time, noise::characters(text, CROCKFORD, 16)].concat();
    }
    format!("{SAMPLE:08x}{}-{}", hex(8), hex(17)).into_bytes()
}

/// When a bot whose token begins so was made (seconds since 1970).
fn snowflake(token: &[u8]) -> Option<i64> {
    let dot = memchr::memchr(b'.', &token[..token.len().min(40)])?;
    let id = radix::base64(&token[..dot])?;
    let id: i64 =
        std::str::from_utf8(&id).ok().filter(|id| id.len() >= 17 && id.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    Some(((id >> 22) + EARLIEST * 1000) / 1000)
}

fn discord(token: &[u8]) -> Proof {
    made(snowflake(token))
}

fn seal_discord(text: &[u8]) -> Vec<u8> {
    let alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    let id = ((i64::from(SAMPLE) - EARLIEST) * 1000) << 22;
    let random = noise::characters(text, alphabet, 44);
    let whole = [data_encoding::BASE64URL_NOPAD.encode(id.to_string().as_bytes()).as_bytes(), &random[..6], &random[6..]].join(&b'.');
    whole.strip_prefix(text).unwrap_or(&whole).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;
    use crate::proof::vectors::join;

    #[test]
    fn vectors_are_plausible_and_dated() {
        for (check, parts, facts) in [
            (NUGET, &["oy2", "emyllmvkgk43uj5xa", "izqwwzkumvzxi", "t3onr4umyllmu"][..], &[][..]),
            (CIRCLECI, &["CCIPAT_", "XujRL6rdKT219Zz1PDeZY1_", "fa4efa4efa4efa4efa4e", "fa4efa4efa4efa4efa4e"], &[]),
            (NGROK, &["2YBXZJz0GE6cZp", "zPvV0yioGjSEv_", "1FakeTestOnly", "FakeTest"], &["created 2023-11-14"]),
            (POSTMAN, &["PMAK-", "6553f100fa4efa4efa4efa4e-", "fa4efa4efa4efa4ef", "a4efa4efa4efa4efa"], &["created 2023-11-14"]),
            (DISCORD, &["MTE3NDEwOTg0MDk5ODQwMDAwMQ.", "FakeTe.", "FakeTestOnlyFake", "TestOnlyFak"], &["created 2023-11-14"]),
        ] {
            let proof = (check.run)(&join(parts));
            assert_eq!(
                (proof.outcome, proof.facts.as_slice()),
                (Outcome::Plausible, &facts.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
                "{}",
                check.name
            );
        }
    }

    #[test]
    fn seals_make_whole_tokens() {
        for (check, text, length) in [
            (NUGET, "", 46),
            (NUGET, "oy2", 46),
            (CIRCLECI, "CCIPAT_", 70),
            (CIRCLECI, "CCIPRJ_", 70),
            (NGROK, "", 49),
            (POSTMAN, "PMAK-", 64),
            (POSTMAN, "PMAT-", 31),
            (DISCORD, "", 72),
            (DISCORD, "MT", 72),
        ] {
            let made = [text.as_bytes(), &(check.seal.unwrap())(text.as_bytes())].concat();
            assert_eq!(((check.run)(&made).outcome, made.len()), (Outcome::Plausible, length), "{} {text}", check.name);
        }
    }

    #[test]
    fn what_cannot_be_is_refuted() {
        for (check, text) in [
            (NUGET, "oy2"),
            (CIRCLECI, "CCIPAT_zzzzzzzzzzzzzzzzzzzzzz_"),
            (NGROK, "zzzzzzzzzzzzzzzzzzzzzzzzzzz_1"),
            (POSTMAN, "PMAK-00000000"),
            (POSTMAN, "PMAK-ffffffff"),
            (POSTMAN, "PMAT-ZZZZZZZZZZ"),
            (DISCORD, "MTIz.x"),
            (DISCORD, "aGVsbG8.x"),
        ] {
            assert_eq!((check.run)(text.as_bytes()).outcome, Outcome::Refuted, "{text}");
        }
    }
}

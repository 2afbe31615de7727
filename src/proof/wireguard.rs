//! `WireGuard`'s private keys.

use super::{Check, Proof, noise, radix};

/// Base64 of 32 bytes, clamped as `wg genkey` does (RFC 7748, section 5). One text in 32 is so by chance, and other tools may leave the clamping
/// to the use: a fit is plausible, a misfit only lowers.
pub const WIREGUARD: Check = Check { name: "wireguard-clamp", run: wireguard, strict: false, seal: Some(seal) };

fn wireguard(text: &[u8]) -> Proof {
    match radix::base64(text).as_deref() {
        Some(key) if key.len() == 32 && key[0].trailing_zeros() >= 3 && key[31] & 0xC0 == 0x40 => Proof::plausible(),
        _ => Proof::refuted(),
    }
}

fn seal(text: &[u8]) -> Vec<u8> {
    let mut key = noise::bytes(text, 32);
    key[0] &= 0xF8;
    key[31] = key[31] & 0x3F | 0x40;
    data_encoding::BASE64.encode(&key).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Outcome;

    #[test]
    fn clamped_keys_fit() {
        let key = seal(b"");
        assert_eq!((key.len(), wireguard(&key).outcome), (44, Outcome::Plausible));
        for (place, byte) in [(0, 1), (31, 0), (31, 0xC0)] {
            let mut bytes = radix::base64(&key).unwrap();
            bytes[place] = byte;
            assert_eq!(wireguard(data_encoding::BASE64.encode(&bytes).as_bytes()).outcome, Outcome::Refuted);
        }
        assert_eq!(wireguard(b"").outcome, Outcome::Refuted);
        assert_eq!(wireguard(&key[..40]).outcome, Outcome::Refuted);
    }
}

//! Values that vendors and standards publish as samples: known by hash, so that none stands here.

use sha2::{Digest, Sha256};

/// First eight bytes (big-endian) of the SHA-256 of each sample in lower case, without a leading `0x`.
const SAMPLES: &[u64] = &[
    // sk_test_ keys that Stripe's documentation prints, newer and older
    0x414b_0f60_b0b3_1da2,
    0x5029_ac07_8774_af82,
    // Basic headers: RFC 7617; user:password, username:password, user:pass; RFC 6749, sections 2.3.1 and 4.1.3
    0x7178_4e6e_8e92_e4e0,
    0x09dd_f26f_e751_d35d,
    0x2429_4b28_07fe_f0d3,
    0x4959_db2f_afec_992d,
    0x4fc3_c1f8_581a_5a00,
    0x01ee_fb2a_8612_9c68,
    // the password in Kubernetes' documentation of Secrets, as its manifests have it
    0x5d09_22ef_a525_010c,
    // the Basic header of MDN's and many other pages: aladdin:opensesame
    0x717f_f495_19a8_3e62,
    // seed phrases of the deterministic Ganache (myth … collect) and of Truffle's own chain (candy … treat)
    0x9c5d_0a66_56e5_d3f3,
    0xb83e_9641_7f61_cb14,
    // Ethereum: the first ten accounts of each of the two
    0x5785_9218_5588_730b,
    0x30e5_5f54_63e2_2af0,
    0x70b8_01af_ae94_d2e6,
    0x0bc9_fde2_b028_e3b0,
    0xf51c_2c79_5f78_2308,
    0x6dea_34b6_6114_1091,
    0xfaeb_1dab_5a32_6eef,
    0x196f_badc_a8b7_eea6,
    0xecd5_e9d0_b08a_8a9f,
    0x3fd5_610e_e03a_3503,
    0xf241_67ac_cb5d_690f,
    0x07f9_35b6_1d37_e0e5,
    0xe4f1_734d_f025_0d54,
    0x7d1b_5fc2_3861_0328,
    0x33f5_32fd_39fa_0d77,
    0x7283_83de_c632_3112,
    0x664b_73b1_6aa5_7748,
    0xe463_9de7_f016_67f6,
    0x98a3_8f6d_ad3f_47af,
    0xc15f_3d9d_fdc9_8389,
    // OAuth: tokens and secrets in RFC 5849, RFC 6749 and RFC 6750, and in the manual of OAuth Core 1.0
    0x2932_57ab_6495_ebb1,
    0x4c20_e6f5_cc11_b937,
    0x6aa1_4267_d949_44e6,
    0xbb9b_1163_338b_2a51,
    0x649e_1f5c_769e_718b,
    0x2ff8_b0fb_93ac_a981,
    0x80f8_b7c9_04d4_a43f,
    0xcb87_c87e_4a13_8d9a,
    0x13e0_91b2_098d_fe55,
    0x0f1a_4cf6_f786_a8e9,
    0xc20f_bc2b_9618_3894,
    0x2837_5b3f_0b48_bbf0,
    0xf109_d3dd_ccb2_c952,
    0x83bd_02ec_2294_a8b3,
    0x8d56_7eb8_8aff_f34f,
    0x9d03_b692_e941_d5ac,
    // the account key of Azure's storage emulator
    0x0346_82f9_1502_ec71,
    // Ethereum: the ten accounts of Hardhat and Anvil, made from the phrase test … junk
    0xbc1a_5096_6c9e_6486,
    0x8335_c553_3482_1eef,
    0xb26a_b652_9d20_ebeb,
    0x6403_4b44_c579_b335,
    0x4d3e_46ee_c824_4d1d,
    0x0aed_ba9d_586f_34f9,
    0x28e5_43d3_753f_c9d1,
    0xf070_994a_8599_4785,
    0x38e6_9fdd_19ae_feb4,
    0x967f_2158_6cdf_1248,
];

/// Is this a published sample? Case and a leading `0x` do not matter.
pub(super) fn is_sample(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let digest = Sha256::digest(lower.strip_prefix(b"0x").unwrap_or(&lower));
    digest.first_chunk::<8>().is_some_and(|head| SAMPLES.contains(&u64::from_be_bytes(*head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_samples_are_known_and_others_are_not() {
        let hardhat = ["ac0974bec39a17e36ba4a6b4d238ff94", "4bacb478cbed5efcae784d7bf4f2ff80"].concat();
        assert!(is_sample(hardhat.as_bytes()));
        let ganache = ["4f3edf983ac636a65a842ce7c78d9aa7", "06d3b113bce9c46f30d7d21715b23b1d"].concat();
        assert!(is_sample(ganache.as_bytes()));
        assert!(is_sample(format!("0x{}", hardhat.to_uppercase()).as_bytes()));
        assert!(is_sample(data_encoding::BASE64.encode(b"Aladdin:open sesame").as_bytes()));
        assert!(is_sample(["sk_test_", "4eC39HqLyjWD", "arjtT1zdp7dc"].concat().as_bytes()));
        for other in ["", "sk_test_4eC39H", "0x"] {
            assert!(!is_sample(other.as_bytes()), "{other}");
        }
    }
}

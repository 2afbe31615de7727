//! How common three and four bytes are in text: a word registers those of its own that are rarest.

use super::gram::{self, GRAM};

/// The higher, the more often the four bytes are met, in letters of either case: as often as their first three, and these with the last.
pub(super) const fn commonness(gram: u32) -> u32 {
    of_three(gram) * of_three(gram >> 8)
}

/// The same of the first three of these bytes: up to some 3,000.
pub(super) const fn of_three(bytes: u32) -> u32 {
    let listed = LISTED[place(bytes)];
    if listed > 0 {
        return listed as u32;
    }
    let [a, b, c, _] = bytes.to_le_bytes();
    WEIGHT[a as usize] as u32 + WEIGHT[b as usize] as u32 + WEIGHT[c as usize] as u32
}

/// Places in the table of listed threes.
const SIZE: usize = 1 << 14;

/// Where three bytes have their place in it.
const fn place(bytes: u32) -> usize {
    gram::hash_of_three(bytes, SIZE.ilog2())
}

/// By hash, how often a listed three is met: so much the less as it stands farther down the list. Two of one hash share the higher number.
static LISTED: [u16; SIZE] = {
    let mut listed = [0; SIZE];
    let (mut rank, mut line) = (20, 0);
    while line < LIST.len() {
        let text = LIST[line].as_bytes();
        let mut at = 0;
        // three bytes and a stroke
        while at + GRAM <= text.len() {
            let place = place(gram::folded([text[at], text[at + 1], text[at + 2], text[at + 3]]));
            if listed[place] == 0 {
                listed[place] = u16::MAX / rank;
            }
            rank += 1;
            at += GRAM;
        }
        line += 1;
    }
    listed
};

/// Of all threes that words might register, those that are met most often (more than once in 15 KB), the most frequent first: counted in
/// 12 MB of Rust, C, Python and Perl source and documentation, letters in lower case, line ends as `*`.
#[rustfmt::skip]
const LIST: &[&str] = &[
    " = |con|the|ons|ion|nst|ing|int|ate|pub|tio| re|str|ssl|ine|ent|sel|ter| se|fin|typ|ype|ed |sta|for|ne |ser|res| to|ize|et |all|ert|",
    "ass|val|sk_|let|rat|ect|ati|che|er |use|ens|rea|l_c|to |and|ite|ope|par|ame|on |tri|pen|ind|mut| de|_in|if |set|tes|tat|dat|rin|ck_|",
    "est|mat|com| us|one|ver|get|ret|ext| pa|sse|mpl|ted|tru|ead|ack|nte|ali|in |ode|eck|loc|hec|lin|thi| op|end|tor|_co|ure|ess|_re|_sk|",
    "cha|lue|ign|nss|ith|ult|et_|new|her|tim| wi|rt_|ers|cti|ble|nde|tra|rom|ime|ned|len|= \"|pro|key|not|lic|eat|fil|ata| pr|fro|att|",
    "imp|unc|pre|arg|out|inf|sig|cra|n t|era| ex|ere|har|_se|cod|ner|an |nfo|ive|t a|wit|sio|per|abl|te |enc|add|uct|exp|cal|are|cat|er_|",
    "l_s|ort|509|men|ice|it_|rec|omp|tch|eve|st_|pat|th |en |has|tin|ars|gen|ont|e: |ial|rit|tha| by|ust|atc|fla|tre|ern|_de|oid|put|rse|",
    "ock|ist| en|nce|uns|oun|llo|ran|met|sul|hat|ara|nsi|git|vec|ide|map|sys|\", |art|ong|ase|mod|ins|std|ree|bit| sk|tem|_ma|age|cla|",
    "ten|buf|pac| lo|ese|nti|nse|ato|tte|ull|spa|ng_|ash|_si|iti|gne|al |er:|por|tho|try|k_o|_pa|ini|non|usi|oin|k_t|off|nal|fie|ord|te_|",
    "cor|e_t|cke|id_|rac|ele|ain|fer|ria|wri|tic|rap|ove|han|e_s|und|s: |cop|din|lag|e r|ken|tac|lse|las|ram|pri|ven|ces|den|red|pos|t_s|",
    "s_s|les|ed_|_pr|er.|eth|fre|its|ntr|ste|lib|ang|nit|oke|tok|ene|riv|ica|nto|ail|rge|clo|ant|mes|act|onf|ifi|sec|lat|dis|eci|bug|nts|",
    "deb|poi|pan|oca|ace|low|rti|ss |des|e l|ast|hea|dif|dec|ool|reg|tab|dex|on_|nt_|ach|bin|_li|sub|ssi|rus|ms_|cte|esp|cur|eco|d b|que|",
    "p_c|ry |nta|ete|es.|unt|ncl|n s|nne|tex|_va|n o|bje|pla|wor|ute|ero|ire|app|eme|clu|_ke|le_|als|cre|eam|nd_|ill|htt|lle|lud|ttp|ral|",
    "', |min|d_s|erv|d: |rt |spe|sto|se_|lit|ity|fse|omm|lea|our|_at|any|arc|own|bac|nli|om_|oll|en_|ude|t_i|pol|ffe|tom|al_|: s|kin|ber|",
    "nul|uff|ena|ocs|k_c|.co|nex|nfi|_id|blo|boo|nin|n e|cou|dep|cas|isi|sup|xpr|t_p|hod|mac|eed|ryp|ans|eti|rve|amp|ce_|uin|bas|doc|_ca|",
    "ses|uil|_di|ypt|man|els|es:|bui|aul|cry|fo_|sen|tia|lem|ry_|rel|rai|fig|n: |ps:|ege|pas|hre|loa|tai|ild|ien|re_|ys_|rop|cto|cen|eta|",
    "ake|hou|ede|.in|_da|ear|sho|cce|lar|led|nco|e u|t_a| ac|://|del| wa|ap_|k_p|o_s|_op|ume|nor|rie|rib|ina|cap|ard|fal|wil|ost|ped|t_t|",
    "hin|sha|rch|tan|acc|e_c|t_m|tps|ari|lec|rce|ual|imi|cip|api|loo|nat|ary|dle|_ad|hes|or_|arr|_to| ke|k_s|cri|s:/|ss_|ush|ey_|scr|vis|",
    "pin|nic|ct_|lly|ler|cs1|s_c|tiv|pli|ket|ful|s12|anc|ory|odu|on:|raw|et(|upp|ec_|n_t|sym|erm|:re|me_|ty_|rem|de_|rov|t_o|n =|vel|ker|",
    "exa|in_|gro|see|ric|inn|net|ld_|ink|th_|ets|nly|rte|car|e_p|aut|en:|rip|sor|d =|cro|mpo|emo|rna|gin|dit|tif|ori|e_i|ona|g_s|son|r_s|",
    "ave|e_a|ger|rig|oad|tet|ssa|ked|{te|ose|lan|ema|csp|spo|sag|ey |ork|shi|2_s|n p|_tr|dul|egi|tls|p_p| wo|mas|gra|lev|nes|eap|pus|edi|",
    "ian|tag|fic|ise|gth|egl|_ba|now|teg|mic|rra|log|_wi|big|ges|mer|es_|ray|ppo|spl|d w|ndl|pie|m_s|ale|xt_|efu|utf|nel|apa|sti|hav|ied|",
    "soc|ook|nva|ier|nds|lti|k_a|oli|s_e|lte|.to|_nu|esc|hor|iss|nsa|iff|roc|ify|ge_|ift|el_|d_a|ich|.re|ne_|chi|nod|lab|unk|onc|n r|g_t|",
    "mul|ili|nch|zed|mai|fix|sa_|bol|ndg|run|g_a|o_c|ngs|abi|hif|l_l|_sa|acr|mpa|sts|n d|sca|_us|onn|alg|pop|ut_|ts.|flo|sum|sea|dre|r_o|",
    "s e|_pu|ncr|gor|odi|rsa|d l|pto| au|l_n|cli|nd:|gle| pk|r_c|mar|y: |ett| \"s|lim|.ma|_io|ve_|pee|enu|ecl|ell|thu|nsu|t_l|h =|sma|",
    "_cl|exe|r_p|e_m|row|e_d|wne|arn|los|l t|een|eef|lac|ic_|ous|gua|lus|le:|p_s|sh_|s_f|tal|se(|igi|ew |fir|cks|ch_|dev|lie|s_m|e_u|us |",
    "s_d|a p|fut|tly|oct|hub|oma|p_i| ec|eek|ark|_mo|el |gis|pag|mon|d_p| ro|256|org|nec|dom|way|ani|ub.|iva|ibl|nve|_pt|om/|pi_|f l|ddi|",
    "env|gre|rd |d p|st-|sh |r p|y_i|hil|tid|was|ipi|pad|bra|.st|oni|dig|eac|ann|nap|ppi|e_o|.or|cac|itt|op_|ssu|she|ta_|k_d|ecu|ula|ima|",
    "i_s|lob|box|b.c|uri|`pa|hos|d_d|ery|iat|qua|ump|n_p|fff|up_|tro|_ac|dro|dsa|ean|kup|mmi|ike|lgo|ida|ffi|_pe|os_|aph|sco|sid|d_i|ifn|",
    "*re|sol|alt|ita|: b|se:|tak|se.|uar|ls_|eal|sur|two|ns.|uen|asi|ron|: {|oku|y_s|k_f|rtr|mak|fnd|: p|n_s|_do|lba|o_t|rim|xpo|oto|ts_|",
    "rgo|at_|llb|f_c|_sp|_an|nt.|ros|_te|v4l|egm|f_m|uth|ws_|pt_|h_s|ela|oce|lif|ics|nar|mis|hem|sic|tc_|r w|pte|r r|r_t|bel|ar_|sib|iph|",
    "pki|urs|phe|l d|emi|uch|: \"|`re|cle|ut.|vat|ts:|s_t|",
];

/// For all others: how common each byte is in source text, minus its logarithm, roughly.
const WEIGHT: [u8; 256] = {
    let mut weights = [3; 256];
    let mut group = 0;
    while group < WEIGHTS.len() {
        let (bytes, weight) = WEIGHTS[group];
        let mut at = 0;
        while at < bytes.len() {
            weights[bytes[at] as usize | 0x20] = weight;
            at += 1;
        }
        group += 1;
    }
    weights
};

const WEIGHTS: &[(&[u8], u8)] =
    &[(b" ", 12), (b"et", 11), (b"ainors", 10), (b"cdlpu", 8), (b"fghm", 7), (b"bvwy_-./", 5), (b"0123456789kx", 4), (b"jqz", 2)];

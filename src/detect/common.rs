//! How common four bytes are in text: a word registers those of its own that are rarest.

use super::gate::{GRAM, gram, hash};

/// The higher, the more often the four bytes are met.
pub(super) const fn commonness(gram: u32) -> u32 {
    let listed = LISTED[hash(gram, SIZE)];
    if listed > 0 {
        return listed as u32 + 4 * u8::MAX as u32;
    }
    let [a, b, c, d] = gram.to_le_bytes();
    WEIGHT[a as usize] as u32 + WEIGHT[b as usize] as u32 + WEIGHT[c as usize] as u32 + WEIGHT[d as usize] as u32
}

/// 64ths of the table of listed fours.
const SIZE: usize = 64;

/// By hash, how far from the end of the list a four stands; two of one hash share the higher number.
const LISTED: [u16; SIZE * 64] = {
    let mut listed = [0; SIZE * 64];
    let (mut rank, mut line) = (u16::MAX, 0);
    while line < LIST.len() {
        let text = LIST[line].as_bytes();
        let mut at = 0;
        while at + GRAM <= text.len() {
            let place = hash(gram([text[at], text[at + 1], text[at + 2], text[at + 3]]), SIZE);
            if listed[place] == 0 {
                listed[place] = rank;
            }
            rank -= 1;
            at += GRAM + 1;
        }
        line += 1;
    }
    listed
};

/// Of all fours that stand in keywords, those that are met most often (more than once in 28 KB), the most frequent first: counted in
/// 12 MB of Rust, C, Python and Perl source and documentation, letters in lower case.
#[rustfmt::skip]
const LIST: &[&str] = &[
    " con|tion|cons| = \"|type|ptio|atio|ion |http|able|ion:|from|sion|ment|test|----|stri|asse|arge|ctio|time|ions|code|data|cont|",
    "atch|vers|lone|clon|trin|ream| => |stre|trea|file|sult|ound|ther|trac|dent|ttps|s://|tps:|ps:/|comp|line|chec|heck|inte|inde|",
    "iden|.com|ted |lock|lass|ndex|rive|info|n = |writ|ate |conf|tabl|serv|tive|ault|rust|ithu|gith|thub|oper|cens| clo|rom_|istr|",
    "text|hub.|est_|com/|path|ense|onfi|b.co|ub.c|uint|nfig|tter|rite|link|on =|pack|lang|_pro|nsta|nclu|here|work|comm|e co|ate_|",
    "pres|char|ting|ount|inst|else| htt|itio|redi|bloc|atte|ures|enti|_con|erat|back|foun| key|regi|ents|acti|chan|ende|sign|resp|",
    "ion_|gist|edis|into|coun|icat|ener|ent_|egis|conn|tran|rati|set_|_key| add|entr|oken|pert| set|arra|toke|cket|stor|gene|onte|",
    "acka|ttp_|ckag|arti|vice|kage|arch|even|nnec|ing_|onne|rans|nect|ient|ivat|] = |es.i|kind|ws_s|ator|ervi|aria|cati|send|s.io|",
    "over|stry|cess|erve|mode| pat|sock|lite|scri|onse|rvic|ntry|dis-| blo|open|\"reg|ess |ine |onal|ndle|user|ance|lien|_res|clie|",
    "ssio|ings|ort_|load|\", \"|auth|base|rray|evel|key_|noti|ence|[tes|spla|irec|main|vate|tent|sage|oint|nel_|tree|poin|try_|rypt|",
    "cryp|uffe|nera|erti|ilit|proj|ble_|essi|word|crip|ript|trai|.org|lity|ice_|acce|spac|bili|ctor|deco|fset|pace|proc|mark| pri|",
    "ffse|rser|ent.|alle|ampl|term|essa| tok|nfo_|nten|tora|riva|rage|rver|ical|acke|ure_|ativ| ope|ter_|ind:|_mod|sent|e se|remo|",
    "node|tica|on: |ode_| aut|: se|ion\"|orag|stab|niti|ect_| exa|thin|leve|gram|ext_|chin|econ|mand|push|docu|.con|ntro|mess|keys|",
    "plic|key |rity|pass|rant|abil|asic|ssag|cces|have|\": \"|et_a|_pat|ype:|eser|last|owne|less|llba|.int|rest|git |ized|ast_|ecur|",
    "appl|/spa|drop|expo|once|itte| = '|ite_|_use|ster|omat|pens|mach|get | acc|page|tend|ntin|bled| enc|en t|tory| bas|imes| sec|",
    "priv|ts: |_sec|igne|ible|nteg|en: |unsp|om_s|: bo|n to|s_li|t_pa|achi|meta|prox|sett|matt|_ser|earc|iate|sear|diff|make|host|",
    "pera|t_id|enss|ws-s|omme|new |shar|pair|et_s|hine|vert|t ht|face|ive_|', '|per_|digi|algo|igit|thor|_in_|erse|json|_tra|t_pr|",
    "res:|hare|secu|anua|utho|manu|orks|t cl|key:| pas|oduc|le_a|rodu|very|ompa|t_se|unch|er_c|roxy|_tes|gets|age_|ages|nual|_tok|",
    "ocks|udin|etti|_pri|ppli|anne|nary|disc|bina|basi|lica|subs|otif|_aut|pe: |reco|ess_|et a|nd: |ecre|ethe|wise|prod|gres|th =|",
    "sys_|scal|spli|pher|uenc|deve|wned|sume|ery_|iphe|eed |nnel|ciph|plit|ttin|root|angu|shot|usto|stom|lway|been|ices|nal_|mpli|",
    "ery |cret|izat|zati|nts:|rtif|ntit|tity|apis|ine_|/web|r_se|aint|eams|view|= \"b|et_t|iven|ansf|\"ide|ddit|n pa|er_s|secr| dep|",
    "ipti|shif|hift|_mas|ngua|guag|uage|look|rwis|pipe|velo|stra|",
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

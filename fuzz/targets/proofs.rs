//! Every offline check, over whatever it may be given: it comes to an end, and what it tells is short and plain.
#![no_main]

use leakgate::proof::{ALL, Check};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, data)) = data.split_first() else { return };
    let check = ALL[usize::from(*first) % ALL.len()];
    plain(check, data);
    if let Some(seal) = check.seal {
        let sealed = [data, &seal(data)].concat();
        plain(check, &sealed);
    }
});

fn plain(check: &Check, data: &[u8]) {
    for fact in (check.run)(data).facts {
        assert!(fact.len() <= 80 && fact.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{}: {fact:?}", check.name);
    }
}

//! The first look: where may a name of a secret stand? As cheap as can be, since all text goes through it.

use std::ops::Range;

/// Pieces of names (lower case), and which of their letters are met least in text: three from there on.
#[rustfmt::skip]
pub(super) const PIECES: &[(&[u8], usize)] = &[
    (b"pass", 0), (b"pwd", 0), (b"secret", 1), (b"token", 0), (b"key", 0), (b"bearer", 0), (b"credential", 4),
    // other languages
    (b"kennwort", 3), (b"mdp", 0), (b"contrase", 4), (b"clave", 1), (b"senha", 1), (b"parola", 3), (b"haslo", 1), ("hasło".as_bytes(), 2),
    (b"heslo", 1), (b"wachtwoord", 5), ("lösenord".as_bytes(), 5), (b"losenord", 3), (b"salasana", 3), ("пароль".as_bytes(), 9),
    ("密码".as_bytes(), 0), ("密碼".as_bytes(), 0), ("口令".as_bytes(), 0), ("パスワード".as_bytes(), 6), ("비밀번호".as_bytes(), 0),
];

/// For each of the three letters: in which pieces (by bit) may this byte stand there? Low five bits decide, so that case does not matter.
static MASKS: [[u32; 256]; 3] = {
    let mut masks = [[0; 256]; 3];
    let mut at = 0;
    while at < PIECES.len() {
        let (piece, from) = PIECES[at];
        let mut byte = 0;
        while byte < 256 {
            let mut letter = 0;
            while letter < 3 {
                if byte & 31 == (piece[from + letter] & 31) as usize {
                    masks[letter][byte] |= 1 << at;
                }
                letter += 1;
            }
            byte += 1;
        }
        at += 1;
    }
    masks
};

fn pieces(a: u8, b: u8, c: u8) -> u32 {
    MASKS[0][usize::from(a)] & MASKS[1][usize::from(b)] & MASKS[2][usize::from(c)]
}

/// Calls `found` with the place of every piece of a name in `text[range]`, in the order of their three rarest letters.
pub(super) fn positions(text: &[u8], range: Range<usize>, mut found: impl FnMut(usize)) {
    let hay = &text[range.clone()];
    // eight at a time: most eights hold none
    let mut at = 0;
    while let Some(ten) = hay[at..].first_chunk::<10>() {
        let mut any = 0_u32;
        for lane in 0..8 {
            any |= u32::from(pieces(ten[lane], ten[lane + 1], ten[lane + 2]) != 0) << lane;
        }
        while any != 0 {
            let lane = any.trailing_zeros() as usize;
            any &= any - 1;
            verify(text, &range, range.start + at + lane, &mut found);
        }
        at += 8;
    }
    for (lane, three) in hay[at..].windows(3).enumerate() {
        if pieces(three[0], three[1], three[2]) != 0 {
            verify(text, &range, range.start + at + lane, &mut found);
        }
    }
}

/// Which piece of a name stands around the three letters at `at`?
fn verify(text: &[u8], range: &Range<usize>, at: usize, found: &mut impl FnMut(usize)) {
    let mut left = pieces(text[at], text[at + 1], text[at + 2]);
    while left != 0 {
        let (piece, from) = PIECES[left.trailing_zeros() as usize];
        left &= left - 1;
        if at >= range.start + from && text[at - from..range.end].get(..piece.len()).is_some_and(|there| there.eq_ignore_ascii_case(piece))
        {
            found(at - from);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_found_wherever_it_stands() {
        for (piece, from) in PIECES {
            assert!(from + 3 <= piece.len(), "{piece:?}");
            for lead in 0..20 {
                for text in [piece.to_vec(), piece.to_ascii_uppercase()] {
                    let text = [&vec![b'.'; lead][..], &text, b" = \"\""].concat();
                    let mut found = Vec::new();
                    positions(&text, 0..text.len(), |at| found.push(at));
                    assert_eq!(found, [lead], "{}", String::from_utf8_lossy(&text));
                }
            }
        }
    }
}

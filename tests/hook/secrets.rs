//! Secrets made at run time: well formed, never issued, and others in every test.

/// Rule that finds [`Keys::github`].
pub(crate) const GITHUB: &str = "github-personal-access-token";
/// Rule that finds [`Keys::aws_secret`], with [`Keys::aws_id`] as a part of it.
pub(crate) const AWS: &str = "aws-secret-access-key";
/// Rule that finds [`Keys::stripe`].
pub(crate) const STRIPE: &str = "stripe-live-secret-key";

const LETTERS_AND_DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// One person's credentials.
pub(crate) struct Keys {
    /// A classic GitHub token whose checksum holds.
    pub(crate) github: String,
    /// The id of an AWS key pair.
    pub(crate) aws_id: String,
    /// Its secret.
    pub(crate) aws_secret: String,
    /// A Stripe live key.
    pub(crate) stripe: String,
}

impl Keys {
    /// The keys of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut draw = |alphabet: &[u8], length: usize| loop {
            let value: String = (0..length).map(|_| char::from(alphabet[random.usize(..alphabet.len())])).collect();
            if length == 1 || looks_random(&value, alphabet) {
                return value;
            }
        };
        let body = draw(LETTERS_AND_DIGITS, 30);
        let sum = base62(crc32fast::hash(body.as_bytes()));
        Self {
            github: format!("ghp_{body}{sum}"),
            // an id that begins with I or J after the prefix would be of the old kind, which names no account
            aws_id: format!("AKIA{}{}", draw(b"QRSTUVWXYZ", 1), draw(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 15)),
            aws_secret: draw(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/", 40),
            stripe: format!("sk_live_51{}", draw(LETTERS_AND_DIGITS, 97)),
        }
    }

    /// A file of settings that holds all of them: GitHub's on the first line, AWS's on the second and third, Stripe's on the fourth.
    pub(crate) fn lines(&self) -> String {
        format!(
            "GITHUB_TOKEN={}\nAWS_ACCESS_KEY_ID={}\nAWS_SECRET_ACCESS_KEY={}\nSTRIPE_API_KEY={}\n",
            self.github, self.aws_id, self.aws_secret, self.stripe
        )
    }

    /// The parts of each secret of which nothing may print twelve bytes in a row: all but the prefix, which is public.
    ///
    /// The account's id that a Stripe key holds (characters 10 to 25 of the whole) names who is concerned and opens nothing, so reports show
    /// it: from the fifteenth on, every twelve characters hold at least one that is secret.
    pub(crate) fn random_parts(&self) -> [&str; 4] {
        [&self.github[4..], &self.aws_id[4..], &self.aws_secret, &self.stripe[14..]]
    }
}

/// A classic GitHub token whose checksum holds, one of many.
pub(crate) fn github_token(random: &mut fastrand::Rng) -> String {
    let body: String = (0..30).map(|_| char::from(LETTERS_AND_DIGITS[random.usize(..LETTERS_AND_DIGITS.len())])).collect();
    let sum = base62(crc32fast::hash(body.as_bytes()));
    format!("ghp_{body}{sum}")
}

/// Is this a value that nobody would take for a typed one? Rules let pass about one random value in a thousand for its low entropy or for
/// having no digit; the tests are not about that one.
fn looks_random(value: &str, alphabet: &[u8]) -> bool {
    let bytes = value.as_bytes();
    let share = |byte: u8| memchr::memchr_iter(byte, bytes).count() as f64 / bytes.len() as f64;
    let entropy: f64 = bytes.iter().map(|byte| -share(*byte).log2() / bytes.len() as f64).sum();
    let ceiling = (alphabet.len().min(bytes.len()) as f64).log2();
    let classes = [u8::is_ascii_lowercase, u8::is_ascii_uppercase, u8::is_ascii_digit];
    let mixed = classes.iter().all(|class| !alphabet.iter().any(class) || bytes[..bytes.len() / 2].iter().any(class));
    entropy >= 0.87 * ceiling && mixed
}

/// Six digits of base 62, the last six characters of GitHub's tokens.
fn base62(mut sum: u32) -> String {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = LETTERS_AND_DIGITS[(sum % 62) as usize];
        sum /= 62;
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

//! Values that say where a secret is, and are none.

/// Does the value name a secret instead of being one: a variable, a template, a format, a call?
pub fn is_reference(value: &[u8]) -> bool {
    let name =
        |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    let variable = |bytes: &[u8]| name(bytes) && !bytes[0].is_ascii_digit() && !bytes.iter().any(u8::is_ascii_lowercase);
    let lower_name = |bytes: &[u8]| name(bytes) && !bytes.iter().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    match value {
        [b'$', rest @ ..] if variable(rest) || lower_name(rest) => return true,
        [b'%', rest @ .., b'%'] if name(rest) => return true,
        [b'%', b's' | b'v' | b'd' | b'q'] => return true,
        [b':', rest @ ..] if lower_name(rest) => return true,
        [b'_', b'_', rest @ .., b'_', b'_'] | [b'@', b'@', rest @ .., b'@', b'@'] if name(rest) => return true,
        [b'[', .., b']'] | [b'<', .., b'>'] | [b'!', ..] if value.len() < 40 => return true,
        _ => {}
    }
    if is_member(value) {
        return true;
    }
    // the whole is a constant's or a variable's name: DB_PASSWORD
    if variable(value) && value.contains(&b'_') && !value.iter().any(u8::is_ascii_digit) {
        return true;
    }
    let starts = [
        "vault:",
        "op://",
        "bw://",
        "doppler://",
        "ssm:",
        "sm://",
        "akv://",
        "keyring:",
        "enc[",
        "enc(",
        "{cipher}",
        "arn:aws:",
        "!ref",
        "!sub",
        "process.env",
        "os.environ",
        "os.getenv",
        "env.",
        "env(",
        "env[",
        "getenv",
        "system.getenv",
        "config.",
        "config(",
        "var.",
        "local.",
        "settings.",
        "self.",
        "this.",
        "secrets.",
        "/run/secrets/",
        "file:",
        "@microsoft.keyvault(",
        "argv",
        "args.",
        "req.",
        "request.",
    ];
    let lower = value.to_ascii_lowercase();
    if starts.iter().any(|start| lower.starts_with(start.as_bytes())) {
        return true;
    }
    if [b"${".as_slice(), b"{{", b"}}", b"$(", b"#{", b"<%", b"%>", b"%("].iter().any(|mark| memchr::memmem::find(value, mark).is_some()) {
        // a reference with a long literal tail is a literal
        let outside = value.rsplit(|byte| matches!(byte, b'}' | b')')).next().unwrap_or_default();
        return outside.len() < 16;
    }
    // `{password}`, `{}` of formats, and halves of a template that the pattern cut
    value.iter().any(|byte| matches!(byte, b'{' | b'}')) && value.len() < 40 || value.ends_with(b"()")
}

/// `response.accessToken`: names in code, joined by dots, of which one has a hump; without digits, so that hardly a password is one.
fn is_member(value: &[u8]) -> bool {
    let names: Vec<&[u8]> = value.split(|byte| *byte == b'.').collect();
    let is_name = |name: &[u8]| {
        name.first().is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b'_')
            && name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
    };
    let has_hump = |name: &[u8]| name.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    names.len() >= 2 && names.iter().all(|name| is_name(name)) && names.iter().any(|name| has_hump(name))
}

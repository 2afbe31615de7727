//! Whose host a password is for.
//!
//! Facts: RFC 2606, RFC 5737 and RFC 3849 for names and addresses that belong to nobody.

/// Hosts that only manuals use.
#[rustfmt::skip]
const SAMPLE_HOSTS: &[&str] = &[
    "host", "hostname", "server", "servername", "myhost", "my_host", "my-host", "dbhost", "db_host", "db-host", "yourhost", "address",
    "ip", "domain", "foo", "bar", "endpoint", "myserver", "domain.com", "myserver.com", "host.com", "foo.com", "bar.com",
    "yourdomain.com", "mydomain.com", "company.com", "server.com", "test.com", "site.com", "website.com", "somewhere.com",
    "hostname.com",
];

/// The host at the start of what follows an `@` or a `=`.
pub(super) fn host_of(text: &[u8]) -> &[u8] {
    if text.starts_with(b"[") {
        let end = text.iter().position(|byte| *byte == b']').unwrap_or(text.len());
        return &text[1..end];
    }
    if text.starts_with(b"$") || text.starts_with(b"{") || text.starts_with(b"%") {
        let end =
            text.iter().position(|byte| matches!(byte, b'/' | b'@' | b'"' | b'\'') || byte.is_ascii_whitespace()).unwrap_or(text.len());
        return &text[..end];
    }
    let end = text.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))).unwrap_or(text.len());
    &text[..end]
}

/// Names and addresses that are set aside for documentation and tests.
pub(super) fn belongs_to_nobody(host: &str) -> bool {
    if host.is_empty() || SAMPLE_HOSTS.contains(&host) || host.starts_with('<') {
        return true;
    }
    let ends = [".example", ".test", ".invalid", ".local", "example.com", "example.org", "example.net", ".example.io"];
    let starts = ["192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:", "x.x.x.x", "xxx", "example."];
    let marks = ["your", "xxxx", "abcde", "placeholder", "myaccount", "my-server"];
    ends.iter().any(|end| host.ends_with(end))
        || starts.iter().any(|start| host.starts_with(start))
        || marks.iter().any(|mark| host.contains(mark))
}

/// This machine, or a bare name in a network of containers.
pub(super) fn is_local(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    matches!(host, "0.0.0.0" | "::1" | "." | "(local)" | "(localdb)" | "host.docker.internal")
        || host.starts_with("127.")
        || host.ends_with(".localhost")
        || host.ends_with(".docker.internal")
        || !host.contains(['.', ':', '$', '{', '%'])
}

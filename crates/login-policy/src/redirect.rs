//! Where people go when no app asked for the sign-in (`defaultRedirectUri`): which addresses
//! ZITADEL takes, and which of those this console refuses.
//!
//! It does not know whether anything answers at the address.

/// Why an address is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RedirectFault {
    /// A control character; the server cannot read the address.
    ControlCharacter,
    /// No scheme: the server answers `IAM-SFdqd`.
    NoScheme,
    /// `http` or `https` without a host: the server answers `IAM-SFdqd`.
    NoHost,
    /// The host or port cannot be read.
    BadHost,
    /// `%` not followed by two hexadecimal digits.
    BadEscape,
    /// The scheme runs code or reads local files. ZITADEL stores it without a word; the console
    /// refuses it.
    DangerousScheme,
}

/// Schemes that this console refuses although ZITADEL stores them.
pub const DANGEROUS_SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "file"];

/// Judges an address. The empty one is fine: it means ZITADEL's own console.
///
/// # Errors
/// The first fault found.
pub fn judge(address: &str) -> Result<(), RedirectFault> {
    if address.is_empty() {
        return Ok(());
    }
    if address.chars().any(char::is_control) {
        return Err(RedirectFault::ControlCharacter);
    }
    let (scheme, rest) = split_scheme(address).ok_or(RedirectFault::NoScheme)?;
    if DANGEROUS_SCHEMES
        .iter()
        .any(|dangerous| scheme.eq_ignore_ascii_case(dangerous))
    {
        return Err(RedirectFault::DangerousScheme);
    }
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let authority = rest
        .strip_prefix("//")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host = authority.map(|authority| {
        authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host)
    });
    match host {
        Some(host) if !host.is_empty() => judge_host(host)?,
        _ if is_web => return Err(RedirectFault::NoHost),
        _ => {}
    }
    judge_escapes(rest)
}

/// RFC 3986 §3.1.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let starts = bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    let goes_on = bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (starts && goes_on).then_some((scheme, rest))
}

fn judge_host(host: &str) -> Result<(), RedirectFault> {
    let (name, port) = if let Some(inside) = host.strip_prefix('[') {
        inside.split_once(']').ok_or(RedirectFault::BadHost)?
    } else {
        host.find(':')
            .map_or((host, ""), |colon| host.split_at(colon))
    };
    if name.is_empty() {
        return Err(RedirectFault::NoHost);
    }
    let port_is_fine = match port.strip_prefix(':') {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
        None => port.is_empty(),
    };
    let name_is_fine = !name
        .chars()
        .any(|one| one.is_whitespace() || is_never_in_a_host(one));
    if port_is_fine && name_is_fine {
        Ok(())
    } else {
        Err(RedirectFault::BadHost)
    }
}

fn is_never_in_a_host(one: char) -> bool {
    matches!(
        one,
        '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']'
    )
}

/// RFC 3986 §2.1. The query may hold anything: the server reads it as it is.
fn judge_escapes(rest: &str) -> Result<(), RedirectFault> {
    let path = rest.split('?').next().unwrap_or_default();
    for after in path.split('%').skip(1) {
        let digits = after.as_bytes().get(..2);
        if !digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)) {
            return Err(RedirectFault::BadEscape);
        }
    }
    Ok(())
}

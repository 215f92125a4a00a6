//! Where people go when no app asked for the sign-in (`defaultRedirectUri`): which addresses
//! ZITADEL takes, and which of those this console refuses.
//!
//! It does not know whether anything answers at the address.

use thiserror::Error;

/// Why an address is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum RedirectError {
    /// A control character; the server cannot read the address.
    #[error("a control character")]
    ControlCharacter,
    /// No scheme: the server answers `IAM-SFdqd`, since 4.12 `INST-SFdqd`.
    #[error("no scheme")]
    NoScheme,
    /// `http` or `https` without a host: the server answers as without a scheme.
    #[error("no host")]
    NoHost,
    /// The host or port cannot be read.
    #[error("no readable host or port")]
    BadHost,
    /// `%` not followed by two hexadecimal digits.
    #[error("a percent sign without two hexadecimal digits")]
    BadEscape,
    /// The scheme runs code or reads local files. ZITADEL stores it without a word; the console
    /// refuses it.
    #[error("a scheme that runs code or reads local files")]
    DangerousScheme,
}

/// Schemes that this console refuses although ZITADEL stores them.
pub const DANGEROUS_SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "file"];

/// Judges an address. The empty one is fine: it means ZITADEL's own console.
///
/// # Errors
/// The first fault found.
pub fn validate(address: &str) -> Result<(), RedirectError> {
    if address.is_empty() {
        return Ok(());
    }
    if address.chars().any(char::is_control) {
        return Err(RedirectError::ControlCharacter);
    }
    let (scheme, rest) = split_scheme(address).ok_or(RedirectError::NoScheme)?;
    if DANGEROUS_SCHEMES
        .iter()
        .any(|dangerous| scheme.eq_ignore_ascii_case(dangerous))
    {
        return Err(RedirectError::DangerousScheme);
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
        Some(host) if !host.is_empty() => validate_host(host)?,
        _ if is_web => return Err(RedirectError::NoHost),
        _ => {}
    }
    validate_escapes(rest)
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

fn validate_host(host: &str) -> Result<(), RedirectError> {
    let (name, port) = if let Some(inside) = host.strip_prefix('[') {
        inside.split_once(']').ok_or(RedirectError::BadHost)?
    } else {
        host.find(':')
            .map_or((host, ""), |colon| host.split_at(colon))
    };
    if name.is_empty() {
        return Err(RedirectError::NoHost);
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
        Err(RedirectError::BadHost)
    }
}

fn is_never_in_a_host(one: char) -> bool {
    matches!(
        one,
        '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']'
    )
}

/// RFC 3986 §2.1. The query may hold anything: the server reads it as it is.
fn validate_escapes(rest: &str) -> Result<(), RedirectError> {
    let path = rest.split('?').next().unwrap_or_default();
    for after in path.split('%').skip(1) {
        let digits = after.as_bytes().get(..2);
        if !digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)) {
            return Err(RedirectError::BadEscape);
        }
    }
    Ok(())
}

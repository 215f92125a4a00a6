//! For which host a passkey must be registered to work on the sign-in pages that people meet.
//!
//! `GET /v2/users/{id}/authentication_methods` tells by `domainQuery.domain` whether somebody has a
//! passkey for a domain, and by `domainQuery.includeWithoutDomain` also of those of old that name
//! none. It does not ask, and does not know which of several hosts a browser shows.

use crate::people::LoginVersion;

/// Whether somebody has a passkey that works on some pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum PasskeyUse {
    /// None that works there.
    Absent,
    /// One of old that names no domain, on another host than the one of the instance.
    NotKnown,
    /// One that works there.
    Works,
}

/// The host without port on which people meet the pages, as `domainQuery.domain` wants it.
///
/// `login_base_uri` is the feature `loginV2.baseUri`: absolute where login v2 has a host of its own,
/// relative, empty or absent where the instance's serves it.
#[must_use]
pub fn page_host<'a>(
    login: LoginVersion,
    instance_host: &'a str,
    login_base_uri: Option<&'a str>,
) -> &'a str {
    let own = match login {
        LoginVersion::BuiltIn => None,
        LoginVersion::V2 => login_base_uri.and_then(host_of),
    };
    own.unwrap_or_else(|| without_port(instance_host))
}

/// What two answers tell: whether there is a passkey for the host of the pages, and whether there is
/// one that names no domain. Those of old were made on the instance's host and work there.
#[must_use]
pub fn passkey_use(
    for_page_host: bool,
    without_domain: bool,
    page_host: &str,
    instance_host: &str,
) -> PasskeyUse {
    if for_page_host {
        PasskeyUse::Works
    } else if !without_domain {
        PasskeyUse::Absent
    } else if page_host.eq_ignore_ascii_case(without_port(instance_host)) {
        PasskeyUse::Works
    } else {
        PasskeyUse::NotKnown
    }
}

/// RFC 3986 §3.2: the host of an absolute address; none for a relative one.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = without_port(host);
    (!host.is_empty()).then_some(host)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

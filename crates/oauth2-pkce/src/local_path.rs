//! Where to go after signing in: a path of this site and nothing else (RFC 9700 §4.11.1). Judged
//! on the string, so that it does not matter which parser reads it later. It does not resolve
//! relative references; it refuses them.

use std::fmt;

use crate::form::unescape;

/// The longest path kept, in bytes.
const LIMIT: usize = 2_048;

/// A path of this site with optional query and fragment, starting with exactly one `/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalPath(String);

impl LocalPath {
    /// Checks a path. `closed` are the paths that must not be returned to: the callback and the
    /// signed-out page.
    pub fn parse(raw: &str, closed: &[&str]) -> Result<LocalPath, LocalPathFault> {
        if raw.len() > LIMIT {
            return Err(LocalPathFault::TooLong);
        }
        if !raw.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
            return Err(LocalPathFault::Character);
        }
        let is_end = |byte| matches!(byte, b'?' | b'#');
        let end = raw.bytes().position(is_end).unwrap_or(raw.len());
        let path = unescape(raw.get(..end).unwrap_or_default(), false);
        if !raw.starts_with('/') || has_empty_or_dotted_segment(&path) {
            return Err(LocalPathFault::NotLocal);
        }
        if path.iter().any(|b| b.is_ascii_control() || *b == b'\\') {
            return Err(LocalPathFault::Character);
        }
        if closed.iter().any(|other| is_same_page(&path, other)) {
            return Err(LocalPathFault::Closed);
        }
        Ok(LocalPath(raw.to_owned()))
    }

    /// Checks a path and falls back to `/`.
    pub fn or_root(raw: &str, closed: &[&str]) -> LocalPath {
        LocalPath::parse(raw, closed).unwrap_or_else(|_| LocalPath::root())
    }

    /// The start page.
    pub fn root() -> LocalPath {
        LocalPath("/".to_owned())
    }

    /// The path with query and fragment.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a path is not one to return to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalPathFault {
    /// Longer than 2 kB.
    TooLong,
    /// A character that must be escaped, or a backslash, also when escaped once.
    Character,
    /// Not starting with one `/`, or with empty, `.` or `..` segments, also when escaped once.
    NotLocal,
    /// The callback or the signed-out page.
    Closed,
}

impl fmt::Display for LocalPathFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            LocalPathFault::TooLong => "the path is too long",
            LocalPathFault::Character => "the path holds a character that must be escaped",
            LocalPathFault::NotLocal => "the path does not stay on this site",
            LocalPathFault::Closed => "the path is a page of the sign-in itself",
        })
    }
}

/// Empty segments (`//`), `.` and `..`: each lets some reader end up on another page or host. The
/// last segment may be empty.
fn has_empty_or_dotted_segment(path: &[u8]) -> bool {
    let count = path.split(|b| *b == b'/').count();
    path.split(|b| *b == b'/')
        .enumerate()
        .skip(1)
        .any(|(index, segment)| match segment {
            b"" => index + 1 != count,
            b"." | b".." => true,
            _ => false,
        })
}

fn is_same_page(path: &[u8], other: &str) -> bool {
    let trimmed = path.strip_suffix(b"/").unwrap_or(path);
    let other = other.strip_suffix('/').unwrap_or(other);
    !other.is_empty() && trimmed.eq_ignore_ascii_case(other.as_bytes())
}

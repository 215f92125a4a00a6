//! Where to go after signing in: a path of this site and nothing else (RFC 9700 §4.11.1). It is
//! checked as a string, so that it does not matter which parser reads it later. Relative
//! references are not resolved but refused.

use percent_encoding::percent_decode_str;
use thiserror::Error;

/// The longest path kept, in bytes.
const MAX_PATH_BYTES: usize = 2_048;

/// A path of this site with optional query and fragment, starting with exactly one `/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalPath(String);

impl LocalPath {
    /// Checks a path. `closed` are the paths that must not be returned to: the callback and the
    /// signed-out page.
    pub fn parse(raw: &str, closed: &[&str]) -> Result<LocalPath, LocalPathError> {
        if raw.len() > MAX_PATH_BYTES {
            return Err(LocalPathError::TooLong);
        }
        if !raw.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
            return Err(LocalPathError::Character);
        }
        let is_end = |byte| matches!(byte, b'?' | b'#');
        let end = raw.bytes().position(is_end).unwrap_or(raw.len());
        let path: Vec<u8> = percent_decode_str(raw.get(..end).unwrap_or_default()).collect();
        if !raw.starts_with('/') || has_empty_or_dotted_segment(&path) {
            return Err(LocalPathError::NotLocal);
        }
        if path.iter().any(|b| b.is_ascii_control() || *b == b'\\') {
            return Err(LocalPathError::Character);
        }
        if closed.iter().any(|other| is_same_page(&path, other)) {
            return Err(LocalPathError::Closed);
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum LocalPathError {
    /// Longer than 2 kB.
    #[error("the path is too long")]
    TooLong,
    /// A character that must be escaped, or a backslash, also when escaped once.
    #[error("the path holds a character that must be escaped")]
    Character,
    /// Not starting with one `/`, or with empty, `.` or `..` segments, also when escaped once.
    #[error("the path does not stay on this site")]
    NotLocal,
    /// The callback or the signed-out page.
    #[error("the path is a page of the sign-in itself")]
    Closed,
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

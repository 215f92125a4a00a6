//! The texts of opaque tokens, by their form alone: clients may rely on nothing else of them.

use crate::random;
use crate::version::Version;
use base64::Engine as _;

/// What a token opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    /// The API.
    Access,
    /// The next access token.
    Refresh,
    /// The first access token (RFC 6749 §4.1.2).
    Code,
    /// The API, for a machine user (a personal access token).
    Personal,
}

impl TokenKind {
    /// How many random bytes the token was made of before tokens were JWEs.
    const fn random_bytes(self) -> usize {
        match self {
            Self::Access => 72,
            Self::Refresh => 48,
            Self::Code => 24,
            Self::Personal => 54,
        }
    }

    /// The length of the token as a JWE, as measured.
    const fn jwe_length(self) -> usize {
        match self {
            Self::Access => 288,
            Self::Refresh => 310,
            Self::Code => 231,
            Self::Personal => 277,
        }
    }
}

/// A new token in the form of this release.
pub(crate) fn new(version: Version, kind: TokenKind) -> String {
    if version.encrypts_tokens_as_jwe() {
        jwe(kind.jwe_length())
    } else {
        random::text(kind.random_bytes())
    }
}

/// A text in the form of a JWE in compact serialization (RFC 7516 §3.1) that nobody can decrypt:
/// header, encrypted key, initialization vector, ciphertext, tag.
fn jwe(length: usize) -> String {
    let header = random::base64url(br#"{"alg":"A256GCMKW","enc":"A256GCM"}"#);
    let (key, vector, tag) = (random::text(32), random::text(12), random::text(16));
    let others = header.len() + key.len() + vector.len() + tag.len() + 4;
    let ciphertext = letters(length.saturating_sub(others));
    format!("{header}.{key}.{vector}.{ciphertext}.{tag}")
}

/// So many random letters of base64url.
fn letters(count: usize) -> String {
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let mut text = engine.encode(random::bytes(count));
    text.truncate(count);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_tokens_have_five_parts_and_the_measured_length() {
        for (kind, length) in [
            (TokenKind::Access, 288),
            (TokenKind::Refresh, 310),
            (TokenKind::Code, 231),
            (TokenKind::Personal, 277),
        ] {
            let token = new(Version::V4_13, kind);
            assert_eq!(token.len(), length, "{token}");
            assert_eq!(token.split('.').count(), 5, "{token}");
        }
    }

    #[test]
    fn earlier_tokens_are_one_word() {
        let token = new(Version::V4_3, TokenKind::Access);
        assert!(!token.contains('.'), "{token}");
    }
}

//! Why an ID token is refused, each rule by its own variant and code.

use thiserror::Error;

use crate::ports::KeyError;

/// Why an ID token is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum IdTokenError {
    /// Not a signed token in compact form (RFC 7515 §7.1), or with an extension that must be
    /// understood.
    #[error("ID token refused: not a signed token in compact form")]
    Format,
    /// An algorithm that is not accepted.
    #[error("ID token refused: the algorithm is not accepted")]
    Algorithm,
    /// No key of the issuer fits.
    #[error("ID token refused: no key of the issuer fits")]
    KeyUnknown,
    /// Several keys fit and the token does not name one.
    #[error("ID token refused: several keys fit and none is named")]
    KeyAmbiguous,
    /// The platform could not check the signature.
    #[error("ID token refused: {0}")]
    Crypto(#[from] KeyError),
    /// The signature is wrong.
    #[error("ID token refused: wrong signature")]
    Signature,
    /// Issued by somebody else.
    #[error("ID token refused: iss")]
    Issuer,
    /// Issued for somebody else, or also for somebody who is not trusted.
    #[error("ID token refused: aud")]
    Audience,
    /// Issued to somebody else, or without saying to whom.
    #[error("ID token refused: azp")]
    Azp,
    /// Expired, or without a readable expiry.
    #[error("ID token refused: exp")]
    Expiry,
    /// Without a readable time of issue, or issued before the sign-in that it renews.
    #[error("ID token refused: iat")]
    IssuedAt,
    /// Not valid yet.
    #[error("ID token refused: nbf")]
    NotYetValid,
    /// Made for another sign-in.
    #[error("ID token refused: nonce")]
    Nonce,
    /// Without a usable subject.
    #[error("ID token refused: sub")]
    Subject,
    /// Belongs to another access token.
    #[error("ID token refused: at_hash")]
    AccessTokenHash,
    /// The person proved who they are too long ago, or the session began anew unasked.
    #[error("ID token refused: auth_time")]
    AuthTime,
    /// The device's clock is off.
    #[error("ID token refused: the device clock is off by {minutes} minutes")]
    Clock {
        /// Minutes by which the device is ahead of the server; negative when it is behind.
        minutes: i64,
    },
}

impl IdTokenError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            IdTokenError::Format => "AUTH-IDT-FORMAT",
            IdTokenError::Algorithm => "AUTH-IDT-ALG",
            IdTokenError::Crypto(KeyError::Insecure) => "AUTH-INSECURE",
            IdTokenError::KeyUnknown | IdTokenError::KeyAmbiguous | IdTokenError::Crypto(_) => {
                "AUTH-IDT-KEY"
            }
            IdTokenError::Signature => "AUTH-IDT-SIG",
            IdTokenError::Issuer => "AUTH-IDT-ISS",
            IdTokenError::Audience => "AUTH-IDT-AUD",
            IdTokenError::Azp => "AUTH-IDT-AZP",
            IdTokenError::Expiry => "AUTH-IDT-EXP",
            IdTokenError::IssuedAt => "AUTH-IDT-IAT",
            IdTokenError::NotYetValid => "AUTH-IDT-NBF",
            IdTokenError::Nonce => "AUTH-IDT-NONCE",
            IdTokenError::Subject => "AUTH-IDT-SUB",
            IdTokenError::AccessTokenHash => "AUTH-IDT-ATHASH",
            IdTokenError::AuthTime => "AUTH-IDT-AUTHTIME",
            IdTokenError::Clock { .. } => "AUTH-CLOCK",
        }
    }

    /// Whether a newer metadata document or key set of the issuer could lead to another verdict.
    pub(crate) fn depends_on_documents(&self) -> bool {
        match self {
            IdTokenError::Crypto(error) => *error != KeyError::Insecure,
            IdTokenError::Algorithm
            | IdTokenError::KeyUnknown
            | IdTokenError::KeyAmbiguous
            | IdTokenError::Signature => true,
            _ => false,
        }
    }
}

//! Why the console could not be registered.

use std::fmt;
use std::path::PathBuf;

/// Why the console could not be registered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectError {
    /// An address is not an origin.
    Address {
        /// The option that carries it.
        option: &'static str,
        /// What was given.
        given: String,
    },
    /// The console would be served over plain HTTP from another machine.
    InsecureConsole {
        /// Its origin.
        console: String,
    },
    /// The instance is reached over plain HTTP on another machine, which the console refuses.
    InsecureInstance {
        /// Its origin.
        instance: String,
    },
    /// The file of the token cannot be used.
    PatFile {
        /// Which file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// The instance could not be reached.
    NotReached {
        /// Its address.
        instance: String,
        /// What the network said.
        cause: String,
    },
    /// What answers is no ZITADEL.
    NotZitadel {
        /// The address asked.
        asked: String,
        /// What is odd about the answer.
        reason: String,
    },
    /// The instance goes by another address, which the issuer in tokens would be.
    OtherIssuer {
        /// What it calls itself.
        issuer: String,
    },
    /// The token is not, or no longer, good (401).
    TokenRefused {
        /// The server's words.
        message: String,
    },
    /// The user of the token may not do this.
    NotAllowed {
        /// What was tried.
        trying: &'static str,
        /// The server's words.
        message: String,
    },
    /// The server refused for another reason.
    Refused {
        /// What was tried.
        trying: &'static str,
        /// The HTTP status.
        status: u16,
        /// The server's words.
        message: String,
    },
    /// The server says that something exists, and does not show it.
    NotShown {
        /// What.
        what: &'static str,
    },
    /// The project or the app has been deactivated.
    Inactive {
        /// Which.
        what: &'static str,
    },
    /// The server made a confidential client of the console.
    GotSecret,
    /// The registration reads differently from what was sent.
    Differs {
        /// The member that differs.
        member: &'static str,
        /// What it should be.
        wanted: String,
        /// What it is.
        found: String,
    },
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address { option, given } => write!(
                f,
                "{option} takes an address without a path, such as https://login.acme.example, not `{given}`."
            ),
            Self::InsecureConsole { console } => write!(
                f,
                "{console} is plain HTTP, over which browsers refuse the cryptography that signing in needs. Serve the console over HTTPS."
            ),
            Self::InsecureInstance { instance } => write!(
                f,
                "{instance} is plain HTTP, over which the console signs nobody in unless the instance is on this machine, as at http://localhost:8080. Give an https:// address as --instance."
            ),
            Self::PatFile { file, reason } => {
                write!(f, "The token file {} cannot be used: {reason}.", file.display())
            }
            Self::NotReached { instance, cause } => {
                write!(f, "{instance} cannot be reached: {cause}.")
            }
            Self::NotZitadel { asked, reason } => {
                write!(f, "{asked} does not answer as a ZITADEL does: {reason}.")
            }
            Self::OtherIssuer { issuer } => write!(
                f,
                "The instance calls itself {issuer}. Give that address as --instance."
            ),
            Self::TokenRefused { message } => write!(
                f,
                "The instance does not accept the token ({message}). It may have expired, or be of another instance."
            ),
            Self::NotAllowed { trying, message } => write!(
                f,
                "The user of the token may not {trying} ({message}). It needs to be an owner of the instance or of its organization."
            ),
            Self::Refused {
                trying,
                status,
                message,
            } => write!(f, "The instance refused to {trying}: {message} (HTTP {status})."),
            Self::NotShown { what } => write!(
                f,
                "The instance says that the {what} exists, but does not show it. Try again in a minute; if that does not help, the user of the token may not read it."
            ),
            Self::Inactive { what } => write!(
                f,
                "The {what} of the console has been deactivated. Reactivate it in ZITADEL's own console, then repeat."
            ),
            Self::GotSecret => f.write_str(
                "The instance made a client with a secret of the console, which cannot keep one. Delete the app `login-console` there and repeat.",
            ),
            Self::Differs {
                member,
                wanted,
                found,
            } => write!(
                f,
                "The registration has {member} {found} where {wanted} was asked for. This version of the instance may not know it."
            ),
        }
    }
}

impl std::error::Error for ConnectError {}

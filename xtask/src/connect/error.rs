//! Why the console could not be registered.

use std::path::PathBuf;
use thiserror::Error;

/// Why the console could not be registered.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ConnectError {
    /// An address is not an origin.
    #[error(
        "{option} takes an address without a path, such as https://login.acme.example, not `{given}`."
    )]
    Address {
        /// The option that carries it.
        option: &'static str,
        /// What was given.
        given: String,
    },
    /// The console would be served over plain HTTP from another machine.
    #[error(
        "{console} is plain HTTP, over which browsers refuse the cryptography that signing in needs. Serve the console over HTTPS."
    )]
    InsecureConsole {
        /// Its origin.
        console: String,
    },
    /// The instance is reached over plain HTTP on another machine, which the console refuses.
    #[error(
        "{instance} is plain HTTP, over which the console signs nobody in unless the instance is on this machine, as at http://localhost:8080. Give an https:// address as --instance."
    )]
    InsecureInstance {
        /// Its origin.
        instance: String,
    },
    /// The file of the token cannot be used.
    #[error("The token file {} cannot be used: {reason}.", file.display())]
    PatFile {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The instance could not be reached.
    #[error("{instance} cannot be reached: {cause}.")]
    NotReached {
        /// Its address.
        instance: String,
        /// What the network said.
        cause: String,
    },
    /// What answers is no ZITADEL.
    #[error("{asked} does not answer as a ZITADEL does: {reason}.")]
    NotZitadel {
        /// The address asked.
        asked: String,
        /// What is odd about the answer.
        reason: String,
    },
    /// The instance goes by another address, which the issuer in tokens would be.
    #[error("The instance calls itself {issuer}. Give that address as --instance.")]
    OtherIssuer {
        /// What it calls itself.
        issuer: String,
    },
    /// The token is not, or no longer, good (401).
    #[error(
        "The instance does not accept the token ({message}). It may have expired, or be of another instance."
    )]
    TokenRefused {
        /// The server's words.
        message: String,
    },
    /// The user of the token may not do this.
    #[error(
        "The user of the token may not {trying} ({message}). It needs to be an owner of the instance or of its organization."
    )]
    NotAllowed {
        /// What was tried.
        trying: &'static str,
        /// The server's words.
        message: String,
    },
    /// The server refused for another reason.
    #[error("The instance refused to {trying}: {message} (HTTP {status}).")]
    Refused {
        /// What was tried.
        trying: &'static str,
        /// The HTTP status.
        status: u16,
        /// The server's words.
        message: String,
    },
    /// The server says that something exists, and does not show it.
    #[error(
        "The instance says that the {what} exists, but does not show it. Try again in a minute; if that does not help, the user of the token may not read it."
    )]
    NotShown {
        /// `project` or `app`.
        what: &'static str,
    },
    /// The project or the app has been deactivated.
    #[error(
        "The {what} of the console has been deactivated. Reactivate it in ZITADEL's own console, then repeat."
    )]
    Inactive {
        /// `project` or `app`.
        what: &'static str,
    },
    /// The server made a confidential client of the console.
    #[error(
        "The instance made a client with a secret of the console, which cannot keep one. Delete the app `login-console` there and repeat."
    )]
    GotSecret,
    /// The registration reads differently from what was sent.
    #[error(
        "The registration has {member} {found} where {wanted} was asked for. This version of the instance may not know it."
    )]
    Differs {
        /// The member that differs.
        member: &'static str,
        /// What it should be.
        wanted: String,
        /// What it is.
        found: String,
    },
}

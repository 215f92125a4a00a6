//! Why a command stopped, as sentences for the person who typed it.
//!
//! Knows nothing of any single command; each names what it missed and what to do about it.

use crate::connect::ConnectError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// The command line was not understood.
    Usage(String),
    /// Something that must be on the machine is not there and could not be put there.
    Missing {
        /// What is lacking.
        what: String,
        /// How to get it.
        remedy: String,
    },
    /// A program could not be started.
    NotStarted {
        /// Its name.
        program: String,
        /// What the system said.
        cause: io::Error,
    },
    /// A program ended badly; it has already said why.
    Ended {
        /// Its name and arguments.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A file could not be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file, or an answer of a program, is not what it should be.
    Content {
        /// What was read.
        source: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What the command was to find out came out badly.
    Verdict(String),
    /// The console could not be registered.
    Connect(ConnectError),
}

impl Failure {
    /// For `map_err` behind a file operation.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::File { path, cause }
    }

    /// Something read that is not what it should be.
    pub fn content(source: impl fmt::Display, reason: impl fmt::Display) -> Self {
        Self::Content {
            source: source.to_string(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) => write!(f, "{text}\nType `cargo xtask help` for the commands."),
            Self::Missing { what, remedy } => write!(f, "{what} is missing. {remedy}"),
            Self::NotStarted { program, cause } => {
                write!(f, "`{program}` could not be started: {cause}.")
            }
            Self::Ended { program, status } => write!(f, "`{program}` failed ({status})."),
            Self::File { path, cause } => write!(f, "{}: {cause}.", path.display()),
            Self::Content { source, reason } => write!(f, "{source}: {reason}"),
            Self::Verdict(text) => f.write_str(text),
            Self::Connect(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        Self::Connect(error)
    }
}

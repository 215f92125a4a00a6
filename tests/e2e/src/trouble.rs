//! Why a journey failed, as sentences for whoever reads the log.

use std::fmt;
use std::time::Duration;
use xtask::connect::ConnectError;

/// What a journey, or a step of one, gives.
pub type Verdict<T = ()> = Result<T, Trouble>;

/// Why a journey failed.
#[derive(Debug)]
pub enum Trouble {
    /// Something is not as it has to be.
    Differs(String),
    /// Something did not come about in time.
    Late {
        /// What was waited for.
        what: String,
        /// For how long.
        waited: Duration,
    },
    /// The browser's driver refused a command.
    Driver {
        /// The command.
        asked: String,
        /// WebDriver's error code, such as `no such element`.
        error: String,
        /// What it said.
        message: String,
    },
    /// A server did not answer at all.
    NotReached {
        /// What was asked.
        asked: String,
        /// Why not.
        cause: String,
    },
    /// The instance refused a call of the other client.
    Instance {
        /// Method and path.
        asked: String,
        /// HTTP status.
        status: u16,
        /// What it said.
        said: String,
    },
    /// A tool, a program or a file is not as needed.
    Tool(anyhow::Error),
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl Trouble {
    /// Whether it is this error code of WebDriver.
    pub fn is_driver(&self, code: &str) -> bool {
        matches!(self, Self::Driver { error, .. } if error == code)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs(text) => f.write_str(text),
            Self::Late { what, waited } => {
                write!(f, "not within {:.1} s: {what}", waited.as_secs_f64())
            }
            Self::Driver {
                asked,
                error,
                message,
            } => {
                let line = message.lines().next().unwrap_or_default();
                write!(f, "the browser, asked for {asked}: {error}: {line}")
            }
            Self::NotReached { asked, cause } => write!(f, "{asked} was not answered: {cause}"),
            Self::Instance {
                asked,
                status,
                said,
            } => write!(f, "the instance refused {asked} with {status}: {said}"),
            Self::Tool(error) => f.write_str(&xtask::sentences(error)),
            Self::Interrupted => f.write_str("interrupted"),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Self {
        Self::Tool(error)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Tool(error.into())
    }
}

impl From<ConnectError> for Trouble {
    fn from(error: ConnectError) -> Self {
        Self::Tool(error.into())
    }
}

/// Fails with a sentence unless it holds.
pub fn ensure(holds: bool, otherwise: impl fmt::Display) -> Verdict {
    if holds {
        Ok(())
    } else {
        Err(Trouble::Differs(otherwise.to_string()))
    }
}

/// Fails unless both are the same; says what each is.
pub fn same<A: PartialEq<B> + fmt::Debug, B: fmt::Debug>(
    what: impl fmt::Display,
    found: A,
    wanted: B,
) -> Verdict {
    ensure(
        found == wanted,
        format!("{what}: found {found:?}, wanted {wanted:?}"),
    )
}

/// Fails unless a text holds another.
pub fn holds(what: impl fmt::Display, text: &str, part: &str) -> Verdict {
    ensure(
        text.contains(part),
        format!("{what}: “{part}” is not in “{text}”"),
    )
}

/// Fails if a text holds another.
pub fn lacks(what: impl fmt::Display, text: &str, part: &str) -> Verdict {
    ensure(
        !text.contains(part),
        format!("{what}: “{part}” is in “{text}”"),
    )
}

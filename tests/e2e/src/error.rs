//! Why a journey failed, as sentences for whoever reads the log, and the checks that fail with them.

use std::fmt::{Debug, Display};
use std::io;
use std::time::Duration;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use xtask::connect::ConnectError;

/// What a journey, or a step of one, gives.
pub type TestResult<T = ()> = Result<T, TestError>;

/// Why a journey failed.
#[derive(Debug, thiserror::Error)]
pub enum TestError {
    /// Something is not as it has to be.
    #[error("{0}")]
    Failed(String),
    /// Something did not come about in time.
    #[error("not within {:.1} s: {what}", waited.as_secs_f64())]
    TimedOut {
        /// What was waited for.
        what: String,
        /// For how long.
        waited: Duration,
    },
    /// The browser or its driver refused a command.
    #[error("the browser, asked to {command}: {}", without_stack(cause))]
    WebDriver {
        /// What it was asked to do.
        command: &'static str,
        /// Why it did not.
        cause: WebDriverError,
    },
    /// The instance did not answer a call of the tests at all.
    #[error("{call} was not answered: {cause}")]
    NotReached {
        /// Method and path.
        call: String,
        /// Why not.
        cause: String,
    },
    /// The instance refused a call of the tests.
    #[error("the instance refused {call} with {status}: {message}")]
    Refused {
        /// Method and path.
        call: String,
        /// HTTP status.
        status: u16,
        /// What it said.
        message: String,
    },
    /// A tool, a program or a file is not as needed.
    #[error("{}", xtask::sentences(.0))]
    Setup(#[from] anyhow::Error),
    /// Somebody pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
}

impl TestError {
    /// Whether the page was drawn anew, or moved, between looking for an element and using it.
    pub fn is_outdated_element(&self) -> bool {
        use WebDriverErrorInner as Cause;
        matches!(
            self,
            Self::WebDriver { cause, .. } if matches!(
                cause.as_inner(),
                Cause::StaleElementReference(_)
                    | Cause::NoSuchElement(_)
                    | Cause::ElementNotInteractable(_)
                    | Cause::ElementClickIntercepted(_)
            )
        )
    }
}

impl From<io::Error> for TestError {
    fn from(error: io::Error) -> Self {
        Self::Setup(error.into())
    }
}

impl From<ConnectError> for TestError {
    fn from(error: ConnectError) -> Self {
        Self::Setup(error.into())
    }
}

/// ChromeDriver adds the addresses of its own functions, which tell nobody anything.
fn without_stack(error: &WebDriverError) -> String {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.take_while(|line| !line.starts_with("Stacktrace"));
    lines.collect::<Vec<_>>().join(" ")
}

/// Fails with a sentence unless it holds.
pub fn ensure(holds: bool, otherwise: impl Display) -> TestResult {
    if holds {
        Ok(())
    } else {
        Err(TestError::Failed(otherwise.to_string()))
    }
}

/// Fails unless both are the same; says what each is.
pub fn ensure_eq<A: PartialEq<B> + Debug, B: Debug>(
    what: impl Display,
    found: A,
    wanted: B,
) -> TestResult {
    ensure(
        found == wanted,
        format!("{what}: found {found:?}, wanted {wanted:?}"),
    )
}

/// Fails unless a text contains another.
pub fn ensure_contains(what: impl Display, text: &str, part: &str) -> TestResult {
    ensure(
        text.contains(part),
        format!("{what}: “{part}” is not in “{text}”"),
    )
}

/// Fails if a text contains another.
pub fn ensure_lacks(what: impl Display, text: &str, part: &str) -> TestResult {
    ensure(
        !text.contains(part),
        format!("{what}: “{part}” is in “{text}”"),
    )
}

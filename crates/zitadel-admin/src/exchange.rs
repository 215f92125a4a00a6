//! One call: what is sent, how the answer is judged, and what a failure says about the server.
//!
//! It does not repeat calls and knows no endpoint.

use core::fmt;

use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::transport::{Request, Response, Transport, TransportError};
use crate::unreadable::Unreadable;

/// A request and the function that reads the answer to it.
#[derive(Clone, Debug)]
pub struct Exchange<T> {
    /// Which call it is.
    pub operation: Operation,
    /// What is sent.
    pub request: Request,
    /// Reads an answer with a status of 200 to 299; all others are judged alike, as a [`Refusal`].
    pub judge: fn(&Response) -> Result<T, Unreadable>,
}

impl<T> Exchange<T> {
    /// Judges whatever came back.
    ///
    /// # Errors
    /// [`CallError::Refused`] for a status outside 200 to 299, [`CallError::Unreadable`] for a
    /// body that is not what the call promises.
    pub fn judge_answer(&self, response: &Response) -> Result<T, CallError> {
        if (200..300).contains(&response.status) {
            (self.judge)(response).map_err(CallError::Unreadable)
        } else {
            Err(CallError::Refused(Refusal::judge(self.operation, response)))
        }
    }
}

/// Sends one request, once, and judges the answer.
///
/// # Errors
/// Every way a call can fail, see [`CallError`].
pub async fn call<T>(transport: &impl Transport, exchange: Exchange<T>) -> Result<T, CallError> {
    let answer = transport.send(exchange.request.clone()).await;
    exchange.judge_answer(&answer.map_err(CallError::Transport)?)
}

/// Why a call failed, by who is to blame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallError {
    /// There is no answer.
    Transport(TransportError),
    /// The server, or something in front of it, said no.
    Refused(Refusal),
    /// The server said yes, in a way that cannot be read.
    Unreadable(Unreadable),
}

/// What a failed call did to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happened {
    /// Nothing was changed.
    Nothing,
    /// It may have been changed or not; only reading again can tell.
    NotKnown,
}

impl CallError {
    /// Whether the failed call may have changed something. A read never does. For a write only
    /// what surely came before the change counts as nothing: not sent, or refused with a status
    /// below 500. A server error may come after the change was stored.
    #[must_use]
    pub fn happened(&self, operation: Operation) -> Happened {
        let surely_nothing = match self {
            Self::Transport(TransportError::NotSent { .. }) => true,
            Self::Transport(TransportError::Lost | TransportError::CutOff { .. }) => false,
            Self::Refused(refusal) => matches!(refusal.status, 300..=407 | 409..=499 | 501),
            Self::Unreadable(_) => false,
        };
        if surely_nothing || !operation.is_write() {
            Happened::Nothing
        } else {
            Happened::NotKnown
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(TransportError::NotSent { .. }) => f.write_str("nothing was sent"),
            Self::Transport(TransportError::Lost) => f.write_str("the connection was lost"),
            Self::Transport(TransportError::CutOff { .. }) => {
                f.write_str("the answer did not arrive whole")
            }
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Unreadable(unreadable) => unreadable.fmt(f),
        }
    }
}

impl core::error::Error for CallError {}

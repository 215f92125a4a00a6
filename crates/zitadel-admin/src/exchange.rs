//! One call: what is sent, how the answer is read, and what a failure says about the server.
//!
//! It does not repeat calls and knows no endpoint.

use http::{Request, Response};

use crate::decode::DecodeError;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::transport::{Transport, TransportError};

/// A request and the function that reads the answer to it.
#[derive(Clone, Debug)]
pub struct Exchange<T> {
    /// Which call it is.
    pub operation: Operation,
    /// What is sent; the form is that of [`Transport::send`].
    pub request: Request<String>,
    /// Reads the body of an answer with a status of 200 to 299.
    pub decode: fn(&Response<String>) -> Result<T, DecodeError>,
}

/// Why a call failed, by who is to blame.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CallError {
    /// There is no answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The server, or something in front of it, said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The server said yes, in a way that cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

/// What a failed call did to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WriteEffect {
    /// Nothing was changed.
    Nothing,
    /// It may have been changed or not; only reading again can tell.
    Unknown,
}

/// Sends one request, once, and reads the answer.
///
/// # Errors
/// Every way a call can fail, see [`CallError`].
pub async fn call<T>(transport: &impl Transport, exchange: Exchange<T>) -> Result<T, CallError> {
    let response = transport.send(exchange.request).await?;
    parse(exchange.operation, exchange.decode, &response)
}

impl<T> Exchange<T> {
    /// Reads whatever came back.
    ///
    /// # Errors
    /// [`CallError::Refused`] for a status outside 200 to 299, [`CallError::Decode`] for a body
    /// that is not what the call promises.
    pub fn parse_response(&self, response: &Response<String>) -> Result<T, CallError> {
        parse(self.operation, self.decode, response)
    }
}

impl CallError {
    /// Whether the failed call may have changed something. A read never does. For a write only
    /// what surely came before the change counts as nothing: not sent, or refused with a status
    /// below 500. A server error may come after the change was stored, and so may a time-out (408)
    /// or a call that was given up half-way (499).
    #[must_use]
    pub fn write_effect(&self, operation: Operation) -> WriteEffect {
        let surely_nothing = match self {
            Self::Transport(TransportError::NotSent { .. }) => true,
            Self::Transport(TransportError::Lost | TransportError::CutOff { .. }) => false,
            Self::Refused(refusal) => {
                matches!(refusal.status.as_u16(), 300..=407 | 409..=498 | 501)
            }
            Self::Decode(_) => false,
        };
        if surely_nothing || !operation.is_write() {
            WriteEffect::Nothing
        } else {
            WriteEffect::Unknown
        }
    }
}

fn parse<T>(
    operation: Operation,
    decode: fn(&Response<String>) -> Result<T, DecodeError>,
    response: &Response<String>,
) -> Result<T, CallError> {
    if response.status().is_success() {
        Ok(decode(response)?)
    } else {
        Err(Refusal::from_response(operation, response).into())
    }
}

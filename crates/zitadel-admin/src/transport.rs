//! The port over which calls travel. The program brings the implementation, which adds the host,
//! the token and the language; none of them is known here.

use http::{Request, Response, StatusCode};

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TransportError {
    /// Nothing left this machine.
    #[error("nothing was sent: {reason}")]
    NotSent {
        /// Why not.
        reason: NotSent,
    },
    /// It cannot be told whether the server got the request.
    #[error("the connection was lost")]
    Lost,
    /// Status and headers came, the body did not arrive whole.
    #[error("the answer did not arrive whole")]
    CutOff {
        /// The status that came.
        status: StatusCode,
    },
}

/// Why nothing was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSent {
    /// There is no token to send and none could be had without the person.
    #[error("the session has ended")]
    SessionEnded,
    /// There is no network.
    #[error("there is no network")]
    Offline,
}

/// Sends a request and hands back the answer, whatever its status.
///
/// The URI is a path with an optional query below the instance's origin, percent-encoded, e.g.
/// `/admin/v1/policies/login`. An empty body stands for none; any other is JSON, as the header
/// `Content-Type` says.
pub trait Transport {
    /// Sends one request, once: repeating a write is the caller's decision.
    #[expect(
        async_fn_in_trait,
        reason = "futures of a browser are not Send, and no caller needs them to be"
    )]
    async fn send(&self, request: Request<String>) -> Result<Response<String>, TransportError>;
}

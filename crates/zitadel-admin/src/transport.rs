//! The port over which calls travel. The program brings the implementation, which adds the host,
//! the token and the language; none of them is known here.

/// HTTP methods of the endpoints used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Adds, and searches.
    Post,
    /// Replaces.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// As it stands in the request line, e.g. `GET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What is to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Path and query below the instance's origin, percent-encoded, e.g. `/admin/v1/policies/login`.
    pub path: String,
    /// JSON, to be sent as `application/json`.
    pub body: Option<String>,
}

/// What came back, whatever its status.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The header of that name, as sent.
    pub content_type: Option<String>,
    /// The whole body as text.
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransportError {
    /// Nothing left this machine.
    NotSent {
        /// Why not.
        reason: NotSent,
    },
    /// It cannot be told whether the server got the request.
    Lost,
    /// Status and headers came, the body did not arrive whole.
    CutOff {
        /// The status that came.
        status: u16,
    },
}

/// Why nothing was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotSent {
    /// There is no token to send and none could be had without the person.
    SessionEnded,
    /// There is no network.
    Offline,
}

/// Sends a request and hands back the answer, whatever its status. Single-threaded, as browsers
/// are.
pub trait Transport {
    /// Sends one request, once: repeating a write is the caller's decision.
    #[expect(
        async_fn_in_trait,
        reason = "futures of a browser are not Send, and no caller needs them to be"
    )]
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}

//! Calls in the name of the person: the token goes on here, and one that the server turns away is
//! renewed once (sign-in.md §4.5). Nobody else sees a token.

use super::inner::SessionInner;
use super::session_state::RefreshOutcome;
use super::token_refresh::{expire, refresh};
use crate::platform::fetch::{self, FetchError};
use crate::platform::{clock, document};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use std::rc::Rc;
use zitadel_admin::{NotSent, Transport, TransportError};

/// A token must live at least this long to be sent.
const MARGIN_SECONDS: f64 = 10.0;

const SESSION_ENDED: TransportError = TransportError::NotSent {
    reason: NotSent::SessionEnded,
};

/// The instance's APIs, called with the token of whoever is signed in.
#[derive(Clone)]
pub struct BearerClient(Rc<SessionInner>);

impl BearerClient {
    pub(super) fn new(session: Rc<SessionInner>) -> Self {
        Self(session)
    }

    /// The `Authorization` header to send, renewed if it is too old.
    async fn bearer(&self) -> Result<HeaderValue, TransportError> {
        let session = &self.0;
        if !session.is_signed_in() {
            return Err(SESSION_ENDED);
        }
        if let Some(bearer) = session.tokens.bearer(clock::now_seconds(), MARGIN_SECONDS) {
            return Ok(bearer);
        }
        let outcome = refresh(session).await;
        if let Some(bearer) = session.tokens.bearer(clock::now_seconds(), 0.0) {
            return Ok(bearer);
        }
        if !matches!(outcome, RefreshOutcome::Postponed(_)) {
            expire(session);
        }
        Err(SESSION_ENDED)
    }

    async fn send_once(
        &self,
        request: &Request<String>,
        bearer: &HeaderValue,
    ) -> Result<Response<String>, TransportError> {
        let request = addressed(
            request,
            &self.0.client.registration().issuer.origin(),
            bearer,
        )
        // What HTTP cannot express is not sent.
        .map_err(|_| TransportError::Lost)?;
        let is_read = request.method() == Method::GET;
        fetch::send(request).await.map_err(|error| match error {
            FetchError::CutOff { status } => TransportError::CutOff { status },
            // The browser may be wrong about the network, so it is asked for no more than an
            // explanation; of a write it cannot even be told whether it got out.
            FetchError::Failed if is_read && !document::is_online() => TransportError::NotSent {
                reason: NotSent::Offline,
            },
            FetchError::Failed => TransportError::Lost,
        })
    }
}

impl Transport for BearerClient {
    /// Sends a call with the person's token. One that the server turns away with 401 was not carried
    /// out, so it is sent a second time with a renewed token, and never a third time.
    async fn send(&self, request: Request<String>) -> Result<Response<String>, TransportError> {
        let session = &self.0;
        let _in_flight = InFlight::begin(session);
        let bearer = self.bearer().await?;
        let generation = session.tokens.generation();
        let response = self.send_once(&request, &bearer).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        if session.tokens.generation() == generation {
            match refresh(session).await {
                RefreshOutcome::Refreshed(_) => {}
                RefreshOutcome::Ended => {
                    expire(session);
                    return Err(SESSION_ENDED);
                }
                // It was turned away, and there is no new token to send it with.
                RefreshOutcome::Postponed(_) => return Ok(response),
            }
        }
        let bearer = self.bearer().await?;
        self.send_once(&request, &bearer).await
    }
}

/// The request with the instance's origin and the headers of every call.
fn addressed(
    request: &Request<String>,
    origin: &str,
    bearer: &HeaderValue,
) -> Result<Request<String>, http::Error> {
    let mut request = request.clone();
    *request.uri_mut() = format!("{origin}{}", request.uri()).parse()?;
    let language = HeaderValue::try_from(document::language())?;
    let headers = request.headers_mut();
    headers.insert(AUTHORIZATION, bearer.clone());
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT_LANGUAGE, language);
    Ok(request)
}

/// Counts a call as in flight for as long as it lives: a renewal kills the token it carries.
struct InFlight<'a>(&'a SessionInner);

impl<'a> InFlight<'a> {
    fn begin(session: &'a SessionInner) -> Self {
        let count = &session.calls_in_flight;
        count.set(count.get() + 1);
        Self(session)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        let count = &self.0.calls_in_flight;
        count.set(count.get().saturating_sub(1));
    }
}

//! Calls in the name of the person: the token goes on here, and one that the server turns away is
//! renewed once (sign-in.md §4.5). Nobody else sees a token.

use super::inner::SessionInner;
use super::session_state::RefreshOutcome;
use super::token_refresh::{expire, refresh};
use crate::platform::fetch::{self, FetchError};
use crate::platform::{clock, document};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};
use std::rc::Rc;
use zitadel_admin::{Method, NotSent, Request, Response, Transport, TransportError};

/// A token must live at least this long to be sent.
const MARGIN_SECONDS: f64 = 10.0;

/// The instance's APIs, called with the token of whoever is signed in.
#[derive(Clone)]
pub struct BearerClient(Rc<SessionInner>);

impl BearerClient {
    pub(super) fn new(session: Rc<SessionInner>) -> Self {
        Self(session)
    }

    /// The `Authorization` header to send, renewed if it is too old.
    async fn bearer(&self) -> Result<String, TransportError> {
        const ENDED: TransportError = TransportError::NotSent {
            reason: NotSent::SessionEnded,
        };
        let session = &self.0;
        if !session.is_signed_in() {
            return Err(ENDED);
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
        Err(ENDED)
    }

    async fn send_once(&self, request: &Request, bearer: &str) -> Result<Response, TransportError> {
        let url = [self.0.registration.issuer.origin(), &request.path].concat();
        let mut builder = http::Request::builder()
            .method(request.method.as_str())
            .uri(url)
            .header(AUTHORIZATION, bearer)
            .header(ACCEPT, "application/json")
            .header(ACCEPT_LANGUAGE, document::language());
        if request.body.is_some() {
            builder = builder.header(CONTENT_TYPE, "application/json");
        }
        let outgoing = builder
            .body(request.body.clone().unwrap_or_default())
            .map_err(|_| TransportError::Lost)?;
        match fetch::send(outgoing).await {
            Ok(answer) => Ok(Response {
                status: answer.status().as_u16(),
                content_type: answer
                    .headers()
                    .get(CONTENT_TYPE)
                    .and_then(|value| value.to_str().ok())
                    .map(str::to_owned),
                body: answer.into_body(),
            }),
            Err(FetchError::CutOff { status }) => Err(TransportError::CutOff { status }),
            // The browser may be wrong about the network, so it is asked for no more than an
            // explanation; of a write it cannot even be told whether it got out.
            Err(FetchError::Failed) if request.method == Method::Get && !document::is_online() => {
                Err(TransportError::NotSent {
                    reason: NotSent::Offline,
                })
            }
            Err(FetchError::Failed) => Err(TransportError::Lost),
        }
    }
}

impl Transport for BearerClient {
    /// Sends a call with the person's token. One that the server turns away with 401 was not carried
    /// out, so it is sent a second time with a renewed token, and never a third time.
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let session = &self.0;
        let _in_flight = InFlight::begin(session);
        let bearer = self.bearer().await?;
        let generation = session.tokens.generation();
        let answer = self.send_once(&request, &bearer).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        if session.tokens.generation() == generation {
            match refresh(session).await {
                RefreshOutcome::Refreshed(_) => {}
                RefreshOutcome::Ended => {
                    expire(session);
                    return Err(TransportError::NotSent {
                        reason: NotSent::SessionEnded,
                    });
                }
                // It was turned away, and there is no new token to send it with.
                RefreshOutcome::Postponed(_) => return Ok(answer),
            }
        }
        let bearer = self.bearer().await?;
        self.send_once(&request, &bearer).await
    }
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

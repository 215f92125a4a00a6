//! Calls in the name of the person: the token goes on here, and a refused one is renewed once.
//!
//! Pages hand in a method, a path and a body and never see the token (sign-in.md §4.5).

use super::{Inner, Session, SessionState};
use crate::browser::{clock, document, fetch};

/// A call to the instance.
pub struct ApiRequest<'a> {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'a str,
    /// From the root of the instance: `/admin/v1/…`.
    pub path: &'a str,
    /// JSON.
    pub body: Option<&'a str>,
}

/// What the instance answered.
pub type ApiAnswer = fetch::Incoming;

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SendError {
    /// The sign-in is over; nothing was sent, or what was sent was turned away.
    SessionEnded,
    /// There is no network; nothing was sent.
    Offline,
    /// It was sent, and whether it arrived cannot be told.
    Lost,
    /// The answer began with this status and did not arrive whole.
    CutOff(u16),
}

/// A token must live at least this long to be sent.
const MARGIN_SECONDS: f64 = 10.0;

impl Session {
    /// Sends a call with the person's token. One that the server turns away with 401 was not
    /// carried out, so it is sent a second time with a renewed token, and never a third time.
    pub async fn send(self, request: ApiRequest<'_>) -> Result<ApiAnswer, SendError> {
        let inner = self.inner();
        let _under_way = UnderWay::begin(inner);
        let bearer = self.bearer(inner).await?;
        let generation = inner.tokens.generation();
        let answer = self.once(inner, &request, &bearer).await?;
        if answer.status != 401 {
            return Ok(answer);
        }
        if inner.tokens.generation() == generation {
            match self.renew().await {
                Some(true) => {}
                Some(false) => {
                    self.end();
                    return Err(SendError::SessionEnded);
                }
                // It was turned away, and there is no new token to send it with.
                None => return Ok(answer),
            }
        }
        let bearer = self.bearer(inner).await?;
        self.once(inner, &request, &bearer).await
    }

    async fn bearer(self, inner: &Inner) -> Result<String, SendError> {
        if !matches!(self.state.get_untracked(), SessionState::SignedIn(_)) {
            return Err(SendError::SessionEnded);
        }
        if !document::online() {
            return Err(SendError::Offline);
        }
        if let Some(bearer) = inner.tokens.bearer(clock::now_seconds(), MARGIN_SECONDS) {
            return Ok(bearer);
        }
        let renewed = self.renew().await;
        match inner.tokens.bearer(clock::now_seconds(), 0.0) {
            Some(bearer) => Ok(bearer),
            None => {
                if renewed.is_some() {
                    self.end();
                }
                Err(SendError::SessionEnded)
            }
        }
    }

    async fn once(
        self,
        inner: &Inner,
        request: &ApiRequest<'_>,
        bearer: &str,
    ) -> Result<ApiAnswer, SendError> {
        let url = [inner.registration.issuer.origin(), request.path].concat();
        let language = document::language();
        let mut headers = vec![
            ("authorization", bearer),
            ("accept", "application/json"),
            ("accept-language", language.as_str()),
        ];
        if request.body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        fetch::send(fetch::Outgoing {
            method: request.method,
            url: &url,
            headers: &headers,
            body: request.body,
        })
        .await
        .map_err(|error| match error {
            fetch::FetchError::Failed => SendError::Lost,
            fetch::FetchError::CutOff(status) => SendError::CutOff(status),
        })
    }
}

/// Counts a call as under way for as long as it lives.
struct UnderWay<'a>(&'a Inner);

impl<'a> UnderWay<'a> {
    fn begin(inner: &'a Inner) -> Self {
        let count = &inner.tokens.under_way;
        count.set(count.get() + 1);
        Self(inner)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let count = &self.0.tokens.under_way;
        count.set(count.get().saturating_sub(1));
    }
}

//! The ports of `oauth2-pkce`, all in one: fetch, clock and keys of the real browser.

use super::{clock, crypto, fetch};
use oauth2_pkce::{
    Algorithm, Clock, Hash, Http, HttpError, HttpRequest, HttpResponse, KeyError, KeyMaterial,
    KeyVerifier,
};

/// The browser, as `oauth2-pkce` sees it.
#[derive(Clone, Copy)]
pub struct Browser;

impl Http for Browser {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let headers: Vec<(&str, &str)> = request
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = fetch::send(fetch::Outgoing {
            method: request.method.as_str(),
            url: &request.url,
            headers: &headers,
            body: request.body.as_deref(),
        })
        .await;
        match answer {
            Ok(incoming) => Ok(HttpResponse {
                status: incoming.status,
                content_type: incoming.content_type,
                // Not readable from another origin: ZITADEL does not expose it.
                retry_after: None,
                body: incoming.body,
            }),
            Err(fetch::FetchError::Failed) => Err(HttpError::Unreachable),
            Err(fetch::FetchError::CutOff(status)) => Err(HttpError::CutOff { status }),
        }
    }
}

impl Clock for Browser {
    fn now(&self) -> f64 {
        clock::now_seconds()
    }
}

impl KeyVerifier for Browser {
    async fn verify(
        &self,
        key: &KeyMaterial,
        algorithm: Algorithm,
        signing_input: &[u8],
        signature: &[u8],
    ) -> Result<bool, KeyError> {
        crypto::verify(key, algorithm, signing_input, signature).await
    }

    async fn digest(&self, hash: Hash, bytes: &[u8]) -> Result<Vec<u8>, KeyError> {
        crypto::digest(hash, bytes).await
    }
}

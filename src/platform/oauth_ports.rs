//! What `oauth2-pkce` asks of its surroundings, answered by the browser.

use super::{clock, crypto, fetch};
use http::Request;
use oauth2_pkce::{
    Algorithm, Clock, Hash, Http, HttpError, HttpRequest, HttpResponse, KeyError, KeyMaterial,
    KeyVerifier,
};

/// `fetch`, clock and WebCrypto as ports of `oauth2-pkce`.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Http for Browser {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut builder = Request::builder()
            .method(request.method.as_str())
            .uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value.as_str());
        }
        let request = builder
            .body(request.body.unwrap_or_default())
            .map_err(|_| HttpError::Unreachable)?;
        match fetch::send(request).await {
            Ok(response) => Ok(HttpResponse {
                status: response.status().as_u16(),
                content_type: response
                    .headers()
                    .get(http::header::CONTENT_TYPE)
                    .and_then(|value| value.to_str().ok())
                    .map(str::to_owned),
                // Not readable from another origin: ZITADEL does not expose it.
                retry_after: None,
                body: response.into_body(),
            }),
            Err(fetch::FetchError::Failed) => Err(HttpError::Unreachable),
            Err(fetch::FetchError::CutOff { status }) => Err(HttpError::CutOff { status }),
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

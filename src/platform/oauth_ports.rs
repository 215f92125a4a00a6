//! What `oauth2-pkce` asks of its surroundings, answered by the browser.

use super::{clock, crypto, fetch};
use http::{Request, Response};
use oauth2_pkce::{
    Algorithm, Clock, Hash, Http, HttpError, KeyError, KeyMaterial, KeyVerifier, Random,
    RandomError, RequestOptions,
};

/// `fetch`, clock and WebCrypto as ports of `oauth2-pkce`.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Http for Browser {
    async fn send(&self, mut request: Request<String>) -> Result<Response<String>, HttpError> {
        let options = request.extensions().get::<RequestOptions>();
        if options.is_some_and(|options| options.keepalive) {
            request.extensions_mut().insert(fetch::Keepalive);
        }
        fetch::send(request).await.map_err(|error| match error {
            fetch::FetchError::Failed => HttpError::Unreachable,
            fetch::FetchError::CutOff { status } => HttpError::CutOff {
                status: status.as_u16(),
            },
        })
    }
}

impl Random for Browser {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        crypto::BrowserRandom.fill(bytes)
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

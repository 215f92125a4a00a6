//! This client at one issuer: what it remembers of it, and how a failure with what is remembered
//! is tried again. Signing in, renewing and signing out have a file each.

mod refresh;
pub(crate) mod sign_in;
mod sign_out;
mod user_info;

use std::fmt;
use std::rc::Rc;

use url::Url;

use crate::claims::IdClaims;
use crate::discovery::Metadata;
use crate::error::AuthError;
use crate::id_token::Expectations;
use crate::id_token_error::IdTokenError;
use crate::id_token_verifier::verify_id_token;
use crate::issuer_cache::{IssuerCache, IssuerDocuments};
use crate::ports::{Clock, Http, KeyVerifier};
use crate::registration::Registration;
use crate::secret::IdToken;
use crate::token_set::{TokenSet, Unverified};

/// This client at one issuer. Keep one per page; it starts knowing nothing and remembers the
/// issuer's metadata and keys. A failure with remembered documents is reported only after the
/// issuer was asked for them anew, at most once in [`REFETCH_PAUSE_SECONDS`].
///
/// [`REFETCH_PAUSE_SECONDS`]: crate::REFETCH_PAUSE_SECONDS
pub struct Client<P> {
    registration: Registration,
    ports: P,
    cache: IssuerCache,
}

impl<P> Client<P> {
    /// A client that knows nothing of the issuer yet.
    pub fn new(registration: Registration, ports: P) -> Client<P> {
        Client {
            cache: IssuerCache::new(registration.issuer.clone()),
            registration,
            ports,
        }
    }

    /// How this client is registered.
    pub fn registration(&self) -> &Registration {
        &self.registration
    }

    /// The ports it was made with.
    pub fn ports(&self) -> &P {
        &self.ports
    }

    /// The remembered metadata and keys, to be kept for the next page; `None` when there are none.
    /// They are public.
    pub fn cache_to_json(&self) -> Option<String> {
        self.cache.to_json()
    }

    /// Takes kept metadata and keys into use. What is not readable, or belongs to another issuer,
    /// is passed over; what is out of date is asked for anew when something fails with it.
    pub fn restore_cache(&self, text: &str) {
        self.cache.restore(text);
    }
}

impl<P: Http + Clock> Client<P> {
    /// The issuer's metadata (OpenID Connect Discovery §4).
    ///
    /// # Errors
    /// [`AuthError::Http`] or [`AuthError::Discovery`].
    pub async fn metadata(&self) -> Result<Rc<Metadata>, AuthError> {
        self.cache.metadata(&self.ports).await
    }

    /// Asks for metadata and keys unless they are remembered. Worth doing before the person leaves,
    /// so that whoever comes back need not wait.
    ///
    /// # Errors
    /// [`AuthError::Http`], [`AuthError::Discovery`] or [`AuthError::Keys`].
    pub async fn prefetch(&self) -> Result<(), AuthError> {
        self.cache.documents(&self.ports).await.map(|_| ())
    }

    /// Sends a request; if what answered is not like the endpoint of remembered metadata, and the
    /// issuer has moved that endpoint since, sends it once more to the new address.
    async fn at_endpoint<T, E>(
        &self,
        metadata: &Metadata,
        endpoint: impl Fn(&Metadata) -> Option<&Url>,
        is_unlike_endpoint: impl Fn(&E) -> bool,
        request: impl AsyncFn(&Metadata) -> Result<T, E>,
    ) -> Result<T, E> {
        let result = request(metadata).await;
        if result.as_ref().is_err_and(is_unlike_endpoint)
            && let Some(newer) = self.cache.newer_metadata(&self.ports, metadata).await
            && endpoint(&newer).is_some()
            && endpoint(&newer) != endpoint(metadata)
        {
            return request(&newer).await;
        }
        result
    }
}

impl<P: Http + Clock + KeyVerifier> Client<P> {
    /// Verifies an ID token, if need be with documents asked for anew.
    async fn verify(
        &self,
        tokens: &TokenSet<Unverified>,
        id_token: &IdToken,
        expected: &Expectations<'_>,
    ) -> Result<IdClaims, IdTokenError> {
        let verify = async |documents: &IssuerDocuments| {
            let IssuerDocuments { metadata, keys } = documents;
            let access_token = &tokens.access_token;
            verify_id_token(
                &self.ports,
                metadata,
                keys,
                id_token,
                access_token,
                expected,
            )
            .await
        };
        let Ok(documents) = self.cache.documents(&self.ports).await else {
            // They were there before the request; the issuer has moved its keys since.
            return Err(IdTokenError::KeyUnknown);
        };
        let result = verify(&documents).await;
        if result
            .as_ref()
            .is_err_and(IdTokenError::depends_on_documents)
            && let Some(newer) = self.cache.newer_documents(&self.ports, &documents).await
        {
            return verify(&newer).await;
        }
        result
    }
}

impl<P> fmt::Debug for Client<P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Client({:?}, …)", self.registration)
    }
}

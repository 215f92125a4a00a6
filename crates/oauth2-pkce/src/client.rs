//! The exchanges with one issuer, driven over the ports: each a request sent and its answer
//! checked. What is decided here is only their order; there is no state but the remembered
//! documents of the issuer.

use std::fmt;
use std::rc::Rc;

use oauth2::{AccessToken, RefreshToken};
use url::Url;

use crate::authorization::{AuthorizationRedirect, SignIn, authorization_redirect};
use crate::callback::CallbackParams;
use crate::claims::IdClaims;
use crate::discovery::Metadata;
use crate::end_session::end_session_url;
use crate::error::AuthError;
use crate::exchange;
use crate::id_token::Expectations;
use crate::id_token_error::IdTokenError;
use crate::id_token_verifier::verify_id_token;
use crate::issuer_cache::{IssuerCache, IssuerDocuments};
use crate::oauth_client::{self, EndpointError};
use crate::ports::{Clock, Http, KeyVerifier, Random};
use crate::random::random_text;
use crate::refresh::{self, EndReason, RefreshOutcome, Refreshed, RetryReason};
use crate::registration::Registration;
use crate::revocation::RevokeError;
use crate::secret::IdToken;
use crate::session_binding::SessionBinding;
use crate::token_response::TokenResponse;
use crate::token_set::{TokenSet, Unverified, Verified};
use crate::transaction::{Purpose, Transaction};
use crate::transport;
use crate::user_info::{MAX_USER_INFO_BYTES, UserInfo, UserInfoError};

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

/// Somebody signed in. `Debug` shows no secret.
#[derive(Debug)]
pub struct SignedIn {
    /// The tokens.
    pub tokens: TokenSet<Verified>,
    /// Who it is.
    pub claims: IdClaims,
    /// What every renewal is held to.
    pub binding: SessionBinding,
    /// Whether somebody else came back than was expected: then nothing of the former session may
    /// be kept or shown.
    pub user_changed: bool,
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

    /// Asks who the person is (OpenID Connect Core §5.3). `subject` is that of the ID token.
    ///
    /// # Errors
    /// See [`UserInfoError`].
    pub async fn user_info(
        &self,
        access_token: &AccessToken,
        subject: &str,
    ) -> Result<UserInfo, UserInfoError> {
        let metadata = self.metadata().await.map_err(UserInfoError::NotReady)?;
        let endpoint = metadata.userinfo_endpoint.as_ref();
        let endpoint = endpoint.ok_or(UserInfoError::NotOffered)?;
        let token = Some(access_token);
        let response = transport::get(&self.ports, endpoint, token, MAX_USER_INFO_BYTES)
            .await
            .map_err(UserInfoError::Http)?;
        UserInfo::parse(&response, subject)
    }

    /// Revokes a refresh token (RFC 7009 §2). Bound the wait: a server that does not answer must
    /// not keep anybody from signing out.
    ///
    /// # Errors
    /// See [`RevokeError`]; the token may then still be alive.
    pub async fn revoke(&self, refresh_token: &RefreshToken) -> Result<(), RevokeError> {
        let metadata = self.metadata().await.map_err(RevokeError::NotReady)?;
        let endpoint = |metadata: &Metadata| metadata.revocation_endpoint.clone();
        let url = endpoint(&metadata).ok_or(RevokeError::NotOffered)?;
        let revoke = async |metadata: &Metadata| {
            let url = metadata.revocation_endpoint.as_ref().unwrap_or(&url);
            oauth_client::revoke_token(
                &self.ports,
                &self.registration,
                metadata,
                url,
                refresh_token,
            )
            .await
        };
        Ok(self.at_endpoint(&metadata, endpoint, revoke).await?)
    }

    /// Sends a request; if what answered is not like the endpoint of remembered metadata, and the
    /// issuer has moved that endpoint since, sends it once more to the new address.
    async fn at_endpoint<T>(
        &self,
        metadata: &Metadata,
        endpoint: impl Fn(&Metadata) -> Option<Url>,
        request: impl AsyncFn(&Metadata) -> Result<T, EndpointError>,
    ) -> Result<T, EndpointError> {
        let result = request(metadata).await;
        if result
            .as_ref()
            .is_err_and(EndpointError::is_unlike_endpoint)
            && let Some(newer) = self.cache.newer_metadata(&self.ports, metadata).await
            && endpoint(&newer).is_some()
            && endpoint(&newer) != endpoint(metadata)
        {
            return request(&newer).await;
        }
        result
    }
}

impl<P: Http + Clock + Random> Client<P> {
    /// Builds an authorization request (OpenID Connect Core §3.1.2.1) with fresh `state`, `nonce`
    /// and PKCE verifier.
    ///
    /// # Errors
    /// [`AuthError::Random`], and those of [`Client::metadata`].
    pub async fn authorize_url(&self, wanted: SignIn) -> Result<AuthorizationRedirect, AuthError> {
        let metadata = self.metadata().await?;
        let redirect = authorization_redirect(
            &self.registration,
            &metadata,
            wanted,
            &self.ports,
            self.ports.now(),
        )?;
        Ok(redirect)
    }

    /// Where to send the person to end the session at the server (OpenID Connect RP-Initiated
    /// Logout §2); `None` when it offers no such page. Revoke the refresh token before.
    ///
    /// # Errors
    /// Those of [`Client::metadata`].
    pub async fn end_session_url(
        &self,
        id_token: Option<&IdToken>,
    ) -> Result<Option<Url>, AuthError> {
        let metadata = self.metadata().await?;
        // `state` is optional here, and nothing is decided by it when the person comes back.
        let state = random_text(&self.ports).ok();
        Ok(end_session_url(
            &metadata,
            &self.registration,
            id_token,
            state.as_deref(),
        ))
    }
}

impl<P: Http + Clock + KeyVerifier> Client<P> {
    /// Validates a callback, exchanges its code and validates everything that comes back. The code
    /// is used up whatever the outcome: never try again with the same callback. The refresh token
    /// of a refused sign-in is revoked before this returns.
    ///
    /// # Errors
    /// See [`AuthError`].
    pub async fn handle_callback(
        &self,
        params: CallbackParams,
        transaction: &Transaction,
    ) -> Result<SignedIn, AuthError> {
        let mut metadata = self.metadata().await?;
        if params.lacks_promised_iss(&metadata)
            && let Some(newer) = self.cache.newer_metadata(&self.ports, &metadata).await
        {
            metadata = newer;
        }
        let now = self.ports.now();
        let code = params.validate(transaction, &self.registration, &metadata, now)?;
        // The keys come before the code is spent.
        let documents = self.cache.documents(&self.ports).await?;
        let exchange = async |metadata: &Metadata| {
            oauth_client::exchange_code(
                &self.ports,
                &self.registration,
                metadata,
                &code,
                transaction,
            )
            .await
        };
        let response = self
            .at_endpoint(&documents.metadata, token_endpoint, exchange)
            .await
            .map_err(exchange::TokenError::from)?;
        let refresh_token = response.refresh_token.clone();
        let result = self.sign_in(response, transaction).await;
        if result.is_err()
            && let Some(token) = refresh_token
        {
            // If it cannot be revoked, it dies of age; the refusal is what matters.
            let _ = self.revoke(&token).await;
        }
        result
    }

    /// Renews the tokens (RFC 6749 §6) and holds what comes back to the session's binding. Never
    /// run two at once with one refresh token: servers that rotate may end the session over it.
    /// When the tokens that came are refused, their refresh token is revoked before this returns.
    pub async fn refresh(
        &self,
        refresh_token: &RefreshToken,
        binding: &SessionBinding,
    ) -> RefreshOutcome {
        // The keys come first: once the refresh token is used up, there is no way back.
        let documents = match self.cache.documents(&self.ports).await {
            Ok(documents) => documents,
            Err(error) => return RetryReason::NotReady(error).into(),
        };
        let refresh = async |metadata: &Metadata| {
            oauth_client::refresh_tokens(&self.ports, &self.registration, metadata, refresh_token)
                .await
        };
        let response = match self
            .at_endpoint(&documents.metadata, token_endpoint, refresh)
            .await
        {
            Ok(response) => response,
            Err(error) => return error.into(),
        };
        let latest = response
            .refresh_token
            .as_ref()
            .unwrap_or(refresh_token)
            .clone();
        let outcome = self.renew(response, refresh_token, binding).await;
        if matches!(outcome, RefreshOutcome::Ended(_)) {
            let _ = self.revoke(&latest).await;
        }
        outcome
    }

    /// Validates the answer to an exchange.
    async fn sign_in(
        &self,
        response: TokenResponse,
        transaction: &Transaction,
    ) -> Result<SignedIn, AuthError> {
        let now = self.ports.now();
        let tokens = exchange::read_tokens(response, self.registration.scopes.as_str(), now)?;
        let expected = Expectations {
            registration: &self.registration,
            now,
            nonce: &transaction.nonce,
            is_nonce_optional: false,
            max_age: transaction.max_age,
        };
        let id_token = tokens.id_token.as_ref().ok_or(IdTokenError::Format)?;
        let claims = self.verify(&tokens, id_token, &expected).await?;
        let user_changed = match &transaction.purpose {
            Purpose::Login => false,
            Purpose::Reauth { expected_sub } => *expected_sub != claims.subject,
        };
        Ok(SignedIn {
            binding: SessionBinding::new(&claims, &transaction.nonce, &tokens.scopes),
            tokens: tokens.into_verified(),
            claims,
            user_changed,
        })
    }

    /// Validates the answer to a renewal.
    async fn renew(
        &self,
        response: TokenResponse,
        used: &RefreshToken,
        binding: &SessionBinding,
    ) -> RefreshOutcome {
        let now = self.ports.now();
        let tokens = match refresh::read_tokens(response, binding, used, now) {
            Ok(tokens) => tokens,
            Err(outcome) => return outcome,
        };
        let mut claims = None;
        if let Some(id_token) = &tokens.id_token {
            let expected = Expectations {
                registration: &self.registration,
                now,
                nonce: &binding.nonce,
                is_nonce_optional: true,
                max_age: None,
            };
            let verified = self.verify(&tokens, id_token, &expected).await;
            match verified.and_then(|claims| binding.check(&claims).map(|()| claims)) {
                Ok(renewed) if renewed.subject != binding.subject => {
                    return RefreshOutcome::Ended(EndReason::UserChanged);
                }
                Ok(renewed) => claims = Some(renewed),
                Err(error) => return RefreshOutcome::Ended(EndReason::Unverified(error)),
            }
        }
        let tokens = tokens.into_verified();
        RefreshOutcome::Refreshed(Box::new(Refreshed { tokens, claims }))
    }

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

fn token_endpoint(metadata: &Metadata) -> Option<Url> {
    Some(metadata.token_endpoint.clone())
}

//! Signing in: the way to the sign-in server and the way back.

use crate::authorization::{AuthorizationRedirect, SignIn, authorization_redirect};
use crate::callback::CallbackParams;
use crate::claims::IdClaims;
use crate::client::Client;
use crate::discovery::Metadata;
use crate::error::AuthError;
use crate::exchange::{self, TokenError};
use crate::id_token::Expectations;
use crate::id_token_error::IdTokenError;
use crate::oauth_client::{EndpointError, exchange_code};
use crate::ports::{Clock, Http, KeyVerifier, Random};
use crate::session_binding::SessionBinding;
use crate::token_response::TokenResponse;
use crate::token_set::{TokenSet, Verified};
use crate::transaction::{Purpose, Transaction};

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
        let response = self
            .at_endpoint(
                &documents.metadata,
                |metadata| Some(&metadata.token_endpoint),
                EndpointError::is_unlike_endpoint,
                async |metadata: &Metadata| {
                    let Client {
                        ports,
                        registration,
                        ..
                    } = self;
                    exchange_code(ports, registration, metadata, &code, transaction).await
                },
            )
            .await
            .map_err(TokenError::from)?;
        let refresh_token = response.refresh_token.clone();
        let result = self.validate_exchange(response, transaction).await;
        if result.is_err()
            && let Some(token) = refresh_token
        {
            // If it cannot be revoked, it dies of age; the refusal is what matters.
            let _ = self.revoke(&token).await;
        }
        result
    }

    /// Validates the answer to an exchange.
    async fn validate_exchange(
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
}

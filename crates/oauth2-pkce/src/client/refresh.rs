//! Renewing a session.

use oauth2::RefreshToken;

use crate::client::Client;
use crate::discovery::Metadata;
use crate::id_token::Expectations;
use crate::oauth_client::{EndpointError, refresh_tokens};
use crate::ports::{Clock, Http, KeyVerifier};
use crate::refresh::{EndReason, RefreshOutcome, Refreshed, RetryReason, read_tokens};
use crate::session_binding::SessionBinding;
use crate::token_response::TokenResponse;

impl<P: Http + Clock + KeyVerifier> Client<P> {
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
        let response = self
            .at_endpoint(
                &documents.metadata,
                |metadata| Some(&metadata.token_endpoint),
                EndpointError::is_unlike_endpoint,
                async |metadata: &Metadata| {
                    refresh_tokens(&self.ports, &self.registration, metadata, refresh_token).await
                },
            )
            .await;
        let response = match response {
            Ok(response) => response,
            Err(error) => return error.into(),
        };
        let latest = response
            .refresh_token
            .as_ref()
            .unwrap_or(refresh_token)
            .clone();
        let outcome = self
            .validate_renewal(response, refresh_token, binding)
            .await;
        if matches!(outcome, RefreshOutcome::Ended(_)) {
            let _ = self.revoke(&latest).await;
        }
        outcome
    }

    /// Validates the answer to a renewal.
    async fn validate_renewal(
        &self,
        response: TokenResponse,
        used: &RefreshToken,
        binding: &SessionBinding,
    ) -> RefreshOutcome {
        let now = self.ports.now();
        let tokens = match read_tokens(response, binding, used, now) {
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
            let renewed = match self.verify(&tokens, id_token, &expected).await {
                Ok(renewed) => renewed,
                Err(error) => return RefreshOutcome::Ended(EndReason::Unverified(error)),
            };
            // Another person has another `auth_time`, too, which is no fault of the token then.
            if renewed.subject != binding.subject {
                return RefreshOutcome::Ended(EndReason::UserChanged);
            }
            if let Err(error) = binding.check(&renewed) {
                return RefreshOutcome::Ended(EndReason::Unverified(error));
            }
            claims = Some(renewed);
        }
        let tokens = tokens.into_verified();
        RefreshOutcome::Refreshed(Box::new(Refreshed { tokens, claims }))
    }
}

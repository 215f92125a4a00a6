//! Signing out: the refresh token is revoked, then the session at the server ended. Ending the
//! session alone leaves the refresh token alive at some servers. What the page keeps is for the
//! application to clear, before both.

use oauth2::RefreshToken;
use url::Url;

use crate::client::Client;
use crate::discovery::Metadata;
use crate::end_session::end_session_url;
use crate::error::AuthError;
use crate::oauth_client::revoke_token;
use crate::ports::{Clock, Http, Random};
use crate::random::random_text;
use crate::revocation::RevokeError;
use crate::secret::IdToken;

impl<P: Http + Clock> Client<P> {
    /// Revokes a refresh token (RFC 7009 §2). Bound the wait: a server that does not answer must
    /// not keep anybody from signing out.
    ///
    /// # Errors
    /// See [`RevokeError`]; the token may then still be alive.
    pub async fn revoke(&self, refresh_token: &RefreshToken) -> Result<(), RevokeError> {
        let metadata = self.metadata().await.map_err(RevokeError::NotReady)?;
        self.at_endpoint(
            &metadata,
            |metadata| metadata.revocation_endpoint.as_ref(),
            RevokeError::is_unlike_endpoint,
            async |metadata: &Metadata| {
                let endpoint = metadata.revocation_endpoint.as_ref();
                let endpoint = endpoint.ok_or(RevokeError::NotOffered)?;
                revoke_token(
                    &self.ports,
                    &self.registration,
                    metadata,
                    endpoint,
                    refresh_token,
                )
                .await
                .map_err(RevokeError::from)
            },
        )
        .await
    }
}

impl<P: Http + Clock + Random> Client<P> {
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

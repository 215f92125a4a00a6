//! Asking who the person is.

use oauth2::AccessToken;

use crate::client::Client;
use crate::discovery::Metadata;
use crate::ports::{Clock, Http};
use crate::transport;
use crate::user_info::{MAX_USER_INFO_BYTES, UserInfo, UserInfoError};

impl<P: Http + Clock> Client<P> {
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
        self.at_endpoint(
            &metadata,
            |metadata| metadata.userinfo_endpoint.as_ref(),
            UserInfoError::is_unlike_endpoint,
            async |metadata: &Metadata| {
                let endpoint = metadata.userinfo_endpoint.as_ref();
                let endpoint = endpoint.ok_or(UserInfoError::NotOffered)?;
                let token = Some(access_token);
                let response = transport::get(&self.ports, endpoint, token, MAX_USER_INFO_BYTES)
                    .await
                    .map_err(UserInfoError::Http)?;
                UserInfo::parse(&response, subject)
            },
        )
        .await
    }
}

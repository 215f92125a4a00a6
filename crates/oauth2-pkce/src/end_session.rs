//! Ending the session at the sign-in server (OpenID Connect RP-Initiated Logout §2). That alone
//! leaves the refresh token alive at some servers, so it is revoked before.

use url::Url;

use crate::discovery::Metadata;
use crate::registration::Registration;
use crate::secret::IdToken;

/// Where to send the person to end the session at the server; `None` when it offers no such page.
/// The client id goes along with the hint, because without either the return address is ignored.
pub(crate) fn end_session_url(
    metadata: &Metadata,
    registration: &Registration,
    id_token: Option<&IdToken>,
    state: Option<&str>,
) -> Option<Url> {
    let mut url = metadata.end_session_endpoint.clone()?;
    let optional = [
        ("id_token_hint", id_token.map(IdToken::secret)),
        ("state", state),
    ];
    url.query_pairs_mut()
        .append_pair("client_id", registration.client_id.as_str())
        .append_pair(
            "post_logout_redirect_uri",
            registration.post_logout_uri.as_str(),
        )
        .extend_pairs(
            optional
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
    Some(url)
}

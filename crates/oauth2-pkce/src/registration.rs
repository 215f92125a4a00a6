//! This client as the sign-in server knows it, and how strictly its answers are checked.

use crate::algorithm::Algorithm;
use crate::config::{ClientId, Issuer, PostLogoutUri, RedirectUri, Scopes};

/// Everything about this client that does not change while it runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Registration {
    /// The only issuer whose answers are accepted.
    pub issuer: Issuer,
    /// This client there.
    pub client_id: ClientId,
    /// The callback page.
    pub redirect_uri: RedirectUri,
    /// The signed-out page.
    pub post_logout_uri: PostLogoutUri,
    /// What to ask for.
    pub scopes: Scopes,
    /// Which further audiences of an ID token are accepted.
    pub trusted_aud: TrustedAud,
    /// Seconds by which the clocks may differ.
    pub tolerance: f64,
    /// The algorithms accepted, before the issuer's metadata narrows them.
    pub algorithms: Vec<Algorithm>,
}

impl Registration {
    /// A registration with audiences bound by `azp`, five minutes of tolerance and every
    /// algorithm of [`Algorithm::ALL`].
    pub fn new(
        issuer: Issuer,
        client_id: ClientId,
        redirect_uri: RedirectUri,
        post_logout_uri: PostLogoutUri,
        scopes: Scopes,
    ) -> Registration {
        Registration {
            issuer,
            client_id,
            redirect_uri,
            post_logout_uri,
            scopes,
            trusted_aud: TrustedAud::AzpBound,
            tolerance: 300.0,
            algorithms: Algorithm::ALL.to_vec(),
        }
    }
}

/// What to do about audiences besides this client (OpenID Connect Core §3.1.3.7, rule 3). The
/// client's own id must always be among the audiences, and `azp`, when present, must be it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TrustedAud {
    /// Refuse them.
    OnlyThisClient,
    /// Accept them when `azp` names this client: the issuer then says that the token was issued
    /// to nobody else.
    AzpBound,
    /// As [`TrustedAud::AzpBound`], and this project must be among them.
    AzpBoundWithin {
        /// The id of the project.
        project: String,
    },
}

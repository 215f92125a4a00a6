//! Authorization Code with PKCE for a browser client, and the judgement of what comes back: issuer
//! metadata, callback, tokens, ID token, refresh, sign-out. Built on the `oauth2` crate's PKCE and
//! secret types. It does no I/O: requests go out as values and answers come back as values, or
//! through four ports (`Http`, `Random`, `Clock`, `KeyVerifier`). It knows nothing of a user
//! interface, of storage, or of any provider's own endpoints.
//!
//! Reading order: [`Registration`], [`Metadata`], [`begin`], [`CallbackParams`], [`complete`],
//! [`renew`], [`end_session_url`].

mod algorithm;
mod anchor;
mod authorize;
mod b64;
mod callback;
mod claims;
mod config;
mod discovery;
mod error;
mod flow;
mod form;
mod id_token;
mod jwks;
mod jws;
mod key_ring;
mod life;
mod local_path;
mod moment;
mod oauth_error;
mod ports;
mod refresh;
mod registration;
mod secret;
mod sign_out;
mod text;
mod token;
mod transaction;
mod user_info;
mod web_url;

pub use algorithm::{Algorithm, Curve, Hash};
pub use anchor::{Anchor, SessionRecord};
pub use authorize::{Departure, Prompt, SignIn, begin, random_state};
pub use callback::{AuthorizationCode, CallbackError, CallbackParams};
pub use claims::IdClaims;
pub use config::{ClientId, ConfigError, Issuer, PostLogoutUri, RedirectUri, Scopes};
pub use discovery::{DiscoveryError, Metadata};
pub use error::AuthError;
pub use flow::{SignedIn, complete, discover, fetch_keys, renew, revoke, user_info};
pub use id_token::IdTokenError;
pub use jwks::{Jwk, KeyMaterial, KeySet, KeySetError};
pub use key_ring::{KeyRing, REFETCH_PAUSE};
pub use life::{Life, backoff};
pub use local_path::{LocalPath, LocalPathFault};
pub use oauth_error::OpError;
pub use oauth2::{AccessToken, RefreshToken};
pub use ports::{
    Clock, Http, HttpError, HttpRequest, HttpResponse, KeyError, KeyVerifier, Method, Random,
    RandomError,
};
pub use refresh::{
    EndReason, Renewal, Renewed, Retry, RetryReason, Setback, judge_refresh, refresh_request,
};
pub use registration::{Registration, TrustedAud};
pub use secret::{IdToken, Nonce, State};
pub use sign_out::{RevokeError, end_session_url, judge_revocation, revocation_request};
pub use token::{TokenError, TokenSet, Unverified, Verified, exchange_request, judge_exchange};
pub use transaction::{Purpose, Transaction, TransactionError};
pub use user_info::{UserInfo, UserInfoError, judge_user_info, user_info_request};

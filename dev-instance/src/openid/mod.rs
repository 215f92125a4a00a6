//! The OpenID provider: discovery, keys, authorization, tokens, userinfo, revocation, sign-out.

mod audience;
mod authorize;
pub(crate) mod callback;
pub(crate) mod claims;
mod discovery;
mod end_session;
mod error;
mod revoke;
pub(crate) mod router;
mod sign_in_event;
mod token;
mod userinfo;

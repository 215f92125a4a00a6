//! What every call of the API goes through: token, permission, handler, answer. A body or path that
//! cannot be read is refused before, by the extractors of the handler.

use super::authentication::{Caller, authenticate};
use super::error::ApiError;
use super::headers;
use super::refusal::Refusal;
use crate::instance::state::Instance;
use crate::state::AppState;
use crate::version::Version;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::convert::Infallible;

/// Who may make a call.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    /// Whoever is signed in; the handler may ask for more.
    SignedIn,
    /// Whoever has this permission.
    Permission(&'static str),
}

/// A result of the service behind the gateway.
pub(crate) struct Answer(pub Value);

/// What a handler comes to.
pub(crate) type ApiResult = Result<Answer, ApiError>;

/// Extracts what a call needs to be made; see [`Api::call`].
pub(crate) struct Api {
    state: AppState,
    headers: HeaderMap,
}

impl Api {
    /// The release that is behaved as.
    pub(crate) const fn version(&self) -> Version {
        self.state.version
    }

    /// Makes a call: asks for the token, then for the permission, and only then handles it.
    pub(crate) fn call(
        &self,
        access: Access,
        handle: impl FnOnce(&mut Instance, &Caller) -> Result<Value, Refusal>,
    ) -> ApiResult {
        let mut instance = self.state.instance();
        let caller = authenticate(&instance, &self.headers).map_err(ApiError::untranslated)?;
        if let Access::Permission(permission) = access {
            let allowed = instance.require(&caller.user, permission);
            allowed.map_err(|denied| ApiError::untranslated(denied.into()))?;
        }
        handle(&mut instance, &caller)
            .map(Answer)
            .map_err(|refusal| ApiError::Service {
                refusal,
                language: caller.language,
            })
    }
}

impl FromRequestParts<AppState> for Api {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self {
            state: state.clone(),
            headers: parts.headers.clone(),
        })
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        headers::served(StatusCode::OK, self.0)
    }
}

//! Refusals of the OpenID provider (RFC 6749 §5.2), with the codes and descriptions of the measured
//! server. Some of both are not those that the specifications have for the case.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// What a refusal of an authorization request ends with.
const SUPPORT: &str =
    "If you have any questions, you may contact the administrator of the application.";

/// Why the provider refuses. Its text is the `error_description`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum OAuthError {
    #[error("client_id is missing")]
    ClientIdMissing,
    #[error("Errors.App.NotFound")]
    AppNotFound,
    #[error(
        "The redirect_uri is missing in the request. Please ensure it is added to the request. {}",
        SUPPORT
    )]
    RedirectUriMissing,
    #[error(
        "The requested redirect_uri is missing in the client configuration. {}",
        SUPPORT
    )]
    RedirectUriNotRegistered,
    #[error("This client's redirect_uri is http and is not allowed. {}", SUPPORT)]
    HttpRedirectUri,
    #[error(
        "The scope of your request is missing. Please ensure some scopes are requested. {}",
        SUPPORT
    )]
    ScopeMissing,
    #[error(
        "The requested response type is missing in the client configuration. {}",
        SUPPORT
    )]
    ResponseTypeNotAllowed,
    #[error("The prompt parameter `none` must only be used as a single value")]
    PromptNoneWithOthers,

    #[error("grant_type missing")]
    GrantTypeMissing,
    #[error("{0} not supported")]
    UnsupportedGrantType(String),
    #[error("client_id or client_assertion must be provided")]
    ClientMissing,
    #[error("no active client not found")]
    UnknownClient,
    #[error("grant_type \"refresh_token\" not allowed")]
    RefreshNotAllowed,
    #[error("Errors.User.Code.Invalid")]
    CodeInvalid,
    /// The code was handed out for a sign-in at the built-in pages, and is spent.
    #[error("Errors.AuthRequest.NotFound")]
    AuthRequestNotFound,
    /// The code was handed out for a sign-in at login v2, and is spent.
    #[error("Errors.AuthRequest.NoCode")]
    NoCode,
    #[error("redirect_uri does not correspond")]
    RedirectUriDiffers,
    #[error("code_verifier required")]
    VerifierRequired,
    #[error("code_verifier unexpectedly provided")]
    VerifierUnexpected,
    #[error("invalid code_verifier")]
    VerifierWrong,
    #[error("token was not issued for this client")]
    OtherClient,
    #[error("Errors.User.NotActive")]
    UserNotActive,
    #[error("Errors.User.RefreshToken.Invalid")]
    RefreshTokenGarbage,
    #[error("Errors.OIDCSession.RefreshTokenInvalid")]
    RefreshTokenInvalid,
    /// The measured server says nothing more of it.
    #[error("")]
    InvalidScope,

    #[error("access token missing")]
    AccessTokenMissing,
    #[error("access token invalid")]
    AccessTokenInvalid,
    #[error("id_token_hint invalid")]
    IdTokenHintInvalid,
    #[error("post_logout_redirect_uri invalid")]
    PostLogoutRedirectUriInvalid,
}

impl OAuthError {
    const fn code(&self) -> &'static str {
        match self {
            Self::ResponseTypeNotAllowed | Self::RefreshNotAllowed => "unauthorized_client",
            Self::UnsupportedGrantType(_) => "unsupported_grant_type",
            Self::UnknownClient | Self::OtherClient => "invalid_client",
            Self::RedirectUriDiffers | Self::VerifierWrong => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::AccessTokenInvalid => "access_denied",
            _ => "invalid_request",
        }
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::AuthRequestNotFound => StatusCode::NOT_FOUND,
            Self::AccessTokenMissing | Self::AccessTokenInvalid => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let mut body = json!({"error": self.code()});
        let description = self.to_string();
        if !description.is_empty() {
            body["error_description"] = description.into();
        }
        (self.status(), Json(body)).into_response()
    }
}

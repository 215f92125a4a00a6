//! Errors of the API on their way out: status, JSON body, headers.

use super::messages;
use super::refusal::{Code, Refusal};
use crate::language::{ENGLISH, Language};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What a call is answered in place of a result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    /// The gateway did not reach the service.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// The service refused.
    #[error("{refusal}")]
    Service {
        refusal: Refusal,
        /// The language in which to say it.
        language: Language,
    },
}

/// Why the gateway did not reach the service. Its sentences are never translated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GatewayError {
    #[error("Not Found")]
    NotFound,
    #[error("Method Not Allowed")]
    MethodNotAllowed,
    /// A body that is no message of this form. The measured server has other words for it.
    #[error("proto: {0}")]
    MalformedBody(serde_json::Error),
    #[error("type mismatch, parameter: type, error: {0} is not valid")]
    PathParameter(String),
}

impl ApiError {
    /// A refusal from before anybody is known to have a language.
    pub(crate) const fn untranslated(refusal: Refusal) -> Self {
        Self::Service {
            refusal,
            language: ENGLISH,
        }
    }
}

impl GatewayError {
    const fn code(&self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::MethodNotAllowed => Code::Unimplemented,
            Self::MalformedBody(_) | Self::PathParameter(_) => Code::InvalidArgument,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Gateway(error) => {
                let body = json!({"code": error.code() as u8, "message": error.to_string()});
                (status(error.code()), Json(body)).into_response()
            }
            Self::Service { refusal, language } => {
                let code = refusal.code();
                let text = messages::text(&refusal, language);
                let message = match refusal.id() {
                    Some(id) => format!("{text} ({id})"),
                    None => text.clone(),
                };
                let body = body(code, &message, refusal.id(), &text);
                let mut response = super::headers::served(status(code), body);
                if code == Code::Unauthenticated
                    && let Ok(value) = HeaderValue::from_str(&message)
                {
                    let name = header::WWW_AUTHENTICATE;
                    response.headers_mut().insert(name, value);
                }
                response
            }
        }
    }
}

impl IntoResponse for GatewayError {
    fn into_response(self) -> Response {
        ApiError::from(self).into_response()
    }
}

fn body(code: Code, message: &str, id: Option<&str>, text: &str) -> Value {
    let mut body = json!({"code": code as u8, "message": message});
    if let Some(id) = id {
        body["details"] = json!([{
            "@type": "type.googleapis.com/zitadel.v1.ErrorDetail",
            "id": id,
            "message": text,
        }]);
    }
    body
}

/// The gateway's HTTP status of a gRPC code. That of a wrong method is 405.
const fn status(code: Code) -> StatusCode {
    match code {
        Code::InvalidArgument | Code::FailedPrecondition => StatusCode::BAD_REQUEST,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::AlreadyExists => StatusCode::CONFLICT,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::Unimplemented => StatusCode::METHOD_NOT_ALLOWED,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
    }
}

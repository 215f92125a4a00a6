//! A variable last segment of a path. The gateway also takes an empty one, so that a path with a
//! trailing slash is a call with nothing in it, and not one that does not exist.

use super::refusal::Refusal;
use crate::state::AppState;
use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::MethodRouter;
use std::convert::Infallible;

/// Extracts the segment; empty where there is none.
pub(super) struct Segment(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(
            path.map_or_else(|_| String::new(), |Path(segment)| segment),
        ))
    }
}

/// Routes for a path that ends in a variable segment.
pub(super) fn routes_for(path: &str, methods: MethodRouter<AppState>) -> Router<AppState> {
    Router::new()
        .route(&format!("{path}/"), methods.clone())
        .route(&format!("{path}/{{segment}}"), methods)
}

/// The validation of a segment that is an id; `field` is `Message.Field`.
///
/// # Errors
/// When it is empty or longer than 200 characters.
pub(super) fn validate_id(field: &str, id: &str) -> Result<(), Refusal> {
    if (1..=200).contains(&id.chars().count()) {
        Ok(())
    } else {
        let rule = "value length must be between 1 and 200 runes, inclusive";
        Err(Refusal::invalid(field, rule))
    }
}

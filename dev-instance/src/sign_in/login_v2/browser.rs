//! A browser at the pages: whether the sign-in is its own, and what it gets.

use super::page::{Body, Outcome, Page};
use super::pages;
use crate::sign_in::visit::Visit;
use crate::state::AppState;
use crate::user_agent::UserAgent;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;

/// Extracts the browser that asks.
pub(super) struct Browser {
    state: AppState,
    agent: String,
}

impl Browser {
    /// Answers a request within the sign-in with this id.
    pub(super) fn visit(
        &self,
        id: &str,
        answer: impl FnOnce(&mut Visit<'_>) -> Outcome,
    ) -> Response {
        let mut instance = self.state.instance();
        let request = instance.sign_ins.requests.get(id);
        let own = request.is_some_and(|request| request.agent == self.agent);
        if !own || !id.starts_with("V2_") {
            let error = "Auth request does not exist".to_owned();
            return pages::render(&Page {
                request: String::new(),
                login_name: String::new(),
                error: Some(error),
                body: Body::Nothing,
            })
            .into_response();
        }
        let policy = instance.login_v2_policy();
        match answer(&mut Visit::new(&mut instance, policy, id.to_owned())) {
            Outcome::Page(page) => pages::render(&page).into_response(),
            Outcome::Away(found) => found.into_response(),
        }
    }
}

impl FromRequestParts<AppState> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let agent = parts.extensions.get::<UserAgent>();
        Ok(Self {
            state: state.clone(),
            agent: agent.map(|agent| agent.0.clone()).unwrap_or_default(),
        })
    }
}

//! A browser at the pages: whether the sign-in is its own, whether the form is, and what it gets.

use super::csrf::Guard;
use super::form::PageForm;
use super::page::{Outcome, Page};
use super::pages;
use crate::sign_in::visit::Visit;
use crate::state::AppState;
use crate::user_agent::UserAgent;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use std::convert::Infallible;

/// Extracts the browser that asks.
pub(super) struct Browser {
    state: AppState,
    agent: String,
    guard: Guard,
}

impl Browser {
    /// Answers the request for a page of the sign-in with this id.
    pub(super) fn get(self, id: &str, answer: impl FnOnce(&mut Visit<'_>) -> Outcome) -> Response {
        let outcome = self.visit(id, answer);
        self.respond(outcome)
    }

    /// Answers a form.
    pub(super) fn post(
        self,
        form: &PageForm,
        answer: impl FnOnce(&mut Visit<'_>) -> Outcome,
    ) -> Response {
        let outcome = match self.guard.check(&form.csrf_token) {
            Ok(()) => self.visit(&form.auth_request_id, answer),
            Err(foreign) => Outcome::error(foreign),
        };
        self.respond(outcome)
    }

    /// Shows a page that belongs to no sign-in.
    pub(super) fn show(self, page: Page) -> Response {
        self.respond(Outcome::Page(page))
    }

    fn visit(&self, id: &str, answer: impl FnOnce(&mut Visit<'_>) -> Outcome) -> Outcome {
        let mut instance = self.state.instance();
        let request = instance.sign_ins.requests.get(id);
        match request.map(|request| request.agent == self.agent) {
            Some(true) => {
                let policy = instance.effective_policy().clone();
                answer(&mut Visit::new(&mut instance, policy, id.to_owned()))
            }
            Some(false) => Outcome::error("User Agent does not correspond (EVENT-adk13)"),
            None => Outcome::error("Could not find authrequest (CACHE-d24aD)"),
        }
    }

    fn respond(self, outcome: Outcome) -> Response {
        match outcome {
            Outcome::Away(found) => found.into_response(),
            Outcome::Page(page) => {
                let html = pages::render(&page, &self.guard.token());
                let cookie = self.guard.cookie();
                let jar = CookieJar::new();
                let jar = cookie.into_iter().fold(jar, CookieJar::add);
                (jar, html).into_response()
            }
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
            guard: Guard::of(&CookieJar::from_headers(&parts.headers)),
        })
    }
}

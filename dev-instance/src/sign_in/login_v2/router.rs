//! The addresses of the pages.

use super::browser::Browser;
use super::form::PageForm;
use super::page::{Body, Outcome, Page};
use super::{pages, password, second_factor, start};
use crate::params::Params;
use crate::sign_in::visit::Visit;
use crate::state::AppState;
use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use serde::Deserialize;

/// The addresses of the pages.
pub(in crate::sign_in) fn router() -> Router<AppState> {
    Router::new()
        .route("/login", get(open))
        .route("/loginname", page("/loginname", start::login_name))
        .route("/accounts", page("/accounts", start::account))
        .route("/password", page("/password", password::check))
        .route("/passkey", page("/passkey", password::instead_of_passkey))
        .route(
            "/verify",
            page("/verify", |visit, _| start::show(visit, "/verify")),
        )
        .route("/mfa", page("/mfa", second_factor::choose))
        .route("/mfa/set", page("/mfa/set", second_factor::choose_set_up))
        .route(
            "/otp/time-based",
            page("/otp/time-based", second_factor::check),
        )
        .route(
            "/otp/time-based/set",
            page("/otp/time-based/set", second_factor::finish_set_up),
        )
        .route("/u2f", page("/u2f", |visit, _| start::show(visit, "/u2f")))
        .route(
            "/u2f/set",
            page("/u2f/set", |visit, _| start::show(visit, "/u2f/set")),
        )
        .route("/logout/done", get(signed_out))
}

/// Where the authorization endpoint sends the browser.
#[derive(Default, Deserialize)]
#[serde(default)]
struct OpenQuery {
    /// The id of the authorization request.
    #[serde(rename = "authRequest")]
    auth_request: String,
}

async fn open(browser: Browser, Query(query): Query<OpenQuery>) -> impl IntoResponse {
    browser.visit(&query.auth_request, start::open)
}

async fn signed_out() -> impl IntoResponse {
    pages::render(&Page {
        request: String::new(),
        login_name: String::new(),
        error: None,
        body: Body::SignedOut,
    })
}

/// A page at this place, and what comes of its form.
fn page(
    place: &'static str,
    answer: fn(&mut Visit<'_>, &PageForm) -> Outcome,
) -> MethodRouter<AppState> {
    get(
        async move |browser: Browser, Query(query): Query<PageForm>| {
            browser.visit(query.auth_request(), |visit| start::show(visit, place))
        },
    )
    .post(
        async move |browser: Browser, Params(form): Params<PageForm>| {
            browser.visit(form.auth_request(), |visit| answer(visit, &form))
        },
    )
}

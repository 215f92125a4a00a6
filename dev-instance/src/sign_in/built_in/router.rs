//! The addresses of the pages.

use super::browser::Browser;
use super::form::{PageForm, PageQuery};
use super::page::{Outcome, Page};
use super::{password, proceed, second_factor, start, start_page};
use crate::params::Params;
use crate::sign_in::visit::Visit;
use crate::state::AppState;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};

/// The addresses of the pages.
pub(in crate::sign_in) fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/login",
            page(start::open).merge(form(|visit, _| proceed::proceed(visit, None))),
        )
        .route(
            "/loginname",
            page(start::open).merge(form(start::login_name)),
        )
        .route("/userselection", form(start::select_user))
        .route("/password", form(password::check))
        .route("/password/change", form(password::change))
        .route("/login/passwordless", form(password::instead_of_passkey))
        .route("/login/externalidp", page(start_page::to_chosen_provider))
        .route("/mfa/prompt", form(second_factor::choose_set_up))
        .route("/mfa/init/verify", form(second_factor::finish_set_up))
        .route("/mfa/verify", form(second_factor::check))
        .route("/logout/done", get(logout_done))
        .fallback(no_such_page)
}

/// A page that is opened by its address.
fn page(answer: fn(&mut Visit<'_>, &PageQuery) -> Outcome) -> MethodRouter<AppState> {
    get(
        async move |browser: Browser, Query(query): Query<PageQuery>| {
            browser.get(&query.auth_request_id, |visit| answer(visit, &query))
        },
    )
}

/// A form that is sent.
fn form(answer: fn(&mut Visit<'_>, &PageForm) -> Outcome) -> MethodRouter<AppState> {
    post(
        async move |browser: Browser, Params(form): Params<PageForm>| {
            browser.post(&form, |visit| answer(visit, &form))
        },
    )
}

async fn logout_done(browser: Browser) -> Response {
    browser.show(Page::LogoutDone)
}

async fn no_such_page(browser: Browser) -> Response {
    browser.show(Page::Error("This stand-in has no such page".to_owned()))
}

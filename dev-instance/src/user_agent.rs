//! Marks a browser for a year, so that what it has signed in to is found again.

use crate::random;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use time::Duration;

const COOKIE: &str = "zitadel.useragent";

/// A browser. Handlers behind [`identify`] extract it as an `Extension`.
#[derive(Clone)]
pub(crate) struct UserAgent(pub String);

/// Tells handlers which browser asks, and gives the browser its mark for another year.
pub(crate) async fn identify(jar: CookieJar, mut request: Request, next: Next) -> Response {
    let known = jar.get(COOKIE).map(|cookie| cookie.value().to_owned());
    let id = known.unwrap_or_else(|| random::text(24));
    request.extensions_mut().insert(UserAgent(id.clone()));
    let cookie = Cookie::build((COOKIE, id))
        .path("/")
        .domain("localhost")
        .max_age(Duration::days(365))
        .http_only(true)
        .same_site(SameSite::Lax);
    let mut response = (jar.add(cookie), next.run(request).await).into_response();
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

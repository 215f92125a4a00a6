//! Redirects, and the addresses they lead to.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::html;

/// A `302` to an address, with the small page that Go's server adds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found(pub String);

impl IntoResponse for Found {
    fn into_response(self) -> Response {
        let page = html! { a href=(self.0) { "Found" } ".\n\n" };
        let page = Html(page.into_string());
        match HeaderValue::from_str(&self.0) {
            Ok(location) => {
                (StatusCode::FOUND, [(header::LOCATION, location)], page).into_response()
            }
            // An address with control characters leads nowhere.
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        }
    }
}

/// An address with more parameters in its query; those without a value are left out.
pub(crate) fn with_query(uri: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    match (query.is_empty(), uri.contains('?')) {
        (true, _) => uri.to_owned(),
        (false, true) => format!("{uri}&{query}"),
        (false, false) => format!("{uri}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_added_to_those_that_are_there() {
        let parameters = [("code", Some("a b&c")), ("state", None)];
        assert_eq!(
            with_query("http://localhost/", &parameters),
            "http://localhost/?code=a+b%26c"
        );
        assert_eq!(
            with_query("http://localhost/?x=1", &parameters),
            "http://localhost/?x=1&code=a+b%26c"
        );
        assert_eq!(
            with_query("http://localhost/", &[("state", None)]),
            "http://localhost/"
        );
    }
}

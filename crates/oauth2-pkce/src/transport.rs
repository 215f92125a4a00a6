//! Requests over the [`Http`] port: what they all have in common, and the bound on their answers.

use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderValue, Request, Response, Uri};
use oauth2::AccessToken;
use url::Url;

use crate::ports::{Http, HttpError, RequestOptions};

/// Reads a JSON document of at most `max_body_bytes`, with a token if one is given (RFC 6750 §2.1).
pub(crate) async fn get(
    http: &impl Http,
    url: &Url,
    bearer: Option<&AccessToken>,
    max_body_bytes: usize,
) -> Result<Response<String>, HttpError> {
    let mut request = Request::new(String::new());
    *request.uri_mut() = uri(url)?;
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(token) = bearer {
        let value = format!("Bearer {}", token.secret());
        // A token set holds visible ASCII only, which may stand in a header.
        let mut value = HeaderValue::try_from(value).map_err(|_| HttpError::Unreachable)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    let options = RequestOptions {
        keepalive: false,
        max_body_bytes,
    };
    send(http, request, options).await
}

/// Sends a request and refuses an answer that is longer than the options allow.
pub(crate) async fn send(
    http: &impl Http,
    mut request: Request<String>,
    options: RequestOptions,
) -> Result<Response<String>, HttpError> {
    request.extensions_mut().insert(options);
    let response = http.send(request).await?;
    if response.body().len() > options.max_body_bytes {
        return Err(HttpError::TooLarge);
    }
    Ok(response)
}

/// The address as the `http` crate has it. What HTTP cannot express cannot be reached.
pub(crate) fn uri(url: &Url) -> Result<Uri, HttpError> {
    url.as_str().parse().map_err(|_| HttpError::Unreachable)
}

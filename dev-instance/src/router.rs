//! The door: reads a request whole, refuses hosts that are no instance, answers preflights, and
//! hands the rest to the provider, the sign-in pages or the API gateway. One place decides by path,
//! because an unknown path has an answer of its own in each of the three.

use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::wire::cors;
use crate::wire::http::{Form, Reply, Request};
use crate::wire::language::ENGLISH;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request as AxumRequest, State};
use axum::response::Response;
use std::sync::{Arc, Mutex, PoisonError};

/// The instance behind its lock. Handlers do not wait while they hold it.
type Shared = Arc<Mutex<Instance>>;

const LONGEST_BODY: usize = 4 * 1024 * 1024;

/// Answers every request with this instance.
pub(crate) fn router(instance: Shared) -> Router {
    Router::new().fallback(enter).with_state(instance)
}

async fn enter(State(instance): State<Shared>, request: AxumRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_BODY).await else {
        return Reply::new(413).into_response();
    };
    let request = Request {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: Form::parse(parts.uri.query().unwrap_or_default()),
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let mut instance = instance.lock().unwrap_or_else(PoisonError::into_inner);
    answer(&mut instance, &request)
        .with("X-Robots-Tag", "none")
        .into_response()
}

fn answer(instance: &mut Instance, request: &Request) -> Reply {
    let path = request.path.as_str();
    let provider = path.starts_with("/oauth/v2/")
        || path.starts_with("/oidc/v1/")
        || path == "/.well-known/openid-configuration";
    let pages = path.starts_with("/ui/");
    if let Some(refused) = refuse_host(request) {
        return if provider || pages {
            Reply::new(404).with("Content-Type", "text/plain; charset=utf-8")
        } else {
            crate::api::reply(request, Err(refused), ENGLISH)
        };
    }
    if let "/debug/ready" | "/debug/healthz" = path {
        return Reply::new(200)
            .with("Content-Type", "text/plain; charset=utf-8")
            .body("ok");
    }
    if pages {
        return crate::sign_in::answer(instance, request);
    }
    if provider {
        return match cors::OPENID.preflight(request) {
            Some(reply) => reply,
            None => cors::OPENID.share(request, crate::openid::answer(instance, request)),
        };
    }
    match cors::GATEWAY.preflight(request) {
        Some(reply) => crate::api::quota_cookie(reply),
        None => crate::api::answer(instance, request),
    }
}

/// An instance is found by its host name; this one has the name `localhost` alone.
fn refuse_host(request: &Request) -> Option<ApiError> {
    let host = request.header("host").unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if name == "localhost" {
        return None;
    }
    let message = format!(
        "unable to set instance using origin &{{{host}  http}} (ExternalDomain is localhost): \
         ID=QUERY-1kIjX Message=Instance not found. Make sure you got the domain right. Check out \
         https://zitadel.com/docs/apis/introduction#domains Parent=(unable to get instance by \
         host: instanceHost {name}, publicHost : ID=QUERY-1kIjX Message=Errors.IAM.NotFound)"
    );
    Some(ApiError::plain(Code::NotFound, message))
}

//! Users: their state, their addresses, and what they have to sign in with.
//!
//! It does not judge whether they can still sign in.

mod message;
mod user;

use serde_json::json;

pub use user::{AuthMethod, User, UserKind, UserLink, UserState};

use crate::decode::decode;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::page::{ListAnswer, Page, Paging};
use crate::request::{get, path_segment, post};

/// `GET /v2/users/{id}`.
#[must_use]
pub fn get_user(id: &str) -> Exchange<User> {
    Exchange {
        operation: Operation::GetUser,
        request: get(&user_path(id, "")),
        decode: message::decode_user,
    }
}

/// `GET /v2/users/{id}/authentication_methods`. Given a domain, passkeys and security keys that
/// were registered for another one are left out, since they do not work there; those of old that
/// name no domain stay. Nobody with that id is an empty list, not an error.
#[must_use]
pub fn list_authentication_methods(id: &str, domain: Option<&str>) -> Exchange<Vec<AuthMethod>> {
    let mut path = user_path(id, "/authentication_methods");
    if let Some(domain) = domain {
        path.push_str("?domainQuery.domain=");
        path.push_str(&path_segment(domain));
        path.push_str("&domainQuery.includeWithoutDomain=true");
    }
    Exchange {
        operation: Operation::ListAuthenticationMethods,
        request: get(&path),
        decode: message::decode_methods,
    }
}

/// `POST /v2/users/{id}/links/_search`.
#[must_use]
pub fn list_user_links(id: &str, paging: Paging) -> Exchange<Page<UserLink>> {
    let body = json!({"query": paging.query()});
    Exchange {
        operation: Operation::ListUserLinks,
        request: post(&user_path(id, "/links/_search"), &body),
        decode: |response| decode::<ListAnswer<message::IdpLink>>(response)?.page(message::link),
    }
}

fn user_path(id: &str, rest: &str) -> String {
    ["/v2/users/", &path_segment(id), rest].concat()
}

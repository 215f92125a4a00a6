//! The REST gateway: finds the call, decodes it, looks at the token, asks for the permission, and
//! only then lets the call be handled. This order decides which refusal wins. What a call does is
//! written in the modules beneath.

mod apps;
mod events;
mod factors;
mod features;
mod links;
mod me;
mod members;
mod org;
mod people;
mod policy;
mod providers;
mod restrictions;
mod routes;
mod search;
mod token;
mod totp;

pub(crate) use people::check_password;

#[cfg(test)]
pub(crate) use policy::UPDATE as LOGIN_POLICY;

use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::wire::clock::Moment;
use crate::wire::cors;
use crate::wire::http::{Form, Reply, Request, decode};
use crate::wire::language::{ENGLISH, Language};
use crate::wire::message::Message;
use crate::wire::protojson::{self, Schema};
use serde_json::Value;

/// What a call was given.
pub(crate) struct Input {
    /// The decoded body; empty where the call maps none.
    pub body: Message,
    /// The variable segments of the path, in order; enums as their numbers.
    pub params: Vec<String>,
    pub query: Form,
}

impl Input {
    /// A variable segment of the path.
    pub(crate) fn param(&self, index: usize) -> &str {
        self.params.get(index).map_or("", String::as_str)
    }
}

/// Who may make a call.
enum Access {
    Public,
    SignedIn,
    Needs(&'static str),
}

/// A call of the API.
struct Route {
    method: &'static str,
    /// Segments in braces are variable.
    path: &'static str,
    access: Access,
    /// `None`: whatever is sent is not looked at.
    body: Option<&'static Schema>,
    /// The names that the variable segment may have, where it is an enum.
    names: Option<&'static [&'static str]>,
    handle: fn(&mut Instance, &Caller, &Input) -> Result<Value, ApiError>,
}

/// Answers a call.
pub(crate) fn answer(instance: &mut Instance, request: &Request) -> Reply {
    let (route, input) = match find(request) {
        Ok(found) => found,
        Err(error) => return undecoded(request, &error),
    };
    let caller = match route.access {
        Access::Public => Caller {
            user: String::new(),
            language: ENGLISH,
        },
        Access::SignedIn | Access::Needs(_) => match token::caller(instance, request) {
            Ok(caller) => caller,
            Err(error) => return reply(request, Err(error), ENGLISH),
        },
    };
    if let Access::Needs(permission) = route.access
        && let Err(error) = instance.require(&caller.user, permission)
    {
        return reply(request, Err(error), ENGLISH);
    }
    let outcome = (route.handle)(instance, &caller, &input);
    reply(request, outcome, caller.language)
}

/// Finds the call and decodes path and body. All of it comes before the token is looked at.
fn find(request: &Request) -> Result<(&'static Route, Input), ApiError> {
    let mut known_path = false;
    for route in &routes::ROUTES {
        let Some(params) = matches(route.path, &request.path) else {
            continue;
        };
        if route.method != request.method.as_str() {
            known_path = true;
            continue;
        }
        let params = match route.names {
            Some(names) => enum_params(names, params)?,
            None => params,
        };
        let body = match route.body {
            Some(schema) => protojson::decode(schema, &request.body)
                .map_err(|message| ApiError::plain(Code::InvalidArgument, message))?,
            None => Message::default(),
        };
        let query = request.query.clone();
        return Ok((
            route,
            Input {
                body,
                params,
                query,
            },
        ));
    }
    Err(if known_path {
        ApiError::plain(Code::Unimplemented, "Method Not Allowed")
    } else {
        ApiError::plain(Code::NotFound, "Not Found")
    })
}

fn matches(template: &str, path: &str) -> Option<Vec<String>> {
    let mut params = Vec::new();
    let mut wanted = template.split('/');
    let mut given = path.split('/');
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(params),
            (Some(name), Some(segment)) if name.starts_with('{') && !segment.is_empty() => {
                params.push(decode(segment));
            }
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return None,
        }
    }
}

/// An enum in a path may be a name or a number, but one that exists.
fn enum_params(names: &[&str], params: Vec<String>) -> Result<Vec<String>, ApiError> {
    let number = |param: String| {
        let by_name = names.iter().position(|name| *name == param);
        let by_number = param.parse().ok().filter(|number| *number < names.len());
        by_name
            .or(by_number)
            .map(|number: usize| number.to_string())
            .ok_or_else(|| {
                let message =
                    format!("type mismatch, parameter: type, error: {param} is not valid");
                ApiError::plain(Code::InvalidArgument, message)
            })
    };
    params.into_iter().map(number).collect()
}

/// The reply to a call that reached the service behind the gateway.
pub(crate) fn reply(
    request: &Request,
    outcome: Result<Value, ApiError>,
    language: Language,
) -> Reply {
    let now = Moment::now().http_date();
    let (status, body) = match &outcome {
        Ok(value) => (200, value.to_string()),
        Err(error) => (error.code.status(), error.body(language).to_string()),
    };
    let mut reply = Reply::new(status)
        .body(body)
        .with("Content-Type", "application/json")
        .with("Grpcgateway-Content-Type", "application/grpc");
    // API v2 is served by another library, which sets other headers.
    reply = if request.path.starts_with("/v2/") {
        let reply = reply.with("Grpcgateway-Date", now);
        if outcome.is_ok() {
            reply
                .with("Grpcgateway-Cache-Control", "no-store")
                .with("Grpcgateway-Pragma", "no-cache")
        } else {
            reply
        }
    } else {
        reply
            .with("Cache-Control", "no-store")
            .with("Expires", now)
            .with("Grpcgateway-Cache-Control", "no-store")
            .with("Grpcgateway-Pragma", "no-cache")
            .with("Pragma", "no-cache")
    };
    if status == 401 {
        let message = outcome.err().map(|error| error.message(language));
        reply = reply.with("Www-Authenticate", message.unwrap_or_default());
    }
    reply = cors::GATEWAY.share(request, reply);
    if status == 200 {
        reply = quota_cookie(reply);
    }
    reply
}

/// The reply to a call that the gateway itself refused.
fn undecoded(request: &Request, error: &ApiError) -> Reply {
    let reply = Reply::new(error.code.status())
        .body(error.body(ENGLISH).to_string())
        .with("Content-Type", "application/json");
    cors::GATEWAY.share(request, reply)
}

/// Every success takes back the cookie that tells of an exhausted quota.
pub(crate) fn quota_cookie(reply: Reply) -> Reply {
    reply
        .with(
            "Set-Cookie",
            "zitadel.quota.exhausted=; Path=/; Max-Age=0; SameSite=Lax",
        )
        .with("Vary", "Cookie")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_matches_segment_by_segment() {
        let template = "/v2/users/{id}/links/_search";
        assert_eq!(
            matches(template, "/v2/users/7/links/_search").unwrap(),
            ["7"]
        );
        assert!(matches(template, "/v2/users/7/links").is_none());
        assert!(matches(template, "/v2/users//links/_search").is_none());
        assert!(matches("/a", "/a/").is_none());
    }

    #[test]
    fn an_enum_in_a_path_is_a_name_or_a_number() {
        let names = ["NONE", "ONE"];
        assert_eq!(enum_params(&names, vec!["ONE".into()]).unwrap(), ["1"]);
        assert_eq!(enum_params(&names, vec!["0".into()]).unwrap(), ["0"]);
        assert!(enum_params(&names, vec!["2".into()]).is_err());
    }
}

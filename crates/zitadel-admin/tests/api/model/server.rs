//! The login settings of a ZITADEL as its API keeps them: JSON in, JSON out, written after the
//! contract and not after this crate. It checks no token and no permission.

use core::cell::RefCell;
use std::collections::BTreeMap;

use http::{Method, Request, Response};
use serde_json::{Map, Value, json};
use zitadel_admin::{Transport, TransportError};

use crate::support;

const FLAGS: [&str; 10] = [
    "allowUsernamePassword",
    "allowRegister",
    "allowExternalIdp",
    "forceMfa",
    "hidePasswordReset",
    "ignoreUnknownUsernames",
    "allowDomainDiscovery",
    "disableLoginWithEmail",
    "disableLoginWithPhone",
    "forceMfaLocalOnly",
];
const DURATIONS: [&str; 5] = [
    "passwordCheckLifetime",
    "externalLoginCheckLifetime",
    "mfaInitSkipLifetime",
    "secondFactorCheckLifetime",
    "multiFactorCheckLifetime",
];
const PASSWORDLESS: [&str; 3] = [
    "PASSWORDLESS_TYPE_NOT_ALLOWED",
    "PASSWORDLESS_TYPE_ALLOWED",
    "PASSWORDLESS_TYPE_NEW",
];
const POLICY: &str = "/admin/v1/policies/login";

/// A server with one login policy.
#[derive(Default)]
pub struct Server(RefCell<State>);

#[derive(Default)]
struct State {
    fields: Fields,
    /// `second_factors`, `multi_factors`, `idps`: names or ids in the order of their addition.
    lists: BTreeMap<String, Vec<String>>,
    disallow_registration: bool,
    sequence: u64,
}

/// What a `PUT` replaces.
#[derive(Clone, PartialEq, Default)]
struct Fields {
    flags: [bool; 10],
    /// In nanoseconds.
    durations: [i64; 5],
    passwordless: usize,
    redirect: String,
}

/// An answer: status and body.
type Answer = (u16, Value);

impl Transport for Server {
    async fn send(&self, request: Request<String>) -> Result<Response<String>, TransportError> {
        let body = support::body(&request).unwrap_or_default();
        let (status, answer) = self.answer(request.method(), request.uri().path(), &body);
        Ok(support::answer(status, &answer.to_string()))
    }
}

impl Server {
    /// The policy as it is read.
    pub fn policy(&self) -> Value {
        self.0.borrow().policy()
    }

    fn answer(&self, method: &Method, path: &str, body: &Value) -> Answer {
        let mut state = self.0.borrow_mut();
        match (method, path) {
            (&Method::GET, POLICY) => (200, json!({"policy": state.policy()})),
            (&Method::PUT, POLICY) => state.update(body),
            (&Method::GET, "/admin/v1/restrictions") => (200, state.restrictions()),
            (&Method::PUT, "/admin/v1/restrictions") => state.restrict(body),
            (&Method::POST, _) => {
                let member = if path.ends_with("/idps") {
                    "idpId"
                } else {
                    "type"
                };
                state.add(list_of(path), body[member].as_str().unwrap())
            }
            (&Method::DELETE, _) => {
                let (path, member) = path.rsplit_once('/').unwrap();
                state.remove(list_of(path), &decoded(member))
            }
            _ => (404, json!({"code": 5, "message": "Not Found"})),
        }
    }
}

impl State {
    fn policy(&self) -> Value {
        let mut policy = Map::new();
        let mut put = |key: &str, value: Value| {
            let is_zero = [json!(false), json!(""), json!([])].contains(&value);
            if !is_zero {
                policy.insert(key.to_owned(), value);
            }
        };
        put("details", json!({"sequence": self.sequence.to_string()}));
        put("isDefault", json!(true));
        for (key, on) in FLAGS.iter().zip(self.fields.flags) {
            put(key, json!(on));
        }
        for (key, nanos) in DURATIONS.iter().zip(self.fields.durations) {
            put(key, json!(duration(nanos)));
        }
        if self.fields.passwordless != 0 {
            let name = PASSWORDLESS[self.fields.passwordless];
            put("passwordlessType", json!(name));
        }
        put("defaultRedirectUri", json!(self.fields.redirect));
        let list = |name: &str| self.lists.get(name).cloned().unwrap_or_default();
        put("secondFactors", json!(list("second_factors")));
        put("multiFactors", json!(list("multi_factors")));
        let idps = list("idps").into_iter().map(|id| json!({"idpId": id}));
        put("idps", idps.collect());
        Value::Object(policy)
    }

    /// A full replace: what is left out is false, zero or empty.
    fn update(&mut self, body: &Value) -> Answer {
        let name = body["passwordlessType"].as_str();
        // A name that the server does not know is dropped without a word.
        let number = name.and_then(|name| PASSWORDLESS.iter().position(|one| *one == name));
        let wanted = Fields {
            flags: FLAGS.map(|key| body[key].as_bool().unwrap_or(false)),
            durations: DURATIONS.map(|key| body[key].as_str().map_or(0, nanoseconds)),
            passwordless: number.unwrap_or(0),
            redirect: body["defaultRedirectUri"].as_str().unwrap_or("").to_owned(),
        };
        if wanted == self.fields {
            return refused(400, 9, "INSTANCE-5M9vdd");
        }
        self.fields = wanted;
        self.stored()
    }

    fn add(&mut self, list: &str, member: &str) -> Answer {
        let list = self.lists.entry(list.to_owned()).or_default();
        if list.iter().any(|one| one == member) {
            return refused(409, 6, "INSTANCE-3M9od");
        }
        list.push(member.to_owned());
        self.stored()
    }

    fn remove(&mut self, list: &str, member: &str) -> Answer {
        let list = self.lists.entry(list.to_owned()).or_default();
        if !list.iter().any(|one| one == member) {
            return refused(404, 5, "INSTANCE-3M9df");
        }
        list.retain(|one| one != member);
        self.stored()
    }

    fn restrictions(&self) -> Value {
        if self.disallow_registration {
            json!({"details": {}, "disallowPublicOrgRegistration": true})
        } else {
            json!({"details": {}})
        }
    }

    /// What is left out stays as it is.
    fn restrict(&mut self, body: &Value) -> Answer {
        let wanted = body["disallowPublicOrgRegistration"].as_bool();
        self.disallow_registration = wanted.unwrap_or(self.disallow_registration);
        (200, json!({"details": {"sequence": "1"}}))
    }

    fn stored(&mut self) -> Answer {
        self.sequence += 1;
        let sequence = self.sequence.to_string();
        (200, json!({"details": {"sequence": sequence}}))
    }
}

fn list_of(path: &str) -> &str {
    path.strip_prefix(POLICY).unwrap().trim_start_matches('/')
}

fn refused(status: u16, code: u32, id: &str) -> Answer {
    (
        status,
        json!({"code": code, "message": format!("words ({id})")}),
    )
}

/// Reads `-1.5s` as nanoseconds and cuts it down to what 64 bits hold.
fn nanoseconds(text: &str) -> i64 {
    let number = text.strip_suffix('s').unwrap();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction:0<9}");
    let nanos: i128 = digits.parse().unwrap();
    let (least, most) = (i128::from(i64::MIN), i128::from(i64::MAX));
    i64::try_from(nanos.clamp(least, most)).unwrap()
}

/// Seconds with no, three, six or nine digits of fraction.
fn duration(nanos: i64) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let size = nanos.unsigned_abs();
    let mut fraction = format!(".{:09}", size % 1_000_000_000);
    while let Some(shorter) = fraction.strip_suffix("000") {
        fraction = shorter.to_owned();
    }
    format!(
        "{sign}{}{}s",
        size / 1_000_000_000,
        fraction.trim_end_matches('.')
    )
}

/// A segment of a path without its percent-encoding.
fn decoded(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment.as_bytes();
    while let [first, behind @ ..] = rest {
        if *first == b'%' {
            let hex = core::str::from_utf8(&behind[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).unwrap()
}

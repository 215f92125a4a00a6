//! Recorded exchanges with a running ZITADEL, as the tests need them.

use std::path::{Path, PathBuf};

use http::header::CONTENT_TYPE;
use http::{Request, Response};
use login_policy::{Lifetime, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType};
use serde_json::Value;
use zitadel_admin::{Exchange, Operation, Refusal};

/// Which ZITADEL was recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Release {
    /// `ee3654fe6`, between 4.2 and 4.5.
    V4_3,
    /// `v4.13.1-106-g02d07e951`.
    V4_13,
}

/// One recorded exchange.
pub struct Recorded {
    pub file: String,
    pub name: String,
    pub method: String,
    pub path: String,
    pub request_body: Option<Value>,
    pub response: Response<String>,
}

impl Release {
    pub const ALL: [Self; 2] = [Self::V4_3, Self::V4_13];

    /// All exchanges of all scenarios that have a request.
    pub fn exchanges(self) -> Vec<Recorded> {
        let mut files: Vec<_> = std::fs::read_dir(self.directory())
            .expect("the recordings are there")
            .map(|entry| entry.expect("a readable entry").path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
            .collect();
        files.sort();
        files.iter().flat_map(|path| scenario(path)).collect()
    }

    /// The exchange with that name.
    pub fn recorded(self, file: &str, name: &str) -> Recorded {
        scenario(&self.directory().join(file).with_extension("json"))
            .into_iter()
            .find(|one| one.name == name)
            .unwrap_or_else(|| panic!("{file} of {self:?} has no exchange {name:?}"))
    }

    /// Reads a recorded answer as that of an exchange.
    pub fn read<T>(self, exchange: &Exchange<T>, file: &str, name: &str) -> T {
        exchange
            .parse_response(&self.recorded(file, name).response)
            .unwrap_or_else(|error| panic!("{self:?}, {file}, {name}: {error}"))
    }

    /// That our request is the recorded one; `{{…}}` of the recording stand for values of its run.
    pub fn check_request<T>(self, exchange: &Exchange<T>, file: &str, name: &str) {
        let one = self.recorded(file, name);
        let request = &exchange.request;
        assert_eq!(request.method().as_str(), one.method);
        assert_eq!(request.uri().to_string(), one.path);
        assert_eq!(body(request), one.request_body, "{file}: {name}");
        let content_type = request.headers().get(CONTENT_TYPE);
        let json = one.request_body.as_ref().map(|_| "application/json");
        assert_eq!(content_type.map(|value| value.to_str().unwrap()), json);
        assert_eq!(
            operation_of(&one.method, &one.path),
            Some(exchange.operation)
        );
    }

    fn directory(self) -> PathBuf {
        let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contract");
        match self {
            Self::V4_3 => contract,
            Self::V4_13 => contract.join("v4x"),
        }
    }
}

fn scenario(path: &Path) -> Vec<Recorded> {
    let text = std::fs::read_to_string(path).expect("a readable scenario");
    let scenario: Value = serde_json::from_str(&text).expect("a scenario in JSON");
    let file = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name");
    let exchanges = scenario["exchanges"].as_array().cloned();
    exchanges
        .unwrap_or_default()
        .iter()
        .filter(|exchange| exchange["request"].is_object())
        .map(|exchange| exchange_in(file, exchange))
        .collect()
}

fn exchange_in(file: &str, exchange: &Value) -> Recorded {
    let (request, response) = (&exchange["request"], &exchange["response"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = response["headers"].as_array().cloned().unwrap_or_default();
    let status = response["status"].as_u64().expect("a status");
    let content_type = headers
        .iter()
        .find(|header| header[0] == "Content-Type")
        .map(|header| text(&header[1]));
    let body = match response.get("json") {
        Some(json) => json.to_string(),
        None => text(&response["text"]),
    };
    Recorded {
        file: file.to_owned(),
        name: text(&exchange["name"]),
        method: text(&request["method"]),
        path: text(&request["path"]),
        request_body: request.get("body").filter(|body| !body.is_null()).cloned(),
        response: self::response(
            u16::try_from(status).expect("a status"),
            content_type.as_deref(),
            &body,
        ),
    }
}

/// All exchanges of both releases.
pub fn all() -> Vec<Recorded> {
    let releases = Release::ALL.into_iter();
    releases.flat_map(Release::exchanges).collect()
}

/// [`Release::check_request`] for both releases.
pub fn check_request<T>(exchange: &Exchange<T>, file: &str, name: &str) {
    for release in Release::ALL {
        release.check_request(exchange, file, name);
    }
}

/// Which operation a recorded request is, if it is one of this crate's.
pub fn operation_of(method: &str, path: &str) -> Option<Operation> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let below = |start: &str| {
        path.strip_prefix(start)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains('/'))
    };
    let user = path
        .strip_prefix("/v2/users/")
        .and_then(|rest| rest.split_once('/'))
        .map(|(_, rest)| rest);
    Some(match (method, path) {
        ("GET", "/admin/v1/policies/login") => Operation::GetLoginPolicy,
        ("PUT", "/admin/v1/policies/login") => Operation::UpdateLoginPolicy,
        ("POST", "/admin/v1/policies/login/multi_factors") => Operation::AddMultiFactor,
        ("POST", "/admin/v1/policies/login/second_factors") => Operation::AddSecondFactor,
        ("POST", "/admin/v1/policies/login/idps") => Operation::LinkProvider,
        ("POST", "/admin/v1/idps/templates/_search") => Operation::SearchProviders,
        ("GET", "/admin/v1/restrictions") => Operation::GetRestrictions,
        ("PUT", "/admin/v1/restrictions") => Operation::UpdateRestrictions,
        ("GET", "/v2/settings/login") if query.starts_with("ctx.orgId=") => {
            Operation::GetOrganizationLoginSettings
        }
        ("GET", "/v2/settings/login") => Operation::RefreshLoginSettings,
        ("GET", "/auth/v1/policies/login") => Operation::GetMyLoginPolicy,
        ("POST", "/auth/v1/permissions/zitadel/me/_search") => Operation::ListMyPermissions,
        ("GET", "/auth/v1/users/me") => Operation::GetMe,
        ("GET", "/admin/v1/instances/me") => Operation::GetInstance,
        ("GET", "/v2/features/instance") => Operation::GetInstanceFeatures,
        ("POST", "/admin/v1/members/_search") => Operation::SearchMembers,
        ("POST", "/admin/v1/events/_search") => Operation::SearchEvents,
        ("GET", _) if below("/v2/users/") => Operation::GetUser,
        ("GET", _) if user == Some("authentication_methods") => {
            Operation::ListAuthenticationMethods
        }
        ("POST", _) if user == Some("links/_search") => Operation::ListUserLinks,
        ("DELETE", _) if below("/admin/v1/policies/login/multi_factors/") => {
            Operation::RemoveMultiFactor
        }
        ("DELETE", _) if below("/admin/v1/policies/login/second_factors/") => {
            Operation::RemoveSecondFactor
        }
        ("DELETE", _) if below("/admin/v1/policies/login/idps/") => Operation::UnlinkProvider,
        _ => return None,
    })
}

/// The JSON of a request, if it has a body.
pub fn body(request: &Request<String>) -> Option<Value> {
    let text = Some(request.body()).filter(|body| !body.is_empty())?;
    Some(serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

pub fn seconds(seconds: i64) -> Lifetime {
    Lifetime { seconds, nanos: 0 }
}

/// The settings of a new instance, as recorded.
pub fn fresh() -> LoginSettings {
    LoginSettings {
        allow_username_password: true,
        allow_register: true,
        allow_external_idp: true,
        passwordless_type: PasswordlessType::Allowed,
        password_check_lifetime: seconds(864_000),
        external_login_check_lifetime: seconds(864_000),
        mfa_init_skip_lifetime: seconds(0),
        second_factor_check_lifetime: seconds(64_800),
        multi_factor_check_lifetime: seconds(43_200),
        allow_domain_discovery: true,
        second_factors: vec![SecondFactorType::Otp, SecondFactorType::U2f],
        multi_factors: vec![MultiFactorType::U2fWithVerification],
        ..LoginSettings::default()
    }
}

/// An answer.
pub fn response(status: u16, content_type: Option<&str>, body: &str) -> Response<String> {
    let mut response = Response::builder().status(status);
    if let Some(content_type) = content_type {
        response = response.header(CONTENT_TYPE, content_type);
    }
    response.body(body.to_owned()).expect("a response")
}

/// An answer as ZITADEL's gateway sends it.
pub fn answer(status: u16, body: &str) -> Response<String> {
    response(status, Some("application/json"), body)
}

/// A refusal as ZITADEL's gateway writes it.
pub fn zitadel(code: u32, message: &str, id: &str) -> String {
    format!(
        r#"{{"code":{code},"message":"{message} ({id})","details":[{{"@type":"type.googleapis.com/zitadel.v1.ErrorDetail","id":"{id}","message":"{message}"}}]}}"#
    )
}

/// A refusal with such a body.
pub fn refused(operation: Operation, status: u16, body: &str) -> Refusal {
    Refusal::from_response(operation, &answer(status, body))
}

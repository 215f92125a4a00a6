//! Plays a recorded scenario: puts this run's values in place of the placeholders, signs in whoever
//! is needed, sends each request and holds the answer against the recorded one. Two notes that have
//! no request of their own are checked by what they say.

use crate::client::{Instance, Reply};
use crate::compare::Bindings;
use crate::driver::{AUDIENCE, Browser, CALLBACK, SCOPE, Tokens, encode};
use crate::recording::{Exchange, Request, Scenario};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What an exchange's answer gives to later ones: the exchange, the placeholder, the member.
const GIVES: [(&str, &str, &str); 9] = [
    ("create the project", "project.new", "id"),
    ("create the app", "app.new", "appId"),
    ("create the app", "client.new", "clientId"),
    ("create a Google provider", "idp.google", "id"),
    ("create a generic OIDC provider", "idp.oidc", "id"),
    (
        "create a GitHub provider without a name",
        "idp.github",
        "id",
    ),
    ("create a person", "user.temporary", "userId"),
    ("refresh", "token.session-2", "access_token"),
    ("refresh", "refresh.session-2", "refresh_token"),
];

/// A player on an instance that it has to itself.
pub struct Player<'a> {
    instance: &'a Instance,
    pub bindings: Bindings,
    /// Cookies of the browsers that signed in as `a`, `b`, `c` and `session`.
    cookies: BTreeMap<String, String>,
    offline_only: String,
}

impl<'a> Player<'a> {
    /// Registers the three apps that the recorded project had.
    pub fn new(instance: &'a Instance) -> Self {
        let pat = instance.pat();
        let post = |path: &str, body: &Value| {
            let reply = instance.call(pat, "POST", path, body);
            assert_eq!(reply.status, 200, "{}", reply.body);
            reply.json()
        };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let project = text(&post("/management/v1/projects", &json!({"name": "Recorded"}))["id"]);
        let app = |name: &str, grants: &[&str], token: &str| {
            let path = format!("/management/v1/projects/{project}/apps/oidc");
            let body = json!({
                "name": name, "redirectUris": [CALLBACK],
                "postLogoutRedirectUris": ["http://localhost:8000/"],
                "grantTypes": grants, "appType": "OIDC_APP_TYPE_USER_AGENT",
                "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE", "devMode": true,
                "accessTokenType": token, "idTokenUserinfoAssertion": true,
            });
            text(&post(&path, &body)["clientId"])
        };
        let both = [
            "OIDC_GRANT_TYPE_AUTHORIZATION_CODE",
            "OIDC_GRANT_TYPE_REFRESH_TOKEN",
        ];
        let mut bindings = Bindings::new(instance.version);
        let mut bind = |name: &str, value: String| bindings.values.insert(name.to_owned(), value);
        bind("client.spa", app("spa", &both, "OIDC_TOKEN_TYPE_BEARER"));
        bind("client.jwt", app("jwt", &both, "OIDC_TOKEN_TYPE_JWT"));
        let offline_only = app("code-only", &both[..1], "OIDC_TOKEN_TYPE_BEARER");
        bind("project", project);
        bind("token.pat", pat.to_owned());
        bind("instance", text(&instance.ready["ids"]["instance"]));
        bind("org", text(&instance.ready["ids"]["org"]));
        for name in ["owner", "besitzer", "viewer", "orgowner", "nobody"] {
            bind(&format!("user.{name}"), instance.user(name));
        }
        Self {
            instance,
            bindings,
            cookies: BTreeMap::new(),
            offline_only,
        }
    }

    /// Plays every exchange of a scenario.
    pub fn play(&mut self, scenario: &Scenario) {
        for exchange in &scenario.exchanges {
            // Shown only when the exchange fails.
            println!("exchange: {}", exchange.name);
            match &exchange.request {
                Some(request) => self.exchange(exchange, request),
                None => self.note(exchange),
            }
        }
    }

    fn exchange(&mut self, exchange: &Exchange, request: &Request) {
        let reply = self.send(&exchange.name, request);
        let mut recorded = exchange.response.clone().unwrap();
        if exchange.name == "organization" {
            // Recorded after the organization had had a policy of its own: two more events than a
            // new one has.
            let sequence = &mut recorded.json.as_mut().unwrap()["org"]["details"]["sequence"];
            assert_eq!(sequence.take(), "9");
            *sequence = "7".into();
        }
        self.bindings.own_aggregate = request.path.ends_with("/restrictions");
        let is_write = matches!(request.method.as_str(), "POST" | "PUT" | "DELETE");
        self.bindings.check(&recorded, &reply, is_write);
        if reply.status != 200 {
            return;
        }
        for (name, placeholder, member) in GIVES {
            if name == exchange.name {
                let value = reply.json()[member].as_str().unwrap().to_owned();
                self.bindings.values.insert(placeholder.to_owned(), value);
            }
        }
    }

    fn send(&mut self, name: &str, request: &Request) -> Reply {
        let mut texts = vec![request.path.clone(), request.body()];
        texts.extend(request.headers.values().cloned());
        self.prepare(name, &texts.join(" "));
        let body = request.body().replace(
            "redirect_uri=…",
            &format!("redirect_uri={}", encode(CALLBACK)),
        );
        let mut headers: Vec<(String, String)> = request
            .headers
            .iter()
            .map(|(header, value)| match header.as_str() {
                "Cookie" => (
                    header.clone(),
                    self.cookies[session_of(&request.path)].clone(),
                ),
                _ => (header.clone(), self.bindings.fill(value)),
            })
            .collect();
        if let Some(host) = &request.host {
            headers.push(("Host".to_owned(), host.clone()));
        }
        let (path, body) = (self.bindings.fill(&request.path), self.bindings.fill(&body));
        assert!(
            !path.contains("{{") && !body.contains("{{"),
            "{path} {body}"
        );
        self.instance.send(&request.method, &path, &headers, &body)
    }

    /// Signs in whoever a request needs and nobody is yet.
    fn prepare(&mut self, name: &str, text: &str) {
        if text.contains("{{code}}")
            && !matches!(name, "right verifier after a wrong one" | "code used twice")
        {
            let client = self.bindings.values["client.spa"].clone();
            let mut browser = Browser::new(self.instance);
            let code = browser.code(&client, SCOPE, "owner");
            self.bindings.values.insert("code".to_owned(), code.code);
            self.bindings
                .values
                .insert("verifier".to_owned(), code.verifier);
            self.cookies
                .insert("session".to_owned(), browser.cookie_header());
        }
        let names = text
            .split("{{")
            .skip(1)
            .filter_map(|rest| rest.split_once("}}"));
        for (placeholder, _) in names {
            if self.bindings.values.contains_key(placeholder) {
                continue;
            }
            let Some((_, session)) = placeholder.split_once('.') else {
                panic!("{placeholder} is not bound");
            };
            self.sign_in(session);
        }
    }

    /// `owner`, `owner-second`, … are people; `a`, `b` and `c` are sessions of `owner`.
    fn sign_in(&mut self, session: &str) {
        let client = self.bindings.values["client.spa"].clone();
        let person = match session {
            "a" | "b" | "c" => "owner",
            named => named.split('-').next().unwrap(),
        };
        let scope = match session {
            "owner-without-audience" => SCOPE.replace(AUDIENCE, ""),
            _ => SCOPE.to_owned(),
        };
        let mut browser = Browser::new(self.instance);
        let Tokens {
            access,
            refresh,
            id,
        } = browser.sign_in(&client, &scope, person);
        for (kind, value) in [("token", access), ("refresh", refresh), ("id_token", id)] {
            self.bindings
                .values
                .insert(format!("{kind}.{session}"), value);
        }
        self.cookies
            .insert(session.to_owned(), browser.cookie_header());
    }

    /// The two notes without a request.
    fn note(&mut self, exchange: &Exchange) {
        match exchange.name.as_str() {
            "the ID token of that exchange" => {
                let token = self.bindings.values["id_token.session"].clone();
                let mut parts = token.split('.').map(decoded);
                let (header, claims) = (parts.next().unwrap(), parts.next().unwrap());
                self.bindings.json("header", &exchange.header, &header);
                let mut wanted = exchange.claims.clone();
                // The hash is of this run's access token.
                wanted["at_hash"] = at_hash(&self.bindings.values["token.session"]).into();
                self.bindings.json("claims", &wanted, &claims);
                assert!(is_signed(self.instance, &token));
            }
            "refresh by an app without the refresh grant" => {
                let body = format!(
                    "grant_type=refresh_token&refresh_token=any&client_id={}",
                    self.offline_only
                );
                let reply = Browser::new(self.instance).send("POST", "/oauth/v2/token", &body);
                let recorded = exchange.response.as_ref().unwrap();
                self.bindings.check(recorded, &reply, false);
            }
            other => panic!("nothing is known of {other}"),
        }
    }

    /// A call by `owner` that succeeds.
    pub fn owner(&mut self, method: &str, path: &str, body: &Value) -> Reply {
        self.by("owner", method, path, body)
    }

    /// A call by somebody that succeeds.
    pub fn by(&mut self, person: &str, method: &str, path: &str, body: &Value) -> Reply {
        let name = format!("token.{person}");
        self.prepare("", &format!("{{{{{name}}}}}"));
        let token = self.bindings.values[&name].clone();
        let reply = self.instance.call(&token, method, path, body);
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        reply
    }
}

fn session_of(path: &str) -> &str {
    let (_, rest) = path.split_once("{{id_token.").unwrap();
    rest.split('}').next().unwrap()
}

fn decoded(part: &str) -> Value {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    serde_json::from_slice(&engine.decode(part).unwrap()).unwrap_or_default()
}

fn at_hash(access: &str) -> String {
    use base64::Engine as _;
    use rsa::sha2::{Digest, Sha256};
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    engine.encode(&Sha256::digest(access.as_bytes())[..16])
}

/// Whether the key set has the key that signed the token.
fn is_signed(instance: &Instance, token: &str) -> bool {
    use base64::Engine as _;
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    use rsa::sha2::Sha256;
    use rsa::signature::Verifier as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let (input, signature) = token.rsplit_once('.').unwrap();
    let kid = decoded(token.split('.').next().unwrap())["kid"].clone();
    let keys = instance.send("GET", "/oauth/v2/keys", &[], "").json();
    let mut keys = keys["keys"].as_array().unwrap().iter();
    let key = keys.find(|key| key["kid"] == kid).unwrap();
    let number = |name: &str| {
        let bytes = engine.decode(key[name].as_str().unwrap()).unwrap();
        rsa::BigUint::from_bytes_be(&bytes)
    };
    let public = rsa::RsaPublicKey::new(number("n"), number("e")).unwrap();
    let signature = engine.decode(signature).unwrap();
    let signature = Signature::try_from(signature.as_slice()).unwrap();
    VerifyingKey::<Sha256>::new(public)
        .verify(input.as_bytes(), &signature)
        .is_ok()
}

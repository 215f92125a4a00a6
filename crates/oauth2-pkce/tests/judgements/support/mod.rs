//! A world to sign in to: a registration, a scripted server, a clock that stands still.

pub mod keys;
pub mod ports;
pub mod tokens;

use oauth2_pkce::{
    AuthError, CallbackParams, ClientId, Departure, Issuer, KeyRing, LocalPath, Metadata,
    PostLogoutUri, RedirectUri, Registration, Scopes, SignIn, SignedIn, begin, complete,
};
use pollster::block_on;
use serde_json::{Value, json};

use self::ports::{Ports, json_answer};
use self::tokens::TokenShape;

pub const NOW: f64 = 1_795_464_600.0;
pub const ISSUER: &str = "https://id.example";
pub const CLIENT: &str = "400922714816187430";
pub const PROJECT: &str = "400922705219685414";
pub const SUBJECT: &str = "400922705219000001";
pub const ACCESS_TOKEN: &str = "access-token-1";
pub const REFRESH_TOKEN: &str = "refresh-token-1";
pub const SCOPES: &str = "openid profile email offline_access";

pub struct World {
    pub registration: Registration,
    pub metadata: Metadata,
    pub ports: Ports,
    pub ring: KeyRing,
}

impl World {
    /// A server that publishes both test keys and answers nothing else yet.
    pub fn new() -> World {
        let ports = Ports::new(NOW);
        ports.answer("/keys", json_answer(200, &keys::both()));
        World {
            registration: registration(),
            metadata: metadata(&discovery_document()),
            ports,
            ring: KeyRing::new(),
        }
    }

    pub fn depart(&self, wanted: SignIn) -> Departure {
        begin(
            &self.registration,
            &self.metadata,
            wanted,
            &self.ports,
            self.ports.now.get(),
        )
        .expect("a departure")
    }

    /// Signs in with a token of this shape.
    pub fn sign_in(&self, change: impl FnOnce(&mut TokenShape)) -> Result<SignedIn, AuthError> {
        self.sign_in_as(SignIn::to(LocalPath::root()), change)
    }

    pub fn sign_in_as(
        &self,
        wanted: SignIn,
        change: impl FnOnce(&mut TokenShape),
    ) -> Result<SignedIn, AuthError> {
        let departure = self.depart(wanted);
        let mut shape = TokenShape::honest(&query_of(&departure.url, "nonce"));
        change(&mut shape);
        self.ports
            .answer("/token", json_answer(200, &token_answer(&shape.write())));
        self.arrive(&departure)
    }

    /// Comes back with a code and exchanges it; the answer must be scripted.
    pub fn arrive(&self, departure: &Departure) -> Result<SignedIn, AuthError> {
        let mut query = String::from("?code=code-1&state=");
        query.push_str(&query_of(&departure.url, "state"));
        let code = CallbackParams::parse(&query)?.validate(
            &departure.transaction,
            &self.registration,
            &self.metadata,
            self.ports.now.get(),
        )?;
        block_on(complete(
            &self.ports,
            &self.registration,
            &self.metadata,
            &self.ring,
            code,
            &departure.transaction,
        ))
    }
}

pub fn registration() -> Registration {
    Registration::new(
        Issuer::parse(ISSUER).expect("an issuer"),
        ClientId::parse(CLIENT).expect("a client id"),
        RedirectUri::parse("https://app.example/auth/callback").expect("a redirect address"),
        PostLogoutUri::parse("https://app.example/signed-out").expect("a post-logout address"),
        Scopes::parse(SCOPES).expect("scopes"),
    )
}

pub fn discovery_document() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://id.example/oauth/v2/authorize",
        "token_endpoint": "https://id.example/oauth/v2/token",
        "userinfo_endpoint": "https://id.example/oidc/v1/userinfo",
        "revocation_endpoint": "https://id.example/oauth/v2/revoke",
        "end_session_endpoint": "https://id.example/oidc/v1/end_session",
        "jwks_uri": "https://id.example/oauth/v2/keys",
        "response_types_supported": ["code", "id_token", "id_token token"],
        "id_token_signing_alg_values_supported":
            ["EdDSA", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
        "code_challenge_methods_supported": ["S256"]
    })
}

pub fn metadata(document: &Value) -> Metadata {
    let issuer = Issuer::parse(ISSUER).expect("an issuer");
    Metadata::judge(&issuer, &json_answer(200, document)).expect("metadata")
}

pub fn token_answer(id_token: &str) -> Value {
    json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "Bearer",
        "refresh_token": REFRESH_TOKEN,
        "expires_in": 43_199,
        "id_token": id_token
    })
}

/// The decoded value of a query parameter.
pub fn query_of(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').expect("a query");
    form_urlencoded::parse(query.as_bytes())
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
        .unwrap_or_else(|| panic!("no {name} in {url}"))
}

//! A world to sign in to: a registration, a scripted server, a clock that stands still.

pub mod keys;
pub mod ports;
pub mod tokens;

use oauth2_pkce::{
    AuthError, AuthorizationRedirect, CallbackParams, Client, ClientId, Issuer, LocalPath,
    Metadata, PostLogoutUri, RedirectUri, Registration, Scopes, SignIn, SignedIn,
};
use pollster::block_on;
use serde_json::{Value, json};

use self::ports::{Ports, json_answer};
use self::tokens::TokenShape;

pub const DISCOVERY: &str = "/.well-known/openid-configuration";
pub const NOW: f64 = 1_795_464_600.0;
pub const ISSUER: &str = "https://id.example";
pub const CLIENT: &str = "400922714816187430";
pub const PROJECT: &str = "400922705219685414";
pub const SUBJECT: &str = "400922705219000001";
pub const ACCESS_TOKEN: &str = "access-token-1";
pub const REFRESH_TOKEN: &str = "refresh-token-1";
pub const SCOPES: &str = "openid profile email offline_access";

pub struct World {
    pub client: Client<Ports>,
    pub ports: Ports,
}

impl World {
    /// A server that publishes its metadata, which the client has read, and both test keys, and
    /// that revokes whatever it is told to. It answers nothing else yet.
    pub fn new() -> World {
        World::at(&discovery_document())
    }

    /// As [`World::new`], with this metadata document.
    pub fn at(document: &Value) -> World {
        World::with(document, |_| {})
    }

    /// As [`World::at`], for a client that is registered otherwise.
    pub fn with(document: &Value, change: impl FnOnce(&mut Registration)) -> World {
        let world = World::unknown(document, change);
        block_on(world.client.metadata()).expect("metadata");
        world.ports.requests.borrow_mut().clear();
        world
    }

    /// As [`World::with`], but the client knows nothing of the server yet.
    pub fn unknown(document: &Value, change: impl FnOnce(&mut Registration)) -> World {
        let ports = Ports::new(NOW);
        ports.answer(DISCOVERY, json_answer(200, document));
        ports.answer("/keys", json_answer(200, &keys::both()));
        ports.answer("/revoke", json_answer(200, &json!({})));
        let mut registration = registration();
        change(&mut registration);
        World {
            client: Client::new(registration, ports.clone()),
            ports,
        }
    }

    /// The same server for the next page of the same tab: it knows what the former page kept.
    pub fn next_page(&self) -> World {
        let client = Client::new(self.client.registration().clone(), self.ports.clone());
        client.restore_cache(&self.client.cache_to_json().expect("documents"));
        self.ports.requests.borrow_mut().clear();
        World {
            client,
            ports: self.ports.clone(),
        }
    }

    pub fn leave(&self, wanted: SignIn) -> AuthorizationRedirect {
        block_on(self.client.authorize_url(wanted)).expect("a redirect")
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
        let redirect = self.leave(wanted);
        let mut shape = TokenShape::honest(&query_of(redirect.url.as_str(), "nonce"));
        change(&mut shape);
        self.ports
            .answer("/token", json_answer(200, &token_answer(&shape.write())));
        self.arrive(&redirect)
    }

    /// Comes back with a code and exchanges it; the answer must be scripted.
    pub fn arrive(&self, redirect: &AuthorizationRedirect) -> Result<SignedIn, AuthError> {
        let state = query_of(redirect.url.as_str(), "state");
        let params = CallbackParams::parse(&format!("?code=code-1&state={state}"))?;
        block_on(self.client.handle_callback(params, &redirect.transaction))
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
    Metadata::parse(&issuer, &json_answer(200, document)).expect("metadata")
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

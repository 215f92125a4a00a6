//! A server in place of `fetch`, for one issuer, and a tab that was signed in there before.

use login_console::config::Instance;
use login_console::platform::storage::TabStorage;

pub const ISSUER: &str = "https://login.session.example";

/// Answers for the issuer. `valid` is the access token it accepts, `lives` how many seconds a new
/// one lives, `reachable` whether it answers at all.
const SERVER: &str = r#"
    window.server = { renewals: 0, valid: "", lives: 3600, reachable: true };
    window.realFetch ??= window.fetch;
    window.fetch = async (request, ...rest) => {
        const url = new URL(request.url ?? request, location.href);
        if (url.origin !== "https://login.session.example") {
            return window.realFetch.call(window, request, ...rest);
        }
        const server = window.server;
        const json = (status, body) => new Response(JSON.stringify(body), {
            status, headers: { "content-type": "application/json" },
        });
        if (!server.reachable) throw new TypeError("Failed to fetch");
        if (url.pathname === "/token") {
            const number = server.renewals += 1;
            await new Promise((done) => setTimeout(done, 50));
            server.valid = `access-${number}`;
            return json(200, {
                access_token: server.valid, token_type: "Bearer", expires_in: server.lives,
                refresh_token: `refresh-${number}`,
            });
        }
        if (request.headers.get("authorization") !== `Bearer ${server.valid}`) return json(401, {});
        const answers = {
            "/admin/v1/policies/login": {
                policy: { details: { sequence: "1", resourceOwner: "1" } }, isDefault: true,
            },
            "/auth/v1/permissions/zitadel/me/_search": {
                result: ["iam.policy.read", "iam.policy.write"],
            },
            "/admin/v1/restrictions": { details: { sequence: "1", resourceOwner: "1" } },
        };
        return json(200, answers[url.pathname] ?? {});
    };
"#;

/// What a tab keeps of the session of the person `7`.
const RECORD: &str = r#"{
    "binding": {
        "iss": "https://login.session.example", "sub": "7", "aud": ["1"], "azp": "1",
        "iat": 1700000000, "auth_time": 1700000000, "nonce": "n-0", "scope": "openid"
    },
    "refresh_token": "refresh-0", "id_token": null
}"#;
/// What it keeps of the server.
const DISCOVERY: &str = r#"{
    "metadata": {
        "issuer": "https://login.session.example",
        "authorization_endpoint": "https://login.session.example/authorize",
        "token_endpoint": "https://login.session.example/token",
        "jwks_uri": "https://login.session.example/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"]
    },
    "keys": { "keys": [] }
}"#;

/// The instance at that server.
pub fn instance() -> Instance {
    Instance {
        name: "Session".to_owned(),
        issuer: ISSUER.to_owned(),
        client_id: "1".to_owned(),
    }
}

/// A tab in which a person was signed in before, and a fresh server.
pub fn signed_in_before(subject: &str) -> TabStorage {
    js_sys::eval(SERVER).expect("a server");
    let storage = TabStorage::default();
    let sub = format!(r#""sub": "{subject}""#);
    storage.set("session", &RECORD.replace(r#""sub": "7""#, &sub));
    storage.set("discovery", DISCOVERY);
    storage
}

/// A number or text of the server, as JavaScript says it.
pub fn server(member: &str) -> String {
    let value = js_sys::eval(&format!("String(window.server.{member})")).expect("a member");
    value.as_string().expect("a text")
}

pub fn set_server(assignment: &str) {
    js_sys::eval(&format!("window.server.{assignment}")).expect("assigned");
}

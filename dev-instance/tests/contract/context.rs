//! An instance with its console's app, for tests of the sign-in pages: changing the policy, opening a
//! sign-in, looking at what came of it.

use crate::client::{Instance, Reply};
use crate::driver::{Arrived, Browser, SCOPE, challenge, verifier};
use base64::Engine as _;
use dev_instance::Version;
use serde_json::Value;

/// The login policy.
pub const POLICY: &str = "/admin/v1/policies/login";

/// An instance and the client id of its console.
pub struct TestContext {
    pub instance: Instance,
    pub client: String,
}

impl TestContext {
    /// The instance of the recordings.
    pub fn recorded() -> Self {
        Self::on(Instance::recorded(Version::V4_3))
    }

    /// One with providers and people of differing methods.
    pub fn furnished() -> Self {
        Self::on(Instance::furnished())
    }

    /// This instance.
    pub fn on(instance: Instance) -> Self {
        let client = instance.ready["clientId"].as_str().unwrap().to_owned();
        Self { instance, client }
    }

    /// A call by the machine user that succeeds.
    pub fn pat(&self, method: &str, path: &str, body: &Value) -> Reply {
        let reply = self.instance.call(self.instance.pat(), method, path, body);
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        reply
    }

    /// Changes these members of the policy and leaves the rest.
    pub fn set(&self, changes: &Value) {
        let mut policy = self.pat("GET", POLICY, &Value::Null).json()["policy"].take();
        for (name, value) in changes.as_object().unwrap() {
            policy[name] = value.clone();
        }
        self.pat("PUT", POLICY, &policy);
    }

    /// Empties the list of second factors.
    pub fn without_second_factors(&self) {
        for number in 1..=2 {
            let path = format!("{POLICY}/second_factors/{number}");
            self.pat("DELETE", &path, &Value::Null);
        }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(&self.instance)
    }

    /// Opens a sign-in, with more parameters.
    pub fn open(&self, browser: &mut Browser<'_>, more: &str) -> Arrived {
        self.open_with(browser, &challenge(&verifier()), more)
    }

    /// Opens a sign-in with this challenge, and with more parameters.
    pub fn open_with(&self, browser: &mut Browser<'_>, challenge: &str, more: &str) -> Arrived {
        browser.authorize(&self.client, SCOPE, challenge, more)
    }

    /// Types login name and password in a new browser.
    pub fn log_in(&self, name: &str) -> Arrived {
        self.browser()
            .log_in(&self.client, SCOPE, &challenge(&verifier()), name)
    }

    /// What reading the policy with this token comes to.
    pub fn policy_status(&self, token: &str) -> u16 {
        self.instance
            .call(token, "GET", POLICY, &Value::Null)
            .status
    }
}

/// The claims of a token, unverified.
pub fn claims(id_token: &str) -> Value {
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let part = id_token.split('.').nth(1).unwrap();
    serde_json::from_slice(&engine.decode(part).unwrap()).unwrap()
}

/// The six digits of RFC 6238 for now, worked out apart from the stand-in.
pub fn totp(secret: &str) -> String {
    use hmac::{Hmac, Mac as _};
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret
        .chars()
        .map(|letter| format!("{:05b}", LETTERS.find(letter).unwrap()))
        .collect();
    let key: Vec<u8> = (0..bits.len() / 8)
        .map(|index| u8::from_str_radix(&bits[index * 8..index * 8 + 8], 2).unwrap())
        .collect();
    #[expect(
        clippy::disallowed_methods,
        reason = "tests run on a machine, never in a browser"
    )]
    let now = std::time::SystemTime::now();
    let seconds = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(seconds / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

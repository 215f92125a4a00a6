//! A browser reduced to what signing in needs: cookies, forms with their hidden members, redirects.
//! It knows the pages by the ids and addresses that ZITADEL's built-in login has.

use crate::client::{Instance, Reply};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The scope that puts the instance's own project into the audience.
pub const AUDIENCE: &str = "urn:zitadel:iam:org:project:id:zitadel:aud";
/// What the recorded app asked for.
pub const SCOPE: &str =
    "openid profile email offline_access urn:zitadel:iam:org:project:id:zitadel:aud";
/// The redirect URI of the recorded app.
pub const CALLBACK: &str = "http://localhost:8000/auth/callback";
/// The password of everybody.
pub const PASSWORD: &str = "Password1!";

/// A browser with its cookies.
pub struct Browser<'a> {
    pub instance: &'a Instance,
    cookies: BTreeMap<String, String>,
}

/// A page with one form.
#[derive(Debug)]
pub struct Form {
    pub action: String,
    pub hidden: Vec<(String, String)>,
    pub html: String,
}

/// Where a request ended: on a page, or outside.
#[derive(Debug)]
pub enum Arrived {
    Page(Form),
    Away(String),
}

/// A code as the app got it, with the verifier to its challenge.
#[derive(Clone, Debug)]
pub struct Code {
    pub code: String,
    pub verifier: String,
}

/// The tokens of a finished sign-in.
pub struct Tokens {
    pub access: String,
    pub refresh: String,
    pub id: String,
}

impl Arrived {
    /// The page on which the browser is.
    pub fn page(self) -> Form {
        match self {
            Self::Page(form) => form,
            Self::Away(location) => panic!("left for {location}"),
        }
    }

    /// The address for which the browser left.
    pub fn away(self) -> String {
        match self {
            Self::Away(location) => location,
            Self::Page(form) => panic!("still on {}: {}", form.action, form.html),
        }
    }
}

impl Form {
    /// The text of the element with this id or class, without markup.
    pub fn text_after(&self, mark: &str) -> &str {
        let (_, rest) = self.html.split_once(mark).unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        rest.split('<').next().unwrap()
    }
}

impl<'a> Browser<'a> {
    /// A browser without cookies.
    pub fn new(instance: &'a Instance) -> Self {
        Self {
            instance,
            cookies: BTreeMap::new(),
        }
    }

    /// What the browser sends as `Cookie`.
    pub fn cookie_header(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// Sends a request and keeps the cookies of the reply.
    pub fn send(&mut self, method: &str, path: &str, body: &str) -> Reply {
        let mut headers = Vec::new();
        if method == "POST" {
            let form = "application/x-www-form-urlencoded";
            headers.push(("Content-Type".to_owned(), form.to_owned()));
        }
        if !self.cookies.is_empty() {
            headers.push(("Cookie".to_owned(), self.cookie_header()));
        }
        let reply = self.instance.send(method, path, &headers, body);
        for (name, value) in &reply.headers {
            if name == "set-cookie" {
                let pair = value.split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        reply
    }

    /// Follows redirects within the instance.
    fn follow(&mut self, mut reply: Reply) -> Arrived {
        while reply.status == 302 {
            let location = reply.header("location").unwrap().to_owned();
            if !location.starts_with('/') {
                return Arrived::Away(location);
            }
            reply = self.send("GET", &location, "");
        }
        assert_eq!(reply.status, 200, "{}", reply.body);
        Arrived::Page(read_form(reply.body))
    }

    /// Opens the authorization endpoint with these parameters.
    pub fn authorize(&mut self, client: &str, scope: &str, challenge: &str, more: &str) -> Arrived {
        let query = format!(
            "client_id={client}&redirect_uri={}&response_type=code&scope={}&state=st\
             &nonce=n-0S6_WzA2Mj&code_challenge={challenge}&code_challenge_method=S256{more}",
            encode(CALLBACK),
            encode(scope)
        );
        let reply = self.send("GET", &format!("/oauth/v2/authorize?{query}"), "");
        self.follow(reply)
    }

    /// Sends a page's form with these members beside the hidden ones.
    pub fn submit(&mut self, form: &Form, members: &[(&str, &str)]) -> Arrived {
        let hidden = form
            .hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs = hidden.chain(members.iter().copied());
        let pairs = pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let reply = self.send("POST", &form.action, &body);
        self.follow(reply)
    }

    /// Types login name and password; the browser is wherever that leads.
    pub fn log_in(&mut self, client: &str, scope: &str, challenge: &str, name: &str) -> Arrived {
        let page = self.authorize(client, scope, challenge, "").page();
        assert_eq!(page.action, "/ui/login/loginname");
        let page = self.submit(&page, &[("loginName", name)]).page();
        assert_eq!(page.action, "/ui/login/password");
        self.submit(&page, &[("password", PASSWORD)])
    }

    /// Signs in by password up to the code.
    pub fn code(&mut self, client: &str, scope: &str, name: &str) -> Code {
        let verifier = verifier();
        let away = self
            .log_in(client, scope, &challenge(&verifier), name)
            .away();
        Code {
            code: code_of(&away),
            verifier,
        }
    }

    /// Signs in by password.
    pub fn sign_in(&mut self, client: &str, scope: &str, name: &str) -> Tokens {
        let code = self.code(client, scope, name);
        self.exchange(client, &code)
    }

    /// Asks for the tokens of a code.
    pub fn try_exchange(&mut self, client: &str, code: &Code) -> Reply {
        let body = format!(
            "grant_type=authorization_code&redirect_uri={}&client_id={client}&code={}\
             &code_verifier={}",
            encode(CALLBACK),
            code.code,
            code.verifier
        );
        self.send("POST", "/oauth/v2/token", &body)
    }

    /// Exchanges a code.
    pub fn exchange(&mut self, client: &str, code: &Code) -> Tokens {
        let reply = self.try_exchange(client, code);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let json = reply.json();
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        Tokens {
            access: text("access_token"),
            refresh: text("refresh_token"),
            id: text("id_token"),
        }
    }
}

/// The code in the address of the app.
pub fn code_of(location: &str) -> String {
    let (address, query) = location.split_once('?').unwrap();
    assert_eq!(address, CALLBACK);
    let mut pairs = query.split('&');
    let code = pairs.find_map(|pair| pair.strip_prefix("code="));
    assert!(query.ends_with("&state=st"), "{location}");
    code.unwrap_or_else(|| panic!("no code in {location}"))
        .to_owned()
}

/// A verifier nobody used before; it need not be a secret here.
pub fn verifier() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("verifier-{:034}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// RFC 7636 §4.2.
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Percent-encodes all but unreserved characters.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

fn read_form(html: String) -> Form {
    let between = |text: &str, before: &str| {
        let (_, rest) = text.split_once(before)?;
        Some(rest.split('"').next()?.to_owned())
    };
    let action = between(&html, "<form action=\"").unwrap_or_default();
    let inputs = html.split("<input type=\"hidden\"").skip(1);
    let hidden = inputs
        .filter_map(|input| {
            let tag = input.split('>').next()?;
            Some((between(tag, "name=\"")?, between(tag, "value=\"")?))
        })
        .collect();
    Form {
        action,
        hidden,
        html,
    }
}

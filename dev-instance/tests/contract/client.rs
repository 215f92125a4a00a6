//! A fresh instance on a port of its own, and plain HTTP to it: one request per connection, nothing
//! followed, nothing kept.

use dev_instance::{App, Seed, Settings, SigningKeys, Version, app};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock, mpsc};

/// Where a recorded instance was reached; the test instances believe to be there too.
const fn issuer(version: Version) -> &'static str {
    match version {
        Version::V4_3 => "http://localhost:8080",
        Version::V4_13 => "http://localhost:8095",
    }
}

/// One pair of keys serves all tests: making them is the slow part of a start.
static KEYS: LazyLock<Arc<SigningKeys>> =
    LazyLock::new(|| Arc::new(SigningKeys::generate().unwrap()));

/// How an instance is started.
pub struct Options {
    pub version: Version,
    pub seed: Seed,
    pub lag_millis: u64,
    pub login_v2_cache_millis: u64,
}

impl Default for Options {
    /// The instance of the earlier recordings, without lag.
    fn default() -> Self {
        Self {
            version: Version::V4_3,
            seed: Seed::Recorded,
            lag_millis: 0,
            login_v2_cache_millis: 0,
        }
    }
}

/// A running instance. It ends with the test process.
pub struct Instance {
    address: SocketAddr,
    /// The release that it behaves as.
    pub version: Version,
    /// The line that a started program prints.
    pub ready: Value,
}

/// A reply as it came over the wire.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON; `null` where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

impl Instance {
    /// Starts the instance of the recordings, without lag.
    pub fn recorded(version: Version) -> Self {
        Self::start(version, Seed::Recorded, 0)
    }

    /// Starts one with providers and people of differing methods, without lag.
    pub fn furnished() -> Self {
        let seed = Seed::Furnished { providers: 0 };
        Self::start(Version::V4_3, seed, 0)
    }

    /// Starts an instance.
    pub fn start(version: Version, seed: Seed, lag_millis: u64) -> Self {
        Self::with(Options {
            version,
            seed,
            lag_millis,
            ..Options::default()
        })
    }

    /// Starts an instance.
    pub fn with(options: Options) -> Self {
        let version = options.version;
        let App { router, ready_line } = app(&Settings {
            version,
            version_name: None,
            issuer: issuer(version).to_owned(),
            consoles: vec!["http://localhost:8000".to_owned()],
            lag_millis: options.lag_millis,
            login_v2_cache_millis: options.login_v2_cache_millis,
            seed: options.seed,
            keys: KEYS.clone(),
        });
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Self {
            address: told.recv().unwrap(),
            version,
            ready: serde_json::from_str(&ready_line).unwrap(),
        }
    }

    /// Sends a request and reads the reply to its end.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(String, String)],
        body: &str,
    ) -> Reply {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name == "Host") {
            text += "Host: localhost:8080\r\n";
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        });
        Reply {
            status: status.parse().unwrap(),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }

    /// A call of the API with this token.
    pub fn call(&self, token: &str, method: &str, path: &str, body: &Value) -> Reply {
        let headers = [("Authorization".to_owned(), format!("Bearer {token}"))];
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        self.send(method, path, &headers, &body)
    }

    /// The personal access token of the machine user.
    pub fn pat(&self) -> &str {
        self.ready["pat"].as_str().unwrap()
    }

    /// The id of the person with this user name.
    pub fn user(&self, name: &str) -> String {
        self.ready["ids"]["users"][name]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

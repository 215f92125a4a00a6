//! A static host for `dist/` that is as strict as production ought to be.
//!
//! Journeys run against it, so that what passes there passes under the real policy. Knows nothing
//! of the console but that its settings are in `config.json`.

mod files;
mod policy;

pub use policy::{Header, headers};

use crate::compress::{Coding, compressed};
use crate::failure::Failure;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::{fmt, fs};
use tiny_http::{Method, Request, Response};

/// How to serve; the default is a free port and the folder as it is.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Text to answer `/config.json` with, in place of the file.
    pub config: Option<String>,
    /// The origins the page may talk to; without them, the issuers named in the config.
    pub issuers: Option<Vec<String>>,
}

/// A port of the loopback address that nobody else can take any more.
#[derive(Debug)]
pub struct Listener(TcpListener);

impl Listener {
    /// Listens at a port; 0 takes a free one.
    pub fn at(port: u16) -> Result<Self, Failure> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map(Self)
            .map_err(|cause| not_listened_on(port, cause))
    }

    /// The origin of what is served there: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port())
    }

    fn port(&self) -> u16 {
        self.0.local_addr().map_or(0, |address| address.port())
    }
}

fn not_listened_on(port: u16, cause: impl fmt::Display) -> Failure {
    Failure::content(
        format!("127.0.0.1:{port}"),
        format!("cannot be listened on: {cause}"),
    )
}

/// A running server; it stops when this value goes.
pub struct Server {
    inner: Arc<Inner>,
    workers: Vec<JoinHandle<()>>,
    port: u16,
}

struct Inner {
    listener: tiny_http::Server,
    folder: PathBuf,
    config: Option<String>,
    issuers: Vec<String>,
    requests: Mutex<Vec<String>>,
}

const WORKERS: usize = 4;

impl Server {
    /// Serves a folder on the loopback address.
    pub fn start(folder: &Path, options: Options) -> Result<Self, Failure> {
        let listener = Listener::at(options.port)?;
        Self::start_on(listener, folder, options)
    }

    /// Likewise, where it is listened already.
    pub fn start_on(listener: Listener, folder: &Path, options: Options) -> Result<Self, Failure> {
        let index = folder.join("index.html");
        if !index.is_file() {
            return Err(Failure::Missing {
                what: index.display().to_string(),
                remedy: "`cargo xtask dist` builds it.".to_owned(),
            });
        }
        let config = match options.config {
            Some(text) => Some(text),
            None => fs::read_to_string(folder.join("config.json")).ok(),
        };
        let issuers = match options.issuers {
            Some(issuers) => issuers,
            None => issuers_of(config.as_deref().unwrap_or_default()),
        };
        let port = listener.port();
        let listener = tiny_http::Server::from_listener(listener.0, None)
            .map_err(|cause| not_listened_on(port, cause))?;
        let inner = Arc::new(Inner {
            listener,
            folder: folder.to_owned(),
            config,
            issuers,
            requests: Mutex::default(),
        });
        let workers = (0..WORKERS)
            .map(|_| {
                let inner = Arc::clone(&inner);
                thread::spawn(move || {
                    // An error is `unblock`, the sign to stop.
                    while let Ok(request) = inner.listener.recv() {
                        inner.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self {
            inner,
            workers,
            port,
        })
    }

    /// Where the console is: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The paths asked for since the start, in order, with queries.
    pub fn requests(&self) -> Vec<String> {
        self.inner
            .requests
            .lock()
            .map(|requests| requests.clone())
            .unwrap_or_default()
    }

    /// Serves until the program is ended.
    pub fn wait(mut self) {
        for worker in self.workers.drain(..) {
            // A worker that panicked has nothing more to serve.
            let _ = worker.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.inner.listener.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

impl Inner {
    fn answer(&self, request: Request) {
        if let Ok(mut requests) = self.requests.lock() {
            requests.push(request.url().to_owned());
        }
        let asked = |name: &'static str| {
            let found = request
                .headers()
                .iter()
                .find(|header| header.field.equiv(name));
            found
                .map(|header| header.value.as_str())
                .unwrap_or_default()
        };
        let mut headers = headers(&self.issuers, asked("X-Forwarded-Proto") == "https");
        let (status, body) = self.content(
            request.method(),
            request.url(),
            Coding::accepted(asked("Accept-Encoding")),
            asked("If-None-Match"),
            &mut headers,
        );
        let mut response = Response::from_data(body).with_status_code(status);
        for (name, value) in headers {
            if let Ok(header) = tiny_http::Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        // The other side may have gone, which is its own affair.
        let _ = request.respond(response);
    }

    fn content(
        &self,
        method: &Method,
        url: &str,
        coding: Option<Coding>,
        known: &str,
        headers: &mut Vec<Header>,
    ) -> (u16, Vec<u8>) {
        if !matches!(method, Method::Get | Method::Head) {
            headers.push(("Allow", "GET, HEAD".to_owned()));
            return (405, Vec::new());
        }
        let overridden = self
            .config
            .as_ref()
            .filter(|_| url.split('?').next() == Some("/config.json"));
        let found = match overridden {
            Some(text) => Some(("/config.json".to_owned(), text.clone().into_bytes())),
            None => files::find(&self.folder, url)
                .and_then(|found| Some((found.path, fs::read(found.file).ok()?))),
        };
        let Some((path, bytes)) = found else {
            headers.push(("Cache-Control", "no-store".to_owned()));
            headers.push(("Content-Type", "text/plain; charset=utf-8".to_owned()));
            return (404, b"There is no such file.\n".to_vec());
        };
        headers.push(("Content-Type", policy::content_type(&path).to_owned()));
        headers.push(("Vary", "Accept-Encoding".to_owned()));
        let cache = policy::cache_control(&path);
        headers.push(("Cache-Control", cache.to_owned()));
        if cache == "no-cache" {
            let tag = tag(&bytes);
            let same = known == tag;
            headers.push(("ETag", tag));
            if same {
                return (304, Vec::new());
            }
        }
        let small = coding.and_then(|coding| Some((coding, compressed(&bytes, coding).ok()?)));
        match small {
            Some((coding, small)) if small.len() < bytes.len() => {
                headers.push(("Content-Encoding", coding.name().to_owned()));
                (200, small)
            }
            _ => (200, bytes),
        }
    }
}

/// A weak entity tag (RFC 9110 §8.8.3): the same for every coding.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// The issuers in the text of a `config.json`; none if it is not of the form.
pub fn issuers_of(config: &str) -> Vec<String> {
    let written: serde_json::Value = serde_json::from_str(config).unwrap_or_default();
    let instances = written["instances"].as_array().cloned().unwrap_or_default();
    instances
        .iter()
        .filter_map(|instance| instance["issuer"].as_str())
        .map(|issuer| issuer.trim_end_matches('/').to_owned())
        .collect()
}

#[cfg(test)]
mod tests;

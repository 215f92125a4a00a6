//! A static host for `dist/` that is as strict as production ought to be.
//!
//! Journeys run against it, so that what passes there passes under the real policy. Knows nothing
//! of the console but that its settings are in `config.json`.

mod files;
mod policy;

pub use policy::{Header, headers};

use crate::compress::{Coding, compressed};
use crate::failure::Failure;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::{fmt, fs, io};
use tokio::runtime;
use tokio::sync::oneshot;

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
            .map_err(|cause| not_listened_on(format!("127.0.0.1:{port}"), cause))
    }

    /// The origin of what is served there: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        let port = self.0.local_addr().map_or(0, |address| address.port());
        format!("http://localhost:{port}")
    }
}

fn not_listened_on(address: impl fmt::Display, cause: impl fmt::Display) -> Failure {
    Failure::content(address, format!("cannot be listened on: {cause}"))
}

/// A running server; it stops when this value goes.
pub struct Server {
    inner: Arc<Inner>,
    origin: String,
    /// Dropped to stop it.
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

struct Inner {
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
        let inner = Arc::new(Inner {
            folder: folder.to_owned(),
            config,
            issuers,
            requests: Mutex::default(),
        });
        let origin = listener.origin();
        let (stop, stopped) = oneshot::channel();
        let serve = serve(listener, Arc::clone(&inner), stopped)
            .map_err(|cause| not_listened_on(&origin, cause))?;
        Ok(Self {
            inner,
            origin,
            stop: Some(stop),
            serving: Some(thread::spawn(serve)),
        })
    }

    /// Where the console is: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        self.origin.clone()
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
        if let Some(serving) = self.serving.take() {
            // One that panicked has nothing more to serve.
            let _ = serving.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}

/// What serves until it is stopped. Connections that browsers keep open wait for nobody.
fn serve(
    listener: Listener,
    inner: Arc<Inner>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<impl FnOnce() + Send + 'static> {
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()?;
    listener.0.set_nonblocking(true)?;
    let listener = {
        let _within = runtime.enter();
        tokio::net::TcpListener::from_std(listener.0)?
    };
    let answer = move |request: Request| {
        let answer = inner.answer(&request);
        async move { answer }
    };
    let serving = axum::serve(listener, axum::Router::new().fallback(answer)).into_future();
    Ok(move || {
        runtime.block_on(async {
            tokio::select! {
                // It does not end by itself.
                _ = serving => {}
                _ = stopped => {}
            }
        });
    })
}

impl Inner {
    fn answer(&self, request: &Request) -> Response {
        let url = request.uri().to_string();
        if let Ok(mut requests) = self.requests.lock() {
            requests.push(url.clone());
        }
        let asked = |name: &str| {
            let found = request.headers().get(name);
            found
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let mut headers = headers(&self.issuers, asked("X-Forwarded-Proto") == "https");
        let (status, body) = self.content(
            request.method(),
            &url,
            Coding::accepted(asked("Accept-Encoding")),
            asked("If-None-Match"),
            &mut headers,
        );
        let answer = Response::builder().status(status);
        headers
            .into_iter()
            .fold(answer, |answer, (name, value)| answer.header(name, value))
            .body(Body::from(body))
            .unwrap_or_default()
    }

    fn content(
        &self,
        method: &Method,
        url: &str,
        coding: Option<Coding>,
        known: &str,
        headers: &mut Vec<Header>,
    ) -> (u16, Vec<u8>) {
        if !matches!(*method, Method::GET | Method::HEAD) {
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

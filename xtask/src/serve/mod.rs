//! A static host for `dist/` that is as strict as production ought to be.
//!
//! Journeys run against it, so that what passes there passes under the real policy. Knows nothing
//! of the console but that its settings are in `config.json`.

mod policy;

pub use policy::has_hash;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use tokio::runtime;
use tokio::sync::oneshot;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

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
    pub fn at(port: u16) -> Result<Self> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map(Self)
            .with_context(|| format!("127.0.0.1:{port} cannot be listened on"))
    }

    /// The origin of what is served there: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        let port = self.0.local_addr().map_or(0, |address| address.port());
        format!("http://localhost:{port}")
    }
}

/// A running server; it stops when this value is dropped.
pub struct Server {
    origin: String,
    requests: Requests,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

/// The paths asked for since the start, with queries.
type Requests = Arc<Mutex<Vec<String>>>;

impl Server {
    /// Serves a folder on the loopback address.
    pub fn start(folder: &Path, options: Options) -> Result<Self> {
        let listener = Listener::at(options.port)?;
        Self::start_on(listener, folder, options)
    }

    /// Serves a folder on a port that is held already; the port in `options` is not looked at.
    pub fn start_on(listener: Listener, folder: &Path, options: Options) -> Result<Self> {
        let index = folder.join("index.html");
        if !index.is_file() {
            bail!(
                "{} is missing. `cargo xtask dist` builds it.",
                index.display()
            );
        }
        let requests = Requests::default();
        let origin = listener.origin();
        let router = router(folder, options, Arc::clone(&requests))?;
        let (stop, stopped) = oneshot::channel();
        let serving = serve(listener, router, stopped)
            .with_context(|| format!("{origin} cannot be served"))?;
        Ok(Self {
            origin,
            requests,
            stop: Some(stop),
            serving: Some(serving),
        })
    }

    /// Where the console is: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        self.origin.clone()
    }

    /// The paths asked for since the start, in order, with queries.
    pub fn requests(&self) -> Vec<String> {
        self.requests
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

/// Serves on a thread until it is stopped. Connections that browsers keep open are cut then.
fn serve(
    listener: Listener,
    router: Router,
    stopped: oneshot::Receiver<()>,
) -> std::io::Result<JoinHandle<()>> {
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    listener.0.set_nonblocking(true)?;
    let listener = {
        let _within = runtime.enter();
        tokio::net::TcpListener::from_std(listener.0)?
    };
    Ok(thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = axum::serve(listener, router).into_future() => {}
                _ = stopped => {}
            }
        });
    }))
}

fn router(folder: &Path, options: Options, requests: Requests) -> Result<Router> {
    let file = || fs_err::read_to_string(folder.join("config.json")).ok();
    let issuers = options.issuers.unwrap_or_else(|| {
        let config = options.config.clone().or_else(file);
        issuers_of(&config.unwrap_or_default())
    });
    let files = ServeDir::new(folder)
        .precompressed_br()
        .fallback(page_or_nothing.with_state(folder.join("index.html")));
    let mut router = Router::new().fallback_service(files);
    if let Some(config) = options.config {
        let config = move || async move { ([(CONTENT_TYPE, "application/json")], config) };
        router = router.route("/config.json", get(config));
    }
    for (name, value) in policy::headers(&issuers) {
        let value =
            HeaderValue::try_from(value).context("An issuer in config.json is no origin.")?;
        router = router.layer(SetResponseHeaderLayer::overriding(name, value));
    }
    Ok(router.layer(middleware::from_fn_with_state(requests, note)))
}

/// Answers what no file answers. A page of the console has no file of its own: index.html is for
/// every path without an extension, and the program in it knows what to show.
async fn page_or_nothing(State(index): State<PathBuf>, request: Request) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    if !name.contains('.')
        && let Ok(page) = ServeFile::new(index).try_call(request).await
    {
        return page.into_response();
    }
    (StatusCode::NOT_FOUND, "There is no such file.\n").into_response()
}

/// Writes down what was asked for, and says how long the answer may be kept.
async fn note(State(requests): State<Requests>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    if let Ok(mut requests) = requests.lock() {
        requests.push(uri.to_string());
    }
    let mut response = next.run(request).await;
    let cache = if response.status() == StatusCode::NOT_FOUND {
        "no-store"
    } else {
        policy::cache_control(uri.path())
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    response
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

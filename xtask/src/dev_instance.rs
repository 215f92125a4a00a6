//! Builds and runs the stand-in instance, and reads the line with which it says that it is ready.

use crate::paths;
use crate::process::{self, Background};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

/// How long it may take to start. It searches for the primes of a key, which takes a busy machine
/// long; one that ended is noticed at once.
const START: Duration = Duration::from_secs(300);

/// How to run it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Its port; 0 takes a free one.
    pub port: u16,
    /// The origin of the console its client is registered for, if not the one of development.
    pub console: Option<String>,
    /// For how many milliseconds reads show what was before a write.
    pub lag_ms: u32,
    /// How many identity providers it has at least.
    pub providers: u32,
}

/// The line it prints when it is ready.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// Its issuer, `http://localhost:8081`.
    pub issuer: String,
    /// The client that is registered for the console.
    pub client_id: String,
    /// A personal access token of a user who may do everything. Of a stand-in, so no secret.
    pub pat: String,
    /// Ids of what it holds (people, organization, providers), by name.
    #[serde(default)]
    pub ids: serde_json::Value,
    /// The secrets of the people's authenticator apps, by login name, for journeys to compute codes.
    #[serde(default)]
    pub totp_secrets: serde_json::Value,
}

/// A running stand-in; it ends with this value.
pub struct DevInstance {
    /// What it said of itself.
    pub ready: Ready,
    program: Background,
}

impl DevInstance {
    /// Starts it and waits until it is ready. Every line it prints after that goes to `each`.
    pub fn start(options: &Options, mut each: impl FnMut(&str) + Send + 'static) -> Result<Self> {
        let mut command = Command::new(built()?);
        command.args(["--port", &options.port.to_string()]);
        if let Some(console) = &options.console {
            command.args(["--console", console]);
        }
        if options.lag_ms > 0 {
            command.args(["--lag", &options.lag_ms.to_string()]);
        }
        if options.providers > 0 {
            command.args(["--providers", &options.providers.to_string()]);
        }
        let (sender, receiver) = mpsc::channel();
        let mut is_ready = false;
        let program = Background::start(&mut command, move |line| {
            if is_ready {
                each(line);
            } else if let Ok(ready) = serde_json::from_str::<Ready>(line) {
                is_ready = true;
                // Whoever waited has given up; there is nobody else to tell.
                let _ = sender.send(ready);
            }
        })?;
        let ready = receiver
            .recv_timeout(START)
            .context("The stand-in instance did not say that it is ready.")?;
        Ok(Self { ready, program })
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.program.has_ended()
    }
}

/// The program, built anew if it is not up to date. `$DEV_INSTANCE` names one built before.
pub fn built() -> Result<PathBuf> {
    if let Some(program) = env::var_os("DEV_INSTANCE").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(program));
    }
    process::run(process::cargo().args(["build", "--quiet", "--package", "dev-instance"]))?;
    Ok(paths::target().join("debug/dev-instance"))
}

//! What stands ready before the first journey: the built console, a browser, the checker of
//! accessibility, and the stand-in instance.

use crate::driver::ChromeDriver;
use crate::instance::{Instance, People, Rest};
use crate::trouble::Verdict;
use std::path::PathBuf;
use xtask::connect;
use xtask::dev_instance::{DevInstance, Options};
use xtask::journeys::Prerequisites;
use xtask::serve::{self, Listener, Server};

/// Everything that is there once for all journeys.
pub struct Bench {
    /// The built console.
    pub dist: PathBuf,
    /// The script of axe-core.
    pub axe: String,
    /// The program that drives the browsers.
    pub driver: ChromeDriver,
}

impl Bench {
    /// Finds or builds everything.
    pub fn ready() -> Verdict<Self> {
        let found = Prerequisites::ready()?;
        Ok(Self {
            axe: fs_err::read_to_string(&found.axe)?,
            driver: ChromeDriver::start(&found.browser)?,
            dist: found.dist,
        })
    }
}

/// A console that is hosted on this machine.
pub struct Hosted {
    server: Server,
    /// Its client id at the instance.
    pub client_id: String,
}

impl Hosted {
    /// Hosts the console where it is listened already, for an instance.
    pub fn start(
        bench: &Bench,
        listener: Listener,
        issuer: &str,
        client_id: &str,
    ) -> Verdict<Self> {
        let options = serve::Options {
            config: Some(connect::config_text(issuer, client_id)),
            ..serve::Options::default()
        };
        Ok(Self {
            server: Server::start_on(listener, &bench.dist, options)?,
            client_id: client_id.to_owned(),
        })
    }

    /// Where it is: `http://localhost:PORT`.
    pub fn origin(&self) -> String {
        self.server.origin()
    }
}

/// A stand-in instance with people; it ends with this value.
pub struct StandIn {
    _program: DevInstance,
    /// The way to it.
    pub instance: Instance,
    /// The client that is registered for the console.
    pub client_id: String,
    /// Who can sign in.
    pub people: People,
    /// A token of a user who may do everything there. Of a stand-in, so no secret.
    pub token: String,
}

impl StandIn {
    /// Starts one.
    pub fn start(options: Options) -> Verdict<Self> {
        let program = DevInstance::start(&options, |_| {})?;
        let ready = &program.ready;
        Ok(Self {
            instance: Instance {
                rest: Rest::new(&ready.issuer, &ready.pat),
                issuer: ready.issuer.clone(),
            },
            client_id: ready.client_id.clone(),
            people: People::of_stand_in(ready),
            token: ready.pat.clone(),
            _program: program,
        })
    }
}

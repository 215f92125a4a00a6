//! What journeys need: tools that are there once, and a console, an instance and a browser for one
//! journey at a time. Fixtures with stand-in instances are kept in a pool, because a browser and a
//! stand-in take longer to start than most journeys.

use crate::browser::{Browser, ChromeDriver, OnCtrlC};
use crate::context::TestContext;
use crate::error::{TestError, TestResult};
use crate::instance::{AdminApi, Instance, People, Settings};
use crate::journeys::Journey;
use crate::wait::is_interrupted;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use xtask::connect;
use xtask::dev_instance::{DevInstance, Options};
use xtask::journeys::Prerequisites;
use xtask::serve::{self, Listener, Server};

/// What is there once for all journeys.
pub struct Tools {
    /// The built console.
    pub dist: PathBuf,
    /// The script of axe-core.
    pub axe: String,
    /// The program that drives the browsers.
    pub chromedriver: Arc<ChromeDriver>,
}

impl Tools {
    /// Takes what `$CONSOLE_DIST`, `$CHROMIUM`, `$CHROMEDRIVER` and `$AXE_JS` name, and builds or
    /// installs what else is lacking.
    pub fn prepare(on_ctrl_c: OnCtrlC) -> TestResult<Self> {
        let found = Prerequisites::ready()?;
        Ok(Self {
            axe: fs_err::read_to_string(&found.axe)?,
            chromedriver: Arc::new(ChromeDriver::start(&found.browser, on_ctrl_c)?),
            dist: found.dist,
        })
    }
}

/// A console that is hosted on this machine.
pub struct HostedConsole {
    server: Server,
    /// Its client id at the instance.
    pub client_id: String,
}

impl HostedConsole {
    /// Hosts the built console for an instance on a port that is listened on already.
    pub fn start(
        tools: &Tools,
        listener: Listener,
        issuer: &str,
        client_id: &str,
    ) -> TestResult<Self> {
        let options = serve::Options {
            config: Some(connect::config_text(issuer, client_id)),
            ..serve::Options::default()
        };
        Ok(Self {
            server: Server::start_on(listener, &tools.dist, options)?,
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
    pub fn start(options: &Options) -> TestResult<Self> {
        let program = DevInstance::start(options, |_| {})?;
        let ready = &program.ready;
        Ok(Self {
            instance: Instance {
                api: AdminApi::new(&ready.issuer, &ready.pat),
                issuer: ready.issuer.clone(),
            },
            client_id: ready.client_id.clone(),
            people: People::of_stand_in(ready),
            token: ready.pat.clone(),
            _program: program,
        })
    }
}

/// A console hosted for an instance, and a browser.
pub struct Fixture {
    /// What is there once for all journeys.
    pub tools: Arc<Tools>,
    /// The browser.
    pub browser: Arc<Browser>,
    /// The console.
    pub console: HostedConsole,
    /// The instance.
    pub instance: Instance,
    /// Who can sign in there.
    pub people: People,
    /// The settings that each journey begins with.
    pub settings: Settings,
}

impl Fixture {
    /// Runs one journey and puts the settings back; a failure is told with what could be seen then.
    pub fn run(&self, journey: &Journey) -> Result<(), String> {
        let result = self.attempt(journey);
        let restored = self.instance.write_settings(&self.settings);
        result?;
        restored.map_err(|error| format!("the settings could not be put back: {error}"))
    }

    fn attempt(&self, journey: &Journey) -> Result<(), String> {
        let ctx = TestContext::new(self).map_err(|error| error.to_string())?;
        let result = (journey.run)(&ctx).and_then(|()| ctx.ensure_clean_console());
        // Ctrl-C may have ended the browser too, which is then no failure of its own.
        result.map_err(|error| match is_interrupted() {
            true => TestError::Interrupted.to_string(),
            false => format!("{error}\n  {}", ctx.describe()),
        })
    }
}

/// Fixtures with stand-in instances: as many as journeys run at a time.
#[derive(Default)]
pub struct FixturePool {
    tools: OnceLock<Arc<Tools>>,
    idle: Mutex<Vec<StandInFixture>>,
}

struct StandInFixture {
    /// For how many milliseconds reads of the stand-in are behind.
    lag_ms: u32,
    fixture: Fixture,
    _stand_in: StandIn,
}

impl FixturePool {
    /// Makes the tools ready, unless they are.
    pub fn prepare(&self) -> TestResult<&Arc<Tools>> {
        if let Some(tools) = self.tools.get() {
            return Ok(tools);
        }
        let tools = Arc::new(Tools::prepare(OnCtrlC::End)?);
        Ok(self.tools.get_or_init(|| tools))
    }

    /// Runs one journey in a fixture that nobody else uses then.
    pub fn run(&self, journey: &Journey) -> Result<(), String> {
        let fixture = self
            .take(journey.needs.lag_ms())
            .map_err(|error| error.to_string())?;
        let result = fixture.fixture.run(journey);
        self.lock().push(fixture);
        result
    }

    fn take(&self, lag_ms: u32) -> TestResult<StandInFixture> {
        let mut idle = self.lock();
        let fitting = idle.iter().position(|fixture| fixture.lag_ms == lag_ms);
        if let Some(fitting) = fitting {
            return Ok(idle.swap_remove(fitting));
        }
        // Another stand-in, but not another browser if one is free.
        let browser = idle.pop().map(|other| other.fixture.browser);
        drop(idle);
        StandInFixture::start(self.prepare()?, browser, lag_ms)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<StandInFixture>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StandInFixture {
    fn start(tools: &Arc<Tools>, browser: Option<Arc<Browser>>, lag_ms: u32) -> TestResult<Self> {
        let browser = match browser {
            Some(browser) => browser,
            None => Browser::open(&tools.chromedriver)?,
        };
        let listener = Listener::at(0)?;
        let stand_in = StandIn::start(&Options {
            console: Some(listener.origin()),
            lag_ms,
            ..Options::default()
        })?;
        let instance = stand_in.instance.clone();
        let console = HostedConsole::start(tools, listener, &instance.issuer, &stand_in.client_id)?;
        Ok(Self {
            lag_ms,
            fixture: Fixture {
                tools: Arc::clone(tools),
                browser,
                console,
                settings: instance.settings()?,
                instance,
                people: stand_in.people.clone(),
            },
            _stand_in: stand_in,
        })
    }
}

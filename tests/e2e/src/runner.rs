//! Runs journeys, says how each went, and puts the settings back behind each of them.

use crate::bench::{Bench, Hosted, StandIn};
use crate::clock::{Stopwatch, is_interrupted};
use crate::driver::Browser;
use crate::instance::{Instance, People, Settings};
use crate::journeys::{ALL, Journey, Needs};
use crate::stage::Stage;
use crate::trouble::{Trouble, Verdict};
use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::thread;
use xtask::dev_instance::Options;
use xtask::serve::Listener;

/// How many browsers are open at a time.
const BROWSERS: usize = 2;

/// How many journeys passed and failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Passed.
    pub passed: u64,
    /// Failed.
    pub failed: u64,
}

impl Tally {
    /// Counts one.
    pub fn add(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Counts others.
    pub fn add_all(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// The closing line of Rust's own test runner, which everybody's tools can count by.
    pub fn closing_line(&self) -> String {
        let verdict = if self.failed == 0 { "ok" } else { "FAILED" };
        let Self { passed, failed } = self;
        format!("test result: {verdict}. {passed} passed; {failed} failed;")
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// An instance with a console hosted for it.
pub struct Place<'a> {
    /// What stands ready.
    pub bench: &'a Bench,
    /// The console.
    pub host: &'a Hosted,
    /// The instance.
    pub instance: &'a Instance,
    /// Who can sign in there.
    pub people: &'a People,
    /// The settings to begin each journey with.
    pub settings: &'a Settings,
}

impl Place<'_> {
    /// Makes one journey, says how it went, and puts the settings back if it may have touched them.
    pub fn make(&self, browser: &Rc<Browser>, journey: &Journey) -> bool {
        let watch = Stopwatch::start();
        let went = catch_unwind(AssertUnwindSafe(|| self.attempt(browser, journey)));
        let report = match went {
            Ok(Ok(())) => None,
            Ok(Err(report)) => Some(report),
            Err(_) => Some("it panicked".to_owned()),
        };
        let restored = match journey.needs {
            Needs::Any => Ok(()),
            _ => self.instance.settle(self.settings),
        };
        let report = match (report, restored) {
            (Some(report), _) => Some(report),
            (None, Err(trouble)) => Some(format!("the settings could not be put back: {trouble}")),
            (None, Ok(())) => None,
        };
        let seconds = watch.passed().as_secs_f64();
        let name = journey.name.replace('_', " ");
        match &report {
            None => println!("test {name} ... ok ({seconds:.1} s)"),
            Some(report) => println!("test {name} ... FAILED ({seconds:.1} s)\n  {report}"),
        }
        report.is_none()
    }

    fn attempt(&self, browser: &Rc<Browser>, journey: &Journey) -> Result<(), String> {
        let stage = Stage::set(self.bench, browser, self.host, self.instance, self.people)
            .map_err(|trouble| trouble.to_string())?;
        (journey.run)(&stage)
            .and_then(|()| stage.console_is_clean())
            .map_err(|trouble| {
                // Ctrl-C may have ended the browser's driver too, which is then no trouble.
                if is_interrupted() {
                    Trouble::Interrupted.to_string()
                } else {
                    format!("{trouble}\n  {}", stage.scene())
                }
            })
    }
}

/// Makes journeys with one instance that all of them share: those that leave its settings alone
/// beside those that do not, and then those during which nobody else may sign in.
pub fn share(place: &Place<'_>) -> Verdict<Tally> {
    let some = |needs| ALL.iter().filter(move |journey| journey.needs == needs);
    let make = |needs| -> Verdict<Tally> {
        let browser = Browser::open(&place.bench.driver)?;
        let mut tally = Tally::default();
        for journey in some(needs).take_while(|_| !is_interrupted()) {
            tally.add(place.make(&browser, journey));
        }
        Ok(tally)
    };
    thread::scope(|scope| {
        let beside = scope.spawn(|| make(Needs::Any));
        let mut tally = make(Needs::Alone)?;
        match beside.join() {
            Ok(other) => tally.add_all(other?),
            Err(panic) => resume_unwind(panic),
        }
        tally.add_all(make(Needs::ByItself)?);
        Ok(tally)
    })
}

/// Makes journeys with stand-ins of their own, a few at a time.
pub fn run(bench: &Bench, journeys: Vec<Journey>) -> Tally {
    let queue = Mutex::new(VecDeque::from(journeys));
    let tally = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for _ in 0..BROWSERS {
            scope.spawn(|| work(bench, &queue, &tally));
        }
    });
    tally.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Takes journeys until there is none left.
fn work(bench: &Bench, queue: &Mutex<VecDeque<Journey>>, tally: &Mutex<Tally>) {
    let mut set = None;
    loop {
        let next = queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some(journey) = next.filter(|_| !is_interrupted()) else {
            return;
        };
        let passed = match Set::fit(set.take(), bench, journey.needs) {
            Ok(fitting) => {
                let passed = fitting.place(bench).make(&fitting.browser, &journey);
                set = Some(fitting);
                passed
            }
            Err(trouble) => {
                println!("test {} ... FAILED\n  {trouble}", journey.name);
                false
            }
        };
        tally
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .add(passed);
    }
}

/// What one worker has: a stand-in, a console for it, a browser.
struct Set {
    lag: u32,
    stand_in: StandIn,
    host: Hosted,
    settings: Settings,
    browser: Rc<Browser>,
}

impl Set {
    /// The one there is, if it fits, else a new one.
    fn fit(present: Option<Self>, bench: &Bench, needs: Needs) -> Verdict<Self> {
        let lag = match needs {
            Needs::Any | Needs::Alone | Needs::ByItself | Needs::Console => 0,
            Needs::Lag(milliseconds) => milliseconds,
        };
        let browser = match present {
            Some(present) if present.lag == lag => return Ok(present),
            Some(present) => present.browser,
            None => Browser::open(&bench.driver)?,
        };
        let listener = Listener::at(0)?;
        let stand_in = StandIn::start(Options {
            console: Some(listener.origin()),
            lag_ms: lag,
            ..Options::default()
        })?;
        let issuer = &stand_in.instance.issuer;
        let host = Hosted::start(bench, listener, issuer, &stand_in.client_id)?;
        Ok(Self {
            lag,
            settings: stand_in.instance.settings()?,
            stand_in,
            host,
            browser,
        })
    }

    fn place<'a>(&'a self, bench: &'a Bench) -> Place<'a> {
        Place {
            bench,
            host: &self.host,
            instance: &self.stand_in.instance,
            people: &self.stand_in.people,
            settings: &self.settings,
        }
    }
}

//! Waiting for what is to be seen, and the time of this machine.
//!
//! A wait ends on what happened. Its bound is there for what never happens, and is long, so that a
//! busy machine makes journeys slow and not red.

use crate::error::{TestError, TestResult};
use std::env;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long is waited for what may never happen; `$E2E_TIMEOUT` sets it, in seconds.
static TIMEOUT: LazyLock<Duration> = LazyLock::new(|| {
    let set = env::var("E2E_TIMEOUT").ok();
    let seconds = set.and_then(|text| text.parse().ok()).unwrap_or(180);
    Duration::from_secs(seconds)
});

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How long anything may take.
pub fn timeout() -> Duration {
    *TIMEOUT
}

/// Makes every wait end: somebody pressed Ctrl-C.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::SeqCst);
}

/// Whether somebody pressed Ctrl-C.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[expect(
        clippy::disallowed_methods,
        reason = "this program runs beside the browser, not in it"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Leaves a page alone for a while. For measuring, where every look would be work for the page; what
/// is to be seen is waited for with [`wait_until`].
pub fn leave_alone(time: Duration) {
    thread::sleep(time);
}

/// Polls until there is something.
///
/// # Errors
/// Polling failed, there was nothing in [`timeout`], or somebody pressed Ctrl-C.
pub fn wait_until<T>(what: &str, mut poll: impl FnMut() -> TestResult<Option<T>>) -> TestResult<T> {
    wait_at_most(timeout(), what, || match poll()? {
        None if is_interrupted() => Err(TestError::Interrupted),
        found => Ok(found),
    })
}

/// Polls until there is something, for so long, and also after Ctrl-C: that is when an instance is put
/// back as it was.
///
/// # Errors
/// Polling failed, or there was nothing in that time.
pub fn wait_at_most<T>(
    time: Duration,
    what: &str,
    mut poll: impl FnMut() -> TestResult<Option<T>>,
) -> TestResult<T> {
    let watch = Stopwatch::start();
    let mut pause = Duration::from_millis(15);
    loop {
        if let Some(found) = poll()? {
            return Ok(found);
        }
        let waited = watch.elapsed();
        if waited >= time {
            return Err(TestError::TimedOut {
                what: what.to_owned(),
                waited,
            });
        }
        thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(150));
    }
}

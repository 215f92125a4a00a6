//! Time of this machine, and the one way in which journeys wait.

use crate::trouble::{Trouble, Verdict};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a person's patience lasts on a busy machine.
pub const SOON: Duration = Duration::from_secs(20);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

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
    pub fn passed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Leaves a page alone for a while. For measuring, where every look would be work for the page; what
/// is to be seen is waited for with [`until`].
pub fn leave_alone(time: Duration) {
    thread::sleep(time);
}

/// Looks until there is something to be seen, at most so long.
pub fn until<T>(
    what: &str,
    deadline: Duration,
    mut look: impl FnMut() -> Verdict<Option<T>>,
) -> Verdict<T> {
    until_even_if_interrupted(what, deadline, || match look()? {
        None if is_interrupted() => Err(Trouble::Interrupted),
        seen => Ok(seen),
    })
}

/// Likewise; but Ctrl-C does not end it, because putting things back is what comes after Ctrl-C.
pub fn until_even_if_interrupted<T>(
    what: &str,
    deadline: Duration,
    mut look: impl FnMut() -> Verdict<Option<T>>,
) -> Verdict<T> {
    let watch = Stopwatch::start();
    let mut pause = Duration::from_millis(15);
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        let waited = watch.passed();
        if waited >= deadline {
            return Err(Trouble::Late {
                what: what.to_owned(),
                waited,
            });
        }
        thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(150));
    }
}

#[cfg(test)]
mod tests {
    use super::until;
    use crate::trouble::Trouble;
    use std::time::Duration;

    #[test]
    fn waiting_ends_when_it_is_there() {
        let mut looks = 0;
        let found = until("three looks", Duration::from_secs(5), || {
            looks += 1;
            Ok((looks == 3).then_some(looks))
        });
        assert!(matches!(found, Ok(3)));
    }

    #[test]
    fn waiting_ends_at_the_deadline() {
        let late = until::<()>("nothing", Duration::from_millis(30), || Ok(None));
        assert!(
            matches!(&late, Err(Trouble::Late { what, .. }) if what == "nothing"),
            "{late:?}"
        );
    }

    #[test]
    fn trouble_while_looking_ends_the_wait() {
        let failed = until::<()>("nothing", Duration::from_secs(5), || {
            Err(Trouble::Differs("no".to_owned()))
        });
        assert!(matches!(failed, Err(Trouble::Differs(_))));
    }
}

//! Time, as a port of what must be tried without waiting.

use crate::platform::clock;
use std::time::Duration;

/// A monotonic clock, and waiting.
pub trait Timer {
    /// Milliseconds of a clock that never jumps.
    fn now_ms(&self) -> f64;
    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

/// The browser's timer.
#[derive(Clone, Copy, Debug)]
pub struct BrowserTimer;

impl Timer for BrowserTimer {
    fn now_ms(&self) -> f64 {
        clock::monotonic_ms()
    }

    async fn sleep(&self, duration: Duration) {
        clock::sleep(duration).await;
    }
}

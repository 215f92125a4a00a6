//! How long an access token lives and when to renew it. Times are seconds of whatever clock the
//! caller uses; nothing is scheduled here.

/// The longest lifetime believed, in seconds: a year.
const MAX_LIFETIME_SECONDS: f64 = 366.0 * 86_400.0;
/// How far a clock may step back before receipt times are no longer believed, in seconds.
const MAX_CLOCK_STEP_SECONDS: f64 = 60.0;

/// The lifetime of an access token (`expires_in`, RFC 6749 §5.1).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TokenLifetime {
    received: f64,
    seconds: Option<f64>,
}

impl TokenLifetime {
    /// A lifetime that starts at `received`. `seconds` is `expires_in`; what is not a positive
    /// number counts as unknown, so that a broken answer cannot cause a renewal loop.
    pub fn new(received: f64, seconds: Option<f64>) -> TokenLifetime {
        let seconds = seconds
            .filter(|seconds| seconds.is_finite() && *seconds > 0.0)
            .map(|seconds| seconds.min(MAX_LIFETIME_SECONDS));
        TokenLifetime { received, seconds }
    }

    /// When the token was received.
    pub fn received_at(&self) -> f64 {
        self.received
    }

    /// When the token stops working; `None` when the server did not say: then a 401 says it.
    pub fn expires_at(&self) -> Option<f64> {
        Some(self.received + self.seconds?)
    }

    /// When to renew: a tenth of the lifetime before its end, at least one and at most five minutes,
    /// but never before half of the lifetime is over.
    pub fn refresh_due(&self) -> Option<f64> {
        let seconds = self.seconds?;
        let margin = (seconds * 0.1).clamp(60.0, 300.0).min(seconds * 0.5);
        Some(self.received + seconds - margin)
    }

    /// Whether the token still works `seconds` from `now`. A clock that ran backwards past the
    /// receipt makes a known lifetime unbelievable.
    pub fn is_valid_for(&self, now: f64, seconds: f64) -> bool {
        match self.expires_at() {
            Some(end) => now + seconds < end && now + MAX_CLOCK_STEP_SECONDS >= self.received,
            None => true,
        }
    }
}

/// How long to wait before trying again: 2, 4, 8 … 60 seconds, varied by a fifth either way.
/// `attempt` counts from 0; `jitter` is a random number from 0 to 1.
pub fn backoff(attempt: u32, jitter: f64) -> f64 {
    let base = f64::from(2_u32.saturating_pow(attempt.min(10) + 1)).min(60.0);
    base * (0.8 + 0.4 * jitter.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::{TokenLifetime, backoff};

    #[test]
    fn renewal_is_due_shortly_before_the_end() {
        for (seconds, due) in [
            (43_199.0, 42_899.0),
            (3_600.0, 3_300.0),
            (1_000.0, 900.0),
            (600.0, 540.0),
            (120.0, 60.0),
            (60.0, 30.0),
            (2.0, 1.0),
        ] {
            assert_eq!(
                TokenLifetime::new(0.0, Some(seconds)).refresh_due(),
                Some(due)
            );
        }
    }

    #[test]
    fn an_impossible_lifetime_is_unknown_and_an_absurd_one_is_cut() {
        for seconds in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let lifetime = TokenLifetime::new(10.0, Some(seconds));
            assert_eq!(
                (lifetime.expires_at(), lifetime.refresh_due()),
                (None, None)
            );
            assert!(lifetime.is_valid_for(1e9, 0.0), "a 401 decides");
        }
        let lifetime = TokenLifetime::new(0.0, Some(1e12));
        assert_eq!(lifetime.expires_at(), Some(31_622_400.0));
    }

    #[test]
    fn validity_looks_ahead_and_distrusts_a_clock_that_ran_back() {
        let lifetime = TokenLifetime::new(1_000.0, Some(100.0));
        assert!(lifetime.is_valid_for(1_050.0, 30.0));
        assert!(!lifetime.is_valid_for(1_050.0, 60.0));
        assert!(!lifetime.is_valid_for(1_100.0, 0.0));
        assert!(lifetime.is_valid_for(990.0, 0.0));
        assert!(!lifetime.is_valid_for(500.0, 0.0));
    }

    #[test]
    fn waiting_doubles_up_to_a_minute() {
        let waits: Vec<f64> = (0..7).map(|attempt| backoff(attempt, 0.5)).collect();
        assert_eq!(waits, [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]);
        assert!(backoff(u32::MAX, 2.0) <= 72.0 + 1e-9);
        assert!((backoff(0, 0.0) - 1.6).abs() < 1e-9);
    }
}

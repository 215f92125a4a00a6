//! A row with a read side that is eventually consistent: writes see the truth at once, readers see
//! what was true a while ago, unless a read has caught the row up.

use crate::clock::Timestamp;

/// The truth and what readers may still see.
pub(crate) struct Eventual<T> {
    truth: T,
    /// Earlier values with the moment until which each was the truth, oldest first.
    earlier: Vec<(Timestamp, T)>,
    /// How long a reader stays behind, in milliseconds.
    lag: i64,
}

impl<T: Clone> Eventual<T> {
    /// A row whose readers stay `lag` milliseconds behind.
    pub(crate) const fn new(truth: T, lag: i64) -> Self {
        Self {
            truth,
            earlier: Vec::new(),
            lag,
        }
    }

    /// What is true now.
    pub(crate) const fn truth(&self) -> &T {
        &self.truth
    }

    /// What a reader is shown now.
    pub(crate) fn seen(&self) -> &T {
        self.seen_at(Timestamp::now())
    }

    fn seen_at(&self, now: Timestamp) -> &T {
        self.earlier
            .iter()
            .find(|(until, _)| until.plus_millis(self.lag) > now)
            .map_or(&self.truth, |(_, value)| value)
    }

    /// Changes the truth and hands on what the change gives.
    pub(crate) fn write<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        let now = Timestamp::now();
        self.earlier
            .retain(|(until, _)| until.plus_millis(self.lag) > now);
        if self.lag > 0 {
            self.earlier.push((now, self.truth.clone()));
        }
        change(&mut self.truth)
    }

    /// Brings the readers up to the truth.
    pub(crate) fn catch_up(&mut self) {
        self.earlier.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_stay_behind_until_the_lag_is_over_or_they_are_caught_up() {
        let mut row = Eventual::new(1, 60_000);
        row.write(|value| *value = 2);
        row.write(|value| *value = 3);
        assert_eq!((*row.truth(), *row.seen()), (3, 1));
        assert_eq!(*row.seen_at(Timestamp::now().plus_millis(60_001)), 3);
        row.catch_up();
        assert_eq!(*row.seen(), 3);
    }

    #[test]
    fn without_a_lag_readers_see_the_truth() {
        let mut row = Eventual::new(1, 0);
        row.write(|value| *value = 2);
        assert_eq!(*row.seen(), 2);
    }
}

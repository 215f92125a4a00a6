//! Work that runs once at a time, however many wait for what comes of it.

use futures_util::future::{FutureExt, LocalBoxFuture, Shared, WeakShared};
use std::cell::RefCell;

/// A future that several callers share.
pub(super) type Flight<T> = Shared<LocalBoxFuture<'static, T>>;

/// Holds the work under way, weakly: whoever waits for it keeps it alive.
pub(super) struct SingleFlight<T>(RefCell<Option<WeakShared<LocalBoxFuture<'static, T>>>>);

impl<T> Default for SingleFlight<T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<T: Clone + 'static> SingleFlight<T> {
    /// Joins the work under way, or else begins it. What was begun goes to `spawn` as well, so that
    /// it comes to its end even if every caller loses interest.
    pub fn join(
        &self,
        begin: impl FnOnce() -> LocalBoxFuture<'static, T>,
        spawn: impl FnOnce(Flight<T>),
    ) -> Flight<T> {
        let under_way = self.0.borrow().as_ref().and_then(WeakShared::upgrade);
        if let Some(flight) = under_way.filter(|flight| flight.peek().is_none()) {
            return flight;
        }
        let flight = begin().shared();
        *self.0.borrow_mut() = flight.downgrade();
        spawn(flight.clone());
        flight
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::SingleFlight;
    use futures_channel::oneshot;
    use futures_util::future::{FutureExt, join};
    use std::cell::Cell;
    use std::rc::Rc;

    #[test]
    fn two_who_wait_share_one_run() {
        let runs = Rc::new(Cell::new(0));
        let work = SingleFlight::default();
        let (answer, answered) = oneshot::channel::<u32>();
        let count = Rc::clone(&runs);
        let first = work.join(
            || {
                count.set(count.get() + 1);
                async move { answered.await.unwrap_or_default() }.boxed_local()
            },
            drop,
        );
        let second = work.join(|| unreachable!("it is under way"), drop);
        answer.send(7).expect("somebody waits");
        assert_eq!(pollster::block_on(join(first, second)), (7, 7));
        assert_eq!(runs.get(), 1);
    }

    #[test]
    fn what_is_over_begins_anew() {
        let work = SingleFlight::default();
        let first = work.join(|| async { 1 }.boxed_local(), drop);
        assert_eq!(pollster::block_on(first.clone()), 1);
        let second = work.join(|| async { 2 }.boxed_local(), drop);
        assert_eq!(pollster::block_on(second), 2);
        assert_eq!(pollster::block_on(first), 1);
    }

    #[test]
    fn what_was_begun_is_handed_over_to_be_finished() {
        let work = SingleFlight::default();
        let mut spawned = None;
        drop(work.join(
            || async { 1 }.boxed_local(),
            |flight| spawned = Some(flight),
        ));
        assert_eq!(spawned.map(pollster::block_on), Some(1));
    }
}

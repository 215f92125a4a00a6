//! Makes tests of the journeys: `cargo test -p e2e sign_in` runs those whose name contains `sign_in`.
//!
//! As many run at a time as there are processors, each with a browser and a stand-in instance of its
//! own; `-- --test-threads 1` and the other options of Rust's test runner do what they do there.

mod accept;

use e2e::fixture::FixturePool;
use e2e::journeys::ALL;
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let pool = Arc::new(FixturePool::default());
    let mut trials: Vec<Trial> = ALL
        .iter()
        .map(|journey| {
            let pool = Arc::clone(&pool);
            Trial::test(journey.name, move || Ok(pool.run(journey)?))
        })
        .collect();
    let for_accept = Arc::clone(&pool);
    trials.push(Trial::test(accept::NAME, move || {
        Ok(accept::an_instance_is_left_as_it_was(&for_accept)?)
    }));
    let selected = trials.iter().any(|trial| !arguments.is_filtered_out(trial));
    // Building a console to run no journey in it would take minutes for nothing.
    if selected
        && !arguments.list
        && let Err(error) = pool.prepare()
    {
        eprintln!(
            "The journeys cannot run: {error}\n`cargo xtask test` installs and builds what they need."
        );
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

//! Measures how quickly the built console reacts, and what it keeps.

use std::process::ExitCode;

fn main() -> ExitCode {
    match e2e::bench::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

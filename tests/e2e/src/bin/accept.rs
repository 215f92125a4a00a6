//! Tries the built console out on a ZITADEL meant for tests, and puts that back as it was.

use clap::Parser;
use e2e::accept::{Acceptance, Options};
use e2e::browser::OnCtrlC;
use e2e::error::{TestError, TestResult};
use e2e::fixture::Tools;
use e2e::journeys::{ALL, Needs};
use e2e::wait;
use libtest_mimic::{Arguments, Completion, Trial};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Tries the built console out on a ZITADEL meant for tests, and puts that back as it was.
#[derive(Parser)]
struct Cli {
    /// The address of the instance
    #[arg(long, value_name = "URL")]
    instance: String,
    /// A file with a personal access token of an IAM_OWNER who is owner of an organization too
    #[arg(long, value_name = "FILE")]
    pat_file: PathBuf,
    /// Runs only the journeys whose name contains it
    filter: Option<String>,
}

fn main() -> ExitCode {
    // Without the handler Ctrl-C ends the program at once, and leaves an instance as it is.
    let handled = ctrlc::set_handler(|| {
        if wait::is_interrupted() {
            std::process::exit(130);
        }
        eprintln!("Putting everything back …");
        wait::interrupt();
    });
    if let Err(cause) = handled {
        eprintln!("Ctrl-C cannot be caught: {cause}");
        return ExitCode::FAILURE;
    }
    match accept(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn accept(cli: Cli) -> TestResult<ExitCode> {
    let tools = Arc::new(Tools::prepare(OnCtrlC::KeepRunning)?);
    let options = Options {
        instance: cli.instance,
        pat_file: cli.pat_file,
    };
    let acceptance = Arc::new(Acceptance::begin(&tools, &options)?);
    let journeys = ALL
        .iter()
        .filter(|journey| journey.needs == Needs::AnyInstance);
    let trials = journeys.map(|journey| {
        let acceptance = Arc::clone(&acceptance);
        Trial::ignorable_test(journey.name, move || {
            if wait::is_interrupted() {
                return Ok(Completion::ignored_with("interrupted"));
            }
            acceptance.run(journey)?;
            Ok(Completion::Completed)
        })
    });
    let arguments = Arguments {
        filter: cli.filter,
        // The instance is one.
        test_threads: Some(1),
        ..Arguments::default()
    };
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    // Every trial is over, so nobody else holds it.
    let left = Arc::into_inner(acceptance).map(Acceptance::finish);
    let left = left.unwrap_or_default();
    for sentence in &left {
        println!("{sentence}");
    }
    if wait::is_interrupted() {
        return Err(TestError::Interrupted);
    }
    Ok(match left.is_empty() && conclusion.num_passed > 0 {
        true => conclusion.exit_code(),
        false => ExitCode::FAILURE,
    })
}

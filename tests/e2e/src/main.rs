//! The words on the command line: which journeys, and with which instance.

use journeys::accept::{Options, accept};
use journeys::bench::{Bench, StandIn};
use journeys::clock;
use journeys::journeys::{ALL, Journey};
use journeys::measure::measure;
use journeys::runner::{Tally, run};
use journeys::trouble::Verdict;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use xtask::serve::Listener;
use xtask::{dev_instance, paths};

const HELP: &str = "\
cargo run -p journeys -- COMMAND

  list           names all journeys
  run [NAME…]    makes all of them, or some, with stand-in instances
  accept --instance URL --pat-file FILE
                 makes those that make sense anywhere, with a ZITADEL meant for tests
  measure        measures how quickly the console reacts, and what it keeps
  test           accepts a stand-in, and makes the others beside that";

fn main() -> ExitCode {
    // Without the handler Ctrl-C ends the program at once, and leaves an instance as it is.
    let handled = ctrlc::set_handler(|| {
        if clock::is_interrupted() {
            std::process::exit(130);
        }
        eprintln!("Putting everything back …");
        clock::interrupt();
    });
    if let Err(cause) = handled {
        eprintln!("Ctrl-C cannot be caught: {cause}");
        return ExitCode::FAILURE;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let tally = match words.as_slice() {
        ["list"] => {
            for journey in ALL {
                println!("{}", journey.name);
            }
            return ExitCode::SUCCESS;
        }
        ["run", names @ ..] => run_named(names),
        ["accept", "--instance", instance, "--pat-file", file]
        | ["accept", "--pat-file", file, "--instance", instance] => accept_instance(instance, file),
        ["test"] => test(),
        ["measure"] => return measured(),
        _ => {
            eprintln!("{HELP}");
            return ExitCode::FAILURE;
        }
    };
    match tally {
        Ok(tally) => {
            println!("{}\n{tally}", tally.closing_line());
            if tally.failed == 0 && tally.passed > 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn measured() -> ExitCode {
    let measured = Bench::ready().and_then(|bench| measure(&bench));
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run_named(names: &[&str]) -> Verdict<Tally> {
    let chosen: Vec<Journey> = ALL
        .iter()
        .filter(|journey| names.is_empty() || names.contains(&journey.name))
        .copied()
        .collect();
    if let Some(name) = names
        .iter()
        .find(|name| !ALL.iter().any(|journey| journey.name == **name))
    {
        return Err(anyhow::anyhow!("There is no journey `{name}`.").into());
    }
    Ok(run(&Bench::ready()?, chosen))
}

fn accept_instance(instance: &str, file: &str) -> Verdict<Tally> {
    let options = Options {
        instance: instance.to_owned(),
        pat_file: PathBuf::from(file),
    };
    accept(&Bench::ready()?, &options)
}

fn test() -> Verdict<Tally> {
    let bench = Bench::ready()?;
    let others = ALL.iter().filter(|journey| !journey.needs.any_instance());
    let others: Vec<Journey> = others.copied().collect();
    let (accepted, others) = thread::scope(|scope| {
        let beside = scope.spawn(|| run(&bench, others));
        (accept_stand_in(&bench), beside.join())
    });
    let mut tally = others.unwrap_or_else(|panic| resume_unwind(panic));
    tally.add_all(accepted?);
    Ok(tally)
}

fn accept_stand_in(bench: &Bench) -> Verdict<Tally> {
    // For a console that nobody has registered yet: accepting has to do that.
    let stand_in = StandIn::start(dev_instance::Options {
        console: Some(Listener::at(0)?.origin()),
        ..dev_instance::Options::default()
    })?;
    let pat_file = paths::target().join("accept.pat");
    fs_err::write(&pat_file, &stand_in.token)?;
    let options = Options {
        instance: stand_in.instance.issuer.clone(),
        pat_file: pat_file.clone(),
    };
    let accepted = accept(bench, &options);
    // It is worth nothing once the stand-in has ended.
    let _ = fs_err::remove_file(&pat_file);
    accepted
}

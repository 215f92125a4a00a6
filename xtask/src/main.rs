//! The words of `cargo xtask`: finds the command, reads its options, prints why it failed.

mod arguments;

use arguments::Arguments;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use xtask::connect::{Connect, Pat, connect};
use xtask::failure::Failure;
use xtask::rings::{self, Ring};
use xtask::serve::{Options, Server};
use xtask::{check, dev, dist, outcomes, paths, process, setup, size, styles};

const HELP: &str = "\
cargo xtask COMMAND

  dev                     the console on http://localhost:8080 beside a stand-in instance
  test [RING]             all tests, or one ring: native, browser, journeys, accept
  check                   format and lints, natively and for the browser
  dist [--config FILE]    builds dist/, the folder to deploy
  size                    weighs dist/ against its budget
  bench                   measures how quickly the built console reacts, and what it keeps
  serve [--port N] [--issuer URL] [--config FILE]
                          hosts dist/ under the policy it is made for
  connect --instance URL --pat-file FILE --console ORIGIN [--config OUT]
                          registers the console at a ZITADEL and writes its config.json
  accept --instance URL --pat-file FILE
                          tries the built console out on a ZITADEL meant for tests
  outcomes FILE           compares measured sign-ins with what the console says of them
  styles                  makes one stylesheet of style/
  setup                   installs the tools that the others need, which they also do themselves";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    match dispatch(&command, Arguments::new(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, mut arguments: Arguments) -> Result<(), Failure> {
    match command {
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        "dev" => {
            arguments.end()?;
            dev::run()
        }
        "test" => test(arguments),
        "check" => {
            arguments.end()?;
            check::run()
        }
        "dist" => {
            let config = arguments.option("--config")?;
            arguments.end()?;
            let dist = dist::build()?;
            if let Some(config) = config {
                dist::configure(&dist, Path::new(&config))?;
            }
            println!("{} is ready to be deployed.", dist.display());
            Ok(())
        }
        "size" => {
            arguments.end()?;
            size::check(&dist::build()?)
        }
        "bench" => {
            arguments.end()?;
            process::run(rings::journeys().arg("measure"))
        }
        "serve" => serve(arguments),
        "connect" => connect_console(arguments),
        // It puts the instance back when it is interrupted, and nobody may end before it has.
        "accept" => process::hand_over(rings::journeys().arg("accept").args(arguments.rest())),
        "outcomes" => {
            let file = arguments.word("a file of measured sign-ins")?;
            arguments.end()?;
            outcomes::check(Path::new(&file))
        }
        "styles" => {
            arguments.end()?;
            styles::write().map(|_| ())
        }
        "setup" => {
            arguments.end()?;
            setup::all()
        }
        other => Err(Failure::Usage(format!("There is no command `{other}`."))),
    }
}

fn test(mut arguments: Arguments) -> Result<(), Failure> {
    let Ok(word) = arguments.word("a ring") else {
        return rings::run(&Ring::ALL);
    };
    arguments.end()?;
    match Ring::named(&word) {
        Some(ring) => rings::run(&[ring]),
        None => Err(Failure::Usage(format!(
            "There is no ring of tests `{word}`."
        ))),
    }
}

fn serve(mut arguments: Arguments) -> Result<(), Failure> {
    let port = match arguments.option("--port")? {
        None => 8080,
        Some(text) => text
            .parse()
            .map_err(|_| Failure::Usage(format!("`{text}` is no port.")))?,
    };
    let issuers = arguments.option("--issuer")?.map(|issuer| vec![issuer]);
    let config = match arguments.option("--config")? {
        None => None,
        Some(file) => {
            let file = PathBuf::from(file);
            Some(std::fs::read_to_string(&file).map_err(Failure::file(&file))?)
        }
    };
    arguments.end()?;
    let options = Options {
        port,
        config,
        issuers,
    };
    let server = Server::start(&paths::dist(), options)?;
    println!("The console: {}   (Ctrl-C stops it)", server.origin());
    server.wait();
    Ok(())
}

fn connect_console(mut arguments: Arguments) -> Result<(), Failure> {
    let instance = arguments.required("--instance")?;
    let pat_file = arguments.required("--pat-file")?;
    let console = arguments.required("--console")?;
    let out = arguments.option("--config")?.map(PathBuf::from);
    arguments.end()?;
    let out = out.unwrap_or_else(|| paths::dist().join("config.json"));
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Failure::Missing {
            what: format!("The folder {}", folder.display()),
            remedy: "`cargo xtask dist` builds dist/; --config names another place.".to_owned(),
        });
    }
    let pat = Pat::read(Path::new(&pat_file))?;
    let connected = connect(&Connect {
        instance,
        pat,
        console,
    })?;
    for sentence in &connected.did {
        println!("{sentence}");
    }
    std::fs::write(&out, connected.config()).map_err(Failure::file(&out))?;
    println!(
        "Wrote {} with client id {}.",
        out.display(),
        connected.client_id
    );
    Ok(())
}

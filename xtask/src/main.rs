//! The command line of `cargo xtask`.

use anyhow::{Result, bail};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::connect::{Connect, Pat, connect};
use xtask::serve::{Options, Server};
use xtask::suites::{self, Suite};
use xtask::{check, dev, dist, journeys, outcomes, paths, process, sentences, setup, size};

/// Everything a developer or CI types.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the console on http://localhost:8080 beside a stand-in instance
    Dev,
    /// Runs all tests, or one suite of them
    Test { suite: Option<Suite> },
    /// Checks format and lints, natively and for the browser, and the catalogues of texts
    Check,
    /// Builds dist/, the folder to deploy
    Dist {
        /// A config.json to put into it, in place of the one for development
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Weighs what a first visit downloads from dist/ against its budget
    Size,
    /// Measures how quickly the built console reacts, and what it keeps
    Bench,
    /// Hosts dist/ under the policy it is made for
    Serve {
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The instance the page may talk to, in place of those in config.json
        #[arg(long, value_name = "URL")]
        issuer: Option<String>,
        /// A file to answer /config.json with, in place of the one in dist/
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Registers the console at a ZITADEL and writes its config.json
    Connect {
        #[command(flatten)]
        instance: Instance,
        /// The origin the console is or will be served from
        #[arg(long, value_name = "ORIGIN")]
        console: String,
        /// Where to write, if not to dist/config.json
        #[arg(long, value_name = "OUT")]
        config: Option<PathBuf>,
    },
    /// Tries the built console out on a ZITADEL meant for tests
    Accept {
        #[command(flatten)]
        instance: Instance,
    },
    /// Compares measured sign-ins with what the console says of them
    Outcomes { file: PathBuf },
    /// Installs the tools that the other commands need, which they also do themselves
    Setup,
}

#[derive(Args)]
struct Instance {
    /// The address of the instance
    #[arg(long = "instance", value_name = "URL")]
    url: String,
    /// A file with a personal access token
    #[arg(long, value_name = "FILE")]
    pat_file: PathBuf,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", sentences(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Dev => dev::run(),
        Command::Test { suite: None } => suites::run(&Suite::ALL),
        Command::Test { suite: Some(suite) } => suites::run(&[suite]),
        Command::Check => check::run(),
        Command::Dist { config } => {
            let dist = dist::build()?;
            if let Some(config) = config {
                fs_err::copy(config, dist.join("config.json"))?;
            }
            println!("{} is ready to be deployed.", dist.display());
            Ok(())
        }
        Command::Size => size::check(&dist::build()?),
        Command::Bench => process::run(&mut journeys::program("bench")),
        Command::Serve {
            port,
            issuer,
            config,
        } => serve(port, issuer, config),
        Command::Connect {
            instance,
            console,
            config,
        } => connect_console(instance, console, config),
        // It puts the instance back when it is interrupted, and nobody may end before it has.
        Command::Accept { instance } => process::hand_over(
            journeys::program("accept")
                .args(["--instance", &instance.url, "--pat-file"])
                .arg(instance.pat_file),
        ),
        Command::Outcomes { file } => outcomes::check(&file),
        Command::Setup => setup::all(),
    }
}

fn serve(port: u16, issuer: Option<String>, config: Option<PathBuf>) -> Result<()> {
    let options = Options {
        port,
        config: config.map(fs_err::read_to_string).transpose()?,
        issuers: issuer.map(|issuer| vec![issuer]),
    };
    let server = Server::start(&paths::dist(), options)?;
    println!("The console: {}   (Ctrl-C stops it)", server.origin());
    server.wait();
    Ok(())
}

fn connect_console(instance: Instance, console: String, config: Option<PathBuf>) -> Result<()> {
    let out = config.unwrap_or_else(|| paths::dist().join("config.json"));
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!(
            "The folder {} is missing. `cargo xtask dist` builds dist/; --config names another place.",
            folder.display()
        );
    }
    let connected = connect(&Connect {
        instance: instance.url,
        pat: Pat::read(&instance.pat_file)?,
        console,
    })?;
    for sentence in &connected.did {
        println!("{sentence}");
    }
    fs_err::write(&out, connected.config())?;
    println!(
        "Wrote {} with client id {}.",
        out.display(),
        connected.client_id
    );
    Ok(())
}

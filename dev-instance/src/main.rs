//! Starts a stand-in for a ZITADEL instance on this machine and says on one line how to reach it.
//! It listens on loopback addresses alone: its passwords are known to everybody.

use dev_instance::{App, Keys, Settings, app};
use std::io::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

const USAGE: &str = "\
A stand-in for a ZITADEL instance, in memory, on this machine alone.

usage: dev-instance [--port N] [--lag MS] [--console ORIGIN]... [--bare | --providers N]

  --port N          where to listen (default 8081; 0 takes any free port)
  --lag MS          reads stay this far behind writes (default 0)
  --console ORIGIN  where the console runs, may be repeated
                    (default http://localhost:8080 and http://127.0.0.1:8080)
  --bare            no identity providers, and only people with a password
  --providers N     so many identity providers, of all kinds, 30 of them linked

When it is ready it prints one line of JSON:
  {\"issuer\",\"clientId\",\"redirectUris\",\"pat\",\"ids\",\"totpSecrets\"}
People, password Password1!: owner, besitzer (German), viewer, orgowner, nobody.";

struct Arguments {
    port: u16,
    lag_millis: u64,
    consoles: Vec<String>,
    bare: bool,
    providers: usize,
}

fn main() -> ExitCode {
    let arguments = match read(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            eprintln!("dev-instance: {wrong}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let outcome = runtime.and_then(|runtime| runtime.block_on(serve(arguments)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dev-instance: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `None` when help is asked for.
fn read(mut words: impl Iterator<Item = String>) -> Result<Option<Arguments>, String> {
    let mut arguments = Arguments {
        port: 8081,
        lag_millis: 0,
        consoles: Vec::new(),
        bare: false,
        providers: 0,
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--port" => {
                let value = value()?;
                arguments.port = value.parse().map_err(|_| format!("no port: {value}"))?;
            }
            "--lag" => {
                let value = value()?;
                arguments.lag_millis = value
                    .parse()
                    .map_err(|_| format!("no milliseconds: {value}"))?;
            }
            "--console" => {
                let origin = value()?;
                arguments
                    .consoles
                    .push(origin.trim_end_matches('/').to_owned());
            }
            "--bare" => arguments.bare = true,
            "--providers" => {
                let value = value()?;
                arguments.providers = value.parse().map_err(|_| format!("no number: {value}"))?;
            }
            "--help" | "-h" => return Ok(None),
            other => return Err(format!("unknown argument {other}")),
        }
    }
    if arguments.bare && arguments.providers > 0 {
        return Err("--bare leaves out the providers that --providers asks for".to_owned());
    }
    if arguments.consoles.is_empty() {
        arguments.consoles = vec![
            "http://localhost:8080".to_owned(),
            "http://127.0.0.1:8080".to_owned(),
        ];
    }
    Ok(Some(arguments))
}

/// Listens on both loopback addresses, since browsers may take either for `localhost`.
async fn serve(arguments: Arguments) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    let port = listener.local_addr()?.port();
    // A machine without IPv6 has no second address.
    let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
    let keys = Keys::generate().map_err(std::io::Error::other)?;
    let App { router, ready_line } = app(&Settings {
        issuer: format!("http://localhost:{port}"),
        consoles: arguments.consoles,
        lag_millis: arguments.lag_millis,
        bare: arguments.bare,
        providers: arguments.providers,
        keys: Arc::new(keys),
    });
    println!("{ready_line}");
    std::io::stdout().flush()?;
    if let Some(second) = second {
        let router = router.clone();
        tokio::spawn(async move { axum::serve(second, router).await });
    }
    axum::serve(listener, router).await
}

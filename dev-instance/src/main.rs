//! Starts a stand-in for a ZITADEL instance on this machine and says on one line how to reach it.
//! It listens on loopback addresses alone: its passwords are known to everybody.

use clap::Parser;
use dev_instance::{App, Seed, Settings, SigningKeys, Version, app};
use std::error::Error;
use std::io::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// A stand-in for a ZITADEL instance, in memory, on this machine alone.
///
/// When it is ready it prints one line of JSON:
/// {"issuer","clientId","redirectUris","pat","ids","totpSecrets"}
#[derive(Parser)]
#[command(
    after_help = "People, password Password1!: owner, besitzer (German), viewer, orgowner, \
                        nobody."
)]
struct Arguments {
    /// Where to listen; 0 takes any free port
    #[arg(long, value_name = "N", default_value_t = 8081)]
    port: u16,

    /// Which release to behave as
    #[arg(long, value_name = "VERSION", value_enum, default_value_t)]
    zitadel: Version,

    /// What the instance calls its release; as recorded, 4.3 has no name for it
    #[arg(long, value_name = "TEXT")]
    version_name: Option<String>,

    /// Milliseconds by which reads stay behind writes
    #[arg(long, value_name = "MS", default_value_t = 0)]
    lag: u64,

    /// Milliseconds for which login v2 keeps the settings; ZITADEL's keeps them 900000
    #[arg(long, value_name = "MS", default_value_t = 0)]
    login_v2_cache: u64,

    /// Where the console runs, may be repeated
    #[arg(
        long = "console",
        value_name = "ORIGIN",
        default_values = ["http://localhost:8080", "http://127.0.0.1:8080"],
    )]
    consoles: Vec<String>,

    /// Nobody and nothing but what the set-up of a new instance makes, and the console's app
    #[arg(long, conflicts_with_all = ["bare", "providers"])]
    fresh: bool,

    /// No identity providers, and only people with a password
    #[arg(long, conflicts_with = "providers")]
    bare: bool,

    /// So many identity providers, of all kinds, 30 of them linked
    #[arg(long, value_name = "N", default_value_t = 0)]
    providers: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(serve(arguments)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dev-instance: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Listens on both loopback addresses, since browsers may take either for `localhost`.
async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    let port = listener.local_addr()?.port();
    // A machine without IPv6 has no second address.
    let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
    let App { router, ready_line } = app(&arguments.settings(port)?);
    println!("{ready_line}");
    std::io::stdout().flush()?;
    if let Some(second) = second {
        let router = router.clone();
        tokio::spawn(async move { axum::serve(second, router).await });
    }
    axum::serve(listener, router).await?;
    Ok(())
}

impl Arguments {
    fn settings(self, port: u16) -> Result<Settings, Box<dyn Error>> {
        let consoles = self.consoles.iter();
        let consoles = consoles.map(|origin| origin.trim_end_matches('/').to_owned());
        Ok(Settings {
            version: self.zitadel,
            version_name: self.version_name,
            issuer: format!("http://localhost:{port}"),
            consoles: consoles.collect(),
            lag_millis: self.lag,
            login_v2_cache_millis: self.login_v2_cache,
            seed: if self.fresh {
                Seed::Fresh
            } else if self.bare {
                Seed::Recorded
            } else {
                let providers = self.providers;
                Seed::Furnished { providers }
            },
            keys: Arc::new(SigningKeys::generate()?),
        })
    }
}

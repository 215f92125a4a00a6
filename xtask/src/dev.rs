//! The console under development: the stand-in instance, and Trunk building and serving what is
//! being written.

use crate::dev_instance::{DevInstance, Options};
use crate::process::Background;
use crate::serve::issuers_of;
use crate::setup::BuildTools;
use crate::{dist, paths};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const CONSOLE_PORT: u16 = 8080;
const INSTANCE_PORT: u16 = 8081;

/// Runs both until Ctrl-C, or until one of them ends.
pub fn run() -> Result<()> {
    for port in [CONSOLE_PORT, INSTANCE_PORT] {
        if is_taken(port) {
            bail!("Port {port} is taken by another program; end it first.");
        }
    }
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        // A second Ctrl-C while stopping needs nobody to hear it.
        let _ = stop.send(());
    })
    .context("Ctrl-C cannot be caught")?;

    let tools = BuildTools::ready()?;
    println!("Starting the stand-in instance …");
    let options = Options {
        port: INSTANCE_PORT,
        ..Options::default()
    };
    let mut instance = DevInstance::start(&options, |line| println!("instance: {line}"))?;
    agrees_with_config(&instance.ready.issuer, &instance.ready.client_id)?;
    println!("Building the console; the first time takes some minutes …");
    let mut trunk = Background::start_talking(
        dist::trunk(&tools)
            // A folder of its own, so that tests and deployment beside it keep theirs.
            .args(["serve", "--dist"])
            .arg(paths::target().join("dev")),
    )?;

    let mut greeted = false;
    loop {
        if stopped.recv_timeout(Duration::from_millis(500)).is_ok() {
            println!("\nStopped.");
            return Ok(());
        }
        if trunk.has_ended() {
            bail!("`trunk serve` ended.");
        }
        if instance.has_ended() {
            bail!("The stand-in instance ended.");
        }
        if !greeted && is_taken(CONSOLE_PORT) {
            greeted = true;
            // Trunk is still finishing its own lines; these should be the last ones.
            thread::sleep(Duration::from_millis(500));
            greet();
        }
    }
}

fn greet() {
    println!();
    println!("  The console:  http://localhost:{CONSOLE_PORT}");
    println!("  Sign in as    owner, besitzer, viewer, orgowner or nobody; password Password1!");
    println!("  Ctrl-C stops both.");
    println!();
}

/// The settings in the tree must be those of the stand-in, or signing in fails with riddles.
fn agrees_with_config(issuer: &str, client_id: &str) -> Result<()> {
    let path = paths::root().join("public/config.json");
    let text = fs_err::read_to_string(&path)?;
    if issuers_of(&text) != [issuer] || !text.contains(&format!("\"{client_id}\"")) {
        bail!(
            "{} does not name the stand-in: issuer {issuer}, clientId {client_id}.",
            path.display()
        );
    }
    Ok(())
}

fn is_taken(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok()
}

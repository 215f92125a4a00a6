//! The console under development: the stand-in instance, and Trunk building and serving what is
//! being written.

use crate::dev_instance::{DevInstance, Options};
use crate::dist;
use crate::failure::Failure;
use crate::paths;
use crate::serve::issuers_of;
use crate::setup::BuildTools;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::Child;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const CONSOLE_PORT: u16 = 8080;
const INSTANCE_PORT: u16 = 8081;

/// Runs both until Ctrl-C, or until one of them ends.
pub fn run() -> Result<(), Failure> {
    for port in [CONSOLE_PORT, INSTANCE_PORT] {
        if answers(port) {
            return Err(Failure::Verdict(format!(
                "Port {port} is taken by another program; end it first."
            )));
        }
    }
    let (tell, told) = mpsc::channel();
    ctrlc::set_handler(move || {
        // A second Ctrl-C while stopping needs nobody to hear it.
        let _ = tell.send(());
    })
    .map_err(|cause| Failure::content("Ctrl-C", cause))?;

    let tools = BuildTools::ready()?;
    println!("Starting the stand-in instance …");
    let options = Options {
        port: INSTANCE_PORT,
        ..Options::default()
    };
    let mut instance = DevInstance::start(&options, |line| println!("instance: {line}"))?;
    agrees_with_config(&instance.ready.issuer, &instance.ready.client_id)?;
    println!("Building the console; the first time takes some minutes …");
    let mut trunk =
        Stopped(
            dist::trunk(&tools)
                .arg("serve")
                .spawn()
                .map_err(|cause| Failure::NotStarted {
                    program: "trunk serve".to_owned(),
                    cause,
                })?,
        );

    let mut greeted = false;
    loop {
        if told.recv_timeout(Duration::from_millis(500)).is_ok() {
            println!("\nStopped.");
            return Ok(());
        }
        if !matches!(trunk.0.try_wait(), Ok(None)) {
            return Err(Failure::Verdict("trunk serve ended.".to_owned()));
        }
        if instance.has_ended() {
            return Err(Failure::Verdict("The stand-in instance ended.".to_owned()));
        }
        if !greeted && answers(CONSOLE_PORT) {
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
fn agrees_with_config(issuer: &str, client_id: &str) -> Result<(), Failure> {
    let path = paths::root().join("public/config.json");
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let agrees = issuers_of(&text) == [issuer] && text.contains(&format!("\"{client_id}\""));
    if agrees {
        return Ok(());
    }
    Err(Failure::content(
        path.display(),
        format!("does not name the stand-in: issuer {issuer}, clientId {client_id}."),
    ))
}

fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok()
}

/// A program that talks to the person itself and ends with this value.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        // Ctrl-C in a terminal has reached it already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

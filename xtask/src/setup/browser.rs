//! Chromium and ChromeDriver, for every test that needs a page.

use crate::failure::Failure;
use crate::process;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and the program that drives it (W3C WebDriver).
#[derive(Clone, Debug)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its driver, of the same version.
    pub chromedriver: PathBuf,
}

/// Command-line switches under which Chromium runs unseen, as root, in a container, and asks
/// nothing of the network but what the page asks.
pub const SWITCHES: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

impl Browser {
    /// Finds them, or on Debian installs them. `$CHROMIUM` and `$CHROMEDRIVER` name others.
    pub fn ready() -> Result<Self, Failure> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        install()?;
        Self::find().ok_or_else(missing)
    }

    fn find() -> Option<Self> {
        let named = |name| env::var_os(name).map(PathBuf::from);
        let browsers = ["chromium", "chromium-browser", "google-chrome"];
        Some(Self {
            chromium: named("CHROMIUM")
                .or_else(|| browsers.into_iter().find_map(process::on_path))?,
            chromedriver: named("CHROMEDRIVER").or_else(|| process::on_path("chromedriver"))?,
        })
    }
}

fn install() -> Result<(), Failure> {
    if !Path::new("/etc/debian_version").exists() || process::on_path("apt-get").is_none() {
        return Err(missing());
    }
    println!("Installing Chromium and ChromeDriver from Debian's packages …");
    let install = || {
        apt(&[
            "install",
            "--yes",
            "--no-install-recommends",
            "-qq",
            "chromium",
            "chromium-driver",
        ])
    };
    // The lists of packages may be absent, or older than what the mirrors still have.
    install()
        .or_else(|_| apt(&["update", "-qq"]).and_then(|()| install()))
        .map_err(|_| missing())
}

fn apt(arguments: &[&str]) -> Result<(), Failure> {
    let as_root = process::quiet(Path::new("id"), "-u").is_some_and(|id| id.trim() == "0");
    let mut command = Command::new(if as_root { "apt-get" } else { "sudo" });
    if !as_root {
        // Without a password at hand it should fail rather than wait for one.
        command.args(["--non-interactive", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    process::run(command.args(arguments))
}

fn missing() -> Failure {
    Failure::Missing {
        what: "Chromium with its ChromeDriver, in which the tests run the console,".to_owned(),
        remedy:
            "On Debian type `sudo apt-get install chromium chromium-driver`. Elsewhere install \
                 both at the same version and put them on PATH, or name them in CHROMIUM and \
                 CHROMEDRIVER."
                .to_owned(),
    }
}

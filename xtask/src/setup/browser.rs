//! Chromium and ChromeDriver, for every test that needs a page.

use crate::{paths, process};
use anyhow::{Context, Result, bail};
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

/// Chromium without the windows, menus and services of a browser: pages do not notice, and tests are
/// done sooner.
const SHELL: &str = "chromium-headless-shell";

/// Where Debian's ChromeDriver is; the shell that its packages have is of the same version.
const DEBIANS_DRIVER: &str = "/usr/bin/chromedriver";

const MISSING: &str = "Chromium with its ChromeDriver, in which the tests run the console, is \
    missing. On Debian type `sudo apt-get install chromium chromium-driver`. Elsewhere install both at \
    the same version and put them on PATH, or name them in CHROMIUM and CHROMEDRIVER.";

impl Browser {
    /// Finds them, or on Debian installs them. `$CHROMIUM` and `$CHROMEDRIVER` name others.
    pub fn ready() -> Result<Self> {
        match Self::find() {
            Some(found) if found.is_good_enough()? => Ok(found),
            Some(found) => {
                println!("Installing Chromium's headless shell from Debian's packages …");
                let found = match install(&[SHELL]) {
                    Ok(()) => Self::find().unwrap_or(found),
                    Err(_) => found,
                };
                found.remember_without_shell()?;
                Ok(found)
            }
            None => {
                if !has_apt() {
                    bail!(MISSING);
                }
                println!("Installing Chromium and ChromeDriver from Debian's packages …");
                install(&["chromium", "chromium-driver", SHELL])
                    .or_else(|_| install(&["chromium", "chromium-driver"]))
                    .context(MISSING)?;
                Self::find().context(MISSING)
            }
        }
    }

    /// If it is not the shell, says so once, and that it need not be tried again.
    fn remember_without_shell(&self) -> Result<()> {
        if self.chromium.ends_with(SHELL) {
            return Ok(());
        }
        let refused = refused()?;
        println!(
            "It cannot be had. Tests run in {} instead, and take longer. Remove {} to have it tried \
             again.",
            self.chromium.display(),
            refused.display()
        );
        if let Some(folder) = refused.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::write(&refused, "")?;
        Ok(())
    }

    fn find() -> Option<Self> {
        let named = |name| env::var_os(name).map(PathBuf::from);
        let chromedriver = named("CHROMEDRIVER").or_else(|| process::on_path("chromedriver"))?;
        let browsers = ["chromium", "chromium-browser", "google-chrome"];
        Some(Self {
            chromium: named("CHROMIUM")
                .or_else(|| shell().filter(|shell| are_of_one_version(shell, &chromedriver)))
                .or_else(|| browsers.into_iter().find_map(process::on_path))?,
            chromedriver,
        })
    }

    /// Whether there is no use in looking for the shell: it is there, or another was asked for, or it
    /// cannot be had.
    fn is_good_enough(&self) -> Result<bool> {
        Ok(self.chromium.ends_with(SHELL)
            || env::var_os("CHROMIUM").is_some()
            || self.chromedriver != Path::new(DEBIANS_DRIVER)
            || !has_apt()
            || refused()?.exists())
    }
}

/// The shell itself, if Debian has put it there: what stands on PATH is a script that waits for it, and
/// when a driver ends that, the shell lives on.
fn shell() -> Option<PathBuf> {
    let debians = Path::new("/usr/lib/chromium").join(SHELL);
    Some(debians)
        .filter(|file| file.is_file())
        .or_else(|| process::on_path(SHELL))
}

/// Whether a browser and a driver say the same number first in their version.
fn are_of_one_version(browser: &Path, driver: &Path) -> bool {
    let number = |program| {
        process::quiet(program, "--version")
            .as_deref()
            .and_then(major)
    };
    number(browser).is_some_and(|version| number(driver) == Some(version))
}

/// The first number of the version in what such a program says of itself.
fn major(said: &str) -> Option<u32> {
    let mut words = said.split_whitespace();
    words.find_map(|word| word.split_once('.')?.0.parse().ok())
}

/// There once the shell could not be installed.
fn refused() -> Result<PathBuf> {
    Ok(paths::tools()?.join("no-headless-shell"))
}

fn has_apt() -> bool {
    Path::new("/etc/debian_version").exists() && process::on_path("apt-get").is_some()
}

fn install(packages: &[&str]) -> Result<()> {
    let install = || {
        let mut arguments = vec!["install", "--yes", "--no-install-recommends", "-qq"];
        arguments.extend(packages);
        apt(&arguments)
    };
    // The lists of packages may be absent, or older than what the mirrors still have.
    install().or_else(|_| apt(&["update", "-qq"]).and_then(|()| install()))
}

fn apt(arguments: &[&str]) -> Result<()> {
    let as_root = process::quiet(Path::new("id"), "-u").is_some_and(|id| id.trim() == "0");
    let mut command = Command::new(if as_root { "apt-get" } else { "sudo" });
    if !as_root {
        // Without a password at hand it should fail rather than wait for one.
        command.args(["--non-interactive", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    process::run(command.args(arguments))
}

#[cfg(test)]
mod tests {
    use super::{SWITCHES, major};
    use crate::paths;

    #[test]
    fn a_version_is_told_by_its_first_number() {
        for said in [
            "ChromeDriver 156.0.8078.79 (0ea8ca3c on Debian)",
            "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)",
            "Google Chrome for Testing 156.0.8078.0",
        ] {
            assert_eq!(major(said), Some(156), "{said}");
        }
    }

    #[test]
    fn what_tells_no_version_has_none() {
        assert_eq!(major("command not found"), None);
        assert_eq!(major(""), None);
    }

    #[test]
    fn the_browser_of_the_unit_tests_is_started_like_that_of_the_journeys() {
        let file = paths::root().join("webdriver.json");
        let text = std::fs::read_to_string(file).expect("webdriver.json");
        let written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let switches = &written["goog:chromeOptions"]["args"];
        assert_eq!(*switches, serde_json::json!(SWITCHES));
    }
}

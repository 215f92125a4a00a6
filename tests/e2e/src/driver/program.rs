//! ChromeDriver as a program in the background.

use super::wire::Wire;
use crate::trouble::Verdict;
use anyhow::Context;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;
use xtask::process::Background;
use xtask::setup::Browser as Found;

/// A running ChromeDriver; it ends with this value.
pub struct ChromeDriver {
    found: Found,
    port: u16,
    _program: Background,
}

impl ChromeDriver {
    /// Starts it at a free port.
    pub fn start(found: &Found) -> Verdict<Self> {
        let (tell, told) = mpsc::channel();
        let mut command = Command::new(&found.chromedriver);
        command.args(["--port=0", "--log-level=SEVERE"]);
        // A terminal sends Ctrl-C to a whole group of programs. This one is needed for a moment
        // longer: it closes the browsers, which would run on without it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let program = Background::start(&mut command, move |line| {
            if let Some(port) = port_in(line) {
                // Whoever waited has given up; there is nobody else to tell.
                let _ = tell.send(port);
            }
        })?;
        let port = told
            .recv_timeout(Duration::from_secs(60))
            .context("ChromeDriver did not start.")?;
        Ok(Self {
            found: found.clone(),
            port,
            _program: program,
        })
    }

    /// The way to it.
    pub(super) fn wire(&self) -> Wire {
        Wire::to(self.port)
    }

    /// The browser it is to drive.
    pub(super) fn chromium(&self) -> String {
        self.found.chromium.display().to_string()
    }
}

/// `ChromeDriver was started successfully on port 41567.`
fn port_in(line: &str) -> Option<u16> {
    let (_, behind) = line.split_once("started successfully on port ")?;
    behind.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_the_greeting() {
        let greeting = "ChromeDriver was started successfully on port 41567.";
        assert_eq!(port_in(greeting), Some(41_567));
        assert_eq!(port_in("Only local connections are allowed."), None);
    }
}

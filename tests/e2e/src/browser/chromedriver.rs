//! ChromeDriver as a program in the background.

use crate::error::TestResult;
use crate::wait::timeout;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use xtask::process::Background;
use xtask::setup::Browser as Installed;

/// A running ChromeDriver; it ends with this value.
pub struct ChromeDriver {
    chromium: PathBuf,
    port: u16,
    _program: Background,
}

/// Who ends ChromeDriver when somebody presses Ctrl-C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnCtrlC {
    /// Ctrl-C ends it as it ends this program.
    End,
    /// It lives on for as long as this program needs to close its browsers.
    KeepRunning,
}

impl ChromeDriver {
    /// Starts it at a free port.
    pub fn start(installed: &Installed, on_ctrl_c: OnCtrlC) -> TestResult<Self> {
        let (sender, receiver) = mpsc::channel();
        let mut command = Command::new(&installed.chromedriver);
        command.args(["--port=0", "--log-level=SEVERE"]);
        // A terminal sends Ctrl-C to a whole group of programs.
        #[cfg(unix)]
        if on_ctrl_c == OnCtrlC::KeepRunning {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let program = Background::start(&mut command, move |line| {
            if let Some(port) = port_in(line) {
                // Whoever waited has given up; there is nobody else to tell.
                let _ = sender.send(port);
            }
        })?;
        let port = receiver
            .recv_timeout(timeout())
            .context("ChromeDriver did not start.")?;
        Ok(Self {
            chromium: installed.chromium.clone(),
            port,
            _program: program,
        })
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The browser that it is to drive.
    pub(super) fn chromium(&self) -> &Path {
        &self.chromium
    }
}

/// `ChromeDriver was started successfully on port 41567.`
fn port_in(line: &str) -> Option<u16> {
    let (_, behind) = line.split_once("started successfully on port ")?;
    behind.trim_end_matches('.').trim().parse().ok()
}

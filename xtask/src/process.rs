//! Starting programs, waiting for them, and ending the ones that would run on.

use anyhow::{Context, Result, bail};
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

/// `cargo`, the one that started us if one did, in the checkout.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::paths::root());
    forget_own_package(&mut command);
    command
}

/// Keeps from a program what the `cargo` that started us said of our own package: build scripts ask
/// for such variables, and would run anew each time.
pub fn forget_own_package(command: &mut Command) {
    let of_package =
        |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(of_package) {
            command.env_remove(name);
        }
    }
}

/// Runs a program that talks to the person itself.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    succeeded(command, status)
}

/// Hands this process over to a program: how it ends, and what it does about Ctrl-C, is then its own
/// affair. Returns only if it could not be started; where a process cannot be handed over, once the
/// program has ended.
pub fn hand_over(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        let cause = std::os::unix::process::CommandExt::exec(command);
        Err(cause).with_context(|| not_started(command))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Runs a program and takes what it prints to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| not_started(command))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program prints when it is there and ends well; `None` otherwise.
pub fn quiet(program: &Path, argument: &str) -> Option<String> {
    let output = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// Runs a program, passes every line on as it comes, and hands each to `each` as well.
pub fn tee(command: &mut Command, each: &mut (impl FnMut(&str) + Send)) -> Result<ExitStatus> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| not_started(command))?;
    if let Some(stdout) = child.stdout.take() {
        each_line(stdout, |line| {
            println!("{line}");
            each(line);
        });
    }
    child
        .wait()
        .with_context(|| format!("`{}` cannot be waited for", typed(command)))
}

/// Calls `each` with every line until the other end closes.
fn each_line(from: impl Read, mut each: impl FnMut(&str)) {
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(read) if read > 0) {
        each(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
}

/// A program in the background that is ended when this value is dropped.
#[derive(Debug)]
pub struct Background {
    child: Child,
}

impl Background {
    /// Starts it with its standard output going to `each`, line by line, on a thread of its own.
    pub fn start(command: &mut Command, each: impl FnMut(&str) + Send + 'static) -> Result<Self> {
        let mut program = Self::start_talking(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        if let Some(stdout) = program.child.stdout.take() {
            thread::spawn(move || each_line(stdout, each));
        }
        Ok(program)
    }

    /// Starts a program that talks to the person itself.
    pub fn start_talking(command: &mut Command) -> Result<Self> {
        let child = command.spawn().with_context(|| not_started(command))?;
        Ok(Self { child })
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // It may have ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program on `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// A command as one would type it, for messages.
pub fn typed(command: &Command) -> String {
    let mut text = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

fn not_started(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` could not be started")
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status}).", typed(command));
    }
    Ok(())
}

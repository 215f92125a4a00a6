//! What is judged without running anything: format and lints, natively and for the browser.

use crate::failure::Failure;
use crate::process;

/// Runs all of them; the first that fails ends it.
pub fn run() -> Result<(), Failure> {
    for arguments in [
        &["fmt", "--all", "--check"][..],
        &[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        &[
            "clippy",
            "--quiet",
            "--package",
            "login-console",
            "--all-targets",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ],
    ] {
        println!("cargo {}", arguments.join(" "));
        process::run(process::cargo().args(arguments))?;
    }
    Ok(())
}

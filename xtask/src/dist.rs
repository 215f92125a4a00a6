//! Builds the folder that gets deployed.

use crate::compress::{Coding, compressed};
use crate::failure::Failure;
use crate::finish::finish;
use crate::setup::BuildTools;
use crate::split::{ENVIRONMENT, split};
use crate::{fingerprint, paths, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk with its tools on `PATH`.
pub fn trunk(tools: &BuildTools) -> Command {
    let mut trunk = Command::new(&tools.trunk);
    process::forget_own_package(&mut trunk);
    trunk
        .current_dir(paths::root())
        .env("PATH", tools.path())
        // Trunk reads this widespread variable as an option of its own and refuses `1`.
        .env_remove("NO_COLOR")
        .arg("--skip-version-check");
    trunk
}

/// Builds `dist/` unless it is already what its inputs make of it. `config.json` in it is not ours
/// to compare: a deployment puts its own there.
pub fn build() -> Result<PathBuf, Failure> {
    let dist = paths::dist();
    let stamp = paths::made().join("dist.stamp");
    let inputs = fingerprint::of_console()?;
    let present = format!("{inputs} {}", fingerprint::of_folder(&dist, "config.json")?);
    let as_before = fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == present);
    if as_before && dist.join("config.json").is_file() {
        return Ok(dist);
    }
    let tools = BuildTools::ready()?;
    println!("Building dist/ …");
    process::run(
        trunk(&tools)
            .args(["build", "--release", "--features", "split"])
            .envs(ENVIRONMENT),
    )?;
    split(&tools, &dist)?;
    finish(&dist)?;
    refuse_inline_script(&dist.join("index.html"))?;
    compress_all(&dist)?;
    let made = format!("{inputs} {}", fingerprint::of_folder(&dist, "config.json")?);
    fs::write(&stamp, made).map_err(Failure::file(&stamp))?;
    Ok(dist)
}

/// Brotli at its best takes seconds; better now than when a browser waits for it.
fn compress_all(folder: &Path) -> Result<(), Failure> {
    for path in fingerprint::sorted(folder)? {
        if path.is_dir() {
            compress_all(&path)?;
        } else {
            let bytes = fs::read(&path).map_err(Failure::file(&path))?;
            compressed(&bytes, Coding::Brotli).map_err(Failure::file(&path))?;
        }
    }
    Ok(())
}

/// Puts a deployment's settings in place of those for development.
pub fn configure(dist: &Path, config: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(config).map_err(Failure::file(config))?;
    let place = dist.join("config.json");
    fs::write(&place, text).map_err(Failure::file(&place))
}

/// A page with an inline script or style would not run under the policy it is served with.
fn refuse_inline_script(index: &Path) -> Result<(), Failure> {
    let html = fs::read_to_string(index).map_err(Failure::file(index))?;
    match inline(&html) {
        None => Ok(()),
        Some(what) => Err(Failure::content(
            index.display(),
            format!("holds {what}, which the content security policy forbids."),
        )),
    }
}

fn inline(html: &str) -> Option<&'static str> {
    let lower = html.to_ascii_lowercase();
    let scripts = lower.split("<script").skip(1);
    let mut tags = scripts.map(|rest| rest.split('>').next().unwrap_or_default());
    if tags.any(|tag| !tag.contains(" src=")) {
        return Some("an inline script");
    }
    if lower.contains("<style") || lower.contains(" style=") {
        return Some("an inline style");
    }
    [" onload=", " onclick=", " onerror=", "javascript:"]
        .iter()
        .any(|handler| lower.contains(handler))
        .then_some("an inline event handler")
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn external_files_are_no_inline_script() {
        assert_eq!(
            inline("<script src=/boot-1.js></script><link rel=stylesheet>"),
            None
        );
    }

    #[test]
    fn inline_code_is_found_in_every_form() {
        for html in [
            "<script>x</script>",
            "<SCRIPT type=module>x</script>",
            "<style>a{}</style>",
            "<p style=\"color:red\">",
            "<body onload=x()>",
        ] {
            assert!(inline(html).is_some(), "{html}");
        }
    }
}

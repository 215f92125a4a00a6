//! Builds the folder that gets deployed, and checks it.

use crate::compress::brotli;
use crate::serve::has_hash;
use crate::setup::BuildTools;
use crate::{fingerprint, paths, process};
use anyhow::{Result, bail};
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
pub fn build() -> Result<PathBuf> {
    let dist = paths::dist();
    let stamp = paths::target().join("dist.stamp");
    let inputs = fingerprint::of_console()?;
    let present = format!("{inputs} {}", fingerprint::of_folder(&dist, "config.json")?);
    let as_before = fs_err::read_to_string(&stamp).is_ok_and(|stamp| stamp == present);
    if as_before && dist.join("config.json").is_file() {
        return Ok(dist);
    }
    let tools = BuildTools::ready()?;
    println!("Building dist/ …");
    process::run(trunk(&tools).args(["build", "--release"]))?;
    check(&dist)?;
    compress(&dist)?;
    let made = format!("{inputs} {}", fingerprint::of_folder(&dist, "config.json")?);
    fs_err::write(&stamp, made)?;
    Ok(dist)
}

/// Puts the Brotli form of every file beside it, `NAME.br`, for hosts that send such files.
fn compress(dist: &Path) -> Result<()> {
    for path in fingerprint::files(dist)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // What a deployment may change by hand has no second form that would have to follow.
        if matches!(&*name, "index.html" | "config.json") {
            continue;
        }
        let bytes = fs_err::read(&path)?;
        let place = path.with_file_name(format!("{name}.br"));
        let compressed = brotli(&bytes)?;
        fs_err::write(&place, compressed)?;
    }
    Ok(())
}

/// Refuses a folder that would not run under the policy it is served with, or is not whole.
fn check(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs_err::read_to_string(&index)?;
    let mut faults = faults(&html);
    let named = tags(&html).filter_map(file_of);
    for file in named.chain(["config.json", "locales/en.json"]) {
        if !dist.join(file).is_file() {
            faults.push(format!("{file} is not in the folder"));
        }
    }
    if !faults.is_empty() {
        bail!("{}: {}.", index.display(), faults.join("; "));
    }
    Ok(())
}

/// What the content security policy forbids, and files that the page names without a hash in their
/// name or without stating what must be in them.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags(html) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if name == "script" && attribute(tag, "src").is_none() {
            faults.push("there is an inline script".to_owned());
        }
        if name == "style" || attribute(tag, "style").is_some() {
            faults.push("there is an inline style".to_owned());
        }
        let handles = |word: &str| word.starts_with("on") && word.contains('=');
        if tag.split_whitespace().any(handles) || tag.contains("javascript:") {
            faults.push(format!("there is an inline event handler in <{tag}>"));
        }
        if let Some(file) = file_of(tag) {
            if attribute(tag, "integrity").is_none() {
                faults.push(format!("{file} is named without its checksum"));
            }
            if !has_hash(file) {
                faults.push(format!("{file} has no hash in its name"));
            }
        }
    }
    faults
}

/// The insides of all opening tags.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter(|tag| tag.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|tag| tag.split('>').next())
}

/// The file of ours that a tag loads.
fn file_of(tag: &str) -> Option<&str> {
    attribute(tag, "src")
        .or_else(|| attribute(tag, "href"))?
        .strip_prefix('/')
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split_whitespace().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::{faults, file_of, tags};

    const GOOD: &str = "<link rel=icon href=\"data:image/svg+xml,%3Csvg xmlns='x'%3E\">\
        <script src=/boot-0f3ab24c9d31.js integrity=sha256-a></script>\
        <link rel=\"stylesheet\" href=\"/index-0f3ab24c9d31.css\" integrity=\"sha256-a\"/>\
        <p class=\"one\">1 on = 2</p>";

    #[test]
    fn a_page_of_checked_files_has_no_fault() {
        assert_eq!(faults(GOOD), Vec::<String>::new());
        let files: Vec<&str> = tags(GOOD).filter_map(file_of).collect();
        assert_eq!(files, ["boot-0f3ab24c9d31.js", "index-0f3ab24c9d31.css"]);
    }

    #[test]
    fn inline_code_is_found_in_every_form() {
        for html in [
            "<script>x</script>",
            "<script type=module>x</script>",
            "<style>a{}</style>",
            "<p style=\"color:red\">",
            "<body onload=x()>",
            "<a href=\"javascript:x\">",
        ] {
            assert_eq!(faults(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn a_file_needs_a_hash_and_a_checksum() {
        assert_eq!(faults("<script src=/boot.js integrity=sha256-a>").len(), 1);
        assert_eq!(faults("<script src=/boot-0f3ab24c9d31.js>").len(), 1);
    }
}

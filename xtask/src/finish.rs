//! What remains to be done to a folder that Trunk has built: scripts made small, and every file
//! named after what is in it.
//!
//! Trunk names script and program after what the compiler made, before the optimiser went over it.
//! Hosts keep such names for good while the page states a checksum of the content: a newer
//! optimiser would then make a page that refuses the browser's own copy. So names follow contents.

use crate::failure::Failure;
use crate::setup;
use crate::{fingerprint, process};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Finishes a folder; its `index.html` is the one place that names the files.
pub fn finish(dist: &Path) -> Result<(), Failure> {
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).map_err(Failure::file(&index))?;
    for folder in ["locales", "locales/plan"] {
        for catalogue in fingerprint::sorted(&dist.join(folder))? {
            if catalogue.is_file() {
                without_space(&catalogue)?;
            }
        }
    }
    let later = name_parts(dist)?;
    for path in fingerprint::sorted(dist)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(parts) = HashedName::parse(&name).filter(|_| html.contains(&name)) else {
            continue;
        };
        let before = fs::read(&path).map_err(Failure::file(&path))?;
        if name.ends_with(".js") {
            name_in_script(&path, &later)?;
            make_small(&path, !name.starts_with("boot-"))?;
        }
        let after = fs::read(&path).map_err(Failure::file(&path))?;
        let new_name = parts.with_hash(&Sha256::digest(&after));
        html = html
            .replace(&name, &new_name)
            .replace(&integrity(&before), &integrity(&after));
        let new_path = dist.join(&new_name);
        fs::rename(&path, &new_path).map_err(Failure::file(&new_path))?;
    }
    let html = checked_by_loader(&html);
    fs::write(&index, html).map_err(Failure::file(&index))
}

/// Writes a catalogue without the white space that people read it by.
fn without_space(catalogue: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(catalogue).map_err(Failure::file(catalogue))?;
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|cause| Failure::content(catalogue.display(), cause))?;
    fs::write(catalogue, value.to_string()).map_err(Failure::file(catalogue))
}

/// Names the parts that the program fetches later after their contents; former and new names.
fn name_parts(dist: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut names = Vec::new();
    for path in fingerprint::sorted(dist)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(stem) = name
            .strip_suffix(".wasm")
            .filter(|_| !name.ends_with("_bg.wasm"))
        else {
            continue;
        };
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        let parts = HashedName {
            before: stem,
            after: ".wasm",
        };
        let new = parts.with_hash(&Sha256::digest(&bytes));
        fs::rename(&path, dist.join(&new)).map_err(Failure::file(&path))?;
        names.push((name.into_owned(), new));
    }
    Ok(names)
}

fn name_in_script(script: &Path, parts: &[(String, String)]) -> Result<(), Failure> {
    let mut text = fs::read_to_string(script).map_err(Failure::file(script))?;
    for (before, after) in parts {
        text = text.replace(before, after);
    }
    fs::write(script, text).map_err(Failure::file(script))
}

/// Browsers do not check a preloaded program and warn about a checksum there; the loader hands it
/// to the request proper, where it counts.
fn checked_by_loader(html: &str) -> String {
    let mut tags = html.split("<link ");
    let mut out = tags.next().unwrap_or_default().to_owned();
    for tag in tags {
        out.push_str("<link ");
        let (inside, behind) = tag.split_once('>').unwrap_or((tag, ""));
        if inside.contains(".wasm") {
            out.push_str(&inside.replace("integrity=", "data-integrity="));
        } else {
            out.push_str(inside);
        }
        out.push('>');
        out.push_str(behind);
    }
    out
}

/// Shortens a script in place.
fn make_small(script: &Path, is_module: bool) -> Result<(), Failure> {
    let mut node = Command::new("node");
    node.arg(setup::terser()?)
        .args(["--compress", "--mangle"])
        .args(is_module.then_some("--module"))
        .arg("--output")
        .arg(script)
        .arg("--")
        .arg(script);
    process::run(&mut node)
}

/// A checksum as `integrity` states it (Subresource Integrity, §3.1).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// `login-console-0f3ab24c9d31e6aa_bg.wasm`, taken apart around the hash.
struct HashedName<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> HashedName<'a> {
    fn parse(name: &'a str) -> Option<Self> {
        let (before, rest) = name.rsplit_once('-')?;
        let length = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let after = &rest[length..];
        let fits = length >= 8 && (after.starts_with('.') || after.starts_with("_bg."));
        fits.then_some(Self { before, after })
    }

    fn with_hash(&self, digest: &[u8]) -> String {
        let hash: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{}-{hash}{}", self.before, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::{HashedName, finish, integrity};
    use std::fs;

    #[test]
    fn only_the_hash_of_a_name_is_replaced() {
        let name = HashedName::parse("login-console-0f3ab24c9d31e6aa_bg.wasm").expect("a hash");
        assert_eq!(
            name.with_hash(&[0xab; 48]),
            "login-console-abababababababab_bg.wasm"
        );
        assert!(HashedName::parse("login-console.js").is_none());
        assert!(HashedName::parse("config.json").is_none());
    }

    #[test]
    fn names_and_checksums_follow_the_contents() {
        let dist = std::env::temp_dir().join(format!("xtask-finish-{}", std::process::id()));
        fs::create_dir_all(&dist).expect("a folder");
        fs::write(dist.join("a-00000000_bg.wasm"), "x").expect("a file");
        fs::write(dist.join("b-00000000.css"), "y").expect("a file");
        let html = format!(
            "<link as=fetch href=/a-00000000_bg.wasm integrity={}>\
             <link href=/b-00000000.css integrity={}>.",
            integrity(b"x"),
            integrity(b"y")
        );
        fs::write(dist.join("index.html"), html).expect("a file");
        finish(&dist).expect("finished");
        let html = fs::read_to_string(dist.join("index.html")).expect("a file");
        assert!(
            !html.contains("00000000") && html.contains(&integrity(b"x")),
            "{html}"
        );
        for path in crate::fingerprint::sorted(&dist).expect("a folder") {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            assert!(name == "index.html" || html.contains(&name), "{name}");
        }
        fs::remove_dir_all(dist).expect("removed");
    }
}

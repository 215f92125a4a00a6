//! Whether something that takes minutes to build is still what its inputs make of it.

use crate::failure::Failure;
use crate::{paths, process};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mark over names and contents of the files that the deployed console is made of, and over the
/// compiler.
pub fn of_console() -> Result<String, Failure> {
    let inputs = [
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "Cargo.lock",
        ".cargo/config.toml",
        "rust-toolchain.toml",
        "src",
        "crates",
        "style",
        "public",
        // What takes the program apart and finishes it.
        "xtask/src/dist.rs",
        "xtask/src/finish.rs",
        "xtask/src/lean.rs",
        "xtask/src/order.rs",
        "xtask/src/split.rs",
        "xtask/src/unused.rs",
    ];
    let mut hasher = DefaultHasher::new();
    let mut rustc = Command::new("rustc");
    process::output(rustc.arg("-vV").current_dir(paths::root()))?.hash(&mut hasher);
    for input in inputs {
        hash_tree(&paths::root().join(input), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// A mark over everything in a folder but the file `besides`; a folder that is not there counts as empty.
pub fn of_folder(folder: &Path, besides: &str) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for path in sorted(folder)? {
        if path.file_name().is_none_or(|name| name != besides) {
            hash_tree(&path, &mut hasher)?;
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Failure> {
    path.strip_prefix(paths::root())
        .unwrap_or(path)
        .hash(hasher);
    if path.is_dir() {
        for inner in sorted(path)? {
            hash_tree(&inner, hasher)?;
        }
    } else if path.exists() {
        fs::read(path).map_err(Failure::file(path))?.hash(hasher);
    }
    Ok(())
}

/// What is in a folder, in the order of names.
pub fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        inner.push(entry.map_err(Failure::file(folder))?.path());
    }
    inner.sort();
    Ok(inner)
}

#[cfg(test)]
mod tests {
    use super::of_folder;
    use std::fs;

    #[test]
    fn a_mark_changes_with_contents_and_names_but_not_with_what_is_left_out() {
        let folder = std::env::temp_dir().join(format!("xtask-mark-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).expect("a folder");
        let mark = || of_folder(&folder, "config.json").expect("a mark");
        fs::write(folder.join("inner/a"), "1").expect("a file");
        let first = mark();
        fs::write(folder.join("config.json"), "{}").expect("a file");
        assert_eq!(mark(), first);
        fs::write(folder.join("inner/a"), "2").expect("a file");
        assert_ne!(mark(), first);
        fs::write(folder.join("inner/a"), "1").expect("a file");
        assert_eq!(mark(), first);
        fs::rename(folder.join("inner/a"), folder.join("inner/b")).expect("renamed");
        assert_ne!(mark(), first);
        fs::remove_dir_all(folder).expect("removed");
    }
}

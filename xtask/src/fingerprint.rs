//! Whether something that takes minutes to build is still what its inputs make of it.

use crate::{paths, process};
use anyhow::Result;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// What the deployed console is made of, beside the compiler and this program's own hand in it.
const INPUTS: [&str; 11] = [
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
    "xtask/src/dist.rs",
];

/// A hash over the names and contents of what the deployed console is made of.
pub fn of_console() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    let mut rustc = Command::new("rustc");
    process::output(rustc.arg("-vV").current_dir(paths::root()))?.hash(&mut hasher);
    for input in INPUTS {
        hash_files(&paths::root().join(input), "", &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// A hash over everything in a folder but files of the name `besides`; one that is not there counts
/// as empty.
pub fn of_folder(folder: &Path, besides: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hash_files(folder, besides, &mut hasher)?;
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_files(folder: &Path, besides: &str, hasher: &mut DefaultHasher) -> Result<()> {
    for file in files(folder)? {
        if file.file_name().is_none_or(|name| name != besides) {
            file.strip_prefix(paths::root())
                .unwrap_or(&file)
                .hash(hasher);
            fs_err::read(&file)?.hash(hasher);
        }
    }
    Ok(())
}

/// All files in a folder and the folders in it, in the order of names; of a file, itself.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::of_folder;
    use std::fs;

    #[test]
    fn a_hash_changes_with_contents_and_names_but_not_with_what_is_left_out() {
        let folder = std::env::temp_dir().join(format!("xtask-hash-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).expect("a folder");
        let hash = || of_folder(&folder, "config.json").expect("a hash");
        fs::write(folder.join("inner/a"), "1").expect("a file");
        let first = hash();
        fs::write(folder.join("config.json"), "{}").expect("a file");
        assert_eq!(hash(), first);
        fs::write(folder.join("inner/a"), "2").expect("a file");
        assert_ne!(hash(), first);
        fs::write(folder.join("inner/a"), "1").expect("a file");
        assert_eq!(hash(), first);
        fs::rename(folder.join("inner/a"), folder.join("inner/b")).expect("renamed");
        assert_ne!(hash(), first);
        fs::remove_dir_all(folder).expect("removed");
    }
}

//! The rules of the house, applied to the tree as it stands.

#![expect(
    clippy::expect_used,
    reason = "a tree that cannot be read fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::paths;
use xtask::tidy::catalogues::{self, Catalogue};
use xtask::tidy::{arrows, sources};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in xtask::fingerprint::sorted(folder).expect("a folder of sources") {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Text of every file of `src/`, by its path in there.
fn sources_of_console() -> BTreeMap<String, String> {
    let src = paths::root().join("src");
    let files = rust_files(&src);
    assert!(files.len() > 5, "src/ should hold the console");
    files
        .into_iter()
        .map(|file| {
            let path = file
                .strip_prefix(&src)
                .expect("inside src")
                .display()
                .to_string();
            (path, fs::read_to_string(&file).expect("a source"))
        })
        .collect()
}

fn all_catalogues() -> BTreeMap<String, Catalogue> {
    let folder = paths::root().join("public/locales");
    let files = xtask::fingerprint::sorted(&folder).expect("public/locales");
    files
        .into_iter()
        .map(|file| {
            let tag = file
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&file).expect("a catalogue");
            let catalogue = serde_json::from_str(&text);
            (
                tag,
                catalogue.unwrap_or_else(|fault| panic!("{}: {fault}", file.display())),
            )
        })
        .collect()
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn no_arrow_between_rooms_turns() {
    let complaints: Vec<String> = sources_of_console()
        .iter()
        .flat_map(|(path, text)| arrows::complaints(path, text))
        .collect();
    none(&complaints);
}

#[test]
fn every_catalogue_is_sound_by_itself() {
    let all = all_catalogues();
    let complaints: Vec<String> = all
        .iter()
        .flat_map(|(tag, catalogue)| catalogues::faults(tag, catalogue))
        .collect();
    none(&complaints);
}

#[test]
fn every_catalogue_says_what_the_english_one_says() {
    let all = all_catalogues();
    let english = all.get("en").expect("public/locales/en.json");
    let complaints: Vec<String> = all
        .iter()
        .flat_map(|(tag, catalogue)| catalogues::differences(tag, catalogue, english))
        .collect();
    none(&complaints);
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let all = all_catalogues();
    let english = all.get("en").expect("public/locales/en.json");
    let used: BTreeSet<String> = sources_of_console()
        .values()
        .flat_map(|text| sources::literals(sources::without_tests(text)))
        .filter(|literal| catalogues::is_key(literal))
        .collect();
    none(&catalogues::usage(&used, english));
}

#[test]
fn components_name_no_key() {
    let all = all_catalogues();
    let english = all.get("en").expect("public/locales/en.json");
    let complaints: Vec<String> = sources_of_console()
        .iter()
        .filter(|(path, _)| path.starts_with("components/"))
        .flat_map(|(path, text)| {
            let literals = sources::literals(sources::without_tests(text));
            let keys = literals
                .into_iter()
                .filter(|literal| english.contains_key(literal));
            keys.map(move |key| format!("{path}: names the key {key}"))
        })
        .collect();
    none(&complaints);
}

/// A list in `public/boot.js`, which runs before the program and so cannot ask it.
fn boot_list(name: &str) -> BTreeSet<String> {
    let boot = fs::read_to_string(paths::root().join("public/boot.js")).expect("boot.js");
    let line = boot
        .lines()
        .find_map(|line| line.trim().strip_prefix(&format!("var {name} = [")));
    let line = line.unwrap_or_else(|| panic!("boot.js has no list {name}"));
    sources::literals(line).into_iter().collect()
}

#[test]
fn the_loader_knows_exactly_the_languages_there_are() {
    let tags: BTreeSet<String> = all_catalogues().into_keys().collect();
    assert_eq!(boot_list("LANGUAGES"), tags);
}

#[test]
fn the_loader_knows_which_languages_run_from_right_to_left() {
    let choice = fs::read_to_string(paths::root().join("src/i18n/choice.rs")).expect("choice.rs");
    let mut tags = BTreeSet::new();
    let mut tag = String::new();
    for line in choice.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("tag: ") {
            tag = sources::literals(rest).remove(0);
        } else if line == "right_to_left: true," {
            tags.insert(tag.clone());
        }
    }
    assert_eq!(boot_list("RIGHT_TO_LEFT"), tags);
}

#[test]
fn every_browser_under_test_is_started_alike() {
    let text = fs::read_to_string(paths::root().join("webdriver.json")).expect("webdriver.json");
    let written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let switches = &written["goog:chromeOptions"]["args"];
    assert_eq!(*switches, serde_json::json!(xtask::setup::SWITCHES));
}

//! The rules of the house, applied to the tree as it stands.

#![expect(
    clippy::expect_used,
    reason = "a tree that cannot be read fails the test"
)]

use login_policy::guard::GuardId;
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

/// Where the parts of the catalogues stand: for the first page, and for what comes with a plan.
const FIRST: &str = "public/locales";
const LATER: &str = "public/locales/plan";

fn catalogues_in(folder: &str) -> BTreeMap<String, Catalogue> {
    let files = xtask::fingerprint::sorted(&paths::root().join(folder)).expect("catalogues");
    files
        .into_iter()
        .filter(|file| file.is_file())
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

/// Every language with all its texts.
fn all_catalogues() -> BTreeMap<String, Catalogue> {
    let mut all = catalogues_in(FIRST);
    let later = catalogues_in(LATER);
    assert!(
        all.keys().eq(later.keys()),
        "a language has one part of its texts only"
    );
    for (tag, catalogue) in later {
        all.entry(tag).or_default().extend(catalogue);
    }
    all
}

/// The keys that sources name; those of guards are put together from the guard's own name.
fn keys_in(picks: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = sources_of_console()
        .iter()
        .filter(|(path, _)| picks(path))
        .flat_map(|(_, text)| sources::literals(sources::without_tests(text)))
        .filter(|literal| catalogues::is_key(literal))
        .collect();
    if picks(PLAN) {
        keys.extend(GuardId::ALL.iter().map(|one| format!("guard.{}", one.id())));
    }
    keys
}

/// The room that is downloaded with a plan.
const PLAN: &str = "pages/settings/plan/";

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
    let used = keys_in(|_| true);
    none(&catalogues::usage(&used, english));
}

#[test]
fn texts_are_downloaded_when_they_are_needed() {
    let needed_first = keys_in(|path| !path.starts_with(PLAN));
    let mut complaints = Vec::new();
    for (tag, catalogue) in catalogues_in(FIRST) {
        let idle = catalogue.keys().filter(|key| !needed_first.contains(*key));
        complaints.extend(idle.map(|key| format!("{tag}: {key} belongs into {LATER}")));
    }
    for (tag, catalogue) in catalogues_in(LATER) {
        let early = catalogue.keys().filter(|key| needed_first.contains(*key));
        complaints.extend(early.map(|key| format!("{tag}: {key} belongs into {FIRST}")));
    }
    none(&complaints);
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

//! One stylesheet out of many: flattens the `@import` lines of `style/index.css`.
//!
//! Knows nothing of CSS beyond that one line form; Trunk makes the result small.

use crate::failure::Failure;
use crate::paths;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `target/styles/console.css` and gives its path. A file that is already so is left alone,
/// so that nobody who watches it wakes up.
pub fn write() -> Result<PathBuf, Failure> {
    let style = paths::root().join("style");
    let sheet = flatten(&style.join("index.css"))?;
    let folder = paths::made().join("styles");
    let path = folder.join("console.css");
    if fs::read_to_string(&path).is_ok_and(|present| present == sheet) {
        return Ok(path);
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    fs::write(&path, sheet).map_err(Failure::file(&path))?;
    Ok(path)
}

fn flatten(index: &Path) -> Result<String, Failure> {
    let folder = index.parent().unwrap_or(index);
    let text = fs::read_to_string(index).map_err(Failure::file(index))?;
    let mut sheet = String::new();
    for line in text.lines() {
        let Some(name) = imported(line) else {
            if !line.trim().is_empty() && !line.trim_start().starts_with("/*") {
                return Err(Failure::content(
                    index.display(),
                    format!("holds only lines of the form `@import \"name.css\";`, not `{line}`."),
                ));
            }
            continue;
        };
        let part = folder.join(name);
        sheet.push_str(&fs::read_to_string(&part).map_err(Failure::file(&part))?);
        sheet.push('\n');
    }
    Ok(sheet)
}

/// The name in `@import "name.css";`.
fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"")?.strip_suffix("\";")
}

#[cfg(test)]
mod tests {
    use super::{flatten, imported};
    use crate::paths;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    #[test]
    fn an_import_line_names_its_sheet() {
        assert_eq!(imported("@import \"a/b.css\";"), Some("a/b.css"));
        assert_eq!(imported("/* @import \"a.css\"; */"), None);
    }

    #[test]
    fn every_sheet_is_imported_exactly_once() {
        let style = paths::root().join("style");
        let index = fs::read_to_string(style.join("index.css")).expect("style/index.css");
        let names: Vec<&str> = index.lines().filter_map(imported).collect();
        let once: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), once.len(), "a sheet is imported twice");
        let mut present = BTreeSet::new();
        for folder in ["", "components"] {
            for entry in fs::read_dir(style.join(folder)).expect("a folder") {
                let name = entry.expect("an entry").file_name();
                let name = Path::new(folder).join(name).display().to_string();
                if name.ends_with(".css") && name != "index.css" {
                    present.insert(name);
                }
            }
        }
        let imported: BTreeSet<String> = once.into_iter().map(str::to_owned).collect();
        assert_eq!(imported, present, "style/index.css and the files differ");
    }

    #[test]
    fn the_parts_stand_in_the_order_of_the_index() {
        let style = paths::root().join("style");
        let sheet = flatten(&style.join("index.css")).expect("a sheet");
        let tokens = fs::read_to_string(style.join("tokens.css")).expect("tokens");
        let last = fs::read_to_string(style.join("preferences.css")).expect("preferences");
        assert!(sheet.starts_with(&tokens));
        assert!(sheet.trim_end().ends_with(last.trim_end()));
    }
}

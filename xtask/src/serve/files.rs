//! Which file of a folder answers a path.
//!
//! A page of the console has no file of its own: every path without an extension is answered by
//! `index.html`, and the program in it knows what to show.

use std::fs;
use std::path::{Path, PathBuf};

/// What answers a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The file.
    pub file: PathBuf,
    /// Its path on the server, `/index.html`.
    pub path: String,
}

/// The file for the path of a request, which may carry a query; `None` is 404.
pub fn find(folder: &Path, url: &str) -> Option<Found> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let path = decoded(path)?;
    let mut file = folder.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if matches!(segment, "." | "..") || segment.contains(['\\', '\0', ':']) {
            return None;
        }
        file.push(segment);
    }
    if fs::metadata(&file).is_ok_and(|about| about.is_file()) {
        return Some(Found { file, path });
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let index = folder.join("index.html");
    (!last.contains('.') && index.is_file()).then(|| Found {
        file: index,
        path: "/index.html".to_owned(),
    })
}

/// Percent-decoding (RFC 3986 §2.1); `None` if it is none, or not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::fs;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("dist/locales")).expect("a folder");
        fs::write(folder.join("secret"), "s").expect("a file");
        fs::write(folder.join("dist/index.html"), "i").expect("a file");
        fs::write(folder.join("dist/locales/en.json"), "{}").expect("a file");
        folder
    }

    #[test]
    fn paths_of_pages_are_answered_by_the_index() {
        let folder = folder("pages");
        for path in ["/", "/settings/login", "/auth/callback?code=a.b", "/gone/"] {
            let found = find(&folder.join("dist"), path).expect(path);
            assert_eq!(found.path, "/index.html", "{path}");
        }
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn a_missing_file_is_not_found() {
        let folder = folder("missing");
        assert_eq!(find(&folder.join("dist"), "/locales/xx.json"), None);
        assert!(find(&folder.join("dist"), "/locales/en.json").is_some());
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn nothing_outside_the_folder_is_reached() {
        let folder = folder("outside");
        for path in [
            "/../secret",
            "/%2e%2e/secret",
            "/locales/..%2f..%2fsecret",
            "/%zz",
            "/..\\secret",
        ] {
            assert_eq!(find(&folder.join("dist"), path), None, "{path}");
        }
        fs::remove_dir_all(folder).expect("removed");
    }
}

//! Which room of `src/` may use which, and which crates each may not know.
//!
//! Edges between crates are held by the compiler; these are the edges between modules of one crate,
//! where it holds nothing.

use super::sources;
use std::collections::BTreeSet;

/// A room of `src/`: a file or folder there.
struct Room {
    name: &'static str,
    /// The rooms it may use besides itself.
    uses: &'static [&'static str],
    /// The crates of the workspace it must not know.
    strange: &'static [&'static str],
}

/// The table of `ARCHITECTURE.md`. A room that is not in it is unknown, and that is a complaint.
const ROOMS: [Room; 12] = [
    Room {
        name: "routes",
        uses: &[],
        strange: &["login_policy", "zitadel_admin", "oauth2_pkce"],
    },
    Room {
        name: "config",
        uses: &[],
        strange: &["login_policy", "zitadel_admin", "leptos"],
    },
    Room {
        name: "browser",
        uses: &[],
        strange: &["login_policy"],
    },
    Room {
        name: "session",
        uses: &["watched", "browser", "config", "routes"],
        strange: &["login_policy", "zitadel_admin"],
    },
    Room {
        name: "i18n",
        uses: &["browser"],
        strange: &["login_policy", "zitadel_admin", "oauth2_pkce"],
    },
    Room {
        name: "watched",
        uses: &[],
        strange: &["login_policy", "zitadel_admin", "oauth2_pkce"],
    },
    Room {
        name: "navigation",
        uses: &["routes"],
        strange: &["login_policy", "zitadel_admin", "oauth2_pkce"],
    },
    Room {
        name: "markup",
        uses: &["browser"],
        strange: &[
            "login_policy",
            "zitadel_admin",
            "oauth2_pkce",
            "leptos_router",
        ],
    },
    Room {
        name: "components",
        uses: &["watched", "browser", "i18n", "markup"],
        strange: &[
            "login_policy",
            "zitadel_admin",
            "oauth2_pkce",
            "leptos_router",
        ],
    },
    Room {
        name: "pages",
        uses: &[
            "navigation",
            "watched",
            "browser",
            "components",
            "config",
            "i18n",
            "markup",
            "routes",
            "session",
        ],
        strange: &["oauth2_pkce"],
    },
    Room {
        name: "shell",
        uses: &[
            "watched",
            "browser",
            "components",
            "config",
            "i18n",
            "markup",
            "routes",
            "session",
        ],
        strange: &["oauth2_pkce", "login_policy", "zitadel_admin"],
    },
    Room {
        name: "app",
        uses: &[
            "navigation",
            "watched",
            "browser",
            "components",
            "config",
            "i18n",
            "markup",
            "pages",
            "routes",
            "session",
            "shell",
        ],
        strange: &[],
    },
];

/// The only room that may name the bindings of the web platform.
const PLATFORM: &str = "browser";

/// What is wrong with the edges of one file; `path` is relative to `src/`, with slashes.
pub fn complaints(path: &str, text: &str) -> Vec<String> {
    let code = sources::code(sources::without_tests(text), false);
    let name = room_of(path);
    if matches!(name, "main" | "lib") {
        return Vec::new();
    }
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        return vec![format!(
            "{path}: the room `{name}` is not in xtask/src/tidy/arrows.rs"
        )];
    };
    let mut found = BTreeSet::new();
    for used in edges(&code, depth(path)) {
        if used != name && !room.uses.contains(&used) && ROOMS.iter().any(|room| room.name == used)
        {
            found.insert(format!("{path}: {name} may not use {used}"));
        }
    }
    for word in words(&code) {
        let platform = matches!(word, "web_sys" | "js_sys") || word.starts_with("gloo_");
        if platform && name != PLATFORM {
            found.insert(format!("{path}: only {PLATFORM} may name {word}"));
        }
        if room.strange.contains(&word) {
            found.insert(format!("{path}: {name} may not know {word}"));
        }
    }
    if let Some(screen) = screen_of(path) {
        for other in after(&code, "crate::pages::")
            .into_iter()
            .filter(|other| *other != screen && !SHARED.contains(other))
        {
            found.insert(format!(
                "{path}: the screen {screen} may not use pages::{other}"
            ));
        }
    }
    found.into_iter().collect()
}

/// `session` for `session/keeper.rs` and `config` for `config.rs`.
fn room_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// What lies in `pages/` and is no screen: words that several of them need.
const SHARED: [&str; 1] = ["failures"];

/// The folder of a screen under `pages/`. Files that lie in `pages/` itself serve all screens.
fn screen_of(path: &str) -> Option<&str> {
    let (screen, _) = path.strip_prefix("pages/")?.split_once('/')?;
    Some(screen)
}

/// How many `super::` lead from a file to the crate.
fn depth(path: &str) -> usize {
    path.split('/').filter(|part| *part != "mod.rs").count()
}

/// First names behind `crate::`, and behind as many `super::` as lead to the crate.
fn edges(code: &str, depth: usize) -> Vec<&str> {
    let mut all = after(code, "crate::");
    let climb = "super::".repeat(depth);
    for (place, _) in code.match_indices(&climb) {
        let before = &code[..place];
        let behind = &code[place + climb.len()..];
        if !before.ends_with("::") && !behind.starts_with("super::") {
            all.extend(names(behind));
        }
    }
    all
}

/// The first names behind each place where a path begins with `prefix`.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let begins = |place: usize| {
        let last = code[..place].chars().next_back();
        !last.is_some_and(|last| is_word(last) || last == ':')
    };
    code.match_indices(prefix)
        .filter(|(place, _)| begins(*place))
        .flat_map(|(place, _)| names(&code[place + prefix.len()..]))
        .collect()
}

/// `a` of `a::b`, and `a` and `c` of `{a::{b, x}, c}`.
fn names(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else {
        return words(path).next().into_iter().collect();
    };
    let mut depth = 0_usize;
    let mut start = 0;
    let mut found = Vec::new();
    for (place, one) in group.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' | ',' if depth == 0 => {
                found.extend(words(&group[start..place]).next());
                start = place + 1;
                if one == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|one| !is_word(one))
        .filter(|word| !word.is_empty())
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

#[cfg(test)]
mod tests {
    use super::complaints;

    fn check(path: &str, text: &str, wanted: &[&str]) {
        let found = complaints(path, text);
        assert_eq!(found.len(), wanted.len(), "{found:?}");
        for (complaint, part) in found.iter().zip(wanted) {
            assert!(complaint.contains(part), "{complaint}");
        }
    }

    #[test]
    fn arrows_of_the_table_are_allowed() {
        check(
            "pages/settings/mod.rs",
            "use crate::{components::{Row, row}, i18n};",
            &[],
        );
        check(
            "app.rs",
            "use crate::pages; use crate::browser::fetch;",
            &[],
        );
        check(
            "session/keeper.rs",
            "use super::super::config; use super::tokens;",
            &[],
        );
    }

    #[test]
    fn an_arrow_that_turns_is_refused_in_every_spelling() {
        for text in [
            "use crate::pages::start;",
            "use crate::{config, pages::{a, b}};",
            "fn f() { crate::pages::start() }",
            "use super::super::pages;",
        ] {
            check("session/keeper.rs", text, &["session may not use pages"]);
        }
        check(
            "config.rs",
            "use super::pages;",
            &["config may not use pages"],
        );
    }

    #[test]
    fn the_platform_is_for_one_room() {
        check(
            "browser/fetch.rs",
            "use web_sys::Window; use gloo_net::http;",
            &[],
        );
        check(
            "pages/a/mod.rs",
            "leptos::web_sys::window()",
            &["only browser may name web_sys"],
        );
        check(
            "i18n/mod.rs",
            "use gloo_timers::x;",
            &["only browser may name gloo_timers"],
        );
    }

    #[test]
    fn crates_beyond_a_rooms_subject_are_refused() {
        check(
            "components/row.rs",
            "use login_policy::Field;",
            &["may not know login_policy"],
        );
        check(
            "session/api.rs",
            "use zitadel_admin as z;",
            &["may not know zitadel_admin"],
        );
    }

    #[test]
    fn screens_do_not_know_each_other() {
        check(
            "pages/review/mod.rs",
            "use crate::pages::settings::Model;",
            &["may not use pages::settings"],
        );
        check("pages/review/mod.rs", "use crate::pages::review::x;", &[]);
        check("pages/review/mod.rs", "use crate::pages::failures::x;", &[]);
    }

    #[test]
    fn comments_strings_and_tests_draw_no_arrow() {
        check(
            "config.rs",
            "//! crate::pages\nconst A: &str = \"crate::pages web_sys\";\n#[cfg(test)]\nmod tests { use crate::pages; }",
            &[],
        );
    }

    #[test]
    fn a_room_without_a_place_in_the_table_is_refused() {
        check("attic.rs", "", &["not in xtask/src/tidy/arrows.rs"]);
    }
}

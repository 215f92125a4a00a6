//! Where to go after signing in: only to this site, whoever reads the path later.

use oauth2_pkce::{LocalPath, LocalPathError};
use proptest::prelude::*;

const CLOSED: [&str; 2] = ["/auth/callback", "/signed-out"];

fn parse(raw: &str) -> Result<(), LocalPathError> {
    LocalPath::parse(raw, &CLOSED).map(|_| ())
}

#[test]
fn paths_of_this_site_are_kept_as_they_are() {
    for raw in [
        "/",
        "/settings/login",
        "/settings/login/",
        "/settings/login?tab=a%2Fb&next=//x#top",
        "/a%20b",
        "/100%",
        "/auth/callbacks",
        "/auth",
        "/?return=https://evil.example",
        "/#//evil",
        "/.well-known/x",
    ] {
        let path = LocalPath::parse(raw, &CLOSED);
        assert_eq!(path.map(|p| p.as_str().to_owned()), Ok(raw.to_owned()));
    }
}

#[test]
fn s06_ways_off_this_site_are_refused() {
    for raw in [
        "",
        "settings",
        "?x",
        "#x",
        "//evil.example",
        "///evil.example",
        "/%2f/evil.example",
        "/%2F%2Fevil.example",
        "/%2fevil.example",
        "/a//b",
        "/.//evil.example",
        "/..//evil.example",
        "/./",
        "/a/../..",
        "/%2e%2e/x",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
    ] {
        assert_eq!(parse(raw), Err(LocalPathError::NotLocal), "{raw}");
    }
    for raw in [
        "/\\evil.example",
        "\\\\evil.example",
        "/%5cevil.example",
        "/a%5C..%5Cb",
        "/\t/evil.example",
        "/\n/evil.example",
        "/%09/evil.example",
        "/%00",
        " /",
        "/a b",
        "/é",
        "\u{202e}/",
    ] {
        assert_eq!(parse(raw), Err(LocalPathError::Character), "{raw:?}");
    }
}

#[test]
fn s06_the_pages_of_the_sign_in_itself_are_refused() {
    for raw in [
        "/auth/callback",
        "/auth/callback/",
        "/auth/callback?code=x",
        "/auth/callback#x",
        "/AUTH/Callback",
        "/auth/%63allback",
        "/signed-out",
        "/signed-out?state=x",
    ] {
        assert_eq!(parse(raw), Err(LocalPathError::Closed), "{raw}");
    }
}

#[test]
fn two_kilobytes_are_the_limit() {
    let path = |length: usize| "/".to_owned() + &"a".repeat(length - 1);
    assert_eq!(parse(&path(2_048)), Ok(()));
    assert_eq!(parse(&path(2_049)), Err(LocalPathError::TooLong));
}

#[test]
fn a_refused_path_becomes_the_start_page() {
    assert_eq!(LocalPath::or_root("//evil", &CLOSED), LocalPath::root());
    assert_eq!(LocalPath::or_root("/a", &CLOSED).as_str(), "/a");
}

proptest! {
    #[test]
    fn no_text_panics(raw in ".{0,80}") {
        let path = LocalPath::or_root(&raw, &CLOSED);
        prop_assert!(path.as_str().starts_with('/'));
    }

    #[test]
    fn what_is_accepted_never_names_another_host(raw in "[/\\\\.%2fF5cCe:a?#@\t]{0,12}") {
        if let Ok(path) = LocalPath::parse(&raw, &CLOSED) {
            let path = path.as_str();
            prop_assert!(path.starts_with('/'));
            prop_assert!(!path.starts_with("//") && !path.starts_with("/\\"));
            prop_assert!(!path.contains(['\t', '\\']));
        }
    }
}

//! The server asked over the network, as a browser would.

use super::{Options, Server, issuers_of};
use std::fs;
use std::path::PathBuf;

fn dist(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xtask-serve-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("index.html"), "<!doctype html>".repeat(50)).expect("a file");
    let config = r#"{"instances":[{"name":"a","issuer":"https://a.example","clientId":"1"}]}"#;
    fs::write(folder.join("config.json"), config).expect("a file");
    folder
}

fn get(url: &str, headers: &[(&str, &str)]) -> (u16, ureq::http::HeaderMap, String) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let mut request = agent.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = request.call().expect("an answer");
    let body = response.body_mut().read_to_vec().expect("a body");
    let status = response.status().as_u16();
    (
        status,
        response.headers().clone(),
        String::from_utf8_lossy(&body).into_owned(),
    )
}

#[test]
fn a_page_comes_under_the_policy_of_its_issuer() {
    let dist = dist("page");
    let server = Server::start(&dist, Options::default()).expect("a server");
    let url = format!("{}/settings/login?a=b.c", server.origin());
    let (status, headers, body) = get(&url, &[]);
    assert_eq!(status, 200);
    assert!(body.starts_with("<!doctype html>"));
    assert_eq!(headers["Content-Type"], "text/html");
    let policy = headers["Content-Security-Policy"].to_str().expect("text");
    assert!(
        policy.contains("connect-src 'self' https://a.example;"),
        "{policy}"
    );
    assert_eq!(headers["Cache-Control"], "no-store");
    assert_eq!(server.requests(), ["/settings/login?a=b.c"]);
    drop(server);
    fs::remove_dir_all(dist).expect("removed");
}

#[test]
fn a_file_that_is_missing_is_not_answered_with_a_page() {
    let dist = dist("missing");
    let server = Server::start(&dist, Options::default()).expect("a server");
    for path in ["/locales/xx.json", "/../secret.txt", "/%2e%2e/secret.txt"] {
        let (status, headers, _) = get(&format!("{}{path}", server.origin()), &[]);
        assert_eq!(status, 404, "{path}");
        assert_eq!(headers["Cache-Control"], "no-store");
        assert!(headers.contains_key("Content-Security-Policy"));
    }
    drop(server);
    fs::remove_dir_all(dist).expect("removed");
}

#[test]
fn the_brotli_form_is_sent_to_those_who_take_it() {
    let dist = dist("brotli");
    fs::write(dist.join("a-0f3ab24c9d.js"), "let a = 1;").expect("a file");
    fs::write(dist.join("a-0f3ab24c9d.js.br"), "small").expect("a file");
    let server = Server::start(&dist, Options::default()).expect("a server");
    let url = format!("{}/a-0f3ab24c9d.js", server.origin());
    let (_, headers, body) = get(&url, &[("Accept-Encoding", "gzip, br")]);
    assert_eq!(headers["Content-Encoding"], "br");
    assert_eq!(headers["Content-Type"], "text/javascript");
    assert_eq!(body, "small");
    let (_, headers, body) = get(&url, &[("Accept-Encoding", "gzip")]);
    assert!(!headers.contains_key("Content-Encoding"));
    assert_eq!(body, "let a = 1;");
    drop(server);
    fs::remove_dir_all(dist).expect("removed");
}

#[test]
fn other_settings_are_served_in_place_of_the_file() {
    let dist = dist("settings");
    let config = r#"{"instances":[{"name":"b","issuer":"http://localhost:1","clientId":"2"}]}"#;
    let options = Options {
        config: Some(config.to_owned()),
        ..Options::default()
    };
    let server = Server::start(&dist, options).expect("a server");
    let (_, headers, body) = get(&format!("{}/config.json", server.origin()), &[]);
    assert_eq!(body, config);
    let policy = headers["Content-Security-Policy"].to_str().expect("text");
    assert!(
        policy.contains("connect-src 'self' http://localhost:1;"),
        "{policy}"
    );
    drop(server);
    fs::remove_dir_all(dist).expect("removed");
}

#[test]
fn a_copy_that_is_still_good_is_not_sent_again() {
    let dist = dist("copy");
    fs::create_dir_all(dist.join("locales")).expect("a folder");
    fs::write(dist.join("locales/en.json"), "{}").expect("a file");
    let server = Server::start(&dist, Options::default()).expect("a server");
    let url = format!("{}/locales/en.json", server.origin());
    let (status, headers, _) = get(&url, &[]);
    assert_eq!(status, 200);
    assert_eq!(headers["Cache-Control"], "no-cache");
    let changed = headers["Last-Modified"].to_str().expect("text").to_owned();
    assert_eq!(get(&url, &[("If-Modified-Since", &changed)]).0, 304);
    let long_ago = "Mon, 01 Jan 2024 00:00:00 GMT";
    assert_eq!(get(&url, &[("If-Modified-Since", long_ago)]).0, 200);
    drop(server);
    fs::remove_dir_all(dist).expect("removed");
}

#[test]
fn a_folder_without_a_page_is_not_served() {
    let nowhere = std::env::temp_dir().join("xtask-serve-nowhere");
    assert!(Server::start(&nowhere, Options::default()).is_err());
}

#[test]
fn issuers_are_read_from_the_settings() {
    assert_eq!(
        issuers_of(r#"{"instances":[{"issuer":"https://a/"}]}"#),
        ["https://a"]
    );
    assert!(issuers_of("<html>").is_empty());
}

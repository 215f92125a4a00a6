//! The program as a person or a tool starts it: the line that it prints, and what it refuses.

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

#[test]
fn it_says_on_one_line_how_to_reach_it_and_is_there() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dev-instance"))
        .args(["--port", "0", "--console", "http://localhost:9000/"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(program.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let issuer = ready["issuer"].as_str().unwrap().to_owned();
    let address = issuer.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let request = "GET /.well-known/openid-configuration HTTP/1.1\r\n";
    write!(
        stream,
        "{request}Host: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    program.kill().unwrap();
    program.wait().unwrap();

    assert!(
        answer.contains(&format!("\"issuer\":\"{issuer}\"")),
        "{answer}"
    );
    let callback = "http://localhost:9000/auth/callback";
    assert_eq!(ready["redirectUris"], serde_json::json!([callback]));
    for member in ["clientId", "pat"] {
        assert!(!ready[member].as_str().unwrap().is_empty(), "{member}");
    }
    for id in ["instance", "org", "project", "app"] {
        assert_eq!(ready["ids"][id].as_str().unwrap().len(), 18, "{id}");
    }
    assert_eq!(ready["ids"]["idps"].as_object().unwrap().len(), 5);
    // The console of a fresh checkout is registered here, so that `cargo xtask dev` just works.
    let config = include_str!("../../public/config.json");
    let config: Value = serde_json::from_str(config).unwrap();
    assert_eq!(config["instances"][0]["clientId"], ready["clientId"]);
}

#[test]
fn it_refuses_what_it_does_not_know() {
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dev-instance"));
        program.args(arguments).output().unwrap()
    };
    for arguments in [
        &["--colour"][..],
        &["--zitadel", "5.0"],
        &["--bare", "--providers", "7"],
        &["--fresh", "--bare"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let output = run(&["--colour"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("unexpected argument '--colour'"), "{said}");
}

//! Which default redirect addresses are refused.

use login_policy::redirect::{RedirectFault, judge};

#[test]
fn addresses_that_zitadel_takes_are_taken() {
    for address in [
        "",
        "https://app.example.com/start",
        "HTTPS://app.example.com",
        "http://localhost:8080/a?b=%zz#c",
        "https://user@app.example.com:443/",
        "https://[::1]:8080/",
        "app.example:/start",
        "app.example:start",
        "https://app.example.com/a%20b",
    ] {
        assert_eq!(judge(address), Ok(()), "{address}");
    }
}

#[test]
fn addresses_that_zitadel_refuses_are_refused() {
    for (address, fault) in [
        ("app.example.com", RedirectFault::NoScheme),
        ("/start", RedirectFault::NoScheme),
        (" https://app.example.com", RedirectFault::NoScheme),
        ("1app:/", RedirectFault::NoScheme),
        (":start", RedirectFault::NoScheme),
        ("https:///start", RedirectFault::NoHost),
        ("https:start", RedirectFault::NoHost),
        ("http://", RedirectFault::NoHost),
        ("http://user@/", RedirectFault::NoHost),
        ("https://:443/", RedirectFault::NoHost),
        ("https://a b/", RedirectFault::BadHost),
        ("https://app.example.com:port/", RedirectFault::BadHost),
        ("https://app.example.com:44x/", RedirectFault::BadHost),
        ("https://[::1", RedirectFault::BadHost),
        ("https://app.example.com/%zz", RedirectFault::BadEscape),
        ("https://app.example.com/%2", RedirectFault::BadEscape),
        (
            "https://app.example.com/\n",
            RedirectFault::ControlCharacter,
        ),
    ] {
        assert_eq!(judge(address), Err(fault), "{address}");
    }
}

#[test]
fn schemes_that_run_code_or_read_files_are_refused_however_they_are_written() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://app.example.com/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/hosts",
    ] {
        assert_eq!(
            judge(address),
            Err(RedirectFault::DangerousScheme),
            "{address}"
        );
    }
    assert_eq!(
        judge("java\tscript:alert(1)"),
        Err(RedirectFault::ControlCharacter)
    );
}

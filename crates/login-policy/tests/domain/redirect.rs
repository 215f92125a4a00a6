//! Which default redirect addresses are refused.

use login_policy::redirect::{RedirectError, validate};

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
        assert_eq!(validate(address), Ok(()), "{address}");
    }
}

#[test]
fn addresses_that_zitadel_refuses_are_refused() {
    for (address, fault) in [
        ("app.example.com", RedirectError::NoScheme),
        ("/start", RedirectError::NoScheme),
        (" https://app.example.com", RedirectError::NoScheme),
        ("1app:/", RedirectError::NoScheme),
        (":start", RedirectError::NoScheme),
        ("https:///start", RedirectError::NoHost),
        ("https:start", RedirectError::NoHost),
        ("http://", RedirectError::NoHost),
        ("http://user@/", RedirectError::NoHost),
        ("https://:443/", RedirectError::NoHost),
        ("https://a b/", RedirectError::BadHost),
        ("https://app.example.com:port/", RedirectError::BadHost),
        ("https://app.example.com:44x/", RedirectError::BadHost),
        ("https://[::1", RedirectError::BadHost),
        ("https://app.example.com/%zz", RedirectError::BadEscape),
        ("https://app.example.com/%2", RedirectError::BadEscape),
        (
            "https://app.example.com/\n",
            RedirectError::ControlCharacter,
        ),
    ] {
        assert_eq!(validate(address), Err(fault), "{address}");
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
            validate(address),
            Err(RedirectError::DangerousScheme),
            "{address}"
        );
    }
    assert_eq!(
        validate("java\tscript:alert(1)"),
        Err(RedirectError::ControlCharacter)
    );
}

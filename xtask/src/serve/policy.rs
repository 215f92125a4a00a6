//! The headers the console is meant to be served under.
//!
//! This is what a production host should send as well; the console is tested under nothing weaker.

/// A header's name and value.
pub type Header = (&'static str, String);

/// The headers of every answer. `issuers` are the origins of the instances the console talks to;
/// `https` says whether the page came over TLS, without which HSTS means nothing (RFC 6797 §7.2).
pub fn headers(issuers: &[String], https: bool) -> Vec<Header> {
    let mut headers = vec![
        ("Content-Security-Policy", content_security(issuers)),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
                .to_owned(),
        ),
    ];
    if https {
        headers.push((
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains".to_owned(),
        ));
    }
    headers
}

/// Content Security Policy Level 3: own files only, WebAssembly but no `eval`, no inline script, no
/// HTML out of strings, and the network only to ourselves and the issuers.
fn content_security(issuers: &[String]) -> String {
    let mut connect = "connect-src 'self'".to_owned();
    for issuer in issuers {
        connect.push(' ');
        connect.push_str(issuer);
    }
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        &connect,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// How long a file may be kept. Names with a hash never change what they name; the page and its
/// settings are asked for anew each time; the rest is kept but compared.
pub fn cache_control(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap_or(path) {
        "index.html" | "config.json" => "no-store",
        name if has_hash(name) => "public, max-age=31536000, immutable",
        _ => "no-cache",
    }
}

/// Whether Trunk put a hash into the name: `console-0f3ab24c9d.css`, `console-0f3ab24c9d_bg.wasm`.
fn has_hash(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        let hash = hash.strip_suffix("_bg").unwrap_or(hash);
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The media type of a file, by its name.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{cache_control, headers};

    #[test]
    fn scripts_come_from_the_own_origin_and_are_never_inline() {
        let all = headers(&["https://login.acme.example".to_owned()], true);
        let policy = &all[0].1;
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(policy.contains("connect-src 'self' https://login.acme.example;"));
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn transport_security_is_promised_only_over_tls() {
        let promised = |https| {
            let all = headers(&[], https);
            all.iter()
                .any(|(name, _)| *name == "Strict-Transport-Security")
        };
        assert!(promised(true));
        assert!(!promised(false));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for (path, wanted) in [
            ("/index.html", "no-store"),
            ("/config.json", "no-store"),
            ("/locales/en.json", "no-cache"),
            ("/boot.js", "no-cache"),
            ("/login-console.js", "no-cache"),
            (
                "/login-console-0f3ab24c9d31e6aa.js",
                "public, max-age=31536000, immutable",
            ),
            (
                "/login-console-0f3ab24c9d31e6aa_bg.wasm",
                "public, max-age=31536000, immutable",
            ),
        ] {
            assert_eq!(cache_control(path), wanted, "{path}");
        }
    }
}

//! The headers the console is meant to be served under.
//!
//! This is what a production host should send as well; the console is tested under nothing weaker.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};

/// The headers of every answer. `issuers` are the origins of the instances the console talks to.
pub fn headers(issuers: &[String]) -> [(HeaderName, String); 6] {
    let fixed = |name: &'static str, value: &str| (HeaderName::from_static(name), value.to_owned());
    [
        (CONTENT_SECURITY_POLICY, content_security(issuers)),
        (REFERRER_POLICY, "no-referrer".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        fixed("cross-origin-opener-policy", "same-origin"),
        fixed("cross-origin-resource-policy", "same-origin"),
        fixed(
            "permissions-policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ]
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
    let name = path.rsplit('/').next().unwrap_or(path);
    // A path without an extension is a page, which index.html answers.
    if matches!(name, "index.html" | "config.json") || !name.contains('.') {
        "no-store"
    } else if has_hash(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether Trunk put a hash into the name: `index-0f3ab24c9d.css`, `console-0f3ab24c9d_bg.wasm`.
pub fn has_hash(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        let hash = hash.strip_suffix("_bg").unwrap_or(hash);
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::{cache_control, content_security};

    #[test]
    fn scripts_come_from_the_own_origin_and_are_never_inline() {
        let policy = content_security(&["https://login.acme.example".to_owned()]);
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(policy.contains("connect-src 'self' https://login.acme.example;"));
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types 'none'"));
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for (path, wanted) in [
            ("/", "no-store"),
            ("/settings/login", "no-store"),
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

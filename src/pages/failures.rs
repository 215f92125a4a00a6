//! What went wrong with a sign-in, as keys of the catalogue. No page: the pages that say it share it.

/// The sentence and the next step for a code of `oauth2-pkce`.
pub fn sign_in_words(code: &str) -> (&'static str, &'static str) {
    match code {
        "AUTH-INSECURE" => ("auth.insecure", "auth-todo.https"),
        "AUTH-STORAGE" => ("auth.storage", "auth-todo.storage"),
        "AUTH-NET" => ("auth.net", "auth-todo.net"),
        "AUTH-DISCOVERY" | "AUTH-ISSUER" | "AUTH-CONFIG" => ("auth.discovery", "auth-todo.config"),
        "AUTH-STATE" | "AUTH-CODE" => ("auth.state", "auth-todo.again"),
        "AUTH-CALLBACK" => ("auth.callback", "auth-todo.again"),
        "AUTH-ISS" => ("auth.iss", "auth-todo.again"),
        "AUTH-DENIED" | "AUTH-INTERACTION" => ("auth.denied", "auth-todo.again"),
        "AUTH-OP" => ("auth.op", "auth-todo.later"),
        "AUTH-CLIENTCFG" => ("auth.client", "auth-todo.register"),
        "AUTH-TOKENRESP" => ("auth.token", "auth-todo.later"),
        "AUTH-CLOCK" => ("auth.unverified", "auth-todo.clock"),
        "AUTH-LOOP" => ("auth.loop", "auth-todo.later"),
        _ => ("auth.unverified", "auth-todo.again"),
    }
}

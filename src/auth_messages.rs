//! Codes of a sign-in that did not work out, as keys of the catalogue.

/// Keys of the sentence and of the next step for an `AUTH-…` code.
pub fn auth_message(code: &str) -> (&'static str, &'static str) {
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

//! The `config.json` of a deployment.

use serde::Serialize;

#[derive(Serialize)]
struct Config<'a> {
    instances: [Instance<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Instance<'a> {
    name: &'a str,
    issuer: &'a str,
    client_id: &'a str,
}

/// A `config.json` for one instance, which is called by its host.
pub fn config_text(issuer: &str, client_id: &str) -> String {
    let name = issuer.split_once("://").map_or(issuer, |(_, host)| host);
    let config = Config {
        instances: [Instance {
            name,
            issuer,
            client_id,
        }],
    };
    // Three texts cannot fail to become JSON.
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::config_text;

    #[test]
    fn the_config_names_instance_issuer_and_client() {
        let text = config_text("https://login.acme.example", "34\"1");
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            read,
            serde_json::json!({"instances": [{
                "name": "login.acme.example",
                "issuer": "https://login.acme.example",
                "clientId": "34\"1",
            }]})
        );
    }
}

//! Refusals of a list of allowed languages that no recording holds.

use crate::client::Instance;
use dev_instance::Version;
use serde_json::json;

#[test]
fn lists_of_languages_are_refused_for_what_is_wrong_with_them() {
    let instance = Instance::recorded(Version::V4_3);
    for (list, message) in [
        (json!(["?"]), "Could not parse language (LANG-jc8Sq)"),
        (
            json!(["en", "el"]),
            "Language is not supported (LANG-lg4DP)",
        ),
        (
            json!(["el", "fi"]),
            "Errors.Languages.NotSupported: [el fi] (LANG-XHiK5)",
        ),
        (
            json!(["en", "de", "en"]),
            "Errors.Languages.Duplicate: [en] (LANG-XHiK5)",
        ),
        (
            json!(["en", "en", "en"]),
            "Languages have duplicates (LANG-3M9f2)",
        ),
        (
            json!(["de"]),
            "The default language must be allowed (COMMAND-L0m2u)",
        ),
    ] {
        let body = json!({"allowedLanguages": {"list": list}});
        let reply = instance.call(instance.pat(), "PUT", "/admin/v1/restrictions", &body);
        assert_eq!(
            (reply.status, reply.json()["message"].as_str()),
            (400, Some(message))
        );
    }
}

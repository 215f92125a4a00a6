//! Whose login settings API v2 shows.

use crate::client::Instance;
use dev_instance::Version;
use serde_json::json;

/// Whose settings are shown for a context.
fn owner_type(instance: &Instance, context: &str) -> String {
    let path = format!("/v2/settings/login{context}");
    let reply = instance.call(instance.pat(), "GET", &path, &json!(null));
    assert_eq!(reply.status, 200, "{}", reply.body);
    let read = reply.json();
    read["settings"]["resourceOwnerType"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn settings_of_an_organization_are_its_own_only_where_it_is_asked_for() {
    let instance = Instance::recorded(Version::V4_3);
    let own = json!({"allowUsernamePassword": true});
    let path = "/management/v1/policies/login";
    let reply = instance.call(instance.pat(), "POST", path, &own);
    assert_eq!(reply.status, 200, "{}", reply.body);
    let org = instance.ready["ids"]["org"].as_str().unwrap();
    for (context, owner) in [
        (format!("?ctx.orgId={org}"), "RESOURCE_OWNER_TYPE_ORG"),
        (String::new(), "RESOURCE_OWNER_TYPE_ORG"),
        ("?ctx.orgId=1".to_owned(), "RESOURCE_OWNER_TYPE_INSTANCE"),
        (
            "?ctx.instance=true".to_owned(),
            "RESOURCE_OWNER_TYPE_INSTANCE",
        ),
    ] {
        assert_eq!(owner_type(&instance, &context), owner, "{context}");
    }
}

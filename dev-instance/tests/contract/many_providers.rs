//! An instance with as many identity providers as a large one has.

use crate::client::Instance;
use dev_instance::{Seed, Version};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn so_many_providers_of_all_kinds_are_there_and_few_are_linked() {
    let instance = Instance::start(Version::V4_3, Seed::Furnished { providers: 1_000 }, 0);
    let search = |offset: usize| {
        let body = json!({"query": {"offset": offset.to_string(), "limit": 500}});
        let path = "/admin/v1/idps/templates/_search";
        instance.call(instance.pat(), "POST", path, &body).json()
    };
    let pages = [search(0), search(500)];
    assert_eq!(pages[0]["details"]["totalResult"], "1000");
    let all: Vec<&Value> = pages
        .iter()
        .flat_map(|page| page["result"].as_array().unwrap())
        .collect();
    let ids: BTreeSet<&str> = all.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let kinds: BTreeSet<&str> = all
        .iter()
        .map(|one| one["type"].as_str().unwrap())
        .collect();
    assert_eq!((ids.len(), kinds.len()), (1_000, 12));
    let nameless = all.iter().filter(|one| one.get("name").is_none());
    assert!(nameless.count() > 100);
    let policy = instance.call(
        instance.pat(),
        "GET",
        "/admin/v1/policies/login",
        &json!(null),
    );
    assert_eq!(
        policy.json()["policy"]["idps"].as_array().unwrap().len(),
        30
    );
}

//! The read side that stays behind: what it shows, what catches it up, and that writes never rest on
//! it.

use crate::client::Instance;
use dev_instance::{Seed, Version};
use serde_json::{Value, json};
use std::time::Duration;

const POLICY: &str = "/admin/v1/policies/login";
const FACTORS: &str = "/admin/v1/policies/login/second_factors";
const LONG: u64 = 600_000;

fn recorded(lag_millis: u64) -> Instance {
    Instance::start(Version::V4_3, Seed::Recorded, lag_millis)
}

fn get(instance: &Instance, path: &str) -> Value {
    let reply = instance.call(instance.pat(), "GET", path, &Value::Null);
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.json()
}

fn post(instance: &Instance, path: &str, body: &Value) -> (u16, Value) {
    let reply = instance.call(instance.pat(), "POST", path, body);
    (reply.status, reply.json())
}

fn factors(instance: &Instance) -> usize {
    let policy = get(instance, POLICY);
    policy["policy"]["secondFactors"].as_array().unwrap().len()
}

#[test]
fn readers_see_the_old_lists_while_writers_see_the_truth() {
    let instance = recorded(LONG);
    let add = json!({"type": "SECOND_FACTOR_TYPE_OTP_SMS"});
    assert_eq!(post(&instance, FACTORS, &add).0, 200);
    assert_eq!(factors(&instance), 2);
    let (_, listed) = post(&instance, &format!("{FACTORS}/_search"), &json!({}));
    assert_eq!(listed["details"]["totalResult"], "2");
    assert_eq!(post(&instance, FACTORS, &add).0, 409);
}

#[test]
fn reading_the_settings_over_v2_catches_the_policy_up() {
    let instance = recorded(LONG);
    let add = json!({"type": "SECOND_FACTOR_TYPE_OTP_SMS"});
    let (_, added) = post(&instance, FACTORS, &add);
    let settings = get(&instance, "/v2/settings/login?ctx.instance=true");
    assert_eq!(
        settings["details"]["sequence"],
        added["details"]["sequence"]
    );
    assert_eq!(factors(&instance), 3);
}

#[test]
fn links_are_not_caught_up_with_the_policy() {
    let instance = Instance::start(Version::V4_3, Seed::Furnished { providers: 0 }, LONG);
    let github = &instance.ready["ids"]["idps"]["github"];
    let path = format!("{POLICY}/idps");
    assert_eq!(post(&instance, &path, &json!({ "idpId": github })).0, 200);
    get(&instance, "/v2/settings/login?ctx.instance=true");
    let (_, listed) = post(&instance, &format!("{path}/_search"), &json!({}));
    assert_eq!(listed["details"]["totalResult"], "3");
}

#[test]
fn the_event_log_is_always_current() {
    let instance = recorded(LONG);
    let (_, added) = post(&instance, FACTORS, &json!({"type": 3}));
    let (_, events) = post(&instance, "/admin/v1/events/_search", &json!({"limit": 1}));
    assert_eq!(
        events["events"][0]["sequence"],
        added["details"]["sequence"]
    );
    assert_eq!(events["events"][0]["payload"], json!({"mfaType": 3}));
}

#[test]
fn the_lag_comes_to_an_end() {
    let instance = recorded(30);
    assert_eq!(post(&instance, FACTORS, &json!({"type": 3})).0, 200);
    for _ in 0..200 {
        if factors(&instance) == 3 {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("a write does not show after two seconds");
}

//! Every recorded scenario against a fresh instance over real HTTP. Nothing of a scenario is left
//! out. Where a recording takes for granted what another one left behind, that is done first.

use crate::client::Instance;
use crate::player::Player;
use crate::recording::Scenario;
use dev_instance::Version;
use serde_json::{Value, json};

const POLICY: &str = "/admin/v1/policies/login";

/// The releases of which there are recordings.
const VERSIONS: [Version; 2] = [Version::V4_3, Version::V4_13];

#[track_caller]
fn replay(name: &str) {
    for version in VERSIONS {
        let instance = Instance::recorded(version);
        Player::new(&instance).play(&Scenario::read(version, name));
    }
}

#[test]
fn reading_the_policy_is_as_recorded() {
    replay("read-policy");
}

#[test]
fn adding_and_removing_the_multi_factor_is_as_recorded() {
    replay("add-multi-factor");
}

#[test]
fn updating_the_policy_is_as_recorded() {
    replay("update-policy");
}

#[test]
fn the_second_factors_are_as_recorded() {
    replay("second-factors");
}

#[test]
fn cross_origin_sharing_is_as_recorded() {
    replay("cors");
}

#[test]
fn refusals_are_as_recorded() {
    replay("refused");
}

#[test]
fn errors_are_said_in_the_recorded_languages() {
    replay("errors-by-language");
}

#[test]
fn what_people_know_of_themselves_is_as_recorded() {
    replay("me");
}

#[test]
fn the_openid_provider_is_as_recorded() {
    replay("oidc");
}

#[test]
fn signing_out_is_as_recorded() {
    replay("sign-out");
}

#[test]
fn forcing_a_second_factor_is_as_recorded() {
    replay("forced-mfa");
}

#[test]
fn registering_the_console_is_as_recorded() {
    replay("connect");
}

#[test]
fn making_and_removing_people_is_as_recorded() {
    replay("people");
}

#[test]
fn role_holders_are_as_recorded() {
    replay("owners");
}

#[test]
fn identity_providers_are_as_recorded() {
    replay("identity-providers");
}

#[test]
fn restrictions_and_languages_are_as_recorded() {
    replay("restrictions-and-languages");
}

#[test]
fn the_reach_of_a_change_is_as_recorded() {
    replay("reach");
}

/// The history was recorded at the end of most other scenarios, so these come first, and then the
/// last changes before it, of which no recording tells.
#[test]
fn the_history_is_as_recorded() {
    for version in VERSIONS {
        replay_history(version);
    }
}

fn replay_history(version: Version) {
    let instance = Instance::recorded(version);
    let mut player = Player::new(&instance);
    let scenario = |name| Scenario::read(version, name);
    for name in ["add-multi-factor", "update-policy", "second-factors"] {
        player.play(&scenario(name));
    }
    for factor in ["SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F"] {
        let path = format!("{POLICY}/second_factors");
        player.owner("POST", &path, &json!({ "type": factor }));
    }
    player.play(&scenario("identity-providers"));
    let github = player.bindings.values["idp.github"].clone();
    player.owner(
        "DELETE",
        &format!("/admin/v1/idps/templates/{github}"),
        &Value::Null,
    );
    player.play(&scenario("restrictions-and-languages"));
    player.owner("DELETE", &format!("{POLICY}/multi_factors/1"), &Value::Null);
    player.owner(
        "POST",
        &format!("{POLICY}/multi_factors"),
        &json!({"type": 1}),
    );
    let mut policy = player.owner("GET", POLICY, &Value::Null).json()["policy"].take();
    let before = policy.clone();
    policy["passwordlessType"] = "PASSWORDLESS_TYPE_NOT_ALLOWED".into();
    policy["passwordCheckLifetime"] = "3600s".into();
    policy["defaultRedirectUri"] = "https://app.example.com/".into();
    player.by("besitzer", "PUT", POLICY, &policy);
    player.owner("PUT", POLICY, &before);
    player.play(&scenario("history"));
}

#[test]
fn every_recording_is_replayed() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/contract");
    let source = include_str!("replay.rs");
    for folder in [root.to_owned(), format!("{root}/v4x")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = name.strip_suffix(".json").unwrap_or_default();
            let is_table = ["sign-in-outcomes", "own-token", "login-v2-cache"]
                .iter()
                .any(|table| name.starts_with(table));
            if name.is_empty() || is_table {
                continue;
            }
            assert!(
                source.contains(&format!("\"{name}\"")),
                "{name}.json is not replayed"
            );
        }
    }
}

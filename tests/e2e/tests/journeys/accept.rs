//! The acceptance of an instance, here of a stand-in: it has to leave no trace.

use e2e::accept::{Acceptance, Options};
use e2e::error::{TestResult, ensure_eq};
use e2e::fixture::{FixturePool, StandIn};
use e2e::instance::{Instance, MULTI_FACTORS, SECOND_FACTORS};
use e2e::journeys::ALL;
use serde_json::{Value, json};
use std::path::Path;
use xtask::{dev_instance, paths};

const PROJECTS: &str = "/management/v1/projects";

pub const NAME: &str = "accept::an_instance_is_left_as_it_was";

/// Journeys that sign somebody in, change fields and factors, and leave them changed.
const JOURNEYS: [&str; 2] = [
    "sign_in::an_owner_signs_in_and_is_named",
    "direct_apply::a_factor_and_a_field_are_two_calls",
];

pub fn an_instance_is_left_as_it_was(pool: &FixturePool) -> Result<(), String> {
    attempt(pool).map_err(|error| error.to_string())?
}

fn attempt(pool: &FixturePool) -> TestResult<Result<(), String>> {
    let stand_in = StandIn::start(&dev_instance::Options::default())?;
    let pat_file = paths::target().join(format!("accept-{}.pat", std::process::id()));
    fs_err::write(&pat_file, &stand_in.token)?;
    let before = traces(&stand_in.instance)?;
    let accepted = accept(pool, &stand_in.instance.issuer, &pat_file);
    // It is worth nothing once the stand-in has ended.
    fs_err::remove_file(&pat_file)?;
    let accepted = accepted?;
    ensure_eq("what is there", traces(&stand_in.instance)?, before)?;
    Ok(accepted)
}

fn accept(pool: &FixturePool, issuer: &str, pat_file: &Path) -> TestResult<Result<(), String>> {
    let options = Options {
        instance: issuer.to_owned(),
        pat_file: pat_file.to_owned(),
    };
    let acceptance = Acceptance::begin(pool.prepare()?, &options)?;
    let journeys = JOURNEYS.map(|name| ALL.iter().find(|journey| journey.name == name));
    let results: Vec<Result<(), String>> = journeys
        .iter()
        .map(|journey| match journey {
            Some(journey) => acceptance.run(journey),
            None => Err(format!("one of {JOURNEYS:?} is no journey")),
        })
        .collect();
    let left = acceptance.finish();
    ensure_eq("what could not be put back", left, Vec::<String>::new())?;
    Ok(results.into_iter().collect())
}

/// Everything that an acceptance changes for a while.
fn traces(instance: &Instance) -> TestResult<Value> {
    let api = &instance.api;
    let ids = |path: &str, member: &str| -> TestResult<Vec<String>> {
        let found = api.post(&format!("{path}/_search"), &json!({}))?;
        let all = found["result"].as_array().map(Vec::as_slice);
        let ids = all.unwrap_or_default().iter().map(|one| &one[member]);
        Ok(ids.filter_map(Value::as_str).map(str::to_owned).collect())
    };
    let mut apps = Vec::new();
    for project in ids(PROJECTS, "id")? {
        let path = format!("{PROJECTS}/{project}/apps");
        for app in ids(&path, "id")? {
            apps.push(api.get(&format!("{path}/{app}"))?["app"]["oidcConfig"].take());
        }
    }
    Ok(json!({
        "settings": instance.consistent_settings()?.fields,
        "factors": [instance.factors(MULTI_FACTORS)?, instance.factors(SECOND_FACTORS)?],
        "members": ids("/admin/v1/members", "userId")?,
        "apps": apps,
    }))
}

//! A new instance: the events of its set-up, the app of the console, and whoever and whatever else
//! is wanted.

use super::event_log::EventLog;
use super::eventual::Eventual;
use super::features::{Features, LoginV2};
use super::login_policy::LoginPolicy;
use super::organization::Organization;
use super::revision::Revision;
use super::settings_cache::SettingsCache;
use super::sign_in::SignIns;
use super::state::Instance;
use super::tokens::Tokens;
use super::{seed_app, seed_many_providers, seed_people, seed_providers, seed_set_up};
use crate::settings::{Seed, Settings};

const FIRST_ID: u64 = 400_922_700_000_000_000;

/// A new instance as these settings want it.
pub(crate) fn instance(settings: &Settings) -> Instance {
    let mut instance = empty(settings);
    seed_set_up::add(&mut instance);
    if settings.seed != Seed::Fresh {
        seed_people::add_recorded(&mut instance);
    }
    seed_app::add(&mut instance, &settings.consoles);
    if let Seed::Furnished { providers } = settings.seed {
        let keycloak = seed_providers::add(&mut instance);
        seed_people::add_with_other_methods(&mut instance, &keycloak);
        seed_many_providers::fill_up(&mut instance, providers);
    }
    instance.policy.catch_up();
    instance.links.catch_up();
    instance.providers.catch_up();
    instance.members.catch_up();
    instance
}

/// An instance in which nothing has happened yet.
fn empty(settings: &Settings) -> Instance {
    let version_name = settings.version_name.clone();
    let millis = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let lag = millis(settings.lag_millis);
    let mut instance = Instance {
        version: settings.version,
        version_name: version_name.or(settings.version.name().map(str::to_owned)),
        issuer: settings.issuer.clone(),
        id: String::new(),
        zitadel_project: String::new(),
        org: Organization {
            id: String::new(),
            name: "ZITADEL",
            domain: "zitadel.localhost",
            revision: Revision::default(),
            members: Vec::new(),
            policy: None,
        },
        log: EventLog::default(),
        policy: Eventual::new(LoginPolicy::default(), lag),
        links: Eventual::new(Vec::new(), lag),
        providers: Eventual::new(Vec::new(), lag),
        restrictions: Eventual::new(None, lag),
        members: Eventual::new(Vec::new(), lag),
        users: Vec::new(),
        projects: Vec::new(),
        sign_ins: SignIns::default(),
        tokens: Tokens::default(),
        features: Features {
            aggregate: String::new(),
            login_v2: LoginV2::default(),
            revision: Revision::default(),
        },
        login_v2_cache: SettingsCache::new(millis(settings.login_v2_cache_millis)),
        last_id: FIRST_ID,
    };
    instance.id = instance.new_id();
    instance.zitadel_project = instance.new_id();
    instance.org.id = instance.new_id();
    instance.features.aggregate = instance.new_id();
    instance
}

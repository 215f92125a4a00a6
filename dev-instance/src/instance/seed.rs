//! A new instance: the events of its set-up, the people everybody knows, the console's app, and
//! (unless the instance is to be bare) people with other means and identity providers.

use super::application::{App, Config, Project};
use super::event_log::Log;
use super::eventual::Eventual;
use super::login_policy::{Policy, Settings as PolicySettings};
use super::session::Sessions;
use super::user::{Human, Kind, Person};
use super::{Features, Instance, Member, Organization, Trace};
use crate::Settings;
use crate::wire::message::Message;
use serde_json::{Value, json};

/// The password of everybody who has one.
pub(super) const PASSWORD: &str = "Password1!";
const FIRST_ID: u64 = 400_922_700_000_000_000;

/// A new instance as these settings want it.
pub(crate) fn instance(settings: &Settings) -> Instance {
    let mut log = Log::default();
    log.begin();
    let lag = i64::try_from(settings.lag_millis).unwrap_or(i64::MAX);
    let stamp = |sequence| super::Stamp {
        sequence,
        at: crate::wire::clock::Moment::now(),
    };
    let policy = Policy {
        settings: default_policy(),
        second_factors: vec![super::login_policy::OTP, super::login_policy::U2F],
        multi_factors: vec![1],
        trace: Trace::new(stamp(0)),
    };
    let mut instance = Instance {
        issuer: settings.issuer.clone(),
        keys: settings.keys.clone(),
        id: String::new(),
        zitadel_project: String::new(),
        org: Organization {
            id: String::new(),
            name: "ZITADEL",
            domain: "zitadel.localhost",
            trace: Trace::new(stamp(0)),
        },
        log,
        policy: Eventual::new(policy, lag),
        links: Eventual::new(Vec::new(), lag),
        providers: Eventual::new(Vec::new(), lag),
        restrictions: Eventual::new(None, lag),
        members: Eventual::new(Vec::new(), lag),
        org_members: Vec::new(),
        org_policy: None,
        people: Vec::new(),
        projects: Vec::new(),
        sessions: Sessions::default(),
        features: Features {
            aggregate: String::new(),
            login_v2_required: false,
            trace: Trace::new(stamp(0)),
        },
        next_id: FIRST_ID,
    };
    instance.id = instance.new_id();
    instance.zitadel_project = instance.new_id();
    instance.org.id = instance.new_id();
    instance.features.aggregate = instance.new_id();
    set_up(&mut instance);
    instance.log.commit();
    people(&mut instance);
    console(&mut instance, &settings.consoles);
    if !settings.bare {
        super::seed_extras::add(&mut instance);
        super::seed_many_providers::fill_up(&mut instance, settings.providers);
    }
    instance.policy.catch_up();
    instance.links.catch_up();
    instance.providers.catch_up();
    instance.members.catch_up();
    instance
}

/// What a new instance has, with `mfaInitSkipLifetime` zero as the measured one was configured.
fn default_policy() -> PolicySettings {
    let wanted = json!({
        "allowUsernamePassword": true, "allowRegister": true, "allowExternalIdp": true,
        "allowDomainDiscovery": true, "passwordlessType": 1,
        "passwordCheckLifetime": 864_000_000_000_000_i64,
        "externalLoginCheckLifetime": 864_000_000_000_000_i64,
        "secondFactorCheckLifetime": 64_800_000_000_000_i64,
        "multiFactorCheckLifetime": 43_200_000_000_000_i64,
    });
    PolicySettings::from_message(&message(wanted))
}

/// The one transaction in which an instance is made. Of its events those are kept that an answer
/// shows; the numbers are those of the measured instance.
fn set_up(instance: &mut Instance) {
    let instance_id = instance.id.clone();
    let payload = instance.policy.truth().settings.added_payload();
    instance.log.skip_to(&instance_id, 15);
    let factor = |number: usize| Some(json!({ "mfaType": number }));
    let mut trace =
        Trace::new(instance.instance_event(None, "instance.policy.login.added", Some(payload)));
    for number in instance.policy.truth().second_factors.clone() {
        let kind = "instance.policy.login.secondfactor.added";
        trace.touch(instance.instance_event(None, kind, factor(number)));
    }
    let kind = "instance.policy.login.multifactor.added";
    trace.touch(instance.instance_event(None, kind, factor(1)));
    instance.policy.write(|policy| policy.trace = trace);

    for kind in ["org.added", "org.domain.added", "org.domain.verified"] {
        instance.org_event(None, kind, None);
    }
    instance.org.trace = Trace::new(instance.org_event(None, "org.domain.primary.set", None));

    instance.log.skip_to(&instance_id, 23);
    instance.instance_event(None, "instance.policy.label.activated", None);
    let features = instance.features.aggregate.clone();
    instance.log.skip_to(&features, 3);
    instance.features.trace = Trace::new(instance.feature_event(None, json!({"required": false})));
    instance.log.skip_to(&instance_id, 26);
    let machine = Kind::Machine {
        name: "Admin".to_owned(),
    };
    let machine = add_person(instance, "admin-sa", machine);
    let admin = human("ZITADEL", "Admin", "zitadel-admin@zitadel.localhost", "en");
    let admin = add_person(
        instance,
        "zitadel-admin@zitadel.localhost",
        with_password(admin),
    );
    for user in [&machine, &admin] {
        add_member(instance, user, "IAM_OWNER");
        add_org_member(instance, user, "ORG_OWNER");
    }
    let token = crate::wire::random::text(54);
    instance.sessions.personal.push((token, machine));
    instance.log.skip_to(&instance_id, 29);
    instance.instance_event(None, "instance.default.org.set", None);
    instance.log.skip_to(&instance_id, 33);
    instance.instance_event(None, "instance.domain.primary.set", None);
}

/// The people of the recordings.
fn people(instance: &mut Instance) {
    let instance_id = instance.id.clone();
    instance.log.skip_to(&instance_id, 107);
    for (username, first_name, language, role) in [
        ("owner", "Owner", "en", "IAM_OWNER"),
        ("besitzer", "Besitzer", "de", "IAM_OWNER"),
        ("viewer", "Viewer", "en", "IAM_OWNER_VIEWER"),
        ("orgowner", "Orgowner", "en", "ORG_OWNER"),
        ("nobody", "Nobody", "en", ""),
    ] {
        let email = format!("{username}@example.com");
        let human = human(first_name, "Example", &email, language);
        let id = add_person(instance, username, with_password(human));
        match role {
            "" => {}
            "ORG_OWNER" => add_org_member(instance, &id, role),
            role => add_member(instance, &id, role),
        }
    }
}

/// The console's app, as `connect` would have registered it.
fn console(instance: &mut Instance, origins: &[String]) {
    let id = instance.new_id();
    let made = instance.owned_event("project", &id, None, "project.added");
    instance.owned_event("project", &id, None, "project.application.added");
    let config = instance.owned_event(
        "project",
        &id,
        None,
        "project.application.config.oidc.added",
    );
    let app = App {
        id: instance.new_id(),
        name: "console-spa".to_owned(),
        client_id: instance.new_id(),
        config: Config::console(origins),
        trace: Trace::new(config),
    };
    instance.projects.push(Project {
        id,
        name: "Login Settings Console".to_owned(),
        apps: vec![app],
        trace: Trace::new(made),
    });
}

pub(super) fn message(value: Value) -> Message {
    match value {
        Value::Object(members) => Message(members),
        _ => Message::default(),
    }
}

pub(super) fn human(first_name: &str, last_name: &str, email: &str, language: &str) -> Human {
    Human {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        email_verified: true,
        language: language.to_owned(),
        ..Human::default()
    }
}

fn with_password(mut human: Human) -> Kind {
    human.means.password = Some(PASSWORD.to_owned());
    Kind::Human(Box::new(human))
}

/// A machine is one event, a human being two: added, and the mail address verified.
pub(super) fn add_person(instance: &mut Instance, username: &str, mut kind: Kind) -> String {
    let id = instance.new_id();
    let mut trace = match kind {
        Kind::Machine { .. } => {
            Trace::new(instance.owned_event("user", &id, None, "user.machine.added"))
        }
        Kind::Human(_) => Trace::new(instance.owned_event("user", &id, None, "user.human.added")),
    };
    if let Kind::Human(human) = &mut kind {
        let stamp = instance.owned_event("user", &id, None, "user.human.email.verified");
        trace.touch(stamp);
        trace.changed = trace.created;
        human.password_changed = human.means.password.as_ref().map(|_| trace.created);
    }
    instance.people.push(Person {
        id: id.clone(),
        username: username.to_owned(),
        active: true,
        trace,
        kind,
    });
    id
}

pub(super) fn add_member(instance: &mut Instance, user: &str, role: &str) {
    let payload = json!({"roles": [role], "userId": user});
    let stamp = instance.instance_event(None, "instance.member.added", Some(payload));
    let member = member(user, role, stamp);
    instance.members.write(|members| members.push(member));
}

fn add_org_member(instance: &mut Instance, user: &str, role: &str) {
    let payload = json!({"roles": [role], "userId": user});
    let stamp = instance.org_event(None, "org.member.added", Some(payload));
    instance.org_members.push(member(user, role, stamp));
}

fn member(user: &str, role: &str, stamp: super::Stamp) -> Member {
    Member {
        user: user.to_owned(),
        roles: vec![role.to_owned()],
        trace: Trace::new(stamp),
    }
}

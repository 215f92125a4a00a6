//! The one transaction in which an instance is made. Of its events those are kept that an answer
//! shows; names and numbers are those of the measured instances.

use super::factor::{MultiFactor, SecondFactor};
use super::login_policy::LoginSettings;
use super::revision::Revision;
use super::seed_people::{add_member, add_org_owner, add_user, human, with_password};
use super::state::Instance;
use super::tokens::PersonalAccessToken;
use super::user::UserKind;
use crate::opaque_token::{self, TokenKind};
use crate::version::Version;
use serde_json::json;

const SECOND: i64 = 1_000_000_000;

/// How a measured instance was configured, and the numbers of the instance's events that its answers
/// show.
struct SetUp {
    policy_added: u64,
    label_activated: u64,
    members_added: u64,
    default_org_set: u64,
    primary_domain_set: u64,
    /// The first number after the set-up.
    first_change: u64,
    /// Login name and name of the machine user.
    machine: [&'static str; 2],
    /// Login name, first and last name of the administrator.
    admin: [&'static str; 3],
    /// Login name and name of the machine user of login v2, where there is one.
    login_client: Option<[&'static str; 2]>,
    login_v2_base_uri: &'static str,
}

const V4_3: SetUp = SetUp {
    policy_added: 15,
    label_activated: 23,
    members_added: 26,
    default_org_set: 29,
    primary_domain_set: 33,
    first_change: 107,
    machine: ["admin-sa", "Admin"],
    admin: ["zitadel-admin@zitadel.localhost", "ZITADEL", "Admin"],
    login_client: None,
    login_v2_base_uri: "",
};

const V4_13: SetUp = SetUp {
    policy_added: 16,
    label_activated: 24,
    members_added: 27,
    default_org_set: 31,
    primary_domain_set: 35,
    first_change: 109,
    machine: ["admin", "Automatically Initialized IAM_OWNER"],
    admin: ["root@zitadel.localhost", "Root", "Admin"],
    login_client: Some(["login-client", "Automatically Initialized IAM_LOGIN_CLIENT"]),
    login_v2_base_uri: "http://localhost:3004/ui/v2/login",
};

/// Makes the instance.
pub(super) fn add(instance: &mut Instance) {
    let set_up = match instance.version {
        Version::V4_3 => &V4_3,
        Version::V4_13 => &V4_13,
    };
    let skip_to = |instance: &mut Instance, number| instance.log.skip_to(&instance.id, number);
    instance.log.begin();

    skip_to(instance, set_up.policy_added);
    add_policy(instance);
    add_org(instance);
    skip_to(instance, set_up.label_activated);
    instance.instance_event(None, "instance.policy.label.activated", None);
    add_features(instance, set_up);
    skip_to(instance, set_up.members_added);
    add_administrators(instance, set_up);
    skip_to(instance, set_up.default_org_set);
    instance.instance_event(None, "instance.default.org.set", None);
    skip_to(instance, set_up.primary_domain_set);
    instance.instance_event(None, "instance.domain.primary.set", None);

    instance.log.commit();
    skip_to(instance, set_up.first_change);
}

/// The policy of a new instance, with `mfaInitSkipLifetime` zero as the measured ones were
/// configured.
fn add_policy(instance: &mut Instance) {
    let settings = LoginSettings {
        allow_username_password: true,
        allow_register: true,
        allow_external_idp: true,
        allow_domain_discovery: true,
        allow_passkeys: true,
        password_check_lifetime: 864_000 * SECOND,
        external_login_check_lifetime: 864_000 * SECOND,
        second_factor_check_lifetime: 64_800 * SECOND,
        multi_factor_check_lifetime: 43_200 * SECOND,
        ..LoginSettings::default()
    };
    let payload = settings.added_payload();
    let added = instance.instance_event(None, "instance.policy.login.added", Some(payload));
    let mut revision = Revision::new(added);
    let second_factors = vec![SecondFactor::Otp, SecondFactor::U2f];
    for factor in &second_factors {
        let kind = "instance.policy.login.secondfactor.added";
        let payload = json!({"mfaType": *factor as i32});
        revision.touch(instance.instance_event(None, kind, Some(payload)));
    }
    let kind = "instance.policy.login.multifactor.added";
    revision.touch(instance.instance_event(None, kind, Some(json!({"mfaType": 1}))));
    instance.policy.write(|policy| {
        policy.settings = settings;
        policy.second_factors = second_factors;
        policy.multi_factors = vec![MultiFactor::U2fWithVerification];
        policy.revision = revision;
    });
}

fn add_org(instance: &mut Instance) {
    for kind in ["org.added", "org.domain.added", "org.domain.verified"] {
        instance.org_event(None, kind, None);
    }
    let last = instance.org_event(None, "org.domain.primary.set", None);
    instance.org.revision = Revision::new(last);
}

fn add_features(instance: &mut Instance, set_up: &SetUp) {
    instance.features.login_v2.base_uri = set_up.login_v2_base_uri.to_owned();
    instance.log.skip_to(&instance.features.aggregate, 3);
    instance.features.revision = Revision::new(instance.feature_event(None));
}

fn add_administrators(instance: &mut Instance, set_up: &SetUp) {
    let machine = add_machine(instance, set_up.machine);
    let [login_name, first_name, last_name] = set_up.admin;
    let admin = human(first_name, last_name, login_name, "en");
    let admin = add_user(instance, login_name, with_password(admin));
    for user in [&machine, &admin] {
        add_member(instance, user, "IAM_OWNER");
        add_org_owner(instance, user);
    }
    if let Some(names) = set_up.login_client {
        let login_client = add_machine(instance, names);
        add_member(instance, &login_client, "IAM_LOGIN_CLIENT");
    }
    let token = opaque_token::new(instance.version, TokenKind::Personal);
    let user = machine;
    instance
        .tokens
        .personal
        .push(PersonalAccessToken { token, user });
}

fn add_machine(instance: &mut Instance, [login_name, name]: [&str; 2]) -> String {
    let name = name.to_owned();
    add_user(instance, login_name, UserKind::Machine { name })
}

//! That this crate asks what was recorded, and reads every recorded success.

use login_policy::{MultiFactorType, SecondFactorType};
use serde_json::Value as Json;
use zitadel_admin::{
    Details, EventScope, EventSearch, Operation, Paging, exchange_for, factors, get_instance,
    get_instance_features, get_login_policy, get_me, get_my_login_policy, get_restrictions,
    get_user, list_authentication_methods, list_my_permissions, list_user_links,
    organization_follows_instance, providers, refresh_login_settings, search_events,
    search_members, search_providers, update_login_policy, update_restrictions,
};

use crate::support::{Release, all, body, check_request, fresh, operation_of};

#[test]
fn the_eight_writes_ask_as_recorded() {
    use login_policy::Call;
    let passkey = MultiFactorType::U2fWithVerification;
    for (call, file, name) in [
        (
            Call::AddMultiFactor(passkey.clone()),
            "add-multi-factor",
            "add",
        ),
        (
            Call::RemoveMultiFactor(passkey),
            "add-multi-factor",
            "remove",
        ),
        (
            Call::AddSecondFactor(SecondFactorType::OtpEmail),
            "second-factors",
            "add OTP_EMAIL",
        ),
        (
            Call::RemoveSecondFactor(SecondFactorType::OtpSms),
            "second-factors",
            "remove OTP_SMS",
        ),
        (
            Call::LinkProvider("123456789012345678".into()),
            "identity-providers",
            "link one that is not there",
        ),
        (
            Call::UpdateRestrictions {
                disallow_public_org_registration: true,
            },
            "restrictions-and-languages",
            "registration of organizations off",
        ),
    ] {
        check_request(&exchange_for(&call), file, name);
    }
    let unlink = exchange_for(&Call::UnlinkProvider("42".into()));
    assert_eq!(unlink.request.uri(), "/admin/v1/policies/login/idps/42");
    assert_eq!(unlink.operation, Operation::UnlinkProvider);
    let update = exchange_for(&Call::UpdatePolicy(Box::new(fresh())));
    assert_eq!(
        body(&update.request),
        body(&update_login_policy(&fresh()).request),
        "the call's settings are sent"
    );
}

#[test]
fn reads_ask_as_recorded() {
    check_request(&get_login_policy(), "read-policy", "policy as owner");
    check_request(
        &refresh_login_settings(),
        "read-policy",
        "v2 settings of the instance",
    );
    check_request(&list_my_permissions(), "me", "permissions of owner");
    check_request(&get_me(), "me", "me");
    check_request(&get_instance(), "me", "instance");
    check_request(&get_instance_features(), "me", "features");
    check_request(
        &get_restrictions(),
        "restrictions-and-languages",
        "never set",
    );
    check_request(
        &list_authentication_methods("1", None),
        "owners",
        "ways of somebody who does not exist",
    );
}

#[test]
fn an_update_says_all_seventeen_members_and_means_what_was_recorded() {
    let exchange = update_login_policy(&fresh());
    let body = body(&exchange.request).unwrap();
    let members = body.as_object().expect("an object");
    assert_eq!(members.len(), 17);
    // The recorded one leaves out what is off; what it says must be what ours says, and the rest
    // of ours must be off.
    let asked = Release::V4_13.recorded("update-policy", "passkey sign-in on again");
    let asked = asked.request_body.unwrap();
    for (key, value) in members {
        match asked.get(key) {
            Some(recorded) => assert_eq!(value, recorded, "{key}"),
            None => assert!(
                [Json::Bool(false), Json::from("")].contains(value),
                "{key}: {value}"
            ),
        }
    }
}

#[test]
fn linking_asks_as_recorded() {
    check_request(
        &providers::link_provider("{{idp.google}}"),
        "identity-providers",
        "link",
    );
}

#[test]
fn a_search_by_name_asks_as_recorded_besides_the_page() {
    let exchange = search_providers(Some("goo"), Paging::FIRST);
    let body = body(&exchange.request).unwrap();
    for release in Release::ALL {
        let asked = release.recorded("identity-providers", "providers by name");
        assert_eq!(body["queries"], asked.request_body.unwrap()["queries"]);
        let page = release.read(&exchange, "identity-providers", "providers by name");
        assert_eq!(page.total, 1);
    }
}

#[test]
fn answers_to_writes_carry_the_sequence_and_one_date() {
    let passkey = MultiFactorType::U2fWithVerification;
    for (release, removal, removed, added) in [
        (
            Release::V4_3,
            110,
            "2026-11-23T20:09:34.558639Z",
            "2026-11-23T20:09:34.762088Z",
        ),
        (
            Release::V4_13,
            112,
            "2026-11-28T06:47:06.388017Z",
            "2026-11-28T06:47:07.088270Z",
        ),
    ] {
        let add = factors::add_multi_factor(&passkey);
        assert_eq!(
            release.read(&add, "add-multi-factor", "add"),
            Details {
                sequence: removal + 1,
                creation_date: Some(added.into()),
                change_date: None,
                resource_owner: "{{instance}}".into(),
            }
        );
        let remove = factors::remove_multi_factor(&passkey);
        assert_eq!(
            release.read(&remove, "add-multi-factor", "remove"),
            Details {
                sequence: removal,
                creation_date: None,
                change_date: Some(removed.into()),
                resource_owner: "{{instance}}".into(),
            }
        );
    }
}

#[test]
fn the_trigger_of_the_read_side_hands_back_the_details() {
    for (release, sequence) in [(Release::V4_3, 18), (Release::V4_13, 19)] {
        let exchange = refresh_login_settings();
        let details = release.read(&exchange, "read-policy", "v2 settings of the instance");
        assert_eq!(details.sequence, sequence);
    }
}

#[test]
fn every_recorded_success_can_be_read() {
    let mut count = 0;
    for one in all() {
        let Some(operation) = operation_of(&one.method, &one.path) else {
            continue;
        };
        if one.response.status() != 200 {
            continue;
        }
        let error = match operation {
            Operation::GetLoginPolicy => (get_login_policy().decode)(&one.response).err(),
            Operation::GetMyLoginPolicy => (get_my_login_policy().decode)(&one.response).err(),
            Operation::SearchProviders => {
                (search_providers(None, Paging::FIRST).decode)(&one.response).err()
            }
            Operation::GetRestrictions => (get_restrictions().decode)(&one.response).err(),
            Operation::RefreshLoginSettings => {
                (refresh_login_settings().decode)(&one.response).err()
            }
            Operation::GetOrganizationLoginSettings => {
                (organization_follows_instance("1").decode)(&one.response).err()
            }
            Operation::ListMyPermissions => (list_my_permissions().decode)(&one.response).err(),
            Operation::GetMe => (get_me().decode)(&one.response).err(),
            Operation::GetInstance => (get_instance().decode)(&one.response).err(),
            Operation::GetInstanceFeatures => (get_instance_features().decode)(&one.response).err(),
            Operation::SearchMembers => (search_members(Paging::FIRST).decode)(&one.response).err(),
            Operation::GetUser => (get_user("1").decode)(&one.response).err(),
            Operation::ListAuthenticationMethods => {
                (list_authentication_methods("1", None).decode)(&one.response).err()
            }
            Operation::ListUserLinks => {
                (list_user_links("1", Paging::FIRST).decode)(&one.response).err()
            }
            Operation::SearchEvents => (search_events(&LAST).decode)(&one.response).err(),
            _ => (update_restrictions(true).decode)(&one.response).err(),
        };
        assert_eq!(error, None, "{}: {}", one.file, one.name);
        count += 1;
    }
    assert!(count > 150, "only {count} successes were met");
}

/// Which events, does not matter to reading them.
const LAST: EventSearch<'_> = EventSearch {
    scope: EventScope::Restrictions,
    before: None,
    limit: 1,
};

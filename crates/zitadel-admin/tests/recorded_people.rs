//! Recorded people, the instance and its history, read.

mod support;

use login_policy::{LoginSettings, SecondFactorType};
use support::{all, check_request, fresh, read};
use zitadel_admin::{
    AuthMethod, Details, Event, EventSearch, EventsOf, Exchange, Paging, UserKind, What,
    get_instance_features, get_me, get_restrictions, list_authentication_methods,
    list_my_permissions, list_user_links, search_events, search_members,
};

#[test]
fn permissions_are_names_and_nobody_has_none() {
    let owner = read(&list_my_permissions(), "me", "permissions of owner");
    assert!(owner.contains(&"iam.policy.write".to_owned()));
    let viewer = read(&list_my_permissions(), "me", "permissions of viewer");
    assert!(viewer.contains(&"iam.policy.read".to_owned()));
    assert!(!viewer.contains(&"iam.policy.write".to_owned()));
    let nobody = read(&list_my_permissions(), "me", "permissions of nobody");
    assert_eq!(nobody, [""; 0]);
}

#[test]
fn a_person_and_a_service_user_are_told_apart() {
    let me = read(&get_me(), "me", "me, German");
    assert_eq!(me.preferred_language.as_deref(), Some("de"));
    assert_eq!(me.display_name.as_deref(), Some("Besitzer Example"));
    assert_eq!(me.email.as_deref(), Some("besitzer@example.com"));
    assert_eq!(me.details.resource_owner, "{{org}}");
    assert!(me.is_human && me.has_password);
    let machine = read(&get_me(), "me", "me, a machine user");
    assert_eq!(machine.id, "400922705220144166");
    assert_eq!(machine.preferred_login_name, "admin-sa");
    assert_eq!(machine.display_name.as_deref(), Some("Admin"));
    assert_eq!((machine.preferred_language, machine.email), (None, None));
    assert!(!machine.is_human && !machine.has_password);
}

#[test]
fn restrictions_that_were_never_set_are_off() {
    let never = read(
        &get_restrictions(),
        "restrictions-and-languages",
        "never set",
    );
    assert_eq!(never.details, Details::default());
    assert!(!never.disallow_public_org_registration);
    let set = read(&get_restrictions(), "restrictions-and-languages", "set");
    assert!(set.disallow_public_org_registration);
    assert_eq!(set.details.sequence, 1);
}

#[test]
fn the_recorded_instance_has_the_built_in_sign_in_pages() {
    let features = read(&get_instance_features(), "me", "features");
    let login = features.login_v2.expect("the feature is known");
    assert!(!login.required);
    assert_eq!(login.base_uri, None);
}

#[test]
fn people_with_roles_are_read_page_by_page() {
    let paging = Paging {
        offset: 0,
        limit: 2,
    };
    let page = read(&search_members(paging), "owners", "members, two at a time");
    assert_eq!((page.total, page.items.len()), (5, 2));
    assert_eq!(
        paging.after(&page),
        Some(Paging {
            offset: 2,
            limit: 2
        })
    );
    let kinds: Vec<_> = page.items.iter().map(|one| one.kind.clone()).collect();
    assert_eq!(kinds, [UserKind::Machine, UserKind::Human]);
    let all = read(&search_members(Paging::FIRST), "owners", "members");
    assert_eq!(Paging::FIRST.after(&all), None);
    let viewer = all.items.last().expect("five");
    assert_eq!(viewer.roles, ["IAM_OWNER_VIEWER"]);
    assert_eq!(viewer.preferred_login_name, "viewer");
    assert_eq!(viewer.email.as_deref(), Some("viewer@example.com"));
    assert_eq!(viewer.organization, "{{org}}");
}

#[test]
fn ways_to_sign_in_are_read_and_asked_for_a_domain() {
    let exchange = list_authentication_methods("{{user.besitzer}}", Some("localhost"));
    assert_eq!(
        exchange.request.path,
        "/v2/users/%7B%7Buser.besitzer%7D%7D/authentication_methods\
         ?domainQuery.domain=localhost&domainQuery.includeWithoutDomain=true"
    );
    let methods = read(&exchange, "owners", "ways usable at this domain");
    assert_eq!(methods, [AuthMethod::Password]);
    let nobody = read(&exchange, "owners", "ways of somebody who does not exist");
    assert_eq!(nobody, []);
    let links = read(
        &list_user_links("1", Paging::FIRST),
        "owners",
        "linked providers of somebody",
    );
    assert_eq!((links.total, links.items), (0, vec![]));
}

#[test]
fn history_is_asked_as_recorded_and_read_newest_first() {
    let exchange = history("{{instance}}", Some(18), 3);
    check_request(&exchange, "history", "before a sequence");
    let events = read(&exchange, "history", "before a sequence");
    let sequences: Vec<_> = events.iter().map(|event| event.sequence).collect();
    assert_eq!(sequences, [17, 16, 15]);
    let [u2f, otp, added] = events.as_slice() else {
        panic!("three events");
    };
    assert_eq!(
        u2f.what,
        What::SecondFactorAdded(Some(SecondFactorType::U2f))
    );
    assert_eq!(
        otp.what,
        What::SecondFactorAdded(Some(SecondFactorType::Otp))
    );
    assert_eq!(otp.editor.user_id, None);
    let What::PolicyAdded(values) = &added.what else {
        panic!("{added:?}");
    };
    let mut settings = LoginSettings::default();
    for (field, value) in values {
        assert!(settings.set(*field, value.clone()), "{field:?}");
    }
    let lists = fresh();
    settings.second_factors = lists.second_factors.clone();
    settings.multi_factors = lists.multi_factors.clone();
    assert_eq!(settings, lists);
    assert_eq!(added.unknown_members, [""; 0]);
}

#[test]
fn every_recorded_event_is_understood() {
    let mut count = 0;
    for one in all() {
        let is_history = one.file == "history" && one.name != "overriding organizations";
        if !is_history || one.response.status != 200 {
            continue;
        }
        let events = history("1", None, 1).judge_answer(&one.response);
        for event in events.expect("readable") {
            assert_ne!(event.what, What::Other, "{}", event.kind);
            assert_eq!(event.unknown_members, [""; 0], "{}", event.kind);
            count += 1;
        }
    }
    assert!(count > 20, "only {count} events were met");
}

#[test]
fn a_text_that_zitadel_lacks_is_not_taken_from_its_key() {
    let events = read(&history("1", None, 2), "history", "restrictions");
    assert!(events.iter().all(|event| event.text.is_none()));
    assert_eq!(events[0].what, What::RestrictionsSet(Some(false)));
    assert_eq!(events[1].what, What::RestrictionsSet(None));
    let german = read(&history("1", None, 2), "history", "German");
    assert!(german.iter().all(|event| event.text.is_some()));
    assert_eq!(
        german[0].editor.display_name.as_deref(),
        Some("Owner Example")
    );
}

fn history(instance: &str, before: Option<u64>, limit: u32) -> Exchange<Vec<Event>> {
    search_events(&EventSearch {
        of: EventsOf::LoginPolicy { instance },
        before,
        limit,
    })
}

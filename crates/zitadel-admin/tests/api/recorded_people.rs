//! Recorded people, the instance and its history, read.

use login_policy::{LoginSettings, SecondFactorType};
use zitadel_admin::{
    AuthMethod, Details, Event, EventChange, EventScope, EventSearch, Exchange, Paging, UserKind,
    get_instance, get_instance_features, get_me, get_restrictions, list_authentication_methods,
    list_my_permissions, list_user_links, search_events, search_members,
};

use crate::support::{Release, all, fresh};

#[test]
fn permissions_are_names_and_nobody_has_none() {
    for release in Release::ALL {
        let of = |name: &str| {
            let exchange = format!("permissions of {name}");
            release.read(&list_my_permissions(), "me", &exchange)
        };
        assert!(of("owner").contains(&"iam.policy.write".to_owned()));
        assert!(of("viewer").contains(&"iam.policy.read".to_owned()));
        assert!(!of("viewer").contains(&"iam.policy.write".to_owned()));
        assert_eq!(of("nobody"), [""; 0]);
    }
}

#[test]
fn a_person_and_a_service_user_are_told_apart() {
    for (release, id, login_name, display_name) in [
        (Release::V4_3, "400922705220144166", "admin-sa", "Admin"),
        (
            Release::V4_13,
            "401566669312953382",
            "admin",
            "Automatically Initialized IAM_OWNER",
        ),
    ] {
        let me = release.read(&get_me(), "me", "me, German");
        assert_eq!(me.display_name.as_deref(), Some("Besitzer Example"));
        assert!(me.is_human);
        let machine = release.read(&get_me(), "me", "me, a machine user");
        assert_eq!(machine.id, id);
        assert_eq!(machine.preferred_login_name, login_name);
        assert_eq!(machine.display_name.as_deref(), Some(display_name));
        assert!(!machine.is_human);
    }
}

#[test]
fn restrictions_that_were_never_set_are_off() {
    const FILE: &str = "restrictions-and-languages";
    for release in Release::ALL {
        let never = release.read(&get_restrictions(), FILE, "never set");
        assert_eq!(never.details, Details::default());
        assert!(!never.disallow_public_org_registration);
        let set = release.read(&get_restrictions(), FILE, "set");
        assert!(set.disallow_public_org_registration);
        assert_eq!(set.details.sequence, 1);
    }
}

#[test]
fn the_recorded_instances_have_the_built_in_login() {
    for (release, base_uri) in [
        (Release::V4_3, None),
        (Release::V4_13, Some("http://localhost:3004/ui/v2/login")),
    ] {
        let features = release.read(&get_instance_features(), "me", "features");
        let login = features.login_v2.expect("the feature is known");
        assert!(!login.required);
        assert_eq!(login.base_uri.as_deref(), base_uri);
    }
}

/// The earlier one was built without a version.
#[test]
fn an_instance_says_its_version_if_its_build_has_one() {
    for (release, version) in [
        (Release::V4_3, None),
        (Release::V4_13, Some("v4.13.1-106-g02d07e951")),
    ] {
        let instance = release.read(&get_instance(), "me", "instance");
        assert_eq!(instance.version.as_deref(), version);
    }
}

#[test]
fn people_with_roles_are_read_page_by_page() {
    let paging = Paging {
        offset: 0,
        limit: 2,
    };
    // The later one also has a service user of the login app.
    for (release, total) in [(Release::V4_3, 5), (Release::V4_13, 6)] {
        let page = release.read(&search_members(paging), "owners", "members, two at a time");
        assert_eq!((page.total, page.items.len()), (total, 2));
        assert_eq!(
            paging.after(&page),
            Some(Paging {
                offset: 2,
                limit: 2
            })
        );
        let kinds: Vec<_> = page.items.iter().map(|one| one.kind.clone()).collect();
        assert_eq!(kinds, [UserKind::Machine, UserKind::Human]);
        let all = release.read(&search_members(Paging::FIRST), "owners", "members");
        assert_eq!(Paging::FIRST.after(&all), None);
        let viewer = all.items.last().expect("five");
        assert_eq!(viewer.roles, ["IAM_OWNER_VIEWER"]);
        assert_eq!(viewer.preferred_login_name, "viewer");
        assert_eq!(viewer.organization, "{{org}}");
    }
}

#[test]
fn methods_are_read_and_asked_for_a_domain() {
    let exchange = list_authentication_methods("{{user.besitzer}}", Some("localhost"));
    assert_eq!(
        exchange.request.uri().to_string(),
        "/v2/users/%7B%7Buser.besitzer%7D%7D/authentication_methods\
         ?domainQuery.domain=localhost&domainQuery.includeWithoutDomain=true"
    );
    for release in Release::ALL {
        let methods = release.read(&exchange, "owners", "ways usable at this domain");
        assert_eq!(methods, [AuthMethod::Password]);
        let nobody = release.read(&exchange, "owners", "ways of somebody who does not exist");
        assert_eq!(nobody, []);
        let links = list_user_links("1", Paging::FIRST);
        let links = release.read(&links, "owners", "linked providers of somebody");
        assert_eq!((links.total, links.items), (0, vec![]));
    }
}

#[test]
fn history_is_asked_as_recorded_and_read_newest_first() {
    for (release, first) in [(Release::V4_3, 15), (Release::V4_13, 16)] {
        let exchange = history("{{instance}}", Some(first + 3), 3);
        release.check_request(&exchange, "history", "before a sequence");
        let events = release.read(&exchange, "history", "before a sequence");
        let sequences: Vec<_> = events.iter().map(|event| event.sequence).collect();
        assert_eq!(sequences, [first + 2, first + 1, first]);
        let [u2f, otp, added] = events.as_slice() else {
            panic!("three events");
        };
        assert_eq!(
            u2f.change,
            EventChange::SecondFactorAdded(Some(SecondFactorType::U2f))
        );
        assert_eq!(
            otp.change,
            EventChange::SecondFactorAdded(Some(SecondFactorType::Otp))
        );
        assert_eq!(otp.editor.user_id, None);
        let EventChange::PolicyAdded(values) = &added.change else {
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
}

#[test]
fn every_recorded_event_is_understood() {
    let mut count = 0;
    for one in all() {
        let is_history = one.file == "history" && one.name != "overriding organizations";
        if !is_history || one.response.status() != 200 {
            continue;
        }
        let events = history("1", None, 1).parse_response(&one.response);
        for event in events.expect("readable") {
            assert_ne!(event.change, EventChange::Other, "{}", event.event_type);
            assert_eq!(event.unknown_members, [""; 0], "{}", event.event_type);
            count += 1;
        }
    }
    assert!(count > 40, "only {count} events were met");
}

#[test]
fn a_text_that_zitadel_lacks_is_not_taken_from_its_key() {
    for release in Release::ALL {
        let events = release.read(&history("1", None, 2), "history", "restrictions");
        assert!(events.iter().all(|event| event.text.is_none()));
        assert_eq!(events[0].change, EventChange::RestrictionsSet(Some(false)));
        assert_eq!(events[1].change, EventChange::RestrictionsSet(None));
        let german = release.read(&history("1", None, 2), "history", "German");
        assert!(german.iter().all(|event| event.text.is_some()));
        assert_eq!(
            german[0].editor.display_name.as_deref(),
            Some("Owner Example")
        );
    }
}

fn history(instance: &str, before: Option<u64>, limit: u32) -> Exchange<Vec<Event>> {
    search_events(&EventSearch {
        scope: EventScope::LoginPolicy { instance },
        before,
        limit,
    })
}

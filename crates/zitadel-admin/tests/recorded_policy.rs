//! The recorded policy, its lists and providers, read.

mod support;

use login_policy::{LoginSettings, PasswordlessType, SecondFactorType};
use support::{check_request, fresh, read, seconds};
use zitadel_admin::{
    Paging, PolicyRead, ProviderKind, get_login_policy, list_linked_providers, list_multi_factors,
    list_second_factors, search_providers,
};

fn policy(file: &str, name: &str) -> PolicyRead {
    read(&get_login_policy(), file, name)
}

#[test]
fn the_policy_of_a_new_instance_is_read_whole() {
    let read = policy("read-policy", "policy as owner");
    assert_eq!(read.settings, fresh());
    assert_eq!(read.details.sequence, 18);
    assert_eq!(
        read.details.creation_date.as_deref(),
        Some("2026-11-23T20:09:15.314630Z")
    );
    assert_eq!(read.details.change_date, read.details.creation_date);
    assert_eq!(read.details.resource_owner, "{{instance}}");
    assert!(read.is_default && !read.duplicated);
    assert_eq!(read.unknown_members, [""; 0]);
    assert_eq!(read.linked, []);
}

#[test]
fn what_is_left_out_means_off_zero_or_none() {
    let read = policy("update-policy", "read after empty object");
    assert_eq!(
        read.settings,
        LoginSettings {
            second_factors: fresh().second_factors,
            multi_factors: fresh().multi_factors,
            ..LoginSettings::default()
        }
    );
    let read = policy("update-policy", "read: passwordlessType is absent");
    assert_eq!(
        read.settings.passwordless_type,
        PasswordlessType::NotAllowed
    );
    let read = policy("add-multi-factor", "policy without multi factors");
    assert_eq!(read.settings.multi_factors, []);
    let read = policy("second-factors", "none in the policy");
    assert_eq!(read.settings.second_factors, []);
}

#[test]
fn factors_are_read_in_the_servers_order() {
    let factors = vec![
        SecondFactorType::Otp,
        SecondFactorType::U2f,
        SecondFactorType::OtpEmail,
        SecondFactorType::OtpSms,
    ];
    let in_policy = policy("second-factors", "all four in the policy");
    assert_eq!(in_policy.settings.second_factors, factors);
    let list = read(
        &list_second_factors(),
        "second-factors",
        "all four in the list",
    );
    assert_eq!((list.factors, list.duplicated), (factors, false));
    let none = read(&list_multi_factors(), "add-multi-factor", "empty list");
    assert_eq!(none.factors, []);
}

#[test]
fn negative_lifetimes_and_dangerous_addresses_are_read_as_stored() {
    let read = policy("update-policy", "read after a negative duration");
    assert_eq!(read.settings.password_check_lifetime, seconds(-1));
    let read = policy("update-policy", "read after the redirects");
    assert_eq!(read.settings.default_redirect_uri, "javascript:alert(1)");
}

#[test]
fn links_are_read_with_and_without_their_kind() {
    let read = policy("identity-providers", "policy with links");
    assert_eq!(read.settings.providers, ["{{idp.google}}", "{{idp.oidc}}"]);
    let kinds: Vec<_> = read
        .linked
        .iter()
        .map(|one| (one.name.as_deref(), one.kind.as_deref()))
        .collect();
    assert_eq!(
        kinds,
        [
            (Some("Google"), None),
            (Some("Keycloak"), Some("IDP_TYPE_OIDC"))
        ]
    );
}

#[test]
fn links_are_read_from_their_own_list() {
    let exchange = list_linked_providers(Paging::FIRST);
    check_request(&exchange, "identity-providers", "linked");
    let page = read(&exchange, "identity-providers", "linked");
    assert_eq!(page.total, 2);
    let names: Vec<_> = page.items.iter().map(|one| one.name.clone()).collect();
    assert_eq!(names, [Some("Google".into()), Some("Keycloak".into())]);
    let none = read(
        &exchange,
        "identity-providers",
        "links after the provider is deleted",
    );
    assert_eq!((none.total, none.items), (0, vec![]));
}

#[test]
fn providers_are_read_by_name_and_kind_and_one_without_a_name_has_none() {
    let exchange = search_providers(None, Paging::FIRST);
    check_request(&exchange, "identity-providers", "all providers");
    let page = read(&exchange, "identity-providers", "all providers");
    let named: Vec<_> = page
        .items
        .into_iter()
        .map(|one| (one.name, one.kind))
        .collect();
    assert_eq!(
        named,
        [
            (Some("Google".into()), Some(ProviderKind::Google)),
            (Some("Keycloak".into()), Some(ProviderKind::Oidc)),
            (None, Some(ProviderKind::GitHub)),
        ]
    );
}

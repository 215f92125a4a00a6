//! The recorded policy and providers, read.

use login_policy::{LoginSettings, PasswordlessType, SecondFactorType};
use zitadel_admin::{Paging, PolicyRead, ProviderKind, get_login_policy, search_providers};

use crate::support::{Release, fresh, seconds};

impl Release {
    fn policy(self, file: &str, name: &str) -> PolicyRead {
        self.read(&get_login_policy(), file, name)
    }
}

#[test]
fn the_policy_of_a_new_instance_is_read_whole() {
    for (release, sequence, date) in [
        (Release::V4_3, 18, "2026-11-23T20:09:15.314630Z"),
        (Release::V4_13, 19, "2026-11-28T06:46:27.226201Z"),
    ] {
        let read = release.policy("read-policy", "policy as owner");
        assert_eq!(read.settings, fresh());
        assert_eq!(read.details.sequence, sequence);
        assert_eq!(read.details.creation_date.as_deref(), Some(date));
        assert_eq!(read.details.change_date, read.details.creation_date);
        assert_eq!(read.details.resource_owner, "{{instance}}");
        assert!(read.is_default && !read.duplicated);
        assert_eq!(read.unknown_members, [""; 0]);
        assert_eq!(read.linked, []);
    }
}

/// Neither release has a member in its policy that the other lacks.
#[test]
fn no_recorded_policy_has_an_unknown_member() {
    let mut count = 0;
    for one in crate::support::all() {
        let is_read = one.path == "/admin/v1/policies/login" && one.method == "GET";
        if is_read && one.response.status().is_success() {
            let read = get_login_policy().parse_response(&one.response);
            let unknown = read.expect("readable").unknown_members;
            assert_eq!(unknown, [""; 0], "{}: {}", one.file, one.name);
            count += 1;
        }
    }
    assert!(count > 30, "only {count} policies were met");
}

#[test]
fn what_is_left_out_means_off_zero_or_none() {
    for release in Release::ALL {
        let read = release.policy("update-policy", "read after empty object");
        assert_eq!(
            read.settings,
            LoginSettings {
                second_factors: fresh().second_factors,
                multi_factors: fresh().multi_factors,
                ..LoginSettings::default()
            }
        );
        let read = release.policy("update-policy", "read: passwordlessType is absent");
        assert_eq!(
            read.settings.passwordless_type,
            PasswordlessType::NotAllowed
        );
        let read = release.policy("add-multi-factor", "policy without multi factors");
        assert_eq!(read.settings.multi_factors, []);
        let read = release.policy("second-factors", "none in the policy");
        assert_eq!(read.settings.second_factors, []);
    }
}

#[test]
fn factors_are_read_in_the_servers_order() {
    for release in Release::ALL {
        let read = release.policy("second-factors", "all four in the policy");
        assert_eq!(
            read.settings.second_factors,
            [
                SecondFactorType::Otp,
                SecondFactorType::U2f,
                SecondFactorType::OtpEmail,
                SecondFactorType::OtpSms,
            ]
        );
        assert!(!read.duplicated);
    }
}

#[test]
fn negative_lifetimes_and_dangerous_addresses_are_read_as_stored() {
    for release in Release::ALL {
        let read = release.policy("update-policy", "read after a negative duration");
        assert_eq!(read.settings.password_check_lifetime, seconds(-1));
        let read = release.policy("update-policy", "read after the redirects");
        assert_eq!(read.settings.default_redirect_uri, "javascript:alert(1)");
    }
}

#[test]
fn links_are_read_with_and_without_their_kind() {
    for release in Release::ALL {
        let read = release.policy("identity-providers", "policy with links");
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
}

#[test]
fn providers_are_read_by_name_and_kind_and_one_without_a_name_has_none() {
    let exchange = search_providers(None, Paging::FIRST);
    for release in Release::ALL {
        release.check_request(&exchange, "identity-providers", "all providers");
        let page = release.read(&exchange, "identity-providers", "all providers");
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
}

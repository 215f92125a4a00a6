//! People, providers and events that were not recorded.

use login_policy::{Field, Lifetime, MultiFactorType, PasswordlessType, SecondFactorType, Value};
use serde_json::json;
use zitadel_admin::{
    AuthMethod, DecodeError, EventChange, EventScope, EventSearch, Exchange, Operation, Page,
    Paging, ProviderKind, UserKind, UserState, get_instance, get_instance_features, get_user,
    list_authentication_methods, list_user_links, search_events, search_members, search_providers,
};

use crate::support::{answer, body};

fn read<T>(exchange: &Exchange<T>, body: &str) -> Result<T, DecodeError> {
    (exchange.decode)(&answer(200, body))
}

#[test]
fn every_provider_kind_is_known_by_name_and_number() {
    use ProviderKind as Kind;
    for (number, name, kind) in [
        (1, "OIDC", Kind::Oidc),
        (2, "JWT", Kind::Jwt),
        (3, "LDAP", Kind::Ldap),
        (4, "OAUTH", Kind::OAuth),
        (5, "AZURE_AD", Kind::AzureAd),
        (6, "GITHUB", Kind::GitHub),
        (7, "GITHUB_ES", Kind::GitHubEnterprise),
        (8, "GITLAB", Kind::GitLab),
        (9, "GITLAB_SELF_HOSTED", Kind::GitLabSelfHosted),
        (10, "GOOGLE", Kind::Google),
        (11, "APPLE", Kind::Apple),
        (12, "SAML", Kind::Saml),
    ] {
        for sent in [number.to_string(), format!("\"PROVIDER_TYPE_{name}\"")] {
            assert_eq!(provider_kind(&sent), Some(kind.clone()), "{sent}");
        }
    }
    assert_eq!(provider_kind("null"), None);
    assert_eq!(provider_kind("0"), None);
    assert_eq!(provider_kind("13"), Some(Kind::Unknown("13".into())));
    assert_eq!(
        provider_kind("\"PROVIDER_TYPE_NEW\""),
        Some(Kind::Unknown("PROVIDER_TYPE_NEW".into()))
    );
    assert_eq!(provider_kind("-1"), Some(Kind::Unknown("-1".into())));
}

#[test]
fn a_user_is_read_with_verified_addresses_only() {
    let body = r#"{"details":{},"user":{"userId":"7","state":"USER_STATE_LOCKED","preferredLoginName":"ann",
        "human":{"profile":{"displayName":"Ann","nickName":""},"email":{"email":"a@example.com","isVerified":true},
        "phone":{"phone":"+411"},"passwordChanged":"2026-11-23T21:24:01Z","passwordChangeRequired":true}}}"#;
    let user = read(&get_user("7"), body).expect("readable");
    assert_eq!(user.state, UserState::Locked);
    assert_eq!(user.kind, UserKind::Human);
    assert_eq!(user.verified_email.as_deref(), Some("a@example.com"));
    assert_eq!(user.verified_phone, None);
    let body = r#"{"user":{"userId":"8","state":9,"machine":{"name":"Robot"}}}"#;
    let user = read(&get_user("8"), body).expect("readable");
    assert_eq!(user.state, UserState::Unknown("9".into()));
    assert_eq!(user.kind, UserKind::Machine);
    assert_eq!(user.display_name.as_deref(), Some("Robot"));
}

#[test]
fn all_methods_are_known() {
    let body = r#"{"details":{},"authMethodTypes":["AUTHENTICATION_METHOD_TYPE_TOTP",
        "AUTHENTICATION_METHOD_TYPE_PASSKEY",5,6,7,1,3,8,9,"AUTHENTICATION_METHOD_TYPE_NEW"]}"#;
    let methods = read(&list_authentication_methods("1", None), body).expect("readable");
    assert_eq!(
        methods,
        [
            AuthMethod::Totp,
            AuthMethod::Passkey,
            AuthMethod::U2f,
            AuthMethod::OtpSms,
            AuthMethod::OtpEmail,
            AuthMethod::Password,
            AuthMethod::Provider,
            AuthMethod::RecoveryCode,
            AuthMethod::Unknown("9".into()),
            AuthMethod::Unknown("AUTHENTICATION_METHOD_TYPE_NEW".into()),
        ]
    );
}

#[test]
fn links_of_a_person_name_the_provider() {
    let body = r#"{"details":{"totalResult":"1"},"result":[{"idpId":"9","userId":"x","userName":"ann@elsewhere"}]}"#;
    let links = read(&list_user_links("1", Paging::FIRST), body).expect("readable");
    assert_eq!(links.items[0].provider, "9");
}

#[test]
fn features_of_an_older_server_and_required_pages_are_told_apart() {
    let older = read(&get_instance_features(), r#"{"details":{}}"#).expect("readable");
    assert_eq!(older.login_v2, None);
    let body = r#"{"details":{},"loginV2":{"required":true,"baseUri":"https://x.example/","source":"SOURCE_INSTANCE"}}"#;
    let login = read(&get_instance_features(), body)
        .expect("readable")
        .login_v2
        .expect("known");
    assert!(login.required);
    assert_eq!(login.base_uri.as_deref(), Some("https://x.example/"));
}

#[test]
fn a_version_is_free_text_and_may_be_missing() {
    for (sent, version) in [
        (
            r#","version":"v4.13.1-106-g02d07e951""#,
            Some("v4.13.1-106-g02d07e951"),
        ),
        (
            r#","version":"2026-07-10T08:00:00Z""#,
            Some("2026-07-10T08:00:00Z"),
        ),
        (r#","version":"""#, None),
        (r#","version":null"#, None),
        ("", None),
    ] {
        let body = format!(r#"{{"instance":{{"id":"1"{sent}}}}}"#);
        let instance = read(&get_instance(), &body).expect("readable");
        assert_eq!(instance.version.as_deref(), version, "{sent}");
    }
}

#[test]
fn events_keep_what_they_cannot_explain() {
    let search = EventSearch {
        scope: EventScope::Restrictions,
        before: None,
        limit: 5,
    };
    let exchange = search_events(&search);
    assert_eq!(exchange.operation, Operation::SearchEvents);
    let body = r#"{"events":[
        {"sequence":"9","type":{"type":"instance.policy.login.changed"},"payload":{"forceMFA":false,"forceMFALocalOnly":true,"mfaInitSkipLifetime":0,
         "passwordCheckLifetime":1500000000,"multiFactorCheckLifetime":9223372036854775808,"passwordlessType":0,
         "defaultRedirectURI":"","allowRegister":"yes","colour":7}},
        {"sequence":"8","type":{"type":"instance.policy.login.multifactor.removed"},"payload":{"mfaType":1}},
        {"sequence":"7","type":{"type":"instance.policy.login.multifactor.added"}},
        {"sequence":"6","type":{"type":"instance.idp.removed"},"payload":{"id":"5"}},
        {"sequence":"5","type":{"type":"iam.idp.config.removed"},"payload":{"idpConfigId":"4"}},
        {"sequence":"4","type":{"type":"instance.policy.login.idpprovider.cascade.removed"},"payload":{"idpConfigId":"4"}},
        {"sequence":"3","type":{"type":"instance.something.new"},"payload":{"a":1}},
        {"sequence":"2","type":{"type":"instance.policy.login.secondfactor.added"},"payload":{"mfaType":5}}]}"#;
    let events = read(&exchange, body).expect("readable");
    let lifetime = |seconds, nanos| Value::Lifetime(Lifetime { seconds, nanos });
    assert_eq!(
        events[0].change,
        EventChange::PolicyChanged(vec![
            (Field::ForceMfa, Value::Bool(false)),
            (
                Field::PasswordlessType,
                Value::Passwordless(PasswordlessType::NotAllowed)
            ),
            (Field::DefaultRedirectUri, Value::Text(String::new())),
            (Field::PasswordCheckLifetime, lifetime(1, 500_000_000)),
            (Field::MfaInitSkipLifetime, lifetime(0, 0)),
            (
                Field::MultiFactorCheckLifetime,
                lifetime(9_223_372_036, 854_775_807)
            ),
            (Field::ForceMfaLocalOnly, Value::Bool(true)),
        ])
    );
    assert_eq!(events[0].unknown_members, ["allowRegister", "colour"]);
    let rest: Vec<_> = events[1..].iter().map(|one| one.change.clone()).collect();
    assert_eq!(
        rest,
        [
            EventChange::MultiFactorRemoved(Some(MultiFactorType::U2fWithVerification)),
            EventChange::MultiFactorAdded(None),
            EventChange::ProviderDeleted(Some("5".into())),
            EventChange::ProviderDeleted(Some("4".into())),
            EventChange::ProviderUnlinked(Some("4".into())),
            EventChange::Other,
            EventChange::SecondFactorAdded(Some(SecondFactorType::from_api_name(
                "SECOND_FACTOR_TYPE_RECOVERY_CODES"
            ))),
        ]
    );
}

#[test]
fn paging_ends_with_the_last_page() {
    let page = |total, count: usize| Page {
        total,
        items: vec![(); count],
    };
    let first = Paging::FIRST;
    assert_eq!(first.after(&page(100, 100)), None);
    assert_eq!(
        first.after(&page(101, 100)),
        Some(Paging {
            offset: 100,
            limit: 100
        })
    );
    // Beyond the end the server names no total; a page without members ends the list anyhow.
    assert_eq!(first.after(&page(0, 0)), None);
    assert_eq!(first.after(&page(500, 0)), None);
    let asked = search_members(Paging {
        offset: 7,
        limit: 0,
    });
    assert_eq!(
        body(&asked.request),
        Some(json!({"query": {"offset": "7", "limit": 0, "asc": true}}))
    );
}

fn provider_kind(sent: &str) -> Option<ProviderKind> {
    let body =
        format!(r#"{{"details":{{}},"result":[{{"id":"1","details":{{}},"type":{sent}}}]}}"#);
    let page = read(&search_providers(None, Paging::FIRST), &body).expect("readable");
    page.items.into_iter().next().and_then(|one| one.kind)
}

//! People, providers and events that were not recorded.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use login_policy::{Field, Lifetime, MultiFactorType, PasswordlessType, SecondFactorType, Value};
use support::answer;
use zitadel_admin::{
    AuthMethod, EventSearch, EventsOf, Exchange, Operation, Page, Paging, ProviderKind, Unreadable,
    UserKind, UserState, What, get_instance_features, get_me, get_user,
    list_authentication_methods, list_linked_providers, list_my_factors, list_my_passkeys,
    list_user_links, search_events, search_providers,
};

fn read<T>(exchange: &Exchange<T>, body: &str) -> Result<T, Unreadable> {
    (exchange.judge)(&answer(200, body))
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
    assert!(user.has_password && user.password_change_required);
    let body = r#"{"user":{"userId":"8","state":9,"machine":{"name":"Robot"}}}"#;
    let user = read(&get_user("8"), body).expect("readable");
    assert_eq!(user.state, UserState::Unknown("9".into()));
    assert_eq!(user.kind, UserKind::Machine);
    assert_eq!(user.display_name.as_deref(), Some("Robot"));
    assert!(!user.has_password);
}

#[test]
fn own_factors_and_passkeys_are_read() {
    let body = r#"{"result":[{"state":"AUTH_FACTOR_STATE_READY","otp":{}},
        {"state":2,"u2f":{"id":"1","name":"Key"}},{"otpSms":{}},{"state":"AUTH_FACTOR_STATE_READY","otpEmail":{}},
        {"state":"AUTH_FACTOR_STATE_READY","pigeon":{}}]}"#;
    let factors = read(&list_my_factors(), body).expect("readable");
    let kinds: Vec<_> = factors.iter().map(|one| one.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            SecondFactorType::Otp,
            SecondFactorType::U2f,
            SecondFactorType::OtpSms,
            SecondFactorType::OtpEmail,
            SecondFactorType::Unknown("pigeon".into())
        ]
    );
    let ready: Vec<_> = factors.iter().map(|one| one.ready).collect();
    assert_eq!(ready, [true, true, false, true, true]);
    assert_eq!(factors[1].name.as_deref(), Some("Key"));
    let body = r#"{"result":[{"id":"1","state":"AUTH_FACTOR_STATE_READY","name":"Laptop"}]}"#;
    let passkeys = read(&list_my_passkeys(), body).expect("readable");
    assert_eq!(passkeys[0].name.as_deref(), Some("Laptop"));
    assert!(passkeys[0].ready);
}

#[test]
fn all_ways_to_sign_in_are_known() {
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
    assert_eq!(
        links.items[0].external_name.as_deref(),
        Some("ann@elsewhere")
    );
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
fn events_keep_what_they_cannot_explain() {
    let search = EventSearch {
        of: EventsOf::Restrictions,
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
        {"sequence":"3","type":{"type":"instance.something.new"},"payload":{"a":1}}]}"#;
    let events = read(&exchange, body).expect("readable");
    let lifetime = |seconds, nanos| Value::Lifetime(Lifetime { seconds, nanos });
    assert_eq!(
        events[0].what,
        What::PolicyChanged(vec![
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
    let rest: Vec<_> = events[1..].iter().map(|one| one.what.clone()).collect();
    assert_eq!(
        rest,
        [
            What::MultiFactorRemoved(Some(MultiFactorType::U2fWithVerification)),
            What::MultiFactorAdded(None),
            What::ProviderDeleted(Some("5".into())),
            What::ProviderDeleted(Some("4".into())),
            What::ProviderUnlinked(Some("4".into())),
            What::Other,
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
    let asked = list_linked_providers(Paging {
        offset: 7,
        limit: 0,
    });
    assert_eq!(
        asked.request.body.as_deref(),
        Some(r#"{"query":{"offset":"7","limit":0,"asc":true}}"#)
    );
}

fn provider_kind(sent: &str) -> Option<ProviderKind> {
    let body =
        format!(r#"{{"details":{{}},"result":[{{"id":"1","details":{{}},"type":{sent}}}]}}"#);
    let page = read(&search_providers(None, Paging::FIRST), &body).expect("readable");
    page.items.into_iter().next().and_then(|one| one.kind)
}

#[test]
fn an_undetermined_language_is_none() {
    let body =
        r#"{"user":{"id":"7","details":{},"human":{"profile":{"preferredLanguage":"und"}}}}"#;
    let me = read(&get_me(), body).expect("readable");
    assert_eq!(me.preferred_language, None);
    assert!(me.is_human && !me.has_password);
}

//! What holds for any body and any settings.

use http::Response;
use login_policy::{Field, Lifetime, LoginSettings, PasswordlessType, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use zitadel_admin::{
    DecodeError, Exchange, Operation, Paging, Refusal, factors, get_instance,
    get_instance_features, get_login_policy, get_me, get_restrictions, get_user,
    list_authentication_methods, list_my_permissions, list_user_links,
    organization_follows_instance, providers, search_events, search_members, search_providers,
    update_login_policy, update_restrictions,
};

use crate::support::{answer, body};

/// Reads a body as the answer to every call; the result does not matter, that there is one does.
fn read_as_anything(response: &Response<String>) {
    fn one<T>(exchange: Exchange<T>, response: &Response<String>) {
        let _ = exchange.parse_response(response);
        let _ = (exchange.decode)(response);
    }
    one(get_login_policy(), response);
    one(get_me(), response);
    one(list_my_permissions(), response);
    one(search_providers(None, Paging::FIRST), response);
    one(get_restrictions(), response);
    one(update_restrictions(false), response);
    one(get_instance(), response);
    one(get_instance_features(), response);
    one(search_members(Paging::FIRST), response);
    one(get_user("1"), response);
    one(list_authentication_methods("1", None), response);
    one(list_user_links("1", Paging::FIRST), response);
    one(organization_follows_instance("1"), response);
    let search = zitadel_admin::EventSearch {
        scope: zitadel_admin::EventScope::Restrictions,
        before: None,
        limit: 1,
    };
    one(search_events(&search), response);
    for operation in Operation::ALL {
        let refusal = Refusal::from_response(operation, response);
        assert!(refusal.raw.chars().count() <= Refusal::MAX_RAW_CHARS);
        let text = refusal.text.unwrap_or_default();
        assert!(text.chars().count() <= Refusal::MAX_TEXT_CHARS);
        assert!(!text.contains(char::is_control));
    }
}

/// Keys and values that ZITADEL uses, in any arrangement.
fn familiar_json() -> impl Strategy<Value = Json> {
    let keys = prop::sample::select(vec![
        "policy",
        "details",
        "sequence",
        "result",
        "user",
        "human",
        "profile",
        "forceMfa",
        "secondFactors",
        "multiFactors",
        "idps",
        "idpId",
        "passwordlessType",
        "code",
        "instance",
        "version",
        "message",
        "id",
        "events",
        "type",
        "payload",
        "mfaType",
        "passwordCheckLifetime",
        "totalResult",
        "state",
        "loginV2",
        "email",
        "localized",
        "editor",
        "authMethodTypes",
        "settings",
        "resourceOwnerType",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".*".prop_map(Json::from),
        prop::sample::select(vec![
            "864000s",
            "-1.5s",
            "240h",
            "SECOND_FACTOR_TYPE_OTP",
            "SECOND_FACTOR_TYPE_RECOVERY_CODES",
            "1",
            "Errors.X (A-1)",
            "invalid XRequest.Y: no",
            "instance.policy.login.changed",
            "restrictions.set",
        ])
        .prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map(keys.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn lifetime() -> impl Strategy<Value = Lifetime> {
    (
        -315_575_999_999_i64..=315_575_999_999,
        0..=999_999_999_i32,
        0..4_u32,
    )
        .prop_map(|(seconds, nanos, digits)| {
            let unit = 10_i32.pow(9 - 3 * digits);
            let nanos = if digits == 0 { 0 } else { nanos / unit * unit };
            Lifetime {
                seconds,
                nanos: if seconds < 0 { -nanos } else { nanos },
            }
        })
}

fn settings() -> impl Strategy<Value = LoginSettings> {
    let passwordless = prop_oneof![
        Just(PasswordlessType::NotAllowed),
        Just(PasswordlessType::Allowed),
        "PASSWORDLESS_TYPE_[A-Z]{3}".prop_map(PasswordlessType::Unknown),
        (2..i32::MAX).prop_map(|number| PasswordlessType::Unknown(number.to_string())),
    ];
    (
        prop::collection::vec(any::<bool>(), 17),
        prop::collection::vec(lifetime(), 17),
        passwordless,
        ".*",
    )
        .prop_map(|(flags, lifetimes, passwordless, text)| {
            let mut settings = LoginSettings::default();
            for ((field, on), lifetime) in Field::ALL.into_iter().zip(flags).zip(lifetimes) {
                let value = match settings.get(field) {
                    Value::Bool(_) => Value::Bool(on),
                    Value::Lifetime(_) => Value::Lifetime(lifetime),
                    Value::Passwordless(_) => Value::Passwordless(passwordless.clone()),
                    Value::Text(_) => Value::Text(text.clone()),
                };
                assert!(settings.set(field, value));
            }
            settings
        })
}

proptest! {
    #[test]
    fn any_text_is_read(body in ".*", status in 100..700_u16) {
        read_as_anything(&answer(status, &body));
    }

    #[test]
    fn any_bytes_are_read(body in prop::collection::vec(any::<u8>(), 0..200)) {
        read_as_anything(&answer(200, &String::from_utf8_lossy(&body)));
    }

    #[test]
    fn any_json_is_read(body in familiar_json(), status in 100..600_u16) {
        read_as_anything(&answer(status, &body.to_string()));
    }

    #[test]
    fn any_beginning_of_a_good_answer_is_cut_off_or_empty(settings in settings(), at in 0.0..1.0_f64) {
        let policy = json!({"policy": {"details": {"sequence": "1"}, "defaultRedirectUri": settings.default_redirect_uri}});
        let whole = policy.to_string();
        let mut end = (whole.len() as f64 * at) as usize;
        while !whole.is_char_boundary(end) {
            end -= 1;
        }
        let read = (get_login_policy().decode)(&answer(200, &whole[..end]));
        let expected = if end == 0 { DecodeError::Empty } else { DecodeError::CutOff };
        prop_assert_eq!(read, Err(expected));
    }

    /// The server stores what it is sent and answers with it; so what is written, put into an
    /// answer, must read as the settings.
    #[test]
    fn an_update_reads_back_as_the_settings(settings in settings()) {
        let members = body(&update_login_policy(&settings).request).unwrap();
        prop_assert_eq!(members.as_object().unwrap().len(), 17);
        for field in Field::ALL {
            prop_assert!(members.get(field.api_name()).is_some_and(|value| !value.is_null()));
        }
        let mut policy = members;
        policy["details"] = json!({"sequence": "1"});
        let stored = json!({"policy": policy}).to_string();
        let read = (get_login_policy().decode)(&answer(200, &stored)).unwrap();
        prop_assert_eq!(read.settings, settings);
        prop_assert_eq!(read.unknown_members, Vec::<String>::new());
    }

    /// protojson leaves zero values out; that must not change what is read.
    #[test]
    fn leaving_out_zero_values_changes_nothing(settings in settings()) {
        let mut policy = body(&update_login_policy(&settings).request).unwrap();
        let members = policy.as_object_mut().unwrap();
        members.retain(|_, value| {
            *value != json!(false) && *value != json!("") && *value != json!("PASSWORDLESS_TYPE_NOT_ALLOWED")
        });
        members.insert("details".into(), json!({}));
        let stored = json!({"policy": policy}).to_string();
        let read = (get_login_policy().decode)(&answer(200, &stored)).unwrap();
        prop_assert_eq!(read.settings, settings);
    }

    #[test]
    fn an_unknown_factor_is_sent_as_it_came(name in "[A-Z_]{1,20}", number in 6..i32::MAX) {
        use login_policy::SecondFactorType as Factor;
        let sent = |kind: Factor| body(&factors::add_second_factor(&kind).request).unwrap();
        prop_assert_eq!(sent(Factor::Unknown(name.clone())), json!({"type": name}));
        // As text the number would be dropped by the server and mean "unspecified".
        prop_assert_eq!(sent(Factor::Unknown(number.to_string())), json!({"type": number}));
    }

    #[test]
    fn an_id_cannot_leave_its_part_of_the_path(id in ".*") {
        let path = providers::unlink_provider(&id).request.uri().to_string();
        let segment = path.strip_prefix("/admin/v1/policies/login/idps/").unwrap();
        let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        prop_assert!(segment.bytes().all(is_safe));
    }
}

//! Answers that were not recorded: other spellings protobuf allows, other versions, nonsense.

use login_policy::{Lifetime, MultiFactorType, PasswordlessType, SecondFactorType};
use serde_json::json;
use zitadel_admin::{
    DecodeError, EventScope, EventSearch, Exchange, Paging, PolicyRead, factors, get_instance,
    get_instance_features, get_login_policy, get_me, get_restrictions, get_user,
    list_authentication_methods, list_my_permissions, search_events, search_members,
    update_restrictions,
};

use crate::support::{answer, body, response};

fn read<T>(exchange: &Exchange<T>, body: &str) -> Result<T, DecodeError> {
    (exchange.decode)(&answer(200, body))
}

/// A policy with these members besides the details.
fn policy(members: &str) -> Result<PolicyRead, DecodeError> {
    read(
        &get_login_policy(),
        &format!(r#"{{"policy":{{"details":{{"sequence":"7"}}{members}}}}}"#),
    )
}

fn wrong<T>(member: &str) -> Result<T, DecodeError> {
    let member = member.to_owned();
    Err(DecodeError::WrongShape { member })
}

#[test]
fn numbers_of_64_bits_may_be_text_or_number() {
    for sequence in ["\"18446744073709551615\"", "18446744073709551615"] {
        let body = format!(r#"{{"details":{{"sequence":{sequence}}}}}"#);
        let details = read(&update_restrictions(true), &body).expect("readable");
        assert_eq!(details.sequence, u64::MAX);
    }
    for sequence in [
        "\"-1\"",
        "-1",
        "1.5",
        "\"\"",
        "true",
        "\"18446744073709551616\"",
        "[]",
    ] {
        let body = format!(r#"{{"details":{{"sequence":{sequence}}}}}"#);
        assert_eq!(
            read(&update_restrictions(true), &body),
            wrong("details.sequence"),
            "{sequence}"
        );
    }
}

#[test]
fn null_means_absent() {
    let read = policy(
        r#","forceMfa":null,"passwordlessType":null,"passwordCheckLifetime":null,
           "defaultRedirectUri":null,"secondFactors":null,"idps":null,"isDefault":null,"new":null"#,
    )
    .expect("readable");
    assert_eq!(read, policy("").expect("readable"));
}

#[test]
fn enums_may_be_numbers() {
    let read = policy(
        r#","passwordlessType":1,"secondFactors":[1,2,3,4,5],"multiFactors":[1],
           "idps":[{"idpId":"1","idpType":1},{"idpId":"2","idpType":3},{"idpId":"3","idpType":0}]"#,
    )
    .expect("readable");
    assert_eq!(read.settings.passwordless_type, PasswordlessType::Allowed);
    assert_eq!(read.settings.second_factors, SecondFactorType::KNOWN);
    assert_eq!(read.settings.multi_factors, MultiFactorType::KNOWN);
    let kinds: Vec<_> = read.linked.iter().map(|one| one.kind.as_deref()).collect();
    assert_eq!(kinds, [Some("IDP_TYPE_OIDC"), Some("IDP_TYPE_JWT"), None]);
}

#[test]
fn enum_values_of_a_newer_server_are_kept() {
    let read = policy(
        r#","passwordlessType":"PASSWORDLESS_TYPE_WITH_CERT","secondFactors":["SECOND_FACTOR_TYPE_PIGEON",17],
           "multiFactors":[2,"MULTI_FACTOR_TYPE_X"],"idps":[{"idpId":"1","idpType":"IDP_TYPE_NEW"}]"#,
    )
    .expect("readable");
    assert_eq!(
        read.settings.passwordless_type,
        PasswordlessType::Unknown("PASSWORDLESS_TYPE_WITH_CERT".into())
    );
    assert_eq!(
        read.settings.second_factors,
        [
            SecondFactorType::Unknown("SECOND_FACTOR_TYPE_PIGEON".into()),
            SecondFactorType::Unknown("17".into())
        ]
    );
    assert_eq!(
        read.settings.multi_factors,
        [
            MultiFactorType::Unknown("2".into()),
            MultiFactorType::Unknown("MULTI_FACTOR_TYPE_X".into())
        ]
    );
    assert_eq!(read.linked[0].kind.as_deref(), Some("IDP_TYPE_NEW"));
}

/// Known to ZITADEL since 4.9, by name and as number 5; asked for by neither login interface.
#[test]
fn recovery_codes_are_kept_and_written_by_name() {
    const NAME: &str = "SECOND_FACTOR_TYPE_RECOVERY_CODES";
    for sent in [format!("{NAME:?}"), "5".to_owned()] {
        let read = policy(&format!(r#","secondFactors":[1,{sent}]"#)).expect("readable");
        let factors = read.settings.second_factors;
        let names: Vec<_> = factors.iter().map(SecondFactorType::api_name).collect();
        assert_eq!(names, ["SECOND_FACTOR_TYPE_OTP", NAME]);
        let add = factors::add_second_factor(&factors[1]);
        assert_eq!(body(&add.request), Some(json!({"type": NAME})));
        let remove = factors::remove_second_factor(&factors[1]);
        let path = format!("/admin/v1/policies/login/second_factors/{NAME}");
        assert_eq!(remove.request.uri(), path.as_str());
    }
}

#[test]
fn lifetimes_may_have_fractions_and_be_negative() {
    for (text, seconds, nanos) in [
        ("0s", 0, 0),
        ("864000s", 864_000, 0),
        ("1.500s", 1, 500_000_000),
        ("-1.500s", -1, -500_000_000),
        ("9223372036.854775807s", 9_223_372_036, 854_775_807),
    ] {
        let read = policy(&format!(r#","multiFactorCheckLifetime":"{text}""#)).expect("readable");
        assert_eq!(
            read.settings.multi_factor_check_lifetime,
            Lifetime { seconds, nanos }
        );
    }
    for text in [
        "\"240h\"",
        "\"\"",
        "\"s\"",
        "864000",
        "\"1e3s\"",
        "{}",
        "\"99999999999999999999s\"",
    ] {
        assert_eq!(
            policy(&format!(r#","multiFactorCheckLifetime":{text}"#)),
            wrong("policy.multiFactorCheckLifetime"),
            "{text}"
        );
    }
}

#[test]
fn a_member_of_the_wrong_kind_is_named() {
    for (members, member) in [
        (r#","forceMfa":"true""#, "forceMfa"),
        (r#","forceMfa":1"#, "forceMfa"),
        (r#","allowRegister":{}"#, "allowRegister"),
        (r#","isDefault":"yes""#, "isDefault"),
        (r#","passwordlessType":true"#, "passwordlessType"),
        (r#","passwordlessType":1.5"#, "passwordlessType"),
        (r#","defaultRedirectUri":7"#, "defaultRedirectUri"),
        (r#","secondFactors":"x""#, "secondFactors"),
        (r#","secondFactors":[null]"#, "secondFactors[0]"),
        (r#","multiFactors":{}"#, "multiFactors"),
        (r#","idps":[7]"#, "idps[0]"),
        (r#","idps":[{}]"#, "idps.idpId"),
        (r#","idps":[{"idpId":"1","idpName":2}]"#, "idps[0].idpName"),
    ] {
        let path = format!("policy.{member}");
        assert_eq!(policy(members), wrong(&path), "{members}");
    }
    assert_eq!(
        read(&get_login_policy(), r#"{"policy":[]}"#),
        wrong("policy")
    );
    assert_eq!(read(&get_login_policy(), "[]"), wrong("."));
    assert_eq!(
        read(&list_my_permissions(), r#"{"result":[1]}"#),
        wrong("result[0]")
    );
}

#[test]
fn the_first_wrong_member_is_the_one_that_is_named() {
    assert_eq!(
        policy(r#","allowRegister":1,"forceMfaLocalOnly":1"#),
        wrong("policy.allowRegister")
    );
}

#[test]
fn an_empty_object_is_never_taken_for_settings() {
    assert_eq!(read(&get_login_policy(), "{}"), wrong("policy"));
    assert_eq!(
        read(&get_login_policy(), r#"{"policy":{}}"#),
        wrong("policy.details")
    );
    assert_eq!(read(&get_me(), "{}"), wrong("user"));
    assert_eq!(read(&get_user("1"), "{}"), wrong("user"));
    assert_eq!(read(&get_restrictions(), "{}"), wrong("details"));
    assert_eq!(read(&get_instance_features(), "{}"), wrong("details"));
    assert_eq!(read(&get_instance(), "{}"), wrong("instance"));
    assert_eq!(read(&update_restrictions(true), "{}"), wrong("details"));
    assert_eq!(read(&search_members(Paging::FIRST), "{}"), wrong("details"));
    assert_eq!(
        read(&list_authentication_methods("1", None), "{}"),
        wrong("details")
    );
    assert_eq!(
        read(&get_me(), r#"{"user":{"details":{}}}"#),
        wrong("user.id")
    );
}

#[test]
fn members_that_a_newer_server_has_are_collected() {
    let read =
        policy(r#","forceMfa":true,"allowPigeons":true,"zebra":{"a":[1]}"#).expect("readable");
    assert_eq!(read.unknown_members, ["allowPigeons", "zebra"]);
    assert!(read.settings.force_mfa);
}

#[test]
fn what_a_list_names_twice_is_shown_once() {
    let both_spellings = r#","multiFactors":["MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",1]"#;
    let read = policy(both_spellings).expect("readable");
    assert_eq!(read.settings.multi_factors, MultiFactorType::KNOWN);
    assert!(read.duplicated);
    let read = policy(r#","multiFactors":[1,1,1],"secondFactors":[2,1]"#).expect("readable");
    assert_eq!(read.settings.multi_factors, MultiFactorType::KNOWN);
    assert!(read.duplicated);
    let read = policy(r#","idps":[{"idpId":"1"},{"idpId":"1"}]"#).expect("readable");
    assert_eq!(read.settings.providers, ["1"]);
    assert_eq!(read.linked.len(), 1);
    assert!(read.duplicated);
    assert!(
        !policy(r#","secondFactors":[1,2]"#)
            .expect("readable")
            .duplicated
    );
}

#[test]
fn what_is_no_json_is_named() {
    let with = |content_type: Option<&str>, body: &str| {
        (get_login_policy().decode)(&response(200, content_type, body))
    };
    assert_eq!(with(None, ""), Err(DecodeError::Empty));
    assert_eq!(with(None, " \r\n\t"), Err(DecodeError::Empty));
    assert_eq!(with(None, "<!doctype html>"), Err(DecodeError::Html));
    assert_eq!(with(None, "\u{feff}<html>"), Err(DecodeError::Html));
    assert_eq!(
        with(Some("Text/HTML; charset=utf-8"), "Welcome"),
        Err(DecodeError::Html)
    );
    assert_eq!(with(None, "Welcome"), Err(DecodeError::NotJson));
    assert_eq!(with(None, "{} {}"), Err(DecodeError::NotJson));
    assert_eq!(with(None, r#"{"a":NaN}"#), Err(DecodeError::NotJson));
    assert_eq!(with(None, r#"{"policy":{"forc"#), Err(DecodeError::CutOff));
    assert_eq!(
        with(None, r#"{"policy":{"details":{}}"#),
        Err(DecodeError::CutOff)
    );
}

#[test]
fn deep_nesting_is_refused_and_overflows_no_stack() {
    let deep = "[".repeat(100_000);
    let skipped = format!(r#"{{"x":{deep}"#);
    assert_eq!(
        read(&get_login_policy(), &skipped),
        Err(DecodeError::CutOff)
    );
    assert!(read(&get_login_policy(), &deep).is_err());
    let search = EventSearch {
        scope: EventScope::Restrictions,
        before: None,
        limit: 1,
    };
    let payload = format!(r#"{{"events":[{{"payload":{{"x":{deep}"#);
    assert_eq!(
        read(&search_events(&search), &payload),
        Err(DecodeError::NotJson)
    );
}

#[test]
fn a_member_that_comes_twice_is_refused() {
    // Two readers could take different ones of the two.
    let twice = policy(r#","forceMfa":true,"forceMfa":false"#);
    assert_eq!(twice, wrong("policy"));
}

#[test]
fn json_is_read_whatever_the_content_type_says() {
    let body = r#"{"details":{"sequence":"3"}}"#;
    let response = response(200, Some("text/html"), body);
    let details = (update_restrictions(true).decode)(&response).expect("readable");
    assert_eq!(details.sequence, 3);
}

#[test]
fn an_answer_that_is_too_long_is_not_parsed() {
    let body = format!(
        r#"{{"details":{{}},"x":"{}"}}"#,
        "y".repeat(DecodeError::MAX_BYTES)
    );
    assert_eq!(read(&get_restrictions(), &body), Err(DecodeError::TooLong));
    let body = format!(
        r#"{{"details":{{}}{}}}"#,
        " ".repeat(DecodeError::MAX_BYTES - 14)
    );
    assert_eq!(body.len(), DecodeError::MAX_BYTES);
    assert!(read(&get_restrictions(), &body).is_ok());
}

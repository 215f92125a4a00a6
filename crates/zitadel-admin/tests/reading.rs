//! Policies and lists that were not recorded: other spellings protobuf allows, other versions,
//! nonsense.

mod support;

use login_policy::{Lifetime, MultiFactorType, PasswordlessType, SecondFactorType};
use support::answer;
use zitadel_admin::{
    Exchange, Paging, PolicyRead, Response, Unreadable, get_instance_features, get_login_policy,
    get_me, get_restrictions, get_user, list_authentication_methods, list_multi_factors,
    list_my_permissions, list_second_factors, search_members, update_restrictions,
};

fn read<T>(exchange: &Exchange<T>, body: &str) -> Result<T, Unreadable> {
    (exchange.judge)(&answer(200, body))
}

/// A policy with these members besides the details.
fn policy(members: &str) -> Result<PolicyRead, Unreadable> {
    read(
        &get_login_policy(),
        &format!(r#"{{"policy":{{"details":{{"sequence":"7"}}{members}}}}}"#),
    )
}

fn wrong<T>(member: &'static str) -> Result<T, Unreadable> {
    Err(Unreadable::WrongShape { member })
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
            wrong("multiFactorCheckLifetime"),
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
        (r#","secondFactors":[null]"#, "secondFactors"),
        (r#","multiFactors":{}"#, "multiFactors"),
        (r#","idps":[7]"#, "idps"),
        (r#","idps":[{}]"#, "idpId"),
        (r#","idps":[{"idpId":"1","idpName":2}]"#, "idpName"),
    ] {
        assert_eq!(policy(members), wrong(member), "{members}");
    }
    assert_eq!(
        read(&get_login_policy(), r#"{"policy":[]}"#),
        wrong("policy")
    );
    assert_eq!(read(&get_login_policy(), "[]"), wrong("{}"));
    assert_eq!(
        read(&list_my_permissions(), r#"{"result":[1]}"#),
        wrong("result")
    );
}

#[test]
fn the_first_wrong_member_is_the_one_that_is_named() {
    assert_eq!(
        policy(r#","allowRegister":1,"forceMfaLocalOnly":1"#),
        wrong("allowRegister")
    );
}

#[test]
fn an_empty_object_is_never_taken_for_settings() {
    assert_eq!(read(&get_login_policy(), "{}"), wrong("policy"));
    assert_eq!(
        read(&get_login_policy(), r#"{"policy":{}}"#),
        wrong("details")
    );
    assert_eq!(read(&get_me(), "{}"), wrong("user"));
    assert_eq!(read(&get_user("1"), "{}"), wrong("user"));
    assert_eq!(read(&get_restrictions(), "{}"), wrong("details"));
    assert_eq!(read(&get_instance_features(), "{}"), wrong("details"));
    assert_eq!(read(&list_multi_factors(), "{}"), wrong("details"));
    assert_eq!(read(&list_second_factors(), "{}"), wrong("details"));
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
    let body = r#"{"details":{},"result":["MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",1]}"#;
    let list = read(&list_multi_factors(), body).expect("readable");
    assert_eq!(list.factors, MultiFactorType::KNOWN);
    assert!(list.duplicated);
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
        (get_login_policy().judge)(&Response {
            status: 200,
            content_type: content_type.map(str::to_owned),
            body: body.to_owned(),
        })
    };
    assert_eq!(with(None, ""), Err(Unreadable::Empty));
    assert_eq!(with(None, " \r\n\t"), Err(Unreadable::Empty));
    assert_eq!(with(None, "<!doctype html>"), Err(Unreadable::Html));
    assert_eq!(with(None, "\u{feff}<html>"), Err(Unreadable::Html));
    assert_eq!(
        with(Some("Text/HTML; charset=utf-8"), "Welcome"),
        Err(Unreadable::Html)
    );
    assert_eq!(with(None, "Welcome"), Err(Unreadable::NotJson));
    assert_eq!(with(None, "{} {}"), Err(Unreadable::NotJson));
    assert_eq!(with(None, r#"{"a":NaN}"#), Err(Unreadable::NotJson));
    // Two readers could take different ones of the two.
    let twice = r#"{"policy":{"forceMfa":true,"forceMfa":false}}"#;
    assert_eq!(with(None, twice), Err(Unreadable::NotJson));
    assert_eq!(with(None, r#"{"policy":{"forc"#), Err(Unreadable::CutOff));
    assert_eq!(
        with(None, r#"{"policy":{"details":{}}"#),
        Err(Unreadable::CutOff)
    );
    assert_eq!(with(None, &"[".repeat(100_000)), Err(Unreadable::NotJson));
}

#[test]
fn json_is_read_whatever_the_content_type_says() {
    let response = Response {
        status: 200,
        content_type: Some("text/html".into()),
        body: r#"{"details":{"sequence":"3"}}"#.into(),
    };
    let details = (update_restrictions(true).judge)(&response).expect("readable");
    assert_eq!(details.sequence, 3);
}

#[test]
fn an_answer_that_is_too_long_is_not_parsed() {
    let body = format!(
        r#"{{"details":{{}},"x":"{}"}}"#,
        "y".repeat(Unreadable::LIMIT)
    );
    assert_eq!(read(&get_restrictions(), &body), Err(Unreadable::TooLong));
    let body = format!(
        r#"{{"details":{{}}{}}}"#,
        " ".repeat(Unreadable::LIMIT - 14)
    );
    assert_eq!(body.len(), Unreadable::LIMIT);
    assert!(read(&get_restrictions(), &body).is_ok());
}

//! What becomes of a body, and what is said of one that is refused.

use super::*;

static FORM: &Schema = &[
    ("type", Field::Enum(&["NONE", "ONE"])),
    ("forceMfa", Field::Bool),
    ("lifetime", Field::Duration),
    ("limit", Field::Unsigned(32)),
    ("offset", Field::Unsigned(64)),
    ("names", Field::List(&Field::Text)),
];

#[track_caller]
fn check(text: &str, expected: Value) {
    assert_eq!(Value::Object(decode(FORM, text).unwrap().0), expected);
}

#[track_caller]
fn refused(text: &str, message: &str) {
    assert_eq!(decode(FORM, text).err().as_deref(), Some(message));
}

#[test]
fn both_spellings_of_a_name_are_read() {
    check(
        r#"{"force_mfa":true}"#,
        serde_json::json!({"forceMfa":true}),
    );
}

#[test]
fn unknown_members_unknown_enum_names_and_null_are_dropped() {
    check(
        r#"{"colour":"red","type":"PIGEON","forceMfa":null}"#,
        serde_json::json!({}),
    );
}

#[test]
fn enum_numbers_and_long_numbers_are_taken() {
    check(
        r#"{"type":99,"limit":"7"}"#,
        serde_json::json!({"type":99,"limit":7}),
    );
    check(
        r#"{"type":1e0,"limit":"7.0","offset":18446744073709551615}"#,
        serde_json::json!({"type":1,"limit":7,"offset":i64::MAX}),
    );
}

#[test]
fn unknown_members_may_be_sent_twice() {
    check(r#"{"colour":1,"colour":2}"#, serde_json::json!({}));
}

#[test]
fn a_second_member_is_refused_at_its_name_whatever_the_first_held() {
    refused(
        r#"{"limit":1, "limit":true}"#,
        "proto: (line 1:13): duplicate field \"limit\"",
    );
    refused(
        "{\"forceMfa\":null,\n \"force\\u005fmfa\" :true}",
        r#"proto: (line 2:2): duplicate field "force\u005fmfa""#,
    );
    refused(
        r#"{"type":"PIGEON","type":"ONE"}"#,
        "proto: (line 1:18): duplicate field \"type\"",
    );
    refused(
        r#"{"names":[],"names":null}"#,
        "proto: (line 1:13): duplicate field \"names\"",
    );
}

#[test]
fn half_a_surrogate_pair_is_refused_in_its_turn() {
    refused(
        r#" {"colour":"\ud800 \n\n"}"#,
        r#"proto: syntax error (line 1:11): invalid escape code " \\n\\n\"" in string"#,
    );
    refused(
        r#"{"colour":["\ud800"]} and so on"#,
        "proto: unexpected EOF",
    );
    refused(
        r#"{"forceMfa":1,"\ud800":2}"#,
        "proto: (line 1:13): invalid value for bool field forceMfa: 1",
    );
}

#[test]
fn numbers_out_of_range_are_refused_with_their_kind() {
    refused(
        r#"{"limit":4294967296}"#,
        "proto: (line 1:10): invalid value for uint32 field limit: 4294967296",
    );
    refused(
        r#"{"offset":"-1"}"#,
        "proto: (line 1:11): invalid value for uint64 field offset: \"-1\"",
    );
    refused(
        r#"{"lifetime":"315576000001s"}"#,
        "proto: (line 1:13): google.protobuf.Duration value out of range: \"315576000001s\"",
    );
    refused(
        r#"{"type":1.5}"#,
        "proto: (line 1:9): invalid value for enum field type: 1.5",
    );
}

#[test]
fn decode_errors_name_the_place() {
    refused(
        r#"{"type":true}"#,
        "proto: (line 1:9): invalid value for enum field type: true",
    );
    refused("[]", "proto: syntax error (line 1:1): unexpected token [");
    refused(
        r#" "x""#,
        "proto: syntax error (line 1:1): unexpected token \"x\"",
    );
    refused(
        r#"{"lifetime":"240h"}"#,
        "proto: (line 1:13): invalid google.protobuf.Duration value \"240h\"",
    );
    refused(
        r#"{"lifetime":864000}"#,
        "proto: syntax error (line 1:13): unexpected token 864000",
    );
    refused(
        r#"{"forceMfa":"true"}"#,
        "proto: (line 1:13): invalid value for bool field forceMfa: \"true\"",
    );
}

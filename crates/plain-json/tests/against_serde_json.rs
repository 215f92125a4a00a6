//! The reader and the writer held against `serde_json`, on documents of any kind and on documents
//! that somebody has damaged.

use plain_json::{Json, MOST_DEPTH, MOST_MEMBERS, Trouble, Writer};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;

/// Whether both hold the same.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => {
            // `-0` is a whole number here and a fraction there.
            let whole = ours.as_str() == "-0"
                || (ours.to_u64() == theirs.as_u64() && ours.to_i64() == theirs.as_i64());
            whole
                && theirs
                    .as_f64()
                    .is_some_and(|theirs| near(ours.to_f64(), theirs))
        }
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(key, ours)| theirs.get(key).is_some_and(|theirs| same(ours, theirs)))
        }
        _ => false,
    }
}

/// `serde_json` is not exact either unless it is asked to be.
fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= theirs.abs() * 1e-14
}

/// Both must come to the same verdict, but for keys that appear twice and sheer size.
fn check(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    match (Json::read(text), theirs) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{text}"),
        (Err(ours), Ok(_)) => assert!(
            matches!(ours.trouble, Trouble::RepeatedKey | Trouble::TooMuch),
            "only we refuse {text}: {ours}"
        ),
        (Ok(_), Err(theirs)) => panic!("only they refuse {text}: {theirs}"),
        (Err(_), Err(_)) => {}
    }
}

fn numbers() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        // The very ends of the range are a matter of the last place.
        any::<f64>()
            .prop_filter("a number of some use", |number| number.abs() < 1e308)
            .prop_map(|number| format!("{number:e}")),
        (0.0..1e12_f64).prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,30})([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?",
    ]
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-c\"\\\\\u{0}-\u{20}]{0,6}"]
}

fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e300..1e300_f64).prop_map(Value::from),
        texts().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Value::from),
            btree_map(texts(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pieces of JSON, of which any row is tried.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\""),
        Just("\\"),
        Just("\"a\""),
        Just("\"b\":"),
        Just("0"),
        Just("-"),
        Just("1"),
        Just("9"),
        Just("."),
        Just("e"),
        Just("E+"),
        Just("true"),
        Just("fals"),
        Just("e"),
        Just("null"),
        Just(" "),
        Just("\n"),
        Just("\t"),
        Just("\u{b}"),
        Just("\u{a0}"),
        Just("\u{feff}"),
        Just("\\u00"),
        Just("\\ud83d"),
        Just("\\ude00"),
        Just("4f"),
        Just("\\n"),
        Just("\\x"),
        Just("ü"),
        Just("/"),
        Just("//"),
        Just("'"),
        Just("NaN"),
        Just("Infinity"),
        Just("+1"),
        Just("01"),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_document_reads_the_same(document in documents(), indented in any::<bool>()) {
        let text = if indented {
            serde_json::to_string_pretty(&document)
        } else {
            serde_json::to_string(&document)
        };
        let text = text.unwrap();
        let ours = Json::read(&text);
        prop_assert!(ours.is_ok_and(|ours| same(&ours, &document)), "{}", text);
    }

    #[test]
    fn a_damaged_document_is_judged_the_same(
        document in documents(),
        at in any::<prop::sample::Index>(),
        instead in prop_oneof![Just(String::new()), ".", "[]{}\",:\\\\u0-9eE.+-]"],
        length in 0..3_usize,
    ) {
        let text = serde_json::to_string(&document).unwrap();
        let mut characters: Vec<char> = text.chars().collect();
        let start = at.index(characters.len());
        let end = characters.len().min(start + length);
        characters.splice(start..end, instead.chars());
        check(&characters.into_iter().collect::<String>());
    }

    #[test]
    fn any_row_of_pieces_is_judged_the_same(text in pieces()) {
        check(&text);
    }

    #[test]
    fn numbers_are_worth_the_same(number in numbers()) {
        check(&number);
    }

    #[test]
    fn what_has_few_digits_is_exact(digits in 0..1_000_000_000_000_000_u64, places in -22..23_i32) {
        let text = format!("{digits}e{places}");
        let ours = Json::read(&text).unwrap();
        prop_assert_eq!(ours.as_number().unwrap().to_f64(), text.parse::<f64>().unwrap());
    }

    #[test]
    fn a_beginning_is_cut_off_and_nothing_else(
        members in btree_map(texts(), documents(), 0..4),
        at in any::<prop::sample::Index>(),
    ) {
        let document = Value::Object(members.into_iter().collect());
        let text = serde_json::to_string(&document).unwrap();
        let mut end = at.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let beginning = &text[..end];
        let error = Json::read(beginning).unwrap_err();
        prop_assert_eq!(error.trouble, Trouble::CutOff, "{}", beginning);
        prop_assert_eq!(error.at, end);
    }

    #[test]
    fn what_is_written_is_read_by_both(members in btree_map(texts(), vec(texts(), 0..4), 0..6)) {
        let mut writer = Writer::new();
        for (key, list) in &members {
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            match list.as_slice() {
                [] => writer.raw(key, "null"),
                [one] => writer.text(key, one),
                several => writer.texts(key, several),
            }
        }
        let text = writer.finish();
        let ours = Json::read(&text).unwrap();
        prop_assert!(same(&ours, &serde_json::from_str(&text).unwrap()), "{}", text);
        for (key, list) in &members {
            match list.as_slice() {
                [] => prop_assert_eq!(ours.get(key), Some(&Json::Null)),
                [one] => prop_assert_eq!(ours.text(key), Some(one.as_str())),
                several => prop_assert_eq!(ours.texts(key).unwrap(), several),
            }
        }
    }
}

fn trouble(text: &str) -> Option<Trouble> {
    check(text);
    Json::read(text).err().map(|error| error.trouble)
}

#[test]
fn what_only_looks_like_json_is_refused() {
    for text in [
        "<html>",
        "{} {}",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[1 2]",
        "01",
        "-01",
        "+1",
        ".5",
        "0x1",
        "NaN",
        "nul1",
        "\"\n\"",
        "\"\u{0}\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\ud800\"",
        "\"\\ud800x\"",
        "\u{feff}{}",
        "{}\u{a0}",
        "{}//",
        "[1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "]",
        ",",
        "\"\\u+123\"",
    ] {
        assert_eq!(trouble(text), Some(Trouble::NotJson), "{text}");
    }
}

#[test]
fn what_ends_too_soon_is_told_apart() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "-",
        "1.",
        "1e",
        "1e+",
        "tru",
        "\"",
        "\"\\",
        "\"\\u00",
        "\"\\ud83d",
        "\"\\ud83d\\u",
    ] {
        assert_eq!(trouble(text), Some(Trouble::CutOff), "{text}");
    }
}

#[test]
fn the_line_is_told() {
    for (text, line) in [("", 1), ("x", 1), ("{\n\n\"a\": x}", 3), ("{\n}\n\n,", 4)] {
        assert_eq!(Json::read(text).unwrap_err().line_of(text), line, "{text}");
    }
}

#[test]
fn a_key_that_appears_twice_is_refused_at_any_depth() {
    assert_eq!(trouble(r#"{"a":1,"b":{"a":2}}"#), None);
    for text in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":{"b":1,"b":2}}"#,
        r#"{"a":1,"\u0061":2}"#,
        r#"[{"":1,"":1}]"#,
    ] {
        assert_eq!(trouble(text), Some(Trouble::RepeatedKey), "{text}");
    }
}

#[test]
fn a_number_beyond_floating_point_is_refused() {
    for text in ["1e999", "-1e999", "[1e309]"] {
        assert_eq!(trouble(text), Some(Trouble::TooLarge), "{text}");
    }
    assert_eq!(trouble("[1e-999,0e999,1e308]"), None);
}

#[test]
fn depth_and_members_have_an_end() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(trouble(&nested(MOST_DEPTH)), None);
    assert_eq!(trouble(&nested(MOST_DEPTH + 1)), Some(Trouble::TooMuch));
    assert_eq!(trouble(&"[{\"a\":".repeat(100_000)), Some(Trouble::TooMuch));
    // Side by side there may be any number.
    assert_eq!(trouble(&format!("[{}0]", "[],".repeat(10_000))), None);
    let object = |members: usize| {
        let members: Vec<String> = (0..members).map(|at| format!("\"{at}\":{at}")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert_eq!(trouble(&object(MOST_MEMBERS)), None);
    assert_eq!(trouble(&object(MOST_MEMBERS + 1)), Some(Trouble::TooMuch));
}

#[test]
fn only_an_object_is_an_object() {
    assert!(Json::object(" {} ").is_some());
    for text in ["", "[]", "1", "null", "\"a\"", "{} {}", "{\"a\":1e999}"] {
        assert!(Json::object(text).is_none(), "{text}");
    }
}

#[test]
fn a_value_does_not_print_what_it_holds() {
    let value = Json::read(r#"{"token":"secret"}"#).unwrap();
    assert_eq!(format!("{value:?}"), "an object");
}

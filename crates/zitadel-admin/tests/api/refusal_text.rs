//! Which of the server's texts are fit for a person, and where the id is found.

use zitadel_admin::{Operation, Refusal, RefusalKind as Kind};

use crate::support::{Release, all, operation_of, refused, zitadel};

#[test]
fn a_web_page_is_no_text_for_a_person() {
    let refusal = refused(Operation::GetMe, 403, "<html><b>Access denied</b></html>");
    assert_eq!(refusal.text, None);
    assert_eq!(refusal.raw, "<html><b>Access denied</b></html>");
}

#[test]
fn an_id_is_taken_from_the_message_where_details_are_missing() {
    let refusal = refused(
        Operation::AddMultiFactor,
        403,
        r#"{"code":7,"message":"mfa required (AUTHZ-Kl3p0)"}"#,
    );
    assert_eq!(refusal.id.as_deref(), Some("AUTHZ-Kl3p0"));
    assert_eq!(refusal.kind, Kind::MfaRequired);
    let refusal = refused(
        Operation::AddMultiFactor,
        500,
        r#"{"code":13,"message":"db connection error ()","details":[{"@type":"x"}]}"#,
    );
    assert_eq!((refusal.id, refusal.text), (None, None));
    let refusal = refused(
        Operation::AddMultiFactor,
        409,
        r#"{"code":6,"message":"Not now (please wait)"}"#,
    );
    assert_eq!(refusal.id, None);
    assert_eq!(refusal.text.as_deref(), Some("Not now (please wait)"));
}

#[test]
fn a_localized_text_is_shown_without_its_id() {
    for release in Release::ALL {
        let german = release.recorded("errors-by-language", "not found, German profile");
        let refusal = Refusal::from_response(Operation::RemoveSecondFactor, &german.response);
        assert_eq!(refusal.text.as_deref(), Some("Multifaktor existiert nicht"));
        assert_eq!(refusal.raw, "Multifaktor existiert nicht (INSTANCE-3M9od)");
        assert_eq!(
            unchanged(release, "ja").as_deref(),
            Some("デフォルトログインポリシーは変更されていません")
        );
    }
}

/// ZITADEL speaks Arabic since the later of the two releases.
#[test]
fn a_language_that_came_later_is_english_before() {
    assert_eq!(
        unchanged(Release::V4_3, "ar").as_deref(),
        Some("Default Login Policy has not been changed")
    );
    assert_eq!(
        unchanged(Release::V4_13, "ar").as_deref(),
        Some("سياسة تسجيل الدخول الافتراضية لم تتغير")
    );
}

fn unchanged(release: Release, language: &str) -> Option<String> {
    let name = format!("unchanged, machine user, Accept-Language {language}");
    let one = release.recorded("errors-by-language", &name);
    Refusal::from_response(Operation::UpdateLoginPolicy, &one.response).text
}

#[test]
fn no_recorded_raw_key_or_program_text_is_shown() {
    let mut shown = Vec::new();
    for one in all() {
        let Some(operation) = operation_of(&one.method, &one.path) else {
            continue;
        };
        if !one.response.status().is_success() {
            let text = Refusal::from_response(operation, &one.response).text;
            shown.extend(text);
        }
    }
    shown.sort();
    shown.dedup();
    for text in &shown {
        for mark in [
            "Errors.",
            "invalid ",
            "proto",
            "EOF",
            "type mismatch",
            "ID=",
            "(",
        ] {
            assert!(!text.contains(mark), "{text}");
        }
    }
    assert!(shown.len() > 8, "{shown:?}");
}

#[test]
fn program_text_is_not_shown() {
    for message in [
        "invalid UpdateLoginPolicyRequest.PasswordlessType: value must be one of the defined enum values",
        "proto:\u{a0}(line 1:26): invalid google.protobuf.Duration value",
        "type mismatch, parameter: type, error: FOO is not valid",
        "unexpected EOF",
        "invalid character 'x' looking for beginning of value",
        "rpc error: code = Unavailable desc = transport is closing",
        "ERROR: duplicate key value violates unique constraint (SQLSTATE 23505)",
        "sql: no rows in result set",
        "ID=QUERY-1 Message=Errors.Internal Parent=(context canceled)",
        "runtime error: invalid memory address or nil pointer dereference",
        "goroutine 1 [running]:\\nmain.main()\\n\\t/src/main.go:12 +0x1d",
        "dial tcp 10.0.0.1:5432: connect: connection refused",
        "Quota.Access.Exhausted",
        "Errors.Languages.NotSupported: [el fi]",
        "Error.Internal",
        "List.Query.Invalid",
        "<html>no</html>",
        "auth header missing",
        "   ",
        "",
    ] {
        let body = format!(r#"{{"code":3,"message":"{message}"}}"#);
        let refusal = refused(Operation::UpdateLoginPolicy, 400, &body);
        assert_eq!(refusal.text, None, "{message}");
    }
}

#[test]
fn sentences_are_shown_even_if_they_look_odd() {
    for message in [
        "Multifactor not existing",
        "MFA 不存在",
        "L'URI de redirection par défaut n'est pas valide",
        "Cannot do this. Ask your administrator, e.g. by mail.",
    ] {
        let body = zitadel(3, message, "COMMAND-x1");
        let refusal = refused(Operation::UpdateRestrictions, 400, &body);
        assert_eq!(refusal.text.as_deref(), Some(message));
    }
}

#[test]
fn long_texts_are_not_shown_and_cut_in_the_details() {
    let fits = "ä".repeat(Refusal::MAX_TEXT_CHARS);
    let refusal = refused(
        Operation::UpdateLoginPolicy,
        400,
        &zitadel(3, &fits, "COMMAND-x1"),
    );
    assert_eq!(refusal.text, Some(fits.clone()));
    let long = "ä".repeat(Refusal::MAX_RAW_CHARS + 1);
    let refusal = refused(
        Operation::UpdateLoginPolicy,
        400,
        &zitadel(3, &long, "COMMAND-x1"),
    );
    assert_eq!(refusal.text, None);
    assert_eq!(refusal.raw, "ä".repeat(Refusal::MAX_RAW_CHARS));
}

#[test]
fn characters_that_turn_text_around_are_taken_out() {
    let body = zitadel(3, "abc\\u202edef\\u2066\\u0007\\u200f\\nghi", "COMMAND-x1");
    let refusal = refused(Operation::UpdateLoginPolicy, 400, &body);
    assert_eq!(refusal.text.as_deref(), Some("abcdef ghi"));
    assert!(!refusal.raw.contains(['\u{202e}', '\u{2066}', '\u{7}']));
}

#[test]
fn empty_brackets_in_place_of_an_id_are_taken_off() {
    let body = r#"{"code":9,"message":"Not possible now ()"}"#;
    let refusal = refused(Operation::UpdateLoginPolicy, 400, body);
    assert_eq!(refusal.text.as_deref(), Some("Not possible now"));
    assert_eq!(refusal.raw, "Not possible now ()");
}

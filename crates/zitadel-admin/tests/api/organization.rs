//! Whether an organization follows the instance: recorded, and where the answer is an odd one.

use zitadel_admin::{DecodeError, Exchange, Operation, organization_follows_instance};

use crate::support::{Release, answer, body, operation_of};

/// What is read from settings with that owner type.
fn owner_type(sent: &str) -> Result<Option<bool>, DecodeError> {
    let body = format!(r#"{{"details":{{}},"settings":{{"resourceOwnerType":{sent}}}}}"#);
    (organization_follows_instance("1").decode)(&answer(200, &body))
}

/// That the recorded request is ours, once its placeholder has a value.
fn check(release: Release, exchange: &Exchange<Option<bool>>, name: &str) {
    let one = release.recorded("reach", name);
    assert_eq!(exchange.request.method().as_str(), one.method);
    assert_eq!(
        exchange.request.uri().to_string(),
        one.path.replace("{{org}}", "42")
    );
    assert_eq!((body(&exchange.request), one.request_body), (None, None));
    assert_eq!(
        operation_of(&one.method, &one.path),
        Some(exchange.operation)
    );
}

#[test]
fn an_organization_is_asked_for_as_recorded_and_follows_until_it_has_settings_of_its_own() {
    let exchange = organization_follows_instance("42");
    assert_eq!(exchange.operation, Operation::GetOrganizationLoginSettings);
    assert!(!exchange.operation.is_write());
    for (name, follows) in [
        ("organization settings come from the instance", true),
        ("organization settings of its own", false),
    ] {
        for release in Release::ALL {
            check(release, &exchange, name);
            let read = release.read(&exchange, "reach", name);
            assert_eq!(read, Some(follows), "{name}");
        }
    }
}

#[test]
fn the_owner_is_known_by_name_and_number() {
    for (sent, follows) in [
        (r#""RESOURCE_OWNER_TYPE_INSTANCE""#, Some(true)),
        (r#""RESOURCE_OWNER_TYPE_ORG""#, Some(false)),
        ("1", Some(true)),
        ("2", Some(false)),
    ] {
        assert_eq!(owner_type(sent), Ok(follows), "{sent}");
    }
}

#[test]
fn an_owner_that_has_no_name_here_is_not_known() {
    for sent in [
        r#""RESOURCE_OWNER_TYPE_UNSPECIFIED""#,
        r#""RESOURCE_OWNER_TYPE_PROJECT""#,
        "0",
        "3",
        "-1",
        "null",
    ] {
        assert_eq!(owner_type(sent), Ok(None), "{sent}");
    }
    let silent = answer(200, r#"{"details":{},"settings":{}}"#);
    let read = (organization_follows_instance("1").decode)(&silent);
    assert_eq!(read, Ok(None));
}

#[test]
fn an_answer_without_settings_or_with_an_owner_of_another_kind_is_unreadable() {
    let wrong = |member: &str| {
        let member = member.to_owned();
        Err(DecodeError::WrongShape { member })
    };
    let decode = organization_follows_instance("1").decode;
    assert_eq!(decode(&answer(200, "{}")), wrong("settings"));
    assert_eq!(
        decode(&answer(200, r#"{"settings":[]}"#)),
        wrong("settings")
    );
    assert_eq!(owner_type("[]"), wrong("settings.resourceOwnerType"));
}

#[test]
fn an_id_cannot_leave_its_part_of_the_query() {
    let path = organization_follows_instance("1&ctx.instance=true")
        .request
        .uri()
        .to_string();
    assert_eq!(path, "/v2/settings/login?ctx.orgId=1%26ctx.instance%3Dtrue");
}

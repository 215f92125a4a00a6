//! Refusals that were not recorded, each with its kind.

use zitadel_admin::{Operation, Refusal, RefusalKind as Kind};

use crate::support::{refused, response, zitadel};

fn kind(operation: Operation, status: u16, body: &str) -> Kind {
    refused(operation, status, body).kind
}

#[test]
fn one_id_means_different_things_at_different_calls() {
    let body = zitadel(6, "Errors.Instance.MFA.AlreadyExists", "INSTANCE-3M9od");
    assert_eq!(
        kind(Operation::AddMultiFactor, 409, &body),
        Kind::AlreadyExists
    );
    let body = zitadel(5, "Multifactor not existing", "INSTANCE-3M9od");
    assert_eq!(
        kind(Operation::RemoveSecondFactor, 404, &body),
        Kind::NotExisting
    );
}

#[test]
fn a_known_id_at_another_call_is_not_taken_for_the_known_case() {
    let body = zitadel(3, "Something", "IAM-SFdqd");
    assert_eq!(
        kind(Operation::UpdateRestrictions, 400, &body),
        Kind::InvalidValue
    );
    let body = zitadel(9, "Something", "INSTANCE-5M9vdd");
    assert_eq!(
        kind(Operation::LinkProvider, 400, &body),
        Kind::PreconditionFailed
    );
}

#[test]
fn a_missing_policy_is_told_from_a_missing_member() {
    for (operation, id) in [
        (Operation::UpdateLoginPolicy, "INSTANCE-M0sif"),
        (Operation::LinkProvider, "INSTANCE-GVDfe"),
        (Operation::UnlinkProvider, "INSTANCE-Dfg4t"),
    ] {
        let body = zitadel(5, "Default Login Policy not found", id);
        assert_eq!(kind(operation, 404, &body), Kind::PolicyMissing, "{id}");
    }
}

#[test]
fn an_unknown_organization_is_not_a_missing_permission() {
    let body = zitadel(7, "Organisation doesn't exist", "AUTH-Bs7Ds");
    assert_eq!(
        kind(Operation::GetLoginPolicy, 403, &body),
        Kind::OrganizationUnknown
    );
}

#[test]
fn a_session_without_any_method_must_sign_in_rather_than_add_a_factor() {
    let body = zitadel(7, "authentication required", "AUTHZ-Kl3p0");
    assert_eq!(
        kind(Operation::GetLoginPolicy, 403, &body),
        Kind::TokenInvalid
    );
}

#[test]
fn an_impersonated_token_must_sign_in() {
    let body = zitadel(7, "Errors.TokenExchange.Token.NotForAPI", "APP-Shi0J");
    assert_eq!(
        kind(Operation::GetLoginPolicy, 403, &body),
        Kind::TokenInvalid
    );
}

#[test]
fn the_three_reasons_to_slow_down_are_told_apart() {
    let quota = zitadel(8, "Quota.Access.Exhausted", "QUOTA-vjAy8");
    let blocked = zitadel(8, "Errors.Limits.Instance.Blocked", "LIMITS-molsj");
    let read = Operation::GetLoginPolicy;
    assert_eq!(kind(read, 429, &quota), Kind::QuotaExhausted);
    assert_eq!(kind(read, 429, &blocked), Kind::InstanceBlocked);
    assert_eq!(kind(read, 429, "slow down"), Kind::TooManyRequests);
    assert_eq!(kind(read, 429, ""), Kind::TooManyRequests);
    assert_eq!(
        kind(read, 429, "<html>rate limited</html>"),
        Kind::TooManyRequests
    );
    assert_eq!(
        kind(read, 429, "Your ZITADEL instance is blocked.\n"),
        Kind::InstanceBlocked
    );
}

#[test]
fn an_unknown_host_is_recognised_in_json_and_in_plain_text() {
    let text = "unable to set instance using origin &{x  http} (ExternalDomain is localhost): \
                ID=QUERY-1kIjX Message=Instance not found";
    let refusal = refused(Operation::GetMe, 404, text);
    assert_eq!(refusal.kind, Kind::InstanceUnknown);
    assert_eq!(refusal.text, None);
    let json = format!(r#"{{"code":5,"message":"{text}"}}"#);
    let refusal = refused(Operation::GetMe, 404, &json);
    assert_eq!(refusal.kind, Kind::InstanceUnknown);
    assert_eq!(refusal.text, None);
}

#[test]
fn server_errors_are_the_servers_or_the_gateways() {
    let own = zitadel(13, "An internal error occurred", "QUERY-SArt2");
    let read = Operation::GetLoginPolicy;
    assert_eq!(kind(read, 500, &own), Kind::ServerFailed);
    assert_eq!(
        kind(
            read,
            503,
            r#"{"code":14,"message":"connection error","details":[]}"#
        ),
        Kind::ServerFailed
    );
    for status in [500, 502, 503, 504, 520] {
        for body in ["", "<html>Bad Gateway</html>", "upstream timed out", "{}"] {
            assert_eq!(kind(read, status, body), Kind::GatewayFailed, "{body}");
        }
    }
    assert_eq!(
        kind(read, 501, r#"{"code":12,"message":"Method Not Allowed"}"#),
        Kind::MethodNotAllowed
    );
}

#[test]
fn what_is_not_zitadel_is_called_so() {
    for status in [301, 400, 401, 403, 404, 405, 409, 412, 418] {
        for body in [
            "",
            "  \n",
            "<!doctype html><title>nginx</title>",
            "{}",
            "[]",
        ] {
            assert_eq!(
                kind(Operation::AddMultiFactor, status, body),
                Kind::NotZitadel,
                "{status} {body}"
            );
        }
    }
    assert_eq!(
        kind(Operation::GetMe, 400, r#"{"error":"invalid_request"}"#),
        Kind::NotZitadel
    );
    assert_eq!(kind(Operation::GetMe, 404, "404 page"), Kind::NotZitadel);
}

#[test]
fn a_cut_off_error_is_judged_by_its_status_where_that_is_enough() {
    let cut = r#"{"code":6,"message":"Errors.Inst"#;
    let of = |status| kind(Operation::AddMultiFactor, status, cut);
    assert_eq!(of(401), Kind::TokenInvalid);
    assert_eq!(of(409), Kind::AlreadyExists);
    assert_eq!(of(405), Kind::MethodNotAllowed);
    assert_eq!(of(412), Kind::PreconditionFailed);
    assert_eq!(of(500), Kind::ServerFailed);
    // Without the id these may mean several things.
    assert_eq!(of(403), Kind::Other);
    assert_eq!(of(404), Kind::Other);
    assert_eq!(refused(Operation::AddMultiFactor, 409, cut).text, None);
}

#[test]
fn other_statuses_of_zitadel_have_no_name() {
    let body = zitadel(11, "out of range", "X-1");
    assert_eq!(kind(Operation::GetLoginPolicy, 416, &body), Kind::Other);
    let body = zitadel(9, "state", "X-1");
    assert_eq!(
        kind(Operation::GetLoginPolicy, 412, &body),
        Kind::PreconditionFailed
    );
}

/// Codes that ZITADEL sends since 4.13, or did not send before.
#[test]
fn rarer_codes_have_kinds_of_their_own() {
    let write = Operation::UpdateLoginPolicy;
    let of = |status, code, message: &str| {
        let refusal = refused(write, status, &zitadel(code, message, "X-1"));
        (refusal.kind, refusal.text)
    };
    assert_eq!(of(499, 1, "context canceled"), (Kind::Canceled, None));
    let taken = "Another change was faster";
    assert_eq!(of(409, 10, taken), (Kind::Aborted, Some(taken.to_owned())));
    assert_eq!(of(409, 6, taken).0, Kind::AlreadyExists);
    let beyond = "The offset is beyond the end";
    assert_eq!(of(400, 11, beyond).0, Kind::InvalidValue);
    assert_eq!(
        kind(write, 400, r#"{"code":11,"message":"out of range"}"#),
        Kind::InvalidValue
    );
    for code in [13, 15, 2] {
        assert_eq!(of(500, code, "Errors.Internal"), (Kind::ServerFailed, None));
    }
    // Something between answers so, not ZITADEL.
    assert_eq!(kind(write, 499, ""), Kind::NotZitadel);
}

/// ZITADEL 4.12 renamed the first half of some ids.
#[test]
fn an_id_is_known_by_its_second_half() {
    for id in ["IAM-SFdqd", "INST-SFdqd"] {
        let body = zitadel(3, "Default Redirect URI is invalid", id);
        assert_eq!(
            kind(Operation::UpdateLoginPolicy, 400, &body),
            Kind::RedirectUriInvalid
        );
        assert_eq!(
            kind(Operation::LinkProvider, 400, &body),
            Kind::InvalidValue
        );
        assert_eq!(
            kind(Operation::UpdateLoginPolicy, 404, &body),
            Kind::NotExisting
        );
    }
}

#[test]
fn keys_of_either_release_are_not_shown() {
    for key in [
        "Errors.IAM.LoginPolicy.NotChanged",
        "Errors.Instance.LoginPolicy.NotChanged",
        "Errors.Instance.MFA.AlreadyExists",
    ] {
        let body = zitadel(9, key, "INSTANCE-5M9vdd");
        let refusal = refused(Operation::UpdateLoginPolicy, 400, &body);
        assert_eq!((refusal.kind, refusal.text), (Kind::NothingChanged, None));
    }
}

#[test]
fn members_of_the_wrong_kind_do_not_break_the_judgement() {
    for body in [
        r#"{"code":"6","message":"x"}"#,
        r#"{"code":6,"message":null}"#,
        r#"{"code":6,"message":"x","details":{}}"#,
        r#"{"code":6,"message":"x","details":[null,1,{"id":7},{"id":""}]}"#,
        r#"{"code":6}"#,
    ] {
        let refusal = refused(Operation::AddMultiFactor, 409, body);
        assert!(
            matches!(refusal.kind, Kind::AlreadyExists | Kind::NotZitadel),
            "{body}"
        );
        assert_eq!(refusal.id, None);
    }
}

#[test]
fn an_enormous_refusal_is_not_parsed() {
    let body = format!(r#"{{"code":6,"message":"{}"}}"#, "x".repeat(5 << 20));
    let refusal = Refusal::from_response(Operation::AddMultiFactor, &response(409, None, &body));
    assert_eq!(refusal.kind, Kind::NotZitadel);
    assert_eq!(refusal.raw.chars().count(), Refusal::MAX_RAW_CHARS);
}

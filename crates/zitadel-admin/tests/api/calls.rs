//! Calls over a transport, and what a failed one says about the server.

use std::cell::RefCell;

use http::{Request, Response, StatusCode};
use login_policy::MultiFactorType;
use pollster::block_on;
use zitadel_admin::{
    CallError, DecodeError, NotSent, Operation, RefusalKind, Transport, TransportError,
    WriteEffect, call, factors::add_multi_factor, get_login_policy, list_my_permissions,
};

use crate::support::answer;

/// Answers every request alike and remembers it.
struct Canned {
    answer: Result<Response<String>, TransportError>,
    sent: RefCell<Vec<Request<String>>>,
}

impl Canned {
    fn new(answer: Result<Response<String>, TransportError>) -> Self {
        Self {
            answer,
            sent: RefCell::new(Vec::new()),
        }
    }
}

impl Transport for Canned {
    async fn send(&self, request: Request<String>) -> Result<Response<String>, TransportError> {
        self.sent.borrow_mut().push(request);
        self.answer.clone()
    }
}

fn add_with(answer: Result<Response<String>, TransportError>) -> CallError {
    let exchange = add_multi_factor(&MultiFactorType::U2fWithVerification);
    match block_on(call(&Canned::new(answer), exchange)) {
        Ok(details) => panic!("it succeeds: {details:?}"),
        Err(error) => error,
    }
}

fn write_effect(answer: Result<Response<String>, TransportError>) -> WriteEffect {
    add_with(answer).write_effect(Operation::AddMultiFactor)
}

#[test]
fn a_call_sends_its_request_once_and_reads_the_answer() {
    let transport = Canned::new(Ok(answer(200, r#"{"details":{"sequence":"58"}}"#)));
    let exchange = add_multi_factor(&MultiFactorType::U2fWithVerification);
    let request = exchange.request.clone();
    let details = block_on(call(&transport, exchange)).expect("it succeeds");
    assert_eq!(details.sequence, 58);
    let sent = transport.sent.borrow();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].method(), request.method());
    assert_eq!(sent[0].uri(), request.uri());
    assert_eq!(sent[0].headers(), request.headers());
    assert_eq!(sent[0].body(), request.body());
}

#[test]
fn a_refused_call_is_not_repeated() {
    let transport = Canned::new(Ok(answer(503, "")));
    let failed = block_on(call(&transport, get_login_policy())).expect_err("it fails");
    assert!(matches!(
        failed,
        CallError::Refused(refusal) if refusal.kind == RefusalKind::GatewayFailed
    ));
    assert_eq!(transport.sent.borrow().len(), 1);
}

#[test]
fn every_2xx_is_read_and_everything_else_refused() {
    for status in [200, 201, 204, 299] {
        let transport = Canned::new(Ok(answer(status, r#"{"result":["iam.read"]}"#)));
        let names = block_on(call(&transport, list_my_permissions())).expect("it succeeds");
        assert_eq!(names, ["iam.read"]);
    }
    for status in [100, 199, 300, 304, 404] {
        let transport = Canned::new(Ok(answer(status, r#"{"result":["iam.read"]}"#)));
        assert!(matches!(
            block_on(call(&transport, list_my_permissions())),
            Err(CallError::Refused(_))
        ));
    }
}

#[test]
fn a_write_that_was_not_sent_changed_nothing() {
    for reason in [NotSent::SessionEnded, NotSent::Offline] {
        let failed = TransportError::NotSent { reason };
        assert_eq!(write_effect(Err(failed)), WriteEffect::Nothing);
        assert_eq!(add_with(Err(failed)), CallError::Transport(failed));
    }
}

#[test]
fn a_write_that_was_refused_changed_nothing() {
    for status in [302, 400, 401, 403, 404, 405, 409, 412, 413, 429, 501] {
        for body in [r#"{"code":3,"message":"x (Y-1)"}"#, "", "<html></html>"] {
            assert_eq!(
                write_effect(Ok(answer(status, body))),
                WriteEffect::Nothing,
                "{status}"
            );
        }
    }
}

#[test]
fn a_write_without_a_readable_answer_may_have_changed_something() {
    assert_eq!(
        write_effect(Err(TransportError::Lost)),
        WriteEffect::Unknown
    );
    for status in [StatusCode::OK, StatusCode::CONFLICT] {
        assert_eq!(
            write_effect(Err(TransportError::CutOff { status })),
            WriteEffect::Unknown
        );
    }
    for body in ["", "<html>", "{", "{}", "[]", "no"] {
        assert_eq!(
            write_effect(Ok(answer(200, body))),
            WriteEffect::Unknown,
            "{body}"
        );
    }
    for status in [100, 408, 499, 500, 502, 503, 504, 520, 524, 599, 600] {
        assert_eq!(
            write_effect(Ok(answer(status, ""))),
            WriteEffect::Unknown,
            "{status}"
        );
    }
}

#[test]
fn a_read_never_changes_anything() {
    let failures = [
        CallError::Transport(TransportError::Lost),
        CallError::Transport(TransportError::CutOff {
            status: StatusCode::OK,
        }),
        CallError::Decode(DecodeError::Empty),
        add_with(Ok(answer(502, ""))),
    ];
    for operation in Operation::ALL {
        for failure in &failures {
            let expected = if operation.is_write() {
                WriteEffect::Unknown
            } else {
                WriteEffect::Nothing
            };
            assert_eq!(failure.write_effect(operation), expected, "{operation:?}");
        }
    }
}

#[test]
fn exactly_the_eight_writes_of_the_plan_are_writes() {
    let writes: Vec<_> = Operation::ALL
        .into_iter()
        .filter(|operation| operation.is_write())
        .map(Operation::name)
        .collect();
    assert_eq!(
        writes,
        [
            "UpdateLoginPolicy",
            "AddMultiFactorToLoginPolicy",
            "RemoveMultiFactorFromLoginPolicy",
            "AddSecondFactorToLoginPolicy",
            "RemoveSecondFactorFromLoginPolicy",
            "AddIDPToLoginPolicy",
            "RemoveIDPFromLoginPolicy",
            "SetRestrictions",
        ]
    );
}

#[test]
fn every_operation_is_listed_once() {
    let mut all = Operation::ALL.to_vec();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), Operation::ALL.len());
}

/// ZITADEL reads the settings of the instance and of an organization with one RPC.
#[test]
fn only_the_two_reads_of_login_settings_share_a_name() {
    let of = |name: &str| -> Vec<Operation> {
        let named = Operation::ALL.into_iter().filter(|one| one.name() == name);
        named.collect()
    };
    let both = vec![
        Operation::RefreshLoginSettings,
        Operation::GetOrganizationLoginSettings,
    ];
    for operation in Operation::ALL {
        let named = of(operation.name());
        assert!(named == [operation] || named == both, "{named:?}");
    }
}

#[test]
fn errors_read_well_in_a_log() {
    let refused = add_with(Ok(answer(
        409,
        r#"{"code":6,"message":"Errors.Instance.MFA.AlreadyExists (INSTANCE-3M9od)"}"#,
    )));
    assert_eq!(
        refused.to_string(),
        "AddMultiFactorToLoginPolicy was refused with status 409: \
         Errors.Instance.MFA.AlreadyExists (INSTANCE-3M9od)"
    );
    let unreadable = add_with(Ok(answer(200, "{}")));
    assert_eq!(
        unreadable.to_string(),
        "the answer has no usable member details"
    );
}

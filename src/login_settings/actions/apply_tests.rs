//! How a plan is executed and waited for, against a server that answers what it is told to.

use super::apply_plan::{ApplyOutcome, execute};
use super::read_expectation::{ReadExpectation, poll_until_shown};
use super::timer::Timer;
use crate::login_settings::state::Receipt;
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use login_policy::{Field, Item, Value, plan};
use pollster::block_on;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;
use zitadel_admin::{
    CallError, PolicyRead, RefusalKind, Transport, TransportError, get_login_policy,
};

/// Answers in order; the last one again and again.
struct Server {
    answers: RefCell<VecDeque<Result<Response<String>, TransportError>>>,
    asked: RefCell<Vec<String>>,
}

impl Server {
    fn new(answers: impl IntoIterator<Item = Result<Response<String>, TransportError>>) -> Self {
        Self {
            answers: RefCell::new(answers.into_iter().collect()),
            asked: RefCell::default(),
        }
    }
}

impl Transport for Server {
    async fn send(&self, request: Request<String>) -> Result<Response<String>, TransportError> {
        let asked = format!("{} {}", request.method(), request.uri());
        self.asked.borrow_mut().push(asked);
        let mut answers = self.answers.borrow_mut();
        match answers.len() {
            0 | 1 => answers.front().cloned().expect("an answer"),
            _ => answers.pop_front().expect("an answer"),
        }
    }
}

/// A clock that moves only while somebody waits.
#[derive(Default)]
struct Clock(Cell<f64>);

impl Timer for Clock {
    fn now_ms(&self) -> f64 {
        self.0.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.0.set(self.0.get() + duration.as_secs_f64() * 1_000.0);
    }
}

fn answer(status: u16, body: &str) -> Result<Response<String>, TransportError> {
    let response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "application/json")
        .body(body.to_owned());
    Ok(response.expect("a response"))
}

fn policy(sequence: u64) -> Result<Response<String>, TransportError> {
    let body =
        format!(r#"{{"policy":{{"details":{{"sequence":"{sequence}","resourceOwner":"1"}}}}}}"#);
    answer(200, &body)
}

fn written(sequence: u64) -> Result<Response<String>, TransportError> {
    let body = format!(r#"{{"details":{{"sequence":"{sequence}","resourceOwner":"1"}}}}"#);
    answer(200, &body)
}

fn read(sequence: u64) -> PolicyRead {
    let response = policy(sequence).expect("an answer");
    (get_login_policy().decode)(&response).expect("a policy")
}

const PERMISSION: &str =
    r#"{"code":7,"message":"No matching permissions found (AUTH-5mWD2)","details":[]}"#;

fn waits(server: &Server, clock: &Clock) -> Result<Option<PolicyRead>, CallError> {
    let accepted = [(Item::Field(Field::ForceMfa), 2)];
    let expectation = ReadExpectation::of(&accepted, |_| Value::Bool(true));
    block_on(poll_until_shown(server, clock, &expectation))
}

#[test]
fn a_read_that_fails_is_not_the_last() {
    let server = Server::new([
        answer(503, ""),
        Err(TransportError::Lost),
        policy(1),
        policy(2),
    ]);
    let shown = waits(&server, &Clock::default()).expect("a read");
    assert_eq!(shown.map(|read| read.details.sequence), Some(2));
    assert_eq!(server.asked.borrow().len(), 4);
}

#[test]
fn reads_that_fail_to_the_end_say_why_the_last_did() {
    let clock = Clock::default();
    let failed = waits(&Server::new([answer(503, "")]), &clock).expect_err("a failure");
    assert!(matches!(failed, CallError::Refused(refusal) if refusal.status == 503));
    assert!(clock.now_ms() >= 10_000.0);
}

#[test]
fn a_read_that_may_not_be_made_is_not_repeated() {
    let server = Server::new([answer(403, PERMISSION)]);
    let failed = waits(&server, &Clock::default()).expect_err("a failure");
    assert!(matches!(
        failed,
        CallError::Refused(refusal) if refusal.kind == RefusalKind::NoPermission
    ));
    assert_eq!(server.asked.borrow().len(), 1);
}

#[test]
fn what_does_not_show_in_time_is_not_shown() {
    let clock = Clock::default();
    assert_eq!(waits(&Server::new([policy(1)]), &clock), Ok(None));
    assert!(clock.now_ms() >= 10_000.0);
}

/// Executes the one change to `forceMfa`; how that ended, and what was asked.
fn executes(
    answers: impl IntoIterator<Item = Result<Response<String>, TransportError>>,
) -> (ApplyOutcome, Vec<Receipt>, Vec<String>) {
    let server = Server::new(answers);
    let base = read(1);
    let mut wanted = base.settings.clone();
    wanted.set_item(&Item::Field(Field::ForceMfa), Value::Bool(true));
    let plan = plan(&base.settings, &wanted);
    let mut receipts = Vec::new();
    let end = block_on(execute(
        &server,
        &Clock::default(),
        &base,
        plan,
        |receipt| receipts.push(receipt),
    ));
    (end, receipts, server.asked.into_inner())
}

const GET: &str = "GET /admin/v1/policies/login";
const PUT: &str = "PUT /admin/v1/policies/login";

#[test]
fn an_accepted_call_leaves_a_receipt() {
    let (end, receipts, asked) = executes([policy(1), written(2)]);
    assert_eq!(end, ApplyOutcome::AllAccepted);
    assert_eq!(asked, [GET, PUT]);
    let sequences: Vec<u64> = receipts.iter().map(|one| one.details.sequence).collect();
    assert_eq!(sequences, [2]);
}

#[test]
fn what_moved_meanwhile_is_not_written_over() {
    let (end, receipts, asked) = executes([policy(7)]);
    assert!(matches!(end, ApplyOutcome::Conflict(theirs) if theirs.details.sequence == 7));
    assert_eq!((receipts.len(), asked), (0, vec![GET.to_owned()]));
}

#[test]
fn nothing_is_written_on_what_cannot_be_read() {
    let (end, receipts, asked) = executes([answer(503, "")]);
    assert!(matches!(end, ApplyOutcome::NotRead(_)), "{end:?}");
    assert_eq!((receipts.len(), asked), (0, vec![GET.to_owned()]));
}

#[test]
fn a_refused_call_says_what_it_would_have_changed() {
    let (end, receipts, asked) = executes([policy(1), answer(403, PERMISSION)]);
    let ApplyOutcome::Failed { changes, .. } = end else {
        panic!("{end:?}");
    };
    let items: Vec<Item> = changes.into_iter().map(|change| change.item).collect();
    assert_eq!(items, [Item::Field(Field::ForceMfa)]);
    assert_eq!(
        (receipts.len(), asked),
        (0, vec![GET.to_owned(), PUT.to_owned()])
    );
}

//! Coming back from the sign-in server: every query that may stand in the address of the callback
//! page.

use oauth2_pkce::{
    CallbackError, CallbackParams, Issuer, LocalPath, Metadata, RedirectUri, Registration, SignIn,
    Transaction,
};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{NOW, World, discovery_document, metadata, query_of};

/// A sign-in under way, and what its answers are checked against.
struct Desk {
    world: World,
    registration: Registration,
    metadata: Metadata,
    transaction: Transaction,
    state: String,
}

impl Desk {
    fn new() -> Desk {
        let world = World::new();
        let redirect = world.leave(SignIn::to(LocalPath::root()));
        let state = query_of(redirect.url.as_str(), "state");
        Desk {
            registration: world.client.registration().clone(),
            metadata: metadata(&discovery_document()),
            world,
            transaction: redirect.transaction,
            state,
        }
    }

    /// Checks `rest` with the right state before it.
    fn answer(&self, rest: &str) -> Result<(), CallbackError> {
        self.query(&format!("?state={}&{rest}", self.state))
    }

    fn query(&self, query: &str) -> Result<(), CallbackError> {
        CallbackParams::parse(query)?
            .validate(
                &self.transaction,
                &self.registration,
                &self.metadata,
                self.world.ports.now.get(),
            )
            .map(|_| ())
    }
}

fn code_of(result: Result<(), CallbackError>) -> &'static str {
    match result {
        Ok(()) => "OK",
        Err(error) => error.code(),
    }
}

#[test]
fn a_code_for_the_sign_in_under_way_is_accepted() {
    assert_eq!(Desk::new().answer("code=abc"), Ok(()));
}

#[test]
fn r5_unknown_parameters_are_ignored() {
    for rest in [
        "code=abc&session_state=x&scope=openid&token_type=Bearer",
        "code=abc&utm=1&utm=2",
        "utm=1&code=abc&u%74m=1",
    ] {
        assert_eq!(Desk::new().answer(rest), Ok(()), "{rest}");
    }
}

#[test]
fn r5_a_repeated_parameter_is_refused() {
    let desk = Desk::new();
    for rest in [
        "code=abc&code=abc",
        "code=abc&c%6fde=xyz",
        "code=abc&state=other",
        "code=abc&error_description=a&error_description=b",
        "code=abc&iss=a&iss=a",
        "code=abc&state=",
        "error=access_denied&error=access_denied",
    ] {
        assert_eq!(desk.answer(rest), Err(CallbackError::Repeated), "{rest}");
    }
}

#[test]
fn r1_another_state_is_refused() {
    let desk = Desk::new();
    let other = desk.state.to_lowercase();
    let prefix = desk.state.get(..42).expect("a prefix");
    for state in ["x", &other, prefix, &format!("{}x", desk.state)] {
        let result = desk.query(&format!("code=abc&state={state}"));
        assert_eq!(result, Err(CallbackError::StateMismatch), "{state}");
    }
}

#[test]
fn r1_an_answer_after_an_hour_is_refused() {
    let desk = Desk::new();
    desk.world.ports.now.set(NOW + 3_601.0);
    assert_eq!(desk.answer("code=abc"), Err(CallbackError::StateMismatch));
}

#[test]
fn r1_an_answer_to_another_deployment_is_refused() {
    let mut desk = Desk::new();
    desk.registration.redirect_uri =
        RedirectUri::parse("https://app.example/elsewhere").expect("a redirect address");
    assert_eq!(desk.answer("code=abc"), Err(CallbackError::StateMismatch));

    let mut desk = Desk::new();
    desk.registration.issuer = Issuer::parse("https://other.example").expect("an issuer");
    assert_eq!(desk.answer("code=abc"), Err(CallbackError::StateMismatch));
}

#[test]
fn s01_a_callback_opened_by_hand_is_recognised() {
    for query in ["", "?", "?utm=1", "?code=", "?state=&code="] {
        let result = CallbackParams::parse(query).map(|_| ());
        assert_eq!(result, Err(CallbackError::Empty), "{query}");
    }
    for query in ["?code=abc", "?error=access_denied", "?code=abc&state="] {
        let result = CallbackParams::parse(query).map(|_| ());
        assert_eq!(result, Err(CallbackError::NoState), "{query}");
    }
    assert_eq!(Desk::new().answer("code="), Err(CallbackError::NoCode));
}

#[test]
fn s02_the_storage_key_is_only_named_for_a_state_this_program_made() {
    let desk = Desk::new();
    let key = |state: &str| {
        CallbackParams::parse(&format!("code=abc&state={state}"))
            .expect("parameters")
            .storage_key()
    };
    assert_eq!(key(&desk.state), Some(desk.transaction.storage_key()));
    for state in [
        "x",
        "../../auth",
        &"s".repeat(42),
        &"s".repeat(44),
        "%3Cb%3E",
    ] {
        assert_eq!(key(state), None, "{state}");
    }
}

#[test]
fn s03_two_sign_ins_at_once_each_find_their_own_transaction() {
    let world = World::new();
    let first = world.leave(SignIn::to(LocalPath::or_root("/a", &[])));
    let second = world.leave(SignIn::to(LocalPath::or_root("/b", &[])));
    for redirect in [&first, &second] {
        let query = format!("code=x&state={}", query_of(redirect.url.as_str(), "state"));
        let params = CallbackParams::parse(&query).expect("parameters");
        assert_eq!(
            params.storage_key(),
            Some(redirect.transaction.storage_key())
        );
    }
    let crossed = format!("code=x&state={}", query_of(second.url.as_str(), "state"));
    let result = CallbackParams::parse(&crossed)
        .expect("parameters")
        .validate(
            &first.transaction,
            world.client.registration(),
            &metadata(&discovery_document()),
            NOW,
        );
    assert_eq!(result.map(|_| ()), Err(CallbackError::StateMismatch));
}

#[test]
fn s04_every_error_of_the_server_has_its_code() {
    let desk = Desk::new();
    for (error, code) in [
        ("access_denied", "AUTH-DENIED"),
        ("login_required", "AUTH-INTERACTION"),
        ("interaction_required", "AUTH-INTERACTION"),
        ("consent_required", "AUTH-INTERACTION"),
        ("account_selection_required", "AUTH-INTERACTION"),
        ("server_error", "AUTH-OP"),
        ("temporarily_unavailable", "AUTH-OP"),
        ("invalid_request", "AUTH-OP"),
        ("invalid_scope", "AUTH-CLIENTCFG"),
        ("unauthorized_client", "AUTH-CLIENTCFG"),
        ("something_new", "AUTH-OP"),
    ] {
        assert_eq!(code_of(desk.answer(&format!("error={error}"))), code);
    }
}

#[test]
fn r6_an_error_wins_over_a_code() {
    let result = Desk::new().answer("code=abc&error=access_denied");
    assert_eq!(code_of(result), "AUTH-DENIED");
}

#[test]
fn s05_a_description_is_cut_and_freed_of_what_misleads() {
    let desk = Desk::new();
    let description = "%3Cimg%20src%3Dx%3E%E2%80%AEabc%00%0A".to_owned() + &"z".repeat(3_000);
    let error = desk
        .answer(&format!(
            "error=server_error&error_description={description}"
        ))
        .expect_err("an error");
    let shown = error.oauth_error().and_then(|e| e.description.clone());
    let shown = shown.expect("a description");
    assert!(shown.starts_with("<img src=x>abczzz"));
    assert_eq!(shown.chars().count(), 300);

    let error = desk.answer("error=%3Cscript%3E%22").expect_err("an error");
    assert_eq!(error.oauth_error().map(|e| e.code.as_str()), Some(""));
}

#[test]
fn s05_a_query_beyond_reason_is_refused_unread() {
    let desk = Desk::new();
    let long = format!("code=abc&error_description={}", "x".repeat(1 << 20));
    assert_eq!(desk.answer(&long), Err(CallbackError::TooLong));
    let many: String = (0..100).map(|n| format!("a{n}=1&")).collect();
    assert_eq!(desk.answer(&many), Err(CallbackError::TooLong));
}

#[test]
fn r9_a_token_in_the_address_is_refused() {
    let desk = Desk::new();
    for rest in [
        "code=abc&access_token=x",
        "code=abc&id_token=x",
        "access_token=x",
    ] {
        let result = desk.answer(rest);
        assert_eq!(result, Err(CallbackError::FrontChannelToken), "{rest}");
    }
}

#[test]
fn r3_a_foreign_iss_is_refused_before_anything_else_is_believed() {
    let desk = Desk::new();
    assert_eq!(desk.answer("code=abc&iss=https%3A%2F%2Fid.example"), Ok(()));
    for rest in [
        "code=abc&iss=https%3A%2F%2Fevil.example",
        "code=abc&iss=https%3A%2F%2Fid.example%2F",
        "error=access_denied&iss=https%3A%2F%2Fevil.example",
    ] {
        assert_eq!(code_of(desk.answer(rest)), "AUTH-ISS", "{rest}");
    }
}

#[test]
fn r3_a_missing_iss_is_refused_when_the_server_promised_one() {
    let mut desk = Desk::new();
    let mut document = discovery_document();
    document["authorization_response_iss_parameter_supported"] = json!(true);
    desk.metadata = metadata(&document);
    assert_eq!(code_of(desk.answer("code=abc")), "AUTH-ISS");
    assert_eq!(code_of(desk.answer("error=access_denied")), "AUTH-ISS");
    assert_eq!(desk.answer("code=abc&iss=https%3A%2F%2Fid.example"), Ok(()));
}

#[test]
fn refused_callbacks_send_nothing() {
    let desk = Desk::new();
    for (query, code) in [
        ("error=access_denied", "AUTH-DENIED"),
        ("code=abc&iss=https%3A%2F%2Fevil.example", "AUTH-ISS"),
        ("iss=https%3A%2F%2Fid.example", "AUTH-CALLBACK"),
    ] {
        let query = format!("state={}&{query}", desk.state);
        let params = CallbackParams::parse(&query).expect("parameters");
        let client = &desk.world.client;
        let result = block_on(client.handle_callback(params, &desk.transaction));
        assert_eq!(result.expect_err("a refusal").code(), code);
        assert!(desk.world.ports.requests.borrow().is_empty());
    }
}

proptest! {
    #[test]
    fn no_query_panics_or_yields_a_code_without_the_state(query in ".{0,200}") {
        prop_assert!(Desk::new().query(&query).is_err());
    }

    #[test]
    fn no_query_of_known_names_panics(
        parts in prop::collection::vec(("(code|state|error|iss|error_description|%|&|=)", ".{0,20}"), 0..8)
    ) {
        let query: String = parts.iter().map(|(name, value)| format!("{name}={value}&")).collect();
        prop_assert!(Desk::new().query(&query).is_err());
    }

    #[test]
    fn a_code_comes_through_unchanged_whatever_its_characters(code in "[ -~]{1,60}") {
        let desk = Desk::new();
        let encoded: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
        prop_assert_eq!(desk.answer(&format!("code={encoded}")), Ok(()));
    }
}

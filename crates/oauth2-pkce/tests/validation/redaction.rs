//! No secret is ever printed, and no text makes anything panic.

use oauth2_pkce::{
    AccessToken, CallbackParams, IdToken, LocalPath, Nonce, RefreshToken, SessionRecord, SignIn,
    Transaction,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::ports::json_answer;
use crate::support::{
    ACCESS_TOKEN, NOW, REFRESH_TOKEN, World, discovery_document, metadata, query_of, token_answer,
};

/// Everything that must not appear in a log.
fn secrets(world: &World) -> (Vec<String>, Vec<String>) {
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let kept = redirect.transaction.to_json();
    let values: Value = serde_json::from_str(&kept).expect("JSON");
    let mut secrets: Vec<String> = ["state", "nonce", "verifier"]
        .iter()
        .map(|name| values[name].as_str().expect("text").to_owned())
        .collect();
    secrets.extend([ACCESS_TOKEN, REFRESH_TOKEN, "code-1"].map(str::to_owned));

    let query = format!(
        "code=code-1&state={}",
        query_of(redirect.url.as_str(), "state")
    );
    let params = CallbackParams::parse(&query).expect("parameters");
    let mut printed = vec![format!("{params:?}"), format!("{redirect:?}")];
    let transaction = Transaction::from_json(&kept, NOW).expect("a transaction");
    let code = params
        .validate(
            &transaction,
            world.client.registration(),
            &metadata(&discovery_document()),
            NOW,
        )
        .expect("a code");
    printed.push(format!("{code:?} {transaction:?}"));
    (secrets, printed)
}

#[test]
fn no_secret_is_printed() {
    let world = World::new();
    let (mut secrets, mut printed) = secrets(&world);
    let signed_in = world.sign_in(|_| {}).expect("signed in");
    let raw = signed_in.tokens.id_token().expect("an ID token").secret();
    secrets.push(raw.rsplit_once('.').expect("parts").1.to_owned());
    secrets.push("owner@example.com".to_owned());
    let claims: Value = serde_json::from_str(
        &SessionRecord {
            binding: signed_in.binding.clone(),
            refresh_token: None,
            id_token: None,
        }
        .to_json(),
    )
    .expect("JSON");
    secrets.push(
        claims["binding"]["nonce"]
            .as_str()
            .expect("a nonce")
            .to_owned(),
    );

    let access = AccessToken::new(ACCESS_TOKEN.to_owned());
    let refresh = RefreshToken::new(REFRESH_TOKEN.to_owned());
    let record = SessionRecord {
        binding: signed_in.binding.clone(),
        refresh_token: Some(refresh.clone()),
        id_token: signed_in.tokens.id_token().cloned(),
    };
    printed.extend([
        format!("{access:?} {refresh:?} {record:?}"),
        format!("{:?}", IdToken::new(raw.to_owned())),
        format!("{:?}", Nonce::new(secrets[1].clone())),
        format!("{signed_in:#?}"),
        format!("{:?}", world.client),
    ]);
    for text in &printed {
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret} in {text}");
        }
    }
}

#[test]
fn the_secrets_of_one_sign_in_are_not_those_of_the_next() {
    let world = World::new();
    let (secrets, _) = secrets(&world);
    let next = world
        .leave(SignIn::to(LocalPath::root()))
        .transaction
        .to_json();
    assert_eq!(secrets.len(), 6);
    assert!(!secrets.iter().any(|secret| next.contains(secret)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_token_text_panics_or_is_accepted(token in "[ -~]{0,120}") {
        prop_assert!(sign_in_with(&token).is_err());
    }

    #[test]
    fn no_dotted_text_panics_or_is_accepted(
        parts in prop::collection::vec("[A-Za-z0-9_=+/-]{0,60}", 1..6)
    ) {
        prop_assert!(sign_in_with(&parts.join(".")).is_err());
    }

    #[test]
    fn no_changed_byte_of_an_honest_token_is_accepted(at in 0_usize..700, byte in "[A-Za-z0-9_.-]") {
        let mut changed = false;
        let world = World::new();
        let result = world.sign_in(|shape| {
            let mut token = shape.write();
            let at = at % token.len();
            changed = token.get(at..=at) != Some(byte.as_str());
            token.replace_range(at..=at, &byte);
            shape.replacement = Some(token);
        });
        prop_assert_eq!(result.is_err(), changed);
    }
}

fn sign_in_with(token: &str) -> Result<(), oauth2_pkce::AuthError> {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    world
        .ports
        .answer("/token", json_answer(200, &token_answer(token)));
    world.arrive(&redirect).map(|_| ())
}

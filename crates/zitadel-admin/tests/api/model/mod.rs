//! Plans carried out against a model of the server: what is written is what is read.

mod any;
mod server;

use any::settings;
use login_policy::{Call, Item, Lifetime, LoginSettings, draft, lifetime, merge, plan, resolve};
use proptest::prelude::*;
use server::Server;
use zitadel_admin::{call, exchange_for, get_login_policy, get_restrictions, update_login_policy};

/// Makes the calls one after the other; none may be refused.
fn carry_out(server: &Server, calls: Vec<Call>) {
    for next in calls {
        let done = pollster::block_on(call(server, exchange_for(&next)));
        assert!(done.is_ok(), "{next:?}: {done:?}");
    }
}

/// What the server shows.
fn read(server: &Server) -> LoginSettings {
    let policy = pollster::block_on(call(server, get_login_policy())).unwrap();
    let restrictions = pollster::block_on(call(server, get_restrictions())).unwrap();
    assert_eq!(policy.unknown_members, Vec::<String>::new());
    assert!(!policy.duplicated);
    LoginSettings {
        org_registration_disallowed: Some(restrictions.disallow_public_org_registration),
        ..policy.settings
    }
}

/// A server with these settings, brought there by the calls of a plan from a new one.
fn server_with(settings: &LoginSettings) -> Server {
    let server = Server::default();
    carry_out(&server, plan(&read(&server), settings).calls);
    server
}

/// As the server stores it.
fn stored(settings: &LoginSettings) -> LoginSettings {
    let mut settings = settings.clone();
    for length in [
        &mut settings.password_check_lifetime,
        &mut settings.external_login_check_lifetime,
        &mut settings.mfa_init_skip_lifetime,
        &mut settings.second_factor_check_lifetime,
        &mut settings.multi_factor_check_lifetime,
    ] {
        *length = lifetime::stored(*length);
    }
    settings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_plan_carried_out_is_the_draft_and_its_inverse_what_was(
        base in settings(), wanted in settings(),
    ) {
        let server = server_with(&base);
        let before = read(&server);
        prop_assert!(draft::is_same(&before, &stored(&base)), "{before:?}");
        carry_out(&server, plan(&before, &wanted).calls);
        let after = read(&server);
        prop_assert!(draft::is_same(&after, &stored(&wanted)), "{after:?}");
        carry_out(&server, plan(&after, &before).calls);
        prop_assert!(draft::is_same(&read(&server), &before));
    }

    #[test]
    fn a_draft_merged_into_what_somebody_else_saved_keeps_both(
        base in settings(), theirs in settings(), mine in settings(),
    ) {
        let (base, mine) = (stored(&base), stored(&mine));
        let server = server_with(&theirs);
        let theirs = read(&server);
        let merged = merge(&base, &theirs, &mine);
        let wanted = resolve(&theirs, &mine, &merged, |_| true);
        carry_out(&server, plan(&theirs, &wanted).calls);
        let after = read(&server);
        for change in draft::changes(&base, &mine) {
            prop_assert_eq!(after.item(&change.item), change.to);
        }
        for change in merged.theirs_only {
            prop_assert_eq!(after.item(&change.item), change.to);
        }
    }

    /// The model of the domain and the model of the wire agree after every single call.
    #[test]
    fn after_each_call_the_server_shows_what_the_plan_foretells(
        base in settings(), wanted in settings(),
    ) {
        let server = server_with(&base);
        let mut foretold = read(&server);
        for next in plan(&foretold, &wanted).calls {
            next.apply(&mut foretold);
            carry_out(&server, vec![next]);
            prop_assert_eq!(&read(&server), &foretold);
        }
    }

    /// Zero values are left out of what is read and said in what is written.
    #[test]
    fn a_put_alone_is_read_back(base in settings(), wanted in settings()) {
        let server = server_with(&base);
        let lists = read(&server);
        let done = pollster::block_on(call(&server, update_login_policy(&wanted)));
        let unchanged = draft::changes(&lists, &stored(&wanted))
            .iter()
            .all(|change| !matches!(change.item, Item::Field(_)));
        prop_assert_eq!(done.is_err(), unchanged);
        let expected = LoginSettings {
            second_factors: lists.second_factors.clone(),
            multi_factors: lists.multi_factors.clone(),
            providers: lists.providers.clone(),
            org_registration_disallowed: lists.org_registration_disallowed,
            ..stored(&wanted)
        };
        prop_assert_eq!(read(&server), expected);
    }
}

#[test]
fn what_is_off_zero_or_empty_is_not_in_the_answer_but_durations_are() {
    let server = Server::default();
    let off = LoginSettings::default();
    let on = LoginSettings {
        allow_register: true,
        password_check_lifetime: Lifetime::from_seconds(1),
        ..off.clone()
    };
    carry_out(&server, plan(&off, &on).calls);
    let answer = server.policy();
    let members = answer.as_object().unwrap();
    assert!(members.contains_key("allowRegister") && !members.contains_key("forceMfa"));
    assert_eq!(answer["passwordCheckLifetime"], "1s");
    assert_eq!(answer["mfaInitSkipLifetime"], "0s");
    assert!(!members.contains_key("passwordlessType") && !members.contains_key("secondFactors"));
}

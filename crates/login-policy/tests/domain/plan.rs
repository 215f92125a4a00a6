//! The calls of a plan and their order.

use login_policy::{
    Call, Field, Item, Lifetime, LoginSettings, LoginVersion, MultiFactorType, PasswordlessType,
    SecondFactorType, plan,
};

use crate::samples::{but, new_instance, password, with_provider};

/// What each call is for, in order.
fn names(base: &LoginSettings, wanted: &LoginSettings) -> Vec<String> {
    names_of(&plan(base, wanted).calls)
}

/// What each of these calls is for.
pub fn names_of(calls: &[Call]) -> Vec<String> {
    calls
        .iter()
        .map(|call| match call {
            Call::AddSecondFactor(kind) => format!("+{}", kind.api_name()),
            Call::RemoveSecondFactor(kind) => format!("-{}", kind.api_name()),
            Call::AddMultiFactor(_) => "+passkey".to_owned(),
            Call::RemoveMultiFactor(_) => "-passkey".to_owned(),
            Call::LinkProvider(id) => format!("+{id}"),
            Call::UnlinkProvider(id) => format!("-{id}"),
            Call::UpdatePolicy(_) => "fields".to_owned(),
            Call::UpdateRestrictions { .. } => "restrictions".to_owned(),
        })
        .collect()
}

fn passkeys_off() -> LoginSettings {
    but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed;
        it.multi_factors.clear();
    })
}

#[test]
fn nothing_wanted_is_nothing_to_do() {
    assert_eq!(plan(&new_instance(), &new_instance()).calls, []);
}

#[test]
fn turning_passkeys_on_adds_the_factor_and_then_allows() {
    let factor = Call::AddMultiFactor(MultiFactorType::U2fWithVerification);
    let fields = Call::UpdatePolicy(Box::new(new_instance()));
    assert_eq!(
        plan(&passkeys_off(), &new_instance()).calls,
        [factor, fields]
    );
}

#[test]
fn turning_passkeys_off_disallows_and_then_removes_the_factor() {
    let fields = Call::UpdatePolicy(Box::new(passkeys_off()));
    let factor = Call::RemoveMultiFactor(MultiFactorType::U2fWithVerification);
    assert_eq!(
        plan(&new_instance(), &passkeys_off()).calls,
        [fields, factor]
    );
}

#[test]
fn second_factors_come_before_forcing_and_go_after_it() {
    let none = but(&new_instance(), |it| it.second_factors.clear());
    let forced = but(&new_instance(), |it| it.force_mfa = true);
    let (otp, u2f) = ("SECOND_FACTOR_TYPE_OTP", "SECOND_FACTOR_TYPE_U2F");
    let there = [format!("+{otp}"), format!("+{u2f}"), "fields".to_owned()];
    assert_eq!(names(&none, &forced), there);
    let back = ["fields".to_owned(), format!("-{otp}"), format!("-{u2f}")];
    assert_eq!(names(&forced, &none), back);
}

#[test]
fn a_factor_that_takes_the_place_of_the_last_one_comes_first() {
    let base = but(&new_instance(), |it| {
        it.force_mfa = true;
        it.second_factors = vec![SecondFactorType::Otp];
    });
    let wanted = but(&base, |it| it.second_factors = vec![SecondFactorType::U2f]);
    assert_eq!(
        names(&base, &wanted),
        ["+SECOND_FACTOR_TYPE_U2F", "-SECOND_FACTOR_TYPE_OTP"]
    );
}

#[test]
fn a_provider_that_takes_the_place_of_the_last_one_comes_first() {
    let base = but(&with_provider(), |it| it.allow_username_password = false);
    let wanted = but(&base, |it| it.providers = vec!["p2".to_owned()]);
    assert_eq!(names(&base, &wanted), ["+p2", "-p1"]);
}

#[test]
fn passwords_come_back_before_the_last_provider_goes() {
    let base = but(&with_provider(), |it| it.allow_username_password = false);
    assert_eq!(names(&base, &new_instance()), ["fields", "-p1"]);
}

/// A linked account wins over the password, so the provider may come only once it works.
#[test]
fn a_provider_is_linked_after_its_lifetime_is_mended() {
    let base = but(&new_instance(), |it| {
        it.external_login_check_lifetime = Lifetime::default()
    });
    let made = plan(&base, &with_provider());
    assert_eq!(names(&base, &with_provider()), ["fields", "+p1"]);
    assert_eq!(made.shut_out_meanwhile, []);
}

/// The other way round: while the provider is there its lifetime must hold.
#[test]
fn a_provider_is_unlinked_before_its_lifetime_is_taken_away() {
    let wanted = but(&new_instance(), |it| {
        it.external_login_check_lifetime = Lifetime::default()
    });
    assert_eq!(names(&with_provider(), &wanted), ["-p1", "fields"]);
}

#[test]
fn a_second_factor_is_listed_after_its_lifetime_is_mended() {
    let base = but(&new_instance(), |it| {
        it.second_factors.clear();
        it.second_factor_check_lifetime = Lifetime::default();
    });
    let wanted = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::Otp]
    });
    assert_eq!(names(&base, &wanted), ["fields", "+SECOND_FACTOR_TYPE_OTP"]);
}

/// Listing the app first asks its owners without end; forcing first refuses everybody who has none.
#[test]
fn where_no_order_spares_everybody_the_least_bad_is_taken_and_said() {
    let base = but(&new_instance(), |it| {
        it.second_factors.clear();
        it.second_factor_check_lifetime = Lifetime::default();
    });
    let wanted = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::Otp];
        it.force_mfa = true;
    });
    let made = plan(&base, &wanted);
    assert_eq!(names(&base, &wanted), ["+SECOND_FACTOR_TYPE_OTP", "fields"]);
    assert!(made.shut_out_meanwhile.iter().all(|harm| {
        harm.after_calls == 1
            && harm.pages.login == LoginVersion::BuiltIn
            && harm.who.authenticator_app
    }));
    assert!(!made.shut_out_meanwhile.is_empty());
    assert!(
        !made
            .shut_out_meanwhile
            .iter()
            .any(|harm| harm.who == password())
    );
}

#[test]
fn one_call_writes_all_seventeen_fields() {
    let wanted = but(&new_instance(), |it| {
        it.allow_register = false;
        it.hide_password_reset = true;
        it.default_redirect_uri = "https://app.example.com".to_owned();
    });
    let made = plan(&new_instance(), &wanted);
    assert_eq!(made.calls.len(), 1);
    let items = made.calls[0].items(&new_instance());
    let expected = [
        Field::AllowRegister,
        Field::HidePasswordReset,
        Field::DefaultRedirectUri,
    ];
    assert_eq!(items, expected.map(Item::Field));
}

#[test]
fn a_call_that_changes_nothing_names_no_item() {
    let fields = Call::UpdatePolicy(Box::new(new_instance()));
    assert_eq!(fields.items(&new_instance()), []);
    assert_eq!(
        Call::AddSecondFactor(SecondFactorType::Otp).items(&new_instance()),
        []
    );
    assert_eq!(
        Call::UnlinkProvider("p1".to_owned()).items(&new_instance()),
        []
    );
}

#[test]
fn organization_registration_is_a_call_of_its_own_and_the_last() {
    let wanted = but(&passkeys_off(), |it| {
        it.org_registration_disallowed = Some(true)
    });
    assert_eq!(
        names(&new_instance(), &wanted),
        ["fields", "-passkey", "restrictions"]
    );
}

#[test]
fn the_server_cuts_lifetimes_down_to_what_it_can_store() {
    let mut settings = new_instance();
    let wanted = but(&settings, |it| {
        it.password_check_lifetime = Lifetime::from_seconds(315_576_000_000);
    });
    Call::UpdatePolicy(Box::new(wanted)).apply(&mut settings);
    assert_eq!(
        settings.password_check_lifetime,
        login_policy::lifetime::LONGEST_STORED
    );
}

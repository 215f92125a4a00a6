//! Any settings that a server can have been brought to.

use login_policy::{
    Lifetime, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType, lifetime,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn length() -> impl Strategy<Value = Lifetime> {
    prop_oneof![
        2 => Just(Lifetime::default()),
        2 => (1..2_000_000_i64).prop_map(Lifetime::from_seconds),
        1 => (-5..0_i64).prop_map(Lifetime::from_seconds),
        1 => (0..5_i64, 1..999_999_999_i32).prop_map(|(seconds, nanos)| Lifetime { seconds, nanos }),
        1 => Just(Lifetime::from_seconds(lifetime::LONGEST_SECONDS)),
        1 => Just(Lifetime::from_seconds(-lifetime::LONGEST_SECONDS)),
    ]
}

/// The third is known to the server and not here.
fn passwordless() -> impl Strategy<Value = PasswordlessType> {
    let names = ["NOT_ALLOWED", "ALLOWED", "NEW"].map(|name| format!("PASSWORDLESS_TYPE_{name}"));
    proptest::sample::select(names.to_vec()).prop_map(|name| PasswordlessType::from_api_name(&name))
}

fn second_factors() -> impl Strategy<Value = Vec<SecondFactorType>> {
    let mut all = SecondFactorType::KNOWN.to_vec();
    all.push(SecondFactorType::from_api_name("SECOND_FACTOR_TYPE_NEW"));
    subsequence(all, 0..=5).prop_shuffle()
}

fn multi_factors() -> impl Strategy<Value = Vec<MultiFactorType>> {
    let mut all = MultiFactorType::KNOWN.to_vec();
    all.push(MultiFactorType::from_api_name("MULTI_FACTOR_TYPE_NEW"));
    subsequence(all, 0..=2).prop_shuffle()
}

prop_compose! {
    pub fn settings()(
        flags in any::<[bool; 11]>(),
        lengths in [length(), length(), length(), length(), length()],
        passwordless_type in passwordless(),
        second_factors in second_factors(),
        multi_factors in multi_factors(),
        providers in subsequence(vec!["1".to_owned(), "2 /ü".to_owned(), "3".to_owned()], 0..=3),
        redirect in prop_oneof![Just(""), Just("app:/\"\\\n"), Just("https://x.example/?ü")],
    ) -> LoginSettings {
        LoginSettings {
            allow_username_password: flags[0],
            allow_register: flags[1],
            allow_external_idp: flags[2],
            force_mfa: flags[3],
            passwordless_type,
            hide_password_reset: flags[4],
            ignore_unknown_usernames: flags[5],
            default_redirect_uri: redirect.to_owned(),
            password_check_lifetime: lengths[0],
            external_login_check_lifetime: lengths[1],
            mfa_init_skip_lifetime: lengths[2],
            second_factor_check_lifetime: lengths[3],
            multi_factor_check_lifetime: lengths[4],
            allow_domain_discovery: flags[6],
            disable_login_with_email: flags[7],
            disable_login_with_phone: flags[8],
            force_mfa_local_only: flags[9],
            second_factors,
            multi_factors,
            providers,
            org_registration_disallowed: Some(flags[10]),
        }
    }
}

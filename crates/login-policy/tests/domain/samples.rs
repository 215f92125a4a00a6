//! Settings and people that the tests start from.

use login_policy::{
    EnrolledMethods, Lifetime, LoginSettings, LoginVersion, MultiFactorType, PasswordlessType,
    Rules, SecondFactorType, SignInPages,
};

/// The oldest pages that were measured.
pub fn old(login: LoginVersion) -> SignInPages {
    SignInPages {
        login,
        rules: Rules::V4_3,
    }
}

/// The newest pages that were measured.
pub fn new(login: LoginVersion) -> SignInPages {
    SignInPages {
        login,
        rules: Rules::LATEST,
    }
}

/// The settings of a new instance.
pub fn new_instance() -> LoginSettings {
    LoginSettings {
        allow_username_password: true,
        allow_register: true,
        allow_external_idp: true,
        passwordless_type: PasswordlessType::Allowed,
        password_check_lifetime: Lifetime::from_seconds(864_000),
        external_login_check_lifetime: Lifetime::from_seconds(864_000),
        mfa_init_skip_lifetime: Lifetime::from_seconds(2_592_000),
        second_factor_check_lifetime: Lifetime::from_seconds(64_800),
        multi_factor_check_lifetime: Lifetime::from_seconds(43_200),
        allow_domain_discovery: true,
        second_factors: vec![SecondFactorType::Otp, SecondFactorType::U2f],
        multi_factors: vec![MultiFactorType::U2fWithVerification],
        org_registration_disallowed: Some(false),
        ..LoginSettings::default()
    }
}

/// The same with a provider linked.
pub fn with_provider() -> LoginSettings {
    LoginSettings {
        providers: vec!["p1".to_owned()],
        ..new_instance()
    }
}

/// The settings after a change.
pub fn but(base: &LoginSettings, change: impl FnOnce(&mut LoginSettings)) -> LoginSettings {
    let mut settings = base.clone();
    change(&mut settings);
    settings
}

pub fn password() -> EnrolledMethods {
    EnrolledMethods {
        password: true,
        ..EnrolledMethods::default()
    }
}

pub fn password_and_app() -> EnrolledMethods {
    EnrolledMethods {
        authenticator_app: true,
        ..password()
    }
}

pub fn password_and_key() -> EnrolledMethods {
    EnrolledMethods {
        security_key: true,
        ..password()
    }
}

pub fn passkey() -> EnrolledMethods {
    EnrolledMethods {
        passkey: true,
        ..EnrolledMethods::default()
    }
}

pub fn passkey_and_password() -> EnrolledMethods {
    EnrolledMethods {
        passkey: true,
        ..password()
    }
}

pub fn external() -> EnrolledMethods {
    EnrolledMethods {
        external: vec!["p1".to_owned()],
        ..EnrolledMethods::default()
    }
}

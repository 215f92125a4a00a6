//! The names and values of the fields.

use login_policy::{
    Field, Lifetime, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType, Value,
};

#[test]
fn every_field_has_a_name_of_its_own() {
    let mut names: Vec<&str> = Field::ALL.iter().map(|field| field.api_name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 17);
}

#[test]
fn every_known_name_is_read_as_the_value_that_has_it() {
    for kind in SecondFactorType::KNOWN {
        assert_eq!(SecondFactorType::from_api_name(kind.api_name()), kind);
    }
    for kind in MultiFactorType::KNOWN {
        assert_eq!(MultiFactorType::from_api_name(kind.api_name()), kind);
    }
    for kind in PasswordlessType::KNOWN {
        assert_eq!(PasswordlessType::from_api_name(kind.api_name()), kind);
    }
}

#[test]
fn a_name_of_a_newer_server_is_kept_as_it_is() {
    let kind = SecondFactorType::from_api_name("SECOND_FACTOR_TYPE_FACE");
    assert_eq!(kind.api_name(), "SECOND_FACTOR_TYPE_FACE");
    assert_eq!(MultiFactorType::from_api_name("7").api_name(), "7");
    assert_eq!(PasswordlessType::from_api_name("9").api_name(), "9");
    assert!(!SecondFactorType::KNOWN.contains(&kind));
}

#[test]
fn every_field_gives_back_what_was_set_and_touches_no_other() {
    for field in Field::ALL {
        let mut settings = LoginSettings::default();
        let other = match settings.get(field) {
            Value::Bool(on) => Value::Bool(!on),
            Value::Lifetime(_) => Value::Lifetime(Lifetime::from_seconds(5)),
            Value::Text(_) => Value::Text("app:/".to_owned()),
            Value::Passwordless(_) => Value::Passwordless(PasswordlessType::Allowed),
        };
        assert!(settings.set(field, other.clone()));
        for one in Field::ALL {
            let expected = if one == field {
                other.clone()
            } else {
                LoginSettings::default().get(one)
            };
            assert_eq!(settings.get(one), expected, "{field:?} and {one:?}");
        }
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_ignored() {
    let kinds = [
        Value::Bool(true),
        Value::Lifetime(Lifetime::from_seconds(1)),
        Value::Text("x".to_owned()),
        Value::Passwordless(PasswordlessType::Allowed),
    ];
    for field in Field::ALL {
        let mut settings = LoginSettings::default();
        let right = core::mem::discriminant(&settings.get(field));
        for value in kinds
            .iter()
            .filter(|kind| core::mem::discriminant(*kind) != right)
        {
            assert!(!settings.set(field, value.clone()), "{field:?} {value:?}");
        }
        assert_eq!(settings, LoginSettings::default());
    }
}

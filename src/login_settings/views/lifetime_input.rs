//! A lifetime as a number of one unit: as it is written in its field, and as it is read from there.
//!
//! Numbers are in the form of the API here: Western digits, a point before the fraction.

use crate::login_settings::state::InputError;
use login_policy::lifetime::{LifetimeError, Unit};
use login_policy::{Field, Lifetime, Value};

/// The unit in which a lifetime is written: the chosen one while the lifetime is a whole number of
/// it, else the largest one that is exact.
pub fn display_unit(lifetime: Lifetime, chosen: Option<Unit>) -> Unit {
    chosen
        .filter(|unit| amount_in(lifetime, *unit).is_some())
        .unwrap_or_else(|| lifetime.in_largest_exact_unit().unit)
}

/// The number of a unit that a lifetime is; of seconds, if it is no whole number of that unit.
pub fn format(lifetime: Lifetime, unit: Unit) -> String {
    match amount_in(lifetime, unit) {
        Some(amount) => amount.to_string(),
        None => lifetime.to_api().trim_end_matches('s').to_owned(),
    }
}

/// A number of a unit, as a lifetime that the server stores as it is.
///
/// # Errors
/// Why it is no value of that field.
pub fn parse(field: Field, number: &str, unit: Unit) -> Result<Value, InputError> {
    let lifetime = if unit == Unit::Seconds {
        format!("{number}s").parse::<Lifetime>()
    } else {
        number
            .parse::<i64>()
            .map_err(|_| LifetimeError::NotADuration)
            .and_then(|count| Lifetime::from_amount(count, unit))
    };
    let lifetime = lifetime
        .and_then(Lifetime::validate)
        .map_err(|error| match error {
            LifetimeError::NotADuration | LifetimeError::TooFine => InputError::NotANumber,
            LifetimeError::OutOfRange | LifetimeError::LongerThanStored => InputError::TooLong,
        })?;
    // Only the time for which setting up a second factor may be put off can be nothing.
    if !lifetime.is_positive() && field != Field::MfaInitSkipLifetime {
        return Err(InputError::NotPositive);
    }
    if lifetime.seconds < 0 || lifetime.nanos < 0 {
        return Err(InputError::Negative);
    }
    Ok(Value::Lifetime(lifetime))
}

/// How many of a unit a lifetime is, if that is a whole number.
fn amount_in(lifetime: Lifetime, unit: Unit) -> Option<i64> {
    let is_whole = lifetime.nanos == 0 && lifetime.seconds % unit.seconds() == 0;
    is_whole.then(|| lifetime.seconds / unit.seconds())
}

#[cfg(test)]
mod tests {
    use super::{display_unit, format, parse};
    use crate::login_settings::state::InputError;
    use login_policy::lifetime::Unit;
    use login_policy::{Field, Lifetime, Value};

    const LIFETIME: Field = Field::PasswordCheckLifetime;

    fn check(number: &str, unit: Unit, wanted: Result<&str, InputError>) {
        let lifetime = parse(LIFETIME, number, unit).map(|value| match value {
            Value::Lifetime(lifetime) => lifetime.to_api(),
            other => panic!("{other:?}"),
        });
        assert_eq!(lifetime, wanted.map(str::to_owned), "{number}");
    }

    #[test]
    fn whole_numbers_of_every_unit_are_taken() {
        check("10", Unit::Days, Ok("864000s"));
        check("10", Unit::Hours, Ok("36000s"));
        check("10", Unit::Minutes, Ok("600s"));
        check("10", Unit::Seconds, Ok("10s"));
    }

    #[test]
    fn only_seconds_have_a_fraction() {
        check("1.5", Unit::Seconds, Ok("1.500s"));
        check("1.5", Unit::Days, Err(InputError::NotANumber));
        check("1.0000000001", Unit::Seconds, Err(InputError::NotANumber));
    }

    #[test]
    fn what_the_server_would_store_otherwise_is_refused() {
        check("999999999999", Unit::Days, Err(InputError::TooLong));
        check("106752", Unit::Days, Err(InputError::TooLong));
        check("soon", Unit::Days, Err(InputError::NotANumber));
        check("", Unit::Seconds, Err(InputError::NotANumber));
    }

    #[test]
    fn nothing_is_taken_only_where_it_shuts_nobody_out() {
        check("0", Unit::Days, Err(InputError::NotPositive));
        check("-1", Unit::Days, Err(InputError::NotPositive));
        let skip = |number| parse(Field::MfaInitSkipLifetime, number, Unit::Hours);
        assert_eq!(skip("0"), Ok(Value::Lifetime(Lifetime::default())));
        assert_eq!(skip("-1"), Err(InputError::Negative));
    }

    #[test]
    fn the_chosen_unit_stays_while_the_value_is_a_whole_number_of_it() {
        let day = Lifetime::from_seconds(86_400);
        assert_eq!(display_unit(day, None), Unit::Days);
        assert_eq!(display_unit(day, Some(Unit::Hours)), Unit::Hours);
        let hour = Lifetime::from_seconds(3_600);
        assert_eq!(display_unit(hour, Some(Unit::Days)), Unit::Hours);
    }

    #[test]
    fn what_is_written_reads_back_as_the_same() {
        for (lifetime, unit, written) in [
            (Lifetime::from_seconds(86_400), Unit::Hours, "24"),
            (Lifetime::from_seconds(90), Unit::Seconds, "90"),
            (
                Lifetime {
                    seconds: 1,
                    nanos: 500_000_000,
                },
                Unit::Seconds,
                "1.500",
            ),
        ] {
            assert_eq!(format(lifetime, unit), written);
            assert_eq!(
                parse(LIFETIME, written, unit),
                Ok(Value::Lifetime(lifetime))
            );
        }
    }
}

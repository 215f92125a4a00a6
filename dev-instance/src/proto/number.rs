//! Unsigned numbers, which may be sent as text: `7`, `"7"`, `7.0`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads an optional uint32 or uint64.
///
/// # Errors
/// For a value that is no whole number within the range of `T`.
pub(crate) fn unsigned<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<u64>,
{
    let number = match Value::deserialize(deserializer)? {
        Value::Null => return Ok(None),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text,
        _ => return Err(D::Error::custom("no number")),
    };
    let number = whole(&number).and_then(|number| T::try_from(number).ok());
    number
        .map(Some)
        .ok_or_else(|| D::Error::custom("no unsigned number within range"))
}

/// The number that a JSON number stands for, where it is whole: `1.5e1` is fifteen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and within what a double holds exactly"
)]
fn whole(text: &str) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        ((0.0..=EXACT).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(value: Value, expected: Option<u32>) {
        let read: Result<Option<u32>, _> = unsigned(value.clone());
        assert_eq!(read.ok(), expected.map(Some), "{value}");
    }

    #[test]
    fn whole_numbers_are_read_from_numbers_and_texts() {
        check(json!(7), Some(7));
        check(json!("7"), Some(7));
        check(json!(1.5e1), Some(15));
        check(json!("7.0"), Some(7));
        check(json!(1.5), None);
        check(json!(-1), None);
        check(json!(4_294_967_296_u64), None);
        check(json!("seven"), None);
        check(json!(true), None);
    }

    #[test]
    fn null_is_no_number() {
        let read: Result<Option<u64>, _> = unsigned(Value::Null);
        assert_eq!(read.unwrap(), None);
    }
}

//! Moments as they are kept and compared: seconds since 1970, to the millisecond. It knows no clock
//! and no calendar.

/// The whole milliseconds since 1970.
pub(crate) fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}

/// The moment as JSON writes a number. Floating-point numbers are written as milliseconds, because
/// the code that writes any of them would have to be downloaded.
pub(crate) fn written(seconds: f64) -> String {
    let mut text = milliseconds(seconds).to_string();
    text.push_str("e-3");
    text
}

#[cfg(test)]
mod tests {
    use super::{milliseconds, written};
    use plain_json::Json;

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        for moment in [
            0.0,
            -1.5,
            1_763_959_200.0,
            1_763_959_200.123,
            99_999_999_999.999,
        ] {
            let text = written(moment);
            let read = Json::read(&text).expect("a number");
            let read = read.as_number().map(plain_json::Number::to_f64);
            assert_eq!(read, Some(moment), "{text}");
        }
    }

    #[test]
    fn less_than_a_millisecond_makes_no_difference() {
        assert_eq!(milliseconds(1.000_4), milliseconds(1.0));
        assert_ne!(milliseconds(1.001), milliseconds(1.0));
    }
}

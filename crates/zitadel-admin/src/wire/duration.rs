//! `google.protobuf.Duration`: seconds with up to nine digits of fraction and an `s`.

use login_policy::Lifetime;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// E.g. `864000s`, `1.500s`, `-3s`.
pub(crate) struct Duration(pub(crate) Lifetime);

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let lifetime = text.parse();
        lifetime
            .map(Self)
            .map_err(|_| D::Error::custom("not a google.protobuf.Duration"))
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_written_as_it_is_read() {
        for (text, seconds, nanos) in [
            (r#""864000s""#, 864_000, 0),
            (r#""-1.500s""#, -1, -500_000_000),
        ] {
            let duration: Duration = serde_json::from_str(text).unwrap();
            assert_eq!(duration.0, Lifetime { seconds, nanos });
            assert_eq!(serde_json::to_string(&duration).unwrap(), text);
        }
        for text in [r#""240h""#, "864000", "null", "[]"] {
            assert!(serde_json::from_str::<Duration>(text).is_err(), "{text}");
        }
    }
}

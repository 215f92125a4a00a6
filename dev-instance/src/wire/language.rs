//! Which language an error is said in: the profile of the person, else `Accept-Language`, else
//! English. Knows no text.

/// The languages that the measured server has, in its order.
pub(crate) const SUPPORTED: [&str; 20] = [
    "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt", "ro",
    "ru", "sv", "tr", "zh",
];

/// The language of an answer, one of [`SUPPORTED`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Language(pub &'static str);

/// The language when nothing else is asked for.
pub(crate) const ENGLISH: Language = Language("en");

impl Language {
    /// The best match of a person's profile language, then of an `Accept-Language` field
    /// (RFC 9110 §12.5.4).
    pub(crate) fn choose(profile: Option<&str>, accept: Option<&str>) -> Self {
        profile
            .and_then(supported)
            .or_else(|| accept.and_then(from_header))
            .unwrap_or(ENGLISH)
    }
}

fn supported(tag: &str) -> Option<Language> {
    let base = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    SUPPORTED
        .iter()
        .find(|known| **known == base)
        .map(|known| Language(known))
}

/// Ranges with a higher weight first; equal weights in the order in which they stand.
fn from_header(field: &str) -> Option<Language> {
    let mut ranges: Vec<(f32, &str)> = field
        .split(',')
        .map(|range| {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight.trim().strip_prefix("q=");
            let weight = weight.map_or(1.0, |text| text.trim().parse().unwrap_or(0.0));
            (weight, tag.trim())
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranges.into_iter().find_map(|(_, tag)| supported(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_beats_the_header_and_english_is_the_rest() {
        assert_eq!(Language::choose(Some("de"), Some("fr")).0, "de");
        assert_eq!(Language::choose(None, Some("de-CH")).0, "de");
        assert_eq!(
            Language::choose(None, Some("xx, ja;q=0.3, fr;q=0.5")).0,
            "fr"
        );
        assert_eq!(Language::choose(Some("und"), Some("*")).0, "en");
        assert_eq!(Language::choose(None, None).0, "en");
    }
}

//! Which language an error is said in: the profile of the person, else `Accept-Language`, else
//! English.

use crate::version::Version;

/// The languages of the server since it has Arabic and Ukrainian, in its order.
const ALL: [&str; 22] = [
    "ar", "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt",
    "ro", "ru", "sv", "tr", "uk", "zh",
];

/// The languages before that.
const FORMER: [&str; 20] = [
    "bg", "cs", "de", "en", "es", "fr", "hu", "id", "it", "ja", "ko", "mk", "nl", "pl", "pt", "ro",
    "ru", "sv", "tr", "zh",
];

/// The languages that a release has, in its order.
pub(crate) fn supported(version: Version) -> &'static [&'static str] {
    if version.speaks_arabic_and_ukrainian() {
        &ALL
    } else {
        &FORMER
    }
}

/// The language of an answer, by its tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Language(pub &'static str);

/// The language when nothing else is asked for.
pub(crate) const ENGLISH: Language = Language("en");

impl Language {
    /// The best match of a person's profile language, then of an `Accept-Language` field
    /// (RFC 9110 §12.5.4).
    pub(crate) fn choose(version: Version, profile: Option<&str>, accept: Option<&str>) -> Self {
        let known = supported(version);
        profile
            .and_then(|tag| find(known, tag))
            .or_else(|| accept.and_then(|field| from_header(known, field)))
            .unwrap_or(ENGLISH)
    }
}

fn find(known: &[&'static str], tag: &str) -> Option<Language> {
    let base = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let tag = known.iter().find(|known| **known == base)?;
    Some(Language(tag))
}

/// Ranges with a higher weight first; equal weights in the order in which they stand.
fn from_header(known: &[&'static str], field: &str) -> Option<Language> {
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
    ranges.into_iter().find_map(|(_, tag)| find(known, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(profile: Option<&str>, accept: Option<&str>, tag: &str) {
        assert_eq!(Language::choose(Version::V4_3, profile, accept).0, tag);
    }

    #[test]
    fn the_profile_beats_the_header_and_english_is_the_rest() {
        check(Some("de"), Some("fr"), "de");
        check(None, Some("de-CH"), "de");
        check(None, Some("xx, ja;q=0.3, fr;q=0.5"), "fr");
        check(Some("und"), Some("*"), "en");
        check(None, None, "en");
    }

    #[test]
    fn arabic_is_spoken_by_the_later_release_alone() {
        check(None, Some("ar"), "en");
        let later = Language::choose(Version::V4_13, None, Some("ar"));
        assert_eq!(later.0, "ar");
    }
}

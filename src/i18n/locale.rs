//! Which languages there are, and which of them fits what a person prefers best (RFC 4647 §3.4,
//! lookup). `public/boot.js` has the same list, for what is painted before the program runs.

/// A language the console speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Locale {
    /// BCP 47 tag, which is also the name of its catalogue.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
}

impl Locale {
    /// The language that is spoken if no other fits.
    pub const ENGLISH: Self = Self {
        tag: "en",
        name: "English",
        right_to_left: false,
    };

    /// The value of `<html dir>`.
    pub fn direction(self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }
}

/// Every language that has a catalogue, in the order of their names' tags.
pub const LOCALES: &[Locale] = &[
    Locale {
        tag: "ar",
        name: "العربية",
        right_to_left: true,
    },
    Locale {
        tag: "de",
        name: "Deutsch",
        right_to_left: false,
    },
    Locale::ENGLISH,
];

/// The first preference that has a catalogue: `de-AT` finds `de`, `*` and unknown tags are passed
/// over.
pub fn best_match<'a>(preferences: impl Iterator<Item = &'a str>) -> Locale {
    for preference in preferences {
        let mut tag = preference.trim();
        while !tag.is_empty() {
            if let Some(locale) = LOCALES
                .iter()
                .find(|locale| locale.tag.eq_ignore_ascii_case(tag))
            {
                return *locale;
            }
            tag = tag.rfind(['-', '_']).map_or("", |end| &tag[..end]);
        }
    }
    Locale::ENGLISH
}

#[cfg(test)]
mod tests {
    use super::best_match;

    fn check(preferences: &[&str], tag: &str) {
        assert_eq!(best_match(preferences.iter().copied()).tag, tag);
    }

    #[test]
    fn a_region_falls_back_to_its_language() {
        check(&["de-AT"], "de");
        check(&["ar_EG"], "ar");
    }

    #[test]
    fn the_first_preference_that_has_a_catalogue_wins() {
        check(&["tlh", "DE", "ar"], "de");
    }

    #[test]
    fn without_a_fitting_preference_it_is_english() {
        check(&[], "en");
        check(&["*", "", "-", "x-klingon"], "en");
    }
}

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

/// Every language that has a catalogue, in the order of their tags.
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
    use super::{LOCALES, best_match};

    /// `public/boot.js` runs before the program and so cannot ask it.
    const BOOT: &str = include_str!("../../public/boot.js");

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

    fn boot_list(name: &str) -> Vec<&'static str> {
        let start = BOOT.split_once(&format!("var {name} = ["));
        let list = start.and_then(|(_, rest)| rest.split_once(']'));
        let (list, _) = list.expect("a list of that name in boot.js");
        let mut tags: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        tags.sort_unstable();
        tags
    }

    #[test]
    fn the_loader_knows_the_same_languages_and_their_direction() {
        let all: Vec<&str> = LOCALES.iter().map(|locale| locale.tag).collect();
        assert_eq!(boot_list("LANGUAGES"), all);
        let right_to_left = LOCALES.iter().filter(|locale| locale.right_to_left);
        let right_to_left: Vec<&str> = right_to_left.map(|locale| locale.tag).collect();
        assert_eq!(boot_list("RIGHT_TO_LEFT"), right_to_left);
    }
}

//! Text written by somebody else, made fit to show and to log: cut, and freed of characters that
//! control a terminal or turn the reading direction. It does not escape markup: whoever shows the
//! text shows it as text.

/// The most characters kept of a message, such as `error_description`.
pub(crate) const MAX_MESSAGE_CHARS: usize = 300;
/// The most characters kept of a profile claim, such as `name`.
const MAX_PROFILE_CHARS: usize = 200;

/// Removes control, bidirectional and invisible formatting characters and cuts at `max_chars`
/// characters.
pub(crate) fn sanitize(text: &str, max_chars: usize) -> String {
    text.chars()
        .filter(|c| !is_hazardous(*c))
        .take(max_chars)
        .collect()
}

/// A profile claim for showing; `None` when nothing visible is left of it.
pub(crate) fn profile_claim(text: Option<&str>) -> Option<String> {
    let text = sanitize(text?, MAX_PROFILE_CHARS);
    (!text.trim().is_empty()).then_some(text)
}

/// Whether every character may stand in an OAuth error code or scope (RFC 6749 appendix A).
pub(crate) fn is_oauth_text(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

fn is_hazardous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{profile_claim, sanitize};

    #[test]
    fn direction_overrides_and_controls_are_removed() {
        assert_eq!(sanitize("a\u{202e}b\u{7}c\nd\u{2066}", 300), "abcd");
        assert_eq!(sanitize("<b>Zürich</b>", 300), "<b>Zürich</b>");
    }

    #[test]
    fn the_cut_counts_characters_not_bytes() {
        assert_eq!(sanitize(&"ü".repeat(1_000), 300).chars().count(), 300);
    }

    #[test]
    fn a_profile_claim_without_a_visible_character_is_none() {
        assert_eq!(profile_claim(Some(" \u{200b}\u{0}")), None);
        assert_eq!(profile_claim(Some("Ada")).as_deref(), Some("Ada"));
    }
}

//! Text from outside made fit to show and to log: cut, and freed of characters that control a
//! terminal or turn the reading direction. It does not escape: whoever shows it, shows it as text.

/// The most characters kept of a message written by somebody else.
pub(crate) const MESSAGE_LIMIT: usize = 300;

/// Removes control, bidirectional and invisible formatting characters and cuts at `limit`
/// characters.
pub(crate) fn clean(text: &str, limit: usize) -> String {
    text.chars()
        .filter(|c| !is_hazardous(*c))
        .take(limit)
        .collect()
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

/// Whether every character may stand in an OAuth error or scope name (RFC 6749 appendix A).
pub(crate) fn is_plain_ascii(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn direction_overrides_and_controls_are_removed() {
        assert_eq!(clean("a\u{202e}b\u{7}c\nd\u{2066}", 300), "abcd");
        assert_eq!(clean("<b>Zürich</b>", 300), "<b>Zürich</b>");
    }

    #[test]
    fn the_cut_counts_characters_not_bytes() {
        assert_eq!(clean(&"ü".repeat(1_000), 300).chars().count(), 300);
    }
}

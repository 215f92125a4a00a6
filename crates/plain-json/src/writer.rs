//! The one writer: an object, member by member, in one line.
//!
//! It makes no tree first. Whoever wants line breaks has the browser put them in.

/// A JSON object under construction.
pub struct Writer {
    out: String,
    /// What ends the lists and objects that are open, the innermost last.
    ends: String,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// `{`
    #[must_use]
    pub fn new() -> Self {
        Self {
            out: String::from("{"),
            ends: String::from("}"),
        }
    }

    /// A member that is true or false.
    pub fn flag(&mut self, key: &str, on: bool) {
        self.raw(key, if on { "true" } else { "false" });
    }

    /// A member that is a text.
    pub fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// A member that is a text, or no member.
    pub fn optional_text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A member that is a list of texts.
    pub fn texts(&mut self, key: &str, texts: &[&str]) {
        self.open_list(key);
        for text in texts {
            self.item(text);
        }
        self.close();
    }

    /// A member that is JSON already.
    pub fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.out.push_str(json);
    }

    /// Begins a member that is an object.
    pub fn open_object(&mut self, key: &str) {
        self.key(key);
        self.open('{', '}');
    }

    /// Begins a member that is a list.
    pub fn open_list(&mut self, key: &str) {
        self.key(key);
        self.open('[', ']');
    }

    /// An element that is a text, of the list that is open.
    pub fn item(&mut self, text: &str) {
        self.separate();
        self.string(text);
    }

    /// Begins an element that is an object, of the list that is open.
    pub fn open_item(&mut self) {
        self.separate();
        self.open('{', '}');
    }

    /// Begins an element that is a list, of the list that is open.
    pub fn open_inner_list(&mut self) {
        self.separate();
        self.open('[', ']');
    }

    /// Ends the innermost list or object.
    pub fn close(&mut self) {
        if let Some(end) = self.ends.pop() {
            self.out.push(end);
        }
    }

    /// Ends whatever is open.
    #[must_use]
    pub fn finish(mut self) -> String {
        while !self.ends.is_empty() {
            self.close();
        }
        self.out
    }

    fn open(&mut self, begin: char, end: char) {
        self.out.push(begin);
        self.ends.push(end);
    }

    fn key(&mut self, key: &str) {
        self.separate();
        self.string(key);
        self.out.push(':');
    }

    /// A comma, unless the list or object has only just begun.
    fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), Some(b'{' | b'[')) {
            self.out.push(',');
        }
    }

    /// RFC 8259 §7.
    fn string(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(character);
                }
                '\u{0}'..='\u{1f}' => {
                    self.out.push_str("\\u00");
                    for half in [character as u32 / 16, character as u32 % 16] {
                        self.out.extend(char::from_digit(half, 16));
                    }
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn members_lists_and_objects_are_told_apart() {
        let mut writer = Writer::new();
        writer.open_list("none");
        writer.close();
        writer.open_list("lists");
        for item in ["a", "{"] {
            writer.open_inner_list();
            writer.item(item);
            writer.item("[");
            writer.close();
        }
        writer.open_item();
        writer.flag("on", true);
        writer.close();
        writer.close();
        writer.optional_text("left out", None);
        writer.optional_text("said", Some("x"));
        writer.open_object("inner");
        writer.raw("number", "1e3");
        writer.texts("texts", &["b", ""]);
        assert_eq!(
            writer.finish(),
            r#"{"none":[],"lists":[["a","["],["{","["],{"on":true}],"said":"x","inner":{"number":1e3,"texts":["b",""]}}"#
        );
    }

    #[test]
    fn what_a_text_must_not_hold_is_escaped() {
        let mut writer = Writer::new();
        writer.text("\"\\", "a\u{0}\n\u{1f}\u{7f}ü\u{1f600}/");
        assert_eq!(
            writer.finish(),
            "{\"\\\"\\\\\":\"a\\u0000\\u000a\\u001f\u{7f}ü\u{1f600}/\"}"
        );
    }
}

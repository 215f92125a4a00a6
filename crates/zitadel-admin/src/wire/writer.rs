//! Writes the JSON of a request, member by member, and the segments of its path.

/// A JSON object under construction.
pub(crate) struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    /// `{`
    pub(crate) fn new() -> Self {
        Self {
            out: String::from("{"),
            depth: 1,
        }
    }

    /// A bool, also when false: left out it would mean the same, but here everything is said.
    pub(crate) fn flag(&mut self, key: &str, on: bool) {
        self.raw(key, if on { "true" } else { "false" });
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, key: &str, texts: &[&str]) {
        self.key(key);
        self.out.push('[');
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.string(text);
        }
        self.out.push(']');
    }

    /// An enum: by its name, or as a number where only that is known. A number as text would be
    /// dropped without a word and mean the value 0.
    pub(crate) fn name(&mut self, key: &str, name: &str) {
        if is_number(name) {
            self.raw(key, name);
        } else {
            self.text(key, name);
        }
    }

    /// Something that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.out.push_str(json);
    }

    /// A list with one element, which is JSON already.
    pub(crate) fn list_of_one(&mut self, key: &str, json: &str) {
        self.raw(key, "[");
        self.out.push_str(json);
        self.out.push(']');
    }

    /// Begins a member that is a message.
    pub(crate) fn open_member(&mut self, key: &str) {
        self.raw(key, "{");
        self.depth += 1;
    }

    /// Ends the innermost message.
    pub(crate) fn close(&mut self) {
        if self.depth > 0 {
            self.depth -= 1;
            self.out.push('}');
        }
    }

    /// Ends whatever is open.
    pub(crate) fn finish(mut self) -> String {
        while self.depth > 0 {
            self.close();
        }
        self.out
    }

    fn key(&mut self, key: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.string(key);
        self.out.push(':');
    }

    /// RFC 8259 §7.
    fn string(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\u{0}'..='\u{1f}' => {
                    self.out.push_str("\\u00");
                    push_hex(&mut self.out, character as u8);
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

/// Whether an enum value is known by its number only (a signed 32-bit number as JSON writes it).
fn is_number(name: &str) -> bool {
    let digits = name.strip_prefix('-').unwrap_or(name);
    name.parse::<i32>().is_ok()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

/// Percent-encodes one segment of a path, or one value of a query (RFC 3986 §2.3).
pub(crate) fn path_segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                push_hex(&mut out, byte);
            }
        }
    }
    out
}

fn push_hex(out: &mut String, byte: u8) {
    for half in [byte >> 4, byte & 15] {
        out.push(char::from(if half < 10 {
            b'0' + half
        } else {
            b'A' + half - 10
        }));
    }
}

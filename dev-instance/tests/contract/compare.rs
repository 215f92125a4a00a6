//! Holds a reply against the recorded one: status, headers and JSON by value; ids, moments and
//! tokens by form; sequences by the rules that the recordings state.

use crate::client::Reply;
use crate::recording::Response;
use dev_instance::Version;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the placeholders of a scenario stand for, and how its sequences relate to ours.
pub struct Bindings {
    pub values: BTreeMap<String, String>,
    /// The first sequence of a change to the measured instance; those before belong to its set-up
    /// and are compared by value.
    first_change: u64,
    sequences: BTreeMap<u64, u64>,
    last_write: Option<(u64, u64)>,
    /// Set while the reply tells of an aggregate beside the instance's, whose few sequences are
    /// compared by value.
    pub own_aggregate: bool,
}

impl Bindings {
    /// What is known before a scenario of this release.
    pub fn new(version: Version) -> Self {
        Self {
            values: BTreeMap::new(),
            first_change: match version {
                Version::V4_3 => 110,
                Version::V4_13 => 112,
            },
            sequences: BTreeMap::new(),
            last_write: None,
            own_aggregate: false,
        }
    }

    /// Replaces every placeholder that is bound.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.values {
            filled = filled.replace(&format!("{{{{{name}}}}}"), value);
        }
        filled
    }

    /// A reply held against the recorded one.
    ///
    /// # Panics
    /// With the difference.
    pub fn check(&mut self, recorded: &Response, reply: &Reply, is_write: bool) {
        assert_eq!(recorded.status, reply.status, "status; body {}", reply.body);
        if let Some(headers) = &recorded.headers {
            check_headers(headers, &reply.headers);
        }
        if let Some(text) = &recorded.text {
            assert_eq!(by_form(text), by_form(&reply.body), "body");
        }
        if let Some(json) = &recorded.json {
            let found = reply.json();
            if is_decode_error(json) {
                assert_eq!(json["code"], found["code"], "code");
                assert!(found["message"].is_string() && found.get("details").is_none());
                return;
            }
            self.json("", json, &found);
            if is_write && !self.own_aggregate {
                self.written(&json["details"], &found["details"]);
            }
        }
    }

    /// JSON held against the recorded one, `at` this place.
    pub fn json(&mut self, at: &str, recorded: &Value, found: &Value) {
        match (recorded, found) {
            (Value::Object(wanted), Value::Object(members)) => {
                let keys = |map: &serde_json::Map<String, Value>| -> Vec<String> {
                    map.keys().cloned().collect()
                };
                assert_eq!(
                    sorted(keys(wanted)),
                    sorted(keys(members)),
                    "members of {at}"
                );
                let owner = wanted.get("resourceOwner").or_else(|| {
                    let aggregate = wanted.get("aggregate")?;
                    Some(&aggregate["id"])
                });
                let of_instance = owner == Some(&Value::String("{{instance}}".to_owned()));
                for (name, value) in wanted {
                    let at = format!("{at}.{name}");
                    if name == "sequence" && of_instance && !self.own_aggregate {
                        self.sequence(&at, value, &members[name]);
                    } else {
                        self.json(&at, value, &members[name]);
                    }
                }
            }
            (Value::Array(wanted), Value::Array(items)) if at == ".result" && all_texts(wanted) => {
                // The server promises no order of these.
                let texts = |items: &[Value]| -> Vec<String> {
                    items.iter().map(Value::to_string).collect()
                };
                assert_eq!(sorted(texts(wanted)), sorted(texts(items)), "{at}");
            }
            (Value::Array(wanted), Value::Array(items)) => {
                assert_eq!(wanted.len(), items.len(), "length of {at}: {found}");
                for (index, (wanted, item)) in wanted.iter().zip(items).enumerate() {
                    self.json(&format!("{at}[{index}]"), wanted, item);
                }
            }
            (Value::String(wanted), Value::String(text)) => self.text(at, wanted, text),
            (Value::Number(wanted), Value::Number(number)) if is_moment(wanted) => {
                assert!(is_moment(number), "{at}: {number} is no moment");
            }
            _ => assert_eq!(recorded, found, "{at}"),
        }
    }

    fn text(&mut self, at: &str, wanted: &str, text: &str) {
        let name = wanted
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        match name {
            Some(name) if !self.values.contains_key(name) => {
                assert!(!text.is_empty(), "{at} is empty");
                self.values.insert(name.to_owned(), text.to_owned());
            }
            _ if at.ends_with(".n") => {
                assert_eq!(wanted.len(), text.len(), "{at}: length of a modulus");
            }
            _ => {
                let wanted = by_form(&self.fill(wanted));
                assert_eq!(wanted, by_form(text), "{at}");
            }
        }
    }

    /// The same sequence is the same event, a later one is later, the next one is the next.
    fn sequence(&mut self, at: &str, wanted: &Value, found: &Value) {
        let number = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
        let (wanted, found) = (number(wanted), number(found));
        if wanted < self.first_change {
            assert_eq!(wanted, found, "{at}");
            return;
        }
        let known = *self.sequences.entry(wanted).or_insert(found);
        assert_eq!(known, found, "{at}: event {wanted} was {known} before");
        let earlier = self.sequences.range(..wanted).next_back();
        let later = self.sequences.range(wanted + 1..).next();
        assert!(
            earlier.is_none_or(|(_, before)| *before < found),
            "{at}: {wanted} is {found}"
        );
        assert!(
            later.is_none_or(|(_, after)| *after > found),
            "{at}: {wanted} is {found}"
        );
    }

    /// Events rise by one: two writes that follow each other have sequences that do.
    fn written(&mut self, wanted: &Value, found: &Value) {
        if wanted["resourceOwner"] != "{{instance}}" {
            return;
        }
        let number = |value: &Value| {
            value["sequence"]
                .as_str()
                .and_then(|n| n.parse::<u64>().ok())
        };
        let (Some(wanted), Some(found)) = (number(wanted), number(found)) else {
            return;
        };
        if let Some((last_wanted, last_found)) = self.last_write
            && wanted == last_wanted + 1
        {
            assert_eq!(found, last_found + 1, "the sequence after {last_found}");
        }
        self.last_write = Some((wanted, found));
    }
}

/// Headers are compared by name and value, those of one name together. What a page's `fetch` saw is
/// recorded in lower case; cookies and some others are hidden from it.
fn check_headers(recorded: &[(String, String)], found: &[(String, String)]) {
    let seen_by_fetch = recorded
        .iter()
        .all(|(name, _)| *name == name.to_ascii_lowercase());
    let recorded = joined(recorded);
    let mut found = joined(found);
    found.retain(|name, _| {
        let skipped = ["date", "expires", "content-length", "connection"];
        !skipped.contains(&name.as_str()) && (!seen_by_fetch || recorded.contains_key(name))
    });
    assert_eq!(recorded, found, "headers");
}

/// Whether a body tells of a body that could not be read. Its sentence is that of Go's decoders and
/// is not compared.
fn is_decode_error(json: &Value) -> bool {
    let message = json["message"].as_str().unwrap_or_default();
    ["proto:", "unexpected EOF", "invalid character"]
        .iter()
        .any(|beginning| message.starts_with(beginning))
}

fn joined(headers: &[(String, String)]) -> BTreeMap<String, String> {
    let mut joined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        let value = match name.as_str() {
            "set-cookie" => without_secret(value),
            "grpcgateway-date" => "a date".to_owned(),
            _ => by_form(value),
        };
        joined.entry(name).or_default().push(value);
    }
    let sorted = joined
        .into_iter()
        .map(|(name, values)| (name, sorted(values).join(", ")));
    sorted
        .map(|(name, value)| {
            let mut parts: Vec<&str> = value.split(", ").collect();
            parts.sort_unstable();
            (name, parts.join(", "))
        })
        .collect()
}

/// A cookie without its value; its attributes have no order (RFC 6265 §4.1.1).
fn without_secret(cookie: &str) -> String {
    let (pair, attributes) = cookie.split_once(';').unwrap();
    let (name, value) = pair.split_once('=').unwrap();
    let value = if value.is_empty() { "" } else { "…" };
    let attributes = attributes.split(';').map(|one| one.trim().to_owned());
    format!(
        "{name}={value}; {}",
        sorted(attributes.collect()).join("; ")
    )
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

fn all_texts(items: &[Value]) -> bool {
    items.iter().all(Value::is_string)
}

/// Seconds since the epoch in this century's twenties to fifties.
fn is_moment(number: &serde_json::Number) -> bool {
    number
        .as_i64()
        .is_some_and(|number| (1_600_000_000..2_600_000_000).contains(&number))
}

/// A text with its ids, moments, generated domain and unstable spaces made alike.
fn by_form(text: &str) -> String {
    if text.starts_with("20") && text.ends_with('Z') && text.len() >= 20 && text.contains('T') {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        assert!(digits >= 14, "{text} is no moment");
        return "a moment".to_owned();
    }
    if text.starts_with("zitadel-") && text.ends_with(".localhost") {
        return "a generated domain".to_owned();
    }
    let mut out = String::new();
    let mut digits = String::new();
    for letter in text.replace('\u{a0}', " ").chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        // Ids have eighteen digits.
        out += if digits.len() == 18 { "an id" } else { &digits };
        digits.clear();
        out.push(letter);
    }
    out.pop();
    out
}

#[test]
fn ids_and_moments_are_compared_by_form_and_all_else_by_value() {
    assert_eq!(by_form("400922771808324646"), by_form("400922700016777216"));
    assert_ne!(by_form("400922771808324646"), by_form("4009227000167772"));
    assert_eq!(
        by_form("2026-11-23T20:09:15.314630Z"),
        by_form("2026-11-23T20:09:15Z")
    );
    assert_ne!(
        by_form("0001-01-01T00:00:00Z"),
        by_form("2026-11-23T20:09:15Z")
    );
    assert_ne!(by_form("No changes (A-1)"), by_form("No changes (A-2)"));
}

#[test]
#[should_panic(expected = "was 110 before")]
fn a_sequence_that_names_another_event_is_a_difference() {
    let mut bindings = Bindings::new(Version::V4_3);
    bindings.sequence("", &"150".into(), &"110".into());
    bindings.sequence("", &"150".into(), &"111".into());
}

#[test]
#[should_panic(expected = "members of")]
fn a_missing_member_is_a_difference() {
    let recorded = serde_json::json!({"a": 1, "b": 2});
    Bindings::new(Version::V4_3).json("", &recorded, &serde_json::json!({"a": 1}));
}

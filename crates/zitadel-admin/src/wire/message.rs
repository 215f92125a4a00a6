//! Reads the members of one protobuf message by the rules of its JSON form.
//!
//! A member is named by its path, of which the part after the last point is its key. Reading goes
//! on past a member of the wrong kind: the first is remembered in [`Faults`], and the answer is
//! refused as a whole once it has been read. That keeps each reader a plain list of members.

use core::cell::Cell;

use login_policy::Lifetime;
use plain_json::{Json, find};

use crate::unreadable::Unreadable;

/// The first member that was missing or of the wrong kind.
#[derive(Default)]
pub(crate) struct Faults(Cell<Option<&'static str>>);

impl Faults {
    /// The result, unless something was wrong on the way to it.
    pub(crate) fn refuse_or<T>(&self, result: T) -> Result<T, Unreadable> {
        match self.0.get() {
            None => Ok(result),
            Some(member) => Err(Unreadable::WrongShape { member }),
        }
    }

    fn note(&self, path: &'static str) {
        if self.0.get().is_none() {
            self.0.set(Some(path));
        }
    }
}

/// One message; one that is absent has no members.
#[derive(Clone, Copy)]
pub(crate) struct Message<'a> {
    members: Option<&'a [(String, Json)]>,
    faults: &'a Faults,
}

impl<'a> Message<'a> {
    /// A value that must be an object.
    pub(crate) fn of(value: &'a Json, path: &'static str, faults: &'a Faults) -> Self {
        let members = value.as_object();
        if members.is_none() {
            faults.note(path);
        }
        Self { members, faults }
    }

    /// Every key, known or not, whose value is there and not `null`.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for (key, value) in self.members.into_iter().flatten() {
            if !matches!(value, Json::Null) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// Whether a member is there and not `null`.
    pub(crate) fn has(&self, path: &'static str) -> bool {
        self.get(path).is_some()
    }

    /// The member, unless absent or `null`, which mean the same.
    #[inline(never)]
    pub(crate) fn get(&self, path: &'static str) -> Option<&'a Json> {
        let point = path.bytes().rposition(|byte| byte == b'.');
        let key = path.get(point.map_or(0, |point| point + 1)..)?;
        find(self.members?, key).filter(|value| !matches!(value, Json::Null))
    }

    /// `bool`; absent is false.
    #[inline(never)]
    pub(crate) fn flag(&self, path: &'static str) -> bool {
        match self.get(path) {
            None => false,
            Some(Json::Bool(on)) => *on,
            Some(_) => self.wrong(path),
        }
    }

    /// `string` and timestamps; absent is `None`.
    #[inline(never)]
    pub(crate) fn optional_text(&self, path: &'static str) -> Option<String> {
        match self.get(path)? {
            Json::Text(text) => Some(text.clone()),
            _ => self.wrong(path),
        }
    }

    /// `string`; absent is empty.
    #[inline(never)]
    pub(crate) fn text(&self, path: &'static str) -> String {
        self.optional_text(path).unwrap_or_default()
    }

    /// `string`; absent or empty is `None`.
    #[inline(never)]
    pub(crate) fn filled_text(&self, path: &'static str) -> Option<String> {
        self.optional_text(path).filter(|text| !text.is_empty())
    }

    /// `string` that must be there and not be empty.
    #[inline(never)]
    pub(crate) fn required_text(&self, path: &'static str) -> String {
        self.filled_text(path).unwrap_or_else(|| self.wrong(path))
    }

    /// `uint64`: text or number; absent is 0.
    #[inline(never)]
    pub(crate) fn number(&self, path: &'static str) -> u64 {
        let number = match self.get(path) {
            None => Some(0),
            Some(Json::Text(text)) => text.parse().ok(),
            Some(Json::Number(number)) => number.to_u64(),
            Some(_) => None,
        };
        number.unwrap_or_else(|| self.wrong(path))
    }

    /// `google.protobuf.Duration`; absent is zero.
    #[inline(never)]
    pub(crate) fn lifetime(&self, path: &'static str) -> Lifetime {
        let lifetime = match self.get(path) {
            None => Some(Lifetime::default()),
            Some(Json::Text(text)) => text.parse().ok(),
            Some(_) => None,
        };
        lifetime.unwrap_or_else(|| self.wrong(path))
    }

    /// An enum as its name, or its number as text; absent is empty and stands for number 0.
    #[inline(never)]
    pub(crate) fn name(&self, path: &'static str) -> String {
        match self.get(path) {
            None => String::new(),
            Some(value) => self.name_in(value, path),
        }
    }

    /// A message; absent is one without members.
    #[inline(never)]
    pub(crate) fn message(&self, path: &'static str) -> Message<'a> {
        match self.get(path) {
            None => Message {
                members: None,
                faults: self.faults,
            },
            Some(value) => Message::of(value, path, self.faults),
        }
    }

    /// A message that must be there.
    #[inline(never)]
    pub(crate) fn required_message(&self, path: &'static str) -> Message<'a> {
        if !self.has(path) {
            self.faults.note(path);
        }
        self.message(path)
    }

    /// `repeated` of an enum.
    #[inline(never)]
    pub(crate) fn names(&self, path: &'static str) -> Vec<String> {
        let mut names = Vec::new();
        for value in self.list(path) {
            names.push(self.name_in(value, path));
        }
        names
    }

    /// `repeated string`.
    #[inline(never)]
    pub(crate) fn texts(&self, path: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for value in self.list(path) {
            match value {
                Json::Text(text) => texts.push(text.clone()),
                _ => self.faults.note(path),
            }
        }
        texts
    }

    /// `repeated` of a message.
    pub(crate) fn messages<T>(&self, path: &'static str, read: fn(&Message<'_>) -> T) -> Vec<T> {
        let mut messages = Vec::new();
        for value in self.list(path) {
            messages.push(read(&Message::of(value, path, self.faults)));
        }
        messages
    }

    /// Reads something that may be wrong without spoiling the answer.
    pub(crate) fn try_read<T>(&self, read: impl FnOnce(&Message<'_>) -> T) -> Option<T> {
        let faults = Faults::default();
        let result = read(&Message {
            members: self.members,
            faults: &faults,
        });
        faults.refuse_or(result).ok()
    }

    /// `repeated`; absent is empty.
    #[inline(never)]
    fn list(&self, path: &'static str) -> &'a [Json] {
        match self.get(path) {
            None => &[],
            Some(Json::List(list)) => list,
            Some(_) => self.wrong(path),
        }
    }

    #[inline(never)]
    fn name_in(&self, value: &Json, path: &'static str) -> String {
        match value {
            Json::Text(name) => name.clone(),
            Json::Number(number) if number.to_i64().is_some() => number.as_str().to_owned(),
            _ => self.wrong(path),
        }
    }

    fn wrong<T: Default>(&self, path: &'static str) -> T {
        self.faults.note(path);
        T::default()
    }
}

/// The number of an enum value, from its name or its number as text. The names are in the order of
/// their numbers from 0, without the prefix they share. Nothing stands for 0.
#[inline(never)]
pub(crate) fn enum_number(name: &str, prefix: &str, names: &[&str]) -> Option<usize> {
    if name.is_empty() {
        return Some(0);
    }
    match name.strip_prefix(prefix) {
        Some(short) => names.iter().position(|one| *one == short),
        None => name.parse().ok().filter(|number| *number < names.len()),
    }
}

//! What the person wants, kept beside what was loaded, and the difference between the two.
//!
//! It does not judge the difference (`guard`) nor know the calls that bring it about (`plan`).

use crate::policy::{Field, LoginSettings, MultiFactorType, SecondFactorType, Value};

/// One thing on the page that can be changed by itself.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Item {
    /// One of the seventeen fields.
    Field(Field),
    /// Whether a second factor is listed.
    SecondFactor(SecondFactorType),
    /// Whether a multi factor is listed.
    MultiFactor(MultiFactorType),
    /// Whether the provider with that id is linked.
    Provider(String),
    /// Whether registering organizations is disallowed (`/admin/v1/restrictions`).
    OrgRegistration,
}

/// The difference of one item. List members and [`Item::OrgRegistration`] are `Bool`: present,
/// disallowed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What differs.
    pub item: Item,
    /// Its value before.
    pub from: Value,
    /// Its value after.
    pub to: Value,
}

impl LoginSettings {
    /// The value of one item. An organization registration that could not be read counts as not
    /// disallowed.
    #[must_use]
    pub fn item(&self, item: &Item) -> Value {
        match item {
            Item::Field(field) => self.get(*field),
            Item::SecondFactor(kind) => Value::Bool(self.second_factors.contains(kind)),
            Item::MultiFactor(kind) => Value::Bool(self.multi_factors.contains(kind)),
            Item::Provider(id) => Value::Bool(self.providers.contains(id)),
            Item::OrgRegistration => Value::Bool(self.org_registration_disallowed == Some(true)),
        }
    }

    /// Sets one item: `Bool(true)` appends a list member once, `Bool(false)` takes out every copy.
    /// A value of the wrong kind, and an organization registration that could not be read, are
    /// ignored and answered with `false`.
    pub fn set_item(&mut self, item: &Item, value: Value) -> bool {
        match (item, value) {
            (Item::Field(field), value) => return self.set(*field, value),
            (Item::SecondFactor(kind), Value::Bool(on)) => put(&mut self.second_factors, kind, on),
            (Item::MultiFactor(kind), Value::Bool(on)) => put(&mut self.multi_factors, kind, on),
            (Item::Provider(id), Value::Bool(on)) => put(&mut self.providers, id, on),
            (Item::OrgRegistration, Value::Bool(on))
                if self.org_registration_disallowed.is_some() =>
            {
                self.org_registration_disallowed = Some(on);
            }
            _ => return false,
        }
        true
    }
}

/// Puts a member into a list once, or takes out every copy.
pub(crate) fn put<T: Clone + PartialEq>(list: &mut Vec<T>, member: &T, present: bool) {
    if !present {
        list.retain(|one| one != member);
    } else if !list.contains(member) {
        list.push(member.clone());
    }
}

/// The difference between two settings in the order of [`items`]. The order of list members does
/// not matter.
///
/// The organization registration counts only where `to` knows it. Where `from` could not be read
/// it is stated as changed from the opposite: the call that sets it may be sent in either case.
#[must_use]
pub fn changes(from: &LoginSettings, to: &LoginSettings) -> Vec<Change> {
    let mut found = Vec::new();
    for item in items(from, to) {
        let (mut before, after) = (from.item(&item), to.item(&item));
        if item == Item::OrgRegistration {
            let Some(disallowed) = to.org_registration_disallowed else {
                continue;
            };
            if from.org_registration_disallowed.is_none() {
                before = Value::Bool(!disallowed);
            }
        }
        if before != after {
            found.push(Change {
                item,
                from: before,
                to: after,
            });
        }
    }
    found
}

/// Whether nothing differs between two settings; the order of list members does not matter.
#[must_use]
pub fn is_same(one: &LoginSettings, other: &LoginSettings) -> bool {
    changes(one, other).is_empty()
}

/// Everything that either of two settings has, in the order of the page: ways to sign in, second
/// step, sign-in form, lifetimes. List members stand in the order of `one`, then of `other`.
#[must_use]
pub fn items(one: &LoginSettings, other: &LoginSettings) -> Vec<Item> {
    let mut items = vec![
        Item::Field(Field::AllowUsernamePassword),
        Item::Field(Field::PasswordlessType),
    ];
    items.extend(union(&one.multi_factors, &other.multi_factors).map(Item::MultiFactor));
    items.push(Item::Field(Field::AllowExternalIdp));
    items.extend(union(&one.providers, &other.providers).map(Item::Provider));
    items.push(Item::Field(Field::ForceMfa));
    items.push(Item::Field(Field::ForceMfaLocalOnly));
    items.extend(union(&one.second_factors, &other.second_factors).map(Item::SecondFactor));
    items.push(Item::Field(Field::AllowRegister));
    items.push(Item::OrgRegistration);
    items.extend(FORM_AND_LIFETIMES.map(Item::Field));
    items
}

const FORM_AND_LIFETIMES: [Field; 11] = [
    Field::AllowDomainDiscovery,
    Field::HidePasswordReset,
    Field::IgnoreUnknownUsernames,
    Field::DisableLoginWithEmail,
    Field::DisableLoginWithPhone,
    Field::DefaultRedirectUri,
    Field::PasswordCheckLifetime,
    Field::ExternalLoginCheckLifetime,
    Field::MfaInitSkipLifetime,
    Field::SecondFactorCheckLifetime,
    Field::MultiFactorCheckLifetime,
];

fn union<'a, T: Clone + PartialEq>(
    one: &'a [T],
    other: &'a [T],
) -> impl Iterator<Item = T> + use<'a, T> {
    let added = other.iter().filter(|member| !one.contains(member));
    one.iter().chain(added).cloned()
}

/// The settings as they were loaded and as they are wanted. Nothing of it is on the server yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// As loaded.
    pub base: LoginSettings,
    /// As wanted.
    pub wanted: LoginSettings,
}

impl Draft {
    /// A draft that wants nothing yet.
    #[must_use]
    pub fn new(base: LoginSettings) -> Self {
        Self {
            wanted: base.clone(),
            base,
        }
    }

    /// What is wanted differently, in the order of the page.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        changes(&self.base, &self.wanted)
    }

    /// Whether that item is wanted differently.
    #[must_use]
    pub fn is_changed(&self, item: &Item) -> bool {
        self.base.item(item) != self.wanted.item(item)
    }

    /// Wants the value for that item. Answers `false`, and leaves the draft as it was, when the
    /// item cannot have the value. A list that comes back to its old members comes back to their
    /// order too.
    pub fn set(&mut self, item: &Item, value: Value) -> bool {
        let done = self.wanted.set_item(item, value);
        restore_order(&self.base.second_factors, &mut self.wanted.second_factors);
        restore_order(&self.base.multi_factors, &mut self.wanted.multi_factors);
        restore_order(&self.base.providers, &mut self.wanted.providers);
        done
    }

    /// Wants that item as it was loaded.
    pub fn discard(&mut self, item: &Item) {
        self.set(item, self.base.item(item));
    }

    /// Wants everything as it was loaded.
    pub fn discard_all(&mut self) {
        self.wanted = self.base.clone();
    }
}

/// Members of `base` first and in its order, then those that were added.
fn restore_order<T: PartialEq>(base: &[T], wanted: &mut [T]) {
    wanted.sort_by_key(|member| {
        base.iter()
            .position(|one| one == member)
            .unwrap_or(usize::MAX)
    });
}

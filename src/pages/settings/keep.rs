//! The draft in the tab's storage: it survives a reload, a lost session and signing in again.
//!
//! Kept by instance and person, so that nobody else ever sees it. It holds the values of the
//! settings, those that were to change with both, so that it can be said what changed meanwhile; and
//! no token.

use super::model::Model;
use super::state::BroughtBack;
use crate::browser::storage::tab;
use login_policy::draft::items;
use login_policy::{
    Change, Field, Item, Lifetime, MultiFactorType, PasswordlessType, SecondFactorType, Value,
};
use plain_json::{Json, Writer};

impl Model {
    /// Writes the draft down, or removes it when there is none.
    pub(super) fn keep(self) {
        let mut open = self.open_changes();
        if let Some(wish) = self.kept_registration.get_untracked() {
            open.push(Change {
                item: Item::OrgRegistration,
                from: Value::Bool(wish != Value::Bool(true)),
                to: wish,
            });
        }
        let key = self.key();
        if open.is_empty() {
            tab::remove(&key);
            return;
        }
        let base = self.base();
        for item in items(&base, &base) {
            // Providers may be a thousand; of them only what was to change is kept.
            let is_kept = !matches!(item, Item::Provider(_) | Item::OrgRegistration);
            if is_kept && !open.iter().any(|change| change.item == item) {
                let (from, to) = (base.item(&item), base.item(&item));
                open.push(Change { item, from, to });
            }
        }
        tab::set(&key, &write(&open));
    }

    /// Takes back what this person had left, on top of the settings just read.
    pub(super) fn bring_back(self) {
        let Some(text) = tab::get(&self.key()) else {
            return;
        };
        let Some(kept) = read(&text) else {
            tab::remove(&self.key());
            return;
        };
        let base = self.base();
        let mut meanwhile = Vec::new();
        for item in items(&base, &base) {
            let is_listed = matches!(item, Item::SecondFactor(_) | Item::MultiFactor(_));
            if is_listed && !kept.iter().any(|change| change.item == item) {
                meanwhile.push(item);
            }
        }
        for change in kept {
            let is_wish = change.from != change.to;
            if change.item == Item::OrgRegistration && base.org_registration_disallowed.is_none() {
                // The restrictions are read later; the wish waits for them.
                self.kept_registration.set(Some(change.to));
                continue;
            }
            if base.item(&change.item) != change.from {
                meanwhile.push(change.item.clone());
            }
            if is_wish {
                self.wanted.update(|wanted| {
                    wanted.set_item(&change.item, change.to);
                });
            }
        }
        self.is_back(meanwhile);
    }

    /// The rest of what was left, now that the restrictions are known too.
    pub(super) fn bring_back_rest(self) {
        let Some(wish) = self.kept_registration.get_untracked() else {
            return;
        };
        self.kept_registration.set(None);
        let before = self.brought_back.get_untracked();
        let mut meanwhile = before.map(|back| back.meanwhile).unwrap_or_default();
        if self.stored(&Item::OrgRegistration).as_ref() == Some(&wish) {
            meanwhile.push(Item::OrgRegistration);
        }
        self.wanted.update(|wanted| {
            wanted.set_item(&Item::OrgRegistration, wish);
        });
        self.is_back(meanwhile);
    }

    fn is_back(self, meanwhile: Vec<Item>) {
        let count = self.open_changes().len();
        if count > 0 {
            self.brought_back
                .set(Some(BroughtBack { count, meanwhile }));
            self.need_part();
        }
        self.keep();
    }

    fn key(self) -> String {
        [
            "draft.",
            self.instance.host(),
            ".",
            &self.subject.get_untracked(),
        ]
        .concat()
    }
}

fn write(changes: &[Change]) -> String {
    let mut writer = Writer::new();
    writer.open_list("changes");
    for change in changes {
        let (kind, name) = match &change.item {
            Item::Field(field) => ("field", field.api_name()),
            Item::SecondFactor(factor) => ("second", factor.api_name()),
            Item::MultiFactor(factor) => ("multi", factor.api_name()),
            Item::Provider(id) => ("provider", id.as_str()),
            Item::OrgRegistration => ("org", ""),
        };
        writer.open_inner_list();
        for text in [
            kind,
            name,
            &value_text(&change.from),
            &value_text(&change.to),
        ] {
            writer.item(text);
        }
        writer.close();
    }
    writer.finish()
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Bool(on) => on.to_string(),
        Value::Passwordless(kind) => kind.api_name().to_owned(),
        Value::Text(text) => text.clone(),
        Value::Lifetime(lifetime) => lifetime.to_api(),
    }
}

fn read(text: &str) -> Option<Vec<Change>> {
    let kept = Json::object(text)?;
    let mut changes = Vec::new();
    for change in kept.get("changes")?.as_list()? {
        let part = |index: usize| change.as_list()?.get(index)?.as_text();
        let item = item(part(0)?, part(1)?)?;
        changes.push(Change {
            from: value(&item, part(2)?)?,
            to: value(&item, part(3)?)?,
            item,
        });
    }
    Some(changes)
}

fn item(kind: &str, name: &str) -> Option<Item> {
    Some(match kind {
        "field" => Item::Field(
            Field::ALL
                .into_iter()
                .find(|field| field.api_name() == name)?,
        ),
        "second" => Item::SecondFactor(SecondFactorType::from_api_name(name)),
        "multi" => Item::MultiFactor(MultiFactorType::from_api_name(name)),
        "provider" => Item::Provider(name.to_owned()),
        "org" => Item::OrgRegistration,
        _ => return None,
    })
}

fn value(item: &Item, text: &str) -> Option<Value> {
    let shape = match item {
        Item::Field(field) => login_policy::LoginSettings::default().get(*field),
        _ => Value::Bool(false),
    };
    Some(match shape {
        Value::Bool(_) => Value::Bool(text.parse().ok()?),
        Value::Passwordless(_) => Value::Passwordless(PasswordlessType::from_api_name(text)),
        Value::Text(_) => Value::Text(text.to_owned()),
        Value::Lifetime(_) => Value::Lifetime(text.parse::<Lifetime>().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use login_policy::{Change, Field, Item, Lifetime, PasswordlessType, SecondFactorType, Value};

    #[test]
    fn a_draft_reads_back_as_it_was_written() {
        let changes = vec![
            Change {
                item: Item::Field(Field::ForceMfa),
                from: Value::Bool(false),
                to: Value::Bool(true),
            },
            Change {
                item: Item::Field(Field::PasswordlessType),
                from: Value::Passwordless(PasswordlessType::NotAllowed),
                to: Value::Passwordless(PasswordlessType::Unknown("X".to_owned())),
            },
            Change {
                item: Item::Field(Field::PasswordCheckLifetime),
                from: Value::Lifetime(Lifetime {
                    seconds: -1,
                    nanos: -500_000_000,
                }),
                to: Value::Lifetime(Lifetime {
                    seconds: 864_000,
                    nanos: 0,
                }),
            },
            Change {
                item: Item::Field(Field::DefaultRedirectUri),
                from: Value::Text("\"\n".to_owned()),
                to: Value::Text(String::new()),
            },
            Change {
                item: Item::SecondFactor(SecondFactorType::Unknown("NEW".to_owned())),
                from: Value::Bool(true),
                to: Value::Bool(false),
            },
        ];
        assert_eq!(read(&write(&changes)), Some(changes));
    }

    #[test]
    fn what_is_no_draft_is_left_alone() {
        for text in [
            "",
            "[]",
            r#"{"changes":{}}"#,
            r#"{"changes":[["field","nothing","true","false"]]}"#,
            r#"{"changes":[["field","forceMfa","1","false"]]}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! Every setting of the page, once: id, group, what it edits, how, and its words.
//!
//! Control, draft, difference, search and documentation are all drawn from this table. A field of a
//! later ZITADEL is one entry here and its texts in the catalogues.

use login_policy::{Field, Item};

/// A part of the page, in the order an administrator thinks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// What people can use to prove who they are.
    Ways,
    /// What is asked after the first step.
    Second,
    /// What the sign-in form offers and tells.
    Form,
    /// After what time people are asked again.
    Long,
}

impl Group {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Ways, Self::Second, Self::Form, Self::Long];

    /// Its id, which is the link to it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ways => "ways",
            Self::Second => "second",
            Self::Form => "form",
            Self::Long => "long",
        }
    }

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ways => "group.ways.name",
            Self::Second => "group.second.name",
            Self::Form => "group.form.name",
            Self::Long => "group.long.name",
        }
    }

    /// The key of its line.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Ways => "group.ways.note",
            Self::Second => "group.second.note",
            Self::Form => "group.form.note",
            Self::Long => "group.long.note",
        }
    }
}

/// How a setting is edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A switch.
    Switch {
        /// Whether the API stores the opposite of what the switch says.
        inverted: bool,
    },
    /// The passkey switch, with the multi-factor types below it.
    Passkeys,
    /// A switch, with the identity providers below it.
    Providers,
    /// A list of boxes to tick.
    List,
    /// A number and a unit.
    Lifetime,
    /// An address.
    Address,
}

/// What a setting edits by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edits {
    /// A field of the policy.
    Field(Field),
    /// The list of second factors.
    SecondFactors,
    /// Whether registering organizations is disallowed; not of the policy, but of the restrictions.
    OrgRegistration,
}

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its id on the page, which is the link to it.
    pub id: &'static str,
    /// Where it stands.
    pub group: Group,
    /// What it edits.
    pub edits: Edits,
    /// How it is edited.
    pub kind: Kind,
    /// The key of its name.
    pub name: &'static str,
    /// The key of the line that says what it does.
    pub effect: &'static str,
}

impl Setting {
    /// Whether the API stores the opposite of what the switch says.
    pub fn is_inverted(&self) -> bool {
        matches!(self.kind, Kind::Switch { inverted: true })
    }
}

const PLAIN: Kind = Kind::Switch { inverted: false };
const INVERTED: Kind = Kind::Switch { inverted: true };

macro_rules! setting {
    ($group:ident, $id:literal, Edits::$edits:ident, $kind:expr, $name:literal, $effect:literal) => {
        Setting {
            id: $id,
            group: Group::$group,
            edits: Edits::$edits,
            kind: $kind,
            name: $name,
            effect: $effect,
        }
    };
    ($group:ident, $id:literal, $field:ident, $kind:expr, $name:literal, $effect:literal) => {
        Setting {
            id: $id,
            group: Group::$group,
            edits: Edits::Field(Field::$field),
            kind: $kind,
            name: $name,
            effect: $effect,
        }
    };
}

/// Every setting, in the order of the page.
#[rustfmt::skip]
pub static SETTINGS: [Setting; 19] = [
    setting!(Ways, "password", AllowUsernamePassword, PLAIN, "set.password.name", "set.password.effect"),
    setting!(Ways, "passkeys", PasswordlessType, Kind::Passkeys, "set.passkeys.name", "set.passkeys.effect"),
    setting!(Ways, "external", AllowExternalIdp, Kind::Providers, "set.external.name", "set.external.effect"),
    setting!(Second, "force-mfa", ForceMfa, PLAIN, "set.force-mfa.name", "set.force-mfa.effect"),
    setting!(Second, "force-mfa-local-only", ForceMfaLocalOnly, PLAIN, "set.force-local.name", "set.force-local.effect"),
    setting!(Second, "second-factors", Edits::SecondFactors, Kind::List, "second.legend", "second.effect"),
    setting!(Form, "register", AllowRegister, PLAIN, "set.register.name", "set.register.effect"),
    setting!(Form, "org-register", Edits::OrgRegistration, INVERTED, "set.org-register.name", "set.org-register.effect"),
    setting!(Form, "domain-discovery", AllowDomainDiscovery, PLAIN, "set.discovery.name", "set.discovery.effect"),
    setting!(Form, "password-reset", HidePasswordReset, INVERTED, "set.reset.name", "set.reset.effect"),
    setting!(Form, "unknown-usernames", IgnoreUnknownUsernames, PLAIN, "set.unknown-names.name", "set.unknown-names.effect"),
    setting!(Form, "login-email", DisableLoginWithEmail, INVERTED, "set.email.name", "set.email.effect"),
    setting!(Form, "login-phone", DisableLoginWithPhone, INVERTED, "set.phone.name", "set.phone.effect"),
    setting!(Form, "default-redirect", DefaultRedirectUri, Kind::Address, "set.redirect.name", "set.redirect.effect"),
    setting!(Long, "password-lifetime", PasswordCheckLifetime, Kind::Lifetime, "set.password-life.name", "set.password-life.effect"),
    setting!(Long, "external-lifetime", ExternalLoginCheckLifetime, Kind::Lifetime, "set.external-life.name", "set.external-life.effect"),
    setting!(Long, "skip-lifetime", MfaInitSkipLifetime, Kind::Lifetime, "set.skip-life.name", "set.skip-life.effect"),
    setting!(Long, "second-lifetime", SecondFactorCheckLifetime, Kind::Lifetime, "set.second-life.name", "set.second-life.effect"),
    setting!(Long, "passkey-lifetime", MultiFactorCheckLifetime, Kind::Lifetime, "set.passkey-life.name", "set.passkey-life.effect"),
];

/// The setting in whose row an item is edited.
pub fn of(item: &Item) -> &'static Setting {
    let edits = match item {
        Item::Field(field) => Edits::Field(*field),
        Item::MultiFactor(_) => Edits::Field(Field::PasswordlessType),
        Item::Provider(_) => Edits::Field(Field::AllowExternalIdp),
        Item::SecondFactor(_) => Edits::SecondFactors,
        Item::OrgRegistration => Edits::OrgRegistration,
    };
    SETTINGS
        .iter()
        .find(|setting| setting.edits == edits)
        .unwrap_or(&SETTINGS[0])
}

#[cfg(test)]
mod tests {
    use super::{Edits, Group, Kind, SETTINGS, of};
    use login_policy::{Field, Item, MultiFactorType, SecondFactorType};

    fn edits(wanted: Edits) -> usize {
        SETTINGS.iter().filter(|one| one.edits == wanted).count()
    }

    #[test]
    fn everything_is_edited_by_exactly_one_setting() {
        for field in Field::ALL {
            assert_eq!(edits(Edits::Field(field)), 1, "{field:?}");
            let item = Item::Field(field);
            assert_eq!(of(&item).edits, Edits::Field(field));
        }
        assert_eq!(edits(Edits::SecondFactors), 1);
        assert_eq!(edits(Edits::OrgRegistration), 1);
        assert_eq!(SETTINGS.len(), Field::ALL.len() + 2);
    }

    #[test]
    fn members_of_a_list_stand_in_the_row_of_their_list() {
        for (item, id) in [
            (
                Item::MultiFactor(MultiFactorType::U2fWithVerification),
                "passkeys",
            ),
            (Item::SecondFactor(SecondFactorType::Otp), "second-factors"),
            (Item::Provider("1".to_owned()), "external"),
            (Item::OrgRegistration, "org-register"),
        ] {
            assert_eq!(of(&item).id, id);
        }
    }

    #[test]
    fn settings_of_a_group_stand_together_in_its_order() {
        let groups: Vec<_> = SETTINGS.iter().map(|setting| setting.group).collect();
        let place = |group: &Group| Group::ALL.iter().position(|one| one == group);
        assert!(groups.is_sorted_by_key(place));
    }

    #[test]
    fn only_fields_are_numbers_and_addresses() {
        for setting in &SETTINGS {
            if matches!(setting.kind, Kind::Lifetime | Kind::Address) {
                assert!(matches!(setting.edits, Edits::Field(_)), "{}", setting.id);
            }
        }
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = SETTINGS.iter().map(|setting| setting.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), SETTINGS.len());
    }
}

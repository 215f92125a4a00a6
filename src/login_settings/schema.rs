//! The table of settings: id, group, what each edits, by which control, and its text keys.
//!
//! Rows, contents, search and difference are all drawn from it. A field of a later ZITADEL is one
//! entry here and its texts in the catalogues. Knows neither values nor state.

use login_policy::{Field, Item};

/// A group of settings, in the order in which an administrator thinks of them.
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
    /// All groups, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Ways, Self::Second, Self::Form, Self::Long];

    /// Element id of the group, also its fragment in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ways => "ways",
            Self::Second => "second",
            Self::Form => "form",
            Self::Long => "long",
        }
    }

    /// Text key of the name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ways => "group.ways.name",
            Self::Second => "group.second.name",
            Self::Form => "group.form.name",
            Self::Long => "group.long.name",
        }
    }

    /// Text key of the line below the heading.
    pub const fn note(self) -> &'static str {
        match self {
            Self::Ways => "group.ways.note",
            Self::Second => "group.second.note",
            Self::Form => "group.form.note",
            Self::Long => "group.long.note",
        }
    }
}

/// The control by which a setting is edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ControlKind {
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

/// What the control of a setting changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edits {
    /// A field of the policy.
    Field(Field),
    /// The list of second factors.
    SecondFactors,
    /// Whether registering organizations is disallowed; not of the policy, but of the restrictions.
    OrgRegistration,
}

/// One setting of the page.
#[derive(Debug)]
pub struct Setting {
    /// Element id of its row, also its fragment in links.
    pub id: &'static str,
    /// The group it stands in.
    pub group: Group,
    /// What its control changes.
    pub edits: Edits,
    /// The control.
    pub control: ControlKind,
    /// Text key of the name.
    pub name: &'static str,
    /// Text key of the line that says what it does.
    pub effect: &'static str,
}

impl Setting {
    /// Whether the API stores the opposite of what the switch says.
    pub fn is_inverted(&self) -> bool {
        matches!(self.control, ControlKind::Switch { inverted: true })
    }
}

const PLAIN: ControlKind = ControlKind::Switch { inverted: false };
const INVERTED: ControlKind = ControlKind::Switch { inverted: true };

macro_rules! setting {
    ($group:ident, $id:literal, Edits::$edits:ident, $control:expr, $name:literal, $effect:literal) => {
        Setting {
            id: $id,
            group: Group::$group,
            edits: Edits::$edits,
            control: $control,
            name: $name,
            effect: $effect,
        }
    };
    ($group:ident, $id:literal, $field:ident, $control:expr, $name:literal, $effect:literal) => {
        Setting {
            id: $id,
            group: Group::$group,
            edits: Edits::Field(Field::$field),
            control: $control,
            name: $name,
            effect: $effect,
        }
    };
}

/// Every setting, in the order of the page.
#[rustfmt::skip]
pub static SETTINGS: [Setting; 19] = [
    setting!(Ways, "password", AllowUsernamePassword, PLAIN, "set.password.name", "set.password.effect"),
    setting!(Ways, "passkeys", PasswordlessType, ControlKind::Passkeys, "set.passkeys.name", "set.passkeys.effect"),
    setting!(Ways, "external", AllowExternalIdp, ControlKind::Providers, "set.external.name", "set.external.effect"),
    setting!(Second, "force-mfa", ForceMfa, PLAIN, "set.force-mfa.name", "set.force-mfa.effect"),
    setting!(Second, "force-mfa-local-only", ForceMfaLocalOnly, PLAIN, "set.force-local.name", "set.force-local.effect"),
    setting!(Second, "second-factors", Edits::SecondFactors, ControlKind::List, "second.legend", "second.effect"),
    setting!(Form, "register", AllowRegister, PLAIN, "set.register.name", "set.register.effect"),
    setting!(Form, "org-register", Edits::OrgRegistration, INVERTED, "set.org-register.name", "set.org-register.effect"),
    setting!(Form, "domain-discovery", AllowDomainDiscovery, PLAIN, "set.discovery.name", "set.discovery.effect"),
    setting!(Form, "password-reset", HidePasswordReset, INVERTED, "set.reset.name", "set.reset.effect"),
    setting!(Form, "unknown-usernames", IgnoreUnknownUsernames, PLAIN, "set.unknown-names.name", "set.unknown-names.effect"),
    setting!(Form, "login-email", DisableLoginWithEmail, INVERTED, "set.email.name", "set.email.effect"),
    setting!(Form, "login-phone", DisableLoginWithPhone, INVERTED, "set.phone.name", "set.phone.effect"),
    setting!(Form, "default-redirect", DefaultRedirectUri, ControlKind::Address, "set.redirect.name", "set.redirect.effect"),
    setting!(Long, "password-lifetime", PasswordCheckLifetime, ControlKind::Lifetime, "set.password-life.name", "set.password-life.effect"),
    setting!(Long, "external-lifetime", ExternalLoginCheckLifetime, ControlKind::Lifetime, "set.external-life.name", "set.external-life.effect"),
    setting!(Long, "skip-lifetime", MfaInitSkipLifetime, ControlKind::Lifetime, "set.skip-life.name", "set.skip-life.effect"),
    setting!(Long, "second-lifetime", SecondFactorCheckLifetime, ControlKind::Lifetime, "set.second-life.name", "set.second-life.effect"),
    setting!(Long, "passkey-lifetime", MultiFactorCheckLifetime, ControlKind::Lifetime, "set.passkey-life.name", "set.passkey-life.effect"),
];

/// The setting in whose row an item is edited.
pub fn setting_of(item: &Item) -> &'static Setting {
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
    use super::{ControlKind, Edits, Group, SETTINGS, setting_of};
    use login_policy::{Field, Item, MultiFactorType, SecondFactorType};

    fn edits(wanted: Edits) -> usize {
        SETTINGS.iter().filter(|one| one.edits == wanted).count()
    }

    #[test]
    fn everything_is_edited_by_exactly_one_setting() {
        for field in Field::ALL {
            assert_eq!(edits(Edits::Field(field)), 1, "{field:?}");
            let item = Item::Field(field);
            assert_eq!(setting_of(&item).edits, Edits::Field(field));
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
            assert_eq!(setting_of(&item).id, id);
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
            if matches!(
                setting.control,
                ControlKind::Lifetime | ControlKind::Address
            ) {
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

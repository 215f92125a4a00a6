//! The writes of the Admin API that a plan is made of, and the model of what the server does with
//! each. It does not send them.

use crate::draft::{Item, changes, put};
use crate::lifetime;
use crate::policy::{Field, LoginSettings, MultiFactorType, SecondFactorType, Value};

/// One write of the Admin API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Call {
    /// `POST /admin/v1/policies/login/second_factors`.
    AddSecondFactor(SecondFactorType),
    /// `DELETE /admin/v1/policies/login/second_factors/{type}`; takes out every copy.
    RemoveSecondFactor(SecondFactorType),
    /// `POST /admin/v1/policies/login/multi_factors`.
    AddMultiFactor(MultiFactorType),
    /// `DELETE /admin/v1/policies/login/multi_factors/{type}`; takes out every copy.
    RemoveMultiFactor(MultiFactorType),
    /// `POST /admin/v1/policies/login/idps`.
    LinkProvider(String),
    /// `DELETE /admin/v1/policies/login/idps/{idp_id}`.
    UnlinkProvider(String),
    /// `PUT /admin/v1/policies/login`, a full replace: the seventeen fields of these settings
    /// count, their lists do not.
    UpdatePolicy(Box<LoginSettings>),
    /// `PUT /admin/v1/restrictions` with this member alone.
    UpdateRestrictions {
        /// Whether people may not register organizations.
        disallow_public_org_registration: bool,
    },
}

impl Call {
    /// What the server makes of the settings with this call. Lifetimes beyond what it can store
    /// are cut down to the longest, as it does.
    pub fn apply(&self, settings: &mut LoginSettings) {
        match self {
            Self::AddSecondFactor(kind) => put(&mut settings.second_factors, kind, true),
            Self::RemoveSecondFactor(kind) => put(&mut settings.second_factors, kind, false),
            Self::AddMultiFactor(kind) => put(&mut settings.multi_factors, kind, true),
            Self::RemoveMultiFactor(kind) => put(&mut settings.multi_factors, kind, false),
            Self::LinkProvider(id) => put(&mut settings.providers, id, true),
            Self::UnlinkProvider(id) => put(&mut settings.providers, id, false),
            Self::UpdatePolicy(fields) => {
                for field in Field::ALL {
                    let value = match fields.get(field) {
                        Value::Lifetime(length) => Value::Lifetime(lifetime::stored(length)),
                        value => value,
                    };
                    settings.set(field, value);
                }
            }
            Self::UpdateRestrictions {
                disallow_public_org_registration,
            } => {
                settings.org_registration_disallowed = Some(*disallow_public_org_registration);
            }
        }
    }

    /// What this call changes when the settings are `base`.
    #[must_use]
    pub fn items(&self, base: &LoginSettings) -> Vec<Item> {
        let mut after = base.clone();
        self.apply(&mut after);
        changes(base, &after)
            .into_iter()
            .map(|change| change.item)
            .collect()
    }
}

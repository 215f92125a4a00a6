//! Names of what is on the page, where they depend on what was read.

use super::{Remote, SettingsStore, member_name};
use crate::i18n::I18n;
use crate::login_settings::call_labels::{CallStatus, call_label};
use crate::login_settings::labels;
use crate::login_settings::schema::Setting;
use leptos::prelude::*;
use login_policy::kinds::Kind;
use login_policy::{Call, Change, EnrolledMethods, Item};
use zitadel_admin::ProviderKind;

impl SettingsStore {
    /// The name of an item in the active language; tracked.
    pub fn item_name(self, i18n: I18n, item: &Item) -> String {
        match item {
            Item::Provider(id) => self.provider_name(id),
            other => labels::item_name(i18n, other, &self.server.server_version()),
        }
    }

    /// The text key of a setting's name, as the server's version means it; tracked.
    pub fn setting_name(self, setting: &Setting) -> &'static str {
        labels::setting_name(setting, &self.server.server_version())
    }

    /// The text key of what a setting does, as the server's version means it; tracked.
    pub fn setting_effect(self, setting: &Setting) -> &'static str {
        labels::setting_effect(setting, &self.server.server_version())
    }

    /// The name of an identity provider, else its kind, else its id; tracked.
    pub fn provider_name(self, id: &str) -> String {
        let listed = self.server.providers.with(|providers| {
            let all = providers.value()?;
            let provider = all.iter().find(|one| one.id == id)?;
            let kind = || provider.kind.as_ref().map(labels::provider_kind);
            provider.name.clone().or_else(kind)
        });
        let linked = || {
            self.server.policy.with(|policy| {
                let linked = &policy.as_ref()?.linked;
                linked.iter().find(|one| one.id == id)?.name.clone()
            })
        };
        listed.or_else(linked).unwrap_or_else(|| id.to_owned())
    }

    /// What an identity provider is, or that it is gone, in the active language; empty while that
    /// is not known; tracked.
    pub fn provider_description(self, i18n: I18n, id: &str) -> String {
        let listed = self.server.providers.with(|providers| {
            let all = providers.value()?;
            let provider = all.iter().find(|one| one.id == id);
            Some(provider.map_or_else(
                || i18n.text("providers.gone"),
                |provider| labels::provider_kind_text(i18n, provider),
            ))
        });
        listed.unwrap_or_else(|| {
            let linked_kind = self.server.policy.with(|policy| {
                let linked = &policy.as_ref()?.linked;
                linked.iter().find(|one| one.id == id)?.kind.clone()
            });
            // A link names its kind in another way than the list of providers, and only two kinds.
            match linked_kind.as_deref() {
                Some("IDP_TYPE_OIDC") => labels::provider_kind(&ProviderKind::Oidc),
                Some("IDP_TYPE_JWT") => labels::provider_kind(&ProviderKind::Jwt),
                Some(other) => other.to_owned(),
                None if self.server.providers.with(Remote::is_loading) => String::new(),
                None => i18n.text("providers.no-kind"),
            }
        })
    }

    /// The name of an owner of the instance, else their id; tracked.
    pub fn owner_name(self, id: &str) -> String {
        let name = self.server.owners.with(|owners| {
            let (member, _) = owners.people.iter().find(|(one, _)| one.user_id == id)?;
            Some(member_name(member))
        });
        name.unwrap_or_else(|| id.to_owned())
    }

    /// What a call does, did, or did not do, in the active language; tracked.
    pub fn call_text(
        self,
        i18n: I18n,
        call: &Call,
        changes: &[Change],
        status: CallStatus,
    ) -> String {
        let name = match call {
            Call::AddSecondFactor(factor) | Call::RemoveSecondFactor(factor) => {
                labels::second_factor_name(i18n, factor)
            }
            Call::AddMultiFactor(factor) | Call::RemoveMultiFactor(factor) => {
                labels::multi_factor_name(i18n, factor)
            }
            Call::LinkProvider(id) | Call::UnlinkProvider(id) => self.provider_name(id),
            Call::UpdatePolicy(_) | Call::UpdateRestrictions { .. } => {
                let names = changes
                    .iter()
                    .map(|change| self.item_name(i18n, &change.item));
                i18n.list(&names.collect::<Vec<_>>())
            }
        };
        i18n.text_with(call_label(call, status), &[("name", &name)])
    }

    /// A kind of people in the active language; tracked.
    pub fn kind_name(self, i18n: I18n, kind: &Kind) -> String {
        i18n.text(match kind {
            Kind::Password => "kind.password",
            Kind::PasswordAndApp => "kind.password-app",
            Kind::PasswordAndKey => "kind.password-key",
            Kind::Passkey => "kind.passkey",
            Kind::PasskeyAndPassword => "kind.passkey-password",
            Kind::NothingYet => "kind.nothing",
            Kind::ExternalAccount { provider: None } => "kind.external",
            Kind::ExternalAccount { provider: Some(id) } => {
                let name = self.provider_name(id);
                return i18n.text_with("kind.external-at", &[("name", &name)]);
            }
            Kind::Combination(methods) => {
                let means = self.methods_text(i18n, methods);
                return i18n.text_with("kind.with", &[("means", &means)]);
            }
        })
    }

    /// What somebody has to sign in with, in the active language; tracked.
    pub fn methods_text(self, i18n: I18n, methods: &EnrolledMethods) -> String {
        let held = [
            (methods.password, "means.password"),
            (methods.authenticator_app, "means.app"),
            (methods.security_key, "means.key"),
            (methods.code_by_mail, "means.mail"),
            (methods.code_by_text, "means.text"),
            (methods.passkey, "means.passkey"),
            (
                methods.passkey_not_known && !methods.passkey,
                "means.passkey-not-known",
            ),
            (methods.recovery_codes, "means.recovery"),
            (methods.unknown_method, "means.unknown"),
        ];
        let mut all: Vec<String> = held
            .into_iter()
            .filter(|(is_held, _)| *is_held)
            .map(|(_, key)| i18n.text(key))
            .collect();
        all.extend(methods.external.iter().map(|id| {
            if id.is_empty() {
                i18n.text("means.external")
            } else {
                let name = self.provider_name(id);
                i18n.text_with("means.external-at", &[("name", &name)])
            }
        }));
        if all.is_empty() {
            return i18n.text("means.nothing");
        }
        i18n.list(&all)
    }
}

//! The page that asks who somebody is, or what stands in its place.

use super::form::PageQuery;
use super::page::{Context, Outcome, Page, ProviderButton};
use super::rules::{FirstPage, first_page};
use crate::redirect::Found;
use crate::sign_in::visit::Visit;

/// The page, saying what went wrong before.
pub(super) fn show(visit: &mut Visit<'_>, notice: Option<&str>) -> Outcome {
    let policy = &visit.policy;
    match first_page(policy, visit.instance.links.truth()) {
        FirstPage::IdentityProvider(provider) => to_provider(visit, &provider),
        FirstPage::LoginName => name_page(visit, notice, true),
        FirstPage::ProvidersOnly => name_page(visit, notice, false),
    }
}

/// What every page within a sign-in shows.
pub(super) fn context(visit: &mut Visit<'_>, notice: Option<&str>) -> Context {
    let unknown = visit.request().unknown_name.clone();
    let known = visit.user().map(|user| user.username.clone());
    Context {
        request: visit.id().to_owned(),
        login_name: known.or(unknown).unwrap_or_default(),
        notice: notice.map(str::to_owned),
    }
}

/// A provider's button: sends the browser to one that the policy links.
pub(super) fn to_chosen_provider(visit: &mut Visit<'_>, query: &PageQuery) -> Outcome {
    let allowed = visit.policy.settings.allow_external_idp;
    if allowed && visit.instance.links.truth().contains(&query.provider) {
        to_provider(visit, &query.provider)
    } else {
        Outcome::error("Identity Provider is not allowed")
    }
}

/// Sends the browser to a provider.
pub(super) fn to_provider(visit: &Visit<'_>, id: &str) -> Outcome {
    let mut providers = visit.instance.providers.truth().iter();
    match providers.find(|provider| provider.id == id) {
        Some(provider) => Outcome::Away(Found(provider.authorization_url())),
        None => Outcome::error("Identity Provider does not exist"),
    }
}

fn name_page(visit: &mut Visit<'_>, notice: Option<&str>, with_field: bool) -> Outcome {
    let context = context(visit, notice);
    let settings = &visit.policy.settings;
    let links = visit.instance.links.truth();
    let providers = visit.instance.providers.truth().iter();
    let offered =
        providers.filter(|provider| settings.allow_external_idp && links.contains(&provider.id));
    let buttons = offered.map(|provider| ProviderButton {
        id: provider.id.clone(),
        name: provider.shown_name().to_owned(),
    });
    Outcome::Page(Page::LoginName {
        context,
        with_field,
        register: settings.allow_register,
        providers: buttons.collect(),
    })
}

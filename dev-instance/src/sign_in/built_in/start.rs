//! Who signs in: somebody whom the browser or the app already names, somebody chosen, or somebody who
//! types a login name.

use super::form::{PageForm, PageQuery};
use super::page::{AccountButton, Outcome, Page};
use super::proceed::{no_way, proceed, show, step};
use super::rules::Step;
use super::start_page::{self, context};
use crate::openid::callback::interaction_required;
use crate::sign_in::login_names;
use crate::sign_in::visit::Visit;

/// The first page: straight on for somebody whom the browser or the app already names.
pub(super) fn open(visit: &mut Visit<'_>, _: &PageQuery) -> Outcome {
    let request = visit.request();
    let asks = |name: &str| request.prompt.iter().any(|value| value == name);
    let (anew, select, silent) = (asks("login"), asks("select_account"), asks("none"));
    let hint = request.login_hint.clone();
    let settings = &visit.policy.settings;
    let named = hint.and_then(|name| {
        Some(
            login_names::find(visit.instance, settings, &name)?
                .id
                .clone(),
        )
    });
    let known = visit.known_users();
    let chosen = match (named, known.as_slice()) {
        (Some(user), _) => Some(user),
        (None, [(user, true)]) if !anew && !select => Some(user.clone()),
        _ => None,
    };
    if chosen.is_some() {
        visit.request().user = chosen;
        return match step(visit) {
            Step::Done(methods) => show(visit, Step::Done(methods), None),
            _ if silent => Outcome::Away(interaction_required(visit.request())),
            step => show(visit, step, None),
        };
    }
    if silent {
        // Why a page would have been needed is not told apart.
        return Outcome::Away(interaction_required(visit.request()));
    }
    if anew || known.is_empty() {
        return start_page::show(visit, None);
    }
    let users = known
        .iter()
        .filter_map(|(user, _)| visit.instance.user(user));
    let accounts = users.map(|user| AccountButton {
        user: user.id.clone(),
        display_name: user.display_name(),
        login_name: user.username.clone(),
    });
    let accounts = accounts.collect();
    let context = context(visit, None);
    Outcome::Page(Page::SelectUser { context, accounts })
}

/// A typed login name. An unknown one is told, unless the policy hides that.
pub(super) fn login_name(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    if !form.register.is_empty() {
        return Outcome::error("This stand-in registers nobody");
    }
    let name = form.login_name.trim();
    let settings = &visit.policy.settings;
    let found = login_names::find(visit.instance, settings, name);
    let found = found.map(|user| (user.id.clone(), user.active));
    let hides = settings.ignore_unknown_usernames && !name.is_empty();
    let request = visit.request();
    match found {
        Some((_, false)) => return start_page::show(visit, Some("User is inactive")),
        Some((user, true)) => {
            request.user = Some(user);
            request.unknown_name = None;
        }
        None if hides => {
            request.user = None;
            request.unknown_name = Some(name.to_owned());
        }
        None => return start_page::show(visit, Some("User could not be found")),
    }
    proceed(visit, None)
}

/// Somebody chosen among those whom the browser knows, or somebody else.
pub(super) fn select_user(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let user = visit.instance.user(&form.user_id);
    if user.is_some_and(|user| user.active) {
        visit.request().user = Some(form.user_id.clone());
        return proceed(visit, None);
    }
    let settings = &visit.policy.settings;
    let by_provider = settings.allow_external_idp && !visit.instance.links.truth().is_empty();
    if settings.allow_username_password || by_provider {
        start_page::show(visit, None)
    } else {
        Outcome::Page(no_way())
    }
}

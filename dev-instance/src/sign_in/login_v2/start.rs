//! Who signs in: somebody whom the browser knows, somebody chosen, or somebody who types a login name.

use super::form::PageForm;
use super::page::{Body, Choice, Outcome, way_to};
use super::proceed::{body, name_page, page, proceed, step, to_provider};
use super::rules::{Step, user_not_found};
use crate::openid::callback::interaction_required;
use crate::sign_in::login_names;
use crate::sign_in::visit::Visit;

/// Where the authorization endpoint sends the browser: straight on for somebody whom it knows.
pub(super) fn open(visit: &mut Visit<'_>) -> Outcome {
    let request = visit.request();
    let asks = |name: &str| request.prompt.iter().any(|value| value == name);
    let (anew, select, silent) = (asks("login"), asks("select_account"), asks("none"));
    let hinted = request.login_hint.is_some();
    let known = visit.known_users();
    if let [(user, true)] = known.as_slice()
        && !anew
        && !select
        && !hinted
    {
        visit.request().user = Some(user.clone());
        if matches!(step(visit), Step::Done(_)) {
            return proceed(visit);
        }
        visit.request().user = None;
    }
    if silent {
        return Outcome::Away(interaction_required(visit.request()));
    }
    if anew || hinted || known.is_empty() {
        way_to("/loginname", visit.id())
    } else {
        way_to("/accounts", visit.id())
    }
}

/// A page that is opened by its address: the one that is next, or an alternative to it. From any other
/// the browser is sent on.
pub(super) fn show(visit: &mut Visit<'_>, place: &str) -> Outcome {
    match place {
        "/loginname" => return name_page(visit, None),
        "/accounts" => return accounts(visit),
        _ => {}
    }
    if visit.request().unknown_name.is_some() && place == "/password" {
        let reset = !visit.policy.settings.hide_password_reset;
        return page(visit, Body::Password { reset }, None);
    }
    let next = match visit.user_id() {
        Some(_) => step(visit),
        None => return way_to("/loginname", visit.id()),
    };
    let body = body(visit, &next);
    match (body, place) {
        (Some(Body::ChooseSecondFactor(_)), "/otp/time-based") => page(visit, Body::App, None),
        (Some(Body::ChooseSecondFactor(_)), "/u2f") => page(visit, Body::SecurityKey, None),
        (Some(Body::SetUp(_)), "/otp/time-based/set") => {
            let secret = &mut visit.request().totp_secret;
            let secret = secret.get_or_insert_with(crate::totp::new_secret).clone();
            page(visit, Body::SetUpApp { secret }, None)
        }
        (Some(Body::SetUp(_)), "/u2f/set") => page(visit, Body::SetUpSecurityKey, None),
        (Some(body), place) if body.place() == place => page(visit, body, None),
        _ => proceed(visit),
    }
}

/// A typed login name, or a provider's button.
pub(super) fn login_name(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    if form.choice == "register" {
        return name_page(visit, Some("This stand-in registers nobody"));
    }
    if !form.choice.is_empty() {
        return to_provider(visit, &form.choice);
    }
    let name = form.login_name.trim();
    let settings = &visit.policy.settings;
    let hides = settings.ignore_unknown_usernames && !name.is_empty();
    let found = login_names::find(visit.instance, settings, name);
    let found = found.filter(|user| user.active).map(|user| user.id.clone());
    let not_found = user_not_found(visit.instance.version);
    let request = visit.request();
    request.chose_password = false;
    request.unknown_name = None;
    request.user = found;
    if request.user.is_some() {
        return proceed(visit);
    }
    if hides {
        request.unknown_name = Some(name.to_owned());
        return proceed(visit);
    }
    name_page(visit, Some(not_found))
}

/// Somebody chosen among those whom the browser knows.
pub(super) fn account(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let known = visit.known_users();
    if known.iter().any(|(user, _)| *user == form.choice) {
        visit.request().user = Some(form.choice.clone());
        return proceed(visit);
    }
    way_to("/loginname", visit.id())
}

fn accounts(visit: &mut Visit<'_>) -> Outcome {
    let known = visit.known_users();
    let users = known
        .iter()
        .filter_map(|(user, _)| visit.instance.user(user));
    let choices = users.map(|user| Choice {
        value: user.id.clone(),
        label: user.username.clone(),
    });
    let body = Body::Accounts(choices.collect());
    page(visit, body, None)
}

//! From one page to the next, up to the way back to the app.

use super::page::{Body, Choice, Outcome, Page, way_to};
use super::rules::{Situation, Step, first_page, next_step};
use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::instance::sign_in::AuthMethod;
use crate::openid::callback::hand_out_code;
use crate::redirect::Found;
use crate::sign_in::visit::Visit;

/// Sends the browser to whatever is next.
pub(super) fn proceed(visit: &mut Visit<'_>) -> Outcome {
    if visit.user_id().is_none() {
        return if visit.request().unknown_name.is_some() {
            way_to("/password", visit.id())
        } else {
            way_to("/loginname", visit.id())
        };
    }
    match step(visit) {
        Step::Done(methods) => finish(visit, methods),
        Step::IdentityProvider => to_linked_provider(visit),
        Step::Refused(error) => name_page(visit, Some(error)),
        step => {
            let place = body(visit, &step).map_or("/loginname", |body| body.place());
            way_to(place, visit.id())
        }
    }
}

/// What somebody who said who they are is asked next.
pub(super) fn step(visit: &mut Visit<'_>) -> Step {
    let not_before = visit.not_before();
    let chosen = visit.request().chose_password;
    let (methods, checks) = (visit.methods(), visit.checks());
    next_step(&Situation {
        version: visit.instance.version,
        policy: &visit.policy,
        methods: &methods,
        checks: &checks,
        now: Timestamp::now(),
        not_before,
        chosen: chosen.then_some(AuthMethod::Password),
    })
}

/// What the page of a step shows; `None` where the step has no page.
pub(super) fn body(visit: &Visit<'_>, step: &Step) -> Option<Body> {
    Some(match step {
        Step::Passkey { password_offered } => Body::Passkey {
            password_offered: *password_offered,
        },
        Step::Password => Body::Password {
            reset: !visit.policy.settings.hide_password_reset,
        },
        Step::VerifyByCode => Body::Verify,
        Step::SecondFactor(own) => match own.as_slice() {
            [SecondFactor::Otp] => Body::App,
            [SecondFactor::U2f] => Body::SecurityKey,
            several => Body::ChooseSecondFactor(several.to_vec()),
        },
        Step::SetUp(offered) => Body::SetUp(offered.clone()),
        Step::IdentityProvider | Step::Refused(_) | Step::Done(_) => return None,
    })
}

/// A page, saying what went wrong before.
pub(super) fn page(visit: &mut Visit<'_>, body: Body, error: Option<&str>) -> Outcome {
    let request = visit.request();
    let unknown = request.unknown_name.clone();
    let hint = request.login_hint.clone();
    let known = visit.user().map(|user| user.username.clone());
    Outcome::Page(Box::new(Page {
        request: visit.id().to_owned(),
        login_name: known.or(unknown).or(hint).unwrap_or_default(),
        error: error.map(str::to_owned),
        body,
    }))
}

/// The page that asks who somebody is.
pub(super) fn name_page(visit: &mut Visit<'_>, error: Option<&str>) -> Outcome {
    let links = visit.instance.links.truth();
    let offered = first_page(visit.instance.version, &visit.policy, links);
    let providers = visit.instance.providers.truth().iter();
    let linked = providers.filter(|one| offered.providers && links.contains(&one.id));
    let providers = linked.map(|provider| Choice {
        value: provider.id.clone(),
        label: provider.shown_name().to_owned(),
    });
    let body = Body::LoginName {
        with_field: offered.login_name,
        register: offered.register,
        providers: providers.collect(),
    };
    page(visit, body, error)
}

/// Sends the browser to a provider.
pub(super) fn to_provider(visit: &mut Visit<'_>, id: &str) -> Outcome {
    let mut providers = visit.instance.providers.truth().iter();
    match providers.find(|provider| provider.id == id) {
        Some(provider) => Outcome::Away(Found(provider.authorization_url())),
        None => name_page(visit, Some("Identity Provider does not exist")),
    }
}

/// To the provider at which the person has an account, whether the policy links it or not.
fn to_linked_provider(visit: &mut Visit<'_>) -> Outcome {
    let link = visit.methods().links.into_iter().next();
    let provider = link.map(|link| link.provider);
    to_provider(visit, &provider.unwrap_or_default())
}

/// Back to the app with a code.
fn finish(visit: &mut Visit<'_>, methods: Vec<AuthMethod>) -> Outcome {
    visit.complete(methods);
    let id = visit.id().to_owned();
    match hand_out_code(visit.instance, &id) {
        Some(found) => Outcome::Away(found),
        None => name_page(visit, None),
    }
}

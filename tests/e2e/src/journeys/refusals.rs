//! Every way a change can be refused: a sentence, what happened, what to do, once, and no token.

use super::steps::usual;
use crate::instance::{MULTI_FACTORS, SETTINGS};
use crate::page::{Call, Fault, Page, Thing};
use crate::stage::Stage;
use crate::trouble::{Trouble, Verdict, ensure, holds, same};
use serde_json::json;

/// What becomes of the change that was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Then {
    /// Nothing was changed; it can be tried again.
    Kept,
    /// It may have been changed; only looking again can tell.
    Unknown,
}

/// A refused change: the fault, the keys of reason and next step, and what becomes of it.
struct Case(&'static str, Fault, [&'static str; 2], Then);

const PAGE: &str = "<!doctype html><title>502</title><h1>Bad Gateway</h1>";
const RULE: &str = "invalid UpdateLoginPolicyRequest.PasswordlessType: value must be one of the defined enum values";
const HALF: &str = "{\"details\":{\"seq";

/// Answers to the change of a field. The messages are ZITADEL's own.
#[rustfmt::skip]
fn cases() -> Vec<Case> {
    use Then::{Kept, Unknown};
    let says = |status, code, message| Fault::refusal("PUT", SETTINGS, status, code, message);
    let gives = |status, kind, body| Fault::answer("PUT", SETTINGS, status, kind, body);
    let json = "application/json";
    vec![
        Case("400 unread", says(400, 3, "unexpected EOF"), ["why.bad-request", "todo.support"], Kept),
        Case("400 rule", says(400, 3, RULE), ["why.invalid-value", "todo.other-value"], Kept),
        Case("400 address", says(400, 3, "Default Redirect URI is invalid (IAM-SFdqd)"), ["why.redirect", "todo.redirect"], Kept),
        Case("403", says(403, 7, "No matching permissions found (AUTH-5mWD2)"), ["why.no-write", "todo.role-owner"], Kept),
        Case("403 origin", says(403, 7, "Errors.OriginNotAllowed (AUTH-DZG21)"), ["why.origin", "todo.origin"], Kept),
        Case("403 mfa", says(403, 7, "mfa required (AUTHZ-Kl3p0)"), ["why.mfa", "todo.mfa"], Kept),
        Case("404", says(404, 5, "membership not found (AUTHZ-cdgFk)"), ["why.no-membership", "todo.role-viewer"], Kept),
        Case("404 route", says(404, 5, "Not Found"), ["why.route", "todo.version"], Kept),
        Case("405", says(405, 12, "Method Not Allowed"), ["why.method", "todo.version"], Kept),
        Case("412", says(412, 9, "The state does not allow it (STATE-1)"), ["why.precondition", "todo.reload"], Kept),
        Case("429", gives(429, "text/plain", "slow down"), ["why.too-many", "todo.wait"], Kept),
        Case("429 quota", says(429, 8, "Quota.Access.Exhausted (QUOTA-vjAy8)"), ["why.quota", "todo.quota"], Kept),
        Case("500", says(500, 13, "An internal error occurred (QUERY-SArt2)"), ["why.server", "todo.check-again"], Unknown),
        Case("502 page", gives(502, "text/html", PAGE), ["why.gateway", "todo.check-again"], Unknown),
        Case("200 page", gives(200, "text/html", PAGE), ["why.html", "todo.proxy"], Unknown),
        Case("200 empty", gives(200, json, ""), ["why.empty", "todo.check-again"], Unknown),
        Case("200 other", gives(200, json, "{\"done\":true}"), ["why.wrong-shape", "todo.newer"], Unknown),
        Case("cut off", Fault::cut_off("PUT", SETTINGS, 200, HALF), ["why.cut-off", "todo.check-again"], Unknown),
    ]
}

/// The sentences of a refusal are on the page once, its details are closed, and no token is in it.
pub(super) fn is_explained(stage: &Stage<'_>, within: &str, why: &str, todo: &str) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    let origin = stage.host.origin();
    let values = [("origin", origin.as_str())];
    let text = page.reads(within, &words.say_with(why, &values)?)?;
    holds("what to do", &text, &words.say_with(todo, &values)?)?;
    ensure(
        !text.contains("Errors.") && !text.contains("QUERY-") && !text.contains("<h1>"),
        format!("program text is shown: {text}"),
    )?;
    let details = page.ask(&format!(
        "Array.from(document.querySelectorAll('{within} details'), (one) => one.open)"
    ))?;
    same("open details", details, json!([false]))?;
    no_token(page)
}

/// No token of this page can be found in it.
pub(super) fn no_token(page: &Page) -> Verdict {
    let found = page.ask(
        "__watch.tokens.flatMap((one) => [one.access, one.refresh, one.id]).filter(Boolean)
            .some((token) => document.documentElement.outerHTML.includes(token))",
    )?;
    same("a token in the page", found, json!(false))
}

pub fn every_refused_change_is_explained_and_kept(stage: &Stage<'_>) -> Verdict {
    try_all(stage, Then::Kept)
}

pub fn every_change_of_unknown_fate_is_explained_and_checked_again(stage: &Stage<'_>) -> Verdict {
    try_all(stage, Then::Unknown)
}

fn try_all(stage: &Stage<'_>, fate: Then) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    for case in cases().iter().filter(|Case(.., then)| *then == fate) {
        let Case(name, ..) = case;
        refused(stage, case).map_err(|trouble| Trouble::Differs(format!("{name}: {trouble}")))?;
    }
    stage.instance.shows(&before)
}

fn refused(stage: &Stage<'_>, Case(_, fault, [why, todo], then): &Case) -> Verdict {
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let was = screen.switch("set.discovery.name")?.on;
    screen.turn("set.discovery.name")?;
    page.let_fail(fault)?;
    screen.review_and_apply(1)?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", why, todo)?;
    let text = page.read("#trouble")?.unwrap_or_default();
    let alarm = page.ask("document.getElementById('alarm').textContent")?;
    same("besides the focus it is announced", alarm, json!(""))?;
    page.let_all_succeed()?;
    match then {
        Then::Kept => {
            holds("what happened", &text, &words.say("happened.nothing")?)?;
            screen.row_says("domain-discovery", &words.say("tag.refused")?)?;
            screen.counts(1)?;
            same(
                "the intention",
                screen.switch("set.discovery.name")?.on,
                !was,
            )?;
            let way_on = match *todo {
                "todo.mfa" => "button.sign-in-again",
                _ => "button.try-again",
            };
            page.see(&Thing::button(&words.say(way_on)?).within("#trouble"))?;
        }
        Then::Unknown => {
            holds("what happened", &text, &words.say("happened.unknown")?)?;
            screen.row_says("domain-discovery", &words.say("says.unknown")?)?;
            page.click(&Thing::button(&words.say("button.check-again")?).within("#trouble"))?;
            page.reads("#said", &words.say("say.was-not-done")?)?;
            screen.counts(1)?;
        }
    }
    screen.put_away()?;
    screen.turn("set.discovery.name")?;
    screen.counts_nothing()
}

/// 409: somebody else adds the same between the look before the call and the call.
pub fn a_change_that_was_made_already_is_called_so(stage: &Stage<'_>) -> Verdict {
    let factor = "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION";
    let without = usual(stage)?.with_multi(&[]);
    stage.instance.settle(&without)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let list = format!("{SETTINGS}/{MULTI_FACTORS}");
    stage.expect_status(&list, 409);
    page.let_fail(&Fault::hold("POST", &list))?;
    screen.tick("multi.u2f.name")?;
    screen.review_and_apply(1)?;
    page.held()?;
    stage.instance.rest.add_factor(MULTI_FACTORS, factor)?;
    page.release()?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", "why.already", "todo.nothing")?;
    let sequence = stage.instance.sequence()?.to_string();
    let already = words.say_with("happened.already", &[("sequence", &sequence)])?;
    page.reads("#trouble", &already)?;
    screen.counts_nothing()?;
    same("the kind", screen.tick_box("multi.u2f.name")?.on, true)
}

/// 400 `INSTANCE-5M9vdd`: somebody else sets the same between the look before the call and the call.
pub fn a_change_that_the_server_holds_already_is_called_nothing_to_change(
    stage: &Stage<'_>,
) -> Verdict {
    let before = usual(stage)?.with("allowDomainDiscovery", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    stage.expect_status(SETTINGS, 400);
    page.let_fail(&Fault::hold("PUT", SETTINGS))?;
    screen.turn("set.discovery.name")?;
    screen.apply_at_once(1)?;
    page.held()?;
    let after = before.with("allowDomainDiscovery", false);
    stage.instance.settle(&after)?;
    page.release()?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", "why.nothing-changed", "todo.nothing")?;
    let sequence = stage.instance.sequence()?.to_string();
    let already = words.say_with("happened.already", &[("sequence", &sequence)])?;
    page.reads("#trouble", &already)?;
    page.miss(&Thing::button(&words.say("button.try-again")?).within("#trouble"))?;
    screen.tally(0, 1)?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    screen.counts_nothing()?;
    stage.instance.shows(&after)
}

pub fn without_a_network_nothing_is_sent(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, screen) = (&stage.page, stage.screen());
    screen.turn("set.discovery.name")?;
    screen.read_the_plan()?;
    let calls = stage.calls()?.len();
    page.tab().offline(true)?;
    screen.apply(1)?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", "why.offline", "todo.network")?;
    let text = page.read("#trouble")?.unwrap_or_default();
    let nothing = stage.words.say("happened.nothing")?;
    holds("what happened", &text, &nothing)?;
    same("calls", stage.calls()?.len(), calls)?;
    page.tab().offline(false)?;
    screen.put_away()?;
    screen.counts(1)?;
    screen.review_and_apply(1)?;
    screen.tally(1, 1)?;
    let was = before.fields.contains_key("allowDomainDiscovery");
    let after = before.with("allowDomainDiscovery", !was);
    stage.instance.shows(&after)
}

pub fn a_refused_token_is_renewed_once_and_then_the_draft_is_kept(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?.with("allowDomainDiscovery", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    let refusal = || Fault::refusal("PUT", SETTINGS, 401, 16, message);
    let since = |start: usize| -> Verdict<Vec<String>> {
        let calls = stage.calls()?;
        let told = calls.iter().skip(start);
        let told = told.filter(|call| call.is_write() || !call.grant.is_empty());
        Ok(told
            .map(|call| match call.grant.as_str() {
                "" => Call::line(call),
                grant => grant.to_owned(),
            })
            .collect())
    };
    let put = format!("PUT {SETTINGS}");

    // Refused twice: it is said, and the draft is kept.
    let start = stage.calls()?.len();
    page.let_fail(&refusal().times(2))?;
    screen.turn("set.discovery.name")?;
    screen.review_and_apply(1)?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", "why.token", "todo.sign-in-again")?;
    let twice = [put.clone(), "refresh_token".to_owned(), put.clone()];
    same("calls", since(start)?, &twice[..])?;
    page.see(&Thing::button(&words.say("button.sign-in-again")?))?;
    screen.counts(1)?;
    stage.instance.shows(&before)?;

    // Refused once: a renewed token carries it out.
    let start = stage.calls()?.len();
    page.let_all_succeed()?;
    page.let_fail(&refusal())?;
    screen.put_away()?;
    screen.review_and_apply(1)?;
    screen.tally(1, 1)?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    same("calls", since(start)?, &twice[..])?;
    let after = before.with("allowDomainDiscovery", false);
    stage.instance.shows(&after)
}

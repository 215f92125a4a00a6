//! Every way a change can be refused: a sentence, what happened, what to do, once, and no token.

use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::{TestError, TestResult, ensure, ensure_contains, ensure_eq};
use crate::instance::{MULTI_FACTORS, SETTINGS};
use crate::page::{Call, Fault, Locator, Page};
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
pub(super) fn ensure_explained(
    ctx: &TestContext<'_>,
    within: &str,
    why: &str,
    todo: &str,
) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    let origin = ctx.console.origin();
    let values = [("origin", origin.as_str())];
    let text = page.wait_for_text(within, &texts.format(why, &values)?)?;
    ensure_contains("what to do", &text, &texts.format(todo, &values)?)?;
    ensure(
        !text.contains("Errors.") && !text.contains("QUERY-") && !text.contains("<h1>"),
        format!("program text is shown: {text}"),
    )?;
    let details = page.eval(&format!(
        "Array.from(document.querySelectorAll('{within} details'), (one) => one.open)"
    ))?;
    ensure_eq("open details", details, json!([false]))?;
    no_token(page)
}

/// No token of this page can be found in it.
pub(super) fn no_token(page: &Page) -> TestResult {
    let found = page.eval(
        "__probe.tokens.flatMap((one) => [one.access, one.refresh, one.id]).filter(Boolean)
            .some((token) => document.documentElement.outerHTML.includes(token))",
    )?;
    ensure_eq("a token in the page", found, json!(false))
}

pub fn every_refused_change_is_explained_and_kept(ctx: &TestContext<'_>) -> TestResult {
    try_all(ctx, Then::Kept)
}

pub fn every_change_of_unknown_fate_is_explained_and_checked_again(
    ctx: &TestContext<'_>,
) -> TestResult {
    try_all(ctx, Then::Unknown)
}

fn try_all(ctx: &TestContext<'_>, fate: Then) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    for case in cases().iter().filter(|Case(.., then)| *then == fate) {
        let Case(name, ..) = case;
        refused(ctx, case).map_err(|error| TestError::Failed(format!("{name}: {error}")))?;
    }
    ctx.instance.wait_for_settings(&before)
}

fn refused(ctx: &TestContext<'_>, Case(_, fault, [why, todo], then): &Case) -> TestResult {
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let was = screen.switch("set.discovery.name")?.on;
    screen.toggle("set.discovery.name")?;
    page.inject(fault)?;
    screen.review_and_apply(1)?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", why, todo)?;
    let text = page.text("#trouble")?.unwrap_or_default();
    let alarm = page.eval("document.getElementById('alarm').textContent")?;
    ensure_eq("besides the focus it is announced", alarm, json!(""))?;
    page.clear_faults()?;
    match then {
        Then::Kept => {
            ensure_contains("what happened", &text, &texts.get("happened.nothing")?)?;
            screen.wait_row_status("domain-discovery", &texts.get("tag.refused")?)?;
            screen.wait_change_count(1)?;
            ensure_eq(
                "the intention",
                screen.switch("set.discovery.name")?.on,
                !was,
            )?;
            let way_on = match *todo {
                "todo.mfa" => "button.sign-in-again",
                _ => "button.try-again",
            };
            page.wait_for(&Locator::button(&texts.get(way_on)?).within("#trouble"))?;
        }
        Then::Unknown => {
            ensure_contains("what happened", &text, &texts.get("happened.unknown")?)?;
            screen.wait_row_status("domain-discovery", &texts.get("says.unknown")?)?;
            page.click(&Locator::button(&texts.get("button.check-again")?).within("#trouble"))?;
            page.wait_for_text("#said", &texts.get("say.was-not-done")?)?;
            screen.wait_change_count(1)?;
        }
    }
    screen.dismiss_receipts()?;
    screen.toggle("set.discovery.name")?;
    screen.wait_no_changes()
}

/// 409: somebody else adds the same between the look before the call and the call.
pub fn a_change_that_was_made_already_is_called_so(ctx: &TestContext<'_>) -> TestResult {
    let factor = "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION";
    let without = usual_settings(ctx)?.with_multi(&[]);
    ctx.instance.write_settings(&without)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let list = format!("{SETTINGS}/{MULTI_FACTORS}");
    ctx.allow_status(&list, 409);
    page.inject(&Fault::hold("POST", &list))?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.review_and_apply(1)?;
    page.wait_held()?;
    ctx.instance.api.add_factor(MULTI_FACTORS, factor)?;
    page.release()?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", "why.already", "todo.nothing")?;
    let sequence = ctx.instance.sequence()?.to_string();
    let already = texts.format("happened.already", &[("sequence", &sequence)])?;
    page.wait_for_text("#trouble", &already)?;
    screen.wait_no_changes()?;
    ensure_eq("the kind", screen.checkbox("multi.u2f.name")?.on, true)
}

/// 400 `INSTANCE-5M9vdd`: somebody else sets the same between the look before the call and the call.
pub fn a_change_that_the_server_holds_already_is_called_nothing_to_change(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    ctx.allow_status(SETTINGS, 400);
    page.inject(&Fault::hold("PUT", SETTINGS))?;
    screen.toggle("set.discovery.name")?;
    screen.apply_from_bar(1)?;
    page.wait_held()?;
    let after = before.with("allowDomainDiscovery", false);
    ctx.instance.write_settings(&after)?;
    page.release()?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", "why.nothing-changed", "todo.nothing")?;
    let sequence = ctx.instance.sequence()?.to_string();
    let already = texts.format("happened.already", &[("sequence", &sequence)])?;
    page.wait_for_text("#trouble", &already)?;
    page.ensure_absent(&Locator::button(&texts.get("button.try-again")?).within("#trouble"))?;
    screen.wait_tally(0, 1)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    screen.wait_no_changes()?;
    ctx.instance.wait_for_settings(&after)
}

pub fn without_a_network_nothing_is_changed(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, screen) = (&ctx.page, ctx.screen());
    screen.toggle("set.discovery.name")?;
    screen.open_full_review()?;
    ctx.allow_console_line(SETTINGS, "net::ERR_INTERNET_DISCONNECTED");
    page.tab().set_offline(true)?;
    screen.apply(1)?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", "why.offline", "todo.network")?;
    let text = page.text("#trouble")?.unwrap_or_default();
    let nothing = ctx.texts.get("happened.nothing")?;
    ensure_contains("what happened", &text, &nothing)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    ctx.instance.wait_for_settings(&before)?;
    page.tab().set_offline(false)?;
    screen.dismiss_receipts()?;
    screen.wait_change_count(1)?;
    screen.review_and_apply(1)?;
    screen.wait_tally(1, 1)?;
    let was = before.fields.contains_key("allowDomainDiscovery");
    let after = before.with("allowDomainDiscovery", !was);
    ctx.instance.wait_for_settings(&after)
}

pub fn a_browser_that_wrongly_says_offline_is_not_believed(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    page.tab().add_init_script(
        "Object.defineProperty(Navigator.prototype, 'onLine', {get: () => false})",
    )?;
    ctx.sign_in(&ctx.people.owner)?;
    ensure_eq(
        "navigator.onLine",
        page.eval("navigator.onLine")?,
        json!(false),
    )?;
    screen.toggle("set.discovery.name")?;
    screen.review_and_apply(1)?;
    screen.wait_tally(1, 1)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    let after = before.with("allowDomainDiscovery", false);
    ctx.instance.wait_for_settings(&after)
}

pub fn a_refused_token_is_renewed_once_and_then_the_draft_is_kept(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    let refusal = || Fault::refusal("PUT", SETTINGS, 401, 16, message);
    let since = |start: usize| -> TestResult<Vec<String>> {
        let calls = ctx.calls()?;
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
    let start = ctx.calls()?.len();
    page.inject(&refusal().times(2))?;
    screen.toggle("set.discovery.name")?;
    screen.review_and_apply(1)?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", "why.token", "todo.sign-in-again")?;
    let twice = [put.clone(), "refresh_token".to_owned(), put.clone()];
    ensure_eq("calls", since(start)?, &twice[..])?;
    page.wait_for(&Locator::button(&texts.get("button.sign-in-again")?))?;
    screen.wait_change_count(1)?;
    ctx.instance.wait_for_settings(&before)?;

    // Refused once: a renewed token carries it out.
    let start = ctx.calls()?.len();
    page.clear_faults()?;
    page.inject(&refusal())?;
    screen.dismiss_receipts()?;
    screen.review_and_apply(1)?;
    screen.wait_tally(1, 1)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    ensure_eq("calls", since(start)?, &twice[..])?;
    let after = before.with("allowDomainDiscovery", false);
    ctx.instance.wait_for_settings(&after)
}

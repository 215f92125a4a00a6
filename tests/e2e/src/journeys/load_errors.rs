//! Settings that cannot be read: the page that stands in their place.

use super::apply_errors::ensure_explained;
use crate::context::TestContext;
use crate::error::{TestError, TestResult, ensure_eq};
use crate::instance::SETTINGS;
use crate::page::{Fault, Locator};

/// A page of something in front of the instance.
const PAGE: &str = "<!doctype html><title>Sign in to the network</title>";
const UNKNOWN_HOST: &str = "unable to set instance using origin &{a http} (ExternalDomain is b): ID=QUERY-1kIjX Message=Instance not found";

/// A failed reading: the fault, and the keys of title, reason, next step and the button for it.
struct Case(&'static str, Fault, [&'static str; 4]);

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let says = |status, code, message| Fault::refusal("GET", SETTINGS, status, code, message);
    let gives = |status, kind, body| Fault::answer("GET", SETTINGS, status, kind, body);
    let (failed, again, anew) = ("load-failed.title", "button.check-again", "button.sign-in-again");
    let internal = "An internal error occurred (QUERY-SArt2)";
    let blocked = "Errors.Limits.Instance.Blocked (LIMITS-molsj)";
    vec![
        Case("500", says(500, 13, internal), [failed, "why.server", "todo.check-again", again]),
        Case("502 page", gives(502, "text/html", PAGE), [failed, "why.gateway", "todo.check-again", again]),
        Case("200 page", gives(200, "text/html", PAGE), [failed, "why.html", "todo.proxy", again]),
        Case("200 empty", gives(200, "application/json", ""), [failed, "why.empty", "todo.check-again", again]),
        Case("200 text", gives(200, "text/plain", "hello"), [failed, "why.not-json", "todo.proxy", again]),
        Case("cut off", Fault::cut_off("GET", SETTINGS, 200, "{\"policy\":{"), [failed, "why.cut-off", "todo.check-again", again]),
        Case("lost", Fault::lost_before("GET", SETTINGS), [failed, "why.unreachable", "todo.network", again]),
        Case("429", says(429, 8, blocked), [failed, "why.blocked", "todo.provider", again]),
        Case("404 host", says(404, 5, UNKNOWN_HOST), [failed, "why.instance-unknown", "todo.config", again]),
        Case("403 origin", says(403, 7, "Errors.OriginNotAllowed (AUTH-DZG21)"), ["origin.title", "why.origin", "todo.origin", again]),
        Case("403", says(403, 7, "No matching permissions found (AUTH-5mWD2)"), ["no-role.title", "why.no-read", "todo.role-viewer", again]),
        Case("403 mfa", says(403, 7, "mfa required (AUTHZ-Kl3p0)"), ["mfa.title", "why.mfa", "todo.mfa", anew]),
    ]
}

pub fn settings_that_cannot_be_read_are_explained(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    let cases = cases();
    // The first of them stands there when the page is opened, the others after looking again.
    let name = page.inject_on_load(&cases[0].1)?;
    ctx.sign_in_on(page, &ctx.people.owner)?;
    page.tab().remove_init_script(&name)?;
    for (index, Case(name, fault, keys)) in cases.iter().enumerate() {
        let look = || -> TestResult {
            if index > 0 {
                page.clear_faults()?;
                page.inject(fault)?;
                check_again(ctx)?;
            }
            stands_there(ctx, *keys)
        };
        look().map_err(|error| TestError::Failed(format!("{name}: {error}")))?;
    }
    page.tab().reload()?;
    ctx.screen().wait_ready()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

fn stands_there(ctx: &TestContext<'_>, [title, why, todo, button]: [&str; 4]) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    page.wait_for(&Locator::heading(&texts.get(title)?))?;
    ensure_explained(ctx, "main", why, todo)?;
    page.wait_focused("main")?;
    page.wait_for(&Locator::button(&texts.get(button)?).within("main"))?;
    page.wait_for(&Locator::button(&texts.get("account.sign-out")?).within("main"))?;
    page.ensure_absent(&Locator::any("switch"))
}

fn check_again(ctx: &TestContext<'_>) -> TestResult {
    let again = ctx.texts.get("button.check-again")?;
    ctx.page.click(&Locator::button(&again).within("main"))
}

//! Settings that cannot be read: the page that stands in their place.

use super::refusals::is_explained;
use crate::instance::SETTINGS;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Trouble, Verdict, same};

const HTML: &str = "<!doctype html><title>Sign in to the network</title>";

pub fn settings_that_cannot_be_read_are_explained(stage: &Stage<'_>) -> Verdict {
    let says = |status, code, message| Fault::refusal("GET", SETTINGS, status, code, message);
    let gives = |status, kind, body| Fault::answer("GET", SETTINGS, status, kind, body);
    let cases = [
        (
            "500",
            says(500, 13, "An internal error occurred (QUERY-SArt2)"),
            "load-failed.title",
            "why.server",
            "todo.check-again",
        ),
        (
            "502 page",
            gives(502, "text/html", HTML),
            "load-failed.title",
            "why.gateway",
            "todo.check-again",
        ),
        (
            "200 page",
            gives(200, "text/html", HTML),
            "load-failed.title",
            "why.html",
            "todo.proxy",
        ),
        (
            "200 empty",
            gives(200, "application/json", ""),
            "load-failed.title",
            "why.empty",
            "todo.check-again",
        ),
        (
            "200 text",
            gives(200, "text/plain", "hello"),
            "load-failed.title",
            "why.not-json",
            "todo.proxy",
        ),
        (
            "cut off",
            Fault::cut_off("GET", SETTINGS, 200, "{\"policy\":{"),
            "load-failed.title",
            "why.cut-off",
            "todo.check-again",
        ),
        (
            "lost",
            Fault::lost_before("GET", SETTINGS),
            "load-failed.title",
            "why.unreachable",
            "todo.network",
        ),
        (
            "403 origin",
            says(403, 7, "Errors.OriginNotAllowed (AUTH-DZG21)"),
            "origin.title",
            "why.origin",
            "todo.origin",
        ),
        (
            "403 mfa",
            says(403, 7, "mfa required (AUTHZ-Kl3p0)"),
            "mfa.title",
            "why.mfa",
            "todo.mfa",
        ),
        (
            "403",
            says(403, 7, "No matching permissions found (AUTH-5mWD2)"),
            "no-role.title",
            "why.no-read",
            "todo.role-viewer",
        ),
        (
            "404 instance",
            says(
                404,
                5,
                "unable to set instance using origin &{a http} (ExternalDomain is b): ID=QUERY-1kIjX Message=Instance not found",
            ),
            "load-failed.title",
            "why.instance-unknown",
            "todo.config",
        ),
        (
            "429 blocked",
            says(429, 8, "Errors.Limits.Instance.Blocked (LIMITS-molsj)"),
            "load-failed.title",
            "why.blocked",
            "todo.provider",
        ),
    ];
    let (page, words) = (&stage.page, &stage.words);
    // The first of them stands there when the page is opened, the others after looking again.
    let name = page.let_fail_from_the_start(&cases[0].1)?;
    stage.sign_in_on(page, &stage.people.owner)?;
    page.tab().no_more(&name)?;
    for (index, (name, fault, title, why, todo)) in cases.iter().enumerate() {
        let look = || -> Verdict {
            if index > 0 {
                page.let_all_succeed()?;
                page.let_fail(fault)?;
                check_again(stage)?;
            }
            page.see(&Thing::heading(&words.say(title)?))?;
            is_explained(stage, "main", why, todo)?;
            page.focused("main")?;
            page.see(&Thing::button(&words.say("account.sign-out")?).within("main"))?;
            page.miss(&Thing::any("switch"))
        };
        look().map_err(|trouble| Trouble::Differs(format!("{name}: {trouble}")))?;
    }
    page.let_all_succeed()?;
    check_again(stage)?;
    stage.screen().is_ready()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

/// Looks again; where signing in anew is offered instead, the page is loaded anew.
fn check_again(stage: &Stage<'_>) -> Verdict {
    let again = stage.words.say("button.check-again")?;
    stage.page.click(&Thing::button(&again).within("main"))
}

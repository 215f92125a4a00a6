//! What is said aloud: one announcement for each event, by a live region or by the focus.

use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::instance::SETTINGS;
use crate::page::{Fault, Locator, Page, parse};
use crate::wait::wait_until;
use serde_json::{Value, json};

/// Notes what live regions say, and which landmarks and cards take the focus.
const LISTEN: &str = "
    window.__heard = [];
    const hear = (region) => {
        const words = __locator.neat(region.textContent);
        if (words) __heard.push('said ' + words);
    };
    new MutationObserver((changes) => {
        const regions = new Set();
        for (const change of changes) {
            const at = change.target.nodeType === 1 ? change.target : change.target.parentElement;
            const region = at && at.closest('[role=status],[role=alert]');
            if (region) regions.add(region);
            for (const node of change.addedNodes) {
                if (node.nodeType === 1 && node.matches('[role=alert]')) regions.add(node);
            }
        }
        regions.forEach(hear);
    }).observe(document.body, {childList: true, characterData: true, subtree: true});
    document.addEventListener('focusin', (event) => {
        if (event.target.tabIndex === -1) __heard.push('focus on ' + event.target.id);
    });";

/// Begins to note what is announced.
pub(super) fn listen(page: &Page) -> TestResult {
    page.tab().execute(LISTEN, &[]).map(|_| ())
}

/// What was announced since then, in order.
pub(super) fn heard(page: &Page) -> TestResult<Vec<String>> {
    parse(page.eval("__heard")?)
}

pub fn each_event_is_announced_once(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    listen(page)?;

    screen.toggle("set.discovery.name")?;
    apply_and_hear(
        ctx,
        &format!("said {}", texts.plural("say.accepted", 1, &[])?),
    )?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;

    let message = "No matching permissions found (AUTH-5mWD2)";
    page.inject(&Fault::refusal("PUT", SETTINGS, 403, 7, message))?;
    screen.toggle("set.discovery.name")?;
    apply_and_hear(ctx, "focus on trouble")?;
    screen.toggle("set.discovery.name")?;

    ctx.instance
        .write_settings(&before.with("ignoreUnknownUsernames", true))?;
    screen.toggle("set.reset.name")?;
    apply_and_hear(ctx, &format!("said {}", texts.get("clash.title")?))
}

/// Applies one change; what is heard from then on must be exactly this.
fn apply_and_hear(ctx: &TestContext<'_>, wanted: &str) -> TestResult {
    let page = &ctx.page;
    ctx.screen().open_review()?;
    // The plan itself takes the focus when it opens, and tells how far it is in asking.
    page.wait_focused("main")?;
    ctx.screen().wait_owners_loaded()?;
    page.eval("(__heard.length = 0)")?;
    ctx.screen().apply(1)?;
    wait_until(&format!("“{wanted}” to be heard"), || {
        Ok(heard(page)?.iter().any(|one| one == wanted).then_some(()))
    })?;
    // Nothing is under way any more, so nothing else can be said of it.
    wait_until("the calls to be over", || {
        let over = page.eval("!document.getElementById('working')")?;
        Ok((over == Value::Bool(true)).then_some(()))
    })?;
    ensure_eq("heard", heard(page)?, [wanted])
}

pub fn the_same_announcement_is_made_as_often_as_there_is_reason(
    ctx: &TestContext<'_>,
) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    page.tab().cdp(
        "Browser.grantPermissions",
        &json!({"origin": ctx.console.origin(), "permissions": permissions}),
    )?;
    listen(page)?;
    let discarded = format!("said {}", texts.get("say.discarded")?);
    for times in 1..=2 {
        screen.toggle("set.discovery.name")?;
        screen.wait_change_count(1)?;
        screen.discard()?;
        ensure_heard(page, &discarded, times)?;
    }

    screen.toggle("set.discovery.name")?;
    screen.apply_from_bar(1)?;
    screen.wait_tally(1, 1)?;
    let sequence = page.eval("__probe.answers.at(-1).sequence")?.to_string();
    let receipt = texts.format("copy.receipt", &[("sequence", &sequence)])?;
    let copy = [texts.get("button.copy")?, receipt].join(" ");
    let copied = format!("said {}", texts.get("say.copied")?);
    for times in 1..=2 {
        page.click(&Locator::button(&copy).within("#receipts"))?;
        ensure_heard(page, &copied, times)?;
    }
    Ok(())
}

/// Waits until an announcement was made so many times, and fails if it was more often.
fn ensure_heard(page: &Page, wanted: &str, times: usize) -> TestResult {
    let count = || -> TestResult<usize> {
        let heard = heard(page)?;
        Ok(heard.iter().filter(|one| *one == wanted).count())
    };
    wait_until(&format!("“{wanted}” to be heard {times} times"), || {
        Ok((count()? >= times).then_some(()))
    })?;
    ensure_eq(wanted, count()?, times)
}

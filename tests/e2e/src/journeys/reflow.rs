//! A window of 320 pixels, which is also one of 1280 enlarged fourfold (WCAG 2.2, 1.4.10), and there
//! also more space in the text.

use super::common::usual_settings;
use super::languages::choose;
use crate::context::{Screen, TestContext};
use crate::error::{TestResult, ensure};
use crate::instance::SETTINGS;
use crate::page::{Catalogue, Fault, Locator, Page};
use serde_json::json;

pub fn nothing_scrolls_sideways_on_a_narrow_window(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    let page = &ctx.page;
    page.tab().resize(Some((320, 800)))?;
    let languages = [("English", "en"), ("Deutsch", "de"), ("العربية", "ar")];
    let mut now = ctx.texts.clone();
    ctx.open("/")?;
    for (language, tag) in languages {
        choose(page, &now, language, tag)?;
        now = Catalogue::read(&ctx.tools.dist, tag)?;
        page.wait_for(&Locator::heading(&now.get("start.title")?))?;
        fits(page, tag, "start")?;
    }
    let sign_in = now.get("start.sign-in")?;
    ctx.sign_in_by(page, &Locator::button(&sign_in), &ctx.people.owner)?;
    Screen::new(page, &now).wait_ready()?;
    for (language, tag) in languages {
        choose(page, &now, language, tag)?;
        now = Catalogue::read(&ctx.tools.dist, tag)?;
        let screen = Screen::new(page, &now);
        screen.wait_ready()?;
        fits(page, tag, "settings")?;
        page.fill(&Locator::search(&now.get("providers.find")?), "i")?;
        fits(page, tag, "providers found")?;
        screen.toggle("set.discovery.name")?;
        screen.toggle("set.reset.name")?;
        screen.wait_change_count(2)?;
        fits(page, tag, "draft")?;
        screen.open_full_review()?;
        fits(page, tag, "review")?;
        screen.apply(2)?;
        screen.wait_tally(1, 1)?;
        screen.wait_row_status("domain-discovery", &now.get("tag.confirmed")?)?;
        fits(page, tag, "receipts")?;
        screen.dismiss_receipts()?;
        let message = "No matching permissions found (AUTH-5mWD2)";
        page.inject(&Fault::refusal("PUT", SETTINGS, 403, 7, message))?;
        screen.toggle("set.passkeys.name")?;
        screen.open_full_review()?;
        screen.acknowledge_all()?;
        fits(page, tag, "review of what was acknowledged")?;
        screen.apply(1)?;
        page.wait_focused("trouble")?;
        fits(page, tag, "refusal")?;
        screen.dismiss_receipts()?;
        screen.discard()?;

        for key in [
            "set.password.name",
            "set.passkeys.name",
            "set.force-mfa.name",
        ] {
            screen.toggle(key)?;
        }
        screen.toggle_checkbox("second.u2f.name")?;
        screen.wait_change_count(4)?;
        fits(page, tag, "draft of what can lock out")?;
        screen.open_full_review()?;
        page.eval(
            "document.querySelectorAll('#people details').forEach((one) => { one.open = true })",
        )?;
        fits(page, tag, "review of what can lock out")?;
        page.click(&Locator::link(&now.get("review.back")?))?;
        screen.discard()?;
    }
    Ok(())
}

/// What sticks out of the window, as it is and with the text spaced as people may need it (1.4.12).
const STICKS_OUT: &str = r"
    const out = () => document.scrollingElement.scrollWidth <= innerWidth ? [] :
        Array.from(document.querySelectorAll('body *'))
            .filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
            })
            .slice(0, 5)
            .map((one) => `${one.tagName}#${one.id}.${one.className} ` +
                __locator.neat(one.textContent).slice(0, 40))
            .concat(`${document.scrollingElement.scrollWidth} pixels`);
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }
    `);
    const found = out();
    document.adoptedStyleSheets = [spaced];
    found.push(...out().map((one) => `spaced: ${one}`));
    document.adoptedStyleSheets = [];
    return found;
";

/// Nothing sticks out of the window; where something does, it is named.
fn fits(page: &Page, tag: &str, state: &str) -> TestResult {
    let wide = page.tab().execute(STICKS_OUT, &[])?;
    ensure(
        wide == json!([]),
        format!("{state} in {tag} scrolls sideways: {wide}"),
    )
}

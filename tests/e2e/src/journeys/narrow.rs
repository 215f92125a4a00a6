//! A window of 320 pixels, which is also one of 1280 enlarged fourfold (WCAG 2.2, 1.4.10), and there
//! also more space in the text.

use super::languages::choose;
use super::steps::usual;
use crate::instance::SETTINGS;
use crate::page::{Fault, Page, Thing, Words};
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, ensure};
use serde_json::json;

pub fn nothing_scrolls_sideways_on_a_narrow_window(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    let page = &stage.page;
    page.tab().resize(Some((320, 800)))?;
    let languages = [("English", "en"), ("Deutsch", "de"), ("العربية", "ar")];
    let mut now = stage.words.clone();
    stage.open("/")?;
    for (language, tag) in languages {
        choose(page, &now, language, tag)?;
        now = Words::read(&stage.bench.dist, tag)?;
        page.see(&Thing::heading(&now.say("start.title")?))?;
        fits(page, tag, "start")?;
    }
    let sign_in = now.say("start.sign-in")?;
    stage.sign_in_by(page, &Thing::button(&sign_in), &stage.people.owner)?;
    Screen::new(page, &now).is_ready()?;
    for (language, tag) in languages {
        choose(page, &now, language, tag)?;
        now = Words::read(&stage.bench.dist, tag)?;
        let screen = Screen::new(page, &now);
        screen.is_ready()?;
        fits(page, tag, "settings")?;
        page.fill(&Thing::search(&now.say("providers.find")?), "i")?;
        fits(page, tag, "providers found")?;
        screen.turn("set.discovery.name")?;
        screen.turn("set.reset.name")?;
        screen.counts(2)?;
        fits(page, tag, "draft")?;
        screen.read_the_plan()?;
        fits(page, tag, "review")?;
        screen.apply(2)?;
        screen.tally(1, 1)?;
        screen.row_says("domain-discovery", &now.say("tag.confirmed")?)?;
        fits(page, tag, "receipts")?;
        screen.put_away()?;
        let message = "No matching permissions found (AUTH-5mWD2)";
        page.let_fail(&Fault::refusal("PUT", SETTINGS, 403, 7, message))?;
        screen.turn("set.passkeys.name")?;
        screen.read_the_plan()?;
        screen.acknowledge_all()?;
        fits(page, tag, "review of what was acknowledged")?;
        screen.apply(1)?;
        page.focused("trouble")?;
        fits(page, tag, "refusal")?;
        screen.put_away()?;
        screen.discard()?;

        for key in [
            "set.password.name",
            "set.passkeys.name",
            "set.force-mfa.name",
        ] {
            screen.turn(key)?;
        }
        screen.tick("second.u2f.name")?;
        screen.counts(4)?;
        fits(page, tag, "draft of what can lock out")?;
        screen.read_the_plan()?;
        page.ask(
            "document.querySelectorAll('#people details').forEach((one) => { one.open = true })",
        )?;
        fits(page, tag, "review of what can lock out")?;
        page.click(&Thing::link(&now.say("review.back")?))?;
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
                __eyes.neat(one.textContent).slice(0, 40))
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
fn fits(page: &Page, tag: &str, state: &str) -> Verdict {
    let wide = page.tab().script(STICKS_OUT, &[])?;
    ensure(
        wide == json!([]),
        format!("{state} in {tag} scrolls sideways: {wide}"),
    )
}

//! What is said aloud: one announcement for each event, by a live region or by the focus.

use super::steps::usual;
use crate::clock::{SOON, until};
use crate::instance::SETTINGS;
use crate::page::Fault;
use crate::stage::Stage;
use crate::trouble::{Verdict, same};
use serde_json::Value;

/// Notes what live regions say, and which landmarks and slips take the focus.
const LISTEN: &str = "
    window.__heard = [];
    const hear = (region) => {
        const words = __eyes.neat(region.textContent);
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

pub fn each_event_is_announced_once(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    page.tab().script(LISTEN, &[])?;

    screen.turn("set.discovery.name")?;
    apply_and_hear(
        stage,
        &format!("said {}", words.count("say.accepted", 1, &[])?),
    )?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;

    let message = "No matching permissions found (AUTH-5mWD2)";
    page.let_fail(&Fault::refusal("PUT", SETTINGS, 403, 7, message))?;
    screen.turn("set.discovery.name")?;
    apply_and_hear(stage, "focus on trouble")?;
    screen.turn("set.discovery.name")?;

    stage
        .instance
        .settle(&before.with("ignoreUnknownUsernames", true))?;
    screen.turn("set.reset.name")?;
    apply_and_hear(stage, &format!("said {}", words.say("clash.title")?))
}

/// Applies one change; what is heard from then on must be exactly this.
fn apply_and_hear(stage: &Stage<'_>, wanted: &str) -> Verdict {
    let page = &stage.page;
    stage.screen().review()?;
    // The plan itself takes the focus when it opens, and tells how far it is in asking.
    page.focused("main")?;
    stage.screen().owners_are_asked()?;
    page.ask("(__heard.length = 0)")?;
    stage.screen().apply(1)?;
    let heard = || -> Verdict<Vec<String>> {
        let heard = page.ask("__heard")?;
        let all = heard.as_array().cloned().unwrap_or_default();
        Ok(all
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    };
    until(&format!("“{wanted}” to be heard"), SOON, || {
        Ok(heard()?.iter().any(|one| one == wanted).then_some(()))
    })?;
    // Nothing is under way any more, so nothing else can be said of it.
    until("the calls to be over", SOON, || {
        let over = page.ask("!document.getElementById('working')")?;
        Ok((over == Value::Bool(true)).then_some(()))
    })?;
    same("heard", heard()?, [wanted])
}

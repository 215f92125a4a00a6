//! Draft, plan, apply, receipt: that the calls are the right ones, in the right order, and said.

use super::steps::{OTP, U2F, VERIFIED, read_and_apply, receipts_show, usual};
use crate::clock::{SOON, until};
use crate::driver::Key;
use crate::instance::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS};
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, holds, same};
use serde_json::{Value, json};

pub fn passkeys_go_off_and_on_in_the_safe_order(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let screen = stage.screen();
    let factor = format!("{SETTINGS}/{MULTI_FACTORS}");
    let (put, post) = (format!("PUT {SETTINGS}"), format!("POST {factor}"));
    let delete = format!("DELETE {factor}/{VERIFIED}");
    same("passkeys", screen.switch("set.passkeys.name")?.on, true)?;

    screen.turn("set.passkeys.name")?;
    screen.tick("multi.u2f.name")?;
    screen.counts(2)?;
    screen.must_be_read_first(2)?;
    screen.read_the_plan()?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(2)?;
    receipts_show(stage, 0, &["PUT", "DELETE"])?;
    same("writes", stage.writes()?, [put.clone(), delete.clone()])?;
    screen.row_says("passkeys", &stage.words.say("tag.confirmed")?)?;
    let off = before.clone().with_passkeys(false).with_multi(&[]);
    stage.instance.shows(&off)?;
    screen.counts_nothing()?;

    screen.turn("set.passkeys.name")?;
    screen.tick("multi.u2f.name")?;
    screen.review_and_apply(2)?;
    receipts_show(stage, 2, &["POST", "PUT"])?;
    same("writes", stage.writes()?, [put.clone(), delete, post, put])?;
    stage.instance.shows(&before)
}

pub fn adding_a_kind_of_passkey_is_one_post(stage: &Stage<'_>) -> Verdict {
    let without = usual(stage)?.with_multi(&[]);
    stage.instance.settle(&without)?;
    stage.sign_in(&stage.people.owner)?;
    stage.screen().tick("multi.u2f.name")?;
    stage.screen().review_and_apply(1)?;
    receipts_show(stage, 0, &["POST"])?;
    let created = stage.words.say("slip.created")?;
    holds("the receipt", &stage.screen().receipts()?[0].text, &created)?;
    same(
        "writes",
        stage.writes()?,
        [format!("POST {SETTINGS}/{MULTI_FACTORS}")],
    )?;
    let sent = stage.calls()?.into_iter().find(crate::page::Call::is_write);
    let body: Value = sent
        .and_then(|call| serde_json::from_str(&call.body).ok())
        .unwrap_or_default();
    same("the body", body, json!({ "type": VERIFIED }))?;
    let with = without.with_multi(&[VERIFIED]);
    stage.instance.shows(&with)
}

pub fn removing_a_second_factor_is_one_delete(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    stage.screen().tick("second.u2f.name")?;
    read_and_apply(stage, &stage.screen(), "factor-removed")?;
    receipts_show(stage, 0, &["DELETE"])?;
    let changed = stage.words.say("slip.changed")?;
    holds("the receipt", &stage.screen().receipts()?[0].text, &changed)?;
    same(
        "writes",
        stage.writes()?,
        [format!("DELETE {SETTINGS}/{SECOND_FACTORS}/{U2F}")],
    )?;
    stage.instance.shows(&before.with_second(&[OTP]))
}

pub fn the_plan_is_shown_before_anything_is_sent(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (screen, words, page) = (stage.screen(), &stage.words, &stage.page);
    screen.turn("set.passkeys.name")?;
    screen.tick("multi.u2f.name")?;
    screen.row_says("passkeys", &words.say("tag.draft")?)?;
    screen.review()?;
    let changes = page.read("#changes")?.unwrap_or_default();
    for text in [
        words.say("set.passkeys.name")?,
        words.say("multi.u2f.name")?,
        words.say("value.on")?,
        words.say("value.off")?,
        words.say("value.accepted")?,
        words.say("value.not-accepted")?,
    ] {
        holds("the changes", &changes, &text)?;
    }
    let calls = page.ask(
        "Array.from(document.querySelectorAll('#calls ol > li'), (one) => __eyes.neat(one.innerText))",
    )?;
    let calls: Vec<&str> = calls
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    same("planned calls", calls.len(), 2)?;
    holds("the first call", calls[0], &format!("PUT {SETTINGS}"))?;
    let delete = format!("DELETE {SETTINGS}/{MULTI_FACTORS}/{VERIFIED}");
    holds("the second call", calls[1], &delete)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;

    page.click(&Thing::link(&words.say("review.back")?))?;
    screen.counts(2)?;
    screen.discard()?;
    same("passkeys", screen.switch("set.passkeys.name")?.on, true)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    stage.instance.shows(&before)
}

pub fn the_keyboard_alone_is_enough(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    let (page, words) = (&stage.page, &stage.words);
    let tab = page.tab();
    stage.open("/settings/login")?;
    let sign_in = words.say("start.sign-in")?;
    page.see(&Thing::button(&sign_in))?;
    page.tab_to(&Thing::button(&sign_in))?;
    tab.press(Key::Enter)?;
    type_name_and_password(stage)?;
    stage.screen().is_ready()?;

    page.tab_to(&Thing::switch(&words.say("set.reset.name")?))?;
    tab.press(Key::Space)?;
    review_and_apply_by_keys(stage)?;
    receipts_show(stage, 0, &["PUT"])?;
    let after = before.clone().with("hidePasswordReset", true);
    stage.instance.shows(&after)?;

    page.tab_to(&Thing::button(&words.say("button.plan-undo")?))?;
    tab.press(Key::Enter)?;
    review_and_apply_by_keys(stage)?;
    receipts_show(stage, 1, &["PUT"])?;
    stage.instance.shows(&before)
}

fn review_and_apply_by_keys(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    stage.screen().counts(1)?;
    page.tab_to(&Thing::action(&words.say("bar.review")?))?;
    page.tab().press(Key::Enter)?;
    page.see(&Thing::heading(&words.say("review.title")?))?;
    page.tab_to(&Thing::button(&words.count("review.apply", 1, &[])?))?;
    page.tab().press(Key::Space)
}

/// On the sign-in pages the fields that come take the focus, or are the first to get it.
fn type_name_and_password(stage: &Stage<'_>) -> Verdict {
    let tab = stage.page.tab();
    let owner = &stage.people.owner;
    for (kind, text) in [("text", &owner.login_name), ("password", &owner.password)] {
        until(&format!("a {kind} field with the focus"), SOON, || {
            let at = tab.script(
                "const at = document.activeElement;
                 return document.readyState === 'loading' || location.origin === arguments[0] ? 'wait'
                     : at && at.tagName === 'INPUT' ? at.type : ''",
                &[json!(stage.host.origin())],
            );
            match at.unwrap_or_default().as_str() {
                Some(at) if at == kind => Ok(Some(())),
                Some("wait") | None => Ok(None),
                Some(_) => tab.press(Key::Tab).map(|()| None),
            }
        })?;
        tab.type_keys(text)?;
        tab.press(Key::Enter)?;
    }
    Ok(())
}

pub fn undoing_plans_the_opposite(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (screen, words) = (stage.screen(), &stage.words);
    screen.turn("set.discovery.name")?;
    screen.review_and_apply(1)?;
    screen.tally(1, 1)?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    stage
        .page
        .click(&Thing::button(&words.say("button.plan-undo")?))?;
    screen.counts(1)?;
    same("writes", stage.writes()?.len(), 1)?;
    screen.review_and_apply(1)?;
    receipts_show(stage, 1, &["PUT"])?;
    stage.instance.shows(&before)
}

pub fn values_that_cannot_be_are_not_sent(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (screen, words, page) = (stage.screen(), &stage.words, &stage.page);
    let password_life = words.say("set.password-life.name")?;
    let redirect = words.say("set.redirect.name")?;
    for (field, typed, row, fault) in [
        (
            &password_life,
            "soon",
            "password-lifetime",
            "fault.not-a-number",
        ),
        (
            &password_life,
            "999999999999",
            "password-lifetime",
            "fault.too-long",
        ),
        (
            &redirect,
            "javascript:alert(1)",
            "default-redirect",
            "fault.runs-code",
        ),
        (&redirect, "example", "default-redirect", "fault.address"),
    ] {
        page.fill(&Thing::field(field), typed)?;
        let row = format!("#{row}");
        page.reads(&row, &words.say(fault)?)?;
        let state = page.state(&Thing::field(field))?;
        same("what was typed stays", state.value.as_str(), typed)?;
        holds(
            "the field is described by",
            &state.description,
            &words.say(fault)?,
        )?;
        let way_on = page.look(&Thing::link(&words.say("bar.review")?))?;
        ensure(way_on.is_none(), "there is a way on to the plan")?;
    }
    page.fill(&Thing::field(&redirect), "")?;
    page.fill(&Thing::field(&password_life), "10")?;
    screen.counts_nothing()?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    stage.instance.shows(&before)
}

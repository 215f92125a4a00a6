//! Two administrators at once: nobody's change is overwritten without a decision.

use super::steps::usual;
use crate::instance::SETTINGS;
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, holds, same};

/// Days, as the API writes them.
fn days(number: u32) -> String {
    format!("{}s", number * 86_400)
}

pub fn a_change_by_somebody_else_stops_the_plan_and_asks(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let life = words.say("set.password-life.name")?;
    page.fill(&Thing::field(&life), "20")?;
    screen.counts(1)?;
    let theirs = before
        .with_text("passwordCheckLifetime", &days(5))
        .with("hidePasswordReset", true);
    stage.instance.settle(&theirs)?;

    screen.review_and_apply(1)?;
    page.see(&Thing::heading(&words.say("clash.title")?))?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    page.reads("#alarm", &words.say("clash.title")?)?;
    let said = page.read("#clash")?.unwrap_or_default();
    for text in [
        words.say("set.reset.name")?,
        words.say("clash.when-loaded")?,
        words.say("clash.on-server")?,
        words.say("clash.in-draft")?,
        "10 days".to_owned(),
        "5 days".to_owned(),
        "20 days".to_owned(),
    ] {
        holds("the conflict", &said, &text)?;
    }
    screen.row_says("password-lifetime", &words.say("tag.conflict")?)?;
    // From the page of the plan it leads back to where it is decided.
    same(
        "the address",
        page.tab().url()?,
        stage.at("/settings/login"),
    )?;
    page.see(&Thing::link(&words.say("bar.decide")?).within("#plan"))?;
    let on = words.say("clash.continue")?;
    same(
        "a way on before deciding",
        page.state(&Thing::button(&on))?.locked,
        true,
    )?;
    page.click(&Thing::radio("20 days"))?;
    page.click(&Thing::button(&on))?;
    page.lose(&Thing::heading(&words.say("clash.title")?))?;
    screen.counts(1)?;
    same("their change", screen.switch("set.reset.name")?.on, false)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;

    screen.review_and_apply(1)?;
    screen.tally(1, 1)?;
    screen.row_says("password-lifetime", &words.say("tag.confirmed")?)?;
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])?;
    let both = theirs.with_text("passwordCheckLifetime", &days(20));
    stage.instance.shows(&both)
}

pub fn a_change_by_somebody_else_to_other_settings_is_kept(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?.with("allowDomainDiscovery", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    let theirs = before.with("ignoreUnknownUsernames", true);
    stage.instance.settle(&theirs)?;
    screen.apply_at_once(1)?;
    page.see(&Thing::heading(&words.say("clash.title")?))?;
    page.reads("#clash", &words.say("set.unknown-names.name")?)?;
    page.click(&Thing::button(&words.say("clash.continue")?))?;
    screen.counts(1)?;
    same(
        "their change",
        screen.switch("set.unknown-names.name")?.on,
        true,
    )?;
    // What is applied is the plan on the settings as they are now.
    screen.review()?;
    let sequence = stage.instance.sequence()?.to_string();
    page.reads(".facts", &sequence)?;
    screen.apply(1)?;
    screen.tally(1, 1)?;
    let both = theirs.with("allowDomainDiscovery", false);
    stage.instance.shows(&both)
}

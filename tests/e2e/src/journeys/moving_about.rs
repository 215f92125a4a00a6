//! Finding one's way on the page: searching, links to settings, taking back a group.

use super::steps::usual;
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, same};
use serde_json::json;

pub fn a_setting_is_found_by_its_field_and_has_an_address(stage: &Stage<'_>) -> Verdict {
    stage.sign_in(&stage.people.owner)?;
    let (page, words) = (&stage.page, &stage.words);
    let find = words.say("find.label")?;
    page.fill(&Thing::search(&find), "forcemfalocal")?;
    page.reads("main", &words.count("find.found", 1, &[])?)?;
    let local = words.say("set.force-local.name")?;
    same("switches", page.names(&Thing::any("switch"))?, [local])?;
    page.fill(&Thing::search(&find), "no such setting")?;
    page.reads("main", &words.say("find.none")?)?;
    page.miss(&Thing::any("switch"))?;

    // A link to a setting leads there, also for somebody who has just come in.
    page.tab()
        .open(&stage.at("/settings/login#password-lifetime"))?;
    page.tab().reload()?;
    let life = words.say("set.password-life.name")?;
    page.see(&Thing::field(&life))?;
    let in_view = "(() => { const {top, bottom} = document.getElementById('password-lifetime')
        .getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()";
    crate::clock::until("the setting to be in view", crate::clock::SOON, || {
        Ok((page.ask(in_view)? == json!(true)).then_some(()))
    })
}

pub fn a_group_is_taken_back_and_the_rest_stays(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let was = screen.switch("set.discovery.name")?.on;
    screen.turn("set.discovery.name")?;
    screen.turn("set.unknown-names.name")?;
    screen.tick("multi.u2f.name")?;
    screen.counts(3)?;
    page.reads("#form", &words.count("count.open", 2, &[])?)?;
    page.reads("#ways", &words.count("count.open", 1, &[])?)?;
    let group = words.say("group.form.name")?;
    let discard = [words.say("group.discard")?, group.clone()].join(": ");
    page.click(&Thing::button(&discard))?;
    screen.counts(1)?;
    page.focused("form")?;
    let said = words.say_with("say.group-discarded", &[("name", &group)])?;
    page.reads("[role=status]", &said)?;
    same("the switch", screen.switch("set.discovery.name")?.on, was)?;
    screen.discard()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

pub fn a_provider_without_a_name_is_called_by_its_kind(stage: &Stage<'_>) -> Verdict {
    let search = "/admin/v1/idps/templates/_search";
    let found = stage.instance.rest.post(search, &json!({}))?;
    let all = found["result"].as_array().map(Vec::as_slice);
    let unnamed = all.unwrap_or_default().iter().find(|one| {
        one["type"] == "PROVIDER_TYPE_GITHUB" && one["name"].as_str().unwrap_or_default().is_empty()
    });
    same("a GitHub without a name", unnamed.is_some(), true)?;
    let id = unnamed.map_or("", |one| one["id"].as_str().unwrap_or_default());
    stage.sign_in(&stage.people.owner)?;
    let control = format!("[id=\"provider-{id}\"]");
    stage
        .page
        .see(&Thing::checkbox("GitHub").within("#providers"))?;
    let there = format!("!!document.querySelector({control:?})");
    same("its control", stage.page.ask(&there)?, json!(true))
}

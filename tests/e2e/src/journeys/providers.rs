//! Identity providers on the form: linking, unlinking, and one that is gone.

use super::refusals::is_explained;
use super::steps::{read_and_apply, usual};
use crate::clock::{SOON, until};
use crate::instance::{Provider, SETTINGS};
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

/// Makes a provider, and opens the settings.
fn begin(stage: &Stage<'_>) -> Verdict<Provider> {
    let before = usual(stage)?
        .with("allowExternalIdp", true)
        .with_text("externalLoginCheckLifetime", "864000s");
    stage.instance.settle(&before)?;
    let name = format!("Journey {}", stage.host.client_id);
    let made = Provider::make(&stage.instance.rest, &name)?;
    stage.sign_in(&stage.people.owner)?;
    Ok(made)
}

/// Looks for a provider and ticks it.
fn add(stage: &Stage<'_>, provider: &Provider) -> Verdict {
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let find = words.say("providers.find")?;
    page.fill(&Thing::search(&find), &provider.name)?;
    page.reads("#providers", &words.count("providers.found", 1, &[])?)?;
    page.click(&Thing::checkbox(&provider.name).within("#providers .adding"))?;
    // It moves to those on the form, and the focus with it.
    page.focused(&format!("provider-{}", provider.id))?;
    page.miss(&Thing::checkbox(&provider.name).within("#providers .adding"))?;
    let on_the_form = page.state(&Thing::checkbox(&provider.name).within("#providers"))?;
    same("the provider", on_the_form.on, true)?;
    screen.counts(1)
}

/// Waits until the instance says that a provider is linked, or is not.
fn is_linked(stage: &Stage<'_>, provider: &Provider, linked: bool) -> Verdict {
    until("the link to be shown", SOON, || {
        let shown = stage.instance.links()?.contains(&provider.id);
        Ok((shown == linked).then_some(()))
    })
}

pub fn a_provider_is_linked_and_unlinked(stage: &Stage<'_>) -> Verdict {
    let provider = begin(stage)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    add(stage, &provider)?;
    screen.apply_at_once(1)?;
    screen.tally(1, 1)?;
    page.reads("#providers", &words.say("tag.confirmed")?)?;
    is_linked(stage, &provider, true)?;
    let post = format!("POST {SETTINGS}/idps");
    same("writes", stage.writes()?, [post.clone()])?;

    page.click(&Thing::checkbox(&provider.name).within("#providers"))?;
    screen.counts(1)?;
    read_and_apply(stage, &screen, "provider-unlinked")?;
    screen.tally(1, 1)?;
    screen.counts_nothing()?;
    is_linked(stage, &provider, false)?;
    let delete = format!("DELETE {SETTINGS}/idps/{}", provider.id);
    same("writes", stage.writes()?, [post, delete])?;
    let receipts = screen.receipts()?;
    let name = [("name", provider.name.as_str())];
    let titles: Vec<&str> = receipts.iter().map(|one| one.title.as_str()).collect();
    let removed = words.say_with("call.remove.done", &name)?;
    same(
        "receipts",
        titles,
        [removed, words.say_with("call.add.done", &name)?],
    )
}

pub fn linking_a_provider_that_is_gone_is_explained(stage: &Stage<'_>) -> Verdict {
    let mut provider = begin(stage)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    add(stage, &provider)?;
    provider.remove()?;
    stage.expect_status(&format!("{SETTINGS}/idps"), 400);
    page.let_fail(&Fault::hold("POST", "/admin/v1/idps/templates/_search"))?;
    screen.apply_at_once(1)?;
    page.focused("trouble")?;
    is_explained(stage, "#trouble", "why.provider-gone", "todo.reload")?;
    // What the page learns afterwards leaves the focus where it is.
    page.held()?;
    page.release()?;
    page.reads("#providers", &words.say("providers.gone")?)?;
    same(
        "the focus",
        page.focus()?.map(|focus| focus.id),
        Some("trouble".to_owned()),
    )?;
    screen.counts(1)?;
    screen.put_away()?;
    screen.discard()
}
